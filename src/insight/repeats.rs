//! Which failures came back, and what that cost.

use super::section::{Column, Figure, Section, Value};
use super::years;
use crate::archive::{Archive, Item};
use crate::figure::shares::Share;
use crate::view::words;

pub(super) fn section(archive: &Archive, likely: usize) -> Section {
    let is_repeat = |item: &&Item| archive.occurrence(item) > 1;
    let years: Vec<(Value, Vec<&Item>, Vec<&Item>)> = years(archive)
        .into_iter()
        .map(|(year, items)| {
            let repeats = items.iter().copied().filter(|item| is_repeat(item)).collect();
            (year, items, repeats)
        })
        .collect();
    let all: usize = years.iter().map(|(_, items, _)| items.len()).sum();
    let again: Vec<&Item> = years
        .iter()
        .flat_map(|(.., repeats)| repeats.iter().copied())
        .collect();
    let cost = archive.total(again.iter().copied(), None, None);
    let shares = years.iter().map(|(year, items, repeats)| Share {
        label: year.words(),
        filled: repeats.len(),
        open: items.len() - repeats.len(),
        text: format!(
            "{} of {}",
            words::thousands(repeats.len()),
            words::thousands(items.len())
        ),
        alert: !repeats.is_empty(),
    });
    let figure = (!again.is_empty()).then(|| Figure::Shares(shares.collect(), "Filled: repeats."));
    let unknown = (cost.unknown > 0).then(|| {
        format!(
            "How long {} affected users is not recorded.",
            words::count(cost.unknown, "repeat", "repeats")
        )
    });
    let more = if again.is_empty() { "" } else { " more" };
    let likely = (likely > 0).then(|| match likely {
        1 => format!("One{more} is likely a repeat, which nobody confirmed or rejected."),
        likely => format!(
            "{}{more} are likely repeats, which nobody confirmed or rejected.",
            words::thousands(likely)
        ),
    });
    Section {
        id: "repeats",
        title: match (again.len(), cost.seconds) {
            (0, _) => "No failure is said to have come back".to_owned(),
            (repeats, seconds) => {
                let cost = match seconds {
                    0 => String::new(),
                    seconds => format!("; they affected users for {}", words::duration(seconds)),
                };
                match repeats {
                    1 => format!(
                        "One of {} was a repeat{}",
                        words::count(all, "postmortem", "postmortems"),
                        cost.replace("they", "it")
                    ),
                    repeats => format!(
                        "{} of {} postmortems were repeats{cost}",
                        words::thousands(repeats),
                        words::thousands(all)
                    ),
                }
            }
        },
        how: "Postmortems that name an earlier one as the same failure (recurrence_of), by the year in which they began. What they cost is how long they \
              affected users; what overlaps counts once.",
        notes: [likely, unknown].into_iter().flatten().collect(),
        columns: vec![
            Column::text("year", "Year"),
            Column::number("incidents", "Postmortems"),
            Column::number("repeats", "Repeats"),
            Column::number("lost_minutes", "Time lost to repeats"),
        ],
        rows: years
            .into_iter()
            .map(|(year, items, repeats)| {
                let lost = archive.total(repeats.iter().copied(), None, None);
                vec![
                    year,
                    Value::Count(items.len()),
                    Value::Count(repeats.len()),
                    match (repeats.len(), lost.known) {
                        (0, _) => Value::Nothing,
                        (_, 0) => Value::Unknown,
                        _ => Value::Seconds(lost.seconds),
                    },
                ]
            })
            .collect(),
        figure,
    }
}
