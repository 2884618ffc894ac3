//! Counts as bars, each in two parts: filled for what weighs more, open for the rest. One row a name.

use super::svg::{Anchor, Label, Svg};
use crate::figure::text_width::{self, SIZE, Weight};
use crate::format::thousands;

/// From one row to the next, in pixels: a name is a link, which must be large enough to hit.
pub const ROW: i32 = 26;
const HEAD: i32 = 24;
/// Between names, bars and numbers.
const GAP: i32 = 12;

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Its name.
    pub label: String,
    /// Where the name leads.
    pub href: String,
    /// How many of the filled part.
    pub filled: usize,
    /// How many of the open part.
    pub open: usize,
}

/// Draws bars, `width` pixels wide, that say `name`; `heads` name the two parts, one alone where there is no open part.
#[must_use]
pub fn draw(bars: &[Bar], heads: (&str, Option<&str>), width: i32, name: &str) -> String {
    let columns = Columns::new(bars, heads, width);
    let rows = i32::try_from(bars.len()).unwrap_or_default();
    let mut svg = Svg::default();
    svg.open("counted bars", (width, HEAD + rows * ROW), name, true);
    svg.text(&right(heads.0, columns.first, 15, Weight::Regular));
    if let Some(open) = heads.1 {
        svg.text(&right(open, columns.second, 15, Weight::Regular));
    }
    let most = bars
        .iter()
        .map(|bar| bar.filled + bar.open)
        .max()
        .unwrap_or_default();
    let mut top = HEAD;
    for bar in bars {
        let label = text_width::cut(&bar.label, columns.label, SIZE, Weight::Regular);
        svg.link(&bar.href, &bar.label);
        if label != bar.label {
            svg.hover(&bar.label);
        }
        svg.raw(format_args!(
            "<path class=\"hit\" d=\"M0 {top}h{}v{ROW}H0z\"/>",
            columns.label
        ));
        svg.text(&Label::new(&label, 0, top + 17));
        svg.raw(format_args!("</a>"));
        let filled = columns.length(bar.filled, most);
        let both = columns.length(bar.filled + bar.open, most);
        let (left, y) = (columns.left, top + 8);
        if bar.filled > 0 {
            svg.raw(format_args!(
                "<path class=\"full\" d=\"M{left} {y}h{filled}v10h-{filled}z\"/>"
            ));
        }
        if bar.open > 0 {
            // Its stroke lies inside; where it meets the filled part they share an edge.
            let (x, rest) = (left + filled, (both - filled - 1).max(2));
            svg.raw(format_args!(
                "<path class=\"open\" d=\"M{x} {y}h{rest}v10h-{rest}z\"/>"
            ));
        }
        let number = |count: usize| {
            if count == 0 {
                "-".to_owned()
            } else {
                thousands(count)
            }
        };
        svg.text(&right(&number(bar.filled), columns.first, top + 17, Weight::Bold));
        if heads.1.is_some() {
            svg.text(&right(
                &number(bar.open),
                columns.second,
                top + 17,
                Weight::Regular,
            ));
        }
        top += ROW;
    }
    svg.raw(format_args!("</svg>"));
    svg.finish()
}

/// A text that ends at a place.
const fn right(text: &str, x: i32, y: i32, weight: Weight) -> Label<'_> {
    Label::new(text, x, y).anchor(Anchor::End).weight(weight)
}

/// Where the parts of a row are, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Columns {
    /// The widest name.
    label: i32,
    /// Where bars begin.
    left: i32,
    /// The longest bar.
    longest: i32,
    /// Where the numbers of filled parts end.
    first: i32,
    /// The same of open parts.
    second: i32,
}

impl Columns {
    fn new(bars: &[Bar], heads: (&str, Option<&str>), width: i32) -> Self {
        let widest = bars
            .iter()
            .map(|bar| text_width::width(&bar.label, SIZE, Weight::Regular))
            .max();
        // Names that are cut would be no shorter for a pixel or two.
        let label = widest.unwrap_or_default().clamp(40, width * 2 / 5);
        let number = |head: &str| text_width::width(head, SIZE, Weight::Bold).max(34);
        let second = heads.1.map_or(0, |head| number(head) + GAP);
        let first = width - second;
        let left = label + GAP;
        Self {
            label,
            left,
            longest: (first - number(heads.0) - GAP - left).max(10),
            first,
            second: width,
        }
    }

    /// The length of a part, at least 3 where there is anything.
    fn length(self, count: usize, most: usize) -> i32 {
        let of = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let length = i64::from(self.longest).saturating_mul(of(count)) / of(most).max(1);
        let least = if count == 0 { 0 } else { 3 };
        i32::try_from(length)
            .unwrap_or(self.longest)
            .clamp(least, self.longest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bar(label: &str, filled: usize, open: usize) -> Bar {
        Bar {
            label: label.to_owned(),
            href: "../a/".to_owned(),
            filled,
            open,
        }
    }

    #[test]
    fn a_bar_has_its_two_parts_and_its_numbers() {
        let svg = draw(
            &[bar("R&D", 4, 2), bar("Конфигурация", 0, 1)],
            ("root", Some("beside")),
            354,
            "Causes",
        );
        assert!(svg.contains("aria-label=\"R&amp;D\""), "{svg}");
        assert_eq!(
            (
                svg.matches("class=\"full\"").count(),
                svg.matches("class=\"open\"").count()
            ),
            (1, 2)
        );
        assert!(draw(&[], ("incidents", None), 354, "None").contains("<svg"));
    }

    proptest! {
        #[test]
        fn parts_keep_to_their_columns(
            counts in prop::collection::vec((0_usize..10_000, 0_usize..10_000), 1..40),
            name in "\\PC{0,200}",
            width in 300_i32..1200,
        ) {
            let bars: Vec<Bar> = counts.iter().map(|&(filled, open)| bar(&name, filled, open)).collect();
            let columns = Columns::new(&bars, ("root", Some("contributing")), width);
            prop_assert!(columns.left + columns.longest <= columns.first - text_width::width("root", SIZE, Weight::Bold));
            prop_assert!(columns.first <= columns.second - text_width::width("contributing", SIZE, Weight::Regular));
            prop_assert!(text_width::width(&text_width::cut(&name, columns.label, SIZE, Weight::Regular), SIZE, Weight::Regular) <= columns.label + SIZE);
            for bar in &bars {
                let most = 20_000;
                prop_assert!(columns.length(bar.filled, most) <= columns.length(bar.filled + bar.open, most));
                prop_assert!(columns.length(bar.filled + bar.open, most) <= columns.longest);
            }
        }
    }
}
