//! Figures of many postmortems, one kind a file: each with its title, its sentence and its table.

pub(super) mod co_occurrence;
pub(super) mod counts;
pub(super) mod durations;
pub(super) mod heatmap;
pub(super) mod insight;

use super::{Site, rows};
use crate::archive::Item;
use crate::figure::timeline;
use crate::view::{Column, Field, Html, Severity, words};
use std::collections::BTreeSet;

/// The width of the main column beside another, in pixels.
pub(super) const MAIN: i32 = 760;
/// That of a whole page, where it is shown a little larger, so that a sheet of paper can show it, too.
pub(super) const PAGE: i32 = timeline::WIDTH;
/// The width of a phone's page.
pub(super) const PHONE: i32 = 354;
/// The width of a picture in the side column, in pixels.
pub(super) const SIDE: i32 = 328;
/// Of fewer incidents there is nothing to see.
const FEWEST: usize = 3;

/// A picture for wide pages, no wider than the theme asks for, and one for phones.
pub(super) fn twice(site: &Site, wide: i32, draw: impl Fn(i32) -> String) -> (Html, Option<Html>) {
    let wide = wide.min(site.theme.manifest().figure_width);
    (Html::new(&draw(wide)), Some(Html::new(&draw(PHONE))))
}

/// The legend of the severities that are drawn. There are four marks: the last one is for all that is milder or not known.
pub(super) fn legend(site: &Site, ranks: impl Iterator<Item = usize>) -> Vec<Severity> {
    const OWN_MARKS: usize = 3;
    let drawn: BTreeSet<usize> = ranks.collect();
    let known = || {
        (1..)
            .zip(&site.settings.severities)
            .filter(|(rank, _)| drawn.contains(rank))
    };
    let of = |rank: usize, label: String| Severity {
        label,
        rank,
        url: None,
    };
    let mut legend: Vec<Severity> = known()
        .take_while(|&(rank, _)| rank <= OWN_MARKS)
        .map(|(rank, severity)| of(rank, severity.label.clone()))
        .collect();
    let mild = known().filter(|&(rank, _)| rank > OWN_MARKS);
    let mut mild: Vec<&str> = mild.map(|(_, severity)| severity.label.as_str()).collect();
    // What a site does not know by name has a rank after all others.
    if drawn
        .iter()
        .any(|&rank| rank == 0 || rank > site.settings.severities.len())
    {
        mild.push(words::UNKNOWN);
    }
    if let Some((last, rest)) = mild.split_last() {
        let label = match rest {
            [] => (*last).to_owned(),
            rest => format!("{} or {last}", rest.join(", ")),
        };
        legend.push(of(OWN_MARKS + 1, label));
    }
    legend
}

pub(super) fn name(text: &str) -> Column {
    Column {
        text: text.to_owned(),
        number: false,
    }
}

pub(super) fn number(text: &str) -> Column {
    Column {
        text: text.to_owned(),
        number: true,
    }
}

pub(super) fn field(text: impl Into<String>) -> Field {
    Field {
        text: text.into(),
        url: None,
    }
}

pub(super) fn link(text: impl Into<String>, url: String) -> Field {
    Field {
        text: text.into(),
        url: Some(url),
    }
}

pub(super) fn count(number: usize) -> Field {
    field(words::thousands(number))
}

/// `10 Mar 2026: Lockers did not open, 1 h 47 min, SEV1`, without what is not known; `duration` is how long it took.
pub(super) fn incident(site: &Site, item: &Item, duration: Option<&str>) -> String {
    let mut text = words::title(&item.record);
    if let Some(date) = item.date {
        text = format!("{}: {text}", words::date(date));
    }
    if let Some(duration) = duration {
        text = format!("{text}, {duration}");
    }
    match rows::severity(&site.archive, item) {
        severity if severity.rank > 0 => format!("{text}, {}", severity.label),
        _ => text,
    }
}

/// The worst severity of some items, 1 for the worst; 0 where none is known.
fn worst<'a>(site: &Site, items: impl Iterator<Item = &'a Item>) -> usize {
    let ranks = items.map(|item| rows::severity(&site.archive, item).rank);
    ranks.filter(|&rank| rank > 0).min().unwrap_or_default()
}
