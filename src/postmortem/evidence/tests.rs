use crate::config::Settings;
use crate::postmortem::{Postmortem, parse};
use crate::record::{Fact, Origin};
use crate::source::Source;
use crate::vocabulary::DetectedBy;
use std::sync::Arc;

fn postmortem(path: &str, text: &str) -> Postmortem {
    parse(Arc::new(Source::new(path, text.as_bytes())), &Settings::default())
}

fn shown<T: ToString>(fact: &Option<Fact<T>>) -> String {
    fact.as_ref()
        .map_or_else(|| "-".to_owned(), |fact| fact.value.to_string())
}

/// `started | resolved` and, after them, the questions.
fn outage(text: &str) -> (String, Vec<String>) {
    let found = postmortem("content/postmortems/a.md", text);
    let facts = &found.record.facts;
    let times = format!("{} | {}", shown(&facts.started), shown(&facts.resolved));
    let names = found.diagnostics.iter();
    (times, names.map(|found| found.rule.name().to_owned()).collect())
}

#[test]
fn the_day_on_which_a_page_was_changed_is_not_that_of_the_incident() {
    let day = |line: &str| {
        let text = format!("# Gates\n\n{line}\n\n## Summary\n\nNo gate could be opened.\n");
        shown(&postmortem("content/postmortems/a.md", &text).record.facts.date)
    };
    assert_eq!(day("Created by Ines, last modified on 11 Sep 2024"), "-");
    assert_eq!(
        day("On 11 Sep 2024 no gate could be opened for two hours."),
        "2024-09-11"
    );
}

#[test]
fn the_strongest_evidence_wins() {
    for (text, times) in [
        // The opening paragraph, where no heading stands.
        (
            "# Gates\n\nOn 3 March 2024, from 10:05 to 11:30 UTC, no gate could be opened.\n",
            "2024-03-03T10:05:00Z | 2024-03-03T11:30:00Z",
        ),
        // Its zone is that of all times.
        (
            "# Gates\n\nIncident began at 2024-03-03 10:05 and ended at 2024-03-03 11:30 (all times are US/Pacific).\n\n## Summary\n\nBad.\n",
            "2024-03-03T10:05:00-08:00 | 2024-03-03T11:30:00-08:00",
        ),
        // What stands between two times is told of the second.
        (
            "# Gates\n\n## Summary\n\nOn 3 March 2024 works began at 10:00 UTC. At 10:05 UTC all gates went down, and they were restored by 11:30 UTC.\n",
            "2024-03-03T10:00:00Z | 2024-03-03T11:30:00Z",
        ),
        // A meeting is none.
        (
            "# Gates\n\nThe team met on 5 March 2024 from 14:00 to 15:00 UTC and wrote this.\n",
            "- | -",
        ),
        // What happened, where nothing else says it.
        (
            "# Gates\n\n**Review scheduled for:** 9 March 2024, 14:00 UTC\n\n## What happened?\n\n\
             Between 10:05 UTC and 11:30 UTC on 3 March 2024, no gate could be opened.\n",
            "2024-03-03T10:05:00Z | 2024-03-03T11:30:00Z",
        ),
        // Fields of a form with numbers.
        (
            "# Gates\n\n## 1. General information\n\n| Item | Details |\n|---|---|\n\
             | 1.1 Date and time of the start | 2024-03-03 10:05 UTC |\n| 1.2 Date and time restored | 2024-03-03 11:30 UTC |\n",
            "2024-03-03T10:05:00Z | 2024-03-03T11:30:00Z",
        ),
        // The title.
        (
            "# Tiles stale from 25 June 2024 19:47 until 26 June 2024 11:05\n\n## Summary\nNo new tiles.\n",
            "2024-06-25T19:47:00 | 2024-06-26T11:05:00",
        ),
        // A label that says how long, wherever it stands.
        (
            "# Polls\n\n## Summary\nPolls on 2025-10-03 were empty.\n\n## Timeline\n- 09:10 UTC - Version 4 goes out\n\n\
             **Total duration:** 70 minutes (09:10 - 10:20 UTC)\n",
            "2025-10-03T09:10:00Z | 2025-10-03T10:20:00Z",
        ),
        // Each end of a range has its date.
        (
            "# Gates\n\n## Summary\nShut from 09:10 UTC on 3 March 2024 until 08:00 UTC on 5 March 2024.\n",
            "2024-03-03T09:10:00Z | 2024-03-05T08:00:00Z",
        ),
        (
            "# Gates\n\n## Summary\nShut from 11:05 UTC on 3 March 2024 to 10:30 UTC the next day.\n",
            "2024-03-03T11:05:00Z | 2024-03-04T10:30:00Z",
        ),
        // What was merged between two times says nothing of an outage.
        (
            "# Hubs\n\n## Summary\nBoth patches were merged between 01:10 and 01:25 UTC on 9 May 2024.\n",
            "- | -",
        ),
        (
            "# Disks\n\n## Summary\nOn 12 February 2024 the array failed over at 18:03 UTC; answers were slow until 19:40 UTC.\n",
            "2024-02-12T18:03:00Z | 2024-02-12T19:40:00Z",
        ),
        // Two ends without a start: of which of them, nobody can tell.
        (
            "# Hubs\n\n## Summary\nOn 2024-05-09 one hub was down until 10:15 UTC, another until 12:33 UTC.\n",
            "- | -",
        ),
    ] {
        assert_eq!(outage(text).0, times, "{text}");
    }
}

