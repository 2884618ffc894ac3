//! `/digest/2024/` and `/digest/2024-Q1/`: what a period was like.

use super::digests;
use crate::archive::days::Days;
use crate::insight::digest::{Number, Selection};
use crate::site::Site;
use crate::site::charts::insight;
use crate::site::kind::{Key, Kind, Make, Plan, Planned};
use crate::url;
use crate::view::{self, DigestNumber, Link, View, words};

pub(in crate::site) const KIND: Kind = Kind {
    name: "digest",
    listed: true,
    routes,
    make: Make::View(view),
    ..Kind::BARE
};

fn routes(plan: &Plan<'_>) -> Vec<Planned> {
    let periods = digests::periods(plan.archive).into_iter();
    let all = periods.flat_map(|(year, quarters)| std::iter::once(year).chain(quarters));
    all.map(|days| Planned::new(url::digest(&days.name()), Key::Days(days)))
        .collect()
}

fn view(site: &Site, key: Key) -> Option<View> {
    let Key::Days(days) = key else { return None };
    let digest = site.digest(&Selection::of(days));
    let name = days.name();
    let path = url::digest(&name);
    let root = url::root(&path);
    let periods = digests::periods(&site.archive);
    let is_year = days == Days::year(days.from);
    // Newest first, as the archive is.
    let alike: Vec<Days> = match is_year {
        true => periods.iter().map(|&(year, _)| year).collect(),
        false => periods
            .iter()
            .flat_map(|(_, quarters)| quarters.iter().copied())
            .collect(),
    };
    let at = alike.iter().position(|&other| other == days)?;
    let link = |days: &Days| Link::new(days.name(), url::digest(&days.name()));
    let own = periods.iter().find(|(year, _)| year.holds(days.from))?;
    let crumbs = vec![
        Link::new("Insights", url::INSIGHTS),
        Link::new("Digests", url::DIGESTS),
    ];
    let number = |number: Number| DigestNumber {
        label: number.label,
        value: number.value.words(),
        before: number.before,
        alert: number.alert,
    };
    Some(View::Digest(Box::new(view::Digest {
        page: site.page(&path, &format!("Digest of {name}"), &digest.title, crumbs),
        title: digest.title,
        lead: words::unbroken(&digest.lead),
        numbers: digest.numbers.into_iter().map(number).collect(),
        note: digest.note,
        sections: digest
            .sections
            .into_iter()
            .map(|section| insight::section(site, section, &root))
            .collect(),
        parts: match is_year {
            true => own.1.iter().rev().map(link).collect(),
            false => vec![link(&own.0)],
        },
        previous: alike.get(at + 1).map(link),
        next: at.checked_sub(1).and_then(|at| alike.get(at)).map(link),
    })))
}
