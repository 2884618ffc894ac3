//! When it began, was noticed and was over, from the times in the words of the Issue Summary.

use super::{SummaryFacts, TimeKey, When};
use crate::postmortem::document::Section;
use crate::postmortem::impact::summary_lines::{self, SummaryLine};
use crate::postmortem::impact::time_words::{self, Role};
use crate::text::blocks::{Block, Text};
use crate::text::clock::{Clock, Day, Stamp};
use crate::text::sentences;
use crate::vocabulary::SectionKind;
use std::ops::Range;

const JOINTS: &[&str] = &[
    "to",
    "until",
    "till",
    "til",
    "bis",
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
    /// Whether the words around it tell that something fails, where nothing else tells what it is.
    troubled: bool,
    /// Whether nothing but a joint is between it and the time before it in the line.
    joined: bool,
}

/// Reads what the lines say. Where no heading stands above them they may tell of anything, and only what fails counts.
pub(super) fn read(lines: &[SummaryLine<'_>], stated: &mut SummaryFacts) {
    let mut first = None;
    let mut ends: Vec<When> = Vec::new();
    let mut ranges: Vec<(When, When)> = Vec::new();
    // The words since the last time, over the ends of lines.
    let mut before = String::new();
    let mut block = None;
    for (at, line) in lines.iter().enumerate() {
        // A label begins something else.
        if block != Some(line.block) || line.after_label > 0 {
            before.clear();
            block = Some(line.block);
        }
        let stamps = line.text.stamps();
        let following = lines
            .get(at + 1)
            .filter(|next| next.block == line.block && next.after_label == 0);
        if !line.about_cause {
            let headless = line.kind == SectionKind::Other;
            let timed = timed(line, stamps, &before, following.map_or("", |next| &next.lower));
            ranges.extend(timed.windows(2).filter_map(range));
            for timed in timed {
                if timed.role == Role::Is(TimeKey::Resolved) {
                    ends.push(timed.when.clone());
                }
                take(timed, headless, &mut first, stated);
            }
        }
        if let Some(last) = stamps.last() {
            before.clear();
            before.push_str(line.lower.get(last.range.end..).unwrap_or_default());
        } else {
            before.push_str(&line.lower);
        }
        before.push(' ');
    }
    // Of several ends without a start nobody can tell which is that of all.
    if stated.started.is_none()
        && ends
            .iter()
            .any(|end| Some(end.clock) != ends.first().map(|first| first.clock))
    {
        stated.resolved = None;
    }
    // An end that is no range's own was said to be that of all.
    let own = |(_, end): &(When, When)| Some(end) == stated.resolved.as_ref();
    if let Some((held, others)) = ranges.split_first().filter(|(held, _)| own(held)) {
        let other = others.iter().find(|other| !holds(held, other));
        stated.second = other.map(|(start, _)| start.clone());
    }
    // What both ends share is often written once.
    if let (Some(start), Some(end)) = (&mut stated.started, &mut stated.resolved) {
        share(&mut start.zone, &mut end.zone);
    }
}

/// What a section on the detection tells: its time, where it gives one at all, and its first sentences.
pub(super) fn noticed(blocks: &[Block], sections: &[Section], stated: &mut SummaryFacts) {
    const SENTENCES: usize = 6;
    if stated.detected.is_none() {
        let mut told = SummaryFacts::default();
        read(
            &summary_lines::collect(blocks, sections, &[SectionKind::Detection]),
            &mut told,
        );
        stated.detected = told.detected;
    }
    // `Actions taken` counts with the detection.
    const ASKS: &[&str] = &["detect", "alert", "notice", "discover"];
    let asked = |section: &Section| {
        let detection = section.kind == SectionKind::Detection;
        let heading = section.heading.as_deref().unwrap_or_default().to_lowercase();
        detection && ASKS.iter().any(|word| heading.contains(word))
    };
    let lines = summary_lines::under(blocks, sections, asked);
    let told = lines
        .chunk_by(|line, next| line.block == next.block)
        .flat_map(|lines| {
            let text = Text::join(lines.iter().map(|line| line.text.as_ref()));
            let sentences = sentences::split(&text.plain).into_iter();
            let told =
                |range: Range<usize>| Some((text.plain.get(range.clone())?.to_owned(), text.span(range)));
            sentences.filter_map(told).collect::<Vec<_>>()
        });
    stated.detection = told.take(SENTENCES).collect();
}

fn take(timed: Timed, headless: bool, first: &mut Option<(When, bool)>, stated: &mut SummaryFacts) {
    let field = match timed.role {
        Role::Is(TimeKey::Started) => &mut stated.started,
        Role::Is(TimeKey::Resolved) => {
            // The time before it began it, where no word tells more of that.
            if stated.resolved.is_none() && stated.started.is_none() && !headless {
                stated.started = first
                    .clone()
                    .filter(|(_, troubled)| *troubled)
                    .map(|(when, _)| when);
            }
            &mut stated.resolved
        }
        Role::Is(TimeKey::Mitigated) => &mut stated.mitigated,
        Role::Is(TimeKey::Detected) => &mut stated.detected,
        Role::Unclear if headless => return,
        Role::Unclear if timed.joined && (stated.started.is_some() || first.is_some()) => {
            if stated.started.is_none() {
                stated.started = first.clone().map(|(when, _)| when);
            }
            &mut stated.resolved
        }
        Role::Unclear => {
            first.get_or_insert((timed.when, timed.troubled));
            return;
        }
        Role::Is(_) | Role::Other => return,
    };
    if field.is_none() {
        *field = Some(timed.when);
    }
}

/// Two times that are the start and the end of something that failed.
fn range(pair: &[Timed]) -> Option<(When, When)> {
    match pair {
        [start, end] if end.joined && end.role == Role::Is(TimeKey::Resolved) => {
            (start.role == Role::Is(TimeKey::Started)).then(|| (start.when.clone(), end.when.clone()))
        }
        _ => None,
    }
}

/// Whether a range holds another, as far as its days are known.
fn holds((start, end): &(When, When), (from, to): &(When, When)) -> bool {
    if from.own_day && start.day != from.day {
        return false;
    }
    match [start, from, to, end].map(|when| when.clock) {
        [
            Some(Clock::Time(start)),
            Some(Clock::Time(from)),
            Some(Clock::Time(to)),
            Some(Clock::Time(end)),
        ] => start > end || start <= from && to <= end,
        _ => true,
    }
}

fn share(a: &mut Option<String>, b: &mut Option<String>) {
    match (&a, &b) {
        (None, Some(zone)) => *a = Some(zone.clone()),
        (Some(zone), None) => *b = Some(zone.clone()),
        _ => {}
    }
}

/// Whether the words between a time and a day speak of one thing: `because of a rule that was changed on 3 March` and the next
/// sentence tell of something else, mostly of the cause.
fn is_of_same_clause(between: &str) -> bool {
    const OTHER: &[&str] = &[
        "after",
        "as",
        "because",
        "caused",
        "due",
        "following",
        "introduced",
        "since",
        "that",
        "until",
        "when",
        "which",
        "who",
    ];
    let mut words = between.split(|char: char| !char.is_alphanumeric());
    !between.contains(". ") && !words.any(|word| OTHER.contains(&word))
}

fn timed(line: &SummaryLine<'_>, stamps: &[Stamp], carried: &str, following: &str) -> Vec<Timed> {
    let mut out: Vec<Timed> = Vec::new();
    let words = |from: usize, to: usize| line.lower.get(from..to).unwrap_or_default();
    let mut day: Option<Day> = None;
    // The next day that is named after each stamp.
    let backwards = stamps.iter().rev();
    let mut later: Vec<Option<&Stamp>> = backwards
        .scan(None, |next, stamp| {
            let later = *next;
            *next = stamp.day.map(|_| stamp).or(later);
            Some(later)
        })
        .collect();
    later.reverse();
    for ((at, stamp), later) in stamps.iter().enumerate().zip(later) {
        let apart = later.filter(|later| is_of_same_clause(words(stamp.range.end, later.range.start)));
        let apart = apart.and_then(|later| later.day);
        day = stamp.day.or(day);
        let Some(clock) = stamp.clock else { continue };
        // A date between two times is no end of what is told of the second.
        let previous = stamps.get(..at).unwrap_or_default();
        let previous = previous.iter().rev().find(|before| before.clock.is_some());
        let between = words(previous.map_or(0, |before| before.range.end), stamp.range.start);
        let mut before = match previous {
            None => format!("{carried}{between}"),
            Some(_) => between.to_owned(),
        };
        // `on 3 March from 10:05` is one stamp.
        let own = words(stamp.range.start, stamp.range.end).split(' ');
        let mut own = own.filter(|word| matches!(*word, "from" | "since" | "until" | "till"));
        if let Some(word) = own.next_back().filter(|_| stamp.until.is_none()) {
            before.push(' ');
            before.push_str(word);
        }
        let later = stamps.get(at + 1..).unwrap_or_default();
        let next = later.iter().find(|next| next.clock.is_some());
        let mut after = words(
            stamp.range.end,
            next.map_or(line.lower.len(), |next| next.range.start),
        )
        .to_owned();
        if next.is_none() {
            after.push(' ');
            after.push_str(following);
        }
        // A date after a time and beside it, as in `at 10:15 AM UTC on August 19`, or only apart from it.
        let beside = later.first().filter(|date| {
            date.clock.is_none()
                && matches!(
                    words(stamp.range.end, date.range.start).trim(),
                    "on" | "of" | "," | ", on" | "(" | ""
                )
        });
        let beside = beside.and_then(|date| date.day);
        let when = |own: Option<Day>, beside: Option<Day>, clock| When {
            day: own.or(beside),
            own_day: own.is_some(),
            clock: Some(clock),
            zone: stamp
                .zone
                .clone()
                .and_then(|zone| line.text.plain.get(zone))
                .map(str::to_owned),
            span: line.span(stamp.range.clone()),
        };
        let role = time_words::role(line, &before, &after, previous.is_none(), stamp.until.is_some());
        if let Some(until) = stamp.until {
            // `Between 02:00 and 03:00 there was no traffic`
            let denied = ["there was no", "there were no", "nothing"]
                .iter()
                .any(|denial| after.trim_start_matches([' ', ',']).starts_with(denial));
            if !denied
                && matches!(
                    role,
                    Role::Unclear | Role::Is(TimeKey::Started | TimeKey::Resolved)
                )
            {
                out.push(Timed {
                    when: when(stamp.day, day.or(beside).or(apart), clock),
                    role: Role::Is(TimeKey::Started),
                    troubled: true,
                    joined: false,
                });
                // `09:10 on 3 March until 08:00 on 5 March`
                let own = until.day.or(beside.filter(|_| stamp.day.is_some()));
                out.push(Timed {
                    when: when(own, day.or(beside).or(apart), until.clock),
                    role: Role::Is(TimeKey::Resolved),
                    troubled: true,
                    joined: true,
                });
            }
            continue;
        }
        let joint = before.trim().trim_matches(['(', ')', ',', '*']).trim();
        out.push(Timed {
            when: when(stamp.day.or(beside), day.or(apart), clock),
            role,
            troubled: role == Role::Unclear
                && (time_words::tells_of_trouble(before.rsplit(". ").next().unwrap_or_default())
                    || time_words::tells_of_trouble(after.split(". ").next().unwrap_or_default())),
            joined: previous.is_some() && JOINTS.contains(&joint),
        });
    }
    out
}
