//! What words are states, and what words only sound like some.

use super::*;
use ActionStatus::{Done, Dropped, Open, Proposed, Superseded, Verified};
use jiff::civil::date as day;

#[test]
fn cells_of_states() {
    for (text, status, more) in [
        ("Done", Done, false),
        ("✅ Done", Done, false),
        ("✔️", Done, false),
        ("[x]", Done, false),
        ("Yes", Done, false),
        ("100%", Done, false),
        ("Fixed", Done, false),
        ("Resolved.", Done, false),
        ("Done 2024-02-20", Done, false),
        ("Completed on 3 March 2024", Done, false),
        ("Done — merged 2024-06-25", Done, true),
        ("Shipped in v2.4", Done, true),
        ("Closed by Ann", Done, true),
        ("Verified", Verified, false),
        ("Done and verified", Verified, false),
        ("Open", Open, false),
        ("To do", Open, false),
        ("☐", Open, false),
        ("No", Open, false),
        ("In progress", Open, true),
        ("In-progress (80 %)", Open, true),
        ("WIP", Open, true),
        ("60%", Open, true),
        ("Not done", Open, true),
        ("Not fixed", Open, true),
        ("Unresolved", Open, true),
        ("Partially done", Open, true),
        ("Fixed, not yet deployed", Open, true),
        ("Will be done in May", Open, true),
        ("To be completed", Open, true),
        ("Deferred to Q3", Open, true),
        ("Won't do", Dropped, false),
        ("Won’t fix (too costly)", Dropped, true),
        ("Cancelled", Dropped, false),
        ("No longer needed", Dropped, false),
        ("N/A", Dropped, true),
        ("Superseded by #12", Superseded, true),
        ("Proposed", Proposed, false),
        ("PR 4: merged", Done, true),
    ] {
        let state = cell(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((state.status, state.more), (status, more), "{text}");
    }
    assert_eq!(cell("Done 2024-02-20").unwrap().done_on, Some(day(2024, 2, 20)));
    assert_eq!(
        cell("Done — merged 2024-06-25").unwrap().done_on,
        Some(day(2024, 6, 25))
    );
    assert_eq!(cell("Deferred to 2024-06-25").unwrap().done_on, None);
    for text in ["", "-", "Ann", "see the list", "A long story"] {
        assert_eq!(cell(text), None, "{text}");
    }
}

#[test]
fn notes_that_are_states() {
    for (text, status) in [
        ("done", Done),
        ("DONE in #12", Done),
        ("Done in PR 12", Done),
        ("fixed by Ann", Done),
        ("completed 2024-04-02", Done),
        ("merged in v1.2.3, 3 May 2024", Done),
        ("in progress", Open),
        ("won't fix", Dropped),
        ("superseded by OPS-12", Superseded),
    ] {
        assert_eq!(note(text).map(|state| state.status), Some(status), "{text}");
    }
    for text in [
        "done by hand so far",
        "Not done yet, see #12",
        "when the review is completed",
        "fixed limits for every pool",
        "open source the tool",
        "new hosts only",
        "closed on weekends",
    ] {
        assert!(note(text).is_none_or(|state| state.status == Open), "{text}");
    }
}

#[test]
fn a_state_stands_out_in_a_cell_of_tickets() {
    let of = |plain: &str| aside(&Text::at(plain.to_owned(), 0)).map(|(state, _)| state.status);
    assert_eq!(of("Bug 55 TODO"), Some(Open));
    assert_eq!(of("n/a DONE"), Some(Done));
    assert_eq!(of("Bug 61 NOT DONE"), Some(Open));
    assert_eq!(of("Bug 58 WON'T DO"), Some(Dropped));
    assert_eq!(of("✅ Bug 58"), Some(Done));
    assert_eq!(of("Done"), Some(Done));
    assert_eq!(of("Bug 58, what was done in May"), None);
    assert_eq!(of("done by hand so far"), None);
    assert_eq!(of("OPEN-12"), None);
}

#[test]
fn headings_that_tell_how_far_their_actions_are() {
    for (text, status) in [
        ("Immediate actions (completed)", Done),
        ("Completed actions", Done),
        ("Action items: done", Done),
        ("Actions already taken", Done),
        ("What we have done so far", Done),
        ("✅ Completed", Done),
        ("Short-term improvements — In progress", Open),
        ("Planned actions (planned or in-progress)", Open),
        ("To do:", Open),
        ("Proposed measures", Proposed),
    ] {
        assert_eq!(heading(text), Some(status), "{text}");
    }
    for text in [
        "Immediate actions",
        "Immediate actions (to be completed in May)",
        "What needs to be done",
        "Open questions",
        "Fixed limits",
        "Done and open",
        "Improvements",
    ] {
        assert_eq!(heading(text), None, "{text}");
    }
}
