//! The table of labels and phrases behind [`super`].

use crate::text::phrases::Phrases;
use crate::vocabulary::EntryKind;
use crate::vocabulary::EntryKind::*;
use std::sync::LazyLock;

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
        "mitigated, mitigation, partial recovery, stabilised, stabilized",
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

/// Phrases that decide wherever they are, the strongest first, with commas between them. A phrase begins
/// where a word begins, and with `|` also ends where one ends.
pub(super) const STRONG: &[(EntryKind, &str)] = &[
    (
        Misleading,
        "misleading, red herring, dead end, dead-end, false lead, wrong track, wrong path, wild \
             goose, ruled out, rules out, no issue found, no issues found, no issue was found, no issues \
             were found, but no issue, but no anomal, no anomalies were, after finding no, but no \
             significant, no problem was found, no problems were found, found nothing, but found no, \
             found no issue, found no problem, not the root cause, not the cause, wasn't the cause, \
             wasn't the root, turned out not, turned out to be unrelated, turned out to be wrong, turned \
             out to be false, proved wrong, proved false, proved to be wrong, incorrectly assumed, \
             wrongly assumed, no improvement, blaming the innocent, had not introduced any, wrong lead, \
             wrong trail, wrong direction, was innocent, were innocent, nothing found, nothing wrong, nothing unusual, \
             nothing suspicious, nothing was found, wasn't the issue, was not the issue, not the problem, \
             wasn't the problem, led nowhere",
    ),
    (
        Escalated,
        "escalated, escalates, escalate|, escalating to, escalation, handed over, handed off, passed \
             to, passed on to, passed the, called in, brought in, was assigned to, reassigned to, reached \
             out to, pulled in, paged the, contacted the, \
             looped in, requested help from, asked for help from",
    ),
    (
        Resolved,
        "issue resolved, incident resolved, outage resolved, problem resolved, bug resolved, was \
             resolved, were resolved, is resolved|, been resolved, declared resolved, marked resolved, \
             marked as resolved, successfully resolved, resolved the, resolved by, resolving the issue, \
             resolves the, confirmed successful resolution, fully restored, fully recovered, fully \
             operational, fully functional, full recovery, full functionality, full service, completely \
             restored, restored completely, service restored, services restored, everything was restored, \
             incident closed, incident was closed, closed the incident, cleared the incident, all clear, \
             all systems normal, all systems operational, all systems were confirmed, back to normal, \
             returned to normal, returns to normal, return to normal, normal operations were, normal \
             operation was, normal operations resumed, restored to normal, 100% back, 100% of traffic, \
             outage to an end, outage is over, incident is over, outage ends, outage ended, back to full, \
             operating at full",
    ),
    (
        Identified,
        "root cause identified, root cause was identified, root cause is identified, root cause \
             found, root cause was found, root cause discovered, identified the root cause, identified as \
             the root cause, identifies the root cause, found the root cause, as the root cause, \
             discovered the root cause, was identified as, identified as, cause was identified, cause was \
             found, found the cause, discovered that the cause, traced to, traced back, traced it, \
             pinpointed",
    ),
    (
        Detected,
        "issue detected, issue was detected, issue was first detected, incident detected, outage \
             detected, problem detected, was detected, were detected, monitoring alert, monitoring \
             system, monitoring tool, monitoring detected, alert triggered, alerts triggered, alerts were \
             triggered, alert was triggered, alert fired, alerts fired, alarm, was paged, were paged, got \
             paged, pagerduty, notifies an outage",
    ),
    (
        Communicated,
        "status page, tweet, posted an update, informed customers, informed users, informed all, \
             notified customers, notified users, communicated, announc, sent an email, emailed",
    ),
    (
        Hypothesis,
        "suspect, assum, hypothes, theory, theoris, theoriz, we thought, initially thought, thought that, thought the, thought it, thought of, believed, \
             might be, may be caused, possibly, pointed to, pointed towards, points to, points towards, \
             suspicion, explored the possibility, explored potential, considered a",
    ),
    (
        Identified,
        "root cause was, root cause is, identified, identifies, discovered, discovers, revealed, \
             reveals, revealing, found that, found out, found a|, found an|, found the, finds, find typo, \
             realised, realized, it was realised, it was realized, determined that, was found, were \
             found, is located, figured out, confirmed that the cause, finally found, eventually found",
    ),
    (
        Mitigated,
        "mitigat, partially, partial recovery, gradually, began recovering, starts recovering, \
             started recovering, start to recover, started to recover, recovering, recovers, recovered, \
             restored, restoring, stabilis, stabiliz, traffic back, back online, is back, was back, were \
             back, back up, works again, worked again, working again, normally again, running normally",
    ),
    (
        FollowUp,
        "postmortem, post-mortem, retrospective, follow-up, followed up, prevent recurrence",
    ),
];

