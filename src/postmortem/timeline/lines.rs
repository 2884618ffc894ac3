//! Entries that plain lines open, and other lines: notes, labels, dates, continuations.

use super::chat::is_chat;
use super::collect::Collector;
use super::draft_entry::{SourceStamp, ZoneLabel};
use super::half_names::{half_alone, half_of};
use super::open_entry::Opener;
use super::update_times::is_head;
use crate::kinds;
use crate::postmortem::timeline::zone_notes::{self, Note};
use crate::span::Span;
use crate::text::blocks::{Block, Text};
use crate::text::chat;
use crate::text::clock::{self, Leading, Separator};
use crate::text::words::ends_open;
use crate::vocabulary::EntryKind;

/// A time after a label.
pub(super) enum LabelFirst {
    /// Label, time and text apart; the stamp's own text begins at the offset.
    Apart(Leading, usize),
    /// A sentence that begins with a label and holds the time: all of it is the text.
    Within(Leading, Option<EntryKind>),
}

impl Collector<'_> {
    pub(super) fn paragraph(&mut self, at: usize, block: &Block) {
        let inner = match self.open.opener {
            Opener::Item(item) => self.inside(at, item),
            _ => false,
        };
        // Most paragraphs are of other sections: their times are nobody's.
        let inside = self.is_in_timeline(block.span.start);
        if inside && !inner && self.prose(block) {
            return;
        }
        // A note on zones may go over several lines.
        if inside
            && (2..4).contains(&block.lines.len())
            && block.lines.iter().any(|line| zone_notes::has_sign(&line.text))
        {
            let all = Text::join(block.lines.iter().map(|line| &line.text));
            let untimed = block.lines.iter().all(|line| line.text.leading().is_none());
            if untimed
                && self
                    .part(block.span, &all)
                    .is_some_and(|part| part.plain == all.plain)
                && self.note(&all)
            {
                return;
            }
        }
        for (index, line) in block.lines.iter().enumerate() {
            if let Some(text) = self.part(line.span, &line.text) {
                let span = Span::new(
                    line.span.start.max(text.runs.first().map_or(0, |run| {
                        if text.plain.len() < line.text.plain.len() {
                            run.1
                        } else {
                            0
                        }
                    })),
                    if text.plain.len() < line.text.plain.len() && !line.text.plain.ends_with(&text.plain) {
                        text.span(0..text.plain.len()).end
                    } else {
                        line.span.end
                    },
                );
                self.line(at, index, &text, span, inner);
            }
        }
    }

    pub(super) fn line(&mut self, at: usize, index: usize, text: &Text, span: Span, inner: bool) {
        if text.plain.trim().is_empty() {
            return;
        }
        if self.blocks.get(at).is_some_and(is_head) && self.head_of_update(text, span) {
            return;
        }
        if self.blocks.get(at).is_some_and(is_chat)
            && let Some(head) = chat::head(text)
        {
            return self.message(text, &head, span);
        }
        let lead = self.leading(text);
        let within = inner
            || matches!(self.open.opener, Opener::Heading(_))
            || self.open.opener == Opener::Line(at)
            || matches!(self.open.opener, Opener::Item(_)) && index > 0;
        if let Some(lead) = lead {
            // Bold marks a time at the start of a block as a stamp.
            let strong = index == 0
                && text
                    .strong
                    .iter()
                    .any(|strong| strong.contains(&lead.stamp.range.start));
            let clear = lead.separator != Separator::None || !within || strong;
            // Each plain line may have its own style: `1:10 - alert`, then `1:20 am looked at logs`.
            let plain = self.open.opener == Opener::Line(at) && !inner;
            // `Between 16:00 and 17:00 the proxy …` under a heading is a sentence.
            let sentence = text
                .plain
                .get(..lead.stamp.range.start)
                .is_some_and(|before| before.contains(char::is_alphabetic));
            let joined = within
                && (self.open.unseparated && !sentence || plain)
                && !self.entries.last().is_some_and(|entry| ends_open(&entry.text));
            let timed = lead.stamp.clock.is_some()
                || lead.stamp.placeholder
                || lead.is_unreadable() && (lead.separator == Separator::Mark || plain);
            if timed && (clear || joined) {
                self.commit();
                let alone = lead.body >= text.plain.len();
                self.stamped(
                    text,
                    &lead,
                    0,
                    span,
                    if alone {
                        Opener::LONE_TIME
                    } else {
                        Opener::Line(at)
                    },
                );
                return;
            }
            if self.day_and_zone(text, &lead) {
                return;
            }
            if lead.stamp.day.is_some() && lead.separator == Separator::Mark && !timed {
                self.commit();
                // The words of the day may stand on the next line.
                let words = self.blocks.get(at).and_then(|block| block.lines.get(index + 1));
                if lead.body >= text.plain.len()
                    && words.is_some_and(|line| {
                        line.text.leading().is_none() && zone_notes::note(&line.text).is_none()
                    })
                {
                    self.stamped(text, &lead, 0, span, Opener::Line(at));
                } else if lead.body >= text.plain.len() || half_alone(text, &lead) {
                    self.date(text, &lead);
                } else {
                    self.stamped(text, &lead, 0, span, Opener::Line(at));
                }
                return;
            }
        } else if self.note(text) || is_legend(text) {
            return;
        } else if let Some(found) = self.labelled(text) {
            self.commit();
            self.label_first(text, &found, span, Opener::Line(at));
            return;
        } else if matches!(self.open.opener, Opener::Heading(_)) {
            // Labels under a heading with a time are words of its entry.
        } else if let Some(label) = kinds::whole(&text.plain).filter(|_| !inner) {
            self.close();
            self.inherited.set_label(Some(label), false);
            return;
        } else if kinds::label(&text.plain).is_some()
            && (!within || self.open.opener == Opener::Line(at) && !self.colon())
        {
            self.commit();
            let stamp = self.only_clock(text, &[]);
            self.push(text, 0..text.plain.len(), stamp, span);
            self.open.opener = Opener::Line(at);
            return;
        }
        let before = |all: &mut Self, end: usize| {
            let words = text.plain.get(..end).unwrap_or_default();
            all.append(words.trim_end_matches([' ', '-', '*']), text.source(end));
        };
        if self.open.opener != Opener::None && self.split(text, span, self.open.opener, before) {
            return;
        }
        match self.open.opener {
            _ if within => self.more(text, span),
            // A paragraph after a list belongs to no item, unless the last item waits for its text.
            Opener::Item(_) if !self.waits() => self.close(),
            Opener::Line(_) | Opener::Item(_) => self.open.pending.push((text.plain.clone(), span.end)),
            _ if self.inherited.label.is_some()
                || self
                    .inherited
                    .item_label
                    .is_some_and(|(item, _)| self.inside(at, item)) =>
            {
                let stamp = self.only_clock(text, &[]);
                if stamp.is_some() || self.inherited.item_label.is_some() || !self.inherited.label_is_heading
                {
                    self.push(text, 0..text.plain.len(), stamp, span);
                    self.open.opener = Opener::Line(at);
                }
            }
            _ => {}
        }
    }

    /// A label and then a time: `Detected: 14:05 UTC - …`, `First identified at 08:00 UTC …`.
    pub(super) fn labelled(&self, text: &Text) -> Option<LabelFirst> {
        if let Some(label) = kinds::label(&text.plain)
            && let Some(lead) = clock::leading(text.plain.get(label.end..)?)
            && (lead.stamp.clock.is_some() || lead.stamp.day.is_some() && lead.separator == Separator::Mark)
            && !text.is_code(label.end + lead.stamp.range.start)
        {
            return Some(LabelFirst::Apart(lead, label.end));
        }
        // Only a few words precede such a time: searching further would be wasted.
        let first = text
            .plain
            .char_indices()
            .nth(48)
            .map_or(text.plain.len(), |(at, _)| at);
        let digit = text
            .plain
            .get(..first)?
            .find(|char: char| char.is_ascii_digit())?;
        let stamp = text.stamps().iter().find(|stamp| stamp.clock.is_some())?;
        let kind = kinds::before_time(text.plain.get(..stamp.range.start)?)?;
        let near = stamp.range.start <= digit && !text.is_code(stamp.range.start);
        let lead = Leading {
            body: stamp.range.end,
            stamp: stamp.clone(),
            separator: Separator::None,
        };
        near.then_some(LabelFirst::Within(lead, kind))
    }

    pub(super) fn label_first(&mut self, text: &Text, found: &LabelFirst, span: Span, opener: Opener) {
        match found {
            LabelFirst::Apart(lead, offset) => self.stamped(text, lead, *offset, span, opener),
            LabelFirst::Within(lead, kind) => self.timed_sentence(text, lead, *kind, span, opener),
        }
    }

    pub(super) fn leading(&self, text: &Text) -> Option<Leading> {
        let compact = self.compact.then(|| clock::compact(&text.plain)).flatten();
        if compact.is_some() {
            return compact;
        }
        let lead = text.leading()?;
        // A time in code at the start of a line counts only where the code holds nothing else.
        let more = text
            .code
            .iter()
            .any(|code| code.contains(&lead.stamp.range.start) && code.end > lead.stamp.range.end + 1);
        (!more).then(|| lead.clone())
    }

    pub(super) fn note(&mut self, text: &Text) -> bool {
        match zone_notes::note(text) {
            Some(Note::Zone(zone)) => {
                self.inherited.zone = Some(zone);
                self.inherited.usual = zone_notes::date(text).or(self.inherited.usual);
            }
            Some(Note::Unreadable(label)) => self.no_zone(label),
            None => return false,
        }
        true
    }

    /// `10 May 2022 (all times in UTC)`: a date alone and a note on zones.
    pub(super) fn day_and_zone(&mut self, text: &Text, lead: &Leading) -> bool {
        if lead.stamp.clock.is_some() || lead.stamp.day.is_none() || lead.body >= text.plain.len() {
            return false;
        }
        let found = self.note(&text.part(lead.body..text.plain.len()));
        if found {
            self.date(text, lead);
        }
        found
    }

    /// A zone that cannot be read gets an empty name, so that no other takes its place.
    pub(super) fn no_zone(&mut self, label: ZoneLabel) {
        self.diagnostics.push(zone_notes::unreadable(self.source, &label));
        self.inherited.zone = Some(ZoneLabel {
            name: String::new(),
            span: label.span,
        });
    }

    /// A date alone on its line is that of the next entry.
    pub(super) fn date(&mut self, text: &Text, lead: &Leading) {
        self.close();
        self.inherited.half = half_of(text.plain.get(lead.body..).unwrap_or_default());
        let stamp = SourceStamp::new(&lead.stamp, 0, text, self.source, &mut self.diagnostics);
        self.inherited.date = stamp.day.or(self.inherited.date);
        if stamp.zone.is_some() {
            self.inherited.zone = stamp.zone;
        }
    }
}

/// Whether a line says how times are written, and tells of none: `Times that nobody wrote down are marked as 09:00`.
fn is_legend(text: &Text) -> bool {
    text.stamps().first().is_some_and(|stamp| {
        let before = text.plain.get(..stamp.range.start).unwrap_or_default();
        before.trim_end().ends_with(" as") && before.to_ascii_lowercase().contains("times ")
    })
}
