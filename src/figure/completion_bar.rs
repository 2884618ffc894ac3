//! What became of some actions as a bar in a row of a table: done, done late, open, overdue. The page sets its width: one
//! picture serves all.

use super::svg::Svg;

/// The longest bar, in units of the picture, and its height.
const LONGEST: i32 = 160;
const HEIGHT: i32 = 10;

/// Draws a bar of these counts beside one of `most`. The row says them in words.
#[must_use]
pub fn draw(counts: [usize; 4], most: usize) -> String {
    let mut svg = Svg::default();
    svg.raw(format_args!(
        "<svg class=\"counted\" viewBox=\"0 0 {LONGEST} {HEIGHT}\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
    ));
    let (mut before, mut from) = (0, 0);
    for (count, part) in counts.into_iter().zip(0..) {
        before += count;
        let to = place(before, most).max(if count > 0 { from + 2 } else { from });
        // Parts stay one unit apart. Each differs in shape too: lower, hollow, or striped.
        let width = to - from - 1;
        match part {
            _ if count == 0 => {}
            0 => svg.raw(format_args!(
                "<path class=\"kept\" d=\"M{from} 0h{width}v{HEIGHT}H{from}z\"/>"
            )),
            1 => svg.raw(format_args!(
                "<path class=\"kept\" d=\"M{from} 5h{width}v5H{from}z\"/>"
            )),
            2 => svg.raw(format_args!(
                "<path class=\"open\" d=\"M{from} 1h{width}v8H{from}z\"/>"
            )),
            // A stroke of the whole height, which themes may cut into stripes.
            _ => svg.raw(format_args!("<path class=\"overdue\" d=\"M{from} 5h{width}\"/>")),
        }
        from = to;
    }
    svg.raw(format_args!("</svg>"));
    svg.finish()
}

/// Where so many of `most` end; short of the end by what parts may be widened.
fn place(count: usize, most: usize) -> i32 {
    const ROOM: i64 = 6;
    let of = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let place = (i64::from(LONGEST) - ROOM).saturating_mul(of(count)) / of(most).max(1);
    i32::try_from(place).unwrap_or(LONGEST).clamp(0, LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_bar_has_a_part_for_each_count() {
        let svg = draw([4, 0, 2, 4], 10);
        let parts = [
            "kept\" d=\"M0 0h60",
            "open\" d=\"M61 1h30",
            "overdue\" d=\"M92 5h61",
        ];
        assert!(parts.iter().all(|part| svg.contains(part)), "{svg}");
        assert_eq!(svg.matches("<path").count(), 3);
    }

    proptest! {
        #[test]
        fn parts_are_seen_and_keep_within_the_picture(counts in proptest::array::uniform4(0_usize..5_000)) {
            let svg = draw(counts, 20_000);
            prop_assert_eq!(svg.matches("<path").count(), counts.iter().filter(|count| **count > 0).count());
            for part in svg.split(" d=\"M").skip(1) {
                let numbers: Vec<i32> = part.split(|c: char| !c.is_ascii_digit() && c != '-').filter_map(|n| n.parse().ok()).collect();
                prop_assert!(numbers[2] > 0 && numbers[0] + numbers[2] <= LONGEST, "{}", svg);
            }
        }
    }
}
