//! Which causes occur together: a column an incident, or, where there are many, how often each pair occurs.

use super::{FEWEST, MAIN, PAGE, count, field, incident, legend, link, name, number, twice};
use crate::archive::Item;
use crate::archive::facet::FacetId;
use crate::figure::matrix;
use crate::figure::upset::{self, Column, Line};
use crate::site::{Site, rows, tiles};
use crate::url;
use crate::view::{Chart, Html, Table, words};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Of more incidents pairs are counted.
const COLUMNS: usize = 40;
/// How many causes have a line.
const LINES: usize = 14;

/// The causes of some incidents, by index in the archive's groups.
struct Causes {
    /// Each with how often it was the root cause and how often it contributed; roots first.
    lines: Vec<(usize, (usize, usize))>,
    /// How many causes have no line.
    rarer: usize,
    /// How often two of them occur together.
    pairs: BTreeMap<(usize, usize), usize>,
    /// How many incidents have a cause.
    known: usize,
}

/// The causes of some items, newest first, and which occur together. `path` is the page that shows them, `across` whether
/// it has the whole page. None where there is nothing to see.
pub(in crate::site) fn causes(site: &Site, items: &[&Item], path: &str, across: bool) -> Option<Chart> {
    let causes = Causes::of(site, items);
    if causes.known < FEWEST || causes.pairs.is_empty() {
        return None;
    }
    let title = causes.title(site)?;
    let root = url::root(path);
    let wide = if across { PAGE } else { MAIN };
    let (sentence, (wide, narrow)) = match causes.known {
        0..=COLUMNS => causes.columns(site, items, &root, wide, &title),
        _ => causes.triangle(site, &root, wide.min(MAIN), &title),
    };
    Some(Chart {
        id: "together",
        sentence,
        wide,
        narrow,
        legend: match causes.known {
            0..=COLUMNS => legend(
                site,
                items.iter().map(|item| rows::severity(&site.archive, item).rank),
            ),
            _ => Vec::new(),
        },
        shape: "marks",
        table: causes.table(site),
        title,
    })
}

/// The causes of an item by index, the root cause first, and whether it has one. That a cause is not known is no cause.
fn of(site: &Site, item: &Item) -> (Vec<usize>, bool) {
    let groups = site.archive.groups(FacetId::CAUSE);
    let known = |index: &usize| groups.get(*index).is_some_and(|group| group.name != "unknown");
    let indexes = site.archive.group_indexes(item, FacetId::CAUSE);
    let root = indexes
        .first()
        .and_then(|index| groups.get(*index))
        .is_some_and(|root| root.name != "unknown" && rows::is_root(item, root));
    (indexes.iter().copied().filter(known).collect(), root)
}

impl Causes {
    fn of(site: &Site, items: &[&Item]) -> Self {
        let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        let mut pairs: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        let mut known = 0;
        for item in items {
            let (indexes, root) = of(site, item);
            known += usize::from(!indexes.is_empty());
            for (number, &index) in indexes.iter().enumerate() {
                let (roots, beside) = counts.entry(index).or_default();
                *(if root && number == 0 { roots } else { beside }) += 1;
                for &other in indexes.iter().take(number) {
                    *pairs.entry((index.min(other), index.max(other))).or_default() += 1;
                }
            }
        }
        let mut lines: Vec<(usize, (usize, usize))> = counts.into_iter().collect();
        lines.sort_by_key(|&(index, (roots, beside))| (Reverse(roots + beside), index));
        let rarer = lines.len().saturating_sub(LINES);
        lines.truncate(LINES);
        lines.sort_by_key(|&(index, (roots, beside))| (Reverse(roots), Reverse(beside), index));
        Self {
            lines,
            rarer,
            pairs,
            known,
        }
    }

    fn pair(&self, one: usize, other: usize) -> usize {
        self.pairs
            .get(&(one.min(other), one.max(other)))
            .copied()
            .unwrap_or_default()
    }

    /// The two causes that occurred together most often, more than once, with how often.
    fn closest(&self) -> Option<(usize, usize, usize)> {
        let pairs = self.pairs.iter();
        let most = pairs.max_by_key(|&(&indexes, &count)| (count, Reverse(indexes)));
        let (&(one, other), &count) = most?;
        (count > 1).then_some((one, other, count))
    }

