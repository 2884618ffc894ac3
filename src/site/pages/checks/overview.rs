//! `/checks/`: the rules with what they find by service and team, and who waits for a review.

use super::{age, is_named, judged, list, queue, quoted, records, unnamed, waiting};
use crate::archive::facet::FacetId;
use crate::diagnostic::Diagnostic;
use crate::record::{Action, Known, Record};
use crate::site::Site;
use crate::site::judged::{Counts, Judged};
use crate::site::kind::Key;
use crate::site::subject::Subject;
use crate::url;
use crate::view::{CheckGroup, CheckRule, Checks, Link, Tally, View, words};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The most services, teams and waiting postmortems that are shown, and of one rule.
const GROUPS: usize = 20;
const OF_RULE: usize = 3;
pub(super) const WAITING: usize = 10;

pub(super) fn view(site: &Site, key: Key) -> Option<View> {
    let Key::Single = key else { return None };
    let judged = judged(site)?;
    let all: Vec<&Record> = records(site).collect();
    let mut waits = queue(site);
    let counted = waits.len();
    // How long an unbuilt draft waits tells the day of its incident.
    waits.retain(|record| is_named(site, record));
    let title = title(judged, &all);
    let lead = lead(site, &waits) + &unnamed(site, all.iter().copied());
    let (rules, quiet) = rules(site, judged, &all);
    let (services, more_services) = groups(site, judged, &all, FacetId::SERVICE);
    let (teams, more_teams) = groups(site, judged, &all, FacetId::TEAM);
    let shown = waits.iter().take(WAITING);
    Some(View::Checks(Box::new(Checks {
        page: site.page_of(Subject::Nothing, url::CHECKS, "Checks", &lead, Vec::new()),
        title,
        lead,
        queue: shown.map(|record| list::row(site, judged, record)).collect(),
        queue_title: waiting(counted),
        whole_queue: (waits.len() > WAITING).then(|| {
            Link::new(
                format!("All {} that wait", words::thousands(waits.len())),
                url::REVIEW_QUEUE,
            )
        }),
        rules,
        quiet,
        services,
        more_services,
        teams,
        more_teams,
        states: Link::new(
            format!(
                "The state of {}",
                words::count(all.len(), "postmortem", "postmortems")
            ),
            url::CHECK_STATES,
        ),
    })))
}

/// `Two of 12 postmortems have errors`
fn title(judged: &Judged, all: &[&Record]) -> String {
    let counts: Vec<Counts> = all.iter().map(|record| Counts::of(judged.of(record))).collect();
    let with = |of: fn(&Counts) -> usize| counts.iter().filter(|counts| of(counts) > 0).count();
    let (errors, warnings) = (with(|counts| counts.errors), with(|counts| counts.warnings));
    let some = |count: usize, what: &str| match all.len() {
        1 => format!("The only postmortem has {what}"),
        total => {
            let have = if count == 1 { "has" } else { "have" };
            format!(
                "{} of {} postmortems {have} {what}",
                words::number(count),
                words::thousands(total)
            )
        }
    };
    match (errors, warnings) {
        (0, 0) if all.len() == 1 => "The only postmortem passes its checks".to_owned(),
        (0, 0) => format!(
            "All {} postmortems pass their checks",
            words::thousands(all.len())
        ),
        (0, warnings) => some(warnings, "warnings, none errors"),
        (errors, _) => some(errors, "errors"),
    }
}

/// `Checked with the profile payments. The oldest of 3 that wait ended 41 days before 30 Mar 2026.`
fn lead(site: &Site, waits: &[&Record]) -> String {
    let settings = &site.settings;
    let profile = match settings.own_profile.name.as_str() {
        "" => settings.profile.name(),
        own => own,
    };
    let oldest = waits.iter().find_map(|record| age(site, record));
    let oldest = oldest
        .and_then(|days| usize::try_from(days).ok())
        .zip(site.archive.as_of);
    let oldest = oldest.map(|(days, as_of)| {
        let days = words::count(days, "day", "days");
        format!(
            " The longest wait for a review: {days}, as of {}.",
            words::date(as_of)
        )
    });
    format!(
        "Checked with the profile “{profile}”.{}",
        oldest.unwrap_or_default()
    )
}

/// What is counted for each rule.
#[derive(Default)]
struct OfRule {
    counts: Counts,
    files: usize,
    services: BTreeMap<String, usize>,
    teams: BTreeMap<String, usize>,
}

