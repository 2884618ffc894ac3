//! The labels of entries and what they say.

use crate::vocabulary::EntryKind;
use crate::vocabulary::EntryKind::*;

/// Whole labels in lower case; None says only that something was done, and the words decide.
pub(super) const LABELS: &[(&str, Option<EntryKind>)] = &[
    ("actions", None),
    ("actions taken", None),
    ("actions that were taken", None),
    ("debugging steps", None),
    ("steps taken", None),
    ("what actions were taken", None),
    ("first identified", Some(Detected)),
    ("first identified as", Some(Detected)),
    ("initially identified", Some(Detected)),
    ("how it was detected", Some(Detected)),
    ("how the issue was detected", Some(Detected)),
    ("how was it detected", Some(Detected)),
    ("how was the issue detected", Some(Detected)),
    ("how was the incident detected", Some(Detected)),
    ("when was it detected", Some(Detected)),
    ("when was the issue detected", Some(Detected)),
    ("when was the incident detected", Some(Detected)),
    ("when the issue was detected", Some(Detected)),
    ("time of detection", Some(Detected)),
    ("how the incident was resolved", Some(Resolved)),
    ("how the issue was resolved", Some(Resolved)),
    ("how was the incident resolved", Some(Resolved)),
    ("how was the issue resolved", Some(Resolved)),
    ("how it was resolved", Some(Resolved)),
    (
        "misleading investigation/debugging paths that were taken",
        Some(Misleading),
    ),
    ("misleading investigation/debugging paths", Some(Misleading)),
    ("misleading investigation paths that were taken", Some(Misleading)),
    (
        "which team/individuals was the incident escalated to",
        Some(Escalated),
    ),
    (
        "which team/individuals the incident was escalated to",
        Some(Escalated),
    ),
    ("which team was the incident escalated to", Some(Escalated)),
    ("who was the incident escalated to", Some(Escalated)),
    ("start of outage", Some(ImpactStarted)),
    ("end of outage", Some(Resolved)),
    ("issue", None),
    // As status pages write it, and as others name who noticed.
    ("monitoring", None),
    ("notified", None),
    ("ongoing", None),
];

/// Labels without the words around them (`issue`, `the`, `time`, `path` and so on).
pub(super) const BASES: &[(EntryKind, &str)] = &[
    (
        Acknowledged,
        "acknowledged, acknowledgement, acknowledgment, ack, confirmed, response",
    ),
    (
        Action,
        "action, change, deployed, fix, fix applied, fix deployed, fix implemented, rollback, rolled \
             back, workaround",
    ),
    (
        Communicated,
        "announcement, communicated, communication, status page, status update",
    ),
    (
        Detected,
        "alert, alerted, detected, detection, discovered, discovery, monitoring alert, noticed",
    ),
    (Escalated, "escalated, escalation"),
    (FollowUp, "follow up, followup"),
    (
        Hypothesis,
        "assumed, assumption, assumptions, hypothesis, suspected, suspicion, theory",
    ),
    (
        Identified,
        "cause found, cause identified, identification, identified, root cause, root cause analysis, \
             root cause found, root cause identified, root cause identification",
    ),
    (
        ImpactStarted,
        "began, begins, beginning, impact, impact started, impact starts, start, started, starts",
    ),
    (
        Investigating,
        "analysis, diagnosis, investigated, investigating, investigation, investigations, triage",
    ),
    (
        Misleading,
        "dead end, false lead, misleading, misleading assumption, misleading debugging, misleading \
             investigation, misleading investigations, misleading lead, red herring, red herrings, wrong \
             track",
    ),
    (
        Mitigated,
        "contained, containment, mitigated, mitigation, partial recovery, repaired, stabilised, stabilized",
    ),
    (Note, "info, note"),
    (
        Reported,
        "customer report, report, reported, user report, user reports",
    ),
    (
        Resolved,
        "all clear, closed, end, ended, recovered, recovery, resolution, resolved, restored, service \
             restored",
    ),
];
