//! Which incidents have a reviewed postmortem, and how soon it was published.

use super::section::{Column, Figure, Section, Value, few, median, p90};
use crate::archive::Archive;
use crate::archive::facet::FacetId;
use crate::archive::metrics::Times;
use crate::config::Settings;
use crate::figure::shares::Share;
use crate::moment::days_since_epoch;
use crate::record::{Known, Record};
use crate::view::words;
use crate::vocabulary::Status;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Whether somebody has reviewed it.
pub(super) fn is_reviewed(record: &Record) -> bool {
    matches!(record.status(), Status::Reviewed | Status::Closed)
}

/// From the day on which it was resolved to that on which it was published; None where one is not recorded.
pub(super) fn days_to_publish(record: &Record) -> Option<i64> {
    let resolved = record.facts.resolved.value()?.date?;
    let published = *record.facts.published.value()?;
    let days = i64::from(days_since_epoch(published) - days_since_epoch(resolved));
    (days >= 0).then_some(days)
}

/// The incidents of one severity.
#[derive(Default)]
struct Row {
    incidents: usize,
    reviewed: usize,
    drafts: usize,
    days: Vec<i64>,
    unpublished: usize,
}

impl Row {
    fn add(&mut self, record: &Record) {
        self.incidents += 1;
        self.reviewed += usize::from(is_reviewed(record));
        self.drafts += usize::from(!record.published());
        match days_to_publish(record) {
            Some(days) => self.days.push(days),
            None => self.unpublished += 1,
        }
    }

    fn values(self, name: Value) -> Vec<Value> {
        let days = Times::of(self.days, self.unpublished);
        vec![
            name,
            Value::Count(self.incidents),
            Value::Count(self.reviewed),
            Value::Count(self.drafts),
            Value::Count(days.n),
            median(days.n, days.median.map(Value::Days)),
            p90(days.n, days.p90.map(Value::Days)),
        ]
    }
}

pub(super) fn section(archive: &Archive, left_out: &[Arc<Record>], settings: &Settings) -> Section {
    let drafts = left_out.iter().filter(|record| !record.published());
    let records = archive.all().map(|item| &item.record).chain(drafts);
    // By rank: the worst first, those that the site does not know after all others.
    let mut rows: BTreeMap<usize, Row> = BTreeMap::new();
    let mut all = Row::default();
    for record in records.filter(|record| !record.near_miss()) {
        let severity = record.facts.severity.text();
        let rank = severity.and_then(|name| settings.severity_rank(name));
        rows.entry(rank.unwrap_or(usize::MAX)).or_default().add(record);
        all.add(record);
    }
    let (incidents, reviewed, drafts) = (all.incidents, all.reviewed, all.drafts);
    let days = Times::of(all.days.clone(), all.unpublished);
    let name = |rank: usize| match settings.severities.get(rank.wrapping_sub(1)) {
        Some(severity) => match archive.group(FacetId::SEVERITY, &severity.name) {
            Some(group) => Value::link(severity.label.clone(), group.url.clone()),
            None => Value::Text(severity.label.clone()),
        },
        None => Value::Text(words::UNKNOWN.to_owned()),
    };
    let shares = rows.iter().map(|(&rank, row)| Share {
        label: name(rank).words(),
        filled: row.reviewed,
        open: row.incidents - row.reviewed,
        text: format!(
            "{} of {}",
            words::thousands(row.reviewed),
            words::thousands(row.incidents)
        ),
        alert: false,
    });
    let shares: Vec<Share> = shares.collect();
    let mut values: Vec<Vec<Value>> = rows
        .into_iter()
        .map(|(rank, row)| row.values(name(rank)))
        .collect();
    values.push(all.values(Value::Text("All".to_owned())));
    let publish = few([("Days to publish", days.n)].into_iter());
    let unknown = (days.unknown > 0).then(|| {
        format!(
            "For {} nobody recorded when it was resolved or published.",
            words::count(days.unknown, "incident", "incidents")
        )
    });
    let unread = (drafts > 0).then(|| match drafts {
        1 => "One postmortem is still a draft.".to_owned(),
        drafts => format!("{} postmortems are still drafts.", words::thousands(drafts)),
    });
    Section {
        id: "coverage",
        title: match (reviewed, incidents) {
            (_, 0) => "No incidents recorded".to_owned(),
            (1, 1) => "The one incident was reviewed".to_owned(),
            (reviewed, incidents) if reviewed == incidents => {
                format!("All {} incidents reviewed", words::thousands(incidents))
            }
            (reviewed, incidents) => format!(
                "{} of {} reviewed",
                words::thousands(reviewed),
                words::count(incidents, "incident", "incidents")
            ),
        },
        how: "Incidents by severity, drafts included, near misses not; reviewed: its status is reviewed or closed. Days to publish run \
              from resolved to published.",
        notes: [unread, unknown, publish].into_iter().flatten().collect(),
        columns: vec![
            Column::text("severity", "Severity"),
            Column::number("incidents", "Incidents"),
            Column::number("reviewed", "Reviewed"),
            Column::number("drafts", "Drafts"),
            Column::number("published", "Days known"),
            Column::number("median_days", "Median to publish"),
            Column::number("p90_days", "90th percentile"),
        ],
        rows: values,
        figure: (incidents > 0).then_some(Figure::Shares(shares, "Filled: reviewed.")),
    }
}
