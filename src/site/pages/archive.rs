//! `/archive/`: all postmortems by date, under a calendar of counts.

use crate::archive::Item;
use crate::record::accessors::Durations;
use crate::site::charts::{durations, heatmap};
use crate::site::kind::{Key, Kind, Make, Planned};
use crate::site::{Site, lists};
use crate::url;
use crate::view::{self, Count, Link, View, words};

pub(in crate::site) const KIND: Kind = Kind {
    name: "archive",
    listed: true,
    nav: |_| vec![Link::new("Archive", url::ARCHIVE)],
    reserved: |_| vec!["archive"],
    routes: |plan| {
        let rows = plan.archive.items.len();
        Planned::list(url::ARCHIVE, rows, |page| Key::List { page }).collect()
    },
    make: Make::View(view),
    ..Kind::BARE
};

fn view(site: &Site, key: Key) -> Option<View> {
    let Key::List { page } = key else { return None };
    let archive = &site.archive;
    let all: Vec<usize> = (0..archive.items.len()).collect();
    let path = url::paged(url::ARCHIVE, page);
    let lead = lead(site);
    let undated = archive.undated.len();
    let first = page == 1;
    let times: Vec<Durations> = match first {
        true => archive.all().filter_map(Item::impact_times).collect(),
        false => Vec::new(),
    };
    Some(View::Archive(Box::new(view::Archive {
        page: site.page(&path, "Archive", &lead, Vec::new()),
        title: title(site),
        lead,
        calendar: first.then(|| heatmap::years(site)).flatten(),
        times: durations::times(&times),
        ways: if first { ways(site) } else { Vec::new() },
        undated: (undated > 0).then(|| Count {
            text: format!(
                "{} with no date recorded",
                words::count(undated, "postmortem", "postmortems")
            ),
            url: url::UNDATED.to_owned(),
            count: undated,
            note: format!("{} of {}", words::thousands(undated), words::thousands(all.len())),
        }),
        rows: lists::rows(site, &all, page),
        pager: lists::pager(site, url::ARCHIVE, page, &all),
    })))
}

/// `67 postmortems, most of them in 2025`; `10,000 postmortems, 2017 to 2024`
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
        Some(year) => match archive.span() {
            Some((oldest, newest)) if archive.years.len() > 1 => {
                format!("{count}, {} to {}", oldest.year(), newest.year())
            }
            _ => format!("{count}, in {}", year.first.year()),
        },
        None => count,
    }
}

fn lead(site: &Site) -> String {
    words::near_misses(site.archive.metrics.near_misses)
}

/// The ways to look at the archive that the menu does not have, each with how many there are.
fn ways(site: &Site) -> Vec<Count> {
    let facets = site.archive.facets.iter();
    let counted = facets.map(|facet| (facet, site.archive.groups(facet.id).len()));
    counted
        .filter(|&(_, count)| count > 0)
        .map(|(facet, count)| Count {
            text: facet.label.to_string(),
            url: url::facet(&facet.folder),
            count,
            note: words::thousands(count),
        })
        .collect()
}