#[test]
fn weak_evidence_alone_gives_no_fact() {
    let timeline = |entries: &str| outage(&format!("# Shop\n\n## Timeline\n\n{entries}")).0;
    for (entries, times) in [
        (
            "- 2024-03-04 10:00 UTC - Version 7 is merged\n- 10:20 UTC - impact-started: carts empty\n",
            "2024-03-04T10:20:00Z | -",
        ),
        // What is stopped by plan has not failed.
        (
            "- 2024-03-04 10:00 UTC - Planned maintenance: the shop is down\n- 11:20 UTC - resolved: carts full\n",
            "- | 2024-03-04T11:20:00Z",
        ),
        (
            "- 2024-03-04 10:00 UTC - Kim joins the call\n- 11:20 UTC - resolved: carts full\n",
            "- | 2024-03-04T11:20:00Z",
        ),
        (
            "- 2024-03-04 10:00 UTC - detected: an alert for carts\n- 11:20 UTC - resolved: carts full\n",
            "2024-03-04T10:00:00Z | 2024-03-04T11:20:00Z",
        ),
        // It failed again.
        (
            "- 2024-03-04 10:00 UTC - impact-started: carts empty\n- 10:20 UTC - resolved: carts full\n- 10:50 UTC - impact-started: carts empty again\n",
            "2024-03-04T10:00:00Z | -",
        ),
        // It was over at another time than that of the entry.
        (
            "- 2024-03-04 10:00 UTC - impact-started: carts empty\n- 10:20 UTC - Kim restarts; carts were full again by 11:05\n",
            "2024-03-04T10:00:00Z | -",
        ),
        // How the fault came in, long before.
        (
            "- 2023-08-12 09:00 UTC - impact-started: the fault is merged, nobody is hit\n- 2024-03-04 10:00 UTC - impact-started: carts empty\n\
             - 2024-03-04 10:05 UTC - detected: an alert\n- 2024-03-04 10:30 UTC - resolved: carts full\n",
            "2024-03-04T10:00:00Z | 2024-03-04T10:30:00Z",
        ),
    ] {
        assert_eq!(timeline(entries), times, "{entries}");
    }
    let ongoing = "---\nongoing: true\n---\n\n# Shop\n\n## Timeline\n\n- 2024-03-04 10:00 UTC - impact-started: carts empty\n\
                   - 10:40 UTC - everything is back to normal\n";
    assert_eq!(outage(ongoing).0, "2024-03-04T10:00:00Z | -");
}

#[test]
fn what_contradicts_is_asked_about() {
    let backwards = outage(
        "# One\n\n## Summary\n\nLogins failed on 2024-03-04 from 18:00 UTC.\n\n## Timeline\n\n\
         - 2024-03-04 04:19 UTC - detected: an alert\n- 05:14 UTC - resolved: restarted\n",
    );
    assert_eq!(
        backwards,
        (
            "2024-03-04T18:00:00Z | -".to_owned(),
            vec!["times-in-order".to_owned()]
        )
    );
    let length = "# One\n\n## Summary\n\nThe outage lasted 45 minutes.\n\n## Timeline\n\n\
                  - 2024-03-04 10:00 UTC - impact-started: carts empty\n- 2024-03-04 18:00 UTC - All is back to normal\n";
    assert_eq!(
        outage(length),
        (
            "2024-03-04T10:00:00Z | -".to_owned(),
            vec!["facts-disagree".to_owned()]
        )
    );
    let (times, asked) = outage(
        "# One\n\n## Summary\n\nOn 2024-03-04 from 10:00 to 11:00 UTC carts were empty.\n\n## Timeline\n\n\
         - 10:00 UTC - impact-started: carts empty\n- 13:00 UTC - resolved: carts full\n",
    );
    assert_eq!(times, "2024-03-04T10:00:00Z | 2024-03-04T11:00:00Z");
    assert_eq!(asked, ["facts-disagree"]);
}

