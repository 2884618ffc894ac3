//! Moments that sentences tell in a text whose timeline has none, or that has no timeline: `The site failed at 14:02 and was back
//! at 14:40.` They say when something was, and stay where they are in the text.

use super::chat::is_chat;
use super::draft_entry::{DraftEntry, SourceStamp, StatedDate};
use super::entries::trimmed;
use super::prose::clauses;
use super::update_times::tells_of_an_edit;
use crate::diagnostic::Diagnostic;
use crate::postmortem::document::{Section, section_at};
use crate::postmortem::impact::claim;
use crate::source::Source;
use crate::span::Span;
use crate::text::blocks::{Block, BlockKind, Text};
use crate::text::clock::Stamp;
use crate::text::sentences;
use crate::vocabulary::{EntryKind, SectionKind};
use std::ops::Range;

/// The moments of all sentences but those of measures and lessons, and of labels with values, which are facts.
pub(super) fn moments(
    source: &Source,
    blocks: &[Block],
    sections: &[Section],
    metadata: &[Span],
) -> Vec<DraftEntry> {
    let mut found = Vec::new();
    let mut above = None;
    for block in blocks {
        if let (BlockKind::Heading(_), Some(line)) = (block.kind, block.lines.first()) {
            above = of_heading(source, &line.text).or(above);
        }
        let next = metadata.partition_point(|span| span.end <= block.span.start);
        let labelled = metadata.get(next).is_some_and(|span| block.span.contains(*span));
        let section = section_at(sections, block.span.start).and_then(|at| sections.get(at));
        let of_the_past =
            |section: &Section| !matches!(section.kind, SectionKind::Measures | SectionKind::Lessons);
        if tells(block) && !labelled && section.is_none_or(of_the_past) {
            let before = found.len();
            let text = Text::join(block.lines.iter().map(|line| &line.text));
            for sentence in sentences::split(&text.plain) {
                of_sentence(source, block, &text, sentence, &mut found);
            }
            // The day that a heading names is that of the first below it, as in a timeline; its zone is that of all.
            for draft in found.iter_mut().skip(before) {
                let Some(above): Option<&SourceStamp> = above.as_ref() else {
                    break;
                };
                let own = draft.stamp.as_ref().and_then(|stamp| stamp.day);
                draft.heading = draft.heading.or(above.day.filter(|_| own.is_none()));
                draft.zone.clone_from(&above.zone);
            }
        }
    }
    found
}

/// The stamp with a date in a heading: `Outage of 12 July, 17:40 UTC`.
fn of_heading(source: &Source, text: &Text) -> Option<SourceStamp> {
    let stamp = text.stamps().iter().find(|stamp| stamp.day.is_some())?;
    Some(SourceStamp::new(stamp, 0, text, source, &mut Vec::new()))
}

fn tells(block: &Block) -> bool {
    let kind = matches!(
        block.kind,
        BlockKind::Paragraph | BlockKind::Item { .. } | BlockKind::Row { head: false, .. }
    );
    let timed = |text: &Text| text.stamps().iter().any(|stamp| stamp.clock.is_some());
    kind && !block.quoted && !is_chat(block) && block.lines.iter().any(|line| timed(&line.text))
}

/// The moments of one sentence, both ends of a range among them.
fn of_sentence(
    source: &Source,
    block: &Block,
    text: &Text,
    sentence: Range<usize>,
    found: &mut Vec<DraftEntry>,
) {
    let words = text.plain.get(sentence.clone()).unwrap_or_default();
    let stamps = text.stamps();
    let first = stamps.partition_point(|stamp| stamp.range.start < sentence.start);
    let inside = stamps.iter().skip(first);
    let inside = inside.take_while(|stamp| stamp.range.end <= sentence.end);
    let (timed, days): (Vec<&Stamp>, Vec<&Stamp>) = inside.partition(|stamp| stamp.clock.is_some());
    let parts = clauses(&text.plain, &sentence, &timed);
    let mut last = usize::MAX;
    for (stamp, part) in timed.into_iter().zip(parts) {
        // The words tell of the beginning.
        let is_end = std::mem::replace(&mut last, part.start) == part.start;
        let place = stamp.range.start - sentence.start..stamp.range.end - sentence.start;
        let before = words.get(..place.start).unwrap_or_default();
        if in_longer_code(text, &stamp.range) || claim::is_unreal(words, &place) || tells_of_an_edit(before) {
            continue;
        }
        // What cannot be read is no rule's matter here: nobody wrote it as an entry.
        let mut unread: Vec<Diagnostic> = Vec::new();
        let mut own = SourceStamp::new(stamp, 0, text, source, &mut unread);
        // `On 12 July the site failed at 9:05`
        let day = days.iter().rfind(|day| day.range.end <= stamp.range.start);
        let heading = day.and_then(|day| {
            let span = text.span(day.range.clone());
            day.day.map(|day| StatedDate { day, span })
        });
        let span = text.span(part.clone());
        let until = own.until.take();
        let draft = DraftEntry {
            text: trimmed(text.plain.get(part).unwrap_or_default()),
            span,
            content: span,
            section: block.span.start,
            heading: heading.filter(|_| own.day.is_none()),
            kind: is_end.then_some(EntryKind::Note),
            ..DraftEntry::default()
        };
        let end = until.map(|end| SourceStamp {
            clock: Some(end.clock),
            day: end.day.map(|day| StatedDate { day, span: own.span }).or(own.day),
            ..own.clone()
        });
        found.push(DraftEntry {
            stamp: Some(own),
            ..draft.clone()
        });
        found.extend(end.map(|end| DraftEntry {
            stamp: Some(end),
            kind: Some(EntryKind::Note),
            ..draft
        }));
    }
}

/// Whether a time stands in code that holds more than it.
fn in_longer_code(text: &Text, stamp: &Range<usize>) -> bool {
    let around = text.code.iter().find(|code| code.contains(&stamp.start));
    around.is_some_and(|code| code.len() > stamp.len() + 2)
}
