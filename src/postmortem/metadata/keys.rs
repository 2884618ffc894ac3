//! The labels of metadata, as templates and teams name them.

use crate::moment::zone;
use crate::postmortem::impact::TimeKey;
use crate::text::words::ByLetter;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a label of metadata gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Severity,
    /// A priority: a severity only where the site has one of that name.
    Priority,
    Services,
    Authors,
    /// Who keeps the document: its author where none is named.
    Owner,
    Status,
    Teams,
    Tags,
    Symptoms,
    Duration,
    Time(TimeKey),
    /// Metadata for which a postmortem has no fact: neither prose nor an entry.
    Other,
}

/// Words that say of what a label speaks, where all of the text speaks of the same.
const OF_INCIDENT: &[&str] = &[
    "the",
    "of",
    "for",
    "incident",
    "outage",
    "issue",
    "event",
    "disruption",
];

/// The labels, in lower case and without [`OF_INCIDENT`].
const NAMES: &[(Key, &[&str])] = &[
    (
        Key::Severity,
        &[
            "severity",
            "sev",
            "severity level",
            "sev level",
            "severity rating",
        ],
    ),
    (
        Key::Priority,
        &["priority", "severity priority", "priority severity"],
    ),
    (
        Key::Services,
        &[
            "service",
            "services",
            "affected service",
            "affected services",
            "services affected",
            "service affected",
            "service s affected",
            "affected service s",
            "service s",
            "services impacted",
            "service impacted",
            "impacted service",
            "impacted services",
            "affected system",
            "affected systems",
            "systems affected",
            "impacted systems",
            "affected component",
            "affected components",
            "components affected",
            "components",
            "affected product",
            "affected products",
            "affected application",
            "affected applications",
            "systems",
        ],
    ),
    (
        Key::Authors,
        &[
            "author",
            "authors",
            "author s",
            "written by",
            "created by",
            "prepared by",
            "authored by",
            "drafted by",
            "postmortem author",
            "postmortem authors",
            "postmortem author s",
            "post mortem author",
            "post mortem authors",
            "report author",
            "report authors",
            "postmortem written by",
            "report by",
            "document author",
        ],
    ),
    (
        Key::Owner,
        &[
            "owner",
            "owners",
            "postmortem owner",
            "post mortem owner",
            "postmortem owners",
            "report owner",
            "document owner",
            "owner of postmortem",
            "postmortem lead",
        ],
    ),
    (
        Key::Status,
        &[
            "status",
            "state",
            "postmortem status",
            "post mortem status",
            "document status",
            "report status",
            "review status",
        ],
    ),
    (
        Key::Teams,
        &[
            "team",
            "teams",
            "owning team",
            "owning teams",
            "responsible team",
            "responsible teams",
            "teams involved",
            "response team",
            "response teams",
        ],
    ),
    (Key::Tags, &["tag", "tags", "label", "labels", "keywords"]),
    (
        Key::Symptoms,
        &[
            "symptom",
            "symptoms",
            "error signature",
            "error signatures",
            "error message",
            "error messages",
            "alert",
            "alerts",
            "alert name",
            "alert names",
            "alerts fired",
            "signature",
            "signatures",
        ],
    ),
    (
        Key::Duration,
        &[
            "duration",
            "total duration",
            "impact duration",
            "duration impact",
            "downtime",
            "total downtime",
            "downtime duration",
            "duration downtime",
            "time to repair",
            "time to resolve",
            "time to resolution",
            "time to recovery",
            "time to recover",
            "time to restore",
            "time to fix",
            "ttr",
            "mttr",
            "length",
            "total time",
        ],
    ),
    (
        Key::Time(TimeKey::Started),
        &[
            "start",
            "started",
            "start time",
            "started at",
            "started on",
            "start date",
            "start date time",
            "time start",
            "time started",
            "start timestamp",
            "began",
            "began at",
            "begin",
            "beginning",
            "onset",
            "impact start",
            "impact started",
            "impact started at",
            "impact start time",
            "start impact",
            "start time impact",
            "downtime start",
            "downtime started",
            "degradation start",
            "when did it start",
            "when it started",
            "time began",
            "first impact",
            "start date and time",
        ],
    ),
    (
        Key::Time(TimeKey::Resolved),
        &[
            "end",
            "ended",
            "end time",
            "ended at",
            "ended on",
            "end date",
            "end date time",
            "time end",
            "time ended",
            "end timestamp",
            "resolved",
            "resolved at",
            "resolved on",
            "resolution time",
            "time resolved",
            "time resolution",
            "date resolved",
            "resolution date",
            "fully resolved",
            "fully resolved at",
            "restored",
            "restored at",
            "service restored",
            "service restored at",
            "time restored",
            "recovered",
            "recovered at",
            "impact end",
            "impact ended",
            "impact end time",
            "end impact",
            "downtime end",
            "downtime ended",
            "all clear",
            "when did it end",
            "fixed at",
            "time fixed",
            "finished",
            "finished at",
            "end date and time",
        ],
    ),
    (
        Key::Time(TimeKey::Detected),
        &[
            "detected",
            "detected at",
            "detected on",
            "time detected",
            "time detection",
            "detection time",
            "detection date",
            "date detected",
            "first detected",
            "first detected at",
            "discovered",
            "discovered at",
            "time discovered",
            "time discovery",
            "noticed",
            "noticed at",
            "first alert",
            "alerted at",
            "first noticed",
        ],
    ),
    (
        Key::Time(TimeKey::Acknowledged),
        &[
            "acknowledged",
            "acknowledged at",
            "acknowledgement time",
            "time acknowledged",
            "acked at",
            "acked",
        ],
    ),
    (
        Key::Time(TimeKey::Mitigated),
        &[
            "mitigated",
            "mitigated at",
            "mitigation time",
            "time mitigated",
            "time mitigation",
            "impact mitigated",
            "impact mitigated at",
        ],
    ),
    (
        Key::Time(TimeKey::Date),
        &[
            "date",
            "date time",
            "date and time",
            "day",
            "occurred on",
            "date occurred",
            "date occurrence",
            "date s",
            "dates",
        ],
    ),
    (
        Key::Time(TimeKey::Published),
        &[
            "published",
            "published on",
            "published at",
            "publication date",
            "date published",
            "date postmortem",
            "postmortem date",
            "post mortem date",
            "date post mortem",
            "report date",
            "date report",
            "date written",
            "written on",
            "posted on",
        ],
    ),
    (
        Key::Other,
        &[
            "commander",
            "ic",
            "incident commander",
            "incident lead",
            "incident manager",
            "lead",
            "manager",
            "communications lead",
            "scribe",
            "on call",
            "oncall",
            "on call engineer",
            "responder",
            "responders",
            "participants",
            "participant",
            "attendees",
            "facilitator",
            "reviewer",
            "reviewers",
            "reviewed by",
            "approver",
            "approved by",
            "id",
            "number",
            "ticket",
            "tickets",
            "jira",
            "jira ticket",
            "tracking",
            "slack channel",
            "channel",
            "slack",
            "version",
            "last updated",
            "last modified",
            "updated",
            "modified",
            "related",
            "related incidents",
            "time to detect",
            "time to detection",
            "ttd",
            "mttd",
            "time to acknowledge",
            "mtta",
            "time to mitigate",
            "time to mitigation",
            "ttm",
            "category",
            "type",
            "environment",
            "region",
            "regions",
            "reported by",
            "detected by",
            "declared by",
            "status page",
            "meeting",
            "recording",
            "call recording",
            "meeting scheduled for",
            "visibility",
            "audience",
            "classification",
        ],
    ),
];