/// Phrases of which the first in the text decides.
pub(super) const WEAK: &[(EntryKind, &str)] = &[
    (
        Reported,
        "users report, user report, users reported, customer report, customers report, reported by, \
             reports from, reports of, received report, complain, opened a ticket, opens a ticket, \
             raised a ticket, ticket was opened, tickets, support ticket, client report, clients report, instructor, reported failed, \
             employees started",
    ),
    (
        Detected,
        "detected, detects, detection, noticed, notices, noticing, alert, paged, pager, observed, \
             observes, flagged, notified by, notification, error rate, spike in",
    ),
    (
        Acknowledged,
        "acknowledg, team alerted, team was alerted, team were alerted, team got alerted, team is \
             alerted, team received, engineers alerted, engineers were alerted, alerted the, was alerted \
             to, on-call engineer got, on-call engineer was, on-call engineer rec, on-call joined, joined the investigation, team notified, team was \
             notified, engineers logged, took ownership, team gets, notified the",
    ),
    (
        ImpactStarted,
        "outage beg, outage start, incident beg, incident start, problem start, issue start, issue \
             beg, breakdown beg, breakdown start, impact beg, impact start, goes down, went down, site \
             down, is down, down for all, became unavailable, became unreachable, becomes unavailable, \
             became unresponsive, runs out of, ran out of, degrading, degraded, drops to zero, dropped to \
             zero, started failing, start failing, starts failing, started to fail, begin to fail, began \
             to fail, errors start, errors beg, unable to access, stopped responding, stops responding, \
             stopped working, crashed, internal server error, 500 error",
    ),
    (
        Investigating,
        "investigat, check, look, review, analys, analyz, debug, examin, inspect, diagnos, verif, \
             tested, testing, trying to, try to, tried to identify, read|, reading, crawl, troubleshoot, \
             traced, strace, ensuring, discuss, compar, monitored, collect",
    ),
    (
        Action,
        "restart, roll back, rolled back, rolling back, rollback, revert, deploy, redeploy, changed, \
             changing, changes were, scaled, scale|, scaling, increased the, increased server, fix, \
             applied, applying, patch, disabled, disabling, enabled, enabling, removed, removing, \
             updated, updating, failover, failed over, fail over, reboot, corrected, correcting, \
             adjusted, adjusting, merge, deleted, deleting, drain, cordon, replaced, replacing, \
             reconfigured, configured, upgrade, redirect, switched, reduced, renamed, changed its name, \
             killed, cleared, created, added, installed, moved, implemented, optimised, optimized, \
             attempted to, tried, take action, corrective action, decision made, decision was made, bump, \
             pushed, push|, clean, rebuilt, renewed, renewing, depool, repool, unpause, resized, enlarged, granted, rerouted, modified, edited, automated, took action, takes \
             action",
    ),
];

/// Phrases that tell that something works again.
pub(super) static RESTORED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "restor, recover, back online, back up, is back, was back, were back, back to, normal, stable, \
    stability, stabilis, stabiliz, fully, operational, functional, works again, worked again, working again, \
    fixed, fixes, fix error, resolved, resolving, successful, mitigat, goes away, went away, 200 ok",
    ])
});

/// Phrases that tell that something still does not.
pub(super) static STILL: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(["persist, still, but it failed, no change, no effect, in vain, did not help"])
});

/// Phrases for the last entry of a timeline that tell that something works again.
pub(super) static AGAIN: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "up again, is back, are back, came back, comes back, is up|, are up|, was up|, were up|, came up, works|, work again, working fine, \
    working as expected, working properly, working correctly, working well, started working, begins working, \
    loads again, load again, runs again, run again, running again, fast again, available again, available to all, \
    accessible again, accessible to all, reachable again, responds again, responding again, responsive again, flows|, \
    flowing, accepted again, accepts|, served again, served fresh, succeed, reappear, all good, all green, healthy, \
    delivered, was over|, is over|, normally, as expected, smoothly, without errors, no more errors, no further",
    ])
});

/// Phrases that tell that what was done did not hold.
pub(super) const FAILED: &str = "but it failed, but failed, but this failed, but that failed, without success, to no avail, did not help, \
    didn't help, unsuccessful, no effect, in vain, no change, went down again, goes down again, crashed again, \
    crashes again, failed again, fails again, but crashed, but it crashed, only to fail";

/// Words before `to` that tell of an attempt.
pub(super) const TRIED: &str = "attempt, attempts, attempted, attempting, fail, failed, fails, failing, hope, hoped, hoping, tried, tries, try, \
    trying, unable, wanted";

/// What tells that a machine noticed.
pub(super) static MACHINES: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(["monitor, alert, alarm, pager, probe"]));

/// Words of a suspicion.
pub(super) const SUSPECTED: &str =
    "suspect, assum, thought, thinking, believ, blamed, blaming, hypothes, theory";

/// Words that end a suspicion that was wrong.
pub(super) static REFUTED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "wrongly, was wrong, were wrong, is wrong, was incorrect, not true, was false, fine|, innocent, healthy, was green, were green, \
    was clean, were clean, was ok|, were ok|, was okay, were okay, were normal, was normal, all normal, unrelated, \
    but no|, but not, the culprit, no effect, no change, in vain, dismissed, discarded, disproved",
    ])
});

/// What is done when somebody else is called in.
pub(super) const CALLED: &str = "told|, tells|, called|, calls|, involved|, consulted, engaged, handed to, given to, forwarded to, referred to, \
    assigned to, raised to, sent to, turned to, brought|, summoned, moved to the";

/// Who is called in.
pub(super) static PARTIES: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "team, engineers, engineer|, administrator, admin|, admins|, dba|, dbas|, vendor, sre|, sres|, devops, manager|, \
    tech lead, team lead, cto|, specialist, expert, hosting provider, cloud provider, isp|",
    ])
});

/// People who use what is down.
pub(super) const PEOPLE: &str = "user, users, customer, customers, client, clients, staff, student, students, employee, employees, reader, readers, \
    visitor, visitors, people, merchant, merchants, subscriber, subscribers, someone, somebody, passenger, \
    passengers, colleague, colleagues, support";

/// What they do when they notice.
pub(super) static TOLD: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "report|, reports|, reported, reporting, complain, call|, calls|, called, phone, wrote|, writes|, write|, tweet, \
    mention, opens a ticket, opened a ticket",
    ])
});
