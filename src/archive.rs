//! All postmortems in a stable order, with indexes and times. Made from records alone.

pub mod facet;
mod fingerprint;
#[cfg(test)]
pub(crate) mod fixtures;
pub mod metrics;
mod recurrence;
mod service_times;

use crate::config::Settings;
use crate::record::accessors::Durations;
use crate::record::{Record, SourceId};
use crate::slug::{Taken, slug};
use facet::{Facet, Group};
use fingerprint::Key;
use jiff::civil::Date;
use metrics::Metrics;
use rayon::prelude::*;
use std::borrow::Borrow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// All postmortems of one edition.
#[derive(Debug, Clone)]
pub struct Archive {
    /// Newest first; those without a date last.
    pub items: Vec<Arc<Item>>,
    /// Services, causes and so on, each with the postmortems of it.
    pub groups: BTreeMap<Facet, Vec<Group>>,
    /// The years, newest first.
    pub years: Vec<Period>,
    /// The months, newest first.
    pub months: Vec<Period>,
    /// How many postmortems the fullest month has.
    pub fullest_month: usize,
    /// What has no date, by place in `items`.
    pub undated: Vec<usize>,
    /// The times of all.
    pub metrics: Metrics,
    /// What counts as today: the newest day on which something published began or ended, else of the drafts.
    pub as_of: Option<Date>,
    /// Made when an id is first asked for: most archives never do.
    ids: Arc<OnceLock<Ids>>,
    names: BTreeMap<(Facet, String), usize>,
}

type Ids = BTreeMap<String, usize>;

/// One postmortem of the archive.
#[derive(Debug, Clone)]
pub struct Item {
    /// What is known of it.
    pub record: Arc<Record>,
    /// The name of its page: that of the record. A record that was not read from a file may have one that is not
    /// fit for an address, and two may share one; these are changed.
    pub slug: String,
    /// The date of the incident.
    pub date: Option<Date>,
    /// Its times, in seconds.
    pub times: Durations,
    /// Whether it hit nobody.
    near_miss: bool,
    /// The services that have times of their own.
    apart: service_times::Apart,
    groups: facet::Places,
    /// The earlier postmortems of which it says that it repeats them, by place in [`Archive::items`].
    pub repeats: Vec<usize>,
    /// How often its failure has come, with this one: 1 where nothing says that it came before.
    pub occurrence: usize,
}

/// A year or a month with its postmortems.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Its first day.
    pub first: Date,
    /// Its postmortems, newest first, by place in `items`.
    pub members: Vec<usize>,
    /// Their times.
    pub metrics: Metrics,
}

impl Archive {
    /// Sorts and indexes records. Two of the same slug both stay, and the later one gets a number: that
    /// they clash is reported by a rule.
    #[must_use]
    pub fn new(mut records: Vec<Arc<Record>>, settings: &Settings) -> Self {
        records.par_sort_by(|a, b| Order::of(a).cmp(&Order::of(b)));
        let mut items: Vec<Item> = records.into_par_iter().map(Item::new).collect();
        let mut taken = Taken::default();
        for item in &mut items {
            item.slug = taken.free(std::mem::take(&mut item.slug));
        }
        let groups = facet::index(&mut items, settings);
        let months = periods(&items, Date::first_of_month);
        let ids = OnceLock::new();
        recurrence::link(&mut items, |items, id| found(&ids, items, id));
        Self {
            years: periods(&items, Date::first_of_year),
            fullest_month: months.iter().map(|month| month.members.len()).max().unwrap_or(0),
            months,
            undated: places(&items, |item| item.date.is_none()),
            metrics: Metrics::of(items.iter().map(Item::felt_times)),
            as_of: today(&items),
            names: facet::names(&groups),
            groups,
            ids: Arc::new(ids),
            items: items.into_iter().map(Arc::new).collect(),
        }
    }

    /// The same with newer records of some paths, where these stand in it as the older ones did. None where one does
    /// not, so that all has to be sorted and indexed anew. It costs little of what [`Archive::new`] costs: it is for
    /// texts that are being written.
    #[must_use]
    pub fn renewed(&self, records: &[Arc<Record>]) -> Option<Self> {
        let mut archive = self.clone();
        for record in records {
            let place = self.place(record)?;
            let item = archive.items.get_mut(place)?;
            if Key::of(&item.record) != Key::of(record) {
                return None;
            }
            *item = Arc::new(Item {
                record: record.clone(),
                ..Item::clone(item)
            });
        }
        Some(archive)
    }

    /// Where a record stands, or an older one of the same file, time and id.
    pub(crate) fn place(&self, record: &Record) -> Option<usize> {
        let order = Order::of(record);
        let items = &self.items;
        items
            .binary_search_by(|item| Order::of(&item.record).cmp(&order))
            .ok()
    }

    /// The same, as seen on another day.
    #[must_use]
    pub fn as_of(mut self, date: Option<Date>) -> Self {
        self.as_of = date.or(self.as_of);
        self
    }

