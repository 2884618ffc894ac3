//! The phases of an incident alone, for a phone, where the timeline figure has no room.

use super::bands::{self, Gaps};
use super::scale::Scale;
use super::svg::{Label, Svg};
use crate::figure::text_width::{self, SIZE, Weight};
use crate::record::phases::Band;

/// The width of a small phone within its margins, in pixels.
const WIDTH: i32 = 354;
/// The middle of the rail, from the top.
const MIDDLE: i32 = 2;

/// A line under the bar, from its cuts to the baseline; and each further one.
const LINE: i32 = 24;
/// A swatch, with the space to its words, and between two phases.
const SWATCH: i32 = 18;
const GAP: i32 = 14;

/// Draws phases: rail, names and minutes; those that are too narrow for their names are named in lines under them. None where
/// there are none.
#[must_use]
pub fn draw(phases: &[Band]) -> Option<String> {
    let mut edges: Vec<i64> = phases.iter().flat_map(|band| [band.start, band.end]).collect();
    edges.sort_unstable();
    edges.dedup();
    if edges.len() < 2 {
        return None;
    }
    let scale = Scale::new(&edges, 0, WIDTH);
    let bar = MIDDLE + bands::height(phases, &scale);
    let mut inner = Svg::default();
    let unnamed = bands::draw(&mut inner, &scale, phases, &[], MIDDLE, Gaps::Phase);
    let foot = name_below(&mut inner, &unnamed, bar);
    let mut svg = Svg::default();
    svg.raw(format_args!(
        "<svg class=\"timeline\" viewBox=\"0 0 {WIDTH} {foot}\" width=\"{WIDTH}\" height=\"{foot}\" aria-hidden=\"true\">{}</svg>",
        inner.finish()
    ));
    Some(svg.finish())
}

/// Names phases in lines under a bar that ends at `foot`, and returns where they end.
fn name_below(svg: &mut Svg, phases: &[&Band], foot: i32) -> i32 {
    let (mut x, mut y) = (0, foot + LINE);
    for band in phases {
        let name = band.phase.name();
        let words = format!("{} {}", band.phase.label(), band.length());
        let width = text_width::width(&words, SIZE, Weight::Regular);
        if x > 0 && x + SWATCH + width > WIDTH {
            (x, y) = (0, y + LINE);
        }
        svg.raw(format_args!(
            "<rect class=\"rail {name}\" x=\"{x}\" y=\"{}\" width=\"12\" height=\"4\"/>",
            y - 7
        ));
        svg.text(&Label::new(&words, x + SWATCH, y).class("q"));
        x += SWATCH + width + GAP;
    }
    if phases.is_empty() { foot } else { y + 6 }
}

#[cfg(test)]
mod tests {
    use super::draw;
    use crate::record::phases::{Band, Phase};

    #[test]
    fn phases_are_named_where_there_is_room() {
        let band = |phase, start, end| Band {
            phase,
            start,
            end,
            inferred: phase == Phase::Mitigating,
        };
        let svg = draw(&[
            band(Phase::Undetected, 0, 120),
            band(Phase::Diagnosing, 120, 3_600),
            band(Phase::Mitigating, 3_600, 5_400),
        ]);
        let svg = svg.expect("phases");
        assert!(svg.contains(">diagnosing<") && svg.contains(">58 min<"));
        assert!(svg.contains(">≈\u{a0}30 min<"), "an edge of it is inferred");
        assert!(!svg.contains(">undetected<"), "2 of 90 min have no room for it");
        assert!(svg.contains(">undetected 2 min<"), "it is named below");
        assert_eq!(draw(&[]), None);
    }

    #[test]
    fn a_phase_that_is_cut_has_its_name_in_the_gap() {
        let band = |phase, start, end| Band {
            phase,
            start,
            end,
            inferred: false,
        };
        let svg = draw(&[
            band(Phase::Diagnosing, 0, 1_800),
            band(Phase::Watching, 1_800, 37_800),
        ]);
        let svg = svg.expect("phases");
        assert!(svg.contains(">monitoring<") && !svg.contains("no entry"), "{svg}");
    }
}
