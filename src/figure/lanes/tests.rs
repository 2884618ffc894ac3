//! Tests over whole lanes, on made-up incidents.

use super::{Bar, Lane, Lanes, by_month, draw};
use crate::figure::date_axis::Window;
use crate::figure::lanes::lane_layout::Layout;
use crate::figure::rect::{Area, Words};
use jiff::civil::date;
use proptest::prelude::*;

const DAY: i64 = 86_400;

/// Three years of incidents: when each began, how long it took, how bad it was, and which lanes it hit.
fn lanes(names: usize, raw: &[(i64, i64, usize, Vec<usize>)]) -> Lanes {
    let lane = |index: usize| {
        let mut bars: Vec<Bar> = raw
            .iter()
            .enumerate()
            .filter(|(_, (.., hit))| hit.contains(&index))
            .map(|(incident, &(at, seconds, rank, _))| Bar {
                incident,
                at,
                seconds,
                rank,
                near_miss: false,
                name: "10 Mar 2026: <Lockers>".to_owned(),
                href: "postmortems/a/".to_owned(),
            })
            .collect();
        bars.sort_by_key(|bar| (bar.at, bar.incident));
        Lane {
            name: format!("Service {} of the <north>", "no. ".repeat(index % 9)),
            href: if index == 3 {
                String::new()
            } else {
                "services/a/".to_owned()
            },
            time: "3 days 11 h".to_owned(),
            bars,
        }
    };
    let mut all: Vec<i64> = raw.iter().map(|&(at, ..)| at).collect();
    all.sort_unstable();
    Lanes {
        window: Window {
            from: date(2023, 4, 1),
            to: date(2026, 3, 31),
        },
        today: None,
        lanes: (0..names).map(lane).collect(),
        all,
        months: vec!["archive/2024/02/".to_owned(); 36],
    }
}

#[test]
fn what_has_not_come_yet_has_no_count() {
    let mut lanes = lanes(1, &[(3 * DAY, 600, 1, vec![0])]);
    let counted = |lanes: &Lanes| Layout::new(lanes, 1152).counts.len();
    let all = counted(&lanes);
    lanes.today = Some(date(2024, 4, 1));
    assert!((2..all).contains(&counted(&lanes)), "{all}");
}

fn check(lanes: &Lanes, width: i32) -> Result<(), TestCaseError> {
    let layout = Layout::new(lanes, width);
    let page = Area {
        left: 0,
        right: width,
        top: 0,
        bottom: layout.height,
    };
    let mut words: Vec<&Words> = layout
        .labels
        .iter()
        .chain(&layout.counts)
        .chain(&layout.names)
        .collect();
    for row in &layout.rows {
        words.push(&row.name);
        words.extend(&row.numbers);
        for bar in &row.bars {
            prop_assert!(bar.area.within(&page), "{bar:?}");
            prop_assert!(
                bar.area.top >= row.top && bar.area.bottom <= row.bottom,
                "{bar:?} leaves its lane"
            );
            prop_assert!(
                words.iter().all(|words| !words.area().meets(&bar.area, 0)),
                "{bar:?}"
            );
            prop_assert!(bar.area.right - bar.area.left >= 8);
        }
        for pair in row.bars.windows(2) {
            prop_assert!(pair[0].area.left <= pair[1].area.left);
        }
    }
    for (index, one) in words.iter().enumerate() {
        prop_assert!(one.area().within(&page), "{one:?} leaves {page:?}");
        for other in words.iter().skip(index + 1) {
            prop_assert!(!one.area().meets(&other.area(), 0), "{one:?} meets {other:?}");
        }
    }
    let svg = draw(lanes, width, "page-lanes");
    prop_assert!(svg.ends_with("</svg>") && !svg.contains("<north>") && !svg.contains("<Lockers>"));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn words_never_meet_and_all_is_inside(
        raw in prop::collection::vec(
            (0..1_095 * DAY, prop_oneof![Just(0), 60..90_000i64, 60..9_000_000i64], 0..6usize,
             prop::collection::vec(0..12usize, 1..4)),
            0..400,
        ),
        width in prop::sample::select(vec![354, 1152]),
    ) {
        check(&lanes(12, &raw), width)?;
    }
}

#[test]
fn nothing_and_one_incident_are_drawn() {
    assert!(check(&lanes(0, &[]), 1152).is_ok());
    let one = lanes(1, &[(DAY, 40 * DAY, 4, vec![0])]);
    assert!(check(&one, 354).is_ok());
    let layout = Layout::new(&one, 1152);
    let bar = layout.rows[0].bars[0].area;
    assert!(bar.right - bar.left > 25, "{bar:?}");
    assert_eq!(layout.labels[0].text, "40 days");
}

#[test]
fn bars_of_one_minute_share_their_lane() {
    let same = lanes(
        1,
        &[
            (DAY, 60, 1, vec![0]),
            (DAY, 60, 2, vec![0]),
            (DAY, 60, 3, vec![0]),
        ],
    );
    assert!(check(&same, 1152).is_ok());
    let layout = Layout::new(&same, 1152);
    let bars = &layout.rows[0].bars;
    assert!(
        bars.windows(2).all(|pair| pair[0].area.bottom < pair[1].area.top),
        "{bars:?}"
    );
}

#[test]
fn what_hit_several_is_joined() {
    let joined = lanes(4, &[(DAY, 60, 1, vec![0, 2, 3]), (200 * DAY, 60, 1, vec![1, 2])]);
    let joins = Layout::new(&joined, 1152).joins;
    assert_eq!(
        joins.iter().map(|join| join.many).collect::<Vec<_>>(),
        [true, false]
    );
}

#[test]
fn too_many_are_counted_by_month() {
    let raw: Vec<_> = (0..1_001i64)
        .map(|number| (number * DAY, 60, 3, vec![0]))
        .collect();
    let many = lanes(1, &raw);
    assert!(by_month(&many) && check(&many, 1152).is_ok() && check(&many, 354).is_ok());
    let layout = Layout::new(&many, 1152);
    assert!(layout.rows[0].bars.is_empty() && layout.rows[0].columns.len() == 33);
    let count: usize = layout.rows[0].columns.iter().map(|column| column.count).sum();
    assert_eq!(count, 1_001);
}
