//! Who noticed first, and how long nobody did.

use super::section::{Column, Figure, Section, TIMES, Value, few, inferred, of_times};
use super::times::{Known, line};
use crate::archive::Archive;
use crate::record::Known as _;
use crate::view::words;
use crate::vocabulary::DetectedBy;
use std::collections::BTreeMap;

pub(super) fn section(archive: &Archive) -> Section {
    // What nobody recorded comes last.
    let mut groups: BTreeMap<(bool, Option<DetectedBy>), Known> = BTreeMap::new();
    let (mut guessed, mut known) = (0, 0);
    for item in archive.all() {
        let Some(times) = item.impact_times() else {
            continue;
        };
        let by = &item.record.facts.detected_by;
        known += usize::from(by.is_some());
        guessed += usize::from(by.is_inferred());
        let by = by.value().copied();
        let group = groups.entry((by.is_none(), by)).or_default();
        group.add(times.detect, times.inferred.detect);
    }
    let incidents: usize = groups.values().map(Known::count).sum();
    let of = |by: DetectedBy| groups.get(&(false, Some(by))).map_or(0, Known::count);
    let outside = of(DetectedBy::Customer) + of(DetectedBy::Partner);
    let unnoticed: i64 = groups.values().flat_map(|group| &group.seconds).sum();
    let undetected = groups.values().map(|group| group.unknown).sum::<usize>();
    let who = match (of(DetectedBy::Customer), of(DetectedBy::Partner)) {
        (_, 0) => "Customers",
        (0, _) => "Partners",
        _ => "Customers or partners",
    };
    let title = match (known, outside) {
        (0, _) => "Who noticed first is not recorded".to_owned(),
        (known, 0) => format!(
            "No customer noticed first, in {}",
            words::count(known, "incident", "incidents")
        ),
        (known, outside) => format!(
            "{who} noticed {} of {} first",
            words::thousands(outside),
            words::thousands(known)
        ),
    };
    let label = |by: Option<DetectedBy>| by.map_or(words::UNKNOWN, DetectedBy::label);
    let notes = [
        inferred("Who noticed", guessed, known),
        (known < incidents).then(|| {
            let unknown = words::count(incidents - known, "incident", "incidents");
            format!("For {unknown} nobody recorded who noticed.")
        }),
        (unnoticed > 0).then(|| {
            let unknown = match undetected {
                0 => String::new(),
                unknown => format!("; of {} more it is not known", words::thousands(unknown)),
            };
            format!("Undetected for {} together{unknown}.", words::duration(unnoticed))
        }),
        few(groups
            .iter()
            .map(|(&(_, by), group)| (label(by), group.seconds.len()))),
    ];
    let mut columns = vec![
        Column::text("noticed_by", "Noticed by"),
        Column::number("incidents", "Incidents"),
    ];
    columns.extend(TIMES);
    columns.push(Column::number("undetected_minutes", "Undetected together"));
    let lines: Vec<_> = groups
        .iter()
        .map(|(&(_, by), group)| line(label(by), group))
        .collect();
    Section {
        id: "noticed",
        title,
        how: "Incidents by who noticed first, and the time from the start until then; near misses are left out.",
        notes: notes.into_iter().flatten().collect(),
        columns,
        rows: groups
            .iter()
            .map(|(&(_, by), group)| {
                let mut row = vec![Value::Text(label(by).to_owned()), Value::Count(group.count())];
                row.extend(of_times(&group.times()));
                row.push(match group.seconds.is_empty() {
                    true => Value::Unknown,
                    false => Value::Seconds(group.seconds.iter().sum()),
                });
                row
            })
            .collect(),
        figure: lines
            .iter()
            .any(|line| !line.seconds.is_empty())
            .then_some(Figure::Dots(lines)),
    }
}
