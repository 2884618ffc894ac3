//! What headings, labels and notes give to the entries below them.

use super::draft_entry::{DraftEntry, Half, StatedDate, ZoneLabel};
use crate::vocabulary::EntryKind;

#[derive(Debug, Default)]
pub(super) struct Inherited {
    /// A date alone on its line, for the next entry.
    pub(super) date: Option<StatedDate>,
    /// The date of a note on all times.
    pub(super) usual: Option<StatedDate>,
    /// The half of the day that the heading above names.
    pub(super) half: Option<Half>,
    pub(super) zone: Option<ZoneLabel>,
    /// The label above, and the kind that it gives, if any.
    pub(super) label: Option<Option<EntryKind>>,
    /// Whether that label is a heading: then prose under it is no entry.
    pub(super) label_is_heading: bool,
    /// The list item that is a label for the items in it, by its index.
    pub(super) item_label: Option<(usize, Option<EntryKind>)>,
    /// Where the section begins.
    pub(super) section: usize,
    /// Counts the labels, those that are items too.
    group: usize,
}

impl Inherited {
    pub(super) const fn set_label(&mut self, label: Option<Option<EntryKind>>, is_heading: bool) {
        self.label = label;
        self.label_is_heading = is_heading;
        self.group += 1;
    }

    pub(super) const fn set_item_label(&mut self, item: usize, label: Option<EntryKind>) {
        self.item_label = Some((item, label));
        self.group += 1;
    }

    /// Gives an entry what it does not state itself. A date is given once.
    pub(super) fn apply(&mut self, entry: &mut DraftEntry) {
        let label = self.item_label.map(|(_, label)| label).or(self.label);
        if entry.kind.is_none() && !entry.act {
            entry.above = label.flatten();
            entry.act = label == Some(None);
        }
        entry.group = self.group;
        entry.section = self.section;
        entry.heading = self.date.take();
        entry.usual = self.usual;
        entry.half = self.half;
        entry.zone = entry.zone.take().or_else(|| self.zone.clone());
    }
}
