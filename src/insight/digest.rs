//! What a period was like, on one page for those who answer for it: what failed, how long, and who was hit, what came back,
//! which promises were kept, and how much was reviewed; three numbers beside those of the period before.

mod alike;
mod sections;

use super::section::{Section, Value};
use crate::archive::days::Days;
use crate::archive::facet::FacetId;
use crate::archive::ledger::{Promise, Standing};
use crate::archive::total::Total;
use crate::archive::{Archive, Item};
use crate::config::Settings;
use crate::record::Record;
use crate::view::words;
use std::cmp::Reverse;
use std::sync::Arc;

/// Numbers below it say nothing of a trend.
const COMPARABLE: usize = 10;

/// Of what a digest tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// The days.
    pub days: Days,
    /// A service alone.
    pub service: Option<String>,
    /// A team alone.
    pub team: Option<String>,
}

impl Selection {
    /// All of some days.
    #[must_use]
    pub const fn of(days: Days) -> Self {
        Self {
            days,
            service: None,
            team: None,
        }
    }

    /// The postmortems that it is about, of any day, newest first.
    fn items<'a>(&'a self, archive: &'a Archive) -> impl Iterator<Item = &'a Item> {
        let chosen = [
            Self::members(archive, FacetId::SERVICE, self.service.as_deref()),
            Self::members(archive, FacetId::TEAM, self.team.as_deref()),
        ];
        archive.all().filter(move |item| {
            let mut chosen = chosen.iter().flatten();
            chosen.all(|members| members.binary_search(&item.index).is_ok())
        })
    }

    /// The postmortems of the group that a name chooses; None where none is chosen.
    fn members<'a>(archive: &'a Archive, facet: FacetId, name: Option<&str>) -> Option<&'a [usize]> {
        let group = archive.group(facet, name?);
        Some(group.map_or(&[][..], |group| &group.members))
    }

    /// Whether a record, which need not be in the archive, is about what it is about.
    fn is_about(&self, archive: &Archive, record: &Record) -> bool {
        let mut chosen = [(FacetId::SERVICE, &self.service), (FacetId::TEAM, &self.team)].into_iter();
        chosen.all(|(facet, name)| {
            name.as_ref()
                .is_none_or(|name| archive.is_named(record, facet, name))
        })
    }

    /// Those that began in its days, newest first.
    pub(super) fn begun<'a>(&'a self, archive: &'a Archive) -> impl Iterator<Item = &'a Item> {
        self.items(archive)
            .filter(|item| item.date.is_some_and(|date| self.days.holds(date)))
    }

    /// ` of payments`, ` of the team Ports`; nothing for all.
    fn whose(&self) -> String {
        let service = self.service.iter().map(|name| format!(" of {name}"));
        let team = self.team.iter().map(|name| format!(" of the team {name}"));
        service.chain(team).collect()
    }
}

/// A period.
#[derive(Debug, Clone, PartialEq)]
pub struct Digest {
    /// `2024-Q1: 5 incidents, users affected for 4 h 10 min`
    pub title: String,
    /// Which days, and what of it is not over yet.
    pub lead: String,
    /// Three numbers beside those of the period before.
    pub numbers: Vec<Number>,
    /// What is to be known of these numbers.
    pub note: Option<String>,
    /// What happened, in the order in which it matters.
    pub sections: Vec<Section>,
    /// All incidents, a row each, for programs.
    pub incidents: Section,
}

/// A number, and what it was before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// What it counts.
    pub label: &'static str,
    /// The number.
    pub value: Value,
    /// `9 in 2023`
    pub before: String,
    /// Whether it is what should not be.
    pub alert: bool,
}

/// What is counted of some days.
struct Counts {
    incidents: usize,
    seconds: i64,
    unknown: usize,
    overlaps: bool,
    overdue: usize,
}

impl Counts {
    /// How long users were affected; where no time is recorded of what failed, that is not 0.
    fn affected(&self) -> Value {
        match (self.seconds, self.unknown) {
            (0, 1..) => Value::Unknown,
            (0, 0) => Value::Text("no time".to_owned()),
            (seconds, _) => Value::Seconds(seconds),
        }
    }
}

