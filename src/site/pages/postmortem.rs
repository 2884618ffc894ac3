//! `/postmortems/SLUG/`: one postmortem.

use crate::archive::Item;
use crate::archive::facet::Facet;
use crate::figure;
use crate::moment::month;
use crate::postmortem::record::{Fact, Origin, Person};
use crate::site::chrome::Subject;
use crate::site::routes::{Key, Kind, Make, Plan, Planned};
use crate::site::view::{
    self, ActionView, Figure, Html, Link, Outside, PersonView, Row, Shared, Span, UpdateView, View,
};
use crate::site::{Site, body, cards, entries, rows, url, words};
use crate::vocabulary::{LinkKind, Status};

pub(in crate::site) const KIND: Kind = Kind {
    routes,
    make: Make::View(view),
};

/// The longest lead, in characters: what goes on stands in the body.
const LEAD: usize = 300;

fn routes(plan: &Plan<'_>) -> Vec<Planned> {
    let items = plan.archive.items.iter().enumerate();
    items
        .map(|(place, item)| {
            let key = Key {
                place,
                page: 1,
                ..Key::default()
            };
            Planned::new(url::postmortem(&item.slug), key)
        })
        .collect()
}

fn view(site: &Site, key: Key) -> Option<View> {
    let archive = &site.archive;
    let item = archive.items.get(key.place)?;
    let record = &*item.record;
    let facts = &record.facts;
    let path = url::postmortem(&item.slug);
    let figure = figure::timeline::draw_within(record, site.theme.manifest().figure_width, usize::MAX);
    let text = site.texts.get(key.place).and_then(Option::as_deref);
    let body = text.map(|text| body::body(site, item, text, figure.as_ref()));
    let body = body.unwrap_or_default();
    let actions = rest(site, item, &body.shown);
    let lead = facts
        .summary
        .as_ref()
        .map(|fact| words::opening(&fact.value, LEAD));
    let cause = rows::root_cause(archive, item);
    let causes = rows::links(archive, item, Facet::Cause);
    let title = &record.title.value;
    let date = item.date;
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
        status_label: record.status().label(),
        cards: cards::cards(site, item),
        span: Span {
            started: words::moment_or_unknown(value(&facts.started)),
            mitigated: words::moment_or_unknown(value(&facts.mitigated)),
            resolved: words::moment_or_unknown(value(&facts.resolved)),
        },
        severity: rows::severity(archive, item),
        services: cards::hits(archive, item),
        contributing: causes.into_iter().skip(usize::from(cause.is_some())).collect(),
        cause,
        trigger: rows::links(archive, item, Facet::Trigger).into_iter().next(),
        teams: rows::links(archive, item, Facet::Team),
        tags: rows::links(archive, item, Facet::Tag),
        symptoms: list(&facts.symptoms).to_vec(),
        figure: figure.map(|figure| Figure {
            svg: Html::new(&figure.svg),
            sentence: figure.sentence,
            lost: figure.lost,
        }),
        entries: record.entries.len(),
        actions,
        against: site.scales.of(item),
        against_scale: site.scales.scale(),
        links: list(&facts.links)
            .iter()
            .map(|link| Outside {
                text: link.label.clone(),
                href: Some(link.url.clone()).filter(|url| !url.is_empty()),
                kind: link.kind.map(LinkKind::label),
            })
            .collect(),
        related: found(site, key.place, list(&facts.related)),
        recurrence_of: found(site, key.place, list(&facts.recurrence_of)),
        updated: updates(item).pop(),
        updates: updates(item),
        authors: people(site, list(&facts.authors)),
        reviewers: people(site, list(&facts.reviewers)),
        published: facts
            .published
            .as_ref()
            .filter(|fact| fact.origin != Origin::Inferred)
            .map(|fact| words::date_or_unknown(Some(fact.value))),
        previous: date.and_then(|_| neighbour(site, key.place.checked_add(1))),
        next: date.and_then(|_| neighbour(site, key.place.checked_sub(1))),
        edit: url::edit(&site.settings, &record.path),
        data: url::postmortem_data(&item.slug),
        cite: cite(site, item),
        extra: facts.extra.clone(),
        lead,
        parts: body.parts,
        contents: body.contents,
        notes: body.notes,
    })))
}

/// The way here: its year and month.
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
        None => vec![link("Without a date".to_owned(), url::UNDATED.to_owned())],
    }
}

fn banner(item: &Item) -> Option<String> {
    let record = &item.record;
    let state = match record.status() {
        Status::Draft => {
            Some("A draft: what it says may still change, and what is missing is shown as not recorded.")
        }
        Status::InReview => Some("In review: what it says may still change."),
        Status::Reviewed | Status::Closed => None,
    };
    let what = match (record.ongoing(), record.near_miss()) {
        (true, _) => Some("This incident still goes on."),
        (false, true) => Some("A near miss: nobody was hit."),
        (false, false) => None,
    };
    let banner: Vec<&str> = what.into_iter().chain(state).collect();
    (!banner.is_empty()).then(|| banner.join(" "))
}

/// The actions that do not stand in the body.
fn rest(site: &Site, item: &Item, shown: &[bool]) -> Vec<ActionView> {
    let actions = item.record.actions.iter().enumerate();
    actions
        .filter(|(place, _)| !shown.get(*place).copied().unwrap_or_default())
        .map(|(_, action)| entries::action(action, "", Html::text(&action.task), site.archive.as_of))
        .collect()
}

/// The rows of those ids that the archive has.
fn found(site: &Site, own: usize, ids: &[String]) -> Vec<Shared<Row>> {
    let mut seen = vec![own];
    let places = ids.iter().filter_map(|id| site.archive.find(id));
    let mut rows = Vec::new();
    for place in places {
        if !seen.contains(&place) {
            seen.push(place);
            rows.extend(site.row(place));
        }
    }
    rows
}

fn neighbour(site: &Site, place: Option<usize>) -> Option<Shared<Row>> {
    let place = place?;
    site.archive.items.get(place)?.date?;
    site.row(place)
}

fn updates(item: &Item) -> Vec<UpdateView> {
    let mut updates = list(&item.record.facts.updates).to_vec();
    updates.sort_by_key(|update| update.date);
    updates
        .into_iter()
        .map(|update| UpdateView {
            date: words::date_or_unknown(Some(update.date)),
            note: update.note,
        })
        .collect()
}

fn people(site: &Site, people: &[Person]) -> Vec<PersonView> {
    people
        .iter()
        .map(|person| PersonView {
            name: person.name.clone(),
            url: site
                .archive
                .group(Facet::Author, &person.name)
                .map(|group| rows::group_url(Facet::Author, group)),
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

fn value<T>(fact: &Option<Fact<T>>) -> Option<&T> {
    fact.as_ref().map(|fact| &fact.value)
}

fn list<T>(fact: &Option<Fact<Vec<T>>>) -> &[T] {
    fact.as_ref().map_or(&[], |fact| &fact.value)
}
