use super::*;
use crate::vocabulary::SectionKind::{Background, Detection, Impact, Lessons, Other};

#[test]
fn headings_match_by_the_longest_name_in_any_form() {
    let names = Names::new(&[]);
    for (heading, kind) in [
        ("Issue Summary", Some(Summary)),
        ("1. ISSUE SUMMARY:", Some(Summary)),
        ("🚨 Executive summary of the night", Some(Summary)),
        ("Incident", Some(Summary)),
        ("Incident report", None),
        ("Outage timeline incident report", None),
        ("Root cause analysis report", None),
        ("Root cause report", Some(Cause)),
        ("Preventive measures report", Some(Measures)),
        ("Description of the outage", Some(Summary)),
        ("Description of the load balancer", None),
        ("Action taken / proposed", Some(Measures)),
        ("Part 2: Timeline", Some(Timeline)),
        ("Section 3 - Root cause and resolution", Some(Cause)),
        ("Lessons learned and action items", Some(Measures)),
        ("Timeline must contain:", Some(Timeline)),
        ("Measures taken", Some(Measures)),
        ("Debugging process", Some(Detection)),
        ("User Impact", Some(Impact)),
        ("Background Context:", Some(Background)),
        ("Context", Some(Background)),
        ("Timeline (all times in GMT)", Some(Timeline)),
        ("Chain of Events", Some(Timeline)),
        ("Upcoming events", None),
        ("Root Cause(s)", Some(Cause)),
        ("Root cause & resolution;", Some(Cause)),
        ("CAUSE AND ITS RESOLUTION", Some(Cause)),
        ("Resolution and Recovery", Some(Cause)),
        ("Fix", Some(Cause)),
        ("The fix we wanted", None),
        ("Corrective/Preventative measures", Some(Measures)),
        ("Mitigation and Future Prevention", Some(Measures)),
        ("Follow-up timeline (times in UTC)", Some(Timeline)),
        ("Detection timeline", Some(Timeline)),
        ("Timeline of the recovery", Some(Timeline)),
        ("Events - 3 May 2024", Some(Timeline)),
        ("Key events", Some(Timeline)),
        ("Event log (UTC)", Some(Timeline)),
        ("TL;DR", Some(Summary)),
        ("Cause", Some(Cause)),
        ("The causes (so far)", Some(Cause)),
        ("Why did it happen?", Some(Cause)),
        ("Solution", Some(Cause)),
        ("The solution we would have liked", None),
        ("Review actions", Some(Measures)),
        ("Post-incident actions", Some(Measures)),
        ("Long-term work", Some(Measures)),
        ("Actions of the attacker", None),
        ("What we'll do", Some(Measures)),
        ("We'll do", Some(Measures)),
        ("Things we are changing", Some(Measures)),
        ("What should be done", Some(Measures)),
        ("We will see", None),
        ("What didn't", Some(Lessons)),
        ("How the night went", Some(Timeline)),
        ("How it all went wrong", Some(Cause)),
        ("Preventing a repeat", Some(Measures)),
        ("What was preventing the logins", None),
        ("Takeaways", Some(Lessons)),
        ("Follow-ups", Some(Measures)),
        ("To-dos", Some(Measures)),
        ("Actions", Some(Measures)),
        ("Actions taken", Some(Detection)),
        ("Lessons learnt", Some(Lessons)),
        ("What went wrong", Some(Lessons)),
        ("Summaryless", None),
        ("Humour", None),
        ("", None),
    ] {
        assert_eq!(names.heading(heading).map(|named| named.kind), kind, "{heading}");
    }
}

#[test]
fn labels_are_names_with_hardly_a_word_around() {
    let names = Names::new(&[]);
    for (label, kind) in [
        ("Duration of the outage", Some(Impact)),
        ("Root Cause Explanation", Some(Cause)),
        ("Tasks to Address the Issue", Some(Measures)),
        ("A list of tasks to address the issue", Some(Measures)),
        ("When was the issue detected?", Some(Detection)),
        ("How many % of the users were affected?", Some(Impact)),
        ("The root cause was simple", None),
        ("We saw an impact", None),
        ("Conclusion", Some(Other)),
        ("Timeline (all times UTC)", Some(Timeline)),
        ("Resolution (10:45)", None),
        ("Why did it fail?", Some(Cause)),
        ("Future actions", Some(Measures)),
        ("Problem", None),
        ("To prevent it the following will be done", None),
    ] {
        assert_eq!(names.label(label).map(|named| named.kind), kind, "{label}");
    }
}

#[test]
fn a_site_adds_names() {
    let added = [
        ("What we broke".to_owned(), Summary),
        ("fix list".to_owned(), Measures),
    ];
    let names = Names::new(&added);
    assert_eq!(
        names.heading("And what we broke").map(|named| named.kind),
        Some(Summary)
    );
    assert_eq!(names.label("Fix list").map(|named| named.kind), Some(Measures));
}

#[test]
fn the_table_is_normal() {
    for (_, name) in [NAMES, WHOLE, QUESTIONS].into_iter().flat_map(flat) {
        assert_eq!(normal(name), name);
    }
    assert!(AROUND.is_sorted());
}

/// What is around the names of labels, and what is left out of them.
const OTHERS: &[&str] = &[
    "12", "3.", "and", "OR", "s", "(s)", "The", "of", "é", "Éa", "word", ":", "-", "x1", "1x",
];

proptest::proptest! {
    #[test]
    fn the_first_look_at_a_label_is_sound(words in proptest::collection::vec((0..400_usize, 0..OTHERS.len()), 1..5)) {
        let known: Vec<&str> = [NAMES, WHOLE, QUESTIONS].into_iter().flat_map(flat).map(|(_, name)| name).collect();
        let pick = |&(at, other): &(usize, usize)| known.get(at).or(AROUND.get(at % 100)).copied().unwrap_or(OTHERS[other]);
        let words: Vec<&str> = words.iter().map(pick).collect();
        for text in [words.join(" "), words.join("/").to_uppercase(), words.concat()] {
            if Names::new(&[]).bare(&text).is_some() {
                assert!(may_be_label(&text), "{text:?}");
            }
        }
    }
}

#[test]
fn labels_hold_names_of_few_words() {
    let most = flat(NAMES).map(|(_, name)| name.split(' ').count()).max();
    assert_eq!(most, Some(MOST_WORDS));
}

#[test]
fn what_others_should_do_is_no_measure() {
    let names = Names::new(&[]);
    for (heading, kind) in [
        ("Recommendations for customers", Some(Other)),
        ("Recommended steps for our users", Some(Other)),
        ("Recommendations", Some(Measures)),
        ("How can customers make this less likely?", Some(Other)),
        ("Why?", Some(Cause)),
        ("Measures", Some(Measures)),
    ] {
        assert_eq!(names.heading(heading).map(|named| named.kind), kind, "{heading}");
    }
    let label = names.label("Recommendations for customers");
    assert_eq!(label.map(|named| named.kind), Some(Other));
    // A timeline is no entry, whatever day stands behind it.
    let label = names.label("Timeline of events (20th December 2023)");
    assert_eq!(label.map(|named| named.kind), Some(Timeline));
}
