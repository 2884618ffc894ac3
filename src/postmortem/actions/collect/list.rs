//! Items of lists become actions, or belong to some.

use super::{Collector, adopt, lines_span};
use crate::postmortem::actions::items::{self, Item};
use crate::postmortem::actions::nothing;
use crate::postmortem::actions::parts::{self, Context, Part};
use crate::span::Span;
use crate::text::blocks::{Block, BlockKind, Text};
use crate::vocabulary::ActionStatus;

impl Collector<'_> {
    /// The items, each read by itself and told what is in it.
    pub(super) fn items(&mut self) -> Vec<Option<Box<Item>>> {
        let blocks = &self.scan.blocks;
        let mut items = vec![None; blocks.len()];
        for (index, block) in blocks.iter().enumerate().filter(|(_, block)| !block.quoted) {
            let listed = match block.kind {
                BlockKind::Item { task, .. } => {
                    let item = self.read_item(block, task);
                    let listed = item.as_ref().is_some_and(|item| item.note.is_none());
                    if let Some(slot) = items.get_mut(index) {
                        *slot = item;
                    }
                    listed
                }
                BlockKind::Row { .. } => true,
                _ => false,
            };
            let place = match block.kind {
                BlockKind::Item { .. } => lines_span(block).end,
                _ => block.span.end,
            };
            let part = parts::at(&self.parts, place.saturating_sub(1));
            if let Some(part) = part.and_then(|part| self.parts.get_mut(part)) {
                part.listed |= listed;
                if matches!(block.kind, BlockKind::Item { .. }) && block.span.contains(part.label) {
                    part.item = Some(block.span);
                }
            }
        }
        items::adopt_bullets(blocks, &mut items);
        items::look_inside(blocks, &mut items);
        items
    }

    fn read_item(&self, block: &Block, task: Option<bool>) -> Option<Box<Item>> {
        let mut lines = block.lines.iter().filter_map(|line| self.text(line));
        let (first, part) = lines.next()?;
        let rest = lines
            .take_while(|(_, other)| other.span == part.span)
            .map(|(text, _)| text);
        let lines: Vec<Text> = std::iter::once(first).chain(rest).collect();
        let span = lines_span(block);
        let mut item = Box::new(Item::new(part, lines, task, |text| self.links(text, span)));
        item.parent = block.parent;
        Some(item)
    }

    /// An item that is only the label of a part.
    pub(super) fn label(&mut self, index: usize, block: &Block) {
        let part = self.part(lines_span(block).end.saturating_sub(1));
        if let Some(part) = part.filter(|part| block.span.contains(part.label)) {
            self.set(index, part.context, None);
        }
    }

    pub(super) fn item(&mut self, index: usize, block: &Block, task: Option<bool>, item: Item) {
        let part = item.part;
        let labelled = block.lines.first().is_some_and(|line| part.is_label(line));
        if labelled
            && self.lines(
                &item.lines,
                Part {
                    listed: false,
                    ..part
                },
            )
        {
            return;
        }
        // `Improvements: better reviews` in one item is no task.
        let inside = block.span.start <= part.label.start && part.label.start < block.span.end;
        if part.broad && !part.tasks && inside {
            return;
        }
        let parent = item.parent;
        let context = match parent {
            Some(parent) => self.contexts.get(parent).copied().unwrap_or_default(),
            None => self.above().or(part.context(block.span)),
        };
        self.set(index, context, None);
        let headed = self
            .headed
            .filter(|(span, _)| *span == part.span)
            .map(|(_, action)| action);
        let around = parent.and_then(|parent| *self.acts.get(parent)?).or(headed);
        if let Some(note) = item.note {
            if let Some(action) = around.and_then(|action| self.found.get_mut(action)) {
                adopt(action, note);
            }
            return self.set(index, context, around);
        }
        if around.is_some() && !item.asks {
            return self.set(index, context, around);
        }
        if item.introduces(task) {
            return self.set(index, Context::of(item.words()).or(context), None);
        }
        if item.is_label() || nothing::is_nothing(&item.text.plain) {
            return;
        }
        let end = item.asks_below.and_then(|inner| self.scan.blocks.get(inner));
        let end = end.map_or(block.span.end, |inner| inner.span.start);
        let end = end.min(block.span.end).min(part.span.end);
        let span = self.trimmed(Span::new(block.span.start, end));
        let content = self.content(block, &item, span);
        let ticked = task.map(|ticked| {
            if ticked {
                ActionStatus::Done
            } else {
                ActionStatus::Open
            }
        });
        if self.add(&item.text, item.fields, ticked, context, span, content) {
            self.set(index, context, self.found.len().checked_sub(1));
        }
    }

    fn set(&mut self, index: usize, context: Context, action: Option<usize>) {
        if let (Some(own), Some(act)) = (self.contexts.get_mut(index), self.acts.get_mut(index)) {
            (*own, *act) = (context, action);
        }
    }

    /// What of an item is shown.
    fn content(&self, block: &Block, item: &Item, span: Span) -> Span {
        let task = item.fields.task.clone();
        let first = block.lines.first();
        let whole = task.start == 0 && first.is_some_and(|line| line.span.start >= item.part.span.start);
        let start = match first {
            Some(line) if whole => line.span.start,
            _ => item.text.source(task.start),
        };
        let noted = item.noted || task.end < item.text.plain.trim_end().len();
        let end = match (
            item.shows_more || item.asks_below.is_some(),
            noted,
            item.has_blocks,
        ) {
            (true, ..) => span.end,
            (false, true, _) => self.end_of(&item.text, task),
            (false, false, true) => lines_span(block).end,
            (false, false, false) => span.end,
        };
        Span::new(start, end)
    }
}