    /// `Configuration and change process occurred together in 5 of 14`
    fn title(&self, site: &Site) -> Option<String> {
        let groups = site.archive.groups(FacetId::CAUSE);
        let known = words::thousands(self.known);
        match self.closest() {
            Some((one, other, count)) => Some(format!(
                "{} and {} occurred together in {} of {known}",
                groups.get(one)?.label,
                tiles::lower(&groups.get(other)?.label),
                words::thousands(count)
            )),
            None => Some(format!(
                "No two causes occurred together more than once in {known} postmortems"
            )),
        }
    }

    fn columns(
        &self,
        site: &Site,
        items: &[&Item],
        root: &str,
        wide: i32,
        title: &str,
    ) -> (String, (Html, Option<Html>)) {
        let groups = site.archive.groups(FacetId::CAUSE);
        let lines: Vec<Line> = self
            .lines
            .iter()
            .filter_map(|&(index, (roots, beside))| {
                let group = groups.get(index)?;
                Some(Line {
                    label: group.label.clone(),
                    href: format!("{root}{}", group.url),
                    root: roots,
                    beside,
                })
            })
            .collect();
        let pair = self.closest();
        let line = |index: usize| self.lines.iter().position(|&(other, _)| other == index);
        let columns: Vec<Column> = items
            .iter()
            .rev()
            .filter_map(|item| {
                let (indexes, has_root) = of(site, item);
                let (first, rest) = indexes.split_at(usize::from(has_root));
                (!indexes.is_empty()).then(|| Column {
                    name: incident(site, item, rows::duration(item).as_deref()),
                    href: format!("{root}{}", url::postmortem(&item.slug)),
                    rank: rows::severity(&site.archive, item).rank,
                    year: item.date.map_or_else(String::new, |date| date.year().to_string()),
                    root: first.first().copied().and_then(line),
                    beside: rest.iter().copied().filter_map(line).collect(),
                    told: pair
                        .is_some_and(|(one, other, _)| indexes.contains(&one) && indexes.contains(&other)),
                })
            })
            .collect();
        let mut sentence =
            "Each column is one postmortem. Filled: root cause; outlined: contributing.".to_owned();
        if pair.is_some() {
            sentence.push_str(" Red: the two together.");
        }
        if self.rarer > 0 {
            let rarer = words::count(self.rarer, "rarer cause is", "rarer causes are");
            sentence.push_str(&format!(" {rarer} not shown."));
        }
        (
            sentence,
            twice(site, wide, |width| upset::draw(&lines, &columns, width, title)),
        )
    }

    fn triangle(&self, site: &Site, root: &str, wide: i32, title: &str) -> (String, (Html, Option<Html>)) {
        let groups = site.archive.groups(FacetId::CAUSE);
        let mut most = self.lines.clone();
        most.sort_by_key(|&(index, (roots, beside))| (Reverse(roots + beside), index));
        let draw = |width: i32| {
            let shown = most
                .get(..matrix::room(width).min(most.len()))
                .unwrap_or_default();
            let labels: Vec<(String, String)> = shown
                .iter()
                .filter_map(|&(index, _)| groups.get(index))
                .map(|group| (group.label.clone(), format!("{root}{}", group.url)))
                .collect();
            let count = |one: usize, other: usize| match (shown.get(one), shown.get(other)) {
                (Some(&(one, _)), Some(&(other, _))) => self.pair(one, other),
                _ => 0,
            };
            matrix::draw(&labels, count, width, title)
        };
        let sentence = "How many postmortems each pair of causes shares: a name labels the row to its left and the column below it.";
        (sentence.to_owned(), twice(site, wide, draw))
    }

    fn table(&self, site: &Site) -> Table {
        let groups = site.archive.groups(FacetId::CAUSE);
        let rows = self.lines.iter().filter_map(|&(index, (roots, beside))| {
            let group = groups.get(index)?;
            let others = self
                .lines
                .iter()
                .map(|&(other, _)| (self.pair(index, other), other));
            let with = others
                .max_by_key(|&(count, other)| (count, Reverse(other)))
                .filter(|&(count, _)| count > 0)
                .and_then(|(count, other)| {
                    Some(format!(
                        "{}, {}",
                        groups.get(other)?.label,
                        words::count(count, "time", "times")
                    ))
                });
            Some(vec![
                link(group.label.clone(), group.url.clone()),
                count(roots),
                count(beside),
                field(with.unwrap_or_else(|| "none".to_owned())),
            ])
        });
        Table {
            caption: format!(
                "Causes of {}",
                words::count(self.known, "postmortem", "postmortems")
            ),
            head: vec![
                name("Cause"),
                number("Root cause"),
                number("Contributing"),
                name("Most often with"),
            ],
            rows: rows.collect(),
        }
    }
}
