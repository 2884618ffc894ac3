//! The phases of an incident and its wrong tracks, as data.

pub mod sentences;
mod wrong_tracks;

use crate::format::duration;
use crate::moment::Moment;
use crate::record::lengths::StatedLength;
use crate::record::outages::{Interval, merged};
use crate::record::{Fact, Outage, Record};
use crate::vocabulary::EntryKind;
pub use wrong_tracks::{WrongTrack, wrong_tracks};

/// What an incident goes through, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// From the start until somebody noticed.
    Undetected,
    /// Until the cause was found, or somebody acted.
    Diagnosing,
    /// Until users were well again.
    Mitigating,
    /// Until it was closed.
    Watching,
    /// All of an outage of which no more is known than when it was.
    Outage,
}

impl Phase {
    /// Its name as a class and in the contract with themes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Undetected => "undetected",
            Self::Diagnosing => "diagnosing",
            Self::Mitigating => "mitigating",
            Self::Watching => "watching",
            Self::Outage => "outage",
        }
    }

    /// Its name on pages.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Watching => "monitoring",
            other => other.name(),
        }
    }
}

/// A phase with both its edges, in seconds on the axis of [`Moment::seconds`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Band {
    /// Which phase.
    pub phase: Phase,
    /// Its first second.
    pub start: i64,
    /// Its last second; later than the first.
    pub end: i64,
    /// Whether an edge of it is inferred from the text.
    pub inferred: bool,
}

impl Band {
    /// How long it is: `53 min`, and `≈ 53 min` where that is inferred.
    #[must_use]
    pub fn length(&self) -> String {
        format!(
            "{}{}",
            sentences::about(self.inferred),
            duration(self.end - self.start)
        )
    }
}

/// An entry with a clock time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timed {
    /// Its place in the record.
    pub entry: usize,
    /// When, in seconds.
    pub at: i64,
    /// What it tells.
    pub kind: EntryKind,
    /// Whether a label says so.
    pub labelled: bool,
    /// How long a false lead took, where its words say so.
    pub lost: Option<i64>,
}

/// The entries with a clock time, in order of time; those of one moment in the order of the text.
#[must_use]
pub fn timed(record: &Record) -> Vec<Timed> {
    let mut timed: Vec<Timed> = record
        .entries
        .iter()
        .enumerate()
        .filter_map(|(index, entry)| {
            let at = entry.at.as_ref()?.seconds();
            Some(Timed {
                entry: index,
                at,
                kind: entry.kind,
                labelled: entry.labelled,
                lost: entry.lost,
            })
        })
        .collect();
    timed.sort_by_key(|entry| entry.at);
    timed
}

/// What the phases lie between; None where it is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edges {
    started: Option<Edge>,
    detected: Option<Edge>,
    mitigated: Option<Edge>,
    resolved: Option<Edge>,
}

/// Where a phase begins or ends; of two of one second the stated one is first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    /// In seconds on the axis of [`Moment::seconds`].
    at: i64,
    inferred: bool,
}

impl Edge {
    const fn stated(at: i64) -> Self {
        Self { at, inferred: false }
    }

    /// What an entry tells: by its label, else by its words.
    const fn told(entry: &Timed) -> Self {
        Self {
            at: entry.at,
            inferred: !entry.labelled,
        }
    }
}

/// The edges of an incident: what is known of it, else what the entries tell.
#[must_use]
pub fn edges(record: &Record, timed: &[Timed]) -> Edges {
    let facts = &record.facts;
    let model = timed
        .first()
        .and_then(|first| record.entries.get(first.entry))
        .and_then(|entry| entry.at.as_ref());
    let stated = |fact: &Option<Fact<Moment>>| {
        let fact = fact.as_ref()?;
        // A moment that is not known as the entries are has no place on their axis.
        let placed = model.is_none_or(|model| model.until(&fact.value).is_some());
        placed.then(|| Edge {
            at: fact.value.seconds(),
            inferred: fact.is_inferred(),
        })
    };
    let first = |kind| timed.iter().find(|entry| entry.kind == kind).map(Edge::told);
    let last = |kind| {
        timed
            .iter()
            .rev()
            .find(|entry| entry.kind == kind)
            .map(Edge::told)
    };
    let resolved = stated(&facts.resolved).or_else(|| last(EntryKind::Resolved));
    let known = !record.ends_disagree();
    Edges {
        started: stated(&facts.started).or_else(|| first(EntryKind::ImpactStarted)),
        detected: stated(&facts.detected).or_else(|| {
            let worked = [first(EntryKind::Acknowledged), first(EntryKind::Identified)];
            let worked = worked.into_iter().flatten().min();
            [first(EntryKind::Detected), first(EntryKind::Reported)]
                .into_iter()
                .flatten()
                .min()
                .filter(|edge| worked.is_none_or(|worked| edge.at <= worked.at))
        }),
        // What was mended after the end was another outage.
        mitigated: stated(&facts.mitigated)
            .or_else(|| {
                first(EntryKind::Mitigated)
                    .filter(|edge| resolved.is_none_or(|resolved| edge.at <= resolved.at))
            })
            .filter(|_| known),
        resolved: resolved.filter(|_| known),
    }
}

