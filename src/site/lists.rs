//! Long lists, a page at a time.

use super::kind::{self, ROWS};
use super::{Site, rows};
use crate::archive::Period;
use crate::archive::facet::Group;
use crate::archive::total::Total;
use crate::url;
use crate::view::{Link, Pager, Row, Shared, words};
use jiff::civil::Date;

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

/// Where a list continues; None where it fits on one page.
pub(super) fn pager(list: &str, page: usize, rows: usize) -> Option<Pager> {
    let of = kind::pages(rows);
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
            words::thousands((page - 1) * ROWS + 1),
            words::thousands((page * ROWS).min(rows)),
            words::thousands(rows)
        ),
        previous: link(page.wrapping_sub(1), "Newer"),
        next: link(page + 1, "Older"),
    })
}

/// The same for a list that is not in the order of time.
pub(super) fn plain(mut pager: Pager) -> Pager {
    for (link, text) in [(&mut pager.previous, "Previous"), (&mut pager.next, "Next")] {
        if let Some(link) = link {
            text.clone_into(&mut link.text);
        }
    }
    pager
}
