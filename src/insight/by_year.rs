//! Root causes and triggers, year by year.

use super::section::{Column, Figure, Section, Value, inferred};
use crate::archive::facet::{FacetId, Group};
use crate::archive::{Archive, Item};
use crate::figure::year_counts::{Grid, Row};
use crate::record::Known;
use crate::view::words;
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// How often in each year; None where the year is not known.
type Years = BTreeMap<Option<i16>, usize>;

/// What names a group of an item, and whether that is inferred.
type Of = fn(&Item) -> Option<(&str, bool)>;

pub(super) fn causes(archive: &Archive) -> Section {
    let of: Of = |item| {
        let cause = &item.record.facts.root_cause;
        Some((cause.text()?, cause.is_inferred()))
    };
    let shown = Shown {
        id: "causes",
        facet: FacetId::CAUSE,
        what: "root cause",
        label: "Root cause",
        how: "Postmortems by root cause and the year in which they began; contributing causes do not count here. Years of different \
              numbers of incidents are not to be compared.",
    };
    shown.section(archive, of)
}

pub(super) fn triggers(archive: &Archive) -> Section {
    let of: Of = |item| {
        let trigger = &item.record.facts.trigger;
        Some((trigger.value()?.name(), trigger.is_inferred()))
    };
    let shown = Shown {
        id: "triggers",
        facet: FacetId::TRIGGER,
        what: "trigger",
        label: "Trigger",
        how: "Postmortems by trigger and the year in which they began.",
    };
    shown.section(archive, of)
}

/// What is counted.
struct Shown {
    id: &'static str,
    facet: FacetId,
    what: &'static str,
    label: &'static str,
    how: &'static str,
}

impl Shown {
    fn section(&self, archive: &Archive, of: Of) -> Section {
        // Years, the oldest first; what has no date has none.
        let years: BTreeSet<Option<i16>> = archive.all().map(|item| item.date.map(Date::year)).collect();
        let mut years: Vec<Option<i16>> = years.into_iter().collect();
        let undated = years.first() == Some(&None);
        if undated {
            years.rotate_left(1);
        }
        let mut counts: BTreeMap<Option<&str>, BTreeMap<Option<i16>, usize>> = BTreeMap::new();
        let (mut known, mut guessed) = (0, 0);
        for item in archive.all() {
            let (name, is_guess) = of(item).map_or((None, false), |(name, is_guess)| (Some(name), is_guess));
            let group = name.filter(|name| *name != "unknown");
            known += usize::from(group.is_some());
            guessed += usize::from(is_guess && group.is_some());
            let of_year = counts.entry(group).or_default();
            *of_year.entry(item.date.map(Date::year)).or_default() += 1;
        }
        let total = |row: &Years| row.values().sum::<usize>();
        let mut counted: Vec<_> = counts.into_iter().collect();
        counted.sort_by_key(|(name, row)| (name.is_none(), std::cmp::Reverse(total(row))));
        let group = |name: Option<&str>| -> Option<&Group> { archive.group(self.facet, name?) };
        let cell = |name: Option<&str>| match (group(name), name) {
            (Some(group), _) => Value::link(group.label.clone(), group.url.clone()),
            (None, Some(name)) => Value::Text(name.to_owned()),
            (None, None) => Value::Text(words::UNKNOWN.to_owned()),
        };
        let mut columns = vec![Column::text(
            self.id.strip_suffix('s').unwrap_or(self.id),
            self.label,
        )];
        columns.extend(years.iter().map(|year| {
            let name: Cow<'static, str> = year.map_or("no date".into(), |year| year.to_string().into());
            Column {
                key: match year {
                    Some(_) => name.clone(),
                    None => "no_date".into(),
                },
                label: name,
                number: true,
                shown: true,
            }
        }));
        columns.push(Column::number("total", "Total"));
        let count = |row: &BTreeMap<Option<i16>, usize>, year| row.get(&year).copied().unwrap_or_default();
        let rows = counted.iter().map(|(name, row)| {
            let mut values = vec![cell(*name)];
            values.extend(years.iter().map(|&year| Value::Count(count(row, year))));
            values.push(Value::Count(total(row)));
            values
        });
        let grid = Grid {
            years: years
                .iter()
                .map(|year| year.map_or_else(|| "none".to_owned(), |year| year.to_string()))
                .collect(),
            rows: counted
                .iter()
                .map(|(name, row)| Row {
                    label: cell(*name).words(),
                    url: group(*name).map(|group| group.url.clone()),
                    counts: years.iter().map(|&year| count(row, year)).collect(),
                })
                .collect(),
        };
        let unknown = archive.items.len() - known;
        let notes = [
            inferred(self.label, guessed, known),
            (unknown > 0 && known > 0).then(|| {
                format!(
                    "For {} the {} is not recorded.",
                    words::count(unknown, "postmortem", "postmortems"),
                    self.what
                )
            }),
            (1..10)
                .contains(&known)
                .then(|| format!("{}: too few to compare.", words::count(known, "value", "values"))),
        ];
        Section {
            id: self.id,
            title: self.title(&counted, known, cell),
            how: self.how,
            notes: notes.into_iter().flatten().collect(),
            columns,
            rows: rows.collect(),
            figure: (known > 0).then_some(Figure::Years(grid)),
        }
    }

    /// `Configuration error most often: 5 of 16`; where no one stands out, what is shown.
    fn title(
        &self,
        counted: &[(Option<&str>, Years)],
        known: usize,
        cell: impl Fn(Option<&str>) -> Value,
    ) -> String {
        let total = |row: &Years| row.values().sum::<usize>();
        let mut named = counted.iter().filter(|(name, _)| name.is_some());
        match (named.next(), named.next().map_or(0, |(_, row)| total(row))) {
            (Some((name, row)), second) if total(row) > second.max(1) => format!(
                "{}: {} of {} of {}",
                cell(*name).words(),
                self.what,
                words::thousands(total(row)),
                words::thousands(known)
            ),
            (Some(_), _) => format!("No {} stands out", self.what),
            (None, _) => format!("No {} is recorded", self.what),
        }
    }
}
