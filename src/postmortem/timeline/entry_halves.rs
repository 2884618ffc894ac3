//! The half of the day of an hour that is written without am or pm.

use super::days::{DAY, Last};
use super::draft_entry::Half;
use crate::text::clock::Hours;

/// The longest step to an hour of the other half.
const STEP: i64 = 6 * 3600;
const NOON: i64 = DAY / 2;

/// A clock time with the half of the day that its heading names, or in which it follows on the entry before, where that
/// has am or pm. It may then lie on the next day: `11:50 PM`, then `12:05`. Where both state the same day, what goes back
/// over noon is of the afternoon, whatever the hours before it: `12:39`, then `1:50`.
pub(super) fn with_half(
    clock: i64,
    hours: Hours,
    half: Option<Half>,
    last: Option<&Last>,
    own: Option<i64>,
) -> i64 {
    if hours != Hours::Open {
        return clock;
    }
    let other = clock + NOON;
    let hour = clock / 3600;
    match half {
        Some(Half::Am) if hour == 12 => return clock - NOON,
        Some(Half::Pm) if hour < 12 => return other,
        Some(Half::Afternoon) if hour < 7 => return other,
        Some(Half::Evening) if (4..12).contains(&hour) => return other,
        Some(_) => return clock,
        None => {}
    }
    let over_noon = |last: &Last| {
        let stated = last.stated && own == Some(last.day);
        stated && hour < 7 && last.clock.is_some_and(|clock| clock >= NOON)
    };
    let before = last.filter(|last| last.of12 && own.is_none_or(|own| own == last.day) || over_noon(last));
    match before.and_then(|last| last.clock) {
        Some(before) if clock < before && (before..=before + STEP).contains(&other) => other,
        _ => clock,
    }
}
