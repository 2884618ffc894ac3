//! The time that went to what proved wrong.

use super::section::{Column, Figure, Section, TIMES, Value, few, inferred, of_times};
use super::times::{Known, line};
use super::years;
use crate::archive::{Archive, Item};
use crate::record::outages::{Interval, covered};
use crate::record::phases::{Timed, timed, wrong_tracks};
use crate::view::words;
use crate::vocabulary::EntryKind;

/// What some timelines tell of false leads.
#[derive(Default)]
struct Leads {
    postmortems: usize,
    /// How many have a timeline with times.
    told: usize,
    /// How many tell of a false lead.
    misled: usize,
    /// How long the false leads of each took: those of one that overlap count once.
    lost: Known,
}

impl Leads {
    fn add(&mut self, item: &Item) {
        self.postmortems += 1;
        let timed = timed(&item.record);
        self.told += usize::from(!timed.is_empty());
        let misleading = |entry: &&Timed| entry.kind == EntryKind::Misleading;
        let mut entries = timed.iter().filter(misleading);
        let Some(first) = entries.next() else { return };
        self.misled += 1;
        let labelled = first.labelled && entries.all(|entry| entry.labelled);
        let tracks = wrong_tracks(&timed);
        let lost = tracks.iter().map(|track| Interval {
            start: track.start,
            end: track.end,
        });
        let lost = (!tracks.is_empty()).then(|| covered(lost.collect()));
        self.lost.add(lost, !labelled);
    }

    fn lost(&self) -> i64 {
        self.lost.seconds.iter().sum()
    }

    fn row(&self, name: Value) -> Vec<Value> {
        let mut row = vec![
            name,
            Value::Count(self.postmortems),
            Value::Count(self.told),
            Value::Count(self.misled),
        ];
        match self.misled {
            0 => row.extend(vec![Value::Nothing; TIMES.len() + 1]),
            _ => {
                row.extend(of_times(&self.lost.times()));
                row.push(match self.lost.seconds.is_empty() {
                    true => Value::Unknown,
                    false => Value::Seconds(self.lost()),
                });
            }
        }
        row
    }
}

pub(super) fn section(archive: &Archive) -> Section {
    let mut all = Leads::default();
    let mut rows: Vec<Vec<Value>> = years(archive)
        .into_iter()
        .map(|(year, items)| {
            let mut leads = Leads::default();
            for item in items {
                leads.add(item);
                all.add(item);
            }
            leads.row(year)
        })
        .collect();
    rows.push(all.row(Value::Text("All".to_owned())));
    let times = all.lost.times();
    let untold = all.postmortems - all.told;
    let notes = [
        inferred("False leads", times.inferred, times.n),
        (times.unknown > 0).then(|| match times.unknown {
            1 => "When one of them ended is not recorded.".to_owned(),
            unknown => format!(
                "When {} of them ended is not recorded.",
                words::thousands(unknown)
            ),
        }),
        (untold > 0).then(|| {
            let without = words::count(untold, "postmortem has", "postmortems have");
            format!("{without} no timeline with times: nobody knows.")
        }),
        few([("Time lost", times.n)].into_iter()),
    ];
    let mut columns = vec![
        Column::text("year", "Year"),
        Column::number("postmortems", "Postmortems"),
        Column::number("with_timeline", "With a timeline"),
        Column::number("with_false_leads", "With false leads"),
    ];
    columns.extend(TIMES);
    columns.push(Column::number("lost_minutes", "Lost together"));
    Section {
        id: "false-leads",
        title: match (all.misled, all.lost()) {
            (0, _) => "No false leads recorded".to_owned(),
            (misled, lost) => {
                let lost = match lost {
                    0 => String::new(),
                    lost => format!(": {} lost", words::duration(lost)),
                };
                let told = words::thousands(all.told);
                format!(
                    "{} of {told} timelines tell of a false lead{lost}",
                    words::thousands(misled)
                )
            }
        },
        how: "As long as the entry says; where it does not, from the entry that went wrong to the next one that found, did or tried something \
              else, or called for help. False leads of one incident that overlap count once.",
        notes: notes.into_iter().flatten().collect(),
        columns,
        rows,
        figure: (!all.lost.seconds.is_empty()).then(|| Figure::Dots(vec![line("On false leads", &all.lost)])),
    }
}
