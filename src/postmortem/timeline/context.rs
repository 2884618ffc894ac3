//! What is known outside the timeline: the start as front matter or the Issue Summary states it, the dates
//! of title and file name, zones stated for the whole document.

use super::draft_entry::{ZoneLabel, zone_label};
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::postmortem::derive::file_name;
use crate::postmortem::document::Section;
use crate::postmortem::timeline::zone_notes::{self, Note};
use crate::record::{Fact, Facts};
use crate::source::Source;
use crate::span::Span;
use crate::text::blocks::{Block, BlockKind, Line};
use crate::text::clock::{self, Clock, Day, Stamp};
use crate::vocabulary::SectionKind;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;

/// A day, and a time of it where one is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Anchor {
    pub(super) date: Date,
    pub(super) time: Option<Time>,
    pub(super) offset: Option<Offset>,
}

/// What completes entries that do not state everything themselves.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    /// `started` of the front matter, or its `date`.
    pub(super) started: Option<Anchor>,
    /// `resolved` of the front matter.
    pub(super) resolved: Option<Anchor>,
    /// The first date of the Issue Summary, else of the title, else of the file's name.
    pub(super) elsewhere: Option<Anchor>,
    /// The last date of the Issue Summary.
    pub(super) last: Option<Date>,
    /// A date without a year in the Issue Summary or the title.
    pub(super) yearless: Option<Day>,
    /// The zone of the front matter.
    pub(super) front_matter: Option<ZoneLabel>,
    /// The zone of the Issue Summary, else of the settings.
    pub(super) fallback: Option<ZoneLabel>,
    /// The zone that a line outside the timeline states for all times.
    pub(super) stated: Option<ZoneLabel>,
}

impl Context {
    pub(super) fn new(
        source: &Source,
        blocks: &[Block],
        sections: &[Section],
        titles: &[Fact<String>],
        facts: &Facts,
        settings: &Settings,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let anchor = |moment: &crate::moment::Moment| {
            moment.date.map(|date| Anchor {
                date,
                time: Some(moment.time),
                offset: moment.offset(),
            })
        };
        let mut context = Self {
            started: facts
                .started
                .as_ref()
                .and_then(|fact| anchor(&fact.value))
                .or_else(|| {
                    let date = facts.date.as_ref()?.value;
                    Some(Anchor {
                        date,
                        time: None,
                        offset: None,
                    })
                }),
            resolved: facts.resolved.as_ref().and_then(|fact| anchor(&fact.value)),
            front_matter: facts.started.as_ref().and_then(|fact| {
                let name = fact.value.zone.as_ref()?.label.clone();
                Some(ZoneLabel {
                    name,
                    span: fact.span,
                })
            }),
            ..Self::default()
        };
        let summaries = sections
            .iter()
            .filter(|section| matches!(section.kind, SectionKind::Summary | SectionKind::Impact));
        for section in summaries {
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
                if all.contains(Span::new(line.span.start, line.span.start)) && !is_http(&line.text.plain) {
                    context.line(source, line, diagnostics);
                }
            }
        }
        let last = context.last;
        for title in titles {
            context.date_of(&clock::anywhere(&title.value), |_| false);
        }
        if let Some(line) = blocks.iter().find_map(|block| block.lines.first()) {
            context.date_of(line.text.stamps(), |at| line.text.is_code(at));
        }
        context.last = last.or(context.last);
        if context.elsewhere.is_none() {
            context.elsewhere = file_name::date(file_name::of_file(&source.path)).map(|date| Anchor {
                date,
                time: None,
                offset: None,
            });
        }
        if context.fallback.is_none() {
            context.fallback = settings.timezone.clone().map(|name| ZoneLabel {
                name,
                span: Span::default(),
            });
        }
        context
    }

    /// The day by which dates without a year, or with two meanings, are read.
    pub(super) fn reference(&self) -> Option<Date> {
        self.started.or(self.elsewhere).map(|anchor| anchor.date)
    }

    fn line(&mut self, source: &Source, line: &Line, diagnostics: &mut Vec<Diagnostic>) {
        match zone_notes::note(&line.text).filter(|_| self.stated.is_none()) {
            Some(Note::Zone(found)) => self.stated = Some(found),
            Some(Note::Unreadable(mut label)) if zone_notes::is_own_line(&line.text) => {
                diagnostics.push(zone_notes::unreadable(source, &label));
                // The empty name keeps other zones from taking its place.
                label.name.clear();
                self.stated = Some(label);
            }
            _ => {}
        }
        let stamps = line.text.stamps();
        self.date_of(stamps, |at| line.text.is_code(at));
        if self.fallback.is_none() {
            let zone = stamps.iter().find_map(|stamp| {
                stamp
                    .zone
                    .clone()
                    .filter(|_| !line.text.is_code(stamp.range.start))
            });
            self.fallback = zone.map(|range| zone_label(&line.text, range));
        }
    }

    fn date_of(&mut self, stamps: &[Stamp], is_code: impl Fn(usize) -> bool) {
        for stamp in stamps {
            if is_code(stamp.range.start) {
                continue;
            }
            match stamp.day {
                Some(Day::Date {
                    year: Some(year),
                    month,
                    day,
                    ambiguous: false,
                }) => {
                    let time = match stamp.clock {
                        Some(Clock::Time(time)) => Some(time),
                        _ => None,
                    };
                    let date = Date::new(year, month, day).ok();
                    let found = date.map(|date| Anchor {
                        date,
                        time,
                        offset: None,
                    });
                    self.elsewhere = self.elsewhere.or(found);
                    let end = stamp.until.and_then(|end| end.day);
                    self.last = match end {
                        Some(Day::Date { year, month, day, .. }) => {
                            year.and_then(|year| Date::new(year, month, day).ok())
                        }
                        _ => date,
                    };
                }
                Some(found @ Day::Date { year: None, .. }) if self.yearless.is_none() => {
                    self.yearless = Some(found);
                }
                _ => {}
            }
        }
    }
}

/// Whether a line is a header of a HTTP response, pasted as text.
fn is_http(line: &str) -> bool {
    ["Date:", "Last-Modified:", "Expires:"]
        .iter()
        .any(|name| line.trim_start().starts_with(name))
        && line.trim_end().ends_with("GMT")
}
