//! Zones stated for many entries at once: `All times in CET`, `Timeline (UTC)`, `Time zone: Africa/Lagos`.

use super::draft_entry::{StatedDate, ZoneLabel, zone_label};
use crate::diagnostic::{Diagnostic, RuleName};
use crate::moment::zone;
use crate::source::Source;
use crate::text::blocks::Text;
use crate::text::clock::{self, Day, Stamp};
use crate::text::sentences;
use std::cell::LazyCell;

/// The longest line that counts as a note.
const LONGEST: usize = 160;
/// The words before the zone of a note.
const SIGNS: &[&str] = &[
    "all times",
    "all time ",
    "times in",
    "times are",
    "times below",
    "time zone",
    "timezone",
    "all in ",
    "times:",
    "times given",
    "times shown",
    "times (",
    "timestamps in",
    "timestamps are",
];

/// Words of a note that tell when somebody wrote, and not when something happened.
const WRITING: &[&str] = &[
    "written",
    "wrote",
    "put together",
    "compiled",
    "collected",
    "updated",
    "published",
    "posted",
    "reviewed",
    "created",
    "edited",
    "generated",
    "exported",
    "made",
];

/// What a line says about the zone of other lines.
pub(super) enum Note {
    /// They have this zone.
    Zone(ZoneLabel),
    /// They have a zone that cannot be read.
    Unreadable(ZoneLabel),
}

/// Whether a line speaks of times in general.
pub(super) fn has_sign(text: &Text) -> bool {
    if !may_have_sign(&text.plain) {
        return false;
    }
    let lower = text.plain.to_ascii_lowercase();
    SIGNS.iter().any(|sign| lower.contains(sign))
}

/// All signs have one of these in some letter case, and most lines have none: neither does `Timeline`.
fn may_have_sign(text: &str) -> bool {
    let bytes = text.as_bytes();
    let stands = |from: Option<usize>, word: &str| {
        let found = from.and_then(|from| bytes.get(from..from + word.len()));
        found.is_some_and(|found| found.eq_ignore_ascii_case(word.as_bytes()))
    };
    let time = |at: usize| {
        matches!(bytes.get(at + 3), Some(b' ' | b's' | b'S' | b'z' | b'Z'))
            && stands(at.checked_sub(1), "time")
    };
    memchr::memchr2_iter(b'i', b'I', bytes).any(|at| time(at) || stands(at.checked_sub(4), "all in "))
}

/// What a heading says about the zone of what is below it.
pub(super) fn of_heading(text: &Text) -> Option<Note> {
    zone_in(text, 0).map(Note::Zone).or_else(|| note(text))
}

/// Reads a note about zones; None where the line is not one.
pub(super) fn note(text: &Text) -> Option<Note> {
    let plain = text.plain.as_str();
    if plain.len() > LONGEST {
        return None;
    }
    if let Some(zone) = bracketed(text).or_else(|| whole(text)) {
        return Some(Note::Zone(zone));
    }
    if !may_have_sign(plain) {
        return None;
    }
    let lower = plain.to_ascii_lowercase();
    let (sign, at) = SIGNS.iter().find_map(|sign| Some((*sign, lower.find(sign)?)))?;
    if let Some(found) = zone_in(text, at + sign.len()).or_else(|| place_in(text, at + sign.len())) {
        return Some(Note::Zone(found));
    }
    // A zone that only an `in` or a colon announces, and nothing else on the line.
    let rest = plain.get(at + sign.len()..)?;
    let named = rest.find(" are ").map(|at| at + 5);
    let start = named
        .filter(|&start| rest.get(start..).is_some_and(looks_like_zone))
        .or_else(|| rest.find(" in ").map(|at| at + 4))
        .or_else(|| rest.find(':').map(|at| at + 1))
        .or_else(|| sign.ends_with("in").then_some(0))?;
    let word = rest.get(start..)?;
    let name = word.trim().trim_end_matches(['.', ')', ':']);
    let offset = at + sign.len() + start + (word.len() - word.trim_start().len());
    let fits = !name.is_empty() && name.split_whitespace().count() <= 4 && at < 25;
    fits.then(|| Note::Unreadable(zone_label(text, offset..offset + name.len())))
}

