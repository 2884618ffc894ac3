//! What an assistant may ask of the archive, and the answers: JSON of a bounded length, with ids, addresses and words as they
//! were written. Pure.

use super::{bounded, plain};
use crate::archive::{Archive, Item, ledger};
use crate::data;
use crate::postmortem::Postmortem;
use crate::record::Action;
use crate::url;
use crate::vocabulary::ActionStatus;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

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
    /// Only those whose owner's name has these letters.
    pub owner: Option<String>,
    /// Only those that are overdue.
    #[serde(default)]
    pub overdue: bool,
}

/// The archive, ready to answer.
#[derive(Debug, Default)]
pub struct Answers {
    archive: Archive,
    /// By path.
    texts: BTreeMap<String, Arc<Postmortem>>,
    base_url: Option<String>,
}

impl Answers {
    /// The answers of an archive, whose texts are found by path.
    #[must_use]
    pub const fn new(
        archive: Archive,
        texts: BTreeMap<String, Arc<Postmortem>>,
        base_url: Option<String>,
    ) -> Self {
        Self {
            archive,
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
        let text = item.record.local_path().and_then(|path| self.texts.get(path));
        let lines = text.map_or_else(Vec::new, |text| plain::lines(text));
        let first = wanted.from_line.unwrap_or(0);
        let quoted = lines.partition_point(|&(number, _)| number < first);
        let quoted = lines.get(quoted..).unwrap_or_default();
        if let (Some(line), [], Some((last, _))) = (wanted.from_line, quoted, lines.last()) {
            return Err(format!("no text from line {line} on: the last line is {last}"));
        }
        let mut answer = bounded::begin();
        answer.extend(self.known(item));
        if wanted.from_line.is_none() {
            let facts = serde_json::to_value(data::postmortem(&self.archive, item)).unwrap_or_default();
            answer.insert("facts".to_owned(), bounded::telling(facts).unwrap_or_default());
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

    /// The open actions, the longest overdue first, as many as fit.
    #[must_use]
    pub fn open_actions(&self, asked: &Asked) -> String {
        let order = ledger::order(&self.archive);
        let found: Vec<(&Item, &Action)> = order
            .iter()
            .filter_map(|&at| ledger::get(&self.archive, at))
            .filter(|(item, action)| self.is_asked(asked, item, action))
            .collect();
        let mut answer = bounded::begin();
        answer.insert(
            "as_of".to_owned(),
            json!(self.archive.as_of.map(|day| day.to_string())),
        );
        answer.insert("open".to_owned(), found.len().into());
        bounded::list(
            answer,
            "actions",
            found.into_iter().map(|(item, action)| self.action(item, action)),
        )
    }

    fn is_asked(&self, asked: &Asked, item: &Item, action: &Action) -> bool {
        let same = |service: &String| {
            item.record
                .services()
                .any(|one| one.eq_ignore_ascii_case(service.trim()))
        };
        let has = |owner: &String| {
            let named = action.owner.as_deref().unwrap_or_default().to_lowercase();
            named.contains(&owner.trim().to_lowercase())
        };
        matches!(action.status, ActionStatus::Open | ActionStatus::Proposed)
            && asked.service.as_ref().is_none_or(same)
            && asked.owner.as_ref().is_none_or(has)
            && (!asked.overdue || ledger::days_overdue(action, self.archive.as_of) > 0)
    }

    fn action(&self, item: &Item, action: &Action) -> Value {
        json!({
            "id": action.id,
            "task": action.task,
            "owner": action.owner,
            "due": action.due.map(|day| day.to_string()),
            "days_overdue": Some(ledger::days_overdue(action, self.archive.as_of)).filter(|days| *days > 0),
            "ticket": action.link,
            "postmortem": self.known(item),
        })
    }

    /// What a postmortem is known by.
    fn known(&self, item: &Item) -> Map<String, Value> {
        let page = url::postmortem(&item.slug);
        let address = match &self.base_url {
            Some(base) => url::absolute(base, &page),
            None => page,
        };
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
        let index = self.archive.find(asked).or_else(|| self.archive.find(name));
        let item = index.and_then(|index| self.archive.items.get(index));
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