/// The rules that found something, most first, and the names of the others.
fn rules(site: &Site, judged: &Judged, all: &[&Record]) -> (Vec<CheckRule>, Vec<&'static str>) {
    let mut by_rule: BTreeMap<_, OfRule> = BTreeMap::new();
    for record in all {
        let mut seen = BTreeSet::new();
        let mut named = BTreeSet::new();
        let actions = actions(record);
        let services = of_incident(site, record, FacetId::SERVICE);
        let teams = of_incident(site, record, FacetId::TEAM);
        for found in judged.of(record) {
            let of = by_rule.entry(found.rule).or_default();
            of.counts.add(found.level);
            of.files += usize::from(seen.insert(found.rule));
            for (facet, incident, counts) in [
                (FacetId::SERVICE, &services, &mut of.services),
                (FacetId::TEAM, &teams, &mut of.teams),
            ] {
                for name in names_of(site, record, &actions, found, facet, incident) {
                    if named.insert((found.rule, facet, name)) {
                        *counts.entry(name.to_owned()).or_default() += 1;
                    }
                }
            }
        }
    }
    let mut rules = Vec::new();
    let mut quiet = Vec::new();
    for rule in &judged.rules {
        let Some(of) = by_rule.remove(&rule.name) else {
            quiet.push(rule.name.name());
            continue;
        };
        let view = CheckRule {
            name: rule.name.name(),
            summary: quoted(rule.summary),
            errors: of.counts.errors,
            warnings: of.counts.warnings,
            questions: of.counts.questions,
            postmortems: of.files,
            services: most(site, FacetId::SERVICE, of.services),
            teams: most(site, FacetId::TEAM, of.teams),
        };
        rules.push((Reverse(of.counts), view));
    }
    rules.sort_by_key(|(counts, view)| (*counts, view.name));
    (rules.into_iter().map(|(_, view)| view).collect(), quiet)
}

/// The services or teams that a finding is for: of one about an action the team of its owner, else those of the incident.
fn names_of<'a>(
    site: &'a Site,
    record: &'a Record,
    actions: &BTreeMap<usize, &'a Action>,
    found: &Diagnostic,
    facet: FacetId,
    incident: &BTreeSet<&'a str>,
) -> BTreeSet<&'a str> {
    let at = found.span.start;
    let before = actions.range(..=at).next_back().map(|(_, action)| *action);
    let about = before.filter(|action| at < action.span.end && facet == FacetId::TEAM);
    let Some(action) = about else {
        return incident.clone();
    };
    let team = site.archive.team_of(action).into_iter();
    team.filter(|name| tells(site, record, facet, name)).collect()
}

/// The actions of a postmortem by where they begin.
fn actions(record: &Record) -> BTreeMap<usize, &Action> {
    let actions = record.actions.iter();
    actions.map(|action| (action.span.start, action)).collect()
}

/// The services or teams of an incident that may be told, as the site writes them.
fn of_incident<'a>(site: &'a Site, record: &'a Record, facet: FacetId) -> BTreeSet<&'a str> {
    let names: Vec<&str> = match facet {
        FacetId::SERVICE => record.services().collect(),
        _ => record.facts.teams.list().iter().map(String::as_str).collect(),
    };
    let told = names.into_iter().filter(|name| tells(site, record, facet, name));
    let written = told.map(|name| match site.archive.group(facet, name) {
        Some(group) => group.name.as_str(),
        None => name,
    });
    written.collect()
}

/// Whether a group counts a postmortem: of a draft that is not built no name is told that the site does not have.
fn tells(site: &Site, record: &Record, facet: FacetId, name: &str) -> bool {
    is_named(site, record) || site.archive.group(facet, name).is_some()
}

/// The names that occur most often, each with its page where it has one.
fn most(site: &Site, facet: FacetId, counts: BTreeMap<String, usize>) -> Vec<Tally> {
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    let shown = counts.into_iter().take(OF_RULE);
    shown
        .map(|(text, count)| Tally {
            url: site.archive.group(facet, &text).map(|group| group.url.clone()),
            text,
            count,
        })
        .collect()
}

/// What was found by service or team, most first, and how many more there are.
fn groups(site: &Site, judged: &Judged, all: &[&Record], facet: FacetId) -> (Vec<CheckGroup>, usize) {
    let mut by_name: BTreeMap<&str, (usize, usize, Counts)> = BTreeMap::new();
    for record in all {
        let counts = Counts::of(judged.of(record));
        let incident = of_incident(site, record, facet);
        for &name in &incident {
            let (files, clean, _) = by_name.entry(name).or_default();
            *files += 1;
            *clean += usize::from(counts.errors == 0 && counts.warnings == 0);
        }
        let actions = actions(record);
        for found in judged.of(record) {
            for name in names_of(site, record, &actions, found, facet, &incident) {
                by_name.entry(name).or_default().2.add(found.level);
            }
        }
    }
    let mut groups: Vec<_> = by_name.into_iter().collect();
    groups.retain(|(_, (_, _, sum))| *sum != Counts::default());
    groups.sort_by_key(|&(name, (_, _, sum))| (Reverse(sum), name));
    let more = groups.len().saturating_sub(GROUPS);
    let shown = groups.into_iter().take(GROUPS);
    let views = shown.map(|(name, (files, clean, sum))| CheckGroup {
        text: name.to_owned(),
        url: site.archive.group(facet, name).map(|group| group.url.clone()),
        postmortems: files,
        clean,
        errors: sum.errors,
        warnings: sum.warnings,
        questions: sum.questions,
    });
    (views.collect(), more)
}
