//! How bad it was, and which services were hit.

use super::{capital, card};
use crate::archive::facet::FacetId;
use crate::archive::{Archive, Item};
use crate::record::{Fact, ServiceHit};
use crate::site::{Site, rows};
use crate::view::{Card, Hit, words};

/// The most services in a card.
const HITS: usize = 6;

pub(super) fn how_bad(site: &Site, item: &Item) -> Card {
    let severity = rows::severity(&site.archive, item);
    let known = (severity.rank > 0).then_some(severity.label);
    // A report that came from elsewhere has another scale, or says how much failed.
    let facts = &item.record.facts;
    let written = facts
        .extra
        .get("x-severity")
        .and_then(|word| match word.as_str() {
            Some(word) => Some(word.trim().to_owned()),
            None => word.as_i64().map(|number| number.to_string()),
        });
    let written = written.filter(|word| !word.is_empty());
    let level = facts.impact.level.as_ref();
    let by_level = known.is_none() && written.is_none();
    let known = known
        .or_else(|| written.map(|word| format!("“{word}” on another scale")))
        .or_else(|| level.map(|level| capital(level.value.label())));
    let mut card = card("how-bad", "How bad", known);
    card.inferred = by_level && level.is_some_and(Fact::is_inferred);
    card.url = severity.url;
    card.rank = severity.rank;
    card.hits = hits(&site.archive, item);
    // The rest stands where the page says what it is filed under.
    let more = card.hits.len().saturating_sub(HITS);
    if more > 1 {
        card.hits.truncate(HITS);
        card.note = Some(format!("and {} more services", words::thousands(more)));
    }
    card
}

/// The services, each with how it was hit where that differs from the rest.
pub(in crate::site) fn hits(archive: &Archive, item: &Item) -> Vec<Hit> {
    let stated: Vec<&ServiceHit> = item.record.hits().collect();
    archive
        .groups_of(item, FacetId::SERVICE)
        .map(|group| {
            let hit = stated
                .iter()
                .find(|hit| hit.name.trim().eq_ignore_ascii_case(&group.name));
            Hit {
                text: group.label.clone(),
                url: group.url.clone(),
                how: hit.and_then(|hit| how(hit)),
            }
        })
        .collect()
}

/// `degraded, 10 Mar 2026, 07:00 to 07:40 UTC`
fn how(hit: &ServiceHit) -> Option<String> {
    let time = match (&hit.started, &hit.resolved) {
        (Some(started), Some(resolved)) => Some(words::span(started, resolved)),
        (Some(started), None) => Some(format!("from {}", words::moment(started).text)),
        (None, Some(resolved)) => Some(format!("until {}", words::moment(resolved).text)),
        (None, None) => None,
    };
    let level = hit.level.map(|level| level.label().to_owned());
    let parts: Vec<String> = level.into_iter().chain(time).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
