//! How often two occur together, where there are too many incidents for a column each: a triangle of counts. A name
//! is at the end of its row and on top of its column.

use super::svg::{Label, Svg};
use crate::figure::heatmap_months::{self, level};
use crate::figure::text_width::{self, SIZE, Weight};

/// Draws a triangle for `labels`, each a name and where it leads; `count` tells how often the two of two places occur
/// together. It is `width` pixels wide and says `name`.
#[must_use]
pub fn draw(
    labels: &[(String, String)],
    count: impl Fn(usize, usize) -> usize,
    width: i32,
    name: &str,
) -> String {
    let number = i32::try_from(labels.len()).unwrap_or_default();
    let widest = labels
        .iter()
        .map(|(label, _)| text_width::width(label, SIZE, Weight::Bold))
        .max();
    let room = (width - 130) / number.max(1);
    let cell = room.clamp(24, 44);
    let most = (0..labels.len())
        .flat_map(|row| (0..row).map(move |column| (row, column)))
        .map(|(row, column)| count(row, column))
        .max()
        .unwrap_or_default();
    let mut svg = Svg::default();
    svg.open("counted pairs", (width, number * 28), name, true);
    let (mut x, mut y) = (0, 0);
    for (row, (label, href)) in labels.iter().enumerate() {
        let mut left = 0;
        for column in 0..row {
            let together = count(row, column);
            svg.raw(format_args!(
                "<path class=\"t{}\" d=\"M{left} {y}h{}v26h-{}z\"/>",
                level(together, most),
                cell - 2,
                cell - 2
            ));
            if together > 0 {
                heatmap_months::count(&mut svg, together, cell - 4, (left + cell / 2 - 1, y + 17));
            }
            left += cell;
        }
        let limit = (width - x - 6).min(widest.unwrap_or_default()).max(20);
        svg.link(href, label);
        svg.raw(format_args!(
            "<path class=\"hit\" d=\"M{x} {y}h{}v26H{x}z\"/>",
            limit + 6
        ));
        let shown = text_width::cut(label, limit, SIZE, Weight::Bold);
        svg.text(&Label::new(&shown, x + 6, y + 17).weight(Weight::Bold));
        svg.raw(format_args!("</a>"));
        x += cell;
        y += 28;
    }
    svg.raw(format_args!("</svg>"));
    svg.finish()
}

/// How many names a triangle of `width` pixels holds.
#[must_use]
pub fn room(width: i32) -> usize {
    usize::try_from((width - 130) / 24).unwrap_or_default().min(14)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pair_has_one_cell() {
        for width in [354, 760] {
            let labels = vec![("Change process".to_owned(), "../a/".to_owned()); room(width)];
            let svg = draw(&labels, |row, column| row * column, width, "Pairs");
            let pairs = room(width) * (room(width) - 1) / 2;
            assert_eq!(svg.matches("<path class=\"t").count(), pairs);
            assert!(svg.contains(&format!("<path class=\"t4\" d=\"M{}", 0)) || pairs > 0);
        }
        assert!(draw(&[], |_, _| 0, 354, "None").starts_with("<svg"));
    }
}
