//! What is known outside the timeline: the start and the day of the incident, and zones stated for the whole document.

use super::draft_entry::{ZoneLabel, zone_label};
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::moment::Moment;
use crate::postmortem::document::Section;
use crate::postmortem::evidence::Calendar;
use crate::postmortem::timeline::zone_notes::{self, Note};
use crate::record::Facts;
use crate::source::Source;
use crate::span::Span;
use crate::text::blocks::{Block, BlockKind, Line};
use crate::vocabulary::SectionKind;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;

/// A moment on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Anchor {
    pub(super) date: Date,
    pub(super) time: Time,
    pub(super) offset: Option<Offset>,
}

/// What completes entries that do not state everything themselves.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    /// `started` of the front matter.
    pub(super) started: Option<Anchor>,
    /// `resolved` of the front matter.
    pub(super) resolved: Option<Anchor>,
    /// Whether the front matter says that it goes on.
    pub(super) ongoing: bool,
    /// The day of the incident, as all but the timeline say it.
    pub(super) day: Option<Date>,
    /// A day near those of entries that name no year.
    pub(super) near: Option<Date>,
    /// The clock time of the start in the Issue Summary, and its zone.
    pub(super) start: Option<(Time, Option<String>)>,
    /// The last date of the Issue Summary.
    pub(super) last: Option<Date>,
    /// The zone of the front matter, else of labels with values.
    pub(super) front_matter: Option<ZoneLabel>,
    /// The zone of the Issue Summary.
    pub(super) summary: Option<ZoneLabel>,
    /// The zone of the settings.
    pub(super) site: Option<ZoneLabel>,
    /// The zone that a line outside the timeline states for all times.
    pub(super) stated: Option<ZoneLabel>,
}

impl Context {
    pub(super) fn new(
        source: &Source,
        blocks: &[Block],
        sections: &[Section],
        calendar: &Calendar,
        facts: &Facts,
        settings: &Settings,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let anchor = |moment: &Moment| {
            moment.date.map(|date| Anchor {
                date,
                time: moment.time,
                offset: moment.offset(),
            })
        };
        let started = facts.started.as_ref();
        let mut context = Self {
            started: started.and_then(|fact| anchor(&fact.value)),
            resolved: facts.resolved.as_ref().and_then(|fact| anchor(&fact.value)),
            ongoing: facts.ongoing.as_ref().is_some_and(|ongoing| ongoing.value),
            day: calendar.day(&[]).map(|day| day.value),
            near: calendar.near(),
            start: calendar.start_time(),
            last: calendar.last(),
            front_matter: started
                // Parts of a second were written by a machine: whoever tells the timeline may live elsewhere.
                .filter(|fact| !source.slice(fact.span).contains('.'))
                .and_then(|fact| Some((fact.value.zone.as_ref()?.label.clone(), fact.span)))
                .or_else(|| calendar.zone().cloned())
                .map(|(name, span)| ZoneLabel { name, span }),
            ..Self::default()
        };
        for section in sections {
            let summary = matches!(section.kind, SectionKind::Summary | SectionKind::Impact);
            // What stands before any heading may state the zone of all times.
            let timeline = section.kind == SectionKind::Timeline;
            if !summary && !timeline && section.heading.is_some() {
                continue;
            }
            let first = blocks.partition_point(|block| block.span.end <= section.heading_span.start);
            let lines = blocks
                .iter()
                .skip(first)
                .take_while(|block| block.span.start < section.span.end);
            let all = section.heading_span.to(section.span);
            for line in lines
                .filter(|block| block.kind != BlockKind::Code)
                .flat_map(|block| &block.lines)
            {
                if !all.contains(Span::new(line.span.start, line.span.start)) {
                    continue;
                }
                // Notes in a timeline are read with it.
                if timeline {
                    if context.stated.is_none() && line.text.leading().is_none() {
                        context.stated = zone_notes::aside(&line.text);
                    }
                } else {
                    context.line(source, line, summary, diagnostics);
                }
            }
        }
        context.site = settings.timezone.clone().map(|name| ZoneLabel {
            name,
            span: Span::default(),
        });
        context
    }

    /// The day by which dates without a year, or with two meanings, are read.
    pub(super) fn reference(&self) -> Option<Date> {
        self.started.map(|started| started.date).or(self.day)
    }

    fn line(&mut self, source: &Source, line: &Line, summary: bool, diagnostics: &mut Vec<Diagnostic>) {
        let note = || zone_notes::note(&line.text).or_else(|| zone_notes::aside(&line.text).map(Note::Zone));
        match self.stated.is_none().then(note).flatten() {
            Some(Note::Zone(found)) => self.stated = Some(found),
            Some(Note::Unreadable(mut label)) if zone_notes::is_own_line(&line.text) => {
                diagnostics.push(zone_notes::unreadable(source, &label));
                // The empty name keeps other zones from taking its place.
                label.name.clear();
                self.stated = Some(label);
            }
            _ => {}
        }
        if self.summary.is_none() && summary {
            let zone = line.text.stamps().iter().find_map(|stamp| {
                stamp
                    .zone
                    .clone()
                    .filter(|_| !line.text.is_code(stamp.range.start))
            });
            self.summary = zone.map(|range| zone_label(&line.text, range));
        }
    }
}
