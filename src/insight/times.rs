//! How long it took to detect, acknowledge, mitigate and resolve.

use super::section::{Column, FEWEST, Figure, Section, TIMES, Value, few, inferred, of_times};
use crate::archive::Archive;
use crate::archive::metrics::Times;
use crate::figure::dot_plot::{Line, NINE_OF_TEN};
use crate::record::accessors::Durations;
use crate::view::words;

/// Times of one kind, and of how many they are not known.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) seconds: Vec<i64>,
    pub(super) unknown: usize,
    inferred: usize,
}

impl Known {
    pub(super) fn add(&mut self, seconds: Option<i64>, inferred: bool) {
        match seconds {
            Some(seconds) => {
                self.seconds.push(seconds);
                self.inferred += usize::from(inferred);
            }
            None => self.unknown += 1,
        }
    }

    pub(super) fn count(&self) -> usize {
        self.seconds.len() + self.unknown
    }

    pub(super) fn times(&self) -> Times {
        Times {
            inferred: self.inferred,
            ..Times::of(self.seconds.clone(), self.unknown)
        }
    }
}

/// The same as a line of dots.
pub(super) fn line(label: &str, known: &Known) -> Line {
    let Times { n, median, p90, .. } = known.times();
    let mut seconds = known.seconds.clone();
    seconds.sort_unstable();
    Line {
        label: label.to_owned(),
        seconds,
        median: median.filter(|_| n >= FEWEST),
        p90,
        unknown: known.unknown,
    }
}

/// What is measured: its name, its duration, and whether that rests on what is inferred.
type Kind = (
    &'static str,
    fn(&Durations) -> Option<i64>,
    fn(&Durations) -> bool,
);

const KINDS: [Kind; 5] = [
    ("To detect", |times| times.detect, |times| times.inferred.detect),
    (
        "To acknowledge",
        |times| times.acknowledge,
        |times| times.inferred.acknowledge,
    ),
    (
        "To mitigate",
        |times| times.mitigate,
        |times| times.inferred.mitigate,
    ),
    (
        "To resolve",
        |times| times.resolve,
        |times| times.inferred.resolve,
    ),
    ("Users affected", |times| times.impact, Durations::impact_inferred),
];

pub(super) fn section(archive: &Archive) -> Section {
    let mut all: [Known; KINDS.len()] = Default::default();
    let mut incidents = 0;
    for times in archive.all().filter_map(|item| item.impact_times()) {
        incidents += 1;
        for ((_, seconds, inferred), known) in KINDS.iter().zip(&mut all) {
            known.add(seconds(&times), inferred(&times));
        }
    }
    let named = || KINDS.iter().map(|&(name, ..)| name).zip(&all);
    let affected = all.last().map(Known::times).unwrap_or_default();
    let title = match affected.median.filter(|_| affected.n >= NINE_OF_TEN) {
        Some(median) => format!("Half affected users for no more than {}", words::duration(median)),
        None => "How long it took".to_owned(),
    };
    let mut columns = vec![Column::text("time", "Time")];
    columns.extend(TIMES);
    let mut notes: Vec<String> = named()
        .filter_map(|(name, known)| inferred(name, known.inferred, known.seconds.len()))
        .collect();
    notes.extend(few(named().map(|(name, known)| (name, known.seconds.len()))));
    let lines: Vec<Line> = named()
        .filter(|(_, known)| !known.seconds.is_empty())
        .map(|(name, known)| line(name, known))
        .collect();
    Section {
        id: "times",
        title: match incidents {
            0 => "No incidents recorded".to_owned(),
            _ => title,
        },
        how: "From the start of an incident until it was detected, acknowledged, mitigated and resolved. Users are affected until it is mitigated, else \
              resolved; of several outages the calm between them does not count. Near misses are left out.",
        notes,
        columns,
        rows: named()
            .map(|(name, known)| {
                let name = Value::Text(name.to_owned());
                std::iter::once(name).chain(of_times(&known.times())).collect()
            })
            .collect(),
        figure: (!lines.is_empty()).then_some(Figure::Dots(lines)),
    }
}
