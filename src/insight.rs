//! What an archive tells those who answer for it: how many incidents were reviewed, which promises were kept, what came back, how
//! long it took. Computed here and nowhere else: pages, `stats` and digests only print it.
//!
//! There is no mean, since one long outage rules it; no trend, since an archive is small; and what rests on few values says so.

mod availability;
mod by_year;
mod coverage;
pub mod digest;
pub mod evidence;
mod false_leads;
mod near_misses;
mod noticed;
mod promises;
mod repeats;
pub mod section;
mod times;

use crate::archive::{Archive, Item};
use crate::config::Settings;
use crate::record::Record;
use crate::url;
use jiff::civil::Date;
use section::{Section, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What an archive tells, in the order in which it matters.
#[derive(Debug, Clone, PartialEq)]
pub struct Insights {
    /// The day up to which things count.
    pub as_of: Option<Date>,
    /// How many postmortems there are.
    pub postmortems: usize,
    /// What they tell.
    pub sections: Vec<Section>,
}

impl Insights {
    /// Of all postmortems of an archive; `left_out` are those that are not built, as drafts are most of the time.
    #[must_use]
    pub fn new(archive: &Archive, left_out: &[Arc<Record>], settings: &Settings) -> Self {
        Self {
            as_of: archive.as_of,
            postmortems: archive.items.len(),
            sections: vec![
                coverage::section(archive, left_out, settings),
                promises::section(archive),
                repeats::section(archive),
                noticed::section(archive),
                false_leads::section(archive),
                near_misses::section(archive),
                times::section(archive),
                by_year::causes(archive),
                by_year::triggers(archive),
                availability::section(archive, settings),
            ],
        }
    }
}

/// The items of each year, the newest first, what has no date last.
fn years(archive: &Archive) -> Vec<(Value, Vec<&Item>)> {
    let mut years: BTreeMap<std::cmp::Reverse<Option<Date>>, Vec<&Item>> = BTreeMap::new();
    for item in archive.all() {
        let year = item.date.map(Date::first_of_year);
        years.entry(std::cmp::Reverse(year)).or_default().push(item);
    }
    let named = |(first, items): (std::cmp::Reverse<Option<Date>>, _)| {
        let name = match first.0 {
            Some(first) => Value::link(first.year().to_string(), url::year(first)),
            None => Value::link("no date", url::UNDATED),
        };
        (name, items)
    };
    years.into_iter().map(named).collect()
}

#[cfg(test)]
mod tests;
