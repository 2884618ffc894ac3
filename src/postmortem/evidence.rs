//! What is known of the times of an incident: every place that speaks of one is evidence, with its strength; the
//! strongest wins, and what contradicts it is asked about.
//!
//! [`Calendar`] finds the day of the incident, before and after the timeline is read; [`times`] weighs the rest.

mod by_length;
mod byline;
mod calendar;
mod detected_by;
mod doubts;
mod entries;
pub(super) mod file_name;
mod nearest;
pub(super) mod number_order;
#[cfg(test)]
mod place_tests;
#[cfg(test)]
mod tests;
pub(super) mod times;
mod when;

pub use calendar::Calendar;
pub(super) use detected_by::detected_by;

use crate::moment::Moment;
use crate::record::{Fact, Origin};
use crate::span::Span;

/// How much a place says of a time, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    /// The words of an entry.
    Entry,
    /// The label of an entry.
    Label,
    /// The words of the Issue Summary.
    Summary,
    /// A line or table of metadata.
    Metadata,
    /// Front matter.
    FrontMatter,
}

/// What one place says of a time.
#[derive(Debug, Clone)]
struct Evidence {
    moment: Moment,
    origin: Origin,
    strength: Strength,
    span: Span,
}

/// A fact of the strongest evidence, with what else was stated of it beside it: the words of an entry contradict nobody.
fn fact(evidence: &[Evidence]) -> Option<Fact<Moment>> {
    let (first, others) = evidence.split_first()?;
    let mut fact = Fact::new(first.moment.clone(), first.origin, first.span);
    let stated = others.iter().filter(|other| other.strength > Strength::Entry);
    fact.others = stated.map(|other| (other.moment.clone(), other.span)).collect();
    Some(fact)
}
