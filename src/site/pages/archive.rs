//! `/archive/`: all postmortems by date, under a calendar of counts.

use crate::archive::Period;
use crate::site::routes::{Key, Kind, Make, Planned};
use crate::site::view::{self, ArchiveYear, Cell, Count, View};
use crate::site::{Site, lists, url, words};
use jiff::civil::Date;

pub(in crate::site) const KIND: Kind = Kind {
    routes: |plan| Planned::list(url::ARCHIVE, Key::default(), plan.archive.items.len()).collect(),
    make: Make::View(view),
};

fn view(site: &Site, key: Key) -> Option<View> {
    let archive = &site.archive;
    let all: Vec<usize> = (0..archive.items.len()).collect();
    let path = url::paged(url::ARCHIVE, key.page);
    let lead = lead(site);
    let undated = archive.undated.len();
    Some(View::Archive(Box::new(view::Archive {
        page: site.page(&path, "Archive", &lead, Vec::new()),
        title: title(site),
        lead,
        years: archive.years.iter().map(|year| calendar(site, year)).collect(),
        undated: (undated > 0).then(|| Count {
            text: format!(
                "{} without a date",
                words::count(undated, "postmortem", "postmortems")
            ),
            url: url::UNDATED.to_owned(),
            count: undated,
            note: format!("{} of {}", words::thousands(undated), words::thousands(all.len())),
        }),
        rows: lists::rows(site, &all, key.page),
        pager: lists::pager(url::ARCHIVE, key.page, all.len()),
    })))
}

/// `67 postmortems, most of them in 2025`
fn title(site: &Site) -> String {
    let archive = &site.archive;
    let count = words::count(archive.items.len(), "postmortem", "postmortems");
    let most = archive
        .years
        .iter()
        .max_by_key(|year| (year.members.len(), year.first));
    match most {
        Some(year) if archive.years.len() > 1 && year.members.len() * 2 > archive.items.len() => {
            format!("{count}, most of them in {}", year.first.year())
        }
        Some(year) if archive.years.len() > 1 => format!(
            "{count}, {} of them in {}",
            words::thousands(year.members.len()),
            year.first.year()
        ),
        Some(year) => format!("{count}, in {}", year.first.year()),
        None => count,
    }
}

fn lead(site: &Site) -> String {
    let near = site.archive.metrics.near_misses;
    match near {
        0 => String::new(),
        1 => "One of them is a near miss.".to_owned(),
        near => format!("{} of them are near misses.", words::number(near)),
    }
}

fn calendar(site: &Site, year: &Period) -> ArchiveYear {
    ArchiveYear {
        text: year.first.year().to_string(),
        url: url::year(year.first),
        count: year.members.len(),
        total: match year.metrics.felt.n {
            0 => words::UNKNOWN.to_owned(),
            _ => words::duration(year.metrics.total),
        },
        months: months(site, year.first),
    }
}

/// The twelve months of a year.
pub(super) fn months(site: &Site, year: Date) -> Vec<Cell> {
    let fullest = site.archive.fullest_month.max(1);
    (1..=12)
        .filter_map(|month| {
            let first = year.with().month(month).day(1).build().ok()?;
            let count = site.archive.month(first).map_or(0, |found| found.members.len());
            let name = words::month_year(first);
            Some(Cell {
                text: words::month_short(month).to_owned(),
                label: match count {
                    0 => format!("{name}: none"),
                    count => format!("{name}: {}", words::count(count, "postmortem", "postmortems")),
                },
                count,
                level: (count * 4).div_ceil(fullest),
                url: (count > 0).then(|| url::month(first)),
            })
        })
        .collect()
}
