//! `/twice/`: failures that came back, with what had been promised before.

mod broken;
mod chain;
mod likely;
#[cfg(test)]
mod tests;

use crate::archive::Archive;
use crate::archive::Item;
use crate::archive::ledger::{Place, Promise};
use crate::site::charts;
use crate::site::kind::{Key, Kind, Make, Planned};
use crate::site::pages::actions::Counts;
use crate::site::{Site, lists, rows};
use crate::url;
use crate::view::{Broken, Link, Twice, View, words};
use std::cmp::Reverse;

pub(in crate::site) use likely::all as likely;

/// How many failures a page shows: each has two pictures and a table.
const EACH: usize = 20;

pub(in crate::site) const KIND: Kind = Kind {
    name: "twice",
    listed: true,
    nav: |plan| match pages(plan.archive) {
        0 => Vec::new(),
        _ => vec![Link::new("Repeats", url::TWICE)],
    },
    reserved: |_| vec!["twice"],
    routes: |plan| {
        let pages = 1..=pages(plan.archive);
        let page = |page| Planned::new(url::paged(url::TWICE, page), Key::List { page });
        pages.map(page).collect()
    },
    make: Make::View(view),
    ..Kind::BARE
};

/// How many pages there are: one where nothing is known to have come back, none where nothing can have.
fn pages(archive: &Archive) -> usize {
    match archive.items.len() {
        ..2 => 0,
        _ => archive.chains().len().div_ceil(EACH).max(1),
    }
}

/// A failure that came back, with its promises in the order in which they were made.
struct Failure<'a> {
    items: Vec<&'a Item>,
    promises: Vec<Promise<'a>>,
    /// How long users were affected when it came back, in seconds.
    lost: i64,
}

impl<'a> Failure<'a> {
    fn new(archive: &'a Archive, members: &'a [usize]) -> Self {
        let items: Vec<&Item> = archive.members(members).collect();
        let places = items.iter().flat_map(|item| {
            let actions = 0..item.record.actions.len();
            actions.map(|action| (item.index, action))
        });
        // What is promised again is told where it was promised first.
        let first = places.filter(|&place: &Place| archive.is_first_promise(place));
        Self {
            promises: first.filter_map(|place| archive.promise(place)).collect(),
            lost: archive.total(items.iter().skip(1).copied(), None, None).seconds,
            items,
        }
    }

    /// The return of the failure after a promise was made; None for what was promised after the last one.
    fn back(&self, promise: &Promise<'_>) -> Option<&'a Item> {
        self.items
            .iter()
            .find(|item| item.index < promise.first.index)
            .copied()
    }
}

/// The failures that came back in the order of the pages, by the indexes of their chains, and what every page says of them.
#[derive(Debug)]
pub(in crate::site) struct Listed {
    order: Vec<usize>,
    title: String,
    lead: String,
    broken: Vec<Broken>,
}

impl Listed {
    fn new(site: &Site) -> Self {
        let chains = site.archive.chains().iter().enumerate();
        let mut all: Vec<(usize, Failure<'_>)> = chains
            .map(|(chain, members)| (chain, Failure::new(&site.archive, members)))
            .collect();
        all.sort_by_key(|(_, failure)| {
            let newest = failure.items.last().map(|item| item.index);
            (Reverse(failure.lost), newest)
        });
        let (order, all): (Vec<usize>, Vec<Failure<'_>>) = all.into_iter().unzip();
        Self {
            order,
            title: title(&all),
            lead: lead(site, &all),
            broken: broken::lists(site, &all),
        }
    }
}

fn view(site: &Site, key: Key) -> Option<View> {
    let Key::List { page } = key else { return None };
    let archive = &site.archive;
    let all = site.twice.get_or_init(|| Listed::new(site));
    let path = url::paged(url::TWICE, page);
    let (likely, more_likely) = match page {
        1 => likely::list(site),
        _ => Default::default(),
    };
    let shown = all.order.iter().enumerate().skip((page - 1) * EACH).take(EACH);
    let shown: Vec<(usize, Failure<'_>)> = shown
        .filter_map(|(number, &chain)| {
            let members = archive.chains().get(chain)?;
            Some((number, Failure::new(archive, members)))
        })
        .collect();
    let ranks = shown.iter().flat_map(|(_, failure)| &failure.items);
    let ranks = ranks.map(|item| rows::severity(archive, item).rank);
    Some(View::Twice(Box::new(Twice {
        page: site.page(&path, "Repeats", &all.lead, Vec::new()),
        broken: match page {
            1 => all.broken.clone(),
            _ => Vec::new(),
        },
        legend: charts::legend(site, ranks),
        chains: shown
            .iter()
            .map(|(number, failure)| chain::view(site, &url::root(&path), number + 1, failure))
            .collect(),
        pager: lists::pages_of(url::TWICE, page, all.order.len(), EACH),
        title: all.title.clone(),
        lead: all.lead.clone(),
        likely,
        more_likely,
    })))
}

/// `Two failures came back, three times`
fn title(all: &[Failure<'_>]) -> String {
    let returns: usize = all.iter().map(|failure| failure.items.len() - 1).sum();
    match (all.len(), returns) {
        (0, _) => "No failure is known to have come back".to_owned(),
        (1, returns) => format!("One failure came back {}", times(returns)),
        (count, returns) if returns == count => {
            format!("{} failures came back", words::number(count))
        }
        (count, returns) => format!("{} failures came back, {}", words::number(count), times(returns)),
    }
}

/// `once`, `twice`, `three times`
fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{} times", words::number(count).to_lowercase()),
    }
}

/// What the returns cost, what became of the promises, and at how many returns one was open.
fn lead(site: &Site, all: &[Failure<'_>]) -> String {
    let archive = &site.archive;
    let mut parts = Vec::new();
    let lost: i64 = all.iter().map(|failure| failure.lost).sum();
    if lost > 0 {
        parts.push(format!("Repeats affected users for {}.", words::duration(lost)));
    }
    let promises = all.iter().flat_map(|failure| &failure.promises);
    let counts = Counts::of(archive, promises.copied());
    if counts.all() > 0 {
        parts.push(format!(
            "Of {} promised after them, {}.",
            words::count(counts.all(), "action", "actions"),
            counts.words()
        ));
    }
    let (mut returns, mut open) = (0, 0);
    for failure in all {
        for back in failure.items.iter().skip(1) {
            let mut before = failure.promises.iter();
            returns += 1;
            open += usize::from(before.any(|promise| chain::is_open_at(promise, back)));
        }
    }
    if open > 0 {
        parts.push(match (open, returns) {
            (1, 1) => "When it happened again, an earlier action was still open.".to_owned(),
            (open, returns) if open == returns => {
                "Each time it happened again, an earlier action was still open.".to_owned()
            }
            (open, returns) => format!(
                "At {} of {} repeats an earlier action was still open.",
                words::thousands(open),
                words::thousands(returns)
            ),
        });
    }
    let more = if all.is_empty() { "" } else { " more" };
    match likely::all(site).len() {
        0 => {}
        1 => parts.push(format!("One{more} is likely a repeat; nobody has confirmed it.")),
        likely => parts.push(format!(
            "{}{more} are likely repeats; nobody has confirmed them.",
            words::thousands(likely)
        )),
    }
    if let Some(day) = archive.as_of {
        parts.push(format!("As of {}.", words::date(day)));
    }
    words::unbroken(&parts.join(" "))
}
