//! What the first screen of a postmortem says: how long, who was hit, how bad, why, found by, can it recur.

mod how_bad;

use super::open_actions::Open;
use super::{Site, rows};
use crate::archive::Item;
use crate::archive::facet::FacetId;
use crate::moment::{Moment, Zone};
use crate::record::{Fact, Impact, Known, Record};
use crate::url;
use crate::view::{Card, words};
use crate::vocabulary::{DetectedBy, Status};
pub(super) use how_bad::hits;
use how_bad::how_bad;

/// The answers of one postmortem, in their order.
pub(super) fn cards(site: &Site, item: &Item) -> Vec<Card> {
    let record = &item.record;
    let mut cards = vec![
        how_long(item),
        who(item),
        how_bad(site, item),
        why(site, item),
        found_by(site, item),
        can_recur(site, item),
    ];
    for card in &mut cards {
        card.inferred |= card.known && is_inferred(item, card.key);
        card.note = card.note.take().map(|note| words::unbroken(&note));
        if !card.known && record.status() == Status::Draft {
            card.missing = missing(record, card.key);
        }
    }
    cards
}

/// Whether what a card says rests on a fact that is inferred.
fn is_inferred(item: &Item, card: &str) -> bool {
    let (facts, impact) = (&item.record.facts, &item.record.facts.impact);
    match card {
        "how-long" => {
            let until_resolved = || item.impact_times().is_some_and(|times| times.inferred.resolve);
            rows::is_inferred(item) || mitigated_first(item).is_some() && until_resolved()
        }
        "who" if item.record.near_miss() => facts.near_miss.is_inferred(),
        "who" => {
            impact.users_percent.is_inferred()
                || impact.users.is_inferred()
                || impact.requests_failed.is_inferred()
                || impact.summary.is_inferred()
        }
        "how-bad" => facts.severity.is_inferred(),
        "why" => {
            facts.root_cause.is_inferred() || facts.root_cause.is_none() && facts.cause_summary.is_inferred()
        }
        "found-by" => {
            facts.detected_by.is_inferred() || item.times.detect.is_some() && item.times.inferred.detect
        }
        _ => false,
    }
}

/// The front-matter keys that would make known what a card does not know.
fn missing(record: &Record, card: &str) -> Vec<&'static str> {
    let facts = &record.facts;
    match card {
        "how-long" => {
            let ends = [
                ("started", facts.started.is_none()),
                ("resolved", facts.resolved.is_none()),
            ];
            ends.into_iter()
                .filter(|(_, missing)| *missing)
                .map(|(key, _)| key)
                .collect()
        }
        "who" if facts.impact != Impact::default() => vec!["impact.users"],
        "who" => vec!["impact"],
        "how-bad" => vec!["severity"],
        "why" => vec!["root_cause"],
        "found-by" => vec!["detected_by"],
        _ => Vec::new(),
    }
}

/// A card that says a value; None where that is not known.
pub(super) fn card(key: &'static str, label: &'static str, value: Option<String>) -> Card {
    Card {
        key,
        label,
        known: value.is_some(),
        inferred: false,
        missing: Vec::new(),
        value: words::or_unknown(value),
        note: None,
        alert: None,
        url: None,
        rank: 0,
        hits: Vec::new(),
    }
}

fn how_long(item: &Item) -> Card {
    let (record, facts) = (&item.record, &item.record.facts);
    let duration = mitigated_first(item).or_else(|| rows::duration(item));
    let by_text =
        item.impact_times().is_some_and(|times| times.impact_stated()) && record.outages().is_empty();
    let mut card = card("how-long", "How long", duration.map(|text| capital(&text)));
    let named = |fact: &Fact<Moment>| with_zone_name(&fact.value, record);
    let started = facts.started.as_ref().map(named);
    let resolved = facts.resolved.as_ref().map(named);
    let ended = facts.mitigated.as_ref().map(named).or_else(|| resolved.clone());
    card.note = match (&started, &ended) {
        _ if record.outages().len() > 1 => Some(outages(record)),
        _ if record.ends_disagree() => resolved.zip(ended).map(|ends| {
            let (end, later) = (words::moment(&ends.0).text, words::moment(&ends.1).text);
            format!("the times disagree: resolved {end}, mitigated only later, {later}")
        }),
        (Some(started), Some(ended)) if by_text => Some(format!(
            "as the text states; its entries: {}",
            words::span(started, resolved.as_ref().unwrap_or(ended))
        )),
        (Some(started), Some(ended)) => {
            let span = words::span(started, ended);
            Some(match resolved.filter(|resolved| resolved != ended) {
                Some(resolved) => {
                    let at = match resolved.date == ended.date {
                        true => words::clock(&resolved),
                        false => words::moment(&resolved).text,
                    };
                    format!("{span}, resolved {at}")
                }
                None => span,
            })
        }
        (Some(started), None) if item.record.near_miss() => Some(words::moment(started).text),
        (Some(started), None) if by_text && card.known => Some(format!(
            "as the text states; from {}",
            words::moment(started).text
        )),
        (Some(started), None) => Some(format!("since {}", words::moment(started).text)),
        (None, Some(ended)) => Some(format!("until {}", words::moment(ended).text)),
        (None, None) if by_text && card.known => Some("as the text states".to_owned()),
        (None, None) => item.date.map(words::date),
    };
    card
}

