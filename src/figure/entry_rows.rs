//! What the list of entries shows beside its words: it is the figure's text alternative, and on narrow pages
//! and on paper the figure itself.

use super::scale::Break;
use crate::format::duration;
use crate::record::phases::{Band, Timed, WrongTrack};

/// The part of a detour that runs beside a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Track {
    /// None.
    None,
    /// It starts here.
    Start,
    /// It continues.
    Inside,
    /// It ends here.
    End,
}

/// One entry's row, in words ready to print; empty where there is nothing to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The phase that continues after the entry: `diagnosing`.
    pub phase: &'static str,
    /// The phase that the entry opens, with its length: `diagnosing`, `53 min`, `≈ 53 min`.
    pub opens: Option<(&'static str, String)>,
    /// The silence before it that the axis cuts out: `no entry for 16 h 39 min`.
    pub silence: String,
    /// The phase that this silence is part of.
    pub silence_phase: &'static str,
    /// What went to a wrong track from here: `39 min lost`; empty where the entry says it itself.
    pub lost: String,
    /// The detour beside it.
    pub track: Track,
}

/// One row for each of the `count` entries of a record, in the order of the text.
#[must_use]
pub fn rows(
    count: usize,
    timed: &[Timed],
    bands: &[Band],
    tracks: &[WrongTrack],
    breaks: &[Break],
) -> Vec<Row> {
    let mut at = vec![None; count];
    for entry in timed {
        if let Some(slot) = at.get_mut(entry.entry) {
            *slot = Some(entry.at);
        }
    }
    let beside = beside(count, tracks);
    let mut before: Option<i64> = None;
    let mut opened = 0;
    let mut rows = Vec::with_capacity(count);
    for (index, at) in at.into_iter().enumerate() {
        let here = at.or(before);
        let phase = here.and_then(|here| bands.iter().find(|band| (band.start..band.end).contains(&here)));
        let opens = at.and_then(|at| {
            let (number, band) = bands
                .iter()
                .enumerate()
                .skip(opened)
                .find(|(_, band)| band.start == at)?;
            opened = number + 1;
            Some((band.phase.label(), band.length()))
        });
        let step = at.zip(before).filter(|(at, before)| at > before);
        let silent =
            step.is_some_and(|(at, before)| breaks.iter().any(|gap| gap.to == at && gap.from == before));
        let quiet = step.filter(|_| silent);
        let around =
            quiet.and_then(|(at, before)| bands.iter().find(|band| band.start <= before && at <= band.end));
        let lost = tracks.iter().find(|track| track.entry == index && !track.stated);
        rows.push(Row {
            phase: phase.map_or("", |band| band.phase.name()),
            opens,
            silence: quiet.map_or_else(String::new, |(at, before)| {
                format!("no entry for {}", duration(at - before))
            }),
            silence_phase: around.map_or("", |band| band.phase.name()),
            lost: lost.map_or_else(String::new, |track| {
                format!("{} lost", duration(track.end - track.start))
            }),
            track: beside.get(index).copied().unwrap_or(Track::None),
        });
        before = at.or(before);
    }
    rows
}

/// The detours beside the rows; where two run side by side, one line stands for both.
fn beside(count: usize, tracks: &[WrongTrack]) -> Vec<Track> {
    let mut beside = vec![Track::None; count];
    for track in tracks.iter().filter(|track| track.entry < track.ended_by) {
        for (index, slot) in beside
            .iter_mut()
            .enumerate()
            .take(track.ended_by + 1)
            .skip(track.entry)
        {
            *slot = match *slot {
                Track::None if index == track.entry => Track::Start,
                Track::None | Track::End if index < track.ended_by => Track::Inside,
                Track::None => Track::End,
                taken => taken,
            };
        }
    }
    beside
}
