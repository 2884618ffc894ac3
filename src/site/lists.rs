//! Long lists, a page at a time.

use super::kind::ROWS;
use super::{Site, rows};
use crate::archive::Period;
use crate::archive::facet::Group;
use crate::archive::total::Total;
use crate::moment::month;
use crate::url;
use crate::view::{Link, NavItem, Pager, Row, Shared, words};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// How long users were affected within a period, by what began in it and by what had begun before.
pub(super) fn total(site: &Site, period: &Period, last: Date) -> Total {
    let items = period.members.iter().chain(&period.lasting);
    let items = items.filter_map(|&index| site.archive.items.get(index));
    site.archive
        .total(items.map(AsRef::as_ref), None, Some((period.first, last)))
}

/// The rows of one page of a list.
pub(super) fn rows(site: &Site, members: &[usize], page: usize) -> Vec<Shared<Row>> {
    let shown = members.iter().skip((page - 1) * ROWS).take(ROWS);
    shown.filter_map(|&index| site.row(index)).collect()
}

/// The same of one service, with its own times.
pub(super) fn rows_of_service(site: &Site, service: &Group, page: usize) -> Vec<Shared<Row>> {
    let shown = service.members.iter().skip((page - 1) * ROWS).take(ROWS);
    shown
        .filter_map(|&index| {
            let item = site.archive.items.get(index)?;
            rows::of_service(&site.archive, item, service).or_else(|| site.row(index))
        })
        .collect()
}

/// Where a list of postmortems continues; None where it fits on one page. Its years, or the months of one, are a page of the
/// archive or the page of this list on which they begin.
pub(super) fn pager(site: &Site, list: &str, page: usize, members: &[usize]) -> Option<Pager> {
    let pager = pages(list, page, members.len())?;
    let date = |&index: &usize| site.archive.items.get(index)?.date;
    let years: BTreeSet<i16> = members.iter().filter_map(date).map(|date| date.year()).collect();
    let by_month = years.len() == 1;
    let in_archive = list.starts_with(url::ARCHIVE);
    let mut jumps: Vec<NavItem> = Vec::new();
    for (number, date) in members
        .iter()
        .enumerate()
        .filter_map(|(number, index)| Some((number, date(index)?)))
    {
        let text = match by_month {
            true => month::short(date.month()).to_owned(),
            false => date.year().to_string(),
        };
        if jumps.last().is_none_or(|last| last.text != text) {
            let url = match (in_archive, by_month) {
                (true, true) => url::month(date),
                (true, false) => url::year(date),
                (false, _) => url::paged(list, number / ROWS + 1),
            };
            jumps.push(NavItem {
                current: false,
                text,
                url,
            });
        }
    }
    if jumps.len() < 2 {
        jumps.clear();
    }
    Some(Pager {
        jumps,
        rows: Some(url::ROWS),
        members: (list != url::ARCHIVE).then(|| url::rows_of(list)),
        ..pager
    })
}

/// The same of a list of anything.
pub(super) fn pages(list: &str, page: usize, rows: usize) -> Option<Pager> {
    pages_of(list, page, rows, ROWS)
}

/// The same where a page has another number of rows.
pub(super) fn pages_of(list: &str, page: usize, rows: usize, each: usize) -> Option<Pager> {
    let of = rows.div_ceil(each);
    let link = |number: usize, text: &str| {
        (1..=of).contains(&number).then(|| Link {
            text: text.to_owned(),
            url: url::paged(list, number),
        })
    };
    (of > 1).then(|| Pager {
        number: page,
        of,
        range: format!(
            "{} to {} of {}",
            words::thousands((page - 1) * each + 1),
            words::thousands((page * each).min(rows)),
            words::thousands(rows)
        ),
        jumps: Vec::new(),
        rows: None,
        members: None,
        previous: link(page.wrapping_sub(1), "Previous page"),
        next: link(page + 1, "Next page"),
    })
}