/// A zone or a place in brackets that are all of a line: `(UTC)`, `(Berlin time)`.
fn bracketed(text: &Text) -> Option<ZoneLabel> {
    let inner = text.plain.trim().strip_prefix('(')?.strip_suffix(')')?;
    let length = zone::prefix(inner).or_else(|| zone::place(inner))?;
    let rest = inner.get(length..)?.trim().to_ascii_lowercase();
    let start = text.plain.find('(')? + 1;
    // `(UTC, give or take)`
    let about = [
        "give or take",
        "approximate",
        "approximately",
        "roughly",
        "about",
        "more or less",
    ];
    let rough = rest
        .strip_prefix(',')
        .is_some_and(|rest| about.contains(&rest.trim()));
    // `(IST, 9th July 2024)`
    let dated = rest
        .strip_prefix(',')
        .and_then(clock::leading)
        .is_some_and(|lead| {
            lead.stamp.day.is_some() && lead.stamp.clock.is_none() && lead.body + 1 >= rest.len()
        });
    (rough || dated || matches!(rest.as_str(), "" | "time" | "local time"))
        .then(|| zone_label(text, start..start + length))
}

/// A sentence of a zone alone: `All UTC.`, `Everything in CET`.
fn whole(text: &Text) -> Option<ZoneLabel> {
    let plain = text.plain.as_str();
    let word = plain.split(' ').next()?;
    let all = ["all", "everything", "clock", "clocks"];
    if !all.iter().any(|all| all.eq_ignore_ascii_case(word)) {
        return None;
    }
    let rest = plain.get(word.len() + 1..)?;
    let name = ["in ", "is ", "are ", "times "]
        .iter()
        .find_map(|link| rest.strip_prefix(link))
        .unwrap_or(rest);
    let length = zone::prefix(name)?;
    let start = plain.len() - name.len();
    let rest = name.get(length..)?;
    (matches!(rest.trim(), "" | "." | "time" | "time.") || rest.starts_with([',', ';']))
        .then(|| zone_label(text, start..start + length))
}

/// The zone that a bracket or a sentence within prose gives to all times: `It was down from 9:00 to 9:40 (all times PDT). We …`.
pub(super) fn aside(text: &Text) -> Option<ZoneLabel> {
    opened(text).or_else(|| noted(text))
}

/// The zone that a bracket of prose begins with, and that belongs to no time beside it: `hour by hour (PDT, sorry)`. Where its
/// sentence speaks of no times it is that of a place: `our office in India (IST)`.
fn opened(text: &Text) -> Option<ZoneLabel> {
    const OF_TIME: &[&str] = &[
        "how",
        "hour",
        "hours",
        "time",
        "times",
        "timeline",
        "timestamps",
        "clock",
        "clocks",
        "minute",
        "minutes",
        "log",
        "when",
        "chronology",
        "events",
        "sequence",
        "logs",
    ];
    let sentences = LazyCell::new(|| sentences::split(&text.plain));
    let of_time = |at: usize| {
        let next = sentences.partition_point(|sentence| sentence.end <= at);
        // A bracket that is a sentence by itself is of the one before.
        let before = sentences.get(next).filter(|sentence| sentence.start == at);
        let first = sentences.get(next - usize::from(before.is_some() && next > 0));
        let words = first
            .and_then(|first| text.plain.get(first.start..at))
            .unwrap_or_default();
        let mut words = words.split(|char: char| !char.is_alphanumeric());
        words.any(|word| OF_TIME.iter().any(|other| word.eq_ignore_ascii_case(other)))
    };
    let mut brackets = memchr::memchr_iter(b'(', text.plain.as_bytes());
    brackets.find_map(|at| {
        let inner = text.plain.get(at + 1..)?;
        let length = zone::prefix(inner)?;
        let ends = inner.get(length..)?.starts_with([')', ',', ';', '.']);
        let before = text.plain.get(..at)?.trim_end();
        // `10:00 (UTC)`, `2024-03-05 (UTC)` alone is of all that day
        let stamps = text.stamps();
        let last = stamps
            .partition_point(|stamp| stamp.range.start < at)
            .checked_sub(1);
        let timed = last
            .and_then(|last| stamps.get(last))
            .is_some_and(|stamp| stamp.clock.is_some() && stamp.range.end + 2 >= before.len());
        (ends && !timed && of_time(at)).then(|| zone_label(text, at + 1..at + 1 + length))
    })
}

