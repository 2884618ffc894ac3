//! What is stated by a label and a value (`**Severity:** SEV2`), as templates have it at the top: in lines, lists, tables
//! of two columns, under a heading of its own. It is a fact with its place, and no prose.

mod keys;
mod pairs;
#[cfg(test)]
mod tests;
mod told;
mod values;

use super::document::Section;
use super::impact::{self, TimeKey, When};
use crate::config::Settings;
use crate::diagnostic::{Diagnostic, RuleName};
use crate::record::{Fact, Origin, Person, ServiceHit};
use crate::source::Source;
use crate::span::Span;
use crate::text::blocks::Block;
use crate::vocabulary::Status;
use keys::Key;
use pairs::Pair;
use values::Placed;

/// What was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Metadata {
    /// The severity, one of the site's.
    pub severity: Option<Fact<String>>,
    /// The services that were hit.
    pub services: Option<Fact<Vec<ServiceHit>>>,
    /// Who wrote it.
    pub authors: Option<Fact<Vec<Person>>>,
    /// The status, where its word is clear.
    pub status: Option<Fact<Status>>,
    /// The teams.
    pub teams: Option<Fact<Vec<String>>>,
    /// The tags.
    pub tags: Option<Fact<Vec<String>>>,
    /// Alerts and error messages.
    pub symptoms: Option<Fact<Vec<String>>>,
    /// How long it was said to last, in seconds.
    pub duration: Option<Fact<i64>>,
    /// The words of a label on who or what noticed.
    pub noticed: Option<(String, Span)>,
    /// The times that labels give.
    pub labelled: Vec<(TimeKey, When)>,
    /// Where each label with its value is, in the order of the text.
    pub spans: Vec<Span>,
    /// A severity that the site does not list.
    pub unknown_severity: Option<(String, Span)>,
}

/// Reads the metadata of a body.
#[must_use]
pub fn read(
    source: &Source,
    blocks: &[Block],
    sections: &[Section],
    title: Option<Span>,
    settings: &Settings,
) -> Metadata {
    let mut metadata = Metadata::default();
    let mut owners = None;
    for pair in pairs::all(source, blocks, sections, title) {
        metadata.spans.push(pair.span);
        if pair.key == Key::Owner {
            owners = owners.or_else(|| people(&pair));
        } else {
            metadata.add(&pair, settings);
        }
    }
    if metadata.authors.is_none() {
        metadata.authors = owners;
    }
    if metadata.severity.is_none() && metadata.unknown_severity.is_none() {
        metadata.severity = told::severity(blocks, sections, settings);
    }
    metadata.unknown_severity = metadata.unknown_severity.filter(|_| metadata.severity.is_none());
    metadata
}

impl Metadata {
    fn add(&mut self, pair: &Pair, settings: &Settings) {
        let Some(first) = pair.values.first() else { return };
        let plain = first.plain.trim();
        if values::is_blank(plain) {
            return;
        }
        let place = first.span(0..first.plain.len());
        match pair.key {
            Key::Severity | Key::Priority => match values::severity(plain, settings) {
                Some(known) => set(
                    &mut self.severity,
                    Fact::new(known.to_owned(), Origin::Body, place),
                ),
                None if pair.key == Key::Severity && values::is_rank(plain) => {
                    self.unknown_severity.get_or_insert((plain.to_owned(), place));
                }
                None => {}
            },
            Key::Services => {
                let names = values::services(&pair.values).into_iter();
                let hits = names.map(|(name, span)| ServiceHit {
                    name,
                    span,
                    ..ServiceHit::default()
                });
                let mut hits: Vec<ServiceHit> = hits.collect();
                super::front_matter::services_by_name(&mut hits, settings);
                set_list(&mut self.services, hits, place);
            }
            Key::Authors => {
                if let Some(people) = people(pair) {
                    set(&mut self.authors, people);
                }
            }
            Key::Status => {
                if let Some(status) = values::status(plain) {
                    set(&mut self.status, Fact::new(status, Origin::Body, place));
                }
            }
            Key::Teams => set_list(&mut self.teams, words(values::names(&pair.values)), place),
            Key::Tags => set_list(&mut self.tags, words(values::names(&pair.values)), place),
            Key::Symptoms => {
                let texts = pair.values.iter().map(|text| text.plain.trim().to_owned());
                set_list(
                    &mut self.symptoms,
                    texts.filter(|text| !values::is_blank(text)).collect(),
                    place,
                );
            }
            Key::Duration => {
                if let Some((seconds, range)) = impact::stated_length(&first.plain) {
                    set(
                        &mut self.duration,
                        Fact::new(seconds, Origin::Body, first.span(range)),
                    );
                }
            }
            Key::Window | Key::Times | Key::Time(TimeKey::Date)
                if let Some((start, end)) = values::window(first, pair.zone.as_deref()) =>
            {
                self.labelled.push((TimeKey::Started, start));
                self.labelled.push((TimeKey::Resolved, end));
            }
            Key::Window | Key::Time(_) => {
                let key = match pair.key {
                    Key::Time(key) => key,
                    _ => TimeKey::Started,
                };
                if let Some(when) = values::when(first, pair.zone.as_deref()) {
                    // A day alone is that of the incident.
                    let key = match (key, when.clock) {
                        (TimeKey::Started, None) => TimeKey::Date,
                        _ => key,
                    };
                    self.labelled.push((key, when));
                }
            }
            Key::DetectedBy => {
                self.noticed.get_or_insert((plain.to_owned(), place));
            }
            Key::Times | Key::Owner | Key::Other => {}
        }
    }

    /// The question for a severity that the site does not list, unless the front matter states one.
    #[must_use]
    pub fn question(&self, source: &Source, settings: &Settings) -> Option<Diagnostic> {
        let (words, span) = self.unknown_severity.as_ref()?;
        let known: Vec<&str> = settings
            .severities
            .iter()
            .map(|known| known.name.as_str())
            .collect();
        Some(
            Diagnostic::question(
                RuleName::InvalidValue,
                &source.path,
                *span,
                format!("cannot tell which severity `{words}` is"),
            )
            .hint(format!(
                "add `severity:` to the front matter, one of: {}",
                known.join(", ")
            )),
        )
    }
}

fn words(placed: Vec<Placed>) -> Vec<String> {
    placed.into_iter().map(|(word, _)| word).collect()
}

fn people(pair: &Pair) -> Option<Fact<Vec<Person>>> {
    let people = values::people(&pair.values);
    let span = people.first()?.1.to(people.last()?.1);
    let people = people.into_iter().map(|(name, _)| Person { name, url: None });
    Some(Fact::new(people.collect(), Origin::Body, span))
}

fn set_list<T>(fact: &mut Option<Fact<Vec<T>>>, list: Vec<T>, span: Span) {
    if !list.is_empty() {
        set(fact, Fact::new(list, Origin::Body, span));
    }
}

/// The first of several counts; the others stay beside it.
fn set<T>(fact: &mut Option<Fact<T>>, stated: Fact<T>) {
    match fact {
        Some(first) => first.others.push((stated.value, stated.span)),
        None => *fact = Some(stated),
    }
}
