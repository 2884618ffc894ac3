//! What a summary, the impact and the cause are told with, and what is no word of theirs.

use crate::config::Settings;
use crate::postmortem;
use crate::record::{Fact, Facts};
use crate::source::Source;
use std::sync::Arc;

fn facts(text: &str) -> Facts {
    let source = Arc::new(Source::new("a.md", format!("# Gates\n\n{text}").as_bytes()));
    postmortem::read(source, &Settings::default())
        .postmortem
        .record
        .facts
        .clone()
}

/// A text, with a sign where it is inferred.
fn shown(fact: Option<&Fact<String>>) -> Option<String> {
    let sign = if fact?.is_inferred() { "≈ " } else { "" };
    fact.map(|fact| format!("{sign}{}", fact.value))
}

fn cause(text: &str) -> Option<String> {
    shown(facts(text).cause_summary.as_ref())
}

fn who(text: &str) -> Option<String> {
    shown(facts(text).impact.summary.as_ref())
}

fn lead(text: &str) -> Option<String> {
    shown(facts(text).summary.as_ref())
}

#[test]
fn what_a_template_asks_and_what_breaks_off_is_nothing() {
    let below = |heading: &str, prompt: &str| {
        format!("## {heading}\n\n{prompt}\n\nAll piers were shut for an hour.\n")
    };
    for prompt in [
        "*Describe how guests were hit by this*",
        "Describe the impact on all guests.",
        "At the time of writing there were",
    ] {
        assert_eq!(
            who(&below("Impact", prompt)).as_deref(),
            Some("All piers were shut for an hour."),
            "{prompt}"
        );
        assert_eq!(
            cause(&below("Root cause", prompt)).as_deref(),
            Some("All piers were shut for an hour."),
            "{prompt}"
        );
    }
    assert_eq!(
        cause("## Root cause\n\n*Note the one thing that broke this.*\n"),
        None
    );
    assert_eq!(
        lead("## Summary\n\nThe gates fell at once\nComponent: piers\nDate: 3 May 2024\n").as_deref(),
        Some("The gates fell at once")
    );
}

#[test]
fn the_cause_is_the_sentence_that_tells_it() {
    let rooted = |text: &str| cause(&format!("## Root cause\n\n{text}\n"));
    for (text, told) in [
        ("The exact root cause is still unknown.", None),
        ("Not yet determined, we keep looking.", None),
        (
            "The gates probably fell due to frost. The exact root cause is still unknown.",
            Some("≈ The gates probably fell due to frost. The exact root cause is still unknown."),
        ),
        (
            "The new bolt should have held the gate. It was cut too short.",
            Some("≈ It was cut too short."),
        ),
        // What stands below code goes on with something else.
        (
            "The log had this line:\n\n```\ngate 4 lost\n```\n\nThe bolt of the gate was cut short.",
            Some("The bolt of the gate was cut short."),
        ),
    ] {
        assert_eq!(rooted(text).as_deref(), told, "{text}");
    }
    let factors = "## Contributing factors\n\n- Nobody was at the pier that night\n- The bolt of the gate was cut too short\n";
    assert_eq!(
        cause(factors).as_deref(),
        Some("≈ Nobody was at the pier that night")
    );
    let summary = "## Summary\n\nNo gate would open. This was caused by a short bolt.\n\n";
    assert_eq!(
        cause(&format!("{summary}{factors}")).as_deref(),
        Some("≈ This was caused by a short bolt.")
    );
    let whys = "## Five whys\n\n- **Why?** The gate of the pier was stuck\n- **Why?** The bolt in it had been cut short\n";
    assert_eq!(
        cause(whys).as_deref(),
        Some("≈ The bolt in it had been cut short")
    );
    let rest = "## Root cause\n\nThe bolt of the gate was cut too short.\n";
    assert_eq!(
        cause(&format!("{whys}\n{rest}")).as_deref(),
        Some("The bolt of the gate was cut too short.")
    );
    let above = "No gate would open on 3 May. The root cause was a short bolt.\n\n## What happened\n\nWe heard a crash at the pier.\n";
    assert_eq!(cause(above).as_deref(), Some("The root cause was a short bolt."));
}

#[test]
fn who_was_hit_is_people_and_no_length() {
    let listed = "## Impact\n\n- Downtime of about 3 hours\n- No guest could board a ferry at all\n";
    assert_eq!(
        who(listed).as_deref(),
        Some("No guest could board a ferry at all")
    );
    assert_eq!(
        who("## Impact\n\nHigh: no guest could board a ferry that day.\n").as_deref(),
        Some("High: no guest could board a ferry that day.")
    );
    let told = "## Summary\n\nThe gates fell on 3 May. Passengers and other visitors were unable to board.\n";
    assert_eq!(
        who(told).as_deref(),
        Some("≈ Passengers and other visitors were unable to board.")
    );
    assert_eq!(
        who("## Summary\n\nThe gates fell on 3 May. Visitors were not affected by that.\n"),
        None
    );
}

#[test]
fn the_lead_tells_what_failed_and_when() {
    let letter = "Hello everybody! I look after the gates of all piers.\n\nOn 3 May 2024 no gate would open.\n\n## Root cause\n\nA short bolt.\n";
    assert_eq!(lead(letter).as_deref(), Some("On 3 May 2024 no gate would open."));
    let above = "On 3 May 2024 at 10:05 UTC all gates failed.\n\n## Summary\n\nGates are steel, and there are nine of them.\n";
    assert_eq!(
        lead(above).as_deref(),
        Some("On 3 May 2024 at 10:05 UTC all gates failed.")
    );
    let dated = above.replace("Gates are steel", "On 3 May 2024 the gates fell");
    assert!(lead(&dated).is_some_and(|lead| lead.starts_with("On 3 May 2024 the gates fell")));
    let posted = above.replacen("On 3 May", "###### Posted on 9 May 2024\n\nOn 3 May", 1);
    assert_eq!(lead(&posted), lead(above));
}
