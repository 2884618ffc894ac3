//! A chat that was pasted: who speaks and when on a line, and what is said below it: `Ann Lee  9:41 AM`.

use super::collect::Collector;
use super::draft_entry::{DraftEntry, SourceStamp};
use super::open_entry::Opener;
use crate::span::Span;
use crate::text::blocks::{Block, BlockKind, Text};
use crate::text::chat::{Head, head};
use crate::text::clock::Separator;

/// Whether a block is of a chat: its first line is the head of a message, and words follow.
pub(super) fn is_chat(block: &Block) -> bool {
    block.kind == BlockKind::Paragraph
        && block.lines.len() > 1
        && block.lines.first().is_some_and(|line| head(&line.text).is_some())
}

impl Collector<'_> {
    /// Opens an entry with the head of a message; the lines below are its words.
    pub(super) fn message(&mut self, text: &Text, head: &Head<'_>, span: Span) {
        self.commit();
        let stamp = SourceStamp::new(head.stamp, 0, text, self.source, &mut self.diagnostics);
        let name = text.plain.get(..head.name).unwrap_or_default();
        let said = format!("{name}:");
        self.open.open(Opener::LONE_TIME, Separator::Mark, &said);
        self.entry(DraftEntry {
            stamp: Some(stamp),
            text: said,
            span,
            content: span,
            hidden: vec![Span::new(text.source(head.name), span.end)],
            ..DraftEntry::default()
        });
    }
}
