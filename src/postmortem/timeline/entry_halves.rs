//! The half of the day of an hour that is written without am or pm.

use super::days::{DAY, Last};
use super::draft_entry::Half;
use crate::text::clock::Hours;

/// The longest step to an hour of the other half.
const STEP: i64 = 6 * 3600;

/// A clock time with the half of the day that its heading names, or in which it follows on the entry before, where that
/// has am or pm. It may then lie on the next day: `11:50 PM`, then `12:05`.
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
    let other = clock + DAY / 2;
    let hour = clock / 3600;
    match half {
        Some(Half::Am) if hour == 12 => return clock - DAY / 2,
        Some(Half::Pm) if hour < 12 => return other,
        Some(Half::Afternoon) if hour < 7 => return other,
        Some(Half::Evening) if (4..12).contains(&hour) => return other,
        Some(_) => return clock,
        None => {}
    }
    let before = last.filter(|last| last.of12 && own.is_none_or(|own| own == last.day));
    match before.and_then(|last| last.clock) {
        Some(before) if clock < before && (before..=before + STEP).contains(&other) => other,
        _ => clock,
    }
}
