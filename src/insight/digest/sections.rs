//! The sections of a digest.

use super::Maker;
use super::alike::{Alike, alike};
use crate::archive::Item;
use crate::archive::days::Days;
use crate::archive::facet::FacetId;
use crate::insight::coverage::is_reviewed;
use crate::insight::section::{Column, Section, Value};
use crate::moment::days_since_epoch;
use crate::record::Known;
use crate::url;
use crate::view::words;
use jiff::civil::Date;
use std::cmp::Reverse;

/// How many incidents are listed: what two sheets of paper hold.
const INCIDENTS: usize = 40;
/// How many promises, repeats and so on.
const PROMISES: usize = 5;
/// The longest words of a promise and of a title, in characters.
const WORDS: usize = 80;

impl Maker<'_> {
    pub(super) fn coverage(&self, drafts: usize) -> Section {
        let incidents: Vec<&Item> = self.begun().filter(|item| !item.record.near_miss()).collect();
        let all = incidents.len() + drafts;
        let reviewed = incidents.iter().filter(|item| is_reviewed(&item.record)).count();
        let missing = incidents.iter().filter(|item| !is_reviewed(&item.record));
        let missing = alike(missing.map(|item| {
            let mut row = vec![Value::day(item.date), self.page(item)];
            row.push(self.severity(item));
            row.push(Value::Text(item.record.status().label().to_owned()));
            (*item, row)
        }));
        let unlisted: usize = missing.iter().skip(PROMISES).map(|like| like.times()).sum();
        let notes = [
            (drafts > 0).then(|| {
                format!(
                    "{} not published yet.",
                    words::count(drafts, "draft is", "drafts are")
                )
            }),
            more(unlisted),
        ];
        Section {
            id: "coverage",
            title: match (reviewed, all) {
                (_, 0) => "No incidents to review".to_owned(),
                (reviewed, all) if reviewed == all => match all {
                    1 => "The incident has a reviewed postmortem".to_owned(),
                    all => format!("All {} incidents reviewed", words::thousands(all)),
                },
                (0, 1) => "The incident has no reviewed postmortem".to_owned(),
                (reviewed, all) => format!(
                    "{} of {} reviewed",
                    words::thousands(reviewed),
                    words::count(all, "incident", "incidents")
                ),
            },
            how: "Incidents that began in the period, drafts included, near misses not; listed are those without a review.",
            notes: notes.into_iter().flatten().collect(),
            columns: vec![
                Column::text("date", "Date"),
                Column::text("title", "Not reviewed"),
                Column::text("severity", "Severity"),
                Column::text("status", "Status"),
            ],
            rows: missing.into_iter().take(PROMISES).map(Alike::row).collect(),
            figure: None,
        }
    }

    pub(super) fn promises(&self, id: &'static str, days: Days) -> Option<Section> {
        let late = id == "late";
        let all = if late { self.late(days) } else { self.closed(days) };
        if all.is_empty() && !late {
            return None;
        }
        let number = words::count(all.len(), "action", "actions");
        let rows = all.iter().take(PROMISES).map(|promise| {
            let standing = &promise.standing;
            let days_late =
                |end: Option<Date>| Some(days_since_epoch(end?) - days_since_epoch(standing.due?));
            let end = if late { Some(days.to) } else { standing.done_on };
            vec![
                Value::link(
                    words::shorten(&promise.action.task, WORDS),
                    url::postmortem(&promise.item.slug),
                ),
                Value::known(promise.action.owner.clone()),
                Value::day(standing.due),
                match standing.done_on {
                    Some(done) => Value::Date(done),
                    None => Value::Text("not yet".to_owned()),
                },
                match days_late(end) {
                    Some(days) if days > 0 => Value::Days(i64::from(days)),
                    Some(_) => Value::Text("on time".to_owned()),
                    None => Value::Unknown,
                },
            ]
        });
        let kept_late = all
            .iter()
            .filter(|promise| promise.standing.days_late(None) > 0)
            .count();
        Some(Section {
            id,
            title: match (late, all.len()) {
                (true, 0) => "No action was overdue at the end".to_owned(),
                (true, 1) => "One action was overdue at the end".to_owned(),
                (true, _) => format!("{number} were overdue at the end"),
                (false, all) => {
                    let kept = match all {
                        1 => "One action was done".to_owned(),
                        _ => format!("{number} were done"),
                    };
                    match kept_late {
                        0 => kept,
                        _ if all == 1 => format!("{kept}, late"),
                        late => format!("{kept}, {} of them late", words::thousands(late)),
                    }
                }
            },
            how: if late {
                "Actions of all postmortems until the end of the period that were open then and past their due date."
            } else {
                "Actions of all postmortems that were done in the period, by the day on which they were done."
            },
            notes: more(all.len().saturating_sub(PROMISES)).into_iter().collect(),
            columns: vec![
                Column::text("action", "Action"),
                Column::text("owner", "Owner"),
                Column::text("due", "Due"),
                Column::text("done_on", "Done"),
                Column::text("days_late", if late { "Overdue" } else { "Late by" }),
            ],
            rows: rows.collect(),
            figure: None,
        })
    }

    pub(super) fn repeats(&self) -> Option<Section> {
        let again: Vec<&Item> = self
            .begun()
            .filter(|item| self.archive.occurrence(item) > 1)
            .collect();
        let rows = again.iter().take(PROMISES).map(|item| {
            let first = self.archive.members(self.archive.repeats(item)).last();
            vec![
                Value::day(item.date),
                self.page(item),
                Value::Count(self.archive.occurrence(item)),
                match first {
                    Some(first) => Value::link(
                        first
                            .date
                            .map_or_else(|| words::title(&first.record), words::date),
                        url::postmortem(&first.slug),
                    ),
                    None => Value::Unknown,
                },
                self.duration(item),
            ]
        });
        (!again.is_empty()).then(|| Section {
            id: "repeats",
            title: match again.len() {
                1 => "One failure had happened before".to_owned(),
                again => format!("{} failures had happened before", words::thousands(again)),
            },
            how: "Postmortems that name an earlier one as the same failure.",
            notes: more(again.len().saturating_sub(PROMISES)).into_iter().collect(),
            columns: vec![
                Column::text("date", "Date"),
                Column::text("title", "Repeat"),
                Column::number("times", "Times"),
                Column::text("before", "Before"),
                Column::number("affected_minutes", "Affected for"),
            ],
            rows: rows.collect(),
            figure: None,
        })
    }

    /// What failed: as people read it, and with a row for each incident, as programs do.
    pub(super) fn incidents(&self) -> (Section, Section) {
        let incidents: Vec<&Item> = self.begun().filter(|item| !item.record.near_miss()).collect();
        let all = incidents.len();
        let rows: Vec<Vec<Value>> = incidents.iter().map(|item| self.incident(item)).collect();
        let columns = vec![
            Column::text("date", "Date"),
            Column::data("id"),
            Column::text("title", "What failed"),
            Column::text("services", "Services"),
            Column::text("affected", "Affected"),
            Column::text("severity", "Severity"),
            Column::number("affected_minutes", "Affected for"),
            Column::data("inferred"),
            Column::data("root_cause"),
            Column::data("status"),
            Column::data("repeats"),
            Column::data("actions_open"),
            Column::data("actions_total"),
        ];
        let mut each = Section {
            id: "incidents",
            title: String::new(),
            how: "Incidents that began in the period, newest first; how long they affected users.",
            notes: Vec::new(),
            columns,
            rows,
            figure: None,
        };
        let shown = each
            .rows
            .iter()
            .map(|row| each.shown_of(row).cloned().collect::<Vec<_>>());
        let mut listed = alike(incidents.iter().copied().zip(shown));
        // Where there are too many, the worst and the longest are listed, still by their days.
        let rank = |item: &Item| {
            let name = item.record.facts.severity.text();
            name.and_then(|name| self.settings.severity_rank(name))
                .unwrap_or(usize::MAX)
        };
        listed.sort_by_key(|like| (rank(like.newest), Reverse(like.newest.times.impact)));
        listed.truncate(INCIDENTS);
        listed.sort_by_key(|like| like.newest.index);
        let told: usize = listed.iter().map(|like| like.times()).sum();
        each.title = match all {
            0 => "Nothing failed".to_owned(),
            1 => "What failed".to_owned(),
            _ => {
                let some = match all > told {
                    true => format!(
                        " (the worst {} of {} listed)",
                        words::thousands(told),
                        words::thousands(all)
                    ),
                    false => String::new(),
                };
                let most = self.top().map_or_else(String::new, |(service, number)| {
                    format!(": {service} most often, {} times", words::thousands(number))
                });
                format!("What failed{most}{some}")
            }
        };
        let listed: Vec<Vec<Value>> = listed.into_iter().map(Alike::row).collect();
        let mut people = Section {
            columns: each.shown().cloned().collect(),
            rows: listed,
            ..each.clone()
        };
        people.leave_out_unknown();
        let guessed = people
            .rows
            .iter()
            .flatten()
            .any(|value| matches!(value, Value::About(_)));
        let guessed =
            guessed.then(|| "≈ is inferred from the text of the postmortem, not stated.".to_owned());
        people.notes.extend(guessed);
        (people, each)
    }

    fn incident(&self, item: &Item) -> Vec<Value> {
        let record = &item.record;
        let repeats = self.archive.members(self.archive.repeats(item));
        let repeats: Vec<&str> = repeats.map(|earlier| earlier.record.id.as_str()).collect();
        let guessed = item.times.impact.is_some() && item.times.impact_inferred();
        let promises = self.archive.promises_of(item);
        let open = promises.filter(|promise| promise.standing.is_open());
        let late = || words::impact::resolved_late(record, &item.impact_times()?);
        let hit = words::impact::impact(record);
        vec![
            Value::day(item.date),
            Value::Text(record.id.clone()),
            self.page(item),
            match record.services().next() {
                Some(_) => Value::Text(record.services().collect::<Vec<_>>().join(", ")),
                None => Value::Unknown,
            },
            Value::known(hit.map(|hit| words::impact::joined([Some(hit), late()], "; "))),
            self.severity(item),
            self.duration(item),
            Value::Text(if guessed { "yes" } else { "no" }.to_owned()),
            Value::known(record.facts.root_cause.text()),
            Value::Text(record.status().name().to_owned()),
            Value::Text(repeats.join(" ")),
            Value::Count(open.count()),
            Value::Count(record.actions.len()),
        ]
    }

    /// The service that failed most often, where one did more than once.
    fn top(&self) -> Option<(String, usize)> {
        let mut counts: Vec<(usize, &str)> = Vec::new();
        for item in self.begun().filter(|item| !item.record.near_miss()) {
            for group in self.archive.groups_of(item, FacetId::SERVICE) {
                match counts.iter_mut().find(|(_, name)| *name == group.label) {
                    Some((count, _)) => *count += 1,
                    None => counts.push((1, &group.label)),
                }
            }
        }
        counts.sort_by_key(|&(count, _)| Reverse(count));
        match counts.as_slice() {
            [(first, name), rest @ ..]
                if *first > 1 && rest.first().is_none_or(|(second, _)| second < first) =>
            {
                Some(((*name).to_owned(), *first))
            }
            _ => None,
        }
    }

    pub(super) fn near_misses(&self) -> Option<Section> {
        let near: Vec<&Item> = self.begun().filter(|item| item.record.near_miss()).collect();
        let rows = near.iter().take(PROMISES).map(|item| {
            let services: Vec<&str> = item.record.services().collect();
            vec![
                Value::day(item.date),
                self.page(item),
                match services.is_empty() {
                    true => Value::Unknown,
                    false => Value::Text(services.join(", ")),
                },
            ]
        });
        (!near.is_empty()).then(|| Section {
            id: "near-misses",
            title: match near.len() {
                1 => "One near miss".to_owned(),
                near => format!("{} near misses", words::thousands(near)),
            },
            how: "Postmortems marked as near misses that began in the period.",
            notes: more(near.len().saturating_sub(PROMISES)).into_iter().collect(),
            columns: vec![
                Column::text("date", "Date"),
                Column::text("title", "What nearly failed"),
                Column::text("services", "Services"),
            ],
            rows: rows.collect(),
            figure: None,
        })
    }

    fn page(&self, item: &Item) -> Value {
        Value::link(
            words::shorten(&item.record.title.value, WORDS),
            url::postmortem(&item.slug),
        )
    }

    fn severity(&self, item: &Item) -> Value {
        let group = self.archive.groups_of(item, FacetId::SEVERITY).next();
        Value::known(group.map(|group| group.label.clone()))
    }

    fn duration(&self, item: &Item) -> Value {
        let times = match &self.selection.service {
            Some(service) => item.times_of(service),
            None => item.impact_times(),
        };
        let known = times.and_then(|times| Some((times.impact?, times.impact_inferred())));
        match known {
            Some((seconds, true)) => Value::About(seconds),
            Some((seconds, false)) => Value::Seconds(seconds),
            None if item.record.ends_disagree() => Value::Text("unclear".to_owned()),
            None if item.record.ongoing() => Value::Text("ongoing".to_owned()),
            None => Value::Unknown,
        }
    }
}

/// `And 3 more.`; None where all are listed.
fn more(unlisted: usize) -> Option<String> {
    (unlisted > 0).then(|| format!("And {} more.", words::thousands(unlisted)))
}
