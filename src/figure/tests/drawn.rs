//! What holds in the picture of any incident, read back from its SVG.

use super::super::detours;
use super::super::scale::Scale;
use super::super::stack::{self, LEVELS};
use super::*;
use crate::record::phases;
use proptest::prelude::*;
use quick_xml::events::{BytesStart, Event};

/// A text with its box.
#[derive(Debug, Clone)]
struct Text {
    words: String,
    left: i32,
    right: i32,
    baseline: i32,
    group: usize,
}

impl Text {
    const fn top(&self) -> i32 {
        self.baseline - 10
    }

    const fn foot(&self) -> i32 {
        self.baseline + 3
    }

    /// Whether a line from `x`, `y` to `end_x`, `end_y` goes through it or nearer than two pixels.
    fn crossed(&self, (x, y): (f64, f64), (end_x, end_y): (f64, f64)) -> bool {
        (0..=64).any(|step| {
            let part = f64::from(step) / 64.0;
            let (at, down) = (x + (end_x - x) * part, y + (end_y - y) * part);
            at > f64::from(self.left) - 2.0
                && at < f64::from(self.right) + 2.0
                && down > f64::from(self.top())
                && down < f64::from(self.foot())
        })
    }
}

/// A stroke, in straight pieces; `group` is shared by what belongs together.
#[derive(Debug)]
struct Stroke {
    group: usize,
    points: Vec<(f64, f64)>,
}

/// What a picture shows, by position.
#[derive(Debug, Default)]
struct Drawn {
    width: i32,
    height: i32,
    texts: Vec<Text>,
    strokes: Vec<Stroke>,
    marks: Vec<(usize, i32, i32)>,
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.try_get_attribute(name).expect("well-formed attributes")?;
    Some(found.value.into_owned())
}

fn number(start: &BytesStart<'_>, name: &str) -> i32 {
    let text = attribute(start, name).unwrap_or_else(|| panic!("no {name}"));
    text.parse()
        .unwrap_or_else(|_| panic!("{name} is {text}, not a whole number"))
}

/// The points of a path of `M`, `L`, `H`, `V`, `v` and `A` with whole numbers; an arc is the lower half of an ellipse.
fn points(path: &str) -> Vec<Vec<(f64, f64)>> {
    let mut lines: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut rest = path;
    while let Some(command) = rest.chars().next() {
        let end = rest[1..]
            .find(|next: char| next.is_ascii_alphabetic())
            .map_or(rest.len(), |end| end + 1);
        let numbers: Vec<f64> = rest[1..end]
            .split_whitespace()
            .map(|text| f64::from(text.parse::<i32>().expect("whole numbers")))
            .collect();
        let at = lines
            .last()
            .and_then(|line| line.last())
            .copied()
            .unwrap_or_default();
        match (command, numbers.as_slice()) {
            ('M', &[x, y]) => lines.push(vec![(x, y)]),
            ('A', &[radius, depth, _, _, _, x, y]) => {
                let (middle, half) = ((at.0 + x) / 2.0, (x - at.0) / 2.0);
                assert!((radius - half).abs() <= 1.0, "half an ellipse: {path}");
                let arc = (1..=96).map(|step| {
                    let angle = std::f64::consts::PI * f64::from(step) / 96.0;
                    (middle - half * angle.cos(), y + depth * angle.sin())
                });
                lines.last_mut().expect("begun").extend(arc);
            }
            ('L', &[x, y]) => lines.last_mut().expect("begun").push((x, y)),
            ('H', &[x]) => lines.last_mut().expect("begun").push((x, at.1)),
            ('V', &[y]) => lines.last_mut().expect("begun").push((at.0, y)),
            ('v', &[down]) => lines.last_mut().expect("begun").push((at.0, at.1 + down)),
            other => panic!("{other:?} in {path}"),
        }
        rest = &rest[end..];
    }
    lines
}

