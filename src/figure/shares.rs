//! Parts of a whole: a bar a row, filled for one part and open for the other, with its label and its numbers.

use super::svg::{Anchor, Label, Svg};
use crate::figure::text_width::{self, SIZE, Weight};

/// The height of a row, and of its bar.
const ROW: i32 = 26;
const BAR: i32 = 14;
/// Between a label and its bar, and between the bar and its numbers.
const GAP: i32 = 12;

/// One bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// What it is of.
    pub label: String,
    /// How many are in its filled part.
    pub filled: usize,
    /// How many in its open part.
    pub open: usize,
    /// The numbers in words: `3 of 9`.
    pub text: String,
    /// Whether it shows what should not be.
    pub alert: bool,
}

/// Draws bars, `width` pixels wide, that say `name`. On narrow pages labels stand above their bars.
#[must_use]
pub fn draw(shares: &[Share], width: i32, name: &str) -> String {
    let wide = |text: &str| text_width::width(text, SIZE, Weight::Regular);
    let widest = |of: fn(&Share) -> &str| {
        shares
            .iter()
            .map(|share| wide(of(share)))
            .max()
            .unwrap_or_default()
    };
    let numbers = widest(|share| &share.text);
    let above = width < 500;
    let left = if above {
        0
    } else {
        widest(|share| &share.label).min(width / 3) + GAP
    };
    let row = if above { ROW + 20 } else { ROW };
    let room = (width - left - numbers - GAP).max(20);
    let most = shares
        .iter()
        .map(|share| share.filled + share.open)
        .max()
        .unwrap_or_default();
    let mut svg = Svg::default();
    let count = i32::try_from(shares.len()).unwrap_or_default();
    svg.open("counted", (width, count * row), name, false);
    let mut y = 0;
    for share in shares {
        let bar = if above { y + 22 } else { y + (ROW - BAR) / 2 };
        let label = match above {
            true => Label::new(&share.label, 0, y + 15),
            false => Label::new(&share.label, left - GAP, y + 18).anchor(Anchor::End),
        };
        let cut = text_width::cut(
            &share.label,
            if above { width } else { left - GAP },
            SIZE,
            Weight::Regular,
        );
        svg.text(&Label {
            text: &cut,
            ..label.class("n")
        });
        let (filled, both) = (
            length(share.filled, most, room),
            length(share.filled + share.open, most, room),
        );
        if share.open > 0 {
            // Its stroke lies inside.
            let open = (both - filled - 2).max(2);
            let class = if share.alert && share.filled == 0 {
                "open late"
            } else {
                "open"
            };
            svg.raw(format_args!(
                "<path class=\"{class}\" d=\"M{} {}h{open}v{}h-{open}z\"/>",
                left + filled + 1,
                bar + 1,
                BAR - 2
            ));
        }
        if share.filled > 0 {
            let class = if share.alert { "full late" } else { "full" };
            svg.raw(format_args!(
                "<path class=\"{class}\" d=\"M{left} {bar}h{filled}v{BAR}h-{filled}z\"/>"
            ));
        }
        let x = left + both.max(0) + if both > 0 { GAP } else { 0 };
        let text = Label::new(&share.text, x, bar + 12);
        svg.text(&if share.alert { text.class("d-late") } else { text });
        y += row;
    }
    svg.raw(format_args!("</svg>"));
    svg.finish()
}

/// The length of a part, at least 3 where there is anything.
fn length(count: usize, most: usize, room: i32) -> i32 {
    let of = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let length = i64::from(room).saturating_mul(of(count)) / of(most).max(1);
    let least = if count == 0 { 0 } else { 3 };
    i32::try_from(length).unwrap_or(room).clamp(least, room)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn share(label: &str, filled: usize, open: usize) -> Share {
        Share {
            label: label.to_owned(),
            filled,
            open,
            text: format!("{filled} of {}", filled + open),
            alert: filled == 0,
        }
    }

    #[test]
    fn a_bar_has_its_parts_and_its_words() {
        let svg = draw(
            &[share("SEV1", 3, 1), share("SEV2", 0, 4), share("SEV3", 0, 0)],
            760,
            "Coverage",
        );
        assert_eq!(svg.matches("class=\"full\"").count(), 1, "{svg}");
        assert_eq!(svg.matches("class=\"open").count(), 2, "{svg}");
        assert!(
            svg.contains("open late") && svg.contains(">3 of 4<") && svg.contains(">0 of 0<"),
            "{svg}"
        );
    }

    proptest! {
        #[test]
        fn everything_stays_inside(
            numbers in prop::collection::vec((0_usize..9_999, 0_usize..9_999), 1..9),
            width in 300_i32..900,
        ) {
            let shares: Vec<Share> =
                numbers.iter().map(|&(filled, open)| share("A label of some length", filled, open)).collect();
            let svg = draw(&shares, width, "Shares");
            for (at, _) in svg.match_indices("<text x=\"") {
                let rest = &svg[at + 9..];
                let x: i32 = rest[..rest.find('"').unwrap()].parse().unwrap();
                let rest = &rest[rest.find("textLength=\"").unwrap() + 12..];
                let long: i32 = rest[..rest.find('"').unwrap()].parse().unwrap();
                prop_assert!(x >= 0 && x + long <= width, "{svg}");
            }
        }
    }
}
