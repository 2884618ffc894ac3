//! How available services were, quarter by quarter (UTC). A service is down from the start of an incident until it is
//! mitigated, else resolved; where it was degraded, a minute counts by the weight of its severity. Where incidents overlap,
//! each moment counts once, as the worst of them. What is ongoing counts until the end of the archive's today,
//! what was said to be so over a year ago nowhere.

use super::days::Days;
use super::facet::{self, FacetId, Group};
use super::{Archive, Item};
use crate::config::Settings;
use crate::moment::{Moment, days_since_epoch};
use crate::record::outages::{Interval, covered};
use crate::record::{Known, Outage, ServiceHit};
use crate::vocabulary::ImpactLevel;
use jiff::SignedDuration;
use jiff::civil::Date;
use std::collections::BTreeMap;

const DAY: i64 = 86_400;
/// The weight of a minute in which a service was down.
const WHOLE: i64 = 1000;
/// The weight of a degraded minute where the severity is not known.
const HALF: i64 = 500;
/// How many quarters an outage may last: a longer one is a slip of the pen.
const MOST_QUARTERS: usize = 40;

/// How available one service was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Availability {
    /// The quarters in which it was hit, by their first day, oldest first.
    pub quarters: BTreeMap<Date, Quarter>,
    /// How many incidents count nowhere, since their day, start or end is not recorded.
    pub unknown: usize,
    /// How many count as down, since nobody recorded whether the service was down or degraded.
    pub assumed_down: usize,
}

/// One quarter of a service, in seconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Quarter {
    /// How many incidents hit the service in it.
    pub incidents: usize,
    /// How long it was down.
    pub down: i64,
    /// How long it was degraded and not down.
    pub degraded: i64,
    /// What was lost: all of the time down, and degraded time by its weight.
    pub lost: i64,
    /// How long it is, until today.
    pub length: i64,
}

impl Quarter {
    /// In thousandths of a percent, rounded down: 100 % is where nothing was lost.
    #[must_use]
    pub fn available(&self) -> i64 {
        match self.length {
            0 => 100_000,
            length => (length - self.lost).max(0) * 100_000 / length,
        }
    }
}

/// When a service was hit, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Hit {
    when: Interval,
    /// What one second of it counts, in thousandths; None where it was down.
    degraded: Option<i64>,
}

impl Hit {
    fn weight(&self) -> i64 {
        self.degraded.unwrap_or(WHOLE)
    }
}

impl Archive {
    /// How available a service was.
    #[must_use]
    pub fn availability(&self, service: &Group, settings: &Settings) -> Availability {
        let mut availability = Availability::default();
        let mut hits: BTreeMap<Date, (usize, Vec<Hit>)> = BTreeMap::new();
        let now = self.as_of.map(|day| now(day, self.members(&service.members)));
        for item in self.members(&service.members) {
            let open = now.filter(|_| item.days_open(self.as_of).is_some());
            let Some(of_item) = hits_of(item, &service.name, weight(item, settings), open) else {
                availability.unknown += usize::from(item.times_of(&service.name).is_some());
                continue;
            };
            availability.assumed_down += usize::from(of_item.assumed_down);
            let mut touched: BTreeMap<Date, Vec<Hit>> = BTreeMap::new();
            for hit in of_item.hits {
                for quarter in quarters(hit.when) {
                    touched.entry(quarter).or_default().push(hit);
                }
            }
            for (quarter, of_quarter) in touched {
                let (incidents, hits) = hits.entry(quarter).or_default();
                *incidents += 1;
                hits.extend(of_quarter);
            }
        }
        let quarters = hits.into_iter().filter_map(|(first, (incidents, hits))| {
            let whole = Days::quarter(first);
            let end = end_of(whole.to);
            let within = Interval {
                start: start_of(whole.from),
                end: now.map_or(end, |now| end.min(now)),
            };
            let length = within.end - within.start;
            (length > 0).then(|| {
                let (down, degraded, lost) = loss(&hits, within);
                let quarter = Quarter {
                    incidents,
                    down,
                    degraded,
                    lost,
                    length,
                };
                (first, quarter)
            })
        });
        availability.quarters = quarters.collect();
        availability
    }

    /// How available all services were, in the order of their groups.
    #[must_use]
    pub fn availability_of_all(&self, settings: &Settings) -> Vec<Availability> {
        let services = self.groups(FacetId::SERVICE).iter();
        services
            .map(|service| self.availability(service, settings))
            .collect()
    }
}

fn start_of(day: Date) -> i64 {
    i64::from(days_since_epoch(day)) * DAY
}

fn end_of(day: Date) -> i64 {
    start_of(day) + DAY
}

/// The quarters that an interval touches, by their first days.
fn quarters(when: Interval) -> impl Iterator<Item = Date> {
    let day = |seconds: i64| {
        let days = SignedDuration::from_hours(seconds.div_euclid(DAY) * 24);
        Date::constant(1970, 1, 1).checked_add(days).ok()
    };
    let first = day(when.start).map(|first| Days::quarter(first).from);
    // What ends at midnight was over by then; what took no time was in the quarter of its start.
    let last = day((when.end - 1).max(when.start));
    let next = |first: &Date| Days::quarter(*first).to.tomorrow().ok();
    std::iter::successors(first, next)
        .take(MOST_QUARTERS)
        .take_while(move |&first| last.is_some_and(|last| first <= last))
}