/// Reads a picture back; panics where it is not well-formed or has coordinates that are not whole.
fn read(svg: &str) -> Drawn {
    let mut reader = quick_xml::Reader::from_str(svg);
    let mut drawn = Drawn::default();
    let (mut group, mut in_shapes, mut in_text) = (0, false, false);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) | Event::Empty(start) if !in_shapes => match start.name().as_ref() {
                "svg" => {
                    drawn.width = number(&start, "width");
                    drawn.height = number(&start, "height");
                }
                "defs" => in_shapes = true,
                "g" => group += 1,
                "text" => {
                    let left = number(&start, "x");
                    drawn.texts.push(Text {
                        words: String::new(),
                        left,
                        right: left + number(&start, "textLength"),
                        baseline: number(&start, "y"),
                        group,
                    });
                    in_text = true;
                }
                "path" => {
                    let path = attribute(&start, "d").expect("a path");
                    let class = attribute(&start, "class").unwrap_or_default();
                    if !class.starts_with("gap") {
                        let lines = points(&path).into_iter();
                        drawn.strokes.extend(lines.map(|points| Stroke { group, points }));
                    }
                }
                "rect" => {
                    let (left, width) = (number(&start, "x"), number(&start, "width"));
                    assert!(left >= 0 && width > 0 && left + width <= WIDTH, "{start:?}");
                    number(&start, "y");
                }
                "use" => {
                    let entry = number(&start, "data-entry");
                    let entry = usize::try_from(entry).expect("counted from 1") - 1;
                    drawn
                        .marks
                        .push((entry, number(&start, "x"), number(&start, "y")));
                }
                "title" | "desc" => {}
                other => panic!("<{}>", other),
            },
            Event::End(end) => match end.name().as_ref() {
                "defs" => in_shapes = false,
                "g" => group += 1,
                "text" => in_text = false,
                _ => {}
            },
            Event::Text(text) if in_text => {
                let words = &mut drawn.texts.last_mut().expect("a text").words;
                words.push_str(&text);
            }
            Event::Eof => return drawn,
            _ => {}
        }
    }
}

/// Everything that must hold in a picture; the error says what does not.
fn check(drawn: &Drawn) -> Result<(), String> {
    for (number, text) in drawn.texts.iter().enumerate() {
        if text.left < 0 || text.right > drawn.width || text.top() < 0 || text.foot() > drawn.height {
            return Err(format!("outside {}x{}: {text:?}", drawn.width, drawn.height));
        }
        for other in &drawn.texts[number + 1..] {
            let beside = text.right <= other.left || other.right <= text.left;
            if !beside && text.top() < other.foot() && other.top() < text.foot() {
                return Err(format!("overlap: {text:?} {other:?}"));
            }
        }
        // A count is on the leaders of its stack, on a plate.
        if text.words.starts_with('+') {
            continue;
        }
        // A text stands clear of all strokes but those of its own flag or detour.
        for stroke in drawn.strokes.iter().filter(|stroke| stroke.group != text.group) {
            if stroke
                .points
                .windows(2)
                .any(|pair| text.crossed(pair[0], pair[1]))
            {
                return Err(format!("crossed: {text:?} by {stroke:?}"));
            }
        }
    }
    for &(entry, x, y) in &drawn.marks {
        if x < 8 || x > drawn.width - 8 || y < 8 || y > drawn.height - 8 {
            return Err(format!("mark {entry} at {x}, {y}"));
        }
    }
    Ok(())
}

#[test]
fn the_check_finds_what_it_looks_for() {
    let picture = |inside: &str| {
        let svg = format!("<svg width=\"1000\" height=\"90\">{inside}</svg>");
        check(&read(&svg)).expect_err("not as it must be")
    };
    let text = "<text x=\"9\" y=\"30\" textLength=\"50\">a</text>";
    assert!(picture(&text.replace("\"9\"", "\"-1\"")).starts_with("outside"));
    assert!(picture(&text.repeat(2)).starts_with("overlap"));
    let leader = "<g class=\"flag\"><path d=\"M20 10V60\"/></g>";
    assert!(picture(&format!("{leader}{text}")).starts_with("crossed"));
    let arc = "<g class=\"detour\"><path d=\"M5 10V20A20 50 0 0 0 45 20V10\"/></g>";
    assert!(picture(&format!("{arc}{text}")).starts_with("crossed"));
    assert!(picture("<use data-entry=\"1\" x=\"2\" y=\"30\"/>").starts_with("mark 0"));
}

