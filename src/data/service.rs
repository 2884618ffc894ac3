//! What is known of a service, for portals.

use super::{Author, Minutes};
use crate::archive::Archive;
use crate::archive::days::Days;
use crate::archive::facet::Group;
use crate::config::{self, Settings};
use crate::format::whole_minutes;
use crate::record::Known;
use crate::url;
use crate::view::words;
use schemars::JsonSchema;
use serde::Serialize;

/// How many incidents are listed.
const LATEST: usize = 10;

/// The document of services/SLUG/index.json.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Service<'a> {
    /// The version of this format: 1.
    pub version: u8,
    /// The date that counts as today.
    pub as_of: Option<String>,
    /// The name.
    pub name: &'a str,
    /// The path of the page, from the root of the site: `services/SLUG/`; None where no postmortem names the service.
    pub url: Option<&'a str>,
    /// The team that owns it.
    pub owner: Option<&'a str>,
    /// Links of it, from the service catalogue or site.yaml.
    pub links: Vec<Author<'a>>,
    /// The services that it depends on.
    pub depends_on: Vec<&'a str>,
    /// The services that depend on it.
    pub needed_by: Vec<&'a str>,
    /// How many postmortems and actions there are.
    pub counts: Counts,
    /// The newest ten postmortems, newest first.
    pub latest: Vec<Latest<'a>>,
    /// How available it was, by quarter (UTC), oldest first; a quarter without a recorded outage is left out.
    pub availability: Vec<Available>,
    /// How many incidents count in no quarter, since their start or end is not recorded.
    pub availability_unknown: usize,
    /// How many incidents count as down, since nobody recorded whether the service was down or degraded.
    pub availability_assumed_down: usize,
}

/// How many postmortems and actions a service has.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Counts {
    /// Postmortems that name the service.
    pub postmortems: usize,
    /// Those that affected it.
    pub incidents: usize,
    /// Those that repeat an earlier one.
    pub repeats: usize,
    /// Their open actions.
    pub actions_open: usize,
    /// Those of them that are overdue.
    pub actions_overdue: usize,
    /// All their actions.
    pub actions_total: usize,
}

/// A postmortem of a service.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Latest<'a> {
    /// The id.
    pub id: &'a str,
    /// The path of its page, from the root of the site.
    pub url: String,
    /// The title, cut where it is very long.
    pub title: String,
    /// The date.
    pub date: Option<String>,
    /// The severity.
    pub severity: Option<&'a str>,
    /// The root-cause category.
    pub root_cause: Option<&'a str>,
    /// Durations of this service, in whole minutes.
    pub minutes: Minutes,
}

/// How available a service was in a quarter.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Available {
    /// The quarter: `2024-Q1`.
    pub quarter: String,
    /// How many incidents affected the service in it.
    pub incidents: usize,
    /// Minutes in which it was down.
    pub down_minutes: i64,
    /// Minutes in which it was degraded and not down.
    pub degraded_minutes: i64,
    /// Minutes that count as lost: degraded ones by the weight of the severity.
    pub lost_minutes: i64,
    /// The availability, in percent.
    pub available_percent: f64,
}

/// What is known of a service.
#[must_use]
pub fn service<'a>(archive: &'a Archive, settings: &'a Settings, group: &'a Group) -> Service<'a> {
    let known = settings.service(&group.name);
    let items = || archive.members(&group.members);
    let promises = || archive.promises_among(&group.members);
    let open = promises().filter(|promise| promise.standing.status.is_open());
    let overdue = promises().filter(|promise| promise.standing.is_overdue(archive.as_of));
    let availability = archive.availability(group, settings);
    let own = |service: &&config::Service| service.name.eq_ignore_ascii_case(&group.name);
    let own: Vec<&config::Service> = settings.services.iter().filter(own).collect();
    // Only a name that can mean it is looked up among all.
    let may_mean = |name: &&String| {
        name.eq_ignore_ascii_case(&group.name) || own.iter().any(|service| service.is_called(name))
    };
    let needs = |other: &&config::Service| {
        let needs = other.depends_on.iter().filter(&may_mean);
        // By whichever of its names.
        let mut needs = needs.map(|name| settings.service(name).map_or(name, |needed| &needed.name));
        needs.any(|name| name.eq_ignore_ascii_case(&group.name))
    };
    Service {
        version: 1,
        as_of: archive.as_of.map(|day| day.to_string()),
        name: &group.name,
        url: (!group.members.is_empty()).then_some(&*group.url),
        owner: known.and_then(|known| known.owner.as_deref()),
        links: known.map_or_else(Vec::new, links),
        depends_on: known.map_or_else(Vec::new, |known| {
            known.depends_on.iter().map(String::as_str).collect()
        }),
        needed_by: settings
            .services
            .iter()
            .filter(needs)
            .map(|other| other.name.as_str())
            .collect(),
        counts: Counts {
            postmortems: group.members.len(),
            incidents: items()
                .filter(|item| item.times_of(&group.name).is_some())
                .count(),
            repeats: items().filter(|item| archive.occurrence(item) > 1).count(),
            actions_open: open.count(),
            actions_overdue: overdue.count(),
            actions_total: promises().count(),
        },
        latest: items()
            .take(LATEST)
            .map(|item| Latest {
                id: &item.record.id,
                url: url::postmortem(&item.slug),
                title: words::title(&item.record),
                date: item.date.map(|date| date.to_string()),
                severity: item.record.facts.severity.text(),
                root_cause: item.record.facts.root_cause.text(),
                minutes: super::from_record::minutes_of(
                    item,
                    &item.times_of(&group.name).unwrap_or_default(),
                ),
            })
            .collect(),
        availability: availability
            .quarters
            .iter()
            .map(|(&first, quarter)| Available {
                quarter: Days::quarter(first).name(),
                incidents: quarter.incidents,
                down_minutes: whole_minutes(quarter.down),
                degraded_minutes: whole_minutes(quarter.degraded),
                lost_minutes: whole_minutes(quarter.lost),
                available_percent: percent(quarter.available()),
            })
            .collect(),
        availability_unknown: availability.unknown,
        availability_assumed_down: availability.assumed_down,
    }
}

/// Those of a catalogue, else the page that `site.yaml` states.
fn links(known: &config::Service) -> Vec<Author<'_>> {
    let of_catalog = known.links.iter().map(|link| Author {
        name: &link.label,
        url: Some(&link.url),
    });
    let stated = known.url.as_deref().filter(|_| known.links.is_empty());
    let stated = stated.map(|url| Author {
        name: &known.name,
        url: Some(url),
    });
    of_catalog.chain(stated).collect()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "at most 100,000 thousandths of a percent"
)]
fn percent(thousandths: i64) -> f64 {
    thousandths as f64 / 1000.0
}