#[test]
fn the_day_is_that_of_the_incident_and_not_of_writing() {
    for (path, text, date, asked) in [
        (
            "a.md",
            "---\ndate: 2024-02-24\n---\n\n## Summary\nIn the night of Feb 23 nobody could open a lesson.\n",
            "2024-02-23",
            1,
        ),
        (
            "a.md",
            "---\ndate: 2024-02-24\n---\n\n## Summary\nIn the night nobody could log in. The router was bought on Feb 2.\n",
            "2024-02-24",
            0,
        ),
        (
            "a.md",
            "---\ndate: 2024-07-08\n---\n\nOn June 28, 2024 a token leaked.\n\n## Timeline\n- 2023-03-03: an image is pushed\n- 2024-06-28: a report comes in\n",
            "2024-06-28",
            1,
        ),
        (
            "a.md",
            "# Carts empty\n\n**Meeting scheduled for:** Mar 1, 2024, 10:00 PST\n\n## Overview\n\nNobody could pay for an hour.\n\n\
             ## What happened\n\nOn February 23, 2024 at 08:17 PST a job began to fill the disk.\n",
            "2024-02-23",
            0,
        ),
        (
            "2024-02-20-carts.md",
            "# Carts empty on 2024-02-12\n\nNobody could pay.\n",
            "2024-02-12",
            0,
        ),
        (
            "2024-02-12-carts.md",
            "# Carts empty\n\nNobody could pay.\n",
            "2024-02-12",
            0,
        ),
        (
            "a.md",
            "# Carts\n\n## Summary\nCarts were empty on 12/03/2024.\n",
            "-",
            1,
        ),
        (
            "a.md",
            "---\nstarted: 2024-03-12 10:00 UTC\n---\n\n## Summary\nCarts were empty on 12/03/2024.\n",
            "2024-03-12",
            0,
        ),
    ] {
        let found = postmortem(path, text);
        assert_eq!(shown(&found.record.facts.date), date, "{text}");
        assert_eq!(found.diagnostics.len(), asked, "{text}: {:?}", found.diagnostics);
    }
    let found = postmortem(
        "a.md",
        "---\ndate: 2024-07-08\n---\n\nOn June 28, 2024 a token leaked.\n",
    );
    assert_eq!(shown(&found.record.facts.published), "2024-07-08");
}

#[test]
fn who_noticed_is_who_did_it() {
    use DetectedBy::{Customer, Engineer, Monitoring, Other};
    for (words, by) in [
        (
            "detected: A latency alert paged the engineer on call",
            Some(Monitoring),
        ),
        ("detected: The pager calls Ann: few carts", Some(Monitoring)),
        ("detected: The team notices complaints of drivers", Some(Engineer)),
        ("detected: @lena noticed that graphs are empty", Some(Engineer)),
        (
            "detected: The issue was detected when monitoring alerts came in",
            Some(Monitoring),
        ),
        ("detected: Issue noticed as users reported errors", Some(Customer)),
        (
            "reported: Incident reported by Kim (lead engineer)",
            Some(Engineer),
        ),
        ("reported: Incident reported by Kim", None),
        (
            "reported: A user of the shop who tests new carts wrote to us",
            Some(Customer),
        ),
        ("reported: A threat hunter posts a finding", Some(Other)),
        ("reported: The security team was notified by Lou of Acme", None),
        ("reported: First reports of empty carts", Some(Customer)),
    ] {
        let text = format!("# Shop\n\n## Timeline\n\n- 2024-03-04 10:00 UTC - {words}\n");
        let facts = &postmortem("a.md", &text).record.facts;
        let found = facts.detected_by.as_ref();
        assert_eq!(found.map(|fact| fact.value), by, "{words}");
        assert!(found.is_none_or(|fact| fact.origin == Origin::Inferred));
    }
    let text = "# Shop\n\n## Summary\n\nIt was detected through customer tickets rather than monitoring.\n\n## Timeline\n\n\
                - 2024-03-04 10:00 UTC - detected: a support engineer notices it\n";
    let facts = &postmortem("a.md", text).record.facts;
    assert_eq!(facts.detected_by.as_ref().map(|fact| fact.value), Some(Customer));
}

#[test]
fn an_aside_gives_all_times_their_zone() {
    let text = "# Gates\n\n## Summary\n\nNo gate could be opened on 3 March 2024 between 10:05 and 11:30 (all times PST). A \
                leaking queue was to blame, and that it took so long is on us: each retry of the gates knocked it over once \
                more.\n\n## Timeline\n\n- 10:05 Gates stop responding\n- 11:30 Gates work again\n";
    let found = postmortem("a.md", text);
    assert_eq!(shown(&found.record.facts.started), "2024-03-03T10:05:00-08:00");
}

