use super::label_table::BASES;
use super::*;
use EntryKind::*;

#[test]
fn labels_without_words_around_them_hold_none_of_those() {
    for (kind, bases) in BASES {
        for base in bases.split(',') {
            let around = format!("the {base} time");
            assert_eq!(whole(base), Some(Some(*kind)), "{base}");
            assert_eq!(whole(&around), Some(Some(*kind)), "{around}");
        }
    }
}

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
    assert_eq!(whole("the fix."), None);
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
        ("EOC @mira paged: queue of the mailers over its SLO", Detected),
        ("Probes for the booking form fire", Detected),
        ("Heartbeat alerts reach the crew", Detected),
        ("Warning posted on the site", Communicated),
        ("db7 stops answering pings", ImpactStarted),
        ("Malicious build of the client published", ImpactStarted),
        ("Connectivity to Lisbon is lost", ImpactStarted),
        ("Latency recovers", Mitigated),
        (
            "Our probes began to send alerts indicating that half of the gates hang",
            Detected,
        ),
        ("We consider the incident over", Resolved),
        ("PR #31 reverted", Action),
        ("3 failed jobs in the list", Note),
        ("Froze the releases of the week", Action),
        ("Ran the backfill again", Action),
        ("Timeout set to 30 s", Action),
        ("Images built and pushed", Action),
        ("Filter added that drops the calls", Action),
        ("Release 4.1 goes live", Action),
        ("Decision to stop the rollout", Action),
        ("Maintenance mode on", Action),
        ("System engineers restart the brokers", Action),
        ("A bug report was submitted", Reported),
        ("A report on the list said that nobody could log in", Reported),
        ("The host forwards a complaint about spam", Reported),
        ("More complaints of readers escalate the matter", Reported),
        ("The team notices complaints of readers", Detected),
        ("Finance looped in", Escalated),
        ("Escalation to the storage group", Escalated),
        ("We call in Ines", Escalated),
        ("The volumes of the cluster go read-only", ImpactStarted),
        ("Covers come back as 404", ImpactStarted),
        ("Half of all lookups end in an error", ImpactStarted),
        ("Most lenders are back", Mitigated),
        ("Most lenders are back, but loans fail", ImpactStarted),
        ("Error rate below 2 %", Mitigated),
        ("Gateway recovering", Mitigated),
        ("Rollback done on all hosts", Mitigated),
        ("Search is back for everyone", Resolved),
        ("Gateway healthy in all regions", Resolved),
        ("Loans are accepted again in every branch", Resolved),
        ("Readers confirm that loans are accepted again", Resolved),
        ("A banner is shown in the catalogue", Communicated),
        ("Incident is closed after the backlog is worked off", Resolved),
        ("Accounts frozen by the registrar", Action),
        ("Rotation of the leaked keys begins", Action),
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
        ("Support told the backend team", Reported),
        ("Called the hosting provider", Escalated),
        ("The function was called twice", Note),
        ("Staff reported bounced mail", Reported),
        ("First customer calls about a refused card", Reported),
        ("Alert on a surge of errors that users report", Detected),
        ("Wrong port found in the site file", Identified),
        ("Logs read: found a loop", Identified),
        ("The logs were nowhere to be found", Note),
        ("Redis checked, nothing found", Investigating),
        ("The shop was hit", ImpactStarted),
        ("Service fully recovered", Resolved),
        ("Most readers are back online", Mitigated),
        (
            "The portal is back to normal. Some users are logged out",
            Mitigated,
        ),
        ("Students reported that the error was fixed", Mitigated),
        ("A member of the database team reports a crash", Reported),
        ("Mail is sent to the hosting provider, asking for help", Escalated),
        ("Looped in @ana", Escalated),
        ("The worker node is unresponsive: restarted it", Action),
        ("Ana quickly jumped in to make a fix", Action),
        ("Nobody could say who owns the batch", Note),
        ("12 GPU hours lost", Note),
        ("Asked what had changed", Note),
        ("Customers changed their passwords", Note),
        ("Tickets from the concert", Note),
    ] {
        assert_eq!(by_rules(text), kind, "{text}");
    }
}

