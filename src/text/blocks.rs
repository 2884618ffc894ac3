//! The body as a flat list of blocks in reading order, each with plain text that knows its way back to
//! the source. Sections, timeline, actions and impact are read from this and never from Markdown itself.

mod builder;
mod comments;
mod containers;
mod html;
mod indented;
mod input;
mod logs;
mod markdown;
mod padding;
mod program;
mod prompts;
mod signs;
#[cfg(test)]
mod tests;
mod text;
mod told;
mod unread_links;

use crate::diagnostic::{Diagnostic, RuleName};
use crate::html::nesting::{DEEPEST, MOST_DECORATING};
use crate::source::Source;
use crate::span::Span;
use builder::Builder;
use input::Input;
use markdown::Mode;
pub use markdown::options;
pub use padding::Padding;
pub use program::below_program;
pub use prompts::asks_the_writer;
use std::borrow::Cow;
pub use text::Text;

/// Whether text that Markdown takes for indented code is prose in one paragraph.
#[must_use]
pub fn is_indented_prose(text: &str) -> bool {
    let listed = |line: &str| line.trim_start().starts_with(['-', '*', '+']);
    let parted = text
        .trim()
        .lines()
        .any(|line| line.trim().is_empty() || listed(line));
    !parted && indented::is_text(text.lines(), None)
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
    /// A code block; its lines are never read. A fence of timed steps is a paragraph.
    Code,
    /// A rule between blocks.
    Rule,
    /// HTML without words that count.
    Html,
    /// What a template asks of its writer, left standing: no words of the report.
    Prompt,
}

impl BlockKind {
    /// Whether it has no words that tell of the incident.
    #[must_use]
    pub const fn is_silent(self) -> bool {
        matches!(self, Self::Code | Self::Rule | Self::Html | Self::Prompt)
    }
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
    /// The item that it is in, as an index into the list of blocks.
    pub parent: Option<usize>,
    /// Whether it is in a quotation.
    pub quoted: bool,
}

/// A link or an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkUse {
    /// The address as written, entities and escapes decoded.
    pub dest: String,
    /// Whether it is an image.
    pub image: bool,
    /// All of it in the source.
    pub span: Span,
}

/// All that one pass over a body finds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scan {
    /// The blocks, in reading order.
    pub blocks: Vec<Block>,
    /// The links and images.
    pub links: Vec<LinkUse>,
    /// What would be one, but for the blanks in its address: its marks stand on the page.
    pub unread_links: Vec<LinkUse>,
    /// The HTML comments.
    pub comments: Vec<Span>,
    /// The first tag of HTML that pages leave out, since too many elements are open around it.
    pub left_out: Option<Span>,
    /// The first row of a table that pages do not fill up with empty cells, since too many others are.
    pub unpadded: Option<Span>,
    /// The first reference to a footnote that has no link back to it.
    pub without_link_back: Option<Span>,
}

/// The most references to a footnote that it links back to.
pub const MOST_LINKS_BACK: usize = 20;

impl Scan {
    /// What is said of the bounds that a text passes, each where it does so first.
    pub fn bounds_passed(&self, path: &str) -> impl Iterator<Item = Diagnostic> {
        let told = |at: Option<Span>, message: String, hint: &str| {
            at.map(|at| Diagnostic::warn(RuleName::UnreadableFile, path, at, message).hint(hint))
        };
        let tags = told(
            self.left_out,
            format!(
                "more than {DEEPEST} nested HTML elements, or {MOST_DECORATING} nested emphasis and links, are open here; \
                 pages drop any further tags"
            ),
            "close each element where it ends, for example `<b>` with `</b>`",
        );
        let cells = told(
            self.unpadded,
            format!(
                "table rows up to here lack more than {} cells; pages do not fill in the rest",
                padding::MOST
            ),
            "write the empty cells out, or drop columns that most rows leave empty",
        );
        let notes = told(
            self.without_link_back,
            format!(
                "one footnote is referenced more than {MOST_LINKS_BACK} times; it links back to the first {MOST_LINKS_BACK} only"
            ),
            "reference the footnote once, and mention it in words elsewhere",
        );
        [tags, cells, notes].into_iter().flatten()
    }
}

/// Reads a body into blocks.
#[must_use]
pub fn read(source: &Source, body: Span) -> Vec<Block> {
    scan(source, body).blocks
}

/// Reads a body into blocks, links and comments.
#[must_use]
pub fn scan(source: &Source, body: Span) -> Scan {
    let mut builder = Builder::default();
    let (text, hidden) = comments::hidden(source.slice(body));
    let input = Input::whole(containers::opened(text), body.start);
    markdown::read(&mut builder, &input, Mode::Body);
    builder.end_leaf(None);
    builder.scan.comments.extend(comments::spans(&hidden, body.start));
    prompts::mark(&mut builder.scan.blocks);
    builder.scan
}

/// A text as it is read and rendered: without the comments and the marks of containers that Markdown would show.
#[must_use]
pub fn without_hidden(text: &str) -> Cow<'_, str> {
    containers::opened(comments::hidden(text).0)
}

/// The opening line of the last of all blocks, where it is code that is never closed.
#[must_use]
pub fn open_fence(source: &Source, blocks: &[Block]) -> Option<Span> {
    let last = blocks.last()?;
    let text = source.slice(last.span);
    let mark = text.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let length = text.chars().take_while(|&char| char == mark).count();
    let closed = text.lines().skip(1).last().is_some_and(|line| {
        let line = line.trim_start_matches([' ', '\t', '>']).trim_end();
        line.len() >= length && line.chars().all(|char| char == mark)
    });
    let first = text.lines().next().unwrap_or_default().trim_end();
    let open = last.kind == BlockKind::Code && length >= 3 && !closed;
    open.then(|| Span::new(last.span.start, last.span.start + first.len()))
}

/// The body without the fence, where all of it is one code fence.
#[must_use]
pub fn unfenced(source: &Source, body: Span) -> Span {
    inside_fence(source.slice(body)).map_or(body, |(start, end)| {
        Span::new(body.start + start, body.start + end)
    })
}

fn inside_fence(text: &str) -> Option<(usize, usize)> {
    let begin = text.len() - text.trim_start().len();
    let opened = text.get(begin..)?;
    let mark = opened.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let (first, inside) = opened.split_once('\n')?;
    let info = first.trim_start_matches(mark);
    let length = first.len() - info.len();
    let is_text = matches!(
        info.trim().to_ascii_lowercase().as_str(),
        "" | "md" | "markdown" | "text" | "txt" | "plain" | "plaintext"
    );
    if length < 3 || !is_text {
        return None;
    }
    let start = begin + first.len() + 1;
    let closes = |line: &str| {
        let line = line.trim();
        line.len() >= length && line.chars().all(|char| char == mark)
    };
    let mut at = start;
    for line in inside.split_inclusive('\n') {
        if closes(line) {
            let rest = text.get(at + line.len()..).unwrap_or_default();
            return rest.trim().is_empty().then_some((start, at));
        }
        at += line.len();
    }
    Some((start, text.len()))
}
