//! The items of lists under the measures, looked at before any of them becomes an action: what an item is depends on
//! what is in it.

use super::fields::{self, Fields, LinkIn};
use super::parts::Part;
use crate::text::blocks::{Block, BlockKind, Text};

/// An item, read by itself.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// The part that it is in.
    pub(super) part: Part,
    /// The item that it belongs to, by its place among the blocks.
    pub(super) parent: Option<usize>,
    /// Its own lines, without the label of the part.
    pub(super) lines: Vec<Text>,
    /// The lines as one text, without notes on lines of their own.
    pub(super) text: Text,
    /// What its words say.
    pub(super) fields: Fields,
    /// What it says of the action that it is in, where it is such a note.
    pub(super) note: Option<Fields>,
    /// Whether lines of notes were left out of the text.
    pub(super) noted: bool,
    /// Whether it asks for something by itself: it has a box, an owner, a state, or begins as a task does.
    pub(super) asks: bool,
    /// The first block inside that asks for something.
    pub(super) asks_below: Option<usize>,
    /// Whether there is an item directly inside that is no note.
    pub(super) holds_items: bool,
    /// Whether something inside is shown: all that is no note.
    pub(super) shows_more: bool,
    /// Whether any block is inside.
    pub(super) has_blocks: bool,
}

impl Item {
    /// Reads the lines of an item; `links` gives those of a text.
    pub(super) fn new(
        part: Part,
        lines: Vec<Text>,
        task: Option<bool>,
        links: impl Fn(&Text) -> Vec<LinkIn>,
    ) -> Self {
        let mut kept = lines.len();
        let (mut notes, mut noted) = (Fields::default(), false);
        while kept > 1
            && let Some(last) = lines.get(kept - 1)
        {
            // An address on a line of its own belongs to the page, and is no part of the task.
            let address = fields::is_address(&last.plain);
            let mut note = Fields::default();
            let keyed =
                address || last.plain.contains(':') && fields::attribute(last, &links(last), &mut note);
            if !keyed {
                break;
            }
            noted |= !address;
            notes.fill(note);
            kept -= 1;
        }
        let text = Text::join(lines.iter().take(kept));
        let within = links(&text);
        let mut note = Fields::default();
        let is_note = task.is_none() && fields::attribute(&text, &within, &mut note);
        let mut fields = fields::read(&text, &within);
        fields.fill(notes);
        let words = text.plain.get(fields.task.clone()).unwrap_or_default();
        let told = fields.owner.is_some() || fields.due.is_some() || fields.status.is_some();
        let asks = !is_note && (task.is_some() || told || fields::begins_task(words));
        Self {
            part,
            parent: None,
            lines,
            text,
            fields,
            note: is_note.then_some(note),
            noted,
            asks,
            asks_below: None,
            holds_items: false,
            shows_more: false,
            has_blocks: false,
        }
    }

    /// The words of the task.
    pub(super) fn words(&self) -> &str {
        self.text
            .plain
            .get(self.fields.task.clone())
            .unwrap_or_default()
            .trim()
    }

    /// Whether the item only introduces those inside: `Monitoring:`, `Todos`.
    pub(super) fn introduces(&self, task: Option<bool>) -> bool {
        if task.is_some() || self.fields.tell() || self.asks_below.is_none() && !self.holds_items {
            return false;
        }
        let words = self.words();
        let (count, colon) = (words.split_whitespace().count(), words.ends_with(':'));
        let short = count <= 4 || colon && count <= 8;
        let asked = self.asks_below.is_some() && (short || colon);
        asked || self.holds_items && short && !fields::begins_task(words)
    }

    /// Whether it is a label with nothing in it.
    pub(super) fn is_label(&self) -> bool {
        let words = self.words();
        !self.has_blocks && words.ends_with(':') && words.split_whitespace().count() <= 4
    }
}

/// Gives bullets that were not indented to the numbered item above, where that is a title or ends with a colon:
/// Markdown takes them for a list of its own.
pub(super) fn adopt_bullets(blocks: &[Block], items: &mut [Option<Box<Item>>]) {
    let mut above = None;
    for (index, block) in blocks.iter().enumerate() {
        let BlockKind::Item { depth, ordered, .. } = block.kind else {
            above = above.filter(|_| block.parent.is_some());
            continue;
        };
        let Some(item) = items.get_mut(index).and_then(Option::as_mut) else {
            continue;
        };
        if depth > 1 {
            continue;
        }
        if ordered {
            let title = item.lines.first().is_some_and(Text::all_strong);
            above = (title || item.words().ends_with(':')).then_some(index);
        } else {
            item.parent = above;
        }
    }
}

/// Tells each item what is inside it.
pub(super) fn look_inside(blocks: &[Block], items: &mut [Option<Box<Item>>]) {
    // From the end, so that each block is complete when it is told of.
    for (index, block) in blocks.iter().enumerate().rev() {
        let item = items.get(index).and_then(Option::as_ref);
        let asks = item.and_then(|item| if item.asks { Some(index) } else { item.asks_below });
        let is_item = matches!(block.kind, BlockKind::Item { .. });
        let is_note = item.is_some_and(|item| item.note.is_some() && !item.has_blocks);
        let is_link = item.is_some_and(|item| item.note.as_ref().is_some_and(|note| note.link.is_some()));
        let parent = item.map_or(block.parent, |item| item.parent);
        let Some(parent) = parent.and_then(|parent| items.get_mut(parent)?.as_mut()) else {
            continue;
        };
        parent.asks_below = asks.or(parent.asks_below);
        parent.holds_items |= is_item && !is_note;
        parent.shows_more |= !is_note || is_link;
        parent.has_blocks = true;
    }
}
