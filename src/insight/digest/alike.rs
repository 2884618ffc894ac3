//! Rows of a list that say the same but for the day: they are told once, with how often.

use crate::archive::Item;
use crate::insight::section::Value;
use crate::view::words;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Incidents of which a list says the same.
pub(super) struct Alike<'a> {
    pub(super) newest: &'a Item,
    earlier: Vec<&'a Item>,
    row: Vec<Value>,
}

/// Joins the rows that say the same; they come newest first.
pub(super) fn alike<'a>(rows: impl Iterator<Item = (&'a Item, Vec<Value>)>) -> Vec<Alike<'a>> {
    let mut found: Vec<Alike<'_>> = Vec::new();
    let mut known: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for (item, row) in rows {
        let said = row.iter().filter(|value| !matches!(value, Value::Date(_)));
        match known.entry(said.map(Value::words).collect()) {
            Entry::Occupied(like) => {
                if let Some(like) = found.get_mut(*like.get()) {
                    like.earlier.push(item);
                }
            }
            Entry::Vacant(new) => {
                new.insert(found.len());
                found.push(Alike {
                    newest: item,
                    earlier: Vec::new(),
                    row,
                });
            }
        }
    }
    found
}

impl Alike<'_> {
    /// How many there are.
    pub(super) fn times(&self) -> usize {
        self.earlier.len() + 1
    }

    /// The row of the newest; what happened more than once says so behind its title.
    pub(super) fn row(mut self) -> Vec<Value> {
        let times = words::thousands(self.times());
        let since = self.earlier.last().map(|first| {
            let since = first.date.map(|date| format!(" since {}", words::date(date)));
            since.unwrap_or_default()
        });
        let title = self.row.iter_mut().find_map(|value| match value {
            Value::Link { text, .. } => Some(text),
            _ => None,
        });
        if let (Some(since), Some(title)) = (since, title) {
            *title = format!("{title} ({times} times{since})");
        }
        self.row
    }
}
