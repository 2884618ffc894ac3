//! What an assistant may ask of the archive, and the answers: JSON of a bounded length, with ids, addresses and words as they
//! were written. Pure.

use super::{bounded, plain};
use crate::archive::Item;
use crate::archive::facet::FacetId;
use crate::archive::ledger::State;
use crate::archive::ledger_filter::LedgerFilter;
use crate::archive::names::Names;
use crate::data;
use crate::postmortem::Postmortem;
use crate::search::{Shown, tokens};
use crate::site::Site;
use crate::url;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is searched for.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Query {
    /// Words, error messages or codes; what stands in double quotes has to be found exactly so.
    pub words: String,
    /// Only incidents of this service.
    pub service: Option<String>,
}

/// What happens now.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Happening {
    /// An alert, a line of a log, an error message or a description, as it is.
    pub text: String,
}

/// One postmortem that is asked for.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Wanted {
    /// The id of the postmortem, or the address of its page.
    pub id: String,
    /// The line of its file from which its text is quoted [default: the first].
    pub from_line: Option<usize>,
}

/// Open actions that are asked for.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Asked {
    /// Only those of incidents of this service.
    pub service: Option<String>,
    /// Only those of this owner.
    pub owner: Option<String>,
    /// Only those that are overdue.
    #[serde(default)]
    pub overdue: bool,
}

/// The archive, ready to answer.
#[derive(Debug)]
pub struct Answers {
    site: Site,
    /// By path.
    texts: BTreeMap<String, Arc<Postmortem>>,
    base_url: Option<String>,
}

impl Answers {
    /// The answers of a site, whose texts are found by path.
    #[must_use]
    pub const fn new(site: Site, texts: BTreeMap<String, Arc<Postmortem>>, base_url: Option<String>) -> Self {
        Self {
            site,
            texts,
            base_url,
        }
    }

    /// One postmortem: its facts and headings, and its text from a line on, as much as fits.
    ///
    /// # Errors
    /// Where there is none of that id, or no such line: what to ask instead.
    pub fn get(&self, wanted: &Wanted) -> Result<String, String> {
        let item = self.find(&wanted.id)?;
        let text = self.text(item);
        let lines = text.map_or_else(Vec::new, plain::lines);
        let first = wanted.from_line.unwrap_or(0);
        let quoted = lines.partition_point(|&(number, _)| number < first);
        let quoted = lines.get(quoted..).unwrap_or_default();
        if let (Some(line), [], Some((last, _))) = (wanted.from_line, quoted, lines.last()) {
            return Err(format!("no text from line {line} on: the last line is {last}"));
        }
        let mut answer = Map::new();
        answer.extend(self.known(item));
        if wanted.from_line.is_none() {
            let facts = serde_json::to_value(data::postmortem(
                self.site.archive(),
                self.site.recurrences(),
                item,
            ))
            .unwrap_or_default();
            // The text is what was asked for: it has half of the room at least, where there are headings, too.
            let facts = bounded::telling(facts).unwrap_or_default();
            answer.insert("facts".to_owned(), bounded::cut(facts, bounded::MOST / 3));
            if let Some(text) = text {
                answer.insert("headings".to_owned(), headings(text));
            }
        }
        // A number, a blank and a mark for the end of the line, which is two characters in JSON; and the key of the next line.
        let mut room = bounded::MOST.saturating_sub(bounded::length(&answer) + 64);
        let mut told = String::new();
        let mut next = None;
        for (number, words) in quoted {
            let mut line = format!("{number}: {words}\n");
            let longest = bounded::MOST / 2;
            if line.len() > longest {
                line = format!("{} …\n", line.chars().take(longest / 4).collect::<String>());
            }
            let Some(rest) = room.checked_sub(json!(line).to_string().len()) else {
                next = Some(*number);
                break;
            };
            room = rest;
            told.push_str(&line);
        }
        answer.insert("text".to_owned(), told.into());
        if let Some(next) = next {
            answer.insert("next_line".to_owned(), next.into());
        }
        Ok(bounded::print(answer))
    }

    /// The postmortems that have the words of a query, best first, as many as fit.
    ///
    /// # Errors
    /// Where there is no such service: which there are.
    pub fn search(&self, query: &Query) -> Result<String, String> {
        let service = self.service(query.service.as_deref())?;
        let of_service = |item: &Item| {
            let archive = self.site.archive();
            let asked = service.as_deref();
            asked.is_none_or(|asked| archive.is_named(&item.record, FacetId::SERVICE, asked))
        };
        let found = self.site.find(&query.words).into_iter();
        let found = found.filter_map(|index| self.site.archive().items.get(index));
        let found: Vec<&Item> = found
            .map(|item| &**item)
            .filter(|item| of_service(item))
            .collect();
        let mut answer = Map::new();
        answer.insert("found".to_owned(), found.len().into());
        let hits = found.into_iter().map(|item| {
            let mut hit = self.hit(item);
            hit.insert("quote".to_owned(), json!(self.quote(item, &query.words)));
            Value::Object(hit)
        });
        Ok(bounded::list(answer, "hits", hits))
    }

