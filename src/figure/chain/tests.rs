use super::*;

fn incident(day: i64) -> Incident {
    Incident {
        day,
        rank: 2,
        date: "Sep 2025".to_owned(),
        time: Some("1 h 12 min".to_owned()),
        href: "../postmortems/a/".to_owned(),
        name: "Locked out".to_owned(),
    }
}

fn promise(text: &str, made: i64, end: End) -> PromiseLine {
    PromiseLine {
        text: text.to_owned(),
        state: "open".to_owned(),
        late: !matches!(end, End::Dropped | End::Done(None)),
        href: "../postmortems/a/#b".to_owned(),
        made,
        due: Some(made + 30),
        end,
        open_at: vec![made + 200],
    }
}

fn chain(days: &[i64]) -> Chain {
    Chain {
        incidents: days.iter().copied().map(incident).collect(),
        promises: vec![
            promise("List every certificate with its owner", days[0], End::Open),
            promise(
                &"Renew all of them by a job ".repeat(20),
                days[0],
                End::Done(Some(days[0] + 90)),
            ),
            promise("Rehearse it", *days.last().unwrap(), End::Done(None)),
            promise("Buy a longer one", days[0], End::Dropped),
        ],
        today: days.last().unwrap() + 3,
    }
}

/// All numbers after an attribute, as `x="12"`.
fn numbers(svg: &str, attribute: &str) -> Vec<i32> {
    let begin = format!(" {attribute}=\"");
    let parts = svg.split(&begin).skip(1);
    parts
        .filter_map(|part| part.split('"').next()?.parse().ok())
        .collect()
}

#[test]
fn stretches_keep_room_and_grow_with_their_days() {
    for width in [354, 642, 1152] {
        let layout = Layout::new(&chain(&[0, 500, 520]), width);
        let places: Vec<i32> = layout.places.iter().map(|&(_, x)| x).collect();
        let rooms: Vec<i32> = places.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert!(
            rooms[0] > rooms[1] && rooms.iter().all(|&room| room >= 66),
            "{width}: {rooms:?}"
        );
        assert!(layout.x(250) > places[0] && layout.x(250) < places[1]);
        assert!(layout.x(523) > places[2] && layout.x(523) < places[3]);
        // Days outside stay in the picture.
        assert!((0..=width).contains(&layout.x(-9)) && (0..=width).contains(&layout.x(9_999)));
    }
}

#[test]
fn one_day_and_many_incidents_stay_within_the_picture() {
    let many: Vec<i64> = (0..60).map(|index| index * 11).collect();
    for days in [&[7][..], &[7, 7, 7], &[0, 1, 2, 3], &many] {
        for width in [354, 642, 1152] {
            let svg = draw(&chain(days), width, "Locked out");
            assert!(svg.ends_with("</svg>"), "{svg}");
            let (lefts, lengths) = (numbers(&svg, "x"), numbers(&svg, "textLength"));
            assert_eq!(lefts.len(), lengths.len());
            for (left, length) in lefts.iter().zip(lengths) {
                assert!(*left >= 0 && left + length <= width, "{left} {length} {width}");
            }
            // A date stands over each incident that has room for it.
            assert!(svg.contains("Sep 2025"));
        }
    }
}

#[test]
fn a_promise_shows_what_became_of_it() {
    let svg = draw(&chain(&[0, 400]), 1152, "Locked out");
    assert_eq!(svg.matches("class=\"late\"").count(), 2, "{svg}");
    for end in ["end again hollow", "end again kept", "end cross", "until unknown"] {
        assert!(svg.contains(end), "{end}: {svg}");
    }
    assert!(svg.contains("400 days"));
    // What is cut is told where it is pointed at.
    assert_eq!(svg.matches("<title>Renew all").count(), 1);
}
