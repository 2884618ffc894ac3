use super::RULE;
use crate::diagnostic::Level;
use crate::rules::testing::{Finding, archive};

fn of(sentence: &str) -> Vec<Finding> {
    archive(
        &RULE,
        &format!("# Down\n\nIt was down.\n\n## Root cause\n\n{sentence}\n"),
    )
}

#[test]
fn a_person_as_the_cause_is_found() {
    for (sentence, words) in [
        ("The outage was caused by human error.", "human error"),
        ("Root cause: human error", "human error"),
        ("Human error during the rollout.", "Human error"),
        ("It came down to a simple operator error.", "operator error"),
        ("A fat-fingered command removed the table.", "fat-fingered"),
        (
            "The on-call engineer forgot to renew the certificate.",
            "engineer forgot",
        ),
        ("An intern had forgotten the flag.", "intern had forgotten"),
        ("Marta forgot to merge the branch.", "Marta forgot"),
        ("The reason is that @jon forgot the index.", "@jon forgot"),
        (
            "The developer failed to test the migration.",
            "developer failed to test",
        ),
        (
            "The technician did not follow the runbook.",
            "technician did not follow",
        ),
        ("Someone didn't check the diff.", "Someone didn't check"),
        (
            "An administrator made a mistake in the firewall.",
            "administrator made a mistake",
        ),
        ("This was due to negligence.", "negligence"),
        ("It was the developer's fault.", "developer's fault"),
        ("The disk filled because of his mistake.", "his mistake"),
        (
            "The mistake of a junior engineer took the cluster down.",
            "mistake of a junior engineer",
        ),
        (
            "The operator ignored the warning.",
            "operator ignored the warning",
        ),
    ] {
        let found = of(sentence);
        assert_eq!(found.len(), 1, "{sentence}: {found:?}");
        assert_eq!(
            (found[0].0, found[0].1.as_str()),
            (Level::Warn, words),
            "{sentence}"
        );
    }
}

#[test]
fn what_somebody_did_by_accident_is_a_question() {
    for sentence in [
        "An engineer accidentally deleted the table.",
        "Someone mistakenly applied the change to production.",
        "An operator inadvertently rebooted all hosts.",
    ] {
        let found = of(sentence);
        assert_eq!(found.len(), 1, "{sentence}");
        assert_eq!(found[0].0, Level::Question, "{sentence}");
    }
}

#[test]
fn most_words_on_people_are_no_blame() {
    for sentence in [
        "We forgot to renew the certificate.",
        "We failed to notice the alert for an hour.",
        "The team failed to find the cause that night.",
        "Nginx failed to start.",
        "The engineer failed over to the replica.",
        "Three engineers failed to reproduce it.",
        "An engineer restarted the service and escalated to the database team.",
        "The health check failed to respond.",
        "This is not human error: the screen showed the wrong region.",
        "Human error is not a root cause.",
        "The new check prevents human error.",
        "A manual step is prone to human error.",
        "An operator could forget the flag.",
        "If an engineer forgot it, nothing would warn.",
        "Nobody is to blame; the tool let it through.",
        "The customer wrote \"your engineer forgot us\".",
        "By accident, the two jobs ran at once.",
        "The default was wrong by mistake.",
        "Owner: the developer on duty.",
        "A segmentation fault of the worker crashed the host.",
        "The scheduler forgot its leases after the restart.",
        "The fault tolerance of the engineer tooling was low.",
        "Users made a mistake when they typed the address.",
        "The admin page failed to load.",
        "The developer portal forgot sessions.",
        "The author of the library fixed it.",
        "An engineer noticed the failed backup.",
        "The error was accidentally introduced in 2.3.",
    ] {
        assert_eq!(of(sentence), [], "{sentence}");
    }
}

#[test]
fn in_the_timeline_people_act_and_actions_look_ahead() {
    let text = "# Down\n\n## Timeline\n\n- 10:00 UTC - An engineer forgot the flag\n- 10:05 UTC - fixed\n\n## Action items\n\n\
                - Make human error harder\n\n## Lessons learned\n\n> It was human error\n";
    assert_eq!(archive(&RULE, text), []);
}
