//! Who or what noticed, from the words of the entry that tells of it.

use crate::postmortem::record::{Entry, Fact, Origin};
use crate::vocabulary::{DetectedBy, EntryKind};

const WORDS: &[(DetectedBy, &[&str])] = &[
    (
        DetectedBy::Monitoring,
        &[
            "monitor",
            "alert",
            "alarm",
            "paged",
            "pager",
            "datadog",
            "nagios",
            "prometheus",
            "grafana",
            "pingdom",
            "newrelic",
            "cloudwatch",
            "zabbix",
            "sentry",
            "synthetic",
            "probe",
            "health check",
            "healthcheck",
            "automated",
            "watchdog",
        ],
    ),
    (
        DetectedBy::Customer,
        &[
            "customer",
            "user report",
            "users report",
            "user complain",
            "users complain",
            "users notic",
            "client",
            "complain",
            "support ticket",
            "student",
            "visitor",
            "employees",
            "twitter",
            "social media",
            "users open",
            "user open",
            "users were",
            "users start",
        ],
    ),
    (
        DetectedBy::Engineer,
        &[
            "engineer",
            "developer",
            "sre",
            "on-call",
            "oncall",
            "operator",
            "sysadmin",
            "administrator",
            "colleague",
            "team member",
            "we notic",
            "i notic",
            "we saw",
            "i saw",
            "team notic",
            "admin",
        ],
    ),
    (
        DetectedBy::Partner,
        &["partner", "vendor", "supplier", "third party", "third-party"],
    ),
];

/// The entry in which somebody or something first noticed.
pub(super) fn entry(entries: &[Entry]) -> Option<&Entry> {
    entries
        .iter()
        .find(|entry| matches!(entry.kind, EntryKind::Detected | EntryKind::Reported))
}

/// What is named first in it; a report without a name is a customer's.
pub(super) fn detected_by(entries: &[Entry]) -> Option<Fact<DetectedBy>> {
    let entry = entry(entries)?;
    let text = entry.text.to_lowercase();
    let named = WORDS
        .iter()
        .filter_map(|&(by, words)| Some((words.iter().filter_map(|word| place(&text, word)).min()?, by)))
        .min_by_key(|&(at, _)| at)
        .map(|(_, by)| by);
    let by = named.or((entry.kind == EntryKind::Reported).then_some(DetectedBy::Customer))?;
    Some(Fact::new(by, Origin::Inferred, entry.span))
}

/// Where a word begins that starts like this.
fn place(text: &str, start: &str) -> Option<usize> {
    if !text.contains(start) {
        return None;
    }
    text.match_indices(start).map(|(at, _)| at).find(|&at| {
        text.get(..at)
            .is_some_and(|before| !before.ends_with(char::is_alphanumeric))
    })
}
