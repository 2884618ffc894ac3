//! Tests over the whole timeline figure, on made-up incidents.

use super::timeline::{WIDTH, draw};
use crate::figure::flag::Wish;
use crate::figure::text_width::Weight;
use crate::figure::timeline_labels;
use crate::moment::{Moment, Zone};
use crate::record::lengths::{Part, StatedLength};
use crate::record::phases::Phase;
use crate::record::{Entry, Fact, Facts, Origin, Outage, Record};
use crate::span::Span;
use crate::vocabulary::EntryKind;
use jiff::civil::DateTime;
use jiff::tz::Offset;

mod drawn;

const START: DateTime = DateTime::constant(2025, 3, 9, 22, 0, 0, 0);

/// A moment with a date.
fn moment(seconds: i64) -> Moment {
    let local = START.saturating_add(jiff::Span::new().seconds(seconds));
    let zone = Zone {
        label: "UTC".to_owned(),
        offset: Some(Offset::UTC),
    };
    Moment {
        date: Some(local.date()),
        day: 0,
        time: local.time(),
        zone: Some(zone),
    }
}

/// A record with these entries: seconds after the start, what they tell, their words.
fn record(entries: &[(i64, EntryKind, &str)]) -> Record {
    let span = Span::new(0, 0);
    let entry = |&(seconds, kind, text): &(i64, EntryKind, &str)| Entry {
        at: Some(moment(seconds)),
        date: None,
        dated: true,
        until: None,
        approximate: false,
        kind,
        labelled: true,
        text: text.to_owned(),
        span,
        content: span,
        hidden: Vec::new(),
        time_span: None,
        lost: None,
    };
    Record {
        archive: None,
        path: "a.md".to_owned(),
        id: "a".to_owned(),
        slug: "a".to_owned(),
        aliases: Vec::new(),
        title: Fact::new("A".to_owned(), Origin::Body, span),
        facts: Facts::default(),
        entries: entries.iter().map(entry).collect(),
        actions: Vec::new(),
        lengths: Vec::new(),
        words: 0,
    }
}

fn outage() -> Record {
    use EntryKind::*;
    record(&[
        (0, ImpactStarted, "Replica falls behind; reads go stale"),
        (720, Detected, "Lag alert fires"),
        (900, Misleading, "Network team suspects the new switch"),
        (3_000, Identified, "A vacuum holds the lock"),
        (3_600, Action, "Vacuum stopped"),
        (4_200, Mitigated, "Lag is gone"),
        (60_000, Resolved, "Closed after the night"),
    ])
}

#[test]
fn phases_and_wrong_tracks_are_told_in_a_sentence() {
    let figure = draw(&outage()).expect("seven timed entries");
    assert_eq!(
        figure.sentence,
        "12 minutes to detect, 38 to find the cause, 20 to mitigate, then 15\u{a0}h\u{a0}30\u{a0}min of monitoring."
    );
    assert_eq!(figure.lost, "35 of the 38 lost on a false lead.");
    let names: Vec<Phase> = figure.phases.iter().map(|band| band.phase).collect();
    assert_eq!(
        names,
        [
            Phase::Undetected,
            Phase::Diagnosing,
            Phase::Mitigating,
            Phase::Watching
        ]
    );
}

#[test]
fn phases_beside_an_edge_that_is_inferred_say_so() {
    let mut record = outage();
    let entry = |record: &mut Record, at: usize| record.entries[at].labelled = false;
    entry(&mut record, 3);
    let inferred = |record: &Record| -> Vec<bool> {
        let figure = draw(record).expect("seven timed entries");
        figure.phases.iter().map(|band| band.inferred).collect()
    };
    assert_eq!(inferred(&record), [false, true, true, false]);
    let figure = draw(&record).expect("seven timed entries");
    assert!(
        figure
            .sentence
            .starts_with("12 minutes to detect, ≈\u{a0}38 to find the cause, ≈\u{a0}20 to mitigate, then 15"),
        "{}",
        figure.sentence
    );
    let svg = figure.svg;
    assert!(
        svg.contains(">≈\u{a0}38 min<") && svg.contains(">12 min<"),
        "{svg}"
    );
    assert!(svg.contains("≈ identified</title>"), "{svg}");
    // What front matter states is not inferred, whatever the entries say.
    entry(&mut record, 1);
    record.facts.detected = Some(Fact::new(moment(720), Origin::FrontMatter, Span::new(0, 0)));
    assert_eq!(inferred(&record), [false, true, true, false]);
}

