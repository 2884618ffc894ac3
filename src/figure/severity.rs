//! Severities in figures: the shape says which, the colour only repeats it.

use super::svg::Svg;

/// Adds the mark of a severity around a place: a square for the worst, then a triangle and a disc; a ring for all that
/// is milder or not known. Its colour is the class `fs1` to `fs4`.
pub fn mark(svg: &mut Svg, rank: usize, x: i32, y: i32) {
    match rank {
        1 => svg.raw(format_args!(
            "<path class=\"sf fs1\" d=\"M{} {}h10v10h-10z\"/>",
            x - 5,
            y - 5
        )),
        2 => svg.raw(format_args!(
            "<path class=\"sf fs2\" d=\"M{x} {}l6 11h-12z\"/>",
            y - 6
        )),
        3 => svg.raw(format_args!(
            "<circle class=\"sf fs3\" cx=\"{x}\" cy=\"{y}\" r=\"5\"/>"
        )),
        _ => svg.raw(format_args!(
            "<circle class=\"so fs4\" cx=\"{x}\" cy=\"{y}\" r=\"4\"/>"
        )),
    }
}
