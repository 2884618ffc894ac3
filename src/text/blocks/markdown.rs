//! Drives pulldown-cmark's events into blocks.

use super::builder::{Builder, Container};
use super::input::Input;
use super::padding::Padding;
use super::{BlockKind, MOST_LINKS_BACK, html, indented, told};
use crate::source::fit;
use crate::span::Span;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;

/// The Markdown that is read and rendered: CommonMark with tables, task lists, strikethrough, footnotes and alerts.
#[must_use]
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
}

/// How a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// The body itself.
    Body,
    /// Markdown in an HTML block, or indented where no code is meant.
    Nested(u8),
    /// The words of an HTML heading or cell: no blocks. The first byte is a mark that is left out.
    Inline,
}

/// How deep Markdown in HTML in Markdown is followed.
const MAX_NESTED: u8 = 2;

impl Mode {
    /// The mode of a text inside, if that is still followed.
    pub(super) fn inside(self) -> Option<Self> {
        match self {
            Self::Body => Some(Self::Nested(1)),
            Self::Nested(depth) if depth < MAX_NESTED => Some(Self::Nested(depth + 1)),
            Self::Nested(_) | Self::Inline => None,
        }
    }
}

/// Reads a text into blocks.
pub(super) fn read(builder: &mut Builder, input: &Input<'_>, mode: Mode) {
    let mut reader = Reader {
        builder,
        input,
        mode,
        raw: None,
        footnotes: BTreeMap::new(),
    };
    let mut padding = Padding::default();
    for (event, range) in Parser::new_ext(&input.text, options()).into_offset_iter() {
        if padding.is_too_much(&input.text, &event, &range) {
            reader.unpadded(range.start);
        } else {
            reader.event(event, range);
        }
    }
    if !reader.builder.takes_one_line() {
        reader.builder.end_line(None);
    }
}

/// A block whose text is no Markdown.
enum Raw {
    Html,
    Indented,
    /// With the words behind its mark.
    Fence(String),
}

struct Reader<'r, 'i> {
    builder: &'r mut Builder,
    input: &'r Input<'i>,
    mode: Mode,
    /// The HTML or code block that is being read, and its pieces.
    raw: Option<(Raw, Vec<Range<usize>>)>,
    /// How often each footnote is referred to.
    footnotes: BTreeMap<String, usize>,
}

