//! The last entry, while lines that follow may still belong to it.

use crate::text::clock::Separator;

/// What opened an entry, which decides what belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Opener {
    /// Nothing: no entry is open.
    #[default]
    None,
    /// A heading of this level, or a time alone on its line ([`Opener::LONE_TIME`]).
    Heading(u8),
    /// The list item at this index.
    Item(usize),
    /// A plain line in the block at this index.
    Line(usize),
}

impl Opener {
    /// A time alone on its line is a heading below all others.
    pub(super) const LONE_TIME: Self = Self::Heading(7);
}

/// The open entry, which is the last of the collected ones.
#[derive(Debug, Default)]
pub(super) struct OpenEntry {
    pub(super) opener: Opener,
    /// Whether the items of a list that follow belong to it: under a heading or a time alone.
    pub(super) holds_items: bool,
    /// Whether nothing separates its time from its text.
    pub(super) unseparated: bool,
    /// Whether its text so far is that of its heading, so that more text begins a new sentence.
    pub(super) text_is_heading: bool,
    /// Blocks after a plain line, which belong to it only if another entry follows: text and end.
    pub(super) pending: Vec<(String, usize)>,
}

impl OpenEntry {
    /// Opens an entry that has this text so far.
    pub(super) fn open(&mut self, opener: Opener, separator: Separator, text: &str) {
        self.opener = opener;
        self.holds_items |= match opener {
            Opener::Heading(_) => true,
            // `- 14:05`, and what happened in the items after it.
            Opener::Item(_) => text.is_empty(),
            Opener::Line(_) | Opener::None => false,
        };
        self.unseparated = separator == Separator::None;
        self.text_is_heading = matches!(opener, Opener::Heading(_)) && text.ends_with(char::is_alphanumeric);
    }

    pub(super) fn close(&mut self) {
        self.pending.clear();
        self.opener = Opener::None;
        self.holds_items = false;
    }
}