#[test]
fn an_act_is_no_cause_found_and_what_is_mended_after_the_end_is_another_outage() {
    use EntryKind::*;
    let acted = record(&[
        (0, ImpactStarted, "Tickets fail"),
        (300, Detected, "Alert"),
        (600, Action, "Restarted the printer"),
        (900, Resolved, "Tickets work"),
    ]);
    let told = draw(&acted).expect("four timed entries").sentence;
    assert_eq!(told, "5 minutes to detect, 5 to act, 5 to mitigate.");
    let late = record(&[
        (0, ImpactStarted, "Tickets fail"),
        (300, Acknowledged, "Bo looks at it"),
        (600, Detected, "More faults are found"),
        (900, Resolved, "Tickets work"),
    ]);
    let told = draw(&late).expect("four timed entries").sentence;
    assert_eq!(told, "4 entries over 15\u{a0}min.");
    let mut twice = record(&[
        (0, ImpactStarted, "Tickets fail"),
        (300, Detected, "Alert"),
        (600, Identified, "A full spool"),
        (900, Note, "Tickets work"),
        (90_000, Mitigated, "The same a day later"),
    ]);
    twice.facts.resolved = twice.entries[3]
        .at
        .clone()
        .map(|at| Fact::new(at, Origin::Inferred, Span::default()));
    let told = draw(&twice).expect("five timed entries").sentence;
    assert_eq!(
        told,
        "5 minutes to detect, 5 to find the cause, ≈\u{a0}5 to mitigate."
    );
}

#[test]
fn the_list_shows_silences_days_and_detours() {
    let rows = draw(&outage()).expect("a figure").rows;
    assert_eq!(rows[1].opens, Some(("diagnosing", "38 min".to_owned())));
    assert_eq!(rows[2].lost, "35 min lost");
    assert_eq!(rows[6].silence, "no entry for 15 h 30 min");
}

#[test]
fn a_phase_with_an_unknown_edge_is_not_drawn() {
    let record = record(&[
        (0, EntryKind::Detected, "Alert"),
        (60, EntryKind::Note, "Look"),
        (120, EntryKind::Resolved, "Over"),
    ]);
    let figure = draw(&record).expect("three timed entries");
    assert_eq!(figure.phases, []);
    assert_eq!(figure.sentence, "3 entries over 2\u{a0}min.");
}

#[test]
fn phases_that_are_not_all_of_it_are_told_beside_the_whole() {
    use EntryKind::*;
    let late = record(&[
        (0, ImpactStarted, "Launches fail"),
        (39_600, Acknowledged, "The team is told"),
        (41_040, Action, "Quota deleted"),
        (41_160, Resolved, "Launches work"),
    ]);
    let sentence = |record: &Record| draw(record).expect("timed entries").sentence;
    assert_eq!(
        sentence(&late),
        "2 minutes to mitigate, 11\u{a0}h\u{a0}26\u{a0}min in total."
    );
    let watched = record(&[
        (0, ImpactStarted, "Launches fail"),
        (600, Detected, "The team is told"),
        (1_200, Mitigated, "Launches work"),
        (4_800, Resolved, "Closed"),
    ]);
    assert_eq!(
        sentence(&watched),
        "10 minutes to detect, 20\u{a0}min until mitigated, then 1\u{a0}h of monitoring."
    );
}

#[test]
fn phases_that_nothing_but_words_tell_deny_no_length_that_is_stated() {
    use EntryKind::*;
    let mut late = record(&[
        (0, Identified, "A short bolt"),
        (600, Note, "Bo is at the pier"),
        (1_200, Resolved, "The gates open"),
    ]);
    // A label tells it; words alone, with no start before them, do not.
    assert_eq!(draw(&late).expect("a figure").sentence, "20 minutes to mitigate.");
    late.entries[0].labelled = false;
    assert_eq!(
        draw(&late).expect("a figure").sentence,
        "3 entries over 20\u{a0}min."
    );
    late.lengths = vec![whole(3_600)];
    assert_eq!(
        draw(&late).expect("a figure").sentence,
        "1\u{a0}h, as stated in the text; 3 entries over 20\u{a0}min."
    );
    // Times that are stated, and those that fit, are told by their phases.
    let mut stated = outage();
    stated.lengths = vec![whole(60)];
    assert!(
        draw(&stated)
            .expect("a figure")
            .sentence
            .starts_with("12 minutes")
    );
    for entry in &mut stated.entries {
        entry.labelled = false;
    }
    assert!(
        draw(&stated)
            .expect("a figure")
            .sentence
            .starts_with("1\u{a0}min, as stated")
    );
    stated.lengths = vec![whole(4_320)];
    assert!(draw(&stated).expect("a figure").sentence.starts_with("≈"));
}