#[test]
fn a_stated_range_outweighs_words_of_entries() {
    let text = "# Gates\n\n## Summary\n\nOn 3 March 2024, from 10:05 to 11:30 UTC, no gate could be opened.\n\n\
                ## Timeline\n\n- 10:05 UTC Gates stop responding\n- 10:40 UTC Some gates recover\n";
    assert_eq!(shown(&postmortem("a.md", text).record.facts.mitigated), "-");
}

#[test]
fn words_of_a_later_time_tell_nothing_of_an_entry() {
    let text = "# Gates\n\n## Timeline\n\n### 3 March 2024 10:05 UTC\n\nAlerts fire for the gates. By 10:20 UTC we \
                found the cause, a full disk.\n\n### 3 March 2024 11:30 UTC\n\nAll gates work again.\n";
    let found = postmortem("a.md", text);
    let kind = found.record.entries.first().map(|entry| entry.kind.name());
    assert_eq!(kind, Some("detected"));
}

#[test]
fn nobody_notices_what_is_worked_on_already() {
    let text = "# Ferry\n\n## Timeline\n\n- 2024-03-12 10:00 UTC: Impact started: tickets fail\n\
                - 10:05 UTC: Acknowledged: Bo takes it on\n- 10:30 UTC: More broken tickets were discovered\n\
                - 11:00 UTC: Resolved: tickets work\n";
    let read = postmortem("a.md", text);
    assert!(read.record.facts.detected.is_none());
}

#[test]
fn what_ended_one_of_several_outages_ended_not_all() {
    let text = |times: &str| {
        format!(
            "# Gates\n\n## Summary\n\nOn 3 March 2024 no gate opened {times}.\n\n## Timeline\n\n- 12:30 UTC - resolved: open\n"
        )
    };
    for (times, known) in [
        (
            "from 10:05 to 10:30 UTC and from 11:00 to 11:40 UTC",
            "2024-03-03T10:05:00Z | -",
        ),
        // A part of it, and the same again.
        (
            "from 10:05 to 11:30 UTC. In the north it was down from 10:10 to 10:20 UTC",
            "2024-03-03T10:05:00Z | 2024-03-03T11:30:00Z",
        ),
    ] {
        assert_eq!(outage(&text(times)).0, known, "{times}");
    }
    let (_, questions) = outage(&text("from 10:05 to 10:30 UTC and from 11:00 to 11:40 UTC"));
    assert_eq!(questions, ["facts-disagree"]);
}

#[test]
fn rows_above_the_first_heading_tell_what_happened_and_to_how_many() {
    let found = postmortem(
        "content/postmortems/a.md",
        "# Gates\n\n| Field | Value |\n|---|---|\n| Incident | INC-7 lamps and gates of the north |\n\
         | Customers affected | 1,250 |\n\
         | Incident summary | On 3 March 2024, from 10:05 to 11:30 UTC, no gate could be opened. |\n",
    );
    let facts = &found.record.facts;
    assert_eq!(facts.impact.users.as_ref().map(|users| users.value), Some(1250));
    assert_eq!(shown(&facts.started), "2024-03-03T10:05:00Z");
    assert_eq!(shown(&facts.summary), "-");
}

#[test]
fn a_byline_gives_no_day_and_no_summary() {
    let found = postmortem(
        "content/postmortems/a.md",
        "# Gates\n\nPublished by the north team on 20 May 2024.\n\nOn Tuesday 14 May 2024, no gate opened for an hour.\n",
    );
    let facts = &found.record.facts;
    assert_eq!(shown(&facts.date), "2024-05-14");
    assert_eq!(
        shown(&facts.summary),
        "On Tuesday 14 May 2024, no gate opened for an hour."
    );
}

#[test]
fn a_length_gives_what_is_missing_only_by_its_label() {
    let gates = |summary: &str| outage(&format!("# Gates\n\n## Summary\n\n{summary}\n")).0;
    let start = "**Start:** 2024-03-03 10:05 UTC";
    let both = "2024-03-03T10:05:00Z | 2024-03-03T11:32:00Z";
    assert_eq!(gates(&format!("{start}\n\n**Total duration:** 87 minutes")), both);
    let prose = format!("{start}\n\nThe outage of the gates lasted 87 minutes in all.");
    assert_eq!(gates(&prose), "2024-03-03T10:05:00Z | -");
    // It tells which of two entries ended it.
    let entries =
        "## Timeline\n\n- 2024-03-03 11:32 UTC All gates work\n- 2024-03-03 13:00 UTC Resolved for good";
    assert_eq!(gates(&format!("{prose}\n\n{entries}")), both);
}

#[test]
fn a_state_before_a_colon_is_a_label() {
    let text = "# Gates\n\nIdentified: 2024-03-03 10:20 UTC\n\nResolved: 2024-03-03 11:30 UTC\n\nNo gate could be opened.\n";
    assert_eq!(outage(text).0, "- | 2024-03-03T11:30:00Z");
}
