//! The time that went to what proved wrong.

use super::Timed;
use crate::vocabulary::EntryKind;

/// Time that went to what proved wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongTrack {
    /// The entry that went wrong, by its place in the record.
    pub entry: usize,
    /// The entry that ended it.
    pub ended_by: usize,
    /// Its first second.
    pub start: i64,
    /// Its last second; later than the first.
    pub end: i64,
    /// Whether the entry says itself how long it took.
    pub stated: bool,
}

/// The wrong tracks, in order of time: as long as the misleading entry says; else from it to the next that found, did,
/// supposed or fixed something, called for help, or tells in its words, without a label, that it was one.
#[must_use]
pub fn wrong_tracks(timed: &[Timed]) -> Vec<WrongTrack> {
    let mut open: Vec<Timed> = Vec::new();
    let mut tracks = Vec::new();
    for (place, &next) in timed.iter().enumerate() {
        let misleading = next.kind == EntryKind::Misleading;
        if let Some(track) = stated_track(timed, place) {
            // What it looks back on is what was open.
            if track.ended_by == next.entry {
                open.clear();
            }
            tracks.push(track);
            continue;
        }
        let told = misleading && !next.labelled && !open.is_empty();
        let ends = told
            || matches!(
                next.kind,
                EntryKind::Identified
                    | EntryKind::Action
                    | EntryKind::Hypothesis
                    | EntryKind::Mitigated
                    | EntryKind::Escalated
            );
        if ends {
            let over = open.drain(..).filter(|entry| next.at > entry.at);
            tracks.extend(over.map(|entry| WrongTrack {
                entry: entry.entry,
                ended_by: next.entry,
                start: entry.at,
                end: next.at,
                stated: false,
            }));
        } else if misleading {
            open.push(next);
        }
    }
    tracks.sort_by_key(|track| track.start);
    tracks
}

/// The wrong track of an entry that says how long it took. It looks back where that is the time since something was last
/// supposed or tried, give or take a tenth; else the time begins with it.
fn stated_track(timed: &[Timed], place: usize) -> Option<WrongTrack> {
    let told = timed.get(place)?;
    let lost = told.lost.filter(|&lost| lost > 0)?;
    let mut before = timed.get(..place)?.iter().rev();
    let tried = before.find(|entry| {
        matches!(
            entry.kind,
            EntryKind::Hypothesis | EntryKind::Misleading | EntryKind::Action
        )
    });
    let fits = |tried: &&Timed| (told.at - tried.at - lost).abs() <= lost / 10;
    let (entry, ended_by, start) = match tried.filter(fits) {
        Some(tried) => (tried.entry, told.entry, told.at - lost),
        None => {
            let after = timed.get(timed.partition_point(|entry| entry.at < told.at + lost))?;
            (told.entry, after.entry, told.at)
        }
    };
    Some(WrongTrack {
        entry,
        ended_by,
        start,
        end: start + lost,
        stated: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the entries give: minutes, kind, and minutes that they say were lost.
    fn tracks(entries: &[(i64, EntryKind, Option<i64>)]) -> Vec<(usize, usize, i64, i64)> {
        let timed = entries
            .iter()
            .enumerate()
            .map(|(entry, &(at, kind, lost))| Timed {
                entry,
                at: at * 60,
                kind,
                labelled: true,
                lost: lost.map(|lost| lost * 60),
            });
        let timed: Vec<Timed> = timed.collect();
        let tracks = wrong_tracks(&timed).into_iter();
        tracks
            .map(|track| (track.entry, track.ended_by, track.start / 60, track.end / 60))
            .collect()
    }

    #[test]
    fn what_an_entry_says_was_lost_wins_over_the_next_step() {
        use EntryKind::{Escalated, Hypothesis, Identified, Misleading, Note};
        let forward = [
            (0, Misleading, Some(37)),
            (11, Escalated, None),
            (37, Identified, None),
        ];
        assert_eq!(tracks(&forward), [(0, 2, 0, 37)]);
        let back = [
            (0, Hypothesis, None),
            (150, Misleading, Some(150)),
            (160, Note, None),
            (1270, Escalated, None),
        ];
        assert_eq!(
            tracks(&back),
            [(0, 1, 0, 150)],
            "it looks back on what was supposed"
        );
        let longer = [(0, Misleading, Some(90)), (20, Escalated, None)];
        assert_eq!(tracks(&longer), [(0, 1, 0, 20)], "no entry is that late");
    }

    #[test]
    fn a_call_for_help_ends_a_track_that_states_no_time() {
        use EntryKind::{Escalated, Identified, Misleading, Note};
        let entries = [
            (0, Misleading, None),
            (9, Note, None),
            (32, Escalated, None),
            (45, Identified, None),
        ];
        assert_eq!(tracks(&entries), [(0, 2, 0, 32)]);
    }
}