/// `mitigated after 30 min, resolved after 5 h 35 min`; None where one followed at once from the other, or is not known.
fn mitigated_first(item: &Item) -> Option<String> {
    let times = item.impact_times()?;
    let (impact, resolve) = (times.impact?, times.resolve?);
    let told = times.mitigate == Some(impact) && impact < resolve && item.record.outages().len() < 2;
    let (impact, resolve) = (words::duration(impact), words::duration(resolve));
    // Minutes of two days are not worth two facts.
    (told && impact != resolve)
        .then(|| words::unbroken(&format!("mitigated after {impact}, resolved after {resolve}")))
}

/// `Two outages: 10 Mar 2026, 07:00 to 08:47 UTC; 12:10 to 12:30 UTC`; of many from when to when.
fn outages(record: &Record) -> String {
    const MOST: usize = 4;
    let outages = record.outages_in_order();
    let count = format!("{} outages", words::number(outages.len()));
    if outages.len() > MOST {
        let facts = &record.facts;
        return match (facts.started.value(), facts.resolved.value()) {
            (Some(started), Some(resolved)) => format!("{count}: {}", words::span(started, resolved)),
            (Some(started), None) => format!("{count} since {}", words::moment(started).text),
            (None, _) => count,
        };
    }
    let mut day = None;
    let spans = outages.into_iter().filter_map(|outage| {
        let started = outage.started.as_ref()?;
        let mut from = with_zone_name(started, record);
        let same_day = day == from.date;
        day = from.date;
        Some(match &outage.resolved {
            Some(resolved) => {
                let to = with_zone_name(resolved, record);
                // The date that stands before it is not said again.
                if same_day && to.date == from.date {
                    from.date = None;
                    let to = Moment { date: None, ..to };
                    words::span(&from, &to)
                } else {
                    words::span(&from, &to)
                }
            }
            None => format!("since {}", words::moment(&from).text),
        })
    });
    format!("{count}: {}", spans.collect::<Vec<_>>().join("; "))
}

/// The same moment, its zone as the timeline names it where the fact has no more than an offset: one incident has
/// one name for its zone.
fn with_zone_name(moment: &Moment, record: &Record) -> Moment {
    let is_name = |zone: &&Zone| zone.label.len() > 1 && zone.label.starts_with(char::is_alphabetic);
    let mut named = moment.clone();
    if let Some(own) = named.zone.as_mut().filter(|own| !is_name(&&**own)) {
        let mut zones = record
            .entries
            .iter()
            .filter_map(|entry| entry.at.as_ref()?.zone.as_ref());
        if let Some(zone) = zones.find(|zone| zone.offset == own.offset && is_name(zone)) {
            own.label.clone_from(&zone.label);
        }
    }
    named
}

/// The longest words of an impact or a cause in a card, in characters.
const WORDS: usize = 110;

fn who(item: &Item) -> Card {
    let record = &item.record;
    if record.near_miss() {
        return card("who", "Who was affected", Some("Nobody".to_owned()));
    }
    let mut numbers = rows::numbers(record).into_iter();
    let facts = &record.facts;
    let summary = facts.impact.summary.as_ref().map(|fact| fact.value.as_str());
    // What the lead says is right above.
    let lead = facts.summary.as_ref().map(|fact| fact.value.as_str());
    let new = summary.filter(|&summary| lead != Some(summary));
    match numbers.next() {
        Some(first) => {
            let mut card = card("who", "Who was affected", Some(first));
            let rest: Vec<String> = numbers.collect();
            card.note = match rest.is_empty() {
                true => new.map(|text| words::opening(text, WORDS)),
                false => Some(rest.join(", ")),
            };
            card
        }
        None => card(
            "who",
            "Who was affected",
            summary.map(|text| words::opening(text, WORDS)),
        ),
    }
}

