//! What nearly failed and was written down all the same.

use super::section::{Column, Figure, Section, Value};
use super::years;
use crate::archive::Archive;
use crate::figure::shares::Share;
use crate::view::words;

pub(super) fn section(archive: &Archive) -> Section {
    let years: Vec<(Value, usize, usize)> = years(archive)
        .into_iter()
        .map(|(year, items)| {
            let near = items.iter().filter(|item| item.record.near_miss()).count();
            (year, near, items.len() - near)
        })
        .collect();
    let near: usize = years.iter().map(|&(_, near, _)| near).sum();
    let incidents: usize = years.iter().map(|&(.., incidents)| incidents).sum();
    let beside = words::count(incidents, "incident", "incidents");
    let shares = years.iter().map(|(year, near, incidents)| Share {
        label: year.words(),
        filled: *near,
        open: *incidents,
        text: format!(
            "{} of {}",
            words::thousands(*near),
            words::thousands(near + incidents)
        ),
        alert: false,
    });
    let figure = (near > 0).then(|| Figure::Shares(shares.collect(), "Filled: near misses."));
    Section {
        id: "near-misses",
        title: match near {
            0 => "No near misses recorded".to_owned(),
            1 => format!("One near miss, beside {beside}"),
            near => format!("{} near misses, beside {beside}", words::thousands(near)),
        },
        how: "Postmortems that are marked as near misses, by year. They affected nobody, and count in no time on this page: to write them down is \
              a good sign.",
        notes: Vec::new(),
        columns: vec![
            Column::text("year", "Year"),
            Column::number("near_misses", "Near misses"),
            Column::number("incidents", "Incidents"),
        ],
        rows: years
            .into_iter()
            .map(|(year, near, incidents)| vec![year, Value::Count(near), Value::Count(incidents)])
            .collect(),
        figure,
    }
}
