//! Start and end of the outage, from the times of the Issue Summary.

use super::{SummaryFacts, When};
use crate::postmortem::impact::summary_lines::SummaryLine;
use crate::text::clock::{Day, Stamp};

/// What a time is, by the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Start,
    End,
    /// Neither: the time of a discovery, of a push.
    Other,
    Unclear,
}

const START: &[&str] = &[
    "from",
    "between",
    "start",
    "started",
    "starting",
    "starts",
    "began",
    "begin",
    "begins",
    "beginning",
    "since",
    "onset",
    "occurred",
    "occured",
];
const END: &[&str] = &[
    "until",
    "till",
    "til",
    "end",
    "ended",
    "ending",
    "ends",
    "restored",
    "resolved",
    "recovered",
    "fixed",
    "over",
    "resolution",
    "restoration",
];
/// What is before `back` where something is.
const BE: &[&str] = &["was", "were", "is", "are", "came", "come", "comes", "fully"];
const OTHER: &[&str] = &[
    "detected",
    "noticed",
    "identified",
    "discovered",
    "alerted",
    "deployed",
    "pushed",
    "merged",
    "posted",
    "published",
    "written",
    "reported",
    "notified",
    "escalated",
];
const JOINTS: &[&str] = &[
    "to",
    "until",
    "till",
    "til",
    "-",
    "–",
    "—",
    "~",
    "through",
    "and",
    "to approximately",
    "to about",
    "to around",
];

/// A clock time with the words before and after it, up to its neighbours.
struct Timed {
    when: When,
    role: Role,
    /// Whether nothing but a joint is between it and the time before it in the line.
    joined: bool,
}

pub(super) fn read(lines: &[SummaryLine<'_>], stated: &mut SummaryFacts) {
    let mut start: Option<When> = None;
    let mut first: Option<When> = None;
    for line in lines {
        let stamps = line.stamps();
        stated.days.extend(
            stamps
                .iter()
                .filter_map(|stamp| Some((stamp.day?, line.span(stamp.range.clone())))),
        );
        if line.about_cause || stated.resolved.is_some() && stated.started.is_some() {
            continue;
        }
        for timed in timed(line, &stamps) {
            match timed.role {
                Role::Other => {}
                Role::Start if start.is_none() => start = Some(timed.when),
                Role::End => {
                    if stated.resolved.is_none() {
                        stated.resolved = Some(timed.when);
                    }
                }
                Role::Unclear
                    if timed.joined && stated.resolved.is_none() && (start.is_some() || first.is_some()) =>
                {
                    stated.resolved = Some(timed.when);
                }
                Role::Unclear | Role::Start => {
                    first.get_or_insert(timed.when);
                }
            }
        }
        stated.started = start.clone();
        if stated.started.is_none() && stated.resolved.is_some() {
            stated.started.clone_from(&first);
        }
    }
    // What both ends share is often written once.
    if let (Some(start), Some(end)) = (&mut stated.started, &mut stated.resolved) {
        share(&mut start.zone, &mut end.zone);
    }
}

fn share(a: &mut Option<String>, b: &mut Option<String>) {
    match (&a, &b) {
        (None, Some(zone)) => *a = Some(zone.clone()),
        (Some(zone), None) => *b = Some(zone.clone()),
        _ => {}
    }
}

fn timed(line: &SummaryLine<'_>, stamps: &[Stamp]) -> Vec<Timed> {
    let mut out: Vec<Timed> = Vec::new();
    // A date after a time and apart from it, as in `at 10:15 AM UTC on August 19`.
    let mut later: Vec<Option<Day>> = stamps
        .iter()
        .rev()
        .scan(None, |next, stamp| {
            Some(std::mem::replace(next, stamp.day.or(*next)))
        })
        .collect();
    later.reverse();
    let mut before_from = 0;
    let mut day: Option<Day> = None;
    for (at, stamp) in stamps.iter().enumerate() {
        day = stamp.day.or(day);
        let before = line.lower.get(before_from..stamp.range.start).unwrap_or_default();
        let next = stamps
            .get(at + 1)
            .map_or(line.lower.len(), |next| next.range.start);
        let after = line.lower.get(stamp.range.end..next).unwrap_or_default();
        before_from = stamp.range.end;
        let Some(clock) = stamp.clock else { continue };
        let when = |own: Option<Day>, beside: Option<Day>, clock| When {
            day: own.or(beside),
            own_day: own.is_some(),
            clock: Some(clock),
            zone: stamp
                .zone
                .clone()
                .and_then(|zone| line.plain().get(zone))
                .map(str::to_owned),
            span: line.span(stamp.range.clone()),
        };
        let later = later.get(at).copied().flatten();
        let role = role(line, before, after, at == 0);
        if let Some(until) = stamp.until {
            if role != Role::Other {
                out.push(Timed {
                    when: when(stamp.day, day.or(later), clock),
                    role: Role::Start,
                    joined: false,
                });
                out.push(Timed {
                    when: when(until.day, day.or(later), until.clock),
                    role: Role::End,
                    joined: true,
                });
            }
            continue;
        }
        let joint = before.trim().trim_matches(['(', ')', ',', '*']).trim();
        out.push(Timed {
            when: when(stamp.day, day.or(later), clock),
            role,
            joined: at > 0 && JOINTS.contains(&joint),
        });
    }
    out
}

/// What the words around a time make of it.
fn role(line: &SummaryLine<'_>, before: &str, after: &str, first: bool) -> Role {
    let near: Vec<_> = words(before).rev().take(6).collect();
    let has = |list: &[&str]| near.iter().position(|word| list.contains(word));
    // `everything was back by`, and not `rolled back at`.
    let back = near
        .iter()
        .position(|word| *word == "back")
        .filter(|at| near.get(at + 1).is_some_and(|word| BE.contains(word)));
    let roles = [
        (Role::Start, has(START)),
        (Role::End, has(END).into_iter().chain(back).min()),
        (Role::Other, has(OTHER)),
    ];
    let nearest = roles
        .into_iter()
        .filter_map(|(role, at)| Some((at?, role)))
        .min_by_key(|&(at, _)| at);
    if let Some((_, role)) = nearest {
        return role;
    }
    let mut following = words(after.split(['.', ';']).next().unwrap_or_default()).take(8);
    if following.any(|word| matches!(word, "restored" | "resolved" | "recovered" | "fixed" | "ended")) {
        return Role::End;
    }
    let label = |list: &[&str]| words(&line.label).any(|word| list.contains(&word));
    match () {
        () if !first => Role::Unclear,
        () if label(START) => Role::Start,
        () if label(END) => Role::End,
        () if label(OTHER) => Role::Other,
        () if ["went down", "began", "started", "occur", "crashed"]
            .iter()
            .any(|word| after.contains(word)) =>
        {
            Role::Start
        }
        () => Role::Unclear,
    }
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
}
