//! Zones as people write them: abbreviations, offsets, names of the zone database and words.
//!
//! The database is the one that is built in, never the machine's, so that the same text means the same
//! instant everywhere.

#[cfg(test)]
mod tests;

use super::Zone;
use crate::moment::abbreviations::{ABBREVIATIONS, AMBIGUOUS, Abbreviation, LONGEST, PLACES, WORDS};
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};
use std::fmt;
use std::sync::LazyLock;

static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A zone, and what a reader should know about how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The zone as written, with the offset that it means.
    pub zone: Zone,
    /// What is doubtful about it.
    pub note: Option<Note>,
}

/// What is doubtful about a zone at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// No zone of this name is known.
    Unknown,
    /// The abbreviation has several meanings; the one nearest to the offset of `started` was taken.
    Chosen(Offset),
    /// The abbreviation has several meanings, and nothing says which.
    Unsettled,
    /// The abbreviation means this offset all year, but clocks of its region showed the other that day.
    Season(Offset, Offset),
    /// Clocks jumped over this time; the offset from before the jump was taken.
    Gap(Offset),
    /// Clocks showed this time twice; the first was taken.
    Fold(Offset),
    /// Clocks showed this time twice; the second was taken, since the first lies before what was told before.
    Second(Offset),
}

impl Note {
    /// The note as a message about the zone's label.
    #[must_use]
    pub fn message(self, label: &str) -> String {
        match self {
            Self::Unknown => format!("unknown time zone `{label}`"),
            Self::Chosen(offset) => {
                format!("`{label}` is ambiguous; read as {}", Shown(offset))
            }
            Self::Unsettled => format!("`{label}` is ambiguous, and nothing says which zone is meant"),
            Self::Season(offset, clocks) => format!(
                "`{label}` means {} all year, but clocks there showed {} on that date",
                Shown(offset),
                Shown(clocks)
            ),
            Self::Gap(offset) => format!(
                "this time does not exist in `{label}`, where clocks went forward; read with the offset before the change, {}",
                Shown(offset)
            ),
            Self::Fold(offset) => format!(
                "this time occurs twice in `{label}`, where clocks went back; read as the first, {}",
                Shown(offset)
            ),
            Self::Second(offset) => format!(
                "this time occurs twice in `{label}`, where clocks went back; read as the second, {}",
                Shown(offset)
            ),
        }
    }
}

/// An offset as RFC 3339 writes it.
pub(super) struct Shown(pub(super) Offset);

impl fmt::Display for Shown {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        super::write_offset(out, self.0)
    }
}

