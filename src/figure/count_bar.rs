//! A count as a bar in a row of a table, in two parts: filled for what weighs more, open for the rest. The page sets its
//! width: one picture serves all.

use super::svg::Svg;

/// The longest bar, in units of the picture, and its height.
const LONGEST: i32 = 160;
const HEIGHT: i32 = 10;

/// Draws a bar of `filled` and `open` parts beside one of `most`. The row says both numbers in words.
#[must_use]
pub fn draw(filled: usize, open: usize, most: usize) -> String {
    let (first, both) = (length(filled, most), length(filled + open, most));
    let mut svg = Svg::default();
    svg.raw(format_args!(
        "<svg class=\"counted\" viewBox=\"0 0 {LONGEST} {HEIGHT}\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
    ));
    if filled > 0 {
        svg.raw(format_args!(
            "<path class=\"full\" d=\"M0 0h{first}v{HEIGHT}H0z\"/>"
        ));
    }
    if open > 0 {
        // Its stroke lies inside.
        let rest = (both - first - 1).max(2);
        svg.raw(format_args!(
            "<path class=\"open\" d=\"M{first} 1h{rest}v{}h-{rest}z\"/>",
            HEIGHT - 2
        ));
    }
    svg.raw(format_args!("</svg>"));
    svg.finish()
}

/// The length of a part, at least 3 where there is anything.
fn length(count: usize, most: usize) -> i32 {
    let of = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let length = i64::from(LONGEST).saturating_mul(of(count)) / of(most).max(1);
    let least = if count == 0 { 0 } else { 3 };
    i32::try_from(length).unwrap_or(LONGEST).clamp(least, LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_bar_has_its_two_parts() {
        let svg = draw(4, 2, 6);
        assert!(
            svg.contains("class=\"full\" d=\"M0 0h106v10") && svg.contains("class=\"open\""),
            "{svg}"
        );
        assert!(!draw(0, 3, 6).contains("full") && !draw(3, 0, 6).contains("open"));
    }

    proptest! {
        #[test]
        fn parts_keep_to_the_longest(filled in 0_usize..10_000, open in 0_usize..10_000) {
            let most = 20_000;
            prop_assert!(length(filled, most) <= length(filled + open, most));
            prop_assert!(length(filled + open, most) <= LONGEST);
        }
    }
}
