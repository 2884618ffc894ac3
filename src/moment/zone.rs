//! Zones as people write them: abbreviations, offsets, names of the zone database and words.
//!
//! The database is the one that is built in, never the machine's, so that the same text means the same
//! instant everywhere.

mod prefix;
#[cfg(test)]
mod tests;

pub use prefix::{place, prefix};

use super::Zone;
use crate::moment::abbreviations::{ABBREVIATIONS, AMBIGUOUS, Abbreviation, PAIRS, WORDS};
use crate::moment::places;
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
    /// The abbreviation has several meanings; the one nearest to the offset of `started`, or the commonest, was taken.
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
                "`{label}` means {} all year, but clocks in that zone showed {} on that date",
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

/// An offset as RFC 3339 writes it, which is a label that means it.
#[must_use]
pub fn written(offset: Offset) -> String {
    Shown(offset).to_string()
}

enum Meaning {
    /// The same offset all year, and a region whose clocks may differ.
    Fixed(Offset, &'static str),
    /// One of several, and a region that settles it on days when its clocks show one of them.
    Either(&'static [i16], &'static str),
    Region(TimeZone),
}

/// Whether two times may be of one zone, by the names of theirs: a time without a zone may be of any.
#[must_use]
pub fn may_be_one(one: Option<&str>, other: Option<&str>) -> bool {
    one.zip(other)
        .is_none_or(|(one, other)| one.eq_ignore_ascii_case(other))
}

/// The name of a zone in the other half of the year: `PDT` of `PST`.
#[must_use]
pub fn other_half(label: &str) -> Option<&'static str> {
    let is = |name: &str| label.eq_ignore_ascii_case(name);
    PAIRS.iter().find_map(|&(winter, summer, _)| {
        if is(winter) {
            Some(summer)
        } else {
            is(summer).then_some(winter)
        }
    })
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
        // Nothing says it but where most people who write so live.
        Some(Meaning::Either(choices, home)) if near.is_none() => match shown_at(home, local, choices) {
            // Where clocks change in the course of the year, the day confirms it.
            Some(found) => (Some(found), is_fixed(home, local).then_some(Note::Chosen(found))),
            None => (None, Some(Note::Unsettled)),
        },
        Some(Meaning::Either(choices, _)) => match near {
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

/// A zone of the built-in database, in any letter case.
pub(crate) fn region(name: &str) -> Option<TimeZone> {
    DATABASE.get(name).ok()
}

/// What a label means.
fn meaning(label: &str) -> Option<Meaning> {
    let fixed = |entry: &Abbreviation| Some(Meaning::Fixed(of_minutes(entry.minutes)?, entry.region));
    // Nearly all labels are abbreviations as they are, and most this one.
    if label == "UTC" {
        return Some(Meaning::Fixed(Offset::UTC, ""));
    }
    if let Some(entry) = abbreviation(label) {
        return fixed(entry);
    }
    if let Some((one, other)) = label.split_once('/')
        && let Some(found) = pair(one, other)
    {
        return Some(found);
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
    if let Some((_, choices, home)) = AMBIGUOUS.iter().find(|(name, ..)| *name == upper) {
        return Some(Meaning::Either(choices, home));
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
    if let Some((_, target)) = WORDS.iter().find(|(word, _)| *word == words) {
        return meaning(target);
    }
    let words = words
        .strip_prefix("local time")
        .map_or(words, |words| words.trim_start_matches([' ', ',']));
    let words = words.strip_prefix("in ").unwrap_or(words);
    let words = words.strip_suffix(" local").unwrap_or(words);
    if let Some(name) = places::zone_of(words) {
        return region(name).map(Meaning::Region);
    }
    region(label).map(Meaning::Region)
}

/// `CET/CEST`: the zone whose clocks show both in the course of a year; two names of one offset mean that.
fn pair(one: &str, other: &str) -> Option<Meaning> {
    let names = [one, other].map(|name| name.trim().to_ascii_uppercase());
    let [one, other] = names.each_ref().map(String::as_str);
    let both = |(first, second, _): &&(&str, &str, &str)| {
        *first == one && *second == other || *first == other && *second == one
    };
    if let Some((.., name)) = PAIRS.iter().find(both) {
        return region(name).map(Meaning::Region);
    }
    let (one, other) = (abbreviation(one)?, abbreviation(other)?);
    (one.minutes == other.minutes).then_some(Meaning::Fixed(of_minutes(one.minutes)?, one.region))
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

/// The one of some offsets that clocks in a region showed.
fn shown_at(region_name: &str, local: Option<DateTime>, choices: &[i16]) -> Option<Offset> {
    let local = local.filter(|_| !region_name.is_empty())?;
    match region(region_name)?.to_ambiguous_timestamp(local).offset() {
        AmbiguousOffset::Unambiguous { offset } => {
            let mut choices = choices.iter().filter_map(|&minutes| of_minutes(minutes));
            choices.find(|choice| *choice == offset)
        }
        _ => None,
    }
}

/// Whether clocks of a region show the same half a year later.
fn is_fixed(region_name: &str, local: Option<DateTime>) -> bool {
    let offset = |local: DateTime| Some(region(region_name)?.to_ambiguous_timestamp(local).offset());
    let later = local.and_then(|local| local.checked_add(jiff::Span::new().months(6)).ok());
    later.and_then(offset) == local.and_then(offset)
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