/// What the rules tell, whatever the odds.
fn by_rules(text: &str) -> EntryKind {
    let tokens = tokens::read(text);
    strongest(&tokens, &told(&tokens, &clauses::read(&tokens))).kind
}

#[test]
fn what_comes_first_counts_but_for_the_end() {
    for (text, kind) in [
        (
            "A teacher reports that exams do not load. We restart the exam service.",
            Reported,
        ),
        (
            "We restart the exam service. A teacher reports that exams do not load.",
            Action,
        ),
        (
            "Looking at the router. It has lost its routes: found a typo in the filter.",
            Identified,
        ),
        ("Restarted the router. All sites are back online.", Resolved),
        ("Raised the memory of all workers. No difference.", Misleading),
        ("Errors are back", ImpactStarted),
        (
            "Team alerted. A customer reported an outage in the forum.",
            Reported,
        ),
        ("DiskAlmostFull fires", Detected),
    ] {
        assert_eq!(by_rules(text), kind, "{text}");
    }
}

#[test]
fn words_tell_what_no_rule_foresaw_where_they_are_sure() {
    assert_eq!(by_rules("p95 back at 310 ms"), Note);
    let reading = read("p95 back at 310 ms");
    assert_eq!(reading.kind, Resolved);
    assert!(!reading.words.is_empty());
    let lunch = read("Lunch");
    assert!(lunch.kind == Note && lunch.words.is_empty() && !lunch.may_end);
}

#[test]
fn who_says_it_stands_before_a_mark() {
    for (text, kind) in [
        ("kofi: restarted the broker", Action),
        ("Jana - restarts the broker", Action),
        ("3 - Ops - We restarted the broker", Action),
        ("Root cause: a full disk", Identified),
    ] {
        assert_eq!(by_rules(text), kind, "{text}");
    }
}

#[test]
fn a_tracker_logs_the_state_that_it_changes_to() {
    for (text, kind) in [
        ("Status changed from Investigating to Monitoring", Some(Mitigated)),
        ("Status changed: Fixing \u{2192} Resolved", Some(Resolved)),
        ("Status changed to Investigating", Some(Investigating)),
        ("Status changed", None),
        ("The status changed to resolved", None),
    ] {
        assert_eq!(label(text).and_then(|label| label.kind), kind, "{text}");
    }
}

#[test]
fn words_of_something_else_decide_nothing() {
    for text in [
        "Mail about https://status.example.org/incidents/service-restored",
        "`restart` is what the script is called",
        "The runner restart-all.sh has 40 lines",
        "Failed over to the second array",
        "A successful sign-in from an unknown address",
        "The name resolved to the old address",
        "The support ticket was resolved",
        "Tests pass",
        "Not yet restored",
        "Mitigation is underway",
        "If the site is down, restart it",
        "Once the database is restored we reopen",
        "Had the disk died, the site would be down",
        "Our provider's other customers were down",
        "AWS reports recovery",
        "They decide to start by restoring the last backup",
    ] {
        let kind = read(text).kind;
        assert!(
            !matches!(kind, Mitigated | Resolved | ImpactStarted | Detected),
            "{text}: {}",
            kind.name()
        );
    }
}

#[test]
fn the_words_that_decided_are_known() {
    let text = "Ana rolled the release back";
    assert_eq!(&text[read(text).words], "rolled");
    assert_eq!(read("A quiet night").words, 0..0);
}

#[test]
fn what_works_again_may_be_the_end() {
    assert!(read("Key exchange was restored").may_end);
    assert!(!read("Some key exchanges were restored").may_end);
    assert!(!read("Outage mitigated").may_end);
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,400}") {
        let reading = read(&text);
        proptest::prop_assert!(text.get(reading.words).is_some());
    }

    #[test]
    fn words_in_any_order_are_read(words in proptest::collection::vec("(the|was|not|restored|site|is|down|to|that|@ana|if|,|\\.|has|been|rolled|back|users|report|\\(|alert|fires|\"|é|once|again) ", 0..40)) {
        let text = words.concat();
        proptest::prop_assert!(text.get(read(&text).words).is_some());
    }
}
