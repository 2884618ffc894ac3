//! Writes elements that open only when something is in them. So whatever is taken out of a text (the
//! title, the entries of the timeline, the actions) leaves no empty list, table or paragraph behind, and
//! what is after it is in a list, table or paragraph again.

use std::borrow::Cow;

/// The most bytes of a start that may be written more than once, so that output stays linear in input.
pub(super) const LONGEST_REPEATED: usize = 1024;

/// How an element behaves when something is taken out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Emphasis, links: ends before what is taken out and continues after it; never written empty.
    Inline,
    /// A paragraph: the same.
    Paragraph,
    /// Lists, items, tables, rows, cells: the same, but written empty where the source has it empty.
    Flow,
    /// Quotations, folds: stays open around what is taken out.
    Fixed,
    /// Headings, captions: what is taken out comes after it.
    Whole,
    /// The head of a table, which is part of the table's start: it goes and comes back with it.
    Head,
}

/// An element that has begun in the source.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    /// Names it, so that only its own end closes it.
    pub(super) id: usize,
    /// The start tag.
    pub(super) start: Cow<'static, str>,
    /// The end tag.
    pub(super) end: Cow<'static, str>,
    /// How it behaves.
    pub(super) kind: Kind,
    taken: usize,
}

impl Frame {
    /// An element with its tags.
    pub(super) fn new(
        id: usize,
        kind: Kind,
        start: impl Into<Cow<'static, str>>,
        end: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            id,
            start: start.into(),
            end: end.into(),
            kind,
            taken: 0,
        }
    }
}

/// A piece of what was written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<M> {
    /// HTML; only all pieces together are balanced.
    Html(String),
    /// Where things were taken out, with nothing between them.
    Marks(Vec<M>),
}

/// HTML in the making, with marks of type `M` where something was taken out.
#[derive(Debug)]
pub(super) struct Writer<M> {
    out: String,
    pieces: Vec<Piece<M>>,
    frames: Vec<Frame>,
    /// How many of the frames are written.
    opened: usize,
    /// White space and line breaks that are written only between two things of one element.
    gap: String,
    /// How often something was taken out so far.
    taken: usize,
    /// What was written, and how many frames were open, before each head that is being read.
    outside_heads: Vec<(String, usize)>,
    /// Marks that wait for the end of a heading or head.
    waiting: Vec<M>,
}

impl<M> Writer<M> {
    pub(super) fn new() -> Self {
        Self {
            out: String::new(),
            pieces: Vec::new(),
            frames: Vec::new(),
            opened: 0,
            gap: String::new(),
            taken: 0,
            outside_heads: Vec::new(),
            waiting: Vec::new(),
        }
    }

    /// Begins an element.
    pub(super) fn open(&mut self, mut frame: Frame) {
        frame.taken = self.taken;
        let head = frame.kind == Kind::Head;
        self.frames.push(frame);
        if head {
            self.gap.clear();
            self.outside_heads
                .push((std::mem::take(&mut self.out), self.opened));
            self.opened = self.frames.len();
        }
    }

    /// The name of the innermost element that has begun.
    pub(super) fn top(&self) -> Option<usize> {
        self.frames.last().map(|frame| frame.id)
    }

    /// The innermost emphasis and links that have begun, outermost first.
    pub(super) fn inline(&self) -> &[Frame] {
        let blocks = self
            .frames
            .iter()
            .rev()
            .take_while(|frame| frame.kind == Kind::Inline);
        self.frames
            .get(self.frames.len() - blocks.count()..)
            .unwrap_or_default()
    }

    /// Ends the innermost element; whether anything of it is in the output.
    pub(super) fn close(&mut self) -> bool {
        let Some(frame) = self.frames.pop() else {
            return false;
        };
        if frame.kind != Kind::Inline {
            self.gap.clear();
        }
        let written = if frame.kind == Kind::Head {
            self.end_head(&frame);
            true
        } else if self.frames.len() < self.opened {
            self.out.push_str(&frame.end);
            self.opened = self.frames.len();
            true
        } else {
            let empty = !matches!(frame.kind, Kind::Inline | Kind::Paragraph) && frame.taken == self.taken;
            if empty {
                let out = self.begin();
                out.push_str(&frame.start);
                out.push_str(&frame.end);
            }
            empty
        };
        if !self.waiting.is_empty() && !self.is_whole() {
            for mark in std::mem::take(&mut self.waiting) {
                self.place(mark);
            }
        }
        written
    }

    fn end_head(&mut self, frame: &Frame) {
        let (outside, opened) = self.outside_heads.pop().unwrap_or_default();
        let head = std::mem::replace(&mut self.out, outside);
        self.opened = opened;
        if head.is_empty() {
            return;
        }
        let head = format!("{}{head}{}", frame.start, frame.end);
        let pending = self.opened < self.frames.len() && head.len() <= LONGEST_REPEATED;
        match self.frames.last_mut().filter(|_| pending) {
            Some(table) => table.start.to_mut().push_str(&head),
            None => self.begin().push_str(&head),
        }
    }

    /// The output, ready for content of the innermost element.
    pub(super) fn begin(&mut self) -> &mut String {
        self.out.push_str(&self.gap);
        self.gap.clear();
        for frame in self.frames.iter().skip(self.opened) {
            self.out.push_str(&frame.start);
        }
        self.opened = self.frames.len();
        &mut self.out
    }

    /// White space or a line break: written only between contents.
    pub(super) fn gap(&mut self, html: &str) {
        if self.opened == self.frames.len() && !self.is_blank() {
            self.gap.push_str(html);
        }
    }

    /// Like `gap`, and only one of several in turn.
    pub(super) fn gap_once(&mut self, html: &str) {
        if !self.gap.ends_with(html) {
            self.gap(html);
        }
    }

