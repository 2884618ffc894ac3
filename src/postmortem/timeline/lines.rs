//! Entries that plain lines open, and what a line may be besides: a note, a label, a date, more of an entry.

use super::collect::{Collector, Open};
use super::entries::ends_open;
use super::located::{Label, Located};
use crate::postmortem::kinds;
use crate::postmortem::timeline::zone_notes;
use crate::postmortem::timeline::zone_notes::Note;
use crate::span::Span;
use crate::text::blocks::{Block, Text};
use crate::text::clock;
use crate::text::clock::{Leading, Separator};
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
        let inner = match self.open {
            Open::Item(item) => self.inside(at, item),
            _ => false,
        };
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
        let lead = self.leading(text);
        let within = inner
            || matches!(self.open, Open::Heading(_))
            || self.open == Open::Line(at)
            || matches!(self.open, Open::Item(_)) && index > 0;
        if let Some(lead) = lead {
            // A strong time at the start of a block is one by its form.
            let strong = index == 0
                && text
                    .strong
                    .iter()
                    .any(|strong| strong.contains(&lead.stamp.range.start));
            let clear = lead.separator != Separator::None || !within || strong;
            // Of plain lines each may have its own style: `1:10 - alert`, then `1:20 am looked at logs`.
            let plain = self.open == Open::Line(at) && !inner;
            let joined = within
                && (self.bare || plain)
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
                    if alone { Open::Heading(7) } else { Open::Line(at) },
                );
                return;
            }
            if self.day_and_zone(text, &lead) {
                return;
            }
            if lead.stamp.day.is_some() && lead.separator == Separator::Mark && !timed {
                self.commit();
                if lead.body >= text.plain.len() {
                    self.date(text, &lead);
                } else {
                    self.stamped(text, &lead, 0, span, Open::Line(at));
                }
                return;
            }
        } else if self.note(text) {
            return;
        } else if let Some(found) = self.labelled(text) {
            self.commit();
            self.label_first(text, &found, span, Open::Line(at));
            return;
        } else if matches!(self.open, Open::Heading(_)) {
            // Labels under a heading with a time are words of its entry.
        } else if let Some(label) = kinds::whole(&text.plain).filter(|_| !inner) {
            self.close();
            self.above(Some(label), false);
            return;
        } else if kinds::label(&text.plain).is_some()
            && (!within || self.open == Open::Line(at) && !self.colon())
        {
            self.commit();
            let stamp = self.only_clock(text, &[]);
            self.push(text, 0..text.plain.len(), stamp, span);
            self.open = Open::Line(at);
            return;
        }
        let before = |all: &mut Self, end: usize| {
            let words = text.plain.get(..end).unwrap_or_default();
            all.append(words.trim_end_matches([' ', '-', '*']), text.source(end));
        };
        if self.open != Open::None && self.split(text, span, self.open, before) {
            return;
        }
        match self.open {
            _ if within => self.more(text, span),
            // A paragraph after a list is no item's, unless the last item waits for its words.
            Open::Item(_) if !self.waits() => self.close(),
            Open::Line(_) | Open::Item(_) => self.pending.push((text.plain.clone(), span.end)),
            _ if self.label.is_some() || self.scope.is_some_and(|(item, _)| self.inside(at, item)) => {
                let stamp = self.only_clock(text, &[]);
                if stamp.is_some() || self.scope.is_some() || !self.headed {
                    self.push(text, 0..text.plain.len(), stamp, span);
                    self.open = Open::Line(at);
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
        // Only a few words stand before such a time; looking further would cost for nothing.
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

    pub(super) fn label_first(&mut self, text: &Text, found: &LabelFirst, span: Span, open: Open) {
        match found {
            LabelFirst::Apart(lead, offset) => self.stamped(text, lead, *offset, span, open),
            LabelFirst::Within(lead, kind) => self.told(text, lead, *kind, span, open),
        }
    }

    pub(super) fn leading(&self, text: &Text) -> Option<Leading> {
        let lead = text.leading()?;
        // A time in code at the start of a line is one where the code holds nothing else.
        let more = text
            .code
            .iter()
            .any(|code| code.contains(&lead.stamp.range.start) && code.end > lead.stamp.range.end + 1);
        (!more).then(|| lead.clone())
    }

    pub(super) fn note(&mut self, text: &Text) -> bool {
        match zone_notes::note(text) {
            Some(Note::Zone(zone)) => self.zone = Some(zone),
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

    /// A zone that cannot be read is none: no other takes its place.
    pub(super) fn no_zone(&mut self, label: Label) {
        self.diagnostics.push(zone_notes::unreadable(self.source, &label));
        self.zone = Some(Label {
            name: String::new(),
            span: label.span,
        });
    }

    /// A date alone: for what follows.
    pub(super) fn date(&mut self, text: &Text, lead: &Leading) {
        self.close();
        let located = Located::new(&lead.stamp, 0, text, self.source, &mut self.diagnostics);
        self.heading = located.day.or(self.heading);
        if located.zone.is_some() {
            self.zone = located.zone;
        }
    }
}