static KEYS: LazyLock<BTreeMap<&str, Key>> = LazyLock::new(|| {
    let rows = NAMES.iter();
    rows.flat_map(|(key, names)| names.iter().map(|name| (*name, *key)))
        .collect()
});

/// The words that labels begin with.
static FIRST: LazyLock<ByLetter> = LazyLock::new(|| {
    let begin = KEYS.keys().filter_map(|name| name.split(' ').next());
    ByLetter::new(begin.chain(OF_INCIDENT.iter().copied()))
});

/// The most bytes of a label.
pub(super) const LONGEST: usize = 60;

/// Whether a text may begin with a label, by its first word. Most lines are seen to have none by this.
pub(super) fn may_begin(text: &str) -> bool {
    let mut words = text.split(|char: char| !char.is_alphanumeric());
    let first = words.find(|word| !word.is_empty()).unwrap_or_default();
    FIRST.alike(first).any(|known| known.eq_ignore_ascii_case(first))
}

/// What a label gives, and the zone that it says its times are in: `Start (UTC)`.
pub(super) fn key(label: &str) -> Option<(Key, Option<String>)> {
    if label.len() > LONGEST {
        return None;
    }
    let is_zone = |word: &&str| zone::prefix(word) == Some(word.len());
    let (bare, inner) = match label.split_once(['(', '[']) {
        Some((bare, inner)) => (bare, inner),
        None => (label, ""),
    };
    let mark = |char: char| !char.is_alphanumeric() && !matches!(char, '/' | '_' | '+' | '-');
    let bracketed = inner.split(mark).find(is_zone);
    let (bare, last) = match bare.trim_end_matches(mark).rsplit_once(' ') {
        Some((before, last)) if is_zone(&last) && !last.contains(char::is_lowercase) => (before, Some(last)),
        _ => (bare, None),
    };
    let lower = bare.to_lowercase();
    let words: Vec<&str> = lower
        .split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let found = |words: &[&str]| KEYS.get(words.join(" ").as_str()).copied();
    let key = found(&words).or_else(|| {
        let kept: Vec<&str> = words
            .iter()
            .copied()
            .filter(|word| !OF_INCIDENT.contains(word))
            .collect();
        // The status of an incident is none of its postmortem.
        found(&kept).filter(|key| kept.len() == words.len() || *key != Key::Status)
    })?;
    Some((key, bracketed.or(last).map(str::to_owned)))
}

