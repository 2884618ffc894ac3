//! Where events go: the text itself, or a region that was taken out of it.

use super::regions::{Region, RegionKind};
use super::writer::{Frame, Kind, Piece, Writer};
use std::ops::Range;

/// The name of the paragraph around text that has none of its own.
const LEAD: usize = usize::MAX;

/// The most emphasis and links around a part that begin again in it.
const MOST_REPEATED: usize = 16;

/// What was written so far of the text, or of a region.
#[derive(Debug)]
pub(super) struct Buffer {
    /// What becomes of it; None for the text itself.
    pub(super) kind: Option<RegionKind>,
    /// The index of its region.
    pub(super) region: usize,
    /// The bytes of the body that it owns.
    pub(super) range: Range<usize>,
    /// The bytes of them that are shown.
    pub(super) content: Range<usize>,
    /// What is shown.
    pub(super) writer: Writer<usize>,
    /// Whether HTML of the source is in it.
    pub(super) raw: bool,
    /// Whether the lead paragraph is open.
    lead: bool,
    /// How many lists and tables have begun in it.
    lists: usize,
    tables: usize,
}

/// What an element is to a buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Emphasis and links.
    Inline,
    /// A block that may be anywhere.
    Block,
    /// A list.
    List,
    /// An item of a list.
    Item,
    /// A table.
    Table,
    /// A row, a head, a cell.
    TablePart,
}

impl Buffer {
    /// The text itself.
    pub(super) fn main(length: usize) -> Self {
        let all = 0..length.saturating_add(1);
        Self::new(None, 0, 0..usize::MAX, all)
    }

    fn new(kind: Option<RegionKind>, region: usize, range: Range<usize>, content: Range<usize>) -> Self {
        Self {
            kind,
            region,
            range,
            content,
            writer: Writer::new(),
            raw: false,
            lead: false,
            lists: 0,
            tables: 0,
        }
    }

    /// The buffer of a region that is taken out of `self` here. The emphasis and links around it go on in it.
    pub(super) fn part(&self, index: usize, region: Region) -> Self {
        let label = matches!(region.kind, RegionKind::Label(..));
        let lead = matches!(region.kind, RegionKind::Entry(_) | RegionKind::Action(_));
        let mut part = Self::new(Some(region.kind), index, region.range, region.content);
        if lead {
            part.lead = true;
            part.writer
                .open(Frame::new(LEAD, Kind::Paragraph, "<p>", "</p>\n"));
        }
        let around = self.writer.inline();
        for frame in around.iter().skip(around.len().saturating_sub(MOST_REPEATED)) {
            if !(label && is_emphasis(frame)) {
                part.writer.open(frame.clone());
            }
        }
        part
    }

    /// Whether a place is shown.
    pub(super) fn shows(&self, at: usize) -> bool {
        self.content.contains(&at)
    }

    /// Whether something that cannot be cut is shown: code, a picture.
    pub(super) fn shows_some(&self, range: &Range<usize>) -> bool {
        range.start < self.content.end && self.content.start < range.end
    }

    /// Begins an element at `at`, unless the part is inside it.
    pub(super) fn open(&mut self, role: Role, at: usize, frame: Frame) {
        let label = matches!(self.kind, Some(RegionKind::Label(..)));
        match role {
            Role::Inline => {
                // A heading is strong by itself.
                if !(label && is_emphasis(&frame)) {
                    self.writer.open(frame);
                }
                return;
            }
            // A label is the words of a heading.
            _ if label || !self.shows(at) => return,
            Role::TablePart if self.tables == 0 => {
                // The cells of a row that is taken out are one text.
                self.writer.gap_once(" · ");
                return;
            }
            Role::Item if self.lists == 0 => {
                self.block();
                self.writer
                    .open(Frame::new(frame.id, Kind::Paragraph, "<p>", "</p>\n"));
                return;
            }
            Role::List => self.lists += 1,
            Role::Table => self.tables += 1,
            Role::Block | Role::Item | Role::TablePart => {}
        }
        self.block();
        self.writer.open(frame);
    }

    /// Ends the element of this name if it has begun here; whether anything of it is shown.
    pub(super) fn close(&mut self, role: Role, id: usize) -> Option<bool> {
        if self.writer.top() != Some(id) {
            return None;
        }
        match role {
            Role::List => self.lists = self.lists.saturating_sub(1),
            Role::Table => self.tables = self.tables.saturating_sub(1),
            _ => {}
        }
        Some(self.writer.close())
    }

    /// Ends the lead paragraph, since a block follows.
    pub(super) fn block(&mut self) {
        if std::mem::take(&mut self.lead) {
            while let Some(id) = self.writer.top() {
                self.writer.close();
                if id == LEAD {
                    break;
                }
            }
        }
    }
}

/// Pieces as one text.
pub(super) fn joined(pieces: Vec<Piece<usize>>) -> String {
    let mut html = String::new();
    for piece in pieces {
        if let Piece::Html(part) = piece {
            html.push_str(&part);
        }
    }
    html
}

fn is_emphasis(frame: &Frame) -> bool {
    matches!(frame.start.as_ref(), "<strong>" | "<em>")
}

/// Without its `<p>` where it is one paragraph.
pub(super) fn unwrapped(html: &str) -> &str {
    let html = html.trim();
    html.strip_prefix("<p>")
        .and_then(|inner| inner.strip_suffix("</p>"))
        .filter(|inner| !inner.contains("</p>"))
        .map_or(html, str::trim)
}