/// What a digest is made from.
struct Maker<'a> {
    archive: &'a Archive,
    settings: &'a Settings,
    selection: &'a Selection,
    /// Its days until today.
    days: Days,
}

/// The title of a digest: `2026-Q1: 2 incidents, users affected for 45 min`.
#[must_use]
pub fn title(archive: &Archive, selection: &Selection) -> String {
    let (incidents, total) = affected(archive, selection, selection.days.until(archive.as_of));
    title_of(selection, incidents, total.seconds)
}

fn title_of(selection: &Selection, incidents: usize, seconds: i64) -> String {
    let time = match seconds {
        0 => String::new(),
        seconds => format!(", users affected for {}", words::duration(seconds)),
    };
    let begun = words::count(incidents, "incident", "incidents");
    format!("{}{}: {begun}{time}", selection.days.name(), selection.whose())
}

/// How many incidents began in some days, and how long users were affected in them.
fn affected(archive: &Archive, selection: &Selection, days: Days) -> (usize, Total) {
    let touches = |item: &&Item| {
        item.date.is_some_and(|date| {
            days.holds(date) || date < days.from && item.last_day(archive.as_of) >= Some(days.from)
        })
    };
    let touched = selection.items(archive).filter(touches);
    let service = selection.service.as_deref();
    let total = archive.total(touched, service, Some((days.from, days.to)));
    let begun = selection
        .items(archive)
        .filter(|item| !item.record.near_miss() && item.date.is_some_and(|date| days.holds(date)));
    (begun.count(), total)
}

impl Digest {
    /// Of some days; `left_out` are the postmortems that are not built.
    #[must_use]
    pub fn new(
        archive: &Archive,
        left_out: &[Arc<Record>],
        settings: &Settings,
        selection: &Selection,
    ) -> Self {
        let days = selection.days.until(archive.as_of);
        let maker = Maker {
            archive,
            settings,
            selection,
            days,
        };
        let now = maker.counts(days);
        let (numbers, note) = maker.numbers(&now);
        let drafts = left_out.iter().filter(|record| {
            let of_days = record.date().is_some_and(|date| days.holds(date));
            of_days && !record.published() && !record.near_miss() && selection.is_about(archive, record)
        });
        let (failed, incidents) = maker.incidents();
        Self {
            incidents,
            title: title_of(selection, now.incidents, now.seconds),
            lead: maker.lead(&now),
            numbers,
            note,
            sections: [
                Some(failed),
                maker.repeats(),
                maker.near_misses(),
                maker.promises("late", days),
                maker.promises("closed", days),
                Some(maker.coverage(drafts.count())),
            ]
            .into_iter()
            .flatten()
            .collect(),
        }
    }
}

