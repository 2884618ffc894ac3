//! The phases of an incident in a sentence.

use super::{Band, Edges, Phase, Timed, WrongTrack};
use crate::format::duration;
use crate::record::lengths::StatedLength;
use crate::record::{Outage, Record};
use crate::vocabulary::EntryKind;

/// One sentence, in two parts: the phases, with the time for which users were affected where the phases do not cover
/// it, and the time lost to wrong tracks (empty where there are none). What is inferred from the text has a `≈`.
#[must_use]
pub fn of_phases(bands: &[Band], tracks: &[WrongTrack], timed: &[Timed], edges: Edges) -> (String, String) {
    let minutes = bands
        .iter()
        .all(|band| band.phase == Phase::Watching || whole_minutes(band));
    let in_phases: i64 = bands
        .iter()
        .filter(|band| band.phase != Phase::Watching)
        .map(|band| band.end - band.start)
        .sum();
    let mut in_all = edges
        .user_impact()
        .filter(|(seconds, _)| seconds - in_phases >= 60)
        .map(|(seconds, inferred)| format!("{}{}", about(inferred), unbroken(seconds)));
    let mut parts = Vec::new();
    // Monitoring follows on something.
    let told = bands.iter().any(|band| band.phase != Phase::Watching) || in_all.is_some();
    let whole = match bands.iter().any(|band| band.phase == Phase::Mitigating) {
        true => "in total",
        false => "until mitigated",
    };
    for band in bands.iter().filter(|_| told) {
        if band.phase == Phase::Watching {
            // It was not over yet.
            parts.extend(in_all.take().map(|time| format!("{time} {whole}")));
        }
        let long = band.end - band.start;
        let count = (long + 30) / 60;
        let about = about(band.inferred);
        let time = match (minutes, parts.is_empty()) {
            (true, true) if count == 1 => "1 minute".to_owned(),
            (true, true) => format!("{count} minutes"),
            (true, false) => count.to_string(),
            (false, _) => unbroken(long),
        };
        parts.push(match band.phase {
            Phase::Undetected => format!("{about}{time} to detect"),
            Phase::Diagnosing if found_at(timed, band.end) => format!("{about}{time} to find the cause"),
            Phase::Diagnosing => format!("{about}{time} to act"),
            Phase::Mitigating => format!("{about}{time} to mitigate"),
            Phase::Outage => format!("{about}{time} of outage"),
            Phase::Watching => format!("then {about}{} of monitoring", unbroken(long)),
        });
    }
    if !parts.is_empty() {
        parts.extend(in_all.map(|time| format!("{time} in total")));
    }
    let phases = match parts.is_empty() {
        true => of_entries(timed),
        false => format!("{}.", parts.join(", ")),
    };
    (phases, lost(bands, tracks, minutes))
}

/// The sign before a length that is inferred from the text.
#[must_use]
pub const fn about(inferred: bool) -> &'static str {
    if inferred { "≈\u{a0}" } else { "" }
}

/// Whether the cause was found then; else somebody only did something.
fn found_at(timed: &[Timed], at: i64) -> bool {
    timed
        .iter()
        .any(|entry| entry.at == at && entry.kind == EntryKind::Identified)
}

/// `6 entries over 22 min.`
fn of_entries(timed: &[Timed]) -> String {
    let ends = timed.first().zip(timed.last());
    let over = ends.map_or(0, |(first, last)| last.at - first.at);
    format!("{} entries over {}.", timed.len(), unbroken(over))
}

/// The length that the text states, in a sentence, where phases that are inferred would deny it.
#[must_use]
pub fn of_stated(stated: &StatedLength, timed: &[Timed]) -> String {
    format!(
        "{}, as stated in the text; {}",
        unbroken(stated.seconds),
        of_entries(timed)
    )
}

/// Several outages in a sentence: `3 outages: 12 min, 1 h 5 min and 40 min.`
#[must_use]
pub fn of_outages(record: &Record) -> String {
    let long = |outage: &Outage| {
        outage.interval().map_or_else(
            || "one of unknown length".to_owned(),
            |interval| unbroken(interval.end - interval.start),
        )
    };
    let lengths: Vec<String> = record.outages_in_order().into_iter().map(long).collect();
    match lengths.split_last() {
        Some((last, others)) => format!("{} outages: {} and {last}.", lengths.len(), others.join(", ")),
        None => String::new(),
    }
}

/// A duration that stays on one line.
fn unbroken(seconds: i64) -> String {
    duration(seconds).replace(' ', "\u{a0}")
}

fn whole_minutes(band: &Band) -> bool {
    (60..7200).contains(&(band.end - band.start))
}

fn lost(bands: &[Band], tracks: &[WrongTrack], minutes: bool) -> String {
    let all = covered(tracks, i64::MIN, i64::MAX);
    if all == 0 {
        return String::new();
    }
    let tracks_word = if tracks.len() == 1 {
        "a false lead"
    } else {
        "false leads"
    };
    let diagnosing = bands.iter().find(|band| band.phase == Phase::Diagnosing);
    match diagnosing.map(|band| (band, covered(tracks, band.start, band.end))) {
        Some((band, inside)) if inside == all && minutes && inside >= 60 => {
            let of = (band.end - band.start + 30) / 60;
            format!("{} of the {of} lost on {tracks_word}.", (inside + 30) / 60)
        }
        _ => format!("{} lost on {tracks_word}.", unbroken(all)),
    }
}

/// The seconds from `from` to `to` that any track covers. Tracks are in order of their start.
fn covered(tracks: &[WrongTrack], from: i64, to: i64) -> i64 {
    let mut reached = from;
    let mut sum = 0;
    for track in tracks {
        let (start, end) = (track.start.max(reached), track.end.min(to));
        sum += (end - start).max(0);
        reached = reached.max(end);
    }
    sum
}
