//! The body as a flat list of blocks in reading order, each with plain text that knows its way back to
//! the source. Sections, timeline, actions and impact are read from this and never from Markdown itself.

use crate::source::Span;
use std::ops::Range;

/// Plain text of a piece of Markdown or HTML, marks taken away and entities decoded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// The words.
    pub plain: String,
    /// Where runs of it come from: (offset in `plain`, offset in the source), ascending; inside a run both count bytes alike.
    pub runs: Vec<(usize, usize)>,
    /// What of `plain` is strong.
    pub strong: Vec<Range<usize>>,
    /// What of `plain` is inline code: never a time, a label or a heading.
    pub code: Vec<Range<usize>>,
}

impl Text {
    /// The place in the source of a byte of `plain`.
    #[must_use]
    pub fn source(&self, at: usize) -> usize {
        let run = self.runs.partition_point(|&(plain, _)| plain <= at);
        match run.checked_sub(1).and_then(|run| self.runs.get(run)) {
            Some(&(plain, source)) => source + (at - plain),
            None => 0,
        }
    }

    /// The place in the source of a range of `plain`.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.source(range.start);
        let end = range
            .end
            .checked_sub(1)
            .map_or(start, |last| self.source(last) + 1);
        Span::new(start, end.max(start))
    }
}

/// One line of a block, as the writer broke it (a soft or hard break, or `<br>`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Its words.
    pub text: Text,
    /// All of it in the source, marks included.
    pub span: Span,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading, ATX, Setext or HTML, with its level.
    Heading(u8),
    /// Lines of text.
    Paragraph,
    /// An item of a list: its own first lines; what else is in it follows as blocks of its own.
    Item {
        /// 1 for an item of an outermost list.
        depth: u8,
        /// Whether the list is numbered.
        ordered: bool,
        /// The box of a task: ticked or not.
        task: Option<bool>,
    },
    /// A row of a table: one line a cell.
    Row {
        /// Whether it is the head of its table.
        head: bool,
        /// Counts the tables of the body, from 0.
        table: usize,
    },
    /// A code block; its lines are never read.
    Code,
    /// A rule between blocks.
    Rule,
    /// HTML without words that count.
    Html,
}

/// A block of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// All of it in the source; an item's span holds the blocks inside the item.
    pub span: Span,
    /// Its own text, line by line.
    pub lines: Vec<Line>,
    /// The item that it stands in, as an index into the list of blocks.
    pub parent: Option<usize>,
    /// Whether it stands in a quotation.
    pub quoted: bool,
}
