//! What of a postmortem is searched, and what its hit shows: what its page shows, in the same words.

use crate::archive::Item;
use crate::archive::facet::FacetId;
use crate::html::elements;
use crate::html::tokenizer::{Token, Tokenizer};
use crate::postmortem::Postmortem;
use crate::search::{Document, Shown};
use crate::site::{Site, rows};
use crate::url;
use crate::view::words;
use crate::vocabulary::SectionKind;

/// The filters, in the order of their files; the page names them so.
pub(super) const FILTERS: [&str; 5] = ["service", "cause", "severity", "year", "status"];

// What a word weighs by the text it is in. An engineer in an outage has an error message in hand; then the names of things
// say most, then what the cause was, and what the summary tells.
const ERROR: u32 = 10;
const TITLE: u32 = 8;
const SERVICE: u32 = 6;
const CAUSE: u32 = 5;
const CODE: u32 = 4;
const SUMMARY: u32 = 3;
const TEXT: u32 = 1;

/// The longest text of a hit, in characters.
const LONGEST: usize = 200;

/// A postmortem as it is searched.
pub(super) fn document(site: &Site, item: &Item, text: Option<&Postmortem>) -> Document {
    let record = &item.record;
    let facts = &record.facts;
    let symptoms = facts.symptoms.as_ref().map_or(&[][..], |fact| &fact.value);
    let labels = |facet| -> Vec<String> {
        let groups = site.archive.groups_of(item, facet);
        groups.map(|group| group.label.clone()).collect()
    };
    let mut texts = vec![(TITLE, record.title.value.clone())];
    texts.extend(symptoms.iter().map(|symptom| (ERROR, symptom.clone())));
    for (facet, weight) in [
        (FacetId::SERVICE, SERVICE),
        (FacetId::CAUSE, CAUSE),
        (FacetId::TRIGGER, CAUSE),
        (FacetId::TEAM, SUMMARY),
        (FacetId::TAG, SUMMARY),
    ] {
        texts.extend(labels(facet).into_iter().map(|label| (weight, label)));
    }
    let summaries = [&facts.cause_summary, &facts.summary, &facts.impact.summary];
    let weights = [CAUSE, SUMMARY, SUMMARY];
    let stated = summaries.into_iter().zip(weights);
    texts.extend(stated.filter_map(|(fact, weight)| Some((weight, fact.as_ref()?.value.clone()))));
    texts.push((TEXT, record.id.clone()));
    match text {
        Some(text) => body(text, &mut texts),
        None => {
            texts.extend(record.entries.iter().map(|entry| (TEXT, entry.text.clone())));
            texts.extend(record.actions.iter().map(|action| (TEXT, action.task.clone())));
        }
    }
    let status = record.status().label().to_owned();
    let year = item.date.map(|date| date.strftime("%Y").to_string());
    Document {
        texts,
        filters: vec![
            labels(FacetId::SERVICE),
            labels(FacetId::CAUSE),
            labels(FacetId::SEVERITY),
            year.into_iter().collect(),
            vec![status],
        ],
        shown: shown(site, item, symptoms),
    }
}

fn shown(site: &Site, item: &Item, symptoms: &[String]) -> Shown {
    let record = &item.record;
    let severity = rows::severity(&site.archive, item);
    let services = rows::links(&site.archive, item, FacetId::SERVICE);
    let services: Vec<String> = services.into_iter().map(|link| link.text).collect();
    let known = [
        Some(services.join(", ")),
        rows::duration(item).map(|_| rows::lasted(item)),
        rows::impact(record),
    ];
    let known: Vec<String> = known
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty())
        .collect();
    let summary = record.facts.summary.as_ref();
    Shown(
        url::postmortem(&item.slug),
        words::title(record),
        words::date_or_unknown(item.date).text,
        (severity.rank, severity.label),
        known.join(" · "),
        summary.map_or_else(String::new, |summary| short(&summary.value)),
        record
            .ended_by()
            .map_or_else(String::new, |entry| short(&entry.text)),
        symptoms.iter().take(3).map(|symptom| short(symptom)).collect(),
    )
}

/// The first words of a text.
fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        None => text.to_owned(),
        Some((end, _)) => {
            let start = text.get(..end).unwrap_or_default();
            let words = start.rsplit_once(' ').map_or(start, |(words, _)| words);
            format!("{words} …")
        }
    }
}

/// The text of a postmortem by lines: without comments, tags and the addresses of links, which its page does not show.
fn body(text: &Postmortem, texts: &mut Vec<(u32, String)>) {
    let document = &text.document;
    let Some(body) = document.source.text.get(document.body.start..document.body.end) else {
        return;
    };
    let mut sections = document.sections.iter().peekable();
    let mut weight = TEXT;
    let mut fenced = false;
    let mut at = document.body.start;
    for line in visible(body).split('\n') {
        while let Some(section) = sections.next_if(|section| section.span.start <= at + line.len()) {
            weight = match section.kind {
                SectionKind::Cause => CAUSE,
                SectionKind::Summary | SectionKind::Impact => SUMMARY,
                _ => TEXT,
            };
        }
        at += line.len() + 1;
        let is_fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        fenced ^= is_fence;
        if fenced || is_fence {
            texts.push((CODE, line.to_owned()));
            continue;
        }
        for (index, piece) in line.split('`').enumerate() {
            if !piece.trim().is_empty() {
                let weight = if index % 2 == 1 { weight.max(CODE) } else { weight };
                texts.push((weight, without_addresses(piece)));
            }
        }
    }
}

/// A text with blanks where comments and tags were, of the same length.
fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (token, range) in Tokenizer::new(text) {
        // `Vec<String>` is no tag that anybody knows, and is shown.
        let hidden = match token {
            Token::Comment => true,
            Token::Tag(tag) => !elements::is_word(&tag),
        };
        if hidden {
            out.push_str(text.get(from..range.start).unwrap_or_default());
            let gone = text.get(range.clone()).unwrap_or_default();
            out.extend(gone.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
            from = range.end;
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// `[text](address)` as `text`.
fn without_addresses(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("](") {
        out.push_str(before);
        out.push(' ');
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_does_not_show_is_not_searched() {
        assert_eq!(
            without_addresses("see [the log](https://a.example/x) and [b](c)"),
            "see [the log  and [b "
        );
        let text = "a <!-- secret\nplan --> b <b>c</b>";
        let shown = visible(text);
        assert!(!shown.contains("secret") && !shown.contains("plan"), "{shown}");
        assert_eq!(shown.len(), text.len());
        assert_eq!(shown.lines().count(), 2);
    }

    #[test]
    fn long_texts_end_at_a_word() {
        let text = "word ".repeat(60);
        assert!(short(&text).ends_with("word …"));
        assert_eq!(short("short"), "short");
    }
}