    /// At most three postmortems that a text reminds of: why, where they differ, and what ended them.
    #[must_use]
    pub fn similar(&self, text: &str) -> String {
        let matches = self.site.recurrences().similar(text);
        let mut answer = Map::new();
        if matches.is_empty() {
            answer.insert("answer".to_owned(), "no likely match".into());
        }
        let told = matches.iter().filter_map(|found| {
            let item = self.site.archive().items.get(found.earlier)?;
            let mut hit = self.hit(item);
            hit.insert("same".to_owned(), json!(found.same));
            hit.insert("different".to_owned(), json!(found.different));
            let promises = self.site.archive().promises_of(item);
            let open = promises.filter(|promise| promise.standing.is_open());
            let open = open.map(|promise| promise.action);
            let open =
                open.map(|action| json!({"id": action.id, "task": action.task, "owner": action.owner}));
            hit.insert("open_actions".to_owned(), open.collect());
            Some(Value::Object(hit))
        });
        bounded::list(answer, "matches", told.collect::<Vec<_>>().into_iter())
    }

    /// The open actions, the longest overdue first, as many as fit.
    ///
    /// # Errors
    /// Where there is no such service: which there are.
    pub fn open_actions(&self, asked: &Asked) -> Result<String, String> {
        let archive = self.site.archive();
        let filter = LedgerFilter {
            states: vec![if asked.overdue { State::Late } else { State::Open }],
            owners: asked.owner.iter().cloned().collect(),
            services: self.service(asked.service.as_deref())?.into_iter().collect(),
            ..LedgerFilter::default()
        };
        let found = data::actions::actions(archive, &filter.places(archive));
        let mut answer = Map::new();
        answer.insert("as_of".to_owned(), json!(found.as_of));
        answer.insert("open".to_owned(), found.actions.len().into());
        let actions = found.actions.iter().map(|action| {
            let mut told = serde_json::to_value(action).unwrap_or_default();
            if let Some(told) = told.as_object_mut() {
                told.remove("url");
                told.insert("address".to_owned(), self.address(&action.url).into());
            }
            told
        });
        Ok(bounded::list(answer, "actions", actions))
    }

    /// What a postmortem is known by, and what the search page shows of it.
    fn hit(&self, item: &Item) -> Map<String, Value> {
        let mut hit = self.known(item);
        if let Some(Shown(_, _, day, (_, severity), about, summary, ended, errors)) =
            self.site.hit(item.index)
        {
            let known = json!({
                "date": day,
                "severity": severity,
                "about": about,
                "summary": summary,
                "symptoms": errors,
                "ended_by": ended,
            });
            hit.extend(known.as_object().cloned().unwrap_or_default());
        }
        hit
    }

    /// The first line of a text that has the most words of a query.
    fn quote(&self, item: &Item, query: &str) -> Option<String> {
        let words = |text: &str| {
            let mut words = BTreeSet::new();
            tokens::words(text, |word, _| {
                words.insert(word.to_owned());
            });
            words
        };
        let asked = words(query);
        let lines = plain::lines(self.text(item)?).into_iter().map(|(number, line)| {
            let met = words(&line).intersection(&asked).count();
            (met, number, line)
        });
        let best = lines.reduce(|best, line| if line.0 > best.0 { line } else { best });
        let (_, number, line) = best.filter(|(met, ..)| *met > 0)?;
        Some(format!("{number}: {line}"))
    }

    /// A service that is asked for, as the site writes it: a slip of the pen must not say that nothing is open.
    fn service(&self, asked: Option<&str>) -> Result<Option<String>, String> {
        let names = Names {
            archive: self.site.archive(),
            settings: self.site.settings(),
        };
        asked.map(|name| names.service(name.trim())).transpose()
    }

    fn text(&self, item: &Item) -> Option<&Postmortem> {
        Some(self.texts.get(item.record.local_path()?)?)
    }

    /// A whole address, where the site says under which it stands.
    fn address(&self, page: &str) -> String {
        match &self.base_url {
            Some(base) => format!("{base}{page}"),
            None => page.to_owned(),
        }
    }

    /// What a postmortem is known by.
    fn known(&self, item: &Item) -> Map<String, Value> {
        let address = self.address(&url::postmortem(&item.slug));
        Map::from_iter([
            ("id".to_owned(), item.record.id.as_str().into()),
            (
                "title".to_owned(),
                bounded::shorten(&item.record.title.value).into(),
            ),
            ("address".to_owned(), address.into()),
            ("file".to_owned(), item.record.path.as_str().into()),
        ])
    }

    /// The postmortem of an id, a slug or the address of a page.
    fn find(&self, id: &str) -> Result<&Item, String> {
        let asked = id.trim().trim_end_matches('/');
        let name = asked.rsplit('/').next().unwrap_or(asked);
        let archive = self.site.archive();
        let index = archive.find(asked).or_else(|| archive.find(name));
        let item = index.and_then(|index| archive.items.get(index));
        item.map(|item| &**item)
            .ok_or_else(|| format!("no postmortem has the id `{}`", bounded::shorten(id)))
    }
}

/// The headings of a text with their lines.
fn headings(text: &Postmortem) -> Value {
    let document = &text.document;
    let headings = document.sections.iter().filter_map(|section| {
        let line = document.source.line(section.heading_span.start);
        Some(Value::from(format!("{line}: {}", section.heading.as_ref()?)))
    });
    bounded::telling(headings.collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