fn why(site: &Site, item: &Item) -> Card {
    let archive = &site.archive;
    let cause = rows::root_cause(archive, item);
    let stated = item
        .record
        .facts
        .root_cause
        .as_ref()
        .map(|fact| fact.value.trim());
    // A draft says `unknown` where nobody has filled it in yet.
    let filled = stated != Some("unknown") || item.record.status() != Status::Draft;
    let cause = cause.filter(|_| filled);
    let told = item
        .record
        .facts
        .cause_summary
        .as_ref()
        .filter(|_| cause.is_none());
    let opening = told.map(|told| words::opening(&told.value, WORDS));
    let mut card = card(
        "why",
        "Why",
        cause.as_ref().map(|cause| cause.text.clone()).or(opening),
    );
    card.inferred = told.is_some_and(Fact::is_inferred);
    let trigger = archive.groups_of(item, FacetId::TRIGGER).next();
    let causes = archive.groups_of(item, FacetId::CAUSE);
    let also: Vec<String> = causes
        .skip(usize::from(stated.is_some()))
        .map(|group| lower(&group.label))
        .collect();
    let notes: Vec<String> = [
        trigger.map(|trigger| format!("trigger: {}", lower(&trigger.label))),
        (!also.is_empty()).then(|| format!("contributing: {}", also.join(", "))),
    ]
    .into_iter()
    .flatten()
    .collect();
    card.note = (!notes.is_empty()).then(|| notes.join("; "));
    card.url = cause.map(|cause| cause.url);
    card
}

fn found_by(site: &Site, item: &Item) -> Card {
    let by = item.record.facts.detected_by.as_ref();
    let mut card = card(
        "found-by",
        "Detected by",
        by.map(|fact| found(fact.value).to_owned()),
    );
    let detect = &site.archive.metrics.detect;
    card.note = item.times.detect.map(|seconds| {
        let after = words::after(seconds);
        match detect.telling_median() {
            Some(median) if median > 0 => {
                format!("{after}; archive median {}", words::duration(median))
            }
            _ => after,
        }
    });
    card
}

const fn found(by: DetectedBy) -> &'static str {
    match by {
        DetectedBy::Other => "Someone else",
        by => by.label(),
    }
}

/// Whether the same can fail once more: it has, or what was to prevent it is not done.
fn can_recur(site: &Site, item: &Item) -> Card {
    let archive = &site.archive;
    let actions = 0..item.record.actions.len();
    let promises = actions.filter_map(|action| archive.promise((item.index, action)));
    let status = promises.map(|promise| promise.standing.status);
    let open = status.clone().filter(|status| status.is_open()).count();
    let done = status.filter(|status| status.is_done()).count();
    let all = open + done;
    let later = archive.members(archive.repeated_by(item)).next();
    let answer = match (&later, all - done) {
        (Some(_), _) => Some("It did".to_owned()),
        (None, 0) if all > 0 => Some("Prevention is done".to_owned()),
        (None, 0) => None,
        (None, _) => Some("Yes".to_owned()),
    };
    let mut card = card("can-recur", "Can it recur?", answer);
    let again = later.map(|later| {
        card.url = Some(url::postmortem(&later.slug));
        later
            .date
            .map_or_else(|| "later".to_owned(), |date| format!("on {}", words::date(date)))
    });
    let parts: Vec<String> = again.into_iter().chain(actions_done(all, done)).collect();
    card.note = (!parts.is_empty()).then(|| parts.join("; "));
    card.alert = Open::of_page(site, item).alert();
    card
}

/// `2 of 5 actions open`; None where there are none.
fn actions_done(all: usize, done: usize) -> Option<String> {
    match (all - done, all) {
        (_, 0) => None,
        (0, all) => Some(format!("{} done", words::count(all, "action", "actions"))),
        (1, 1) => Some("its action is open".to_owned()),
        (open, all) => Some(format!(
            "{} of {} actions open",
            words::thousands(open),
            words::thousands(all)
        )),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// A label inside a sentence: its first letter small, unless it is an abbreviation.
pub(super) fn lower(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}
