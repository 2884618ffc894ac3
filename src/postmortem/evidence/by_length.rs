//! What the length of an outage tells of its start and end, where the text states how long it lasted and not both of them.

use super::doubts::Weighed;
use super::entries::Told;
use super::{Evidence, Strength};
use crate::moment::Moment;
use crate::record::Origin;
use crate::record::lengths::{Part, StatedLength};
use crate::span::Span;
use jiff::ToSpan;

/// In seconds: what differs by no more is the same minute; of many hours nobody counts the minutes so exactly.
const SAME: i64 = 59;

/// The length of the whole outage, where a label states one and no other; else where the words of the summary do.
fn whole(lengths: &[StatedLength]) -> Option<&StatedLength> {
    let one = |labelled: bool| {
        let of_all = |length: &&StatedLength| {
            let part = matches!(length.part, Part::Total | Part::Down);
            part && !length.support && (length.labelled || !labelled)
        };
        let mut all = lengths.iter().filter(of_all);
        let first = all.next()?;
        all.all(|other| other.seconds == first.seconds).then_some(first)
    };
    one(true).or_else(|| one(false))
}

/// Adds the start or the end that is missing: an entry where one is so far from the other, else the moment itself where the length
/// is an exact one. What words only seem to tell is no end to count from.
pub(super) fn complete(weighed: &mut Weighed, told: &Told<'_>, lengths: &[StatedLength]) {
    let Some(length) = whole(lengths) else { return };
    // What words only seem to tell gives way to a length that is quite another.
    if let Some(start) = weighed.started.first() {
        let fits = |end: &Evidence| {
            let span = start.moment.until(&end.moment);
            span.is_none_or(|span| (span - length.seconds).abs() <= length.seconds / 3)
        };
        weighed.mitigated.retain(|end| is_strong(end) || fits(end));
    }
    let (start, end) = (
        weighed.started.first(),
        weighed.mitigated.first().or(weighed.resolved.first()),
    );
    let exact = length.room.1 - length.room.0 <= (4 * SAME).max(length.seconds / 10);
    // A moment without an entry is concluded only from one that the text states, and a length by its label: in prose it is often
    // that of a part.
    let computed = |from: &Evidence, seconds: i64| {
        (exact && length.labelled && from.strength > Strength::Label)
            .then(|| shifted(&from.moment, seconds))
            .flatten()
    };
    match (start, end) {
        (Some(start), end) if is_strong(start) && !end.is_some_and(is_strong) => {
            let from = &start.moment;
            // An entry that is so far from the start ends it, and none that only seems to.
            if end.is_some_and(|end| is(from.until(&end.moment), length.seconds)) {
                return;
            }
            let at = told.times().find(|(at, _)| is(from.until(at), length.seconds));
            let found = match (at, end) {
                (Some((at, span)), _) => Some((at.clone(), span)),
                (None, Some(_)) => None,
                (None, None) => computed(start, length.seconds).map(|at| (at, length.span)),
            };
            if let Some(found) = found {
                weighed.mitigated.clear();
                weighed.resolved = vec![inferred(found)];
            }
        }
        (None, Some(end)) if is_strong(end) => {
            let ends = || weighed.mitigated.iter().chain(&weighed.resolved);
            let begins = |at: &Moment| ends().any(|end| is(at.until(&end.moment), length.seconds));
            let at = told.times().find(|(at, _)| begins(at));
            let found = at.map(|(at, span)| (at.clone(), span));
            // Of two ends nobody can tell which is that of the length.
            let one = || ends().next().filter(|_| ends().count() == 1);
            let found = found.or_else(|| Some((computed(one()?, -length.seconds)?, length.span)));
            weighed.started.extend(found.map(inferred));
        }
        _ => {}
    }
}

fn is_strong(evidence: &Evidence) -> bool {
    evidence.strength > Strength::Entry
}

fn is(span: Option<i64>, seconds: i64) -> bool {
    span.is_some_and(|span| (span - seconds).abs() <= SAME.max(seconds / 200))
}

fn inferred((moment, span): (Moment, Span)) -> Evidence {
    Evidence {
        moment,
        origin: Origin::Inferred,
        strength: Strength::Entry,
        span,
    }
}

/// The moment that is later by some seconds, on the same clock.
fn shifted(moment: &Moment, seconds: i64) -> Option<Moment> {
    let at = moment
        .date?
        .to_datetime(moment.time)
        .checked_add(seconds.seconds())
        .ok()?;
    Some(Moment {
        date: Some(at.date()),
        time: at.time(),
        ..moment.clone()
    })
}
