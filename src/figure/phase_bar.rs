//! The phases of an incident alone, for a phone, where the timeline figure has no room.

use super::bands;
use super::scale::Scale;
use super::svg::Svg;
use crate::record::phases::Band;

/// The width of a small phone within its margins, in pixels.
const WIDTH: i32 = 354;
/// The middle of the rail, from the top.
const MIDDLE: i32 = 2;

/// Draws phases: rail, names and minutes. None where there are none.
#[must_use]
pub fn draw(phases: &[Band]) -> Option<String> {
    let mut edges: Vec<i64> = phases.iter().flat_map(|band| [band.start, band.end]).collect();
    edges.sort_unstable();
    edges.dedup();
    if edges.len() < 2 {
        return None;
    }
    let scale = Scale::new(&edges, 0, WIDTH);
    let height = MIDDLE + bands::height(phases, &scale);
    let mut svg = Svg::default();
    svg.raw(format_args!(
        "<svg class=\"timeline\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
         aria-hidden=\"true\">"
    ));
    bands::draw(&mut svg, &scale, phases, &[], MIDDLE);
    svg.raw(format_args!("</svg>"));
    Some(svg.finish())
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
        assert_eq!(draw(&[]), None);
    }
}
