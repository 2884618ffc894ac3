//! Repeats that nobody confirmed: what looks like an earlier failure, why, and how a writer says yes or no to it.

use super::broken::dated;
use crate::archive::{Archive, Item};
use crate::recurrence::{Certainty, Match, lines_to_paste};
use crate::site::Site;
use crate::url;
use crate::view::{self, Link};
use std::collections::BTreeMap;

/// The most that are shown.
const MOST: usize = 20;

/// The likely repeats, the newest first, and how many more there are.
pub(super) fn list(site: &Site) -> (Vec<view::Likely>, usize) {
    let likely = all(site);
    let shown = likely.iter().take(MOST);
    let rows = shown.filter_map(|(later, found)| row(&site.archive, later, found));
    (rows.collect(), likely.len().saturating_sub(MOST))
}

/// What is likely a repeat of a failure with which it has not been joined, with the likeliest, the newest first.
pub(in crate::site) fn all(site: &Site) -> Vec<(&Item, &Match)> {
    let archive = &site.archive;
    let chains = archive.chains().iter().enumerate();
    let chain: BTreeMap<usize, usize> = chains
        .flat_map(|(chain, members)| members.iter().map(move |&index| (index, chain)))
        .collect();
    let known = |later: usize, earlier: usize| {
        let chain_of = chain.get(&later);
        chain_of.is_some() && chain_of == chain.get(&earlier)
    };
    let likely = archive.all().filter_map(|later| {
        let matches = site.recurrences().of(later.index).iter();
        let mut likely = matches.filter(|found| found.certainty == Certainty::Likely);
        let best = likely.find(|found| !known(later.index, found.earlier))?;
        Some((later, best))
    });
    likely.collect()
}

fn row(archive: &Archive, later: &Item, found: &Match) -> Option<view::Likely> {
    let earlier = archive.items.get(found.earlier)?;
    let (yes, no) = lines_to_paste(&earlier.record.id);
    let open = archive.promises_of(earlier);
    let open = open.filter(|promise| promise.standing.status.is_open());
    Some(view::Likely {
        later: dated(later),
        earlier: dated(earlier),
        same: found.same.clone(),
        different: found.different.clone(),
        open: open
            .map(|promise| {
                let action = promise.action;
                Link::new(action.task.as_str(), url::action(&promise.item.slug, &action.id))
            })
            .collect(),
        yes,
        no,
    })
}