impl Reader<'_, '_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if let Some((_, pieces)) = &mut self.raw {
            match event {
                Event::Html(_) | Event::Text(_) => return pieces.push(range),
                Event::End(TagEnd::HtmlBlock | TagEnd::CodeBlock) => return self.end_raw(&range),
                _ => {}
            }
        }
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => {
                self.builder.code += 1;
                self.text(&text, range);
                self.builder.code = self.builder.code.saturating_sub(1);
            }
            Event::InlineHtml(tag) | Event::Html(tag) => {
                html::inline(self.builder, &tag, self.input.span(&range))
            }
            Event::SoftBreak | Event::HardBreak => self.builder.end_line(None),
            Event::Rule => self.builder.block(BlockKind::Rule, trimmed(self.input, &range)),
            Event::TaskListMarker(ticked) => self.builder.task_box(ticked),
            Event::FootnoteReference(label) => self.footnote(&label, self.input.span(&range)),
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// A reference to a footnote.
    fn footnote(&mut self, label: &str, span: Span) {
        self.builder.touch(span);
        let count = self.footnotes.entry(label.to_lowercase()).or_default();
        *count += 1;
        if *count > MOST_LINKS_BACK {
            self.builder.scan.without_link_back.get_or_insert(span);
        }
    }

    /// The row that ends at a byte is not filled up.
    fn unpadded(&mut self, end: usize) {
        let (input, told) = (self.input, &mut self.builder.scan.unpadded);
        told.get_or_insert_with(|| {
            let row = input.text.get(..end).unwrap_or_default().trim_end();
            let start = row.rfind('\n').map_or(0, |at| at + 1);
            input.span(&(start..row.len()))
        });
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        let span = trimmed(self.input, range);
        match tag {
            Tag::Paragraph => self.builder.open_paragraph(span, false),
            Tag::Heading { level, .. } => {
                self.builder.leave_html();
                self.builder
                    .open_leaf(BlockKind::Heading(level as u8), span, false);
            }
            Tag::BlockQuote(alert) => {
                let what = alert.map_or(Container::Quote, |_| Container::Alert);
                self.builder.enter(what, None);
            }
            Tag::List(first) => {
                let ordered = first.is_some();
                self.builder.enter(Container::List { ordered }, None);
            }
            Tag::Item => self.builder.enter_item(span, None),
            Tag::Table(_) => self.builder.enter(Container::Table, None),
            Tag::TableHead => self.builder.open_row(true, span, false),
            Tag::TableRow => self.builder.open_row(false, span, false),
            Tag::CodeBlock(CodeBlockKind::Indented) => self.raw = Some((Raw::Indented, Vec::new())),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                self.raw = Some((Raw::Fence(info.into_string()), Vec::new()));
            }
            Tag::HtmlBlock => self.raw = Some((Raw::Html, Vec::new())),
            Tag::Strong => self.mark(span.start, 2, |builder| builder.strong += 1),
            Tag::Emphasis => self.mark(span.start, 1, |builder| builder.slanted += 1),
            Tag::Strikethrough if self.is_tilde(range) => self.text("~", range.start..range.start + 1),
            Tag::Strikethrough => self.mark(span.start, 2, |builder| builder.struck += 1),
            Tag::Link {
                dest_url, link_type, ..
            } => {
                let scheme = match link_type {
                    LinkType::Email => "mailto:",
                    _ => "",
                };
                self.builder.link(&format!("{scheme}{dest_url}"), false, span);
                self.mark(span.start, 1, |_| {});
            }
            Tag::Image { dest_url, .. } => {
                self.builder.link(&dest_url, true, span);
                self.builder.touch(span);
                self.builder.images += 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        let end = self.input.span(range).end;
        match tag {
            TagEnd::Paragraph if self.mode == Mode::Body => self.builder.end_leaf(None),
            TagEnd::Paragraph if self.builder.takes_one_line() => {}
            TagEnd::Paragraph => self.builder.end_line(None),
            TagEnd::Heading(_) | TagEnd::TableHead | TagEnd::TableRow => self.builder.end_leaf(None),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::Table => self.builder.leave(),
            TagEnd::TableCell => self.builder.end_line(Some(trimmed(self.input, range))),
            TagEnd::Strong => {
                self.builder.strong = self.builder.strong.saturating_sub(1);
                self.mark(end - 2, 2, |_| {});
            }
            TagEnd::Emphasis => {
                self.builder.slanted = self.builder.slanted.saturating_sub(1);
                self.mark(end - 1, 1, |_| {});
            }
            TagEnd::Link => self.mark(end - 1, 1, |_| {}),
            TagEnd::Strikethrough if self.is_tilde(range) => self.text("~", range.end - 1..range.end),
            TagEnd::Strikethrough => {
                self.builder.struck = self.builder.struck.saturating_sub(1);
                self.mark(end - 2, 2, |_| {});
            }
            TagEnd::Image => self.builder.images = self.builder.images.saturating_sub(1),
            _ => {}
        }
    }

    /// Notes marks that are around words and belong to their line.
    fn mark(&mut self, at: usize, length: usize, then: impl FnOnce(&mut Builder)) {
        self.builder.touch(crate::span::Span::new(at, at + length));
        then(self.builder);
    }

    /// Whether a range is marked by single tildes: those mean "about", and are words.
    fn is_tilde(&self, range: &Range<usize>) -> bool {
        let text = self.input.text.get(range.clone()).unwrap_or_default();
        !text.starts_with("~~")
    }

    /// Adds words, aligned with the place where they are: entities, escapes and the marks of
    /// quotations that code spans run over make the two differ.
    fn text(&mut self, plain: &str, range: Range<usize>) {
        let mut plain = plain;
        let mut range = range;
        if self.mode == Mode::Inline && range.start == 0 && !plain.is_empty() {
            plain = plain.get(1..).unwrap_or_default();
            range.start += 1;
        }
        let source = self.input.text.get(range.clone()).unwrap_or_default();
        let at = if source == plain {
            Some(0)
        } else {
            source.find(plain)
        };
        if let Some(at) = at {
            let start = range.start + at;
            for chunk in self.input.chunks(start..start + plain.len()) {
                let words = plain
                    .get(chunk.start - start..chunk.end - start)
                    .unwrap_or_default();
                self.builder.text(words, self.input.at(chunk.start));
            }
        } else {
            self.align(plain, source, range.start);
        }
        self.builder.touch(self.input.span(&range));
    }

    fn align(&mut self, plain: &str, source: &str, start: usize) {
        let mut at = 0;
        for (offset, char) in plain.char_indices() {
            let rest = source.get(at..).unwrap_or_default();
            let blank = |other: char| char == ' ' && other == '\n';
            let Some(skip) = rest.find(|other| other == char || blank(other)) else {
                // What the source spells otherwise, such as `&eacute;`: its first bytes stand for it.
                let left = plain.get(offset..).unwrap_or_default();
                let fits = rest.is_ascii() && left.len() <= rest.len();
                let left = if fits { left } else { "\u{fffd}" };
                if left.len() <= rest.len() {
                    // Entities may stand for anything.
                    self.builder.text(&fit(left.into()), self.input.at(start + at));
                }
                return;
            };
            at += skip;
            let mut buffer = [0; 4];
            self.builder
                .text(char.encode_utf8(&mut buffer), self.input.at(start + at));
            at += rest
                .get(skip..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8);
        }
    }

    /// Reads the HTML or code block that has ended.
    fn end_raw(&mut self, range: &Range<usize>) {
        let Some((raw, pieces)) = self.raw.take() else {
            return;
        };
        let span = trimmed(self.input, range);
        let lines = || {
            pieces
                .iter()
                .filter_map(|piece| self.input.text.get(piece.clone()))
        };
        let before = self.builder.scan.blocks.last();
        match (raw, self.mode.inside()) {
            (Raw::Html, _) => {
                let block = Input::pieces(self.input, pieces);
                html::block(self.builder, &block, span, self.mode);
            }
            (Raw::Indented, Some(mode)) if self.mode != Mode::Body || indented::is_text(lines(), before) => {
                let text = indented::dedent(self.input, pieces);
                self.builder.end_leaf(None);
                read(self.builder, &text, mode);
                self.builder.end_leaf(None);
            }
            (Raw::Fence(info), _) if told::is_told(&info, lines().flat_map(str::lines)) => {
                self.builder.open_leaf(BlockKind::Paragraph, span, false);
                let text = Input::pieces(self.input, pieces);
                let mut at = 0;
                for line in text.text.split_inclusive('\n') {
                    let words = line.trim_end();
                    self.builder.text(words, text.at(at));
                    self.builder.touch(text.span(&(at..at + words.len())));
                    self.builder.end_line(None);
                    at += line.len();
                }
                self.builder.end_leaf(None);
            }
            _ => self.builder.block(BlockKind::Code, span),
        }
    }
}

/// The span of a range without the blanks at its end.
fn trimmed(input: &Input<'_>, range: &Range<usize>) -> crate::span::Span {
    let text = input.text.get(range.clone()).unwrap_or_default();
    input.span(&(range.start..range.start + text.trim_ascii_end().len()))
}