impl Edges {
    /// When users were well again.
    fn well(self) -> Option<Edge> {
        self.mitigated.or(self.resolved)
    }

    /// Whether these edges, none of them stated, are not those of a length that is: then one of them is of something else.
    #[must_use]
    pub fn deny(self, stated: &StatedLength) -> bool {
        /// Teams round, and count to the minute: a tenth more or less is the same.
        const ROUNDED: i64 = 10;
        let room = stated.seconds / ROUNDED;
        let fits = |seconds: i64| stated.fits(seconds) || (seconds - stated.seconds).abs() <= room;
        match (self.started, self.detected, self.mitigated, self.resolved) {
            (Some(start), detected, mitigated, resolved) if mitigated.or(resolved).is_some() => {
                let starts = [Some(start), detected].into_iter().flatten();
                let mut spans = starts.flat_map(|start| {
                    let ends = [mitigated, resolved].into_iter().flatten();
                    ends.map(move |end| (end.at - start.at, start.inferred || end.inferred))
                });
                spans.all(|(seconds, inferred)| inferred && !fits(seconds))
            }
            _ => true,
        }
    }

    /// How long users were affected, in seconds, and whether that is inferred from the text.
    #[must_use]
    pub fn user_impact(self) -> Option<(i64, bool)> {
        let (start, end) = (self.started?, self.well()?);
        Some((end.at - start.at, start.inferred || end.inferred))
    }
}

/// The phases both of whose edges are known, in order, without those that begin before the one before is over
/// (what was fixed before it was noticed is not watched from then on). Where nothing says when users were well again,
/// mitigating lasts until the end.
#[must_use]
pub fn bands(edges: Edges, timed: &[Timed]) -> Vec<Band> {
    let Edges {
        started,
        detected,
        mitigated,
        resolved,
    } = edges;
    let well = edges.well();
    // What was done before anything failed mends nothing; and where nothing says when that was, only a label tells.
    let from = detected.max(started);
    let within = |entry: &&Timed| {
        from.map_or(entry.labelled, |edge| entry.at >= edge.at) && well.is_none_or(|edge| entry.at <= edge.at)
    };
    let found = [EntryKind::Identified, EntryKind::Action]
        .into_iter()
        .find_map(|kind| timed.iter().filter(within).find(|entry| entry.kind == kind))
        .map(Edge::told);
    let phases = [
        (Phase::Undetected, started, detected),
        (Phase::Diagnosing, detected, found),
        (Phase::Mitigating, found, well),
        (Phase::Watching, mitigated, resolved),
    ];
    let mut reached = i64::MIN;
    phases
        .into_iter()
        .filter_map(|(phase, start, end)| {
            let (start, end) = (start?, end?);
            Some(Band {
                phase,
                start: start.at,
                end: end.at,
                inferred: start.inferred || end.inferred,
            })
        })
        .filter(|band| band.start < band.end && follows(&mut reached, band))
        .collect()
}

/// The phases of an incident: those of each of its outages, where it tells of several, with nothing between them.
#[must_use]
pub fn bands_of(record: &Record, edges: Edges, timed: &[Timed]) -> Vec<Band> {
    if record.outages().is_empty() {
        return bands(edges, timed);
    }
    let outages = record.outages().iter().filter_map(Outage::interval);
    merged(outages.collect())
        .into_iter()
        .filter(|outage| outage.start < outage.end)
        .flat_map(|outage| bands_within(outage, edges, timed))
        .collect()
}

/// The phases of one of several outages; all of it as one where its entries do not tell them.
fn bands_within(outage: Interval, edges: Edges, timed: &[Timed]) -> Vec<Band> {
    let Interval { start, end } = outage;
    let from = timed.partition_point(|entry| entry.at < start);
    let to = timed.partition_point(|entry| entry.at <= end);
    let timed = timed.get(from..to).unwrap_or_default();
    let first = |kinds: &[EntryKind]| {
        let mut of_kinds = timed.iter().filter(|entry| kinds.contains(&entry.kind));
        of_kinds.next().map(Edge::told)
    };
    let stated = |edge: Option<Edge>| edge.filter(|edge| (start..=end).contains(&edge.at));
    let edges = Edges {
        started: Some(Edge::stated(start)),
        detected: stated(edges.detected).or_else(|| first(&[EntryKind::Detected, EntryKind::Reported])),
        mitigated: stated(edges.mitigated).or_else(|| first(&[EntryKind::Mitigated])),
        resolved: Some(Edge::stated(end)),
    };
    let bands = bands(edges, timed);
    match bands.is_empty() {
        true => vec![Band {
            phase: Phase::Outage,
            start,
            end,
            inferred: false,
        }],
        false => bands,
    }
}

/// Whether a band begins where those before it are over; then `reached` moves to its end.
const fn follows(reached: &mut i64, band: &Band) -> bool {
    let follows = *reached <= band.start;
    if follows {
        *reached = band.end;
    }
    follows
}
