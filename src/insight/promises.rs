//! Which actions were done, on time or late, and which are overdue.

use super::section::{Column, Figure, Section, Value, median};
use crate::archive::Archive;
use crate::archive::ledger::{Standing, State};
use crate::archive::metrics::Times;
use crate::figure::shares::Share;
use crate::view::words;
use jiff::civil::Date;

/// What became of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    InTime,
    Late,
    /// Done, without a day on which it was due or done.
    Done,
    Overdue,
    Ahead,
    Undated,
    Dropped,
}

const FATES: [(Fate, &str); 7] = [
    (Fate::InTime, "Done on time"),
    (Fate::Late, "Done late"),
    (Fate::Done, "Done, not known if on time"),
    (Fate::Overdue, "Overdue"),
    (Fate::Ahead, "Open, not due yet"),
    (Fate::Undated, "Open, without a due date"),
    (Fate::Dropped, "Dropped or superseded"),
];

impl Fate {
    pub(super) fn of(standing: &Standing, today: Option<Date>) -> Self {
        match standing.state(today) {
            State::Dropped => Self::Dropped,
            State::Late => Self::Overdue,
            State::Open if standing.due.is_some() => Self::Ahead,
            State::Open => Self::Undated,
            State::Done => match (standing.due, standing.done_on) {
                (Some(due), Some(done)) if done > due => Self::Late,
                (Some(_), Some(_)) => Self::InTime,
                _ => Self::Done,
            },
        }
    }
}

pub(super) fn section(archive: &Archive) -> Section {
    let today = archive.as_of;
    let mut counts = [0_usize; FATES.len()];
    let mut late: [Vec<i64>; FATES.len()] = Default::default();
    for (_, promise) in archive.promises() {
        let fate = Fate::of(&promise.standing, today);
        for ((of, _), (count, late)) in FATES.iter().zip(counts.iter_mut().zip(&mut late)) {
            if *of == fate {
                *count += 1;
                late.push(i64::from(promise.standing.days_late(today)));
            }
        }
    }
    let count = |fate: Fate| {
        let mut of = FATES.iter().zip(&counts).filter(|((of, _), _)| *of == fate);
        of.next().map_or(0, |(_, &count)| count)
    };
    let all: usize = counts.iter().sum();
    let (kept, late_done, overdue) = (count(Fate::InTime), count(Fate::Late), count(Fate::Overdue));
    let due = kept + late_done + overdue;
    let shown = || FATES.iter().zip(&counts).filter(|&(_, &count)| count > 0);
    let shares = shown().map(|(&(fate, label), &count)| Share {
        label: label.to_owned(),
        filled: match fate {
            Fate::InTime | Fate::Late | Fate::Done => count,
            _ => 0,
        },
        open: match fate {
            Fate::InTime | Fate::Late | Fate::Done => 0,
            _ => count,
        },
        text: words::thousands(count),
        alert: fate == Fate::Overdue,
    });
    let rows = FATES.iter().zip(counts.iter().zip(&late));
    let undated = count(Fate::Undated) + count(Fate::Done);
    let notes = [
        (undated > 0 && all > 0).then(|| {
            format!(
                "Nobody can tell whether {} of {} were done on time: they have no due date or no completion date.",
                words::thousands(undated),
                words::count(all, "action", "actions")
            )
        }),
        (1..10).contains(&due).then(|| {
            format!("{}: too few to compare.", words::count(due, "due date has passed", "due dates have passed"))
        }),
    ];
    Section {
        id: "promises",
        title: match (all, due) {
            (0, _) => "No actions recorded".to_owned(),
            (_, 0) => format!("{}, none due by now", words::count(all, "action", "actions")),
            (_, due) => {
                let overdue = match overdue {
                    0 => "none overdue".to_owned(),
                    overdue => format!("{} overdue", words::thousands(overdue)),
                };
                format!(
                    "{} of {} done on time, {overdue}",
                    words::thousands(kept),
                    words::count(due, "action", "actions")
                )
            }
        },
        how: "All actions of all postmortems, those that a repeat promises again once, by the first due date. The first number covers actions that are past due, or that were done and had a due date; \
              \"on time\" means on or before the due date.",
        notes: notes.into_iter().flatten().collect(),
        columns: vec![
            Column::text("state", "State"),
            Column::number("actions", "Actions"),
            Column::number("median_days_late", "Median days late"),
        ],
        rows: rows
            .map(|(&(fate, label), (&count, late))| {
                let is_late = matches!(fate, Fate::Late | Fate::Overdue);
                let days = Times::of(late.clone(), 0);
                vec![
                    Value::Text(label.to_owned()),
                    Value::Count(count),
                    match is_late && count > 0 {
                        true => median(days.n, days.median.map(Value::Days)),
                        false => Value::Nothing,
                    },
                ]
            })
            .collect(),
        figure: (all > 0).then(|| Figure::Shares(shares.collect(), "Filled: done.")),
    }
}