const TEXTS: &[&str] = &[
    "",
    "ok",
    "Rolled back",
    "Alert: queue depth over ten thousand on every host",
    "queue depth rises on the second host of every zone and does not fall again until the job is stopped",
    "キューの深さがすべてのゾーンの二番目のホストで上昇し、ジョブが停止するまで下がらない",
    "Incomprehensibilities/of-the-replication-lag/were-seen-by/all.of.us.at.once.and.for.ever",
    "<b>& \"Ω\" e\u{301} 🔥🔥 \u{200b}",
    "Zusätzliche Überwachungsmaßnahmen für die Datenbank",
    "Очередь растёт на втором узле каждой зоны",
];

/// An entry as drawn by lot: the silence before it, its kind, its words, whether its time is known.
type Lot = (i64, usize, usize, bool);

fn lots() -> impl Strategy<Value = Vec<Lot>> {
    let silence = prop_oneof![
        2 => Just(0i64),
        6 => 1i64..100,
        1 => 500i64..5_000,
        1 => 5_000i64..100_000,
    ];
    let entry = (
        silence,
        0..EntryKind::ALL.len(),
        0..TEXTS.len(),
        prop::bool::weighted(0.95),
    );
    prop_oneof![
        4 => prop::collection::vec(entry.clone(), 2..20),
        1 => prop::collection::vec(entry, 20..200),
    ]
}

/// The record of these lots, over `span` seconds.
fn incident(lots: &[Lot], span: i64, dated: bool, wrong: bool) -> Record {
    let total: i64 = lots.iter().map(|lot| lot.0).sum::<i64>().max(1);
    let mut passed = 0;
    let entries: Vec<_> = lots
        .iter()
        .map(|&(silence, kind, text, _)| {
            passed += silence;
            let kind = if wrong && kind < 6 {
                EntryKind::Misleading
            } else {
                EntryKind::ALL[kind]
            };
            (passed * span / total, kind, TEXTS[text])
        })
        .collect();
    let mut record = record(&entries);
    for (entry, lot) in record.entries.iter_mut().zip(lots) {
        if !lot.3 {
            entry.at = None;
        }
        if let (Some(at), false) = (&mut entry.at, dated) {
            at.day = i16::try_from((at.seconds() - moment(0).seconds()) / 86_400).expect("weeks");
            at.date = None;
        }
    }
    record
}

fn spans() -> impl Strategy<Value = i64> {
    prop_oneof![
        30i64..300,
        300i64..20_000,
        20_000i64..200_000,
        200_000i64..1_814_400
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_incident_is_drawn_without_overlap(
        lots in lots(), span in spans(), dated in any::<bool>(), wrong in prop::bool::weighted(0.25),
    ) {
        let record = incident(&lots, span, dated, wrong);
        let Some(figure) = draw(&record) else {
            let timed = phases::timed(&record);
            prop_assert!(timed.first().map(|entry| entry.at) == timed.last().map(|entry| entry.at));
            return Ok(());
        };
        let drawn = read(&figure.svg);
        prop_assert_eq!(check(&drawn), Ok(()));
        prop_assert_eq!(figure.rows.len(), lots.len());
        prop_assert!(figure.svg.len() < 60_000, "{}", figure.svg.len());

        // Marks are in the order of time.
        let mut marks = drawn.marks.clone();
        marks.sort_by_key(|&(entry, _, _)| (record.entries[entry].at.as_ref().map(Moment::seconds), entry));
        prop_assert!(marks.windows(2).all(|pair| pair[0].1 <= pair[1].1));
    }

    #[test]
    fn marks_of_one_level_are_apart(lots in lots(), span in spans()) {
        let record = incident(&lots, span, true, false);
        let timed = phases::timed(&record);
        let moments: Vec<i64> = timed.iter().map(|entry| entry.at).collect();
        prop_assume!(!moments.is_empty());
        let scale = Scale::new(&moments, 12, WIDTH - 12);
        let (marks, crowd) = stack::stack(&timed, |at| scale.x(at));
        prop_assert_eq!(marks.len() + crowd.len(), timed.len());
        for (number, mark) in marks.iter().enumerate() {
            prop_assert!(mark.level < LEVELS);
            for other in &marks[number + 1..] {
                prop_assert!(mark.level != other.level || (mark.x - other.x).abs() >= 15);
            }
        }
        let detours = detours::detours(&phases::wrong_tracks(&timed), |at| scale.x(at), WIDTH);
        prop_assert!(detours.windows(2).all(|pair| pair[0].right <= pair[1].left));
    }
}