enum Meaning {
    /// The same offset all year, and a region whose clocks may differ.
    Fixed(Offset, &'static str),
    Either(&'static [i16]),
    Region(TimeZone),
}

/// Gives a zone its offset.
///
/// `local` is the local date and time, which zones of the database need; `near` is the offset of
/// `started`, which settles ambiguous abbreviations. An offset in brackets wins: `PST (UTC-7)`.
#[must_use]
pub fn resolve(label: &str, local: Option<DateTime>, near: Option<Offset>) -> Resolved {
    let (offset, note) = offset_and_note(label, local, near);
    let zone = Zone {
        label: label.to_owned(),
        offset,
    };
    Resolved { zone, note }
}

/// The offset that [`resolve`] gives a zone.
#[must_use]
pub fn offset_of(label: &str, local: Option<DateTime>, near: Option<Offset>) -> Option<Offset> {
    offset_and_note(label, local, near).0
}

fn offset_and_note(
    label: &str,
    local: Option<DateTime>,
    near: Option<Offset>,
) -> (Option<Offset>, Option<Note>) {
    match meaning(label) {
        None => (None, Some(Note::Unknown)),
        Some(Meaning::Fixed(offset, region)) => (Some(offset), season(offset, region, local)),
        Some(Meaning::Either(choices)) => match near {
            Some(near) => {
                let chosen = choices
                    .iter()
                    .filter_map(|&minutes| of_minutes(minutes))
                    .min_by_key(|offset| (offset.seconds() - near.seconds()).abs());
                // Where it shows just that offset, nothing is doubtful.
                (chosen, chosen.filter(|&chosen| chosen != near).map(Note::Chosen))
            }
            None => (None, Some(Note::Unsettled)),
        },
        Some(Meaning::Region(zone)) => match local.map(|local| zone.to_ambiguous_timestamp(local).offset()) {
            None => (None, None),
            Some(AmbiguousOffset::Unambiguous { offset }) => (Some(offset), None),
            Some(AmbiguousOffset::Gap { before, .. }) => (Some(before), Some(Note::Gap(before))),
            Some(AmbiguousOffset::Fold { before, .. }) => (Some(before), Some(Note::Fold(before))),
        },
    }
}

/// The later offset of a time that clocks in a zone showed twice; None where they showed it once.
#[must_use]
pub fn second(label: &str, local: DateTime) -> Option<Offset> {
    let Some(Meaning::Region(zone)) = meaning(label) else {
        return None;
    };
    match zone.to_ambiguous_timestamp(local).offset() {
        AmbiguousOffset::Fold { after, .. } => Some(after),
        _ => None,
    }
}

/// The length of the zone that a text begins with, an offset in brackets after it included; None where it
/// begins with none. Abbreviations that are also English words count in capitals only.
#[must_use]
pub fn prefix(text: &str) -> Option<usize> {
    let length = bare_prefix(text)?;
    let rest = text.get(length..).unwrap_or_default();
    let open = rest.len() - rest.trim_start_matches(' ').len();
    let inner = rest.get(open..).and_then(|rest| rest.strip_prefix('('));
    let bracketed = inner.and_then(|inner| {
        let close = bare_prefix(inner)?;
        inner
            .get(close..)?
            .starts_with(')')
            .then_some(length + open + close + 2)
    });
    Some(bracketed.unwrap_or(length))
}

/// A zone of the built-in database, in any letter case.
pub(crate) fn region(name: &str) -> Option<TimeZone> {
    DATABASE.get(name).ok()
}

fn bare_prefix(text: &str) -> Option<usize> {
    let run = |from: usize, fits: fn(char) -> bool| {
        let rest = text.get(from..).unwrap_or_default();
        from + rest.find(|char| !fits(char)).unwrap_or(rest.len())
    };
    let first = text.chars().next()?;
    if matches!(first, '+' | '-' | '\u{2212}') {
        let end = run(first.len_utf8(), |char| char.is_ascii_digit() || char == ':');
        let end = text.get(..end)?.trim_end_matches(':').len();
        return numeric(text.get(..end)?).map(|_| end);
    }
    let end = run(0, |char| char.is_ascii_alphabetic());
    let word = text.get(..end)?;
    if text.get(end..).is_some_and(|rest| rest.starts_with('/')) {
        let end = run(0, |char| {
            char.is_ascii_alphanumeric() || matches!(char, '/' | '_' | '-' | '+')
        });
        let name = text.get(..end)?.trim_end_matches(['-', '/', '_', '+']);
        if region(name).is_some() {
            return Some(name.len());
        }
    }
    if word.eq_ignore_ascii_case("UTC") || word.eq_ignore_ascii_case("GMT") {
        let spaces = run(end, |char| char == ' ');
        for from in [end, spaces] {
            let rest = text.get(from..).unwrap_or_default();
            if let Some(length) = bare_offset(rest) {
                return Some(from + length);
            }
        }
        let zone = text.get(..end)?;
        return ends_word(text, end).then_some(zone.len());
    }
    words_prefix(text).or_else(|| (is_abbreviation(word) && ends_word(text, end)).then_some(end))
}

/// The length of `+1`, `-05:30`, `+0` at the start; a minus with a space or a clock time after it is none.
fn bare_offset(text: &str) -> Option<usize> {
    let sign = text
        .chars()
        .next()
        .filter(|char| matches!(char, '+' | '-' | '\u{2212}' | '\u{b1}'))?;
    let digits = text.get(sign.len_utf8()..)?;
    let spaces = if sign == '+' {
        digits.len() - digits.trim_start_matches(' ').len()
    } else {
        0
    };
    let digits = digits.get(spaces..)?;
    let end = digits
        .find(|char: char| !char.is_ascii_digit() && char != ':')
        .unwrap_or(digits.len());
    let digits = digits.get(..end)?.trim_end_matches(':');
    minutes(digits).map(|_| sign.len_utf8() + spaces + digits.len())
}

fn ends_word(text: &str, end: usize) -> bool {
    !text.get(end..).is_some_and(|rest| {
        rest.starts_with(|char: char| char.is_alphanumeric() || matches!(char, '_' | '/'))
    })
}

fn is_abbreviation(word: &str) -> bool {
    const ALSO_IN_SMALL: &[&str] = &[
        "PST", "PDT", "EDT", "CDT", "MDT", "CET", "CEST", "EEST", "SAST", "WAT", "AEST",
    ];
    if word.len() > LONGEST {
        return false;
    }
    let upper = word.to_ascii_uppercase();
    let known = || {
        abbreviation(&upper).is_some()
            || AMBIGUOUS.iter().any(|(name, _)| *name == upper)
            || matches!(upper.as_str(), "PT" | "ET" | "CT" | "MT")
    };
    (word == upper || ALSO_IN_SMALL.contains(&upper.as_str())) && known()
}

/// `Pacific`, `Central European Time`: the word alone needs something other than a word after it.
fn words_prefix(text: &str) -> Option<usize> {
    let us = ["US ", "us ", "U.S. "]
        .into_iter()
        .find(|us| text.starts_with(us))
        .map_or(0, str::len);
    if !text
        .get(us..)?
        .starts_with(|char: char| char.is_ascii_uppercase())
    {
        return None;
    }
    let start = text
        .as_bytes()
        .get(us..)?
        .first_chunk()?
        .map(|byte: u8| byte.to_ascii_lowercase());
    let words = alike(WORDS, start).map(|word| (word, !word.contains(' ')));
    let places = alike(PLACES, start).map(|place| (place, false));
    let mut alike = words.chain(places);
    let (length, one) = alike.find_map(|(word, one)| {
        let found = text.get(us..us + word.len())?;
        let fits = word.len() > 2 && found.eq_ignore_ascii_case(word);
        (fits && ends_word(text, us + word.len())).then_some((us + word.len(), one))
    })?;
    let rest = text.get(length..)?;
    let time = [" time zone", " timezone", " time"].into_iter().find(|time| {
        rest.get(..time.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(time))
    });
    if let Some(time) = time.filter(|time| ends_word(text, length + time.len())) {
        return Some(length + time.len());
    }
    let alone = !rest.trim_start().starts_with(char::is_alphanumeric);
    (one && alone).then_some(length)
}

/// The names of a table that begin with two letters.
fn alike(table: &[(&'static str, &str)], start: [u8; 2]) -> impl Iterator<Item = &'static str> {
    let begins = |name: &str| name.as_bytes().first_chunk().copied();
    let from = table.partition_point(|(name, _)| begins(name) < Some(start));
    let rest = table.get(from..).unwrap_or_default().iter();
    rest.map(|(name, _)| *name)
        .take_while(move |name| begins(name) == Some(start))
}

fn meaning(label: &str) -> Option<Meaning> {
    let fixed = |entry: &Abbreviation| Some(Meaning::Fixed(of_minutes(entry.minutes)?, entry.region));
    // Nearly all labels are abbreviations as they are, and most this one.
    if label == "UTC" {
        return Some(Meaning::Fixed(Offset::UTC, ""));
    }
    if let Some(entry) = abbreviation(label) {
        return fixed(entry);
    }
    if let Some((outer, bracket)) = label.split_once('(') {
        let inner = bracket.trim().trim_end_matches(')');
        return match offset(inner.trim()) {
            Some(offset) => Some(Meaning::Fixed(offset, "")),
            None => meaning(outer).or_else(|| meaning(inner)),
        };
    }
    let label = label.trim();
    let upper = label.to_ascii_uppercase();
    if let Some(entry) = abbreviation(&upper) {
        return fixed(entry);
    }
    if let Some((_, choices)) = AMBIGUOUS.iter().find(|(name, _)| *name == upper) {
        return Some(Meaning::Either(choices));
    }
    if let Some(offset) = offset(label) {
        return Some(Meaning::Fixed(offset, ""));
    }
    let lower = label.to_ascii_lowercase();
    let words = lower.trim_start_matches("us ").trim_start_matches("u.s. ");
    let words = ["time zone", "timezone", "time"]
        .into_iter()
        .find_map(|time| words.strip_suffix(time))
        .map_or(words, str::trim_end);
    if let Some((_, target)) = WORDS.iter().chain(PLACES).find(|(word, _)| *word == words) {
        return meaning(target);
    }
    region(label).map(Meaning::Region)
}

/// `UTC+1`, `GMT -05:30`, `+02:00`, `+0100`, `UTC±0`.
fn offset(label: &str) -> Option<Offset> {
    let upper = label.to_ascii_uppercase();
    let rest = upper.strip_prefix("UTC").or_else(|| upper.strip_prefix("GMT"));
    let text = rest
        .unwrap_or(&upper)
        .trim()
        .replace(['\u{2212}'], "-")
        .replace('\u{b1}', "+")
        .replace(' ', "");
    if rest.is_some() && text.is_empty() {
        return Some(Offset::UTC);
    }
    numeric(&text)
}

/// A sign and `1`, `01`, `0100`, `1:00` or `01:00`, at most fourteen hours.
fn numeric(text: &str) -> Option<Offset> {
    let (sign, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+')?),
    };
    of_minutes(sign * minutes(digits)?)
}

/// The minutes of an offset without its sign.
fn minutes(digits: &str) -> Option<i16> {
    let (hours, minutes) = match (digits.split_once(':'), digits.len()) {
        (Some((hours, minutes)), _) if minutes.len() == 2 && hours.len() <= 2 => (hours, minutes),
        (None, 1 | 2) => (digits, "0"),
        (None, 4) => (digits.get(..2)?, digits.get(2..)?),
        _ => return None,
    };
    let (hours, minutes) = (hours.parse::<i16>().ok()?, minutes.parse::<i16>().ok()?);
    let total = hours * 60 + minutes;
    (minutes <= 59 && total <= 14 * 60).then_some(total)
}

fn of_minutes(minutes: i16) -> Option<Offset> {
    Offset::from_seconds(i32::from(minutes) * 60).ok()
}

fn abbreviation(upper: &str) -> Option<&'static Abbreviation> {
    let at = ABBREVIATIONS.binary_search_by_key(&upper, |entry| entry.name);
    ABBREVIATIONS.get(at.ok()?)
}

fn season(offset: Offset, name: &str, local: Option<DateTime>) -> Option<Note> {
    let local = local.filter(|_| !name.is_empty())?;
    match region(name)?.to_ambiguous_timestamp(local).offset() {
        AmbiguousOffset::Unambiguous { offset: clocks } if clocks != offset => {
            Some(Note::Season(offset, clocks))
        }
        _ => None,
    }
}
