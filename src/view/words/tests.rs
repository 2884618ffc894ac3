use super::*;
use crate::moment::Zone;
use jiff::civil;

fn at(day: i8, hour: i8, minute: i8, zone: &str) -> Moment {
    Moment {
        date: Some(civil::date(2026, 3, day)),
        day: 0,
        time: civil::time(hour, minute, 0, 0),
        zone: Some(Zone {
            label: zone.into(),
            offset: Some(jiff::tz::Offset::UTC),
        }),
    }
}

#[test]
fn an_opening_ends_with_a_sentence_and_not_with_an_abbreviation() {
    let text =
        "The lamps went out. A keeper i.e. Bo lit them (e.g. Two of them) by hand, and the rest later.";
    assert_eq!(opening(text, 45), "The lamps went out.");
    assert_eq!(
        opening("We left plan B. Then it rained all day long.", 30),
        "We left plan B."
    );
}

#[test]
fn a_time_of_day_has_no_zone_in_html() {
    let dated = at(10, 7, 0, "UTC");
    assert_eq!(datetime(&dated), "2026-03-10T07:00:00Z");
    let undated = Moment { date: None, ..dated };
    assert_eq!(moment(&undated).datetime.as_deref(), Some("07:00:00"));
}

#[test]
fn spans_say_dates_and_zones_once() {
    assert_eq!(
        span(&at(10, 7, 0, "UTC"), &at(10, 8, 47, "UTC")),
        "10 Mar 2026, 07:00 to 08:47 UTC"
    );
    assert_eq!(
        span(&at(10, 7, 0, "UTC"), &at(11, 2, 20, "UTC")),
        "10 Mar 2026, 07:00 to 11 Mar 2026, 02:20 UTC"
    );
    assert_eq!(
        span(&at(10, 7, 0, "Z"), &at(10, 9, 0, "GMT")),
        "10 Mar 2026, 07:00 to 09:00 GMT"
    );
    let mut later = at(10, 9, 0, "CET");
    if let Some(zone) = &mut later.zone {
        zone.offset = Some(jiff::tz::offset(1));
    }
    assert_eq!(
        span(&at(10, 7, 0, "Z"), &later),
        "10 Mar 2026, 07:00 UTC to 09:00 CET"
    );
    assert_eq!(zone(&at(10, 7, 0, "-05:00")), "UTC\u{2212}05:00");
    let bare = |hour| Moment {
        date: None,
        day: 0,
        time: jiff::civil::time(hour, 0, 0, 0),
        zone: None,
    };
    assert_eq!(span(&bare(9), &bare(10)), "09:00 to 10:00, no zone stated");
    assert_eq!(
        span(&at(10, 7, 0, "Z"), &at(10, 8, 0, "UTC")),
        "10 Mar 2026, 07:00 to 08:00 UTC"
    );
}

#[test]
fn openings_end_with_a_sentence() {
    let text = "Nobody could log in, e.g. at noon. It took 4.5 hours! Then more was said.";
    assert_eq!(
        opening(text, 60),
        "Nobody could log in, e.g. at noon. It took 4.5 hours!"
    );
    assert_eq!(opening(text, 40), "Nobody could log in, e.g. at noon.");
    assert_eq!(opening(text, 10), "Nobody…");
    assert_eq!(opening(text, 100), text);
}

#[test]
fn numbers_read_well() {
    assert_eq!(count(1, "incident", "incidents"), "1 incident");
    assert_eq!(count(1_234_567, "incident", "incidents"), "1,234,567 incidents");
    assert_eq!(
        [3, 11, 22, 101].map(ordinal),
        ["third", "11th", "22nd", "101st"].map(str::to_owned)
    );
    assert_eq!((number(3), number(13)), ("Three".into(), "13".into()));
    for (percent, shown) in [
        (100.0 / 3.0, "33.3"),
        (100.0, "100"),
        (99.95, "99.95"),
        (0.004, "0.004"),
        (0.0, "0"),
    ] {
        assert_eq!(share(percent, None), format!("{shown}% of users"));
    }
    assert_eq!((percent(4_320), percent(-7)), ("43.20".into(), "-0.07".into()));
}

#[test]
fn lengths_and_dates_stay_on_one_line() {
    let kept = unbroken("Half were detected within 1 h 47 min. Most recent: mail, 21 Apr 2026, in 3 places");
    assert_eq!(
        kept.replace('\u{a0}', "_"),
        "Half were detected within 1_h_47_min. Most recent: mail, 21_Apr_2026, in 3 places"
    );
}
