//! Zones stated for many entries at once: `All times in CET`, `Timeline (UTC)`, `Time zone: Africa/Lagos`.

use super::draft_entry::{ZoneLabel, zone_label};
use crate::diagnostic::{Diagnostic, RuleName};
use crate::moment::zone;
use crate::source::Source;
use crate::text::blocks::Text;

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
    "timestamps in",
    "timestamps are",
];

/// What a line says about the zone of other lines.
pub(super) enum Note {
    /// They have this zone.
    Zone(ZoneLabel),
    /// They have a zone that cannot be read.
    Unreadable(ZoneLabel),
}

/// Reads a note about zones; None where the line is not one.
pub(super) fn note(text: &Text) -> Option<Note> {
    let plain = text.plain.as_str();
    if plain.len() > LONGEST {
        return None;
    }
    let lower = plain.to_ascii_lowercase();
    // All signs have one of these, and most lines have neither.
    if !lower.contains("time") && !lower.contains("all in ") {
        return None;
    }
    let (sign, at) = SIGNS
        .iter()
        .filter(|sign| lower.contains(**sign))
        .find_map(|sign| lower.find(sign).map(|at| (*sign, at)))?;
    if let Some(found) = zone_in(text, at + sign.len()) {
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

/// Whether a line is nothing but a note about zones: prose may speak of response times in a region.
pub(super) fn is_own_line(text: &Text) -> bool {
    let lower = text.plain.to_ascii_lowercase();
    let words = lower.trim_start_matches(|char: char| !char.is_ascii_alphabetic());
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
        if let Some(length) = zone::prefix(plain.get(at..)?) {
            return Some(zone_label(text, at..at + length));
        }
    }
    None
}
