//! `/digest/`: the digests that there are, a year each and a quarter each.

use crate::archive::Archive;
use crate::archive::days::Days;
use crate::site::Site;
use crate::site::kind::{Key, Kind, Make, Plan, Planned};
use crate::url;
use crate::view::{self, Count, DigestYear, Link, View, words};

pub(in crate::site) const KIND: Kind = Kind {
    name: "digests",
    listed: true,
    more_nav: |plan| match is_empty(plan) {
        true => Vec::new(),
        false => vec![Link::new("Digests", url::DIGESTS)],
    },
    reserved: |_| vec!["digest"],
    routes: |plan| match is_empty(plan) {
        true => Vec::new(),
        false => Planned::single(url::DIGESTS),
    },
    make: Make::View(view),
    ..Kind::BARE
};

fn is_empty(plan: &Plan<'_>) -> bool {
    plan.archive.months.is_empty()
}

/// The years in which something began, newest first, each with its quarters.
pub(super) fn periods(archive: &Archive) -> Vec<(Days, Vec<Days>)> {
    let years = archive.years.iter().filter(|year| !year.members.is_empty());
    years
        .map(|year| {
            let year = Days::year(year.first);
            let months = archive.months.iter().filter(|month| !month.members.is_empty());
            let quarters = months.map(|month| month.first).filter(|&first| year.holds(first));
            let mut quarters: Vec<Days> = quarters.map(Days::quarter).collect();
            quarters.dedup();
            (year, quarters)
        })
        .collect()
}

fn view(site: &Site, _: Key) -> Option<View> {
    let count = |days: Days| {
        let began = site
            .archive
            .all()
            .filter(|item| item.date.is_some_and(|date| days.holds(date)));
        let count = began.count();
        Count {
            text: days.name(),
            url: url::digest(&days.name()),
            count,
            note: words::count(count, "postmortem", "postmortems"),
        }
    };
    let years: Vec<DigestYear> = periods(&site.archive)
        .into_iter()
        .map(|(year, quarters)| DigestYear {
            year: count(year),
            quarters: quarters.into_iter().map(count).collect(),
        })
        .collect();
    let title = match years.len() {
        1 => "Digests of one year".to_owned(),
        years => format!("Digests of {} years", words::number(years).to_lowercase()),
    };
    let lead = "What a year or a quarter was like, on two printed pages: what was reviewed, promised and kept, what came back, what failed \
                and who was affected.";
    let crumbs = vec![Link::new("Insights", url::INSIGHTS)];
    Some(View::Digests(Box::new(view::Digests {
        page: site.page(url::DIGESTS, "Digests", lead, crumbs),
        title,
        lead: lead.to_owned(),
        years,
    })))
}
