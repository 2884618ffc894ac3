use super::*;
use crate::archive::fixtures::{fact, length, on, record};
use jiff::civil::{date, time};

/// 07:00, noticed 07:12, mitigated 07:47, over 09:00.
fn told(lengths: Vec<StatedLength>) -> Record {
    Record {
        lengths,
        ..record("a", "shop", date(2024, 3, 4))
    }
}

fn disagree(lengths: Vec<StatedLength>, hours: Option<&SupportHours>) -> Vec<(Part, i64)> {
    let record = told(lengths);
    let found = record.length_disagreements(hours);
    found
        .iter()
        .map(|found| (found.stated.part, found.computed / 60))
        .collect()
}

#[test]
fn each_name_has_the_spans_that_it_can_mean() {
    for (part, fits, computed) in [
        (Part::Undetected, &[12][..], 12),
        (Part::Active, &[35, 108], 108),
        (Part::Mitigate, &[35, 47], 47),
        (Part::Resolve, &[35, 47, 108, 120], 120),
        (Part::Down, &[35, 47, 108, 120], 47),
        (Part::Total, &[47, 120], 120),
    ] {
        for minutes in fits {
            assert_eq!(
                disagree(vec![length(part, minutes * 60)], None),
                [],
                "{part:?} {minutes}"
            );
        }
        assert_eq!(
            disagree(vec![length(part, 4_000 * 60)], None),
            [(part, computed)],
            "{part:?}"
        );
    }
    assert_eq!(disagree(vec![length(Part::Acknowledge, 60)], None), []);
}

#[test]
fn parts_that_no_fact_tells_apart_are_left_alone() {
    let parts = vec![length(Part::Degraded, 604_800), length(Part::Down, 4_320)];
    assert_eq!(disagree(parts, None), []);
    // Several of one name are of several services.
    let parts = vec![length(Part::Down, 60_000), length(Part::Down, 70_000)];
    assert_eq!(disagree(parts, None), []);
    // What prose says beside a number that is right is of something else.
    let prose = StatedLength {
        labelled: false,
        ..length(Part::Total, 60_000)
    };
    assert_eq!(disagree(vec![length(Part::Total, 7_200), prose], None), []);
}

#[test]
fn only_support_hours_count_where_the_text_or_the_site_says_so() {
    let hours = SupportHours {
        from: time(8, 0, 0, 0),
        to: time(17, 0, 0, 0),
        ..SupportHours::default()
    };
    let counted = |minutes: i64| StatedLength {
        support: true,
        ..length(Part::Total, minutes * 60)
    };
    assert_eq!(disagree(vec![counted(60)], Some(&hours)), []);
    assert_eq!(disagree(vec![counted(120)], Some(&hours)), [(Part::Total, 60)]);
    assert_eq!(disagree(vec![counted(120)], None), []);
    // Where hours are known, a number may be of them without saying so.
    assert_eq!(disagree(vec![length(Part::Total, 3_600)], Some(&hours)), []);
    assert_eq!(
        disagree(vec![length(Part::Total, 3_600)], None),
        [(Part::Total, 120)]
    );
}

#[test]
fn the_times_beside_it_count_first_and_what_is_inferred_is_doubtful() {
    let beside = StatedLength {
        beside: Some(1_800),
        ..length(Part::Total, 7_200)
    };
    assert_eq!(disagree(vec![beside], None), [(Part::Total, 30)]);
    let mut record = told(vec![length(Part::Undetected, 7_200)]);
    let prose = StatedLength {
        labelled: false,
        ..length(Part::Down, 600)
    };
    assert_eq!(disagree(vec![prose], None), []);
    record.facts.detected = fact(on(date(2024, 3, 4), 432));
    assert_eq!(record.length_disagreements(None)[0].from, Compared::Times);
    if let Some(detected) = &mut record.facts.detected {
        detected.origin = crate::record::Origin::Inferred;
    }
    assert_eq!(record.length_disagreements(None)[0].from, Compared::DoubtfulTimes);
}
