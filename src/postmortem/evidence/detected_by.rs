//! Who or what noticed, from the words of the entry that tells of it.

use crate::record::{Entry, Fact, Origin};
use crate::text::phrases::Phrases;
use crate::vocabulary::{DetectedBy, EntryKind};
use std::sync::LazyLock;

/// What somebody or something is called; a word begins so.
const WORDS: &[(DetectedBy, &str)] = &[
    (
        DetectedBy::Monitoring,
        "monitor, alert, alarm, paged, pager, datadog, nagios, prometheus, grafana, pingdom, newrelic, \
         cloudwatch, zabbix, sentry, synthetic, probe, health check, healthcheck, automated, watchdog",
    ),
    (
        DetectedBy::Customer,
        "customer, user report, users report, user complain, users complain, users notic, client, \
         complain, support ticket, student, visitor, employees, twitter, social media, users open, \
         user open, users were, users start",
    ),
    (
        DetectedBy::Engineer,
        "engineer, developer, sre, on-call, oncall, operator, sysadmin, administrator, colleague, \
         team member, we notic, i notic, we saw, i saw, team notic, admin",
    ),
    (
        DetectedBy::Partner,
        "partner, vendor, supplier, third party, third-party",
    ),
];

static NAMED: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(WORDS.iter().map(|&(_, names)| names)));

/// The entry in which somebody or something first noticed.
pub(super) fn entry(entries: &[Entry]) -> Option<&Entry> {
    entries
        .iter()
        .find(|entry| matches!(entry.kind, EntryKind::Detected | EntryKind::Reported))
}

/// What is named first in it; a report without a name is a customer's.
pub(in crate::postmortem) fn detected_by(entries: &[Entry]) -> Option<Fact<DetectedBy>> {
    let entry = entry(entries)?;
    let text = entry.text.to_lowercase();
    let named = NAMED
        .matches(&text)
        .next()
        .and_then(|(_, name)| WORDS.get(name.list))
        .map(|&(by, _)| by);
    let by = named.or((entry.kind == EntryKind::Reported).then_some(DetectedBy::Customer))?;
    Some(Fact::new(by, Origin::Inferred, entry.span))
}
