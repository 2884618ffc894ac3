//! Figures of many postmortems, one kind a file: each with its title, its sentence and its table.

pub(super) mod calendar;
pub(super) mod counts;
pub(super) mod durations;
pub(super) mod together;

use super::strip::{MAIN, PAGE, PHONE};
use super::view::{Column, Field, Html};
use super::{Site, rows, words};
use crate::archive::Item;
use jiff::civil::Date;

/// The width of a picture in the side column, in pixels.
pub(super) const SIDE: i32 = 328;
/// Of fewer incidents there is nothing to see.
const FEWEST: usize = 3;

/// A picture for wide pages, no wider than the theme asks for, and one for phones.
fn twice(site: &Site, wide: i32, draw: impl Fn(i32) -> String) -> (Html, Html) {
    let wide = wide.min(site.theme.manifest().figure_width);
    (Html::new(&draw(wide)), Html::new(&draw(PHONE)))
}

fn name(text: &str) -> Column {
    Column {
        text: text.to_owned(),
        number: false,
    }
}

fn number(text: &str) -> Column {
    Column {
        text: text.to_owned(),
        number: true,
    }
}

fn field(text: impl Into<String>) -> Field {
    Field {
        text: text.into(),
        url: None,
    }
}

fn link(text: impl Into<String>, url: String) -> Field {
    Field {
        text: text.into(),
        url: Some(url),
    }
}

fn count(number: usize) -> Field {
    field(words::thousands(number))
}

/// `10 Mar 2026: Lockers did not open, 1 h 47 min, SEV1`
fn incident(site: &Site, item: &Item, date: Option<Date>) -> String {
    let mut text = item.record.title.value.clone();
    if let Some(date) = date {
        text = format!("{}: {text}", words::date(date));
    }
    let duration = rows::duration(item);
    if duration != words::UNKNOWN {
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
