//! `/postmortems/SLUG/`: one postmortem.

mod own_keys;

use crate::archive::Item;
use crate::archive::facet::FacetId;
use crate::figure::phase_bar;
use crate::figure::timeline;
use crate::moment::month;
use crate::record::{Known, Origin, Person};
use crate::site::kind::{Key, Kind, Make, Plan, Planned};
use crate::site::open_actions::Open;
use crate::site::subject::Subject;
use crate::site::{Site, body, entries, rows, seen_before, tiles};
use crate::url;
use crate::view::{
    self, ActionView, Figure, Html, Link, Outside, PersonView, Row, Shared, Span, UpdateView, View, words,
};
use crate::vocabulary::{LinkKind, Status};
use std::collections::{BTreeMap, BTreeSet};

pub(in crate::site) const KIND: Kind = Kind {
    name: "postmortem",
    listed: true,
    reserved: |_| vec!["postmortems"],
    routes,
    make: Make::View(view),
    ..Kind::BARE
};

/// The longest lead, in characters: the rest is in the body.
const LEAD: usize = 300;

fn routes(plan: &Plan<'_>) -> Vec<Planned> {
    let items = plan.archive.items.iter().enumerate();
    items
        .map(|(index, item)| Planned::new(url::postmortem(&item.slug), Key::Postmortem(index)))
        .collect()
}

fn view(site: &Site, key: Key) -> Option<View> {
    let Key::Postmortem(index) = key else { return None };
    let archive = &site.archive;
    let item = archive.items.get(index)?;
    let record = &*item.record;
    let facts = &record.facts;
    let path = url::postmortem(&item.slug);
    let width = site.theme.manifest().figure_width;
    let figure = timeline::draw_within(record, width, usize::MAX);
    let text = site.texts.get(index).and_then(Option::as_deref);
    let lead = facts.summary.text().map(|summary| words::opening(summary, LEAD));
    let body = text
        .map(|text| body::body(site, item, text, lead.as_deref(), figure.as_ref()))
        .unwrap_or_default();
    let actions = rest(site, item, &body.shown);
    let cause = rows::root_cause(archive, item);
    let causes = rows::links(archive, item, FacetId::CAUSE);
    let title = &record.title.value;
    let date = item.date;
    let before = seen_before::of(site, item);
    Some(View::Postmortem(Box::new(view::Postmortem {
        page: site.page_of(
            Subject::Postmortem(item),
            &path,
            title,
            lead.as_deref().unwrap_or_default(),
            crumbs(site, item),
        ),
        title: title.clone(),
        banner: banner(item),
        status: record.status().name(),
        status_label: status(site, item),
        cards: tiles::cards(site, item),
        span: Span {
            started: words::moment_or_unknown(facts.started.value()),
            mitigated: words::moment_or_unknown(facts.mitigated.value()),
            resolved: words::moment_or_unknown(facts.resolved.value()),
        },
        severity: rows::severity(archive, item),
        services: tiles::hits(archive, item),
        contributing: causes.into_iter().skip(usize::from(cause.is_some())).collect(),
        cause,
        trigger: rows::links(archive, item, FacetId::TRIGGER).into_iter().next(),
        teams: rows::links(archive, item, FacetId::TEAM),
        tags: rows::links(archive, item, FacetId::TAG),
        own: own_keys::views(site, item),
        symptoms: facts.symptoms.list().to_vec(),
        figure: figure.map(|figure| Figure {
            svg: Html::new(&figure.svg),
            sentence: figure.sentence,
            lost: figure.lost,
            inferred: figure.phases.iter().any(|band| band.inferred),
            phases: phase_bar::draw(&figure.phases).map(|svg| Html::new(&svg)),
        }),
        entries: record.entries.len(),
        actions,
        against: site.scales.of(item),
        against_scale: site.scales.scale(),
        links: facts
            .links
            .list()
            .iter()
            .map(|link| Outside {
                text: link.label.clone(),
                href: Some(link.url.clone()).filter(|url| !url.is_empty()),
                kind: link.kind.map(LinkKind::label).filter(|kind| {
                    // `Incident channel` needs no kind beside it.
                    !link.label.to_lowercase().contains(&kind.to_lowercase())
                }),
            })
            .collect(),
        referred: referred(site, index, facts.related.list()),
        related: found(site, index, facts.related.list()),
        first_time: before.is_empty() && archive.occurrence(item) == 1,
        before,
        updated: updates(item).pop(),
        updates: updates(item),
        authors: people(site, facts.authors.list()),
        reviewers: people(site, facts.reviewers.list()),
        published: facts
            .published
            .as_ref()
            .filter(|fact| fact.origin != Origin::Inferred)
            .map(|fact| words::date_or_unknown(Some(fact.value))),
        previous: date.and_then(|_| neighbour(site, index.checked_add(1))),
        next: date.and_then(|_| neighbour(site, index.checked_sub(1))),
        edit: record
            .local_path()
            .and_then(|path| url::edit(&site.settings, path)),
        data: url::postmortem_data(&item.slug),
        cite: cite(site, item),
        extra: facts.extra.clone(),
        lead: lead.map(|lead| words::unbroken(&lead)),
        lead_anchor: body.lead_anchor,
        parts: body.parts,
        contents: body.contents,
        notes: body.notes,
    })))
}

