//! All postmortems in a stable order, with indexes and times. Made from records alone.

pub mod availability;
pub mod days;
pub mod facet;
#[cfg(test)]
pub(crate) mod fixtures;
mod ids;
mod index;
mod item;
mod joined_actions;
pub mod ledger;
pub mod ledger_filter;
mod lengths;
pub mod metrics;
pub mod names;
mod recurrence;
pub mod service_times;
mod teams;
pub mod total;

use crate::config::Settings;
use crate::record::{Known, Record};
use crate::slug::Taken;
use facet::{Facet, FacetId, FacetIndex, Group};
use ids::Ids;
pub use index::Index;
pub use item::Item;
use item::Order;
use jiff::ToSpan;
use jiff::civil::Date;
use joined_actions::JoinedActions;
use lengths::Lengths;
use metrics::Metrics;
use rayon::prelude::*;
use recurrence::Recurrence;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;
use teams::Teams;

/// All postmortems of one edition.
#[derive(Debug, Clone, Default)]
pub struct Archive {
    /// Newest first; those without a date last.
    pub items: Vec<Arc<Item>>,
    /// The ways to look at it.
    pub facets: Arc<[Facet]>,
    /// The years, newest first.
    pub years: Arc<[Period]>,
    /// The months, newest first.
    pub months: Arc<[Period]>,
    /// What has no date, by index in `items`.
    pub undated: Vec<usize>,
    /// The times of all.
    pub metrics: Metrics,
    /// What counts as today: the newest day on which something in it began or ended or an action of it was done, drafts
    /// included where they were asked for.
    pub as_of: Option<Date>,
    /// Whether that was stated.
    as_of_stated: bool,
    ids: Arc<Ids>,
    lengths: Arc<Lengths>,
    recurrence: Arc<Recurrence>,
    joined_actions: Arc<JoinedActions>,
    teams: Arc<Teams>,
    /// The index of each of `facets`.
    grouped: Vec<Arc<FacetIndex>>,
}

/// A year or a month with its postmortems.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Its first day.
    pub first: Date,
    /// Those that began in it, newest first, by index in `items`.
    pub members: Vec<usize>,
    /// Those that began earlier and still affected somebody in it, newest first.
    pub lasting: Vec<usize>,
    /// The times of what began in it.
    pub metrics: Metrics,
}

impl Archive {
    /// Sorts and indexes records. Two of the same slug both stay, and the later one gets a number: that
    /// they clash is reported by a rule.
    #[must_use]
    pub fn new(mut records: Vec<Arc<Record>>, settings: &Settings) -> Self {
        records.par_sort_by(|a, b| Order::of(a).cmp(&Order::of(b)));
        let mut items: Vec<Item> = records
            .into_par_iter()
            .enumerate()
            .map(|(index, record)| Item::new(index, record))
            .collect();
        let mut taken = Taken::default();
        for item in &mut items {
            item.slug = taken.free(std::mem::take(&mut item.slug));
        }
        let mut archive = Self {
            items: items.into_iter().map(Arc::new).collect(),
            facets: facet::table(settings),
            ..Self::default()
        };
        archive.renew(&Index::all(&archive.facets), settings);
        archive
    }

    /// The same with newer records of some paths, and which indexes are made anew for them. None where one of them does
    /// not be where the older one was, so that all has to be sorted again. It costs little of what
    /// [`Archive::new`] costs: it is for texts that are being written.
    #[must_use]
    pub fn try_update(&self, records: &[Arc<Record>], settings: &Settings) -> Option<(Self, Vec<Index>)> {
        let newer: Vec<(&Arc<Item>, &Arc<Record>)> = records
            .iter()
            .map(|record| Some((self.items.get(self.index_of(record)?)?, record)))
            .collect::<Option<_>>()?;
        let reads_the_same = |index: &Index| {
            let mut pairs = newer.iter();
            pairs.all(|(item, record)| index.is_same(&item.record, record, &self.facets))
        };
        let mut stale = Index::all(&self.facets);
        stale.retain(|index| !reads_the_same(index));
        // Until when something is ongoing is a matter of the day.
        if stale.contains(&Index::Today) && !stale.contains(&Index::Times) {
            stale.push(Index::Times);
        }
        if stale.contains(&Index::Recurrence) && !stale.contains(&Index::Actions) {
            stale.push(Index::Actions);
        }
        if stale.contains(&Index::Order) {
            return None;
        }
        let mut archive = self.clone();
        for (item, record) in newer {
            if let Some(slot) = archive.items.get_mut(item.index) {
                *slot = Arc::new(Item {
                    slug: item.slug.clone(),
                    ..Item::new(item.index, record.clone())
                });
            }
        }
        archive.renew(&stale, settings);
        Some((archive, stale))
    }