impl<'a> Maker<'a> {
    fn begun(&self) -> impl Iterator<Item = &'a Item> {
        self.selection.begun(self.archive)
    }

    fn counts(&self, days: Days) -> Counts {
        let (incidents, total) = affected(self.archive, self.selection, days);
        Counts {
            incidents,
            seconds: total.seconds,
            unknown: total.unknown,
            overlaps: total.overlaps,
            overdue: self.late(days).len(),
        }
    }

    /// All actions of postmortems that began until the end of some days.
    fn actions(&self, days: Days) -> impl Iterator<Item = Promise<'a>> {
        // An action is its owner's team's, whichever team the incident was of.
        let team = self.selection.team.as_deref().map(|team| self.archive.team(team));
        let service = self.selection.service.as_deref();
        let service = Selection::members(self.archive, FacetId::SERVICE, service);
        let promises = self.archive.promises().map(|(_, promise)| promise);
        promises.filter(move |promise| {
            let first = promise.first;
            service.is_none_or(|members| members.binary_search(&first.index).is_ok())
                && first.date.is_none_or(|date| date <= days.to)
                && team.is_none_or(|team| team.is_some() && self.archive.team_of(promise.action) == team)
        })
    }

    /// The promises that were late at the end of some days, the longest late first.
    fn late(&self, days: Days) -> Vec<Promise<'a>> {
        let is_late = |standing: &Standing| {
            let open = match standing.status {
                status if status.is_done() => standing.done_on.is_some_and(|done| done > days.to),
                status => status.is_open(),
            };
            open && standing.due.is_some_and(|due| due < days.to)
        };
        let promises = self.actions(days);
        let mut late: Vec<_> = promises.filter(|promise| is_late(&promise.standing)).collect();
        late.sort_by_key(|promise| promise.standing.due);
        late
    }

    /// The promises that were closed in some days, newest first.
    fn closed(&self, days: Days) -> Vec<Promise<'a>> {
        let is_closed = |standing: &Standing| {
            standing.status.is_done() && standing.done_on.is_some_and(|done| days.holds(done))
        };
        let promises = self.actions(days);
        let mut closed: Vec<_> = promises.filter(|promise| is_closed(&promise.standing)).collect();
        closed.sort_by_key(|promise| Reverse(promise.standing.done_on));
        closed
    }

    /// The number of each, and what it was before; what small numbers do not say.
    fn numbers(&self, now: &Counts) -> (Vec<Number>, Option<String>) {
        // Of a period that is not over the same part of the one before.
        let whole = self.selection.days.before();
        let part = self.days.count() < self.selection.days.count();
        let before = whole.map(|whole| match part {
            true => Days {
                to: whole
                    .from
                    .saturating_add(jiff::Span::new().days(self.days.count() - 1))
                    .min(whole.to),
                ..whole
            },
            false => whole,
        });
        let name = whole.map_or_else(String::new, |whole| match part {
            true => format!(
                "in the first {} of {}",
                words::count(
                    usize::try_from(self.days.count()).unwrap_or_default(),
                    "day",
                    "days"
                ),
                whole.name()
            ),
            false => format!("in {}", whole.name()),
        });
        let recorded = self.archive.span().map(|(oldest, _)| oldest);
        let before = before.filter(|before| recorded.is_some_and(|oldest| oldest <= before.to));
        let counts = before.map(|before| self.counts(before));
        let said = |of: fn(&Counts) -> Value| match &counts {
            Some(counts) => format!("{} {name}", of(counts).words()),
            None => "no earlier period is recorded".to_owned(),
        };
        let number = |label, of: fn(&Counts) -> Value, alert| Number {
            label,
            value: of(now),
            before: said(of),
            alert,
        };
        let end = before.map_or_else(String::new, |before| format!(" on {}", words::date(before.to)));
        let mut overdue = number(
            "Actions overdue",
            |counts| Value::Count(counts.overdue),
            now.overdue > 0,
        );
        if let Some(counts) = &counts {
            overdue.before = format!("{}{end}", words::thousands(counts.overdue));
        }
        let numbers = vec![
            number("Incidents", |counts| Value::Count(counts.incidents), false),
            number("Users affected", Counts::affected, false),
            overdue,
        ];
        let few = counts.filter(|counts| now.incidents.min(counts.incidents) < COMPARABLE);
        let few = few.map(|_| "Fewer than ten incidents are too few to compare: the numbers before stand here for reference.".to_owned());
        (numbers, few)
    }

    fn lead(&self, now: &Counts) -> String {
        let whole = self.selection.days;
        let mut lead = match self.days.count() {
            0 => format!(
                "{} to {}, all of it after the day up to which this archive counts",
                words::date(whole.from),
                words::date(whole.to)
            ),
            _ => format!("{} to {}", words::date(self.days.from), words::date(self.days.to)),
        };
        if self.days.count() > 0 && self.days.to < whole.to {
            lead = format!("{lead}, so far");
        }
        lead.push('.');
        if let Some(today) = self.archive.as_of.filter(|&today| today > whole.to) {
            lead = format!("{lead} As of {}.", words::date(today));
        }
        if now.overlaps {
            lead.push_str(" Where outages overlap, their time counts once.");
        }
        match now.unknown {
            0 => {}
            // An incident that goes on from before is none of those that began.
            unknown if unknown >= now.incidents => {
                lead.push_str(" How long users were affected is not recorded.");
            }
            unknown => lead.push_str(&format!(
                " How long is not recorded of {}.",
                words::count(unknown, "incident", "incidents")
            )),
        }
        lead
    }
}
