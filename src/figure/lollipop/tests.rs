//! Tests over the whole strip, on made-up incidents.

use super::{Stem, Strip, draw};
use crate::figure::date_axis::Window;
use crate::figure::lollipop::stem_layout::Layout;
use crate::figure::rect::{Area, Words};
use jiff::civil::{Date, date};
use proptest::prelude::*;

const DAY: i64 = 86_400;

/// A year of incidents: the second on which each began, how long it took, how bad it was, and which it repeats.
fn strip(raw: &[(i64, Option<i64>, usize, Option<usize>)], from: Date, to: Date) -> Strip {
    let mut raw = raw.to_vec();
    raw.sort_by_key(|&(at, ..)| at);
    let stems = raw
        .iter()
        .enumerate()
        .map(|(index, &(at, seconds, rank, repeats))| {
            let repeats = repeats.filter(|&repeats| repeats < index);
            Stem {
                at,
                day: at / DAY,
                seconds,
                rank,
                time: if repeats.is_some() { 2 } else { 1 },
                repeats,
                first: repeats.is_none().then(|| "Jan 2024".to_owned()),
                words: vec!["Locker gateway, 1 h 47 min".to_owned(), "1 h 47 min".to_owned()],
                name: "10 Mar 2026: <Lockers> & doors".to_owned(),
                href: "postmortems/a/".to_owned(),
            }
        });
    Strip {
        stems: stems.collect(),
        window: Window { from, to },
    }
}

fn year(raw: &[(i64, Option<i64>, usize, Option<usize>)]) -> Strip {
    strip(raw, date(2025, 4, 1), date(2026, 3, 31))
}

/// What must hold of every strip.
fn check(strip: &Strip, width: i32) -> Result<(), TestCaseError> {
    let layout = Layout::new(strip, width);
    let page = Area {
        left: 0,
        right: width,
        top: 0,
        bottom: layout.height,
    };
    for pair in layout.stems.windows(2) {
        prop_assert!(pair[0].x <= pair[1].x && pair[0].stem.at <= pair[1].stem.at);
    }
    for stem in &layout.stems {
        prop_assert!(stem.head().within(&page), "{stem:?} in {page:?}");
    }
    let below = layout.arcs_from();
    let of_arcs = layout
        .arcs
        .iter()
        .filter_map(|arc| arc.label.clone())
        .map(|words| Words {
            y: words.y + below,
            ..words
        });
    let mut words: Vec<Words> = of_arcs.clone().collect();
    words.extend(layout.names.iter().cloned());
    words.extend(layout.scale.iter().map(|(_, words)| words.clone()));
    words.extend(layout.labels.iter().map(|label| label.words.clone()));
    for (index, one) in words.iter().enumerate() {
        prop_assert!(one.area().within(&page), "{one:?} leaves {page:?}");
        for other in words.iter().skip(index + 1) {
            prop_assert!(!one.area().meets(&other.area(), 0), "{one:?} meets {other:?}");
        }
        for stem in &layout.stems {
            prop_assert!(!stem.head().meets(&one.area(), 0), "{one:?} meets a head");
            let stalk = stem.stalk(layout.base);
            prop_assert!(!stalk.meets(&one.area(), 0), "{one:?} meets a stem");
        }
        let area = one.area();
        let lifted = Area {
            top: area.top - below,
            bottom: area.bottom - below,
            ..area
        };
        for arc in &layout.arcs {
            prop_assert!(area.top < below || !arc.meets(&lifted), "{one:?} meets {arc:?}");
            let feet = [arc.left, arc.right]
                .iter()
                .any(|&x| (area.left..=area.right).contains(&x));
            prop_assert!(
                area.top < layout.base || area.top >= below || !feet,
                "{one:?} is cut by {arc:?}"
            );
        }
    }
    let svg = draw(strip, width, "page-strip");
    prop_assert!(svg.ends_with("</svg>") && !svg.contains("<Lockers>"));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn words_never_meet_and_all_is_inside(
        raw in prop::collection::vec(
            (0..365 * DAY, prop::option::of(prop_oneof![60..20_000i64, 60..3_000_000i64]), 0..6usize,
             prop::option::weighted(0.3, 0..40usize)),
            0..160,
        ),
        width in prop::sample::select(vec![354, 760, 1152]),
    ) {
        check(&year(&raw), width)?;
    }

    #[test]
    fn long_histories_and_short_months_hold_too(
        raw in prop::collection::vec((0..28 * DAY, prop::option::of(60..90_000i64), 0..6usize, prop::option::of(0..9usize)), 0..12),
        years in 0..40i16,
        width in prop::sample::select(vec![354, 760, 1152]),
    ) {
        let stretched: Vec<_> = raw.iter()
            .map(|&(at, seconds, rank, repeats)| (at * (1 + i64::from(years) * 13), seconds, rank, repeats))
            .collect();
        check(&strip(&stretched, date(2024 - years, 2, 1), date(2024, 2, 29)), width)?;
    }
}

#[test]
fn nothing_and_one_incident_are_drawn() {
    assert!(check(&year(&[]), 760).is_ok());
    let one = year(&[(40 * DAY, Some(6_420), 1, None)]);
    assert!(check(&one, 354).is_ok());
    let layout = Layout::new(&one, 760);
    assert_eq!(layout.stems.len(), 1);
    assert_eq!(layout.labels[0].words.text, "Locker gateway, 1 h 47 min");
}

#[test]
fn incidents_of_one_minute_stand_on_one_place_and_have_no_arc() {
    let same = year(&[(DAY, Some(60), 2, None), (DAY, Some(90), 2, Some(0))]);
    assert!(check(&same, 760).is_ok());
    assert!(Layout::new(&same, 760).arcs.is_empty());
}

#[test]
fn a_repeat_is_joined_to_what_it_repeats() {
    let strip = year(&[
        (10 * DAY, Some(3_000), 2, None),
        (120 * DAY, Some(1_000), 3, Some(0)),
    ]);
    let layout = Layout::new(&strip, 760);
    let words = |words: &Words| words.text.clone();
    assert_eq!(
        layout.arcs[0].label.as_ref().map(words).as_deref(),
        Some("110 days later")
    );
    assert!(
        layout
            .labels
            .iter()
            .any(|label| label.again && label.words.text == "2nd")
    );
}