    /// Whether nothing is written since the beginning or the last mark.
    pub(super) fn is_blank(&self) -> bool {
        self.out.is_empty() && self.outside_heads.is_empty()
    }

    fn is_whole(&self) -> bool {
        self.frames
            .iter()
            .any(|frame| matches!(frame.kind, Kind::Whole | Kind::Head))
    }

    /// Ends paragraphs, lists and tables for now, so that a block can be between their parts.
    fn interrupt(&mut self) {
        self.gap.clear();
        let fixed = self
            .frames
            .iter()
            .rposition(|frame| !matches!(frame.kind, Kind::Inline | Kind::Paragraph | Kind::Flow))
            .map_or(0, |fixed| fixed + 1);
        for frame in self.frames.iter().take(fixed).skip(self.opened) {
            self.out.push_str(&frame.start);
        }
        self.opened = self.opened.max(fixed);
        for frame in self.frames.iter().take(self.opened).skip(fixed).rev() {
            self.out.push_str(&frame.end);
        }
        self.opened = fixed;
    }

    /// Puts a block between paragraphs, lists and tables.
    pub(super) fn block(&mut self, html: &str) {
        self.interrupt();
        self.out.push_str(html);
    }

    /// Notes that something of the source goes elsewhere or nowhere.
    pub(super) fn take(&mut self) {
        self.taken += 1;
    }

    /// Puts a mark where something was taken out.
    pub(super) fn mark(&mut self, mark: M) {
        self.take();
        if self.is_whole() {
            self.waiting.push(mark);
        } else {
            self.place(mark);
        }
    }

    fn place(&mut self, mark: M) {
        self.interrupt();
        if !self.out.is_empty() {
            self.pieces.push(Piece::Html(std::mem::take(&mut self.out)));
        }
        match self.pieces.last_mut() {
            Some(Piece::Marks(marks)) => marks.push(mark),
            _ => self.pieces.push(Piece::Marks(vec![mark])),
        }
    }

    /// Ends all elements and gives what was written.
    pub(super) fn finish(mut self) -> Vec<Piece<M>> {
        while !self.frames.is_empty() {
            self.close();
        }
        if !self.out.is_empty() {
            self.pieces.push(Piece::Html(self.out));
        }
        self.pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(writer: &mut Writer<u8>, items: &[Result<&str, u8>]) {
        writer.open(Frame::new(0, Kind::Flow, "<ul>", "</ul>"));
        for item in items {
            writer.open(Frame::new(1, Kind::Flow, "<li>", "</li>"));
            match item {
                Ok(text) => writer.begin().push_str(text),
                Err(mark) => writer.mark(*mark),
            }
            writer.close();
        }
        writer.close();
    }

    #[test]
    fn what_is_taken_out_leaves_no_empty_elements() {
        let mut writer = Writer::new();
        list(&mut writer, &[Err(1), Err(2)]);
        list(&mut writer, &[Err(3)]);
        assert_eq!(writer.finish(), [Piece::Marks(vec![1, 2, 3])]);
    }

    #[test]
    fn what_stays_is_in_a_list_of_its_own_on_either_side() {
        let mut writer = Writer::new();
        list(&mut writer, &[Ok("a"), Err(1), Ok("b")]);
        assert_eq!(
            writer.finish(),
            [
                Piece::Html("<ul><li>a</li></ul>".to_owned()),
                Piece::Marks(vec![1]),
                Piece::Html("<ul><li>b</li></ul>".to_owned())
            ]
        );
    }

    #[test]
    fn what_is_empty_in_the_source_stays() {
        let mut writer = Writer::new();
        list(&mut writer, &[Ok("a"), Ok("")]);
        writer.open(Frame::new(2, Kind::Flow, "<td>", "</td>"));
        writer.close();
        assert_eq!(
            writer.finish(),
            [Piece::<u8>::Html(
                "<ul><li>a</li><li></li></ul><td></td>".to_owned()
            )]
        );
    }

    #[test]
    fn a_table_loses_its_head_with_its_last_row_and_takes_it_along() {
        let table = |rows: &[Result<&str, u8>]| {
            let mut writer = Writer::new();
            writer.open(Frame::new(0, Kind::Flow, "<table>", "</table>"));
            writer.open(Frame::new(1, Kind::Head, "<thead>", "</thead>"));
            writer.begin().push('h');
            writer.close();
            for row in rows {
                match row {
                    Ok(row) => writer.begin().push_str(row),
                    Err(mark) => writer.mark(*mark),
                }
            }
            writer.close();
            writer.finish()
        };
        assert_eq!(table(&[Err(1)]), [Piece::Marks(vec![1])]);
        let whole = |row: &str| Piece::Html(format!("<table><thead>h</thead>{row}</table>"));
        assert_eq!(table(&[]), [whole("")]);
        assert_eq!(
            table(&[Ok("a"), Err(1), Ok("b")]),
            [whole("a"), Piece::Marks(vec![1]), whole("b")]
        );
    }

    #[test]
    fn quotations_stay_open_and_headings_are_not_cut() {
        let mut writer = Writer::new();
        writer.open(Frame::new(0, Kind::Fixed, "<blockquote>", "</blockquote>"));
        writer.open(Frame::new(1, Kind::Whole, "<h2>", "</h2>"));
        writer.mark(1);
        writer.begin().push('x');
        writer.close();
        writer.close();
        assert_eq!(
            writer.finish(),
            [
                Piece::Html("<blockquote><h2>x</h2>".to_owned()),
                Piece::Marks(vec![1]),
                Piece::Html("</blockquote>".to_owned())
            ]
        );
    }
}