fn noted(text: &Text) -> Option<ZoneLabel> {
    const OPENINGS: &[&str] = &[
        "(all times",
        "(times ",
        ". all times",
        ". times are",
        ". timestamps are",
    ];
    if !may_have_sign(&text.plain) {
        return None;
    }
    let lower = text.plain.to_ascii_lowercase();
    let from = OPENINGS
        .iter()
        .find_map(|opening| Some(lower.find(opening)? + opening.len()))?;
    let rest = lower.get(from..)?;
    let to = from + rest.find([')', '.', ';']).unwrap_or(rest.len());
    zone_in(&text.part(from..to), 0)
}

/// The date that a note gives to all times: `all times in UTC, 12 March 2024`.
pub(super) fn date(text: &Text) -> Option<StatedDate> {
    let lower = text.plain.to_ascii_lowercase();
    if WRITING.iter().any(|word| lower.contains(word)) {
        return None;
    }
    let dated = |stamp: &Stamp| match (stamp.day, stamp.clock) {
        (Some(day @ Day::Date { .. }), None) => Some(StatedDate {
            day,
            span: text.span(stamp.range.clone()),
        }),
        _ => None,
    };
    text.stamps().iter().find_map(dated)
}

/// Whether a line is nothing but a note about zones: prose may speak of response times in a region.
pub(super) fn is_own_line(text: &Text) -> bool {
    if !may_have_sign(&text.plain) {
        return false;
    }
    let lower = text.plain.to_ascii_lowercase();
    // `What happened when (all times UTC)`
    let bracket = lower.split_once("(all times").map(|(before, _)| before.len());
    let words = lower.get(bracket.unwrap_or(0)..).unwrap_or_default();
    let words = words.trim_start_matches(|char: char| !char.is_ascii_alphabetic());
    [
        "all time",
        "times ",
        "times:",
        "time zone",
        "timezone",
        "timestamps ",
    ]
    .iter()
    .any(|sign| words.starts_with(sign))
}

/// The diagnostic for a zone that cannot be read.
pub(super) fn unreadable(source: &Source, zone: &ZoneLabel) -> Diagnostic {
    let message = format!("unknown time zone `{}`", zone.name);
    Diagnostic::warn(RuleName::UnreadableTime, &source.path, zone.span, message)
        .hint("use an abbreviation, an offset (`UTC+1`) or a time zone name (`Africa/Lagos`)")
}

/// Whether a word has the form of an abbreviation of a zone or of a name of the zone database.
fn looks_like_zone(word: &str) -> bool {
    let word = word.trim().trim_end_matches(['.', ')', ':']);
    let capitals = word.bytes().all(|byte| byte.is_ascii_uppercase());
    !word.contains(' ') && (word.contains('/') || capitals && (2..=5).contains(&word.len()))
}

/// A place at the end of a note or of its bracket: `all times in Berlin`.
fn place_in(text: &Text, from: usize) -> Option<ZoneLabel> {
    let plain = text.plain.as_str();
    let rest = plain.get(from..)?;
    let starts = rest.char_indices().filter(|&(at, char)| {
        char.is_ascii_uppercase()
            && !rest
                .get(..at)
                .is_some_and(|before| before.ends_with(char::is_alphanumeric))
    });
    starts.map(|(at, _)| from + at).find_map(|at| {
        let length = zone::place(plain.get(at..)?)?;
        let after = plain.get(at + length..)?.trim_start();
        let ends = after.is_empty() || after.starts_with(['.', ',', ';', ':', ')', '(', ']']);
        ends.then(|| zone_label(text, at..at + length))
    })
}

/// The first zone in a text from a byte on, at the start of a word.
pub(super) fn zone_in(text: &Text, from: usize) -> Option<ZoneLabel> {
    let plain = text.plain.as_str();
    let mut before = plain.get(..from)?.chars().next_back();
    for (at, char) in plain.get(from..)?.char_indices() {
        let at = from + at;
        let starts =
            !before.is_some_and(|before| before.is_alphanumeric() || matches!(before, '/' | '_' | '-'));
        before = Some(char);
        if !starts || !(char.is_ascii_alphabetic() || char == '+') {
            continue;
        }
        // `Timeline (Berlin)`
        if plain.get(..at).is_some_and(|before| before.ends_with('('))
            && let Some(length) = zone::place(plain.get(at..)?)
            && plain
                .get(at + length..)
                .is_some_and(|after| after.starts_with(')'))
        {
            return Some(zone_label(text, at..at + length));
        }
        if let Some(length) = zone::prefix(plain.get(at..)?) {
            return Some(zone_label(text, at..at + length));
        }
    }
    None
}