    /// Makes indexes of the items anew.
    fn renew(&mut self, stale: &[Index], settings: &Settings) {
        let items = &self.items;
        for index in stale {
            match index {
                Index::Order => {
                    let undated = items.iter().filter(|item| item.date.is_none());
                    self.undated = undated.map(|item| item.index).collect();
                }
                Index::Ids => self.ids = Arc::default(),
                Index::Lengths => self.lengths = Arc::default(),
                Index::Times => {
                    self.metrics = Metrics::of(items.iter().map(|item| item.impact_times()));
                    (self.years, self.months) = years_and_months(items, self.as_of);
                }
                Index::Today if self.as_of_stated => {}
                Index::Today => self.as_of = today(items),
                Index::Recurrence => {
                    let find = |id: &str| self.ids.find(items, id);
                    self.recurrence = Arc::new(Recurrence::new(items, find));
                }
                Index::Actions => {
                    let find = |id: &str| self.ids.find(items, id);
                    self.joined_actions = Arc::new(JoinedActions::new(items, self.recurrence.chains(), find));
                }
                // All at once, below.
                Index::Facet(_) => {}
            }
        }
        self.grouped.resize_with(self.facets.len(), Arc::default);
        let facets = self.facets.par_iter().zip(&mut self.grouped);
        facets.for_each(|(facet, grouped)| {
            if stale.contains(&Index::Facet(facet.id)) {
                *grouped = Arc::new(FacetIndex::new(facet, items, settings));
            }
        });
        if stale.contains(&Index::Facet(FacetId::TEAM)) {
            self.teams = Arc::new(Teams::new(self.groups(FacetId::TEAM), settings));
        }
    }

    /// Where a record is, or an older one of the same file, time and id.
    pub(crate) fn index_of(&self, record: &Record) -> Option<usize> {
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
        self.as_of_stated |= date.is_some();
        (self.years, self.months) = years_and_months(&self.items, self.as_of);
        self
    }

    /// The postmortem of an id, slug or alias, by index in `items`; letter case does not matter.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        self.ids.find(&self.items, id)
    }

    /// The postmortems that state a length of time, in seconds.
    pub fn stating(&self, seconds: i64) -> impl Iterator<Item = &Item> {
        self.members(self.lengths.stating(&self.items, seconds))
    }

    /// All postmortems.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = &Item> + Clone {
        self.items.iter().map(|item| &**item)
    }

    /// A facet.
    #[must_use]
    pub fn facet(&self, id: FacetId) -> Option<&Facet> {
        self.facets.get(id.index())
    }

    /// The groups of a facet, the most frequent first; severities by rank.
    #[must_use]
    pub fn groups(&self, facet: FacetId) -> &[Group] {
        self.grouped(facet).map_or(&[], |grouped| &grouped.groups)
    }

    fn grouped(&self, facet: FacetId) -> Option<&FacetIndex> {
        self.grouped.get(facet.index()).map(|grouped| &**grouped)
    }

    /// The month that begins on a day.
    #[must_use]
    pub fn month(&self, first: Date) -> Option<&Period> {
        let index = self.months.binary_search_by(|month| first.cmp(&month.first));
        index.ok().and_then(|index| self.months.get(index))
    }

    /// The group of a name; letter case does not matter.
    #[must_use]
    pub fn group(&self, facet: FacetId, name: &str) -> Option<&Group> {
        let grouped = self.grouped(facet)?;
        let index = grouped.by_key.get(&facet::key(name))?;
        grouped.groups.get(*index)
    }

    /// Whether a record has a name of a facet; it need not be in the archive.
    pub fn is_named(&self, record: &Record, facet: FacetId, name: &str) -> bool {
        let key = facet::key(name);
        let facet = self.facets.get(facet.index());
        facet.is_some_and(|facet| {
            facet
                .names(record)
                .into_iter()
                .any(|name| facet::key(name) == key)
        })
    }

    /// The items of some indexes.
    pub fn members<'a>(&'a self, indexes: &'a [usize]) -> impl DoubleEndedIterator<Item = &'a Item> {
        let items = indexes.iter().filter_map(|&index| self.items.get(index));
        items.map(|item| &**item)
    }

    /// The groups of one item, as indexes in [`Archive::groups`], in the order in which its record names them.
    #[must_use]
    pub fn group_indexes(&self, item: &Item, facet: FacetId) -> &[usize] {
        let indexes = self
            .grouped(facet)
            .and_then(|grouped| grouped.of_items.get(item.index));
        indexes.map_or(&[], Vec::as_slice)
    }

    /// The groups of one item.
    pub fn groups_of(&self, item: &Item, facet: FacetId) -> impl Iterator<Item = &Group> {
        let groups = self.groups(facet);
        let indexes = self.group_indexes(item, facet).iter();
        indexes.filter_map(|&index| groups.get(index))
    }

    /// The earlier postmortems of which an item says that it repeats them, by index.
    #[must_use]
    pub fn repeats(&self, item: &Item) -> &[usize] {
        let repeats = self.recurrence.repeats.get(item.index);
        repeats.map_or(&[], Vec::as_slice)
    }

    /// The later postmortems that say that they repeat an item, by index, newest first.
    #[must_use]
    pub fn repeated_by(&self, item: &Item) -> &[usize] {
        let later = self.recurrence.repeated_by.get(item.index);
        later.map_or(&[], Vec::as_slice)
    }

    /// The failures that came back, each as the postmortems that say so, oldest first, by index in `items`; in the order
    /// of their first ones, newest first.
    #[must_use]
    pub fn chains(&self) -> &[Vec<usize>] {
        self.recurrence.chains()
    }

    /// How often the failure of an item has come, with this one: 1 where nothing says that it came before.
    #[must_use]
    pub fn occurrence(&self, item: &Item) -> usize {
        self.recurrence.occurrences.get(item.index).copied().unwrap_or(1)
    }

    /// The oldest and the newest date.
    #[must_use]
    pub fn span(&self) -> Option<(Date, Date)> {
        let mut dates = self.items.iter().filter_map(|item| item.date);
        let newest = dates.next()?;
        Some((dates.next_back().unwrap_or(newest), newest))
    }
}