fn whole(seconds: i64) -> StatedLength {
    StatedLength {
        part: Part::Total,
        seconds,
        room: (seconds, seconds),
        span: Span::default(),
        labelled: true,
        beside: None,
        support: false,
        hours: None,
    }
}

#[test]
fn monitoring_alone_is_no_story() {
    use EntryKind::*;
    let told = record(&[
        (0, Mitigated, "The gates open"),
        (600, Note, "Quiet"),
        (3_600, Resolved, "Closed"),
    ]);
    assert_eq!(
        draw(&told).expect("a figure").sentence,
        "3 entries over 1\u{a0}h."
    );
}

#[test]
fn what_was_done_before_anything_failed_is_no_mitigating() {
    use EntryKind::*;
    let upgrade = record(&[
        (0, Action, "Upgrade is deployed"),
        (3_600, ImpactStarted, "Launches fail"),
        (7_200, Action, "The old version is deployed"),
        (9_000, Resolved, "Launches work"),
    ]);
    let figure = draw(&upgrade).expect("four timed entries");
    let band = &figure.phases[0];
    assert_eq!((figure.phases.len(), band.end - band.start), (1, 1_800));
}

#[test]
fn one_timed_entry_is_no_figure() {
    assert_eq!(draw(&record(&[(0, EntryKind::Note, "Only this")])), None);
}

#[test]
fn entries_of_one_moment_are_no_figure() {
    let both = [(60, EntryKind::Note, "This"), (60, EntryKind::Action, "and this")];
    assert_eq!(draw(&record(&both)), None);
}

#[test]
fn text_of_a_source_is_escaped() {
    let record = record(&[
        (0, EntryKind::Note, "<script> & co"),
        (60, EntryKind::Note, "Look"),
    ]);
    let svg = draw(&record).expect("a figure").svg;
    assert!(svg.contains("&lt;script&gt; &amp; co") && !svg.contains("<script"));
}

#[test]
fn four_that_are_never_dropped_have_room_wherever_they_are() {
    for places in [
        [1140, 1140, 1140, 1140],
        [1000, 1050, 1100, 1140],
        [12, 12, 12, 1140],
        [12, 500, 520, 1130],
    ] {
        let wishes: Vec<Wish> = places
            .iter()
            .enumerate()
            .map(|(entry, &x)| Wish {
                x,
                text: "Gateway restarted by hand".to_owned(),
                whole: String::new(),
                width: 190,
                weight: Weight::Bold,
                rank: entry,
                kept: true,
                entry,
            })
            .collect();
        assert_eq!(timeline_labels::place(&wishes, WIDTH).len(), 4, "{places:?}");
    }
}

#[test]
fn each_of_several_outages_has_its_phases_and_nothing_is_between_them() {
    let mut record = record(&[
        (0, EntryKind::Note, "Slow"),
        (300, EntryKind::Detected, "Alert"),
        (600, EntryKind::Action, "Restart"),
        (7_200, EntryKind::Note, "Slow again"),
    ]);
    let outage = |(start, end)| Outage {
        started: Some(moment(start)),
        resolved: Some(moment(end)),
        ..Outage::default()
    };
    let outages = [(7_200, 7_800), (0, 900)].map(outage).to_vec();
    record.facts.outages = Some(Fact::new(outages, Origin::FrontMatter, Span::new(0, 0)));
    let figure = draw(&record).expect("four timed entries");
    let bands: Vec<_> = figure
        .phases
        .iter()
        .map(|band| (band.phase, band.end - band.start))
        .collect();
    assert_eq!(
        bands,
        [
            (Phase::Undetected, 300),
            (Phase::Diagnosing, 300),
            (Phase::Mitigating, 300),
            (Phase::Outage, 600)
        ]
    );
    assert_eq!(figure.sentence, "2 outages: 15\u{a0}min and 10\u{a0}min.");
}

#[test]
fn a_false_lead_ends_where_words_tell_that_it_was_one() {
    use EntryKind::*;
    let mut record = record(&[
        (0, Detected, "Alert"),
        (600, Misleading, "The printer is too old"),
        (1800, Misleading, "The printer is fine after all"),
        (2400, Identified, "The paper was wet"),
        (3000, Resolved, "Tickets are printed"),
    ]);
    let lost = |record: &Record| draw(record).expect("five timed entries").lost;
    assert_eq!(lost(&record), "30 of the 40 lost on false leads.");
    record.entries[2].labelled = false;
    assert_eq!(lost(&record), "20 of the 40 lost on a false lead.");
}
