use super::*;
use EntryKind::*;

#[test]
fn labels_at_the_start() {
    for (text, kind, body) in [
        ("Misleading: the cache", Misleading, "the cache"),
        (
            "[escalated] to the network team",
            Escalated,
            "to the network team",
        ),
        ("Detected - an alarm", Detected, "an alarm"),
        ("Issue detected: Monitoring alert", Detected, "Monitoring alert"),
        ("\u{1f6a8} Issue Detected: alarm", Detected, "alarm"),
        ("Misleading Path: checked", Misleading, "checked"),
        ("Issue resolved \u{2013} pool mended", Resolved, "pool mended"),
        ("(mitigated) traffic moved", Mitigated, "traffic moved"),
        ("Root cause identified: a typo", Identified, "a typo"),
    ] {
        let found = label(text).unwrap_or_else(|| panic!("no label in {text:?}"));
        assert_eq!(found.kind, Some(kind), "{text:?}");
        assert_eq!(&text[found.end..], body, "{text:?}");
    }
    for text in [
        "The detected errors: 500",
        "Server log: empty",
        "Restarted nginx - no change",
        "detected the outage",
        "",
    ] {
        assert_eq!(label(text), None, "{text:?}");
    }
}

#[test]
fn whole_lines_and_the_questions_of_the_brief() {
    assert_eq!(whole("When was the issue detected?"), Some(Some(Detected)));
    assert_eq!(whole("Escalation:"), Some(Some(Escalated)));
    assert_eq!(whole("Actions Taken:"), Some(None));
    assert_eq!(
        whole("Misleading investigation/debugging paths that were taken"),
        Some(Some(Misleading))
    );
    assert_eq!(
        whole("which team/individuals was the incident escalated to"),
        Some(Some(Escalated))
    );
    assert_eq!(whole("how the incident was resolved"), Some(Some(Resolved)));
    assert_eq!(whole("The servers were slow"), None);
    assert_eq!(before_time("First identified at "), Some(Some(Detected)));
    assert_eq!(before_time("Detected at "), Some(Some(Detected)));
    assert_eq!(before_time("We restarted nginx at "), None);
}

#[test]
fn kinds_from_words() {
    for (text, kind) in [
        ("Monitoring alert: latency above two seconds", Detected),
        ("On-call was paged by the uptime probe", Detected),
        ("An engineer noticed failing logins", Detected),
        ("A customer complained that checkout shows an error", Reported),
        ("Users report blank pages", Reported),
        ("Support opened a ticket", Reported),
        ("On-call acknowledged the page", Acknowledged),
        ("Began investigating the web tier", Investigating),
        ("Checked the logs of the proxy", Investigating),
        ("Suspected a DDoS attack", Hypothesis),
        ("Initial theory was a memory leak", Hypothesis),
        ("We assumed the database was overloaded", Hypothesis),
        ("Suspected the network; no issue found", Misleading),
        ("The disk alarm was a red herring", Misleading),
        ("Network ruled out after all checks passed", Misleading),
        ("Escalated to the database team", Escalated),
        ("The storage vendor was called in", Escalated),
        ("Passed to the platform team", Escalated),
        ("Root cause identified: a wrong port", Identified),
        ("Discovered that the certificate had expired", Identified),
        ("Logs revealed a typo in the file name", Identified),
        ("Restarted nginx on both hosts", Action),
        ("Rolled back the release", Action),
        ("Deployed a hotfix", Action),
        ("Traffic partially restored", Mitigated),
        ("Services gradually recovered", Mitigated),
        ("Service fully restored", Resolved),
        ("Incident closed", Resolved),
        ("All systems back to normal", Resolved),
        ("Status page updated", Communicated),
        ("Outage begins", ImpactStarted),
        ("The site goes down", ImpactStarted),
        ("Postmortem scheduled", FollowUp),
        ("Lunch", Note),
        ("The error is not resolved; escalated to Ana", Escalated),
        ("Unresolved alarms remain", Detected),
        ("Servers were reverted until the error is resolved", Action),
        ("Assumed the root cause was a DDoS attack", Hypothesis),
        ("A restart did not restore traffic", Action),
        (
            "Attempted to restart the broker, but it failed to come back online",
            Action,
        ),
        ("Tried to restore the old build", Action),
        ("Rebooted; back online, but crashed again", Action),
        ("No alert fired", Note),
        ("Suspected the provider, whose status page was green", Misleading),
        ("Thought the cache was cold; that was wrong", Misleading),
        ("Thought that the pool was too small", Hypothesis),
        ("Support told the backend team", Escalated),
        ("Called the hosting provider", Escalated),
        ("The function was called twice", Note),
        ("Staff reported bounced mail", Reported),
        ("First customer calls about a refused card", Reported),
        ("Alert on a surge of errors that users report", Detected),
        ("Wrong port found in the site file", Identified),
        ("Logs read: found a loop", Identified),
        ("The logs were nowhere to be found", Note),
        ("Redis checked, nothing found", Misleading),
    ] {
        assert_eq!(infer(text), kind, "{text}");
    }
}

#[test]
fn phrases_are_written_as_they_are_looked_for() {
    for (_, phrases) in STRONG.iter().chain(WEAK) {
        for phrase in split(phrases) {
            assert_eq!(phrase, phrase.to_lowercase());
            assert!(!phrase.is_empty());
        }
    }
}

#[test]
fn works_again_in_the_words_of_a_last_entry() {
    assert!(works("Port corrected, site is up"));
    assert!(works("The pool was enlarged and the app loads again"));
    assert!(!works("Restarted, but it failed again"));
    assert!(!works("The pool was enlarged"));
}
