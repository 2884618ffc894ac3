//! What the length of an outage tells of its start and end, where the text states how long it lasted and not both of them.

use super::doubts::Weighed;
use super::entries::Told;
use super::{Evidence, Strength};
use crate::moment::Moment;
use crate::record::Origin;
use crate::record::lengths::{Part, StatedLength};
use crate::span::Span;
use jiff::ToSpan;

/// In seconds: what differs by no more is the same minute.
const SAME: i64 = 59;

/// The length of the whole outage, where the text states one and no other.
fn whole(lengths: &[StatedLength]) -> Option<&StatedLength> {
    let of_all = |length: &&StatedLength| matches!(length.part, Part::Total | Part::Down) && !length.support;
    let mut all = lengths.iter().filter(of_all);
    let first = all.next()?;
    all.all(|other| other.seconds == first.seconds).then_some(first)
}

/// Adds the start or the end that is missing: an entry where one is so far from the other, else the moment itself where the length
/// is an exact one. Where both are missing, the only two entries that are so far apart.
pub(super) fn complete(weighed: &mut Weighed, told: &Told<'_>, lengths: &[StatedLength]) {
    let Some(length) = whole(lengths) else { return };
    let (start, end) = (
        weighed.started.first(),
        weighed.mitigated.first().or(weighed.resolved.first()),
    );
    let exact = length.room.1 - length.room.0 <= (4 * SAME).max(length.seconds / 10);
    // A moment without an entry is concluded only from one that the text states.
    let computed = |from: &Evidence, seconds: i64| {
        (exact && from.strength > Strength::Label)
            .then(|| shifted(&from.moment, seconds))
            .flatten()
    };
    match (start, end) {
        (Some(start), None) => {
            let from = &start.moment;
            let at = told.times().find(|(at, _)| is(from.until(at), length.seconds));
            let found = at
                .map(|(at, span)| (at.clone(), span))
                .or_else(|| Some((computed(start, length.seconds)?, length.span)));
            weighed.resolved.extend(found.map(inferred));
        }
        (None, Some(_)) => {
            let ends = || weighed.mitigated.iter().chain(&weighed.resolved);
            let begins = |at: &Moment| ends().any(|end| is(at.until(&end.moment), length.seconds));
            let at = told.times().find(|(at, _)| begins(at));
            let found = at.map(|(at, span)| (at.clone(), span));
            // Of two ends nobody can tell which is that of the length.
            let one = || ends().next().filter(|_| ends().count() == 1);
            let found = found.or_else(|| Some((computed(one()?, -length.seconds)?, length.span)));
            weighed.started.extend(found.map(inferred));
        }
        (None, None) => {
            let all: Vec<_> = told.times().collect();
            let pairs = all.iter().enumerate().flat_map(|(at, from)| {
                let later = all.get(at + 1..).unwrap_or_default().iter();
                let ends = later.filter(|(to, _)| is(from.0.until(to), length.seconds));
                ends.map(move |to| (from, to))
            });
            let mut pairs = pairs.take(2);
            if let (Some((from, to)), None) = (pairs.next(), pairs.next()) {
                weighed.started.push(inferred((from.0.clone(), from.1)));
                weighed.resolved.push(inferred((to.0.clone(), to.1)));
            }
        }
        // Of ends that words only seem to tell, the one that the length leads to.
        (Some(start), Some(end)) if end.strength == Strength::Entry => {
            let from = &start.moment;
            if !is(from.until(&end.moment), length.seconds)
                && let Some((at, span)) = told.times().find(|(at, _)| is(from.until(at), length.seconds))
            {
                weighed.mitigated = vec![inferred((at.clone(), span))];
            }
        }
        (Some(_), Some(_)) => {}
    }
}

fn is(span: Option<i64>, seconds: i64) -> bool {
    span.is_some_and(|span| (span - seconds).abs() <= SAME)
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
