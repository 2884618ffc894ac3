use super::*;
use jiff::civil::date;

fn seconds(label: &str, near: Option<i8>) -> Option<i32> {
    let local = date(2024, 2, 12).at(1, 0, 0, 0);
    let near = near.map(jiff::tz::offset);
    resolve(label, Some(local), near).zone.offset.map(Offset::seconds)
}

#[test]
fn labels_mean_offsets() {
    for (label, hours) in [
        ("UTC", 0.0),
        ("Z", 0.0),
        ("PST", -8.0),
        ("EAT", 3.0),
        ("GMT+1", 1.0),
        ("GMT +1", 1.0),
        ("UTC-05:30", -5.5),
        ("UTC+0", 0.0),
        ("+0100", 1.0),
        ("+02:00", 2.0),
        ("Africa/Lagos", 1.0),
        ("Pacific", -8.0),
        ("PT", -8.0),
        ("Eastern Time", -5.0),
        ("Greenwich Mean Time", 0.0),
        ("Central European Time (CET)", 1.0),
        ("CET (GMT+1)", 1.0),
        ("PST (UTC-7)", -7.0),
        ("West Africa Time", 1.0),
    ] {
        assert_eq!(seconds(label, None), Some((hours * 3600.0) as i32), "{label}");
    }
    assert_eq!(seconds("Nowhere/Land", None), None);
    assert_eq!(seconds("UTC+25", None), None);
}

#[test]
fn ambiguous_abbreviations_go_by_the_offset_of_the_start() {
    assert_eq!(seconds("CST", Some(8)), Some(8 * 3600));
    assert_eq!(seconds("CST", Some(-5)), Some(-6 * 3600));
    assert_eq!(seconds("IST", Some(5)), Some(19_800));
    assert_eq!(resolve("IST", None, None).note, Some(Note::Unsettled));
    assert_eq!(resolve("IST", None, None).zone.offset, None);
}

#[test]
fn seasons_gaps_and_folds_are_noted() {
    let summer = date(2018, 7, 30).at(11, 20, 0, 0);
    assert!(matches!(
        resolve("PST", Some(summer), None).note,
        Some(Note::Season(..))
    ));
    assert_eq!(resolve("MST", Some(summer), None).note, None);
    let gap = date(2024, 3, 31).at(1, 30, 0, 0);
    assert!(matches!(
        resolve("Europe/London", Some(gap), None).note,
        Some(Note::Gap(_))
    ));
    let fold = date(2024, 10, 27).at(1, 30, 0, 0);
    let folded = resolve("Europe/London", Some(fold), None);
    assert!(matches!(folded.note, Some(Note::Fold(_))));
    assert_eq!(folded.zone.offset.map(Offset::seconds), Some(3600));
}

#[test]
fn a_zone_is_found_at_the_start_of_a_text_and_words_are_left_alone() {
    for (text, length) in [
        ("UTC: down", Some(3)),
        ("pst - x", Some(3)),
        ("GMT+1 - x", Some(5)),
        ("GMT +1: x", Some(6)),
        ("GMT - 5 hosts", Some(3)),
        ("CET (GMT+1)", Some(11)),
        ("Europe/Paris: x", Some(12)),
        ("Pacific Time - x", Some(12)),
        ("Pacific: x", Some(7)),
        ("Central database failed", None),
        ("eat lunch", None),
        ("west region", None),
        ("ETA 5 minutes", None),
        ("+02:00: x", Some(6)),
        ("UTC-5)", Some(5)),
        ("é", None),
    ] {
        assert_eq!(prefix(text), length, "{text}");
    }
}