/// Whether a heading is over metadata alone.
pub(super) fn is_heading(words: &str) -> bool {
    const NAMES: &[&str] = &[
        "metadata",
        "meta",
        "details",
        "at a glance",
        "key facts",
        "facts",
        "information",
        "info",
        "basic information",
        "general information",
        "incident details",
        "incident information",
        "incident metadata",
        "properties",
        "key information",
        "quick facts",
        "incident info",
        "report details",
        "postmortem details",
        "document information",
    ];
    let words = words.trim_matches(|char: char| !char.is_alphanumeric());
    NAMES.iter().any(|name| name.eq_ignore_ascii_case(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_in_the_words_of_many_templates() {
        for (label, wanted, zone) in [
            ("Severity", Some(Key::Severity), None),
            ("Incident severity", Some(Key::Severity), None),
            ("Affected Service(s)", Some(Key::Services), None),
            ("Postmortem owner", Some(Key::Owner), None),
            ("Status", Some(Key::Status), None),
            ("Incident status", None, None),
            ("Start (UTC)", Some(Key::Time(TimeKey::Started)), Some("UTC")),
            ("Start of the outage", Some(Key::Time(TimeKey::Started)), None),
            ("Outage Start (power)", Some(Key::Time(TimeKey::Started)), None),
            ("Detected (PST)", Some(Key::Time(TimeKey::Detected)), Some("PST")),
            ("End time, UTC", Some(Key::Time(TimeKey::Resolved)), Some("UTC")),
            ("Date of incident", Some(Key::Time(TimeKey::Date)), None),
            ("Time to repair", Some(Key::Duration), None),
            ("Incident commander", Some(Key::Other), None),
            ("Root cause", None, None),
            ("One more thing", None, None),
            ("", None, None),
        ] {
            let found = key(label);
            assert_eq!(found.as_ref().map(|(key, _)| *key), wanted, "{label}");
            assert_eq!(found.and_then(|(_, zone)| zone).as_deref(), zone, "{label}");
            assert!(wanted.is_none() || may_begin(label), "{label}");
        }
    }
}