/// How long a service was down, how long degraded alone, and what was lost, in seconds of an interval.
fn loss(hits: &[Hit], within: Interval) -> (i64, i64, i64) {
    let clipped = |of: &dyn Fn(&Hit) -> bool| {
        let chosen = hits.iter().filter(|hit| of(hit)).filter_map(|hit| {
            let (start, end) = (hit.when.start.max(within.start), hit.when.end.min(within.end));
            (start < end).then_some(Interval { start, end })
        });
        covered(chosen.collect())
    };
    let down = clipped(&|hit| hit.degraded.is_none());
    let degraded = clipped(&|_| true) - down;
    let mut weights: Vec<i64> = hits.iter().map(Hit::weight).collect();
    weights.sort_unstable();
    weights.dedup();
    // From the heaviest down: what a weight adds is what no heavier one covers.
    let (mut counted, mut lost) = (0, 0);
    for &weight in weights.iter().rev() {
        let reached = clipped(&|hit| hit.weight() >= weight);
        lost += (reached - counted) * weight;
        counted = reached;
    }
    // Rounded up: what was lost never becomes nothing.
    (down, degraded, (lost + WHOLE - 1).div_euclid(WHOLE))
}

/// What a degraded second of an incident counts, in thousandths.
fn weight(item: &Item, settings: &Settings) -> i64 {
    let name = item.record.facts.severity.text();
    let severity = name
        .and_then(|name| settings.severity_rank(name))
        .and_then(|rank| settings.severities.get(rank - 1));
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a weight lies between 0 and 1: reading it holds that"
    )]
    severity.map_or(HALF, |severity| (severity.weight * 1000.0).round() as i64)
}

/// The times in which an incident hit a service.
struct Hits {
    hits: Vec<Hit>,
    assumed_down: bool,
}

/// When an incident hit a service; None where it did not, or where nobody knows when.
fn hits_of(item: &Item, service: &str, weight: i64, now: Option<i64>) -> Option<Hits> {
    item.times_of(service)?;
    let record = &item.record;
    let key = facet::key(service);
    let own = record.hits().find(|hit| facet::key(&hit.name) == key);
    let level_of_all = record.facts.impact.level.value().copied();
    let own_level = own.and_then(|own| own.level);
    let mut found = Hits {
        hits: Vec::new(),
        assumed_down: false,
    };
    let mut add = |start: Option<&Moment>, end: Option<&Moment>, level: Option<ImpactLevel>| -> Option<()> {
        let degraded = match level {
            Some(ImpactLevel::None) => return Some(()),
            Some(ImpactLevel::Degraded) => Some(weight),
            Some(ImpactLevel::Down) => None,
            None => {
                found.assumed_down = true;
                None
            }
        };
        found.hits.push(Hit {
            when: when(start, end, now)?,
            degraded,
        });
        Some(())
    };
    let facts = &record.facts;
    let over = facts.mitigated.value().or(facts.resolved.value());
    let states_times = |own: &&ServiceHit| own.started.is_some() || own.resolved.is_some();
    match own.filter(states_times) {
        Some(own) => add(
            own.started.as_ref().or(facts.started.value()),
            own.resolved.as_ref().or(over),
            own_level.or(level_of_all),
        )?,
        None if record.outages().is_empty() => {
            add(facts.started.value(), over, own_level.or(level_of_all))?;
        }
        None => {
            for outage in record.outages_of(Some(service)) {
                let level = level_of(outage, own_level).or(level_of_all);
                add(outage.started.as_ref(), outage.resolved.as_ref(), level)?;
            }
        }
    }
    Some(found)
}

/// How an outage hit a service: what is said of one of the two alone counts more.
fn level_of(outage: &Outage, of_service: Option<ImpactLevel>) -> Option<ImpactLevel> {
    match outage.services.is_empty() {
        true => of_service.or(outage.level),
        false => outage.level.or(of_service),
    }
}

/// The end of today. West of Greenwich a day ends later, and with it what somebody there recorded of it.
fn now<'a>(today: Date, items: impl Iterator<Item = &'a Item>) -> i64 {
    let recorded = items.flat_map(|item| {
        let facts = &item.record.facts;
        let moments = [&facts.started, &facts.mitigated, &facts.resolved].into_iter();
        let of_today = |moment: &&Moment| moment.date.is_some_and(|day| day <= today);
        moments.filter_map(move |fact| fact.value().filter(of_today).map(Moment::seconds))
    });
    recorded.fold(end_of(today), i64::max)
}

/// From a start to an end: of what is ongoing until `now`. None without a day, or an end.
fn when(start: Option<&Moment>, end: Option<&Moment>, now: Option<i64>) -> Option<Interval> {
    let start = start.filter(|start| start.date.is_some())?;
    if end.is_some() {
        return Interval::between(Some(start), end);
    }
    let (start, end) = (start.seconds(), now?);
    (start <= end).then_some(Interval { start, end })
}

#[cfg(test)]
mod tests;