    /// The postmortem of an id, slug or alias, by place in `items`; letter case does not matter.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        found(&self.ids, &self.items, id)
    }

    /// All postmortems.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = &Item> + Clone {
        self.items.iter().map(|item| &**item)
    }

    /// The groups of a facet.
    #[must_use]
    pub fn facet(&self, facet: Facet) -> &[Group] {
        self.groups.get(&facet).map_or(&[], Vec::as_slice)
    }

    /// The month that begins on a day.
    #[must_use]
    pub fn month(&self, first: Date) -> Option<&Period> {
        let place = self.months.binary_search_by(|month| first.cmp(&month.first));
        place.ok().and_then(|place| self.months.get(place))
    }

    /// The group of a name; letter case does not matter.
    #[must_use]
    pub fn group(&self, facet: Facet, name: &str) -> Option<&Group> {
        let place = self.names.get(&(facet, facet::key(name)))?;
        self.facet(facet).get(*place)
    }

    /// The items of places.
    pub fn members<'a>(&'a self, places: &'a [usize]) -> impl DoubleEndedIterator<Item = &'a Item> {
        let items = places.iter().filter_map(|&place| self.items.get(place));
        items.map(|item| &**item)
    }

    /// The groups of one item.
    pub fn groups_of<'a>(&'a self, item: &'a Item, facet: Facet) -> impl Iterator<Item = &'a Group> {
        let groups = self.facet(facet);
        let places = item.places(facet).iter();
        places.filter_map(|&place| groups.get(place))
    }

    /// The oldest and the newest date.
    #[must_use]
    pub fn span(&self) -> Option<(Date, Date)> {
        let mut dates = self.items.iter().filter_map(|item| item.date);
        let newest = dates.next()?;
        Some((dates.next_back().unwrap_or(newest), newest))
    }
}

impl Item {
    /// What a record says by itself, before it stands among others.
    fn new(record: Arc<Record>) -> Self {
        Self {
            slug: slug(&record.slug),
            date: record.date(),
            times: record.times(),
            near_miss: record.near_miss(),
            apart: service_times::apart(&record),
            groups: facet::Places::default(),
            repeats: Vec::new(),
            occurrence: 1,
            record,
        }
    }

    /// Its groups of a facet, as places in [`Archive::groups`], in the order in which the record names them.
    #[must_use]
    pub fn places(&self, facet: Facet) -> &[usize] {
        self.groups.of(facet)
    }
}

/// Newest first, what has no date last; then by id, so that the order never depends on that of the files.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Order<'a> {
    undated: bool,
    date: Reverse<Option<Date>>,
    started: Reverse<Option<i64>>,
    id: &'a str,
    source: SourceId<'a>,
}

impl<'a> Order<'a> {
    fn of(record: &'a Record) -> Self {
        let started = record.facts.started.as_ref();
        let date = record.date();
        Self {
            undated: date.is_none(),
            date: Reverse(date),
            started: Reverse(started.map(|fact| fact.value.seconds())),
            id: &record.id,
            source: record.source_id(),
        }
    }
}

/// Places by slug, id and alias in small letters; a slug counts more than an id, an id more than an alias, and of two
/// that are alike the newer one.
fn ids(items: &[impl Borrow<Item>]) -> Ids {
    let items = || items.iter().map(Borrow::borrow).enumerate();
    let slugs = items().map(|(place, item)| (item.slug.as_str(), place));
    let ids = items().map(|(place, item)| (item.record.id.as_str(), place));
    let aliases = items().flat_map(|(place, item)| {
        let aliases = item.record.aliases.iter();
        aliases.map(move |alias| (alias.value.as_str(), place))
    });
    // The last of those that are alike stays.
    let names = slugs.chain(ids).chain(aliases).rev();
    names.map(|(name, place)| (name.to_lowercase(), place)).collect()
}

fn found(known: &OnceLock<Ids>, items: &[impl Borrow<Item>], id: &str) -> Option<usize> {
    let known = known.get_or_init(|| ids(items));
    known.get(&id.trim().to_lowercase()).copied()
}

/// The newest day on which something published began or ended; of drafts alone, as after an import, the drafts' newest.
fn today(items: &[Item]) -> Option<Date> {
    let newest = |published: bool| {
        let items = items.iter().map(|item| &item.record);
        let items = items.filter(|record| record.published() == published);
        let times = items.flat_map(|record| [&record.facts.started, &record.facts.resolved]);
        times.flatten().filter_map(|fact| fact.value.date).max()
    };
    newest(true).or_else(|| newest(false))
}

fn places(items: &[Item], holds: impl Fn(&Item) -> bool) -> Vec<usize> {
    let items = items.iter().enumerate();
    items
        .filter(|(_, item)| holds(item))
        .map(|(place, _)| place)
        .collect()
}

fn periods(items: &[Item], first: impl Fn(Date) -> Date) -> Vec<Period> {
    let dated = items.iter().enumerate();
    let dated = dated.filter_map(|(place, item)| Some((first(item.date?), place)));
    let dated: Vec<(Date, usize)> = dated.collect();
    let periods = dated.chunk_by(|(one, _), (other, _)| one == other);
    let periods = periods.filter_map(|members| {
        let (first, _) = *members.first()?;
        let members: Vec<usize> = members.iter().map(|(_, place)| *place).collect();
        let times = members.iter().filter_map(|&place| items.get(place));
        Some(Period {
            first,
            metrics: Metrics::of(times.map(Item::felt_times)),
            members,
        })
    });
    periods.collect()
}

#[cfg(test)]
mod tests;
