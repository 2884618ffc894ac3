//! `/insights/`: what the archive tells those who answer for it.

use crate::site::Site;
use crate::site::charts::insight;
use crate::site::kind::{Key, Kind, Make, Plan, Planned};
use crate::url;
use crate::view::{self, Link, View, words};

pub(in crate::site) const KIND: Kind = Kind {
    name: "insights",
    listed: true,
    nav: |plan| match is_empty(plan) {
        true => Vec::new(),
        false => vec![Link::new("Insights", url::INSIGHTS)],
    },
    reserved: |_| vec!["insights"],
    routes: |plan| match is_empty(plan) {
        true => Vec::new(),
        false => Planned::single(url::INSIGHTS),
    },
    make: Make::View(view),
    ..Kind::BARE
};

fn is_empty(plan: &Plan<'_>) -> bool {
    plan.archive.items.is_empty()
}

fn view(site: &Site, _: Key) -> Option<View> {
    let insights = site.insights();
    let title = match insights.postmortems {
        1 => "What one postmortem tells".to_owned(),
        all => format!("What {} postmortems tell", words::thousands(all)),
    };
    let mut lead =
        "Whether incidents are reviewed, actions done and failures repeated; then how long it takes."
            .to_owned();
    if let Some(day) = insights.as_of {
        lead = format!("{lead} As of {}.", words::date(day));
    }
    let root = url::root(url::INSIGHTS);
    let years = site.archive.years.iter().filter(|year| !year.members.is_empty());
    let digest = |year: &crate::archive::Period| {
        let name = crate::archive::days::Days::year(year.first).name();
        let url = url::digest(&name);
        Link::new(name, url)
    };
    Some(View::Insights(Box::new(view::Insights {
        page: site.page(url::INSIGHTS, "Insights", &lead, Vec::new()),
        title,
        lead: words::unbroken(&lead),
        digests: years.map(digest).collect(),
        sections: insights
            .sections
            .into_iter()
            .map(|section| insight::section(site, section, &root))
            .collect(),
    })))
}
