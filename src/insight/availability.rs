//! How available services were, quarter by quarter.

use super::section::{Column, Figure, Section, Value, percent};
use crate::archive::Archive;
use crate::archive::days::Days;
use crate::archive::facet::FacetId;
use crate::config::Settings;
use crate::figure::quarters::{Chart, Lane, Lost};
use crate::view::words;
use jiff::ToSpan;
use jiff::civil::Date;

/// How many quarters the figure shows, and how many services: those that lost most.
const QUARTERS: usize = 12;
const SERVICES: usize = 20;

pub(super) fn section(archive: &Archive, settings: &Settings) -> Section {
    let groups = archive.groups(FacetId::SERVICE);
    let all = archive.availability_of_all(settings);
    let hit = groups.iter().zip(&all).filter(|(_, of)| !of.quarters.is_empty());
    let mut hit: Vec<_> = hit.collect();
    // Those that lost most first.
    hit.sort_by_key(|(_, of)| {
        std::cmp::Reverse(of.quarters.values().map(|quarter| quarter.lost).sum::<i64>())
    });
    let (unknown, assumed) = all.iter().fold((0, 0), |(unknown, assumed), of| {
        (unknown + of.unknown, assumed + of.assumed_down)
    });
    let rows = hit.iter().flat_map(|(group, of)| {
        of.quarters.iter().rev().map(|(&first, quarter)| {
            vec![
                Value::link(group.label.clone(), group.url.clone()),
                Value::Text(Days::quarter(first).name()),
                Value::Count(quarter.incidents),
                Value::Seconds(quarter.down),
                Value::Seconds(quarter.degraded),
                Value::Seconds(quarter.lost),
                Value::Percent(quarter.available()),
            ]
        })
    });
    let worst = hit
        .iter()
        .flat_map(|(group, of)| {
            of.quarters
                .iter()
                .map(move |(&first, quarter)| (quarter.available(), first, group))
        })
        .min_by_key(|&(available, first, _)| (available, std::cmp::Reverse(first)));
    let open = archive.as_of.filter(|&today| Days::quarter(today).to > today);
    let notes = [
        (assumed > 0).then(|| {
            let times = words::count(
                assumed,
                "incident of a service counts",
                "incidents of services count",
            );
            format!("{times} as down: nobody recorded whether it was down or degraded.")
        }),
        (unknown > 0).then(|| {
            let times = words::count(
                unknown,
                "incident of a service counts",
                "incidents of services count",
            );
            format!("{times} nowhere: start or end is not recorded.")
        }),
        open.map(|today| {
            format!(
                "{} counts until {}.",
                Days::quarter(today).name(),
                words::date(today)
            )
        }),
    ];
    Section {
        id: "availability",
        title: match worst {
            Some((available, first, group)) => format!(
                "Lowest availability: {}, {} in {}",
                percent(available),
                group.label,
                Days::quarter(first).name()
            ),
            None => "No service is named with the times of an outage".to_owned(),
        },
        how: "Down from the start of an incident until it was mitigated, else resolved; degraded time counts by the weight of its severity. Incidents that overlap \
              count once, as the worst. Quarters are in UTC; one without an incident lost nothing that is recorded.",
        notes: notes.into_iter().flatten().collect(),
        columns: vec![
            Column::text("service", "Service"),
            Column::text("quarter", "Quarter"),
            Column::number("incidents", "Incidents"),
            Column::number("down_minutes", "Down"),
            Column::number("degraded_minutes", "Degraded"),
            Column::number("lost_minutes", "Counted as lost"),
            Column::number("available_percent", "Available"),
        ],
        rows: rows.collect(),
        figure: chart(archive, &hit),
    }
}

fn chart(
    archive: &Archive,
    hit: &[(
        &crate::archive::facet::Group,
        &crate::archive::availability::Availability,
    )],
) -> Option<Figure> {
    let oldest = hit.iter().filter_map(|(_, of)| of.quarters.keys().next()).min()?;
    let newest = hit
        .iter()
        .filter_map(|(_, of)| of.quarters.keys().next_back())
        .max()?;
    let last = archive.as_of.map_or(*newest, |today| Days::quarter(today).from);
    let earlier = |first: &Date| first.checked_sub(3.months()).ok();
    let mut quarters: Vec<Date> = std::iter::successors(Some(last), earlier)
        .take_while(|first| first >= oldest)
        .take(QUARTERS)
        .collect();
    quarters.reverse();
    let lanes = hit.iter().take(SERVICES).map(|(group, of)| {
        let lost = quarters.iter().map(|first| {
            of.quarters.get(first).map(|quarter| Lost {
                parts: 100_000 - quarter.available(),
                name: format!(
                    "{}, {}: {} available, {} lost",
                    group.label,
                    Days::quarter(*first).name(),
                    percent(quarter.available()),
                    words::duration(quarter.lost)
                ),
            })
        });
        let lost: Vec<Option<Lost>> = lost.collect();
        let worst = quarters
            .iter()
            .filter_map(|first| Some((of.quarters.get(first)?.available(), first)))
            .min();
        Lane {
            label: group.label.clone(),
            url: group.url.clone(),
            note: match worst {
                Some((available, first)) => {
                    format!("{} in {}", percent(available), Days::quarter(*first).name())
                }
                None => "100 %".to_owned(),
            },
            lost,
        }
    });
    Some(Figure::Quarters(Chart {
        quarters: quarters
            .iter()
            .map(|&first| Days::quarter(first).name())
            .collect(),
        lanes: lanes.collect(),
    }))
}