/// The newest day of what the archive holds, drafts included where they were asked for.
fn today(items: &[Arc<Item>]) -> Option<Date> {
    items.iter().filter_map(|item| newest_day(&item.record)).max()
}

/// The last day that a record tells of as past: it began or ended, or an action of it was done.
fn newest_day(record: &Record) -> Option<Date> {
    let ends = [&record.facts.started, &record.facts.resolved];
    let ends = ends.into_iter().filter_map(|fact| fact.value()?.date);
    ends.chain(record.actions.iter().filter_map(|action| action.done_on))
        .max()
}

/// How many years or months an outage may reach into: a longer one is a slip of the pen, which must not make pages.
const MOST_PERIODS: usize = 120;

/// The years in which something began or lasted, and the months in which something began.
fn years_and_months(items: &[Arc<Item>], today: Option<Date>) -> (Arc<[Period]>, Arc<[Period]>) {
    let mut years = begun(items, Date::first_of_year);
    let mut months = begun(items, Date::first_of_month);
    for item in items {
        let (Some(began), Some(last)) = (item.date, item.last_day(today)) else {
            continue;
        };
        let after = |first: Date, span: jiff::Span| {
            let firsts = std::iter::successors(Some(first), move |first| first.checked_add(span).ok());
            firsts
                .skip(1)
                .take(MOST_PERIODS)
                .take_while(move |&first| first <= last)
        };
        for year in after(began.first_of_year(), 1.year()).take(MOST_PERIODS / 12) {
            years.entry(Reverse(year)).or_default().1.push(item.index);
        }
        for month in after(began.first_of_month(), 1.month()) {
            if let Some((_, lasting)) = months.get_mut(&Reverse(month)) {
                lasting.push(item.index);
            }
        }
    }
    let periods = |found: Found| {
        let periods = found
            .into_iter()
            .map(|(Reverse(first), (members, lasting))| Period {
                first,
                metrics: Metrics::of(
                    members
                        .iter()
                        .filter_map(|&index| Some(items.get(index)?.impact_times())),
                ),
                members,
                lasting,
            });
        periods.collect()
    };
    (periods(years), periods(months))
}

/// Periods, newest first, with what began in them and what lasted into them.
type Found = BTreeMap<Reverse<Date>, (Vec<usize>, Vec<usize>)>;

fn begun(items: &[Arc<Item>], first: impl Fn(Date) -> Date) -> Found {
    let mut found = Found::new();
    for item in items {
        if let Some(date) = item.date {
            found.entry(Reverse(first(date))).or_default().0.push(item.index);
        }
    }
    found
}

#[cfg(test)]
mod tests;