/// The breadcrumb trail: its year and month.
fn crumbs(site: &Site, item: &Item) -> Vec<Link> {
    let link = |text: String, url: String| Link { text, url };
    match item.date {
        Some(date) => {
            let first = date.first_of_month();
            vec![
                link(date.year().to_string(), url::year(first)),
                link(month::name(date.month()).to_owned(), url::month(first)),
            ]
        }
        None if site.archive.undated.is_empty() => Vec::new(),
        None => vec![link("No date recorded".to_owned(), url::UNDATED.to_owned())],
    }
}

fn banner(item: &Item) -> Option<String> {
    let record = &item.record;
    let state = match record.status() {
        Status::Draft => Some(
            "Draft: the content may still change, and missing facts are shown as not recorded. To publish it, \
                 put reviewers: [NAME] and status: reviewed into its front matter.",
        ),
        Status::InReview => Some("In review: the content may still change."),
        Status::Reviewed | Status::Closed => None,
    };
    let what = match (record.ongoing(), record.near_miss()) {
        (true, _) => Some("This incident is ongoing."),
        (false, true) => Some("Near miss: nobody was affected."),
        (false, false) => None,
    };
    let banner: Vec<&str> = what.into_iter().chain(state).collect();
    (!banner.is_empty()).then(|| banner.join(" "))
}

/// The actions that are not in the body.
fn rest(site: &Site, item: &Item, shown: &[bool]) -> Vec<ActionView> {
    let actions = item.record.actions.iter().enumerate();
    let rest = actions.filter(|(index, _)| !shown.get(*index).copied().unwrap_or_default());
    let views = rest.filter_map(|(index, action)| {
        let html = Html::text(&action.task);
        entries::action(site, (item, index), "", html)
    });
    entries::sorted(views.collect())
}

/// The rows of those ids that the archive has.
fn found(site: &Site, item_index: usize, ids: &[String]) -> Vec<Shared<Row>> {
    let mut seen = vec![item_index];
    let mut rows = Vec::new();
    for index in ids.iter().filter_map(|id| site.archive.find(id)) {
        if !seen.contains(&index) {
            seen.push(index);
            rows.extend(site.row(index));
        }
    }
    rows
}

/// The rows of those that name it as related, newest first, without those that it names itself.
fn referred(site: &Site, item_index: usize, own: &[String]) -> Vec<Shared<Row>> {
    let archive = &site.archive;
    let referred = site.referred.get_or_init(|| {
        let mut referred: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for item in archive.all() {
            let named: BTreeSet<usize> = item
                .record
                .facts
                .related
                .list()
                .iter()
                .filter_map(|id| archive.find(id))
                .collect();
            for other in named {
                referred.entry(other).or_default().push(item.index);
            }
        }
        referred
    });
    let own: Vec<usize> = own.iter().filter_map(|id| archive.find(id)).collect();
    let others = referred.get(&item_index).map_or(&[][..], Vec::as_slice).iter();
    let others = others.filter(|&&other| other != item_index && !own.contains(&other));
    others.filter_map(|&other| site.row(other)).collect()
}

/// The label of its status. Whoever reads that it is closed need not find out that its actions are not.
fn status(site: &Site, item: &Item) -> String {
    let status = item.record.status();
    let open = match status {
        Status::Closed => Open::of_page(site, item).open,
        _ => 0,
    };
    match open > 0 {
        true => format!(
            "{}, with {} open",
            status.label(),
            words::count(open, "action", "actions")
        ),
        false => status.label().to_owned(),
    }
}

fn neighbour(site: &Site, index: Option<usize>) -> Option<Shared<Row>> {
    let index = index?;
    site.archive.items.get(index)?.date?;
    site.row(index)
}

fn updates(item: &Item) -> Vec<UpdateView> {
    let mut updates = item.record.facts.updates.list().to_vec();
    updates.sort_by_key(|update| update.date);
    updates
        .into_iter()
        .map(|update| UpdateView {
            date: words::date_or_unknown(Some(update.date)),
            note: update.note,
        })
        .collect()
}

pub(super) fn people(site: &Site, people: &[Person]) -> Vec<PersonView> {
    people
        .iter()
        .map(|person| PersonView {
            name: person.name.clone(),
            url: site
                .archive
                .group(FacetId::AUTHOR, &person.name)
                .map(|group| group.url.clone()),
            href: person.url.clone(),
        })
        .collect()
}

/// `Lockers did not open. Kestrel incidents, 10 Mar 2026. https://…`
fn cite(site: &Site, item: &Item) -> String {
    let title = item.record.title.value.trim_end_matches('.');
    let stop = if title.ends_with(['?', '!', '…']) {
        ""
    } else {
        "."
    };
    let mut cite = format!("{title}{stop} {}", site.settings.title);
    if let Some(date) = item.date {
        cite = format!("{cite}, {}", words::date(date));
    }
    cite.push('.');
    if let Some(base) = &site.settings.base_url {
        cite = format!("{cite} {}", url::absolute(base, &url::postmortem(&item.slug)));
    }
    cite
}
