//! What services lost in each quarter: bars that hang from the line of 100 %, all on one scale, so that a bad service looks
//! worse than a good one.

use super::svg::{Anchor, Label, Svg};
use crate::figure::text_width::{self, SIZE, Weight};

/// How far down the longest bar reaches.
const DEEP: i32 = 30;
/// The height of a lane, and of the line above it that a narrow page has for its words.
const LANE: i32 = 40;
const WORDS: i32 = 20;

/// What is drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chart {
    /// The quarters, the oldest first.
    pub quarters: Vec<String>,
    /// A lane for each service.
    pub lanes: Vec<Lane>,
}

/// One service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Its name.
    pub label: String,
    /// Its page, from the root of the site.
    pub url: String,
    /// What is said of it at the right.
    pub note: String,
    /// What it lost in each quarter; None where nothing.
    pub lost: Vec<Option<Lost>>,
}

/// What was lost in a quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// In thousandths of a percent.
    pub parts: i64,
    /// The same in words.
    pub name: String,
}

/// Draws lanes, `width` pixels wide, that say `name`. `root` leads to the root of the site.
#[must_use]
pub fn draw(chart: &Chart, width: i32, name: &str, root: &str) -> String {
    let wide = |text: &str| text_width::width(text, SIZE, Weight::Regular);
    let above = width < 500;
    let widest = |of: fn(&Lane) -> &str| {
        chart
            .lanes
            .iter()
            .map(|lane| wide(of(lane)))
            .max()
            .unwrap_or_default()
    };
    let (left, right) = match above {
        true => (0, 0),
        false => (
            widest(|lane| &lane.label).min(width / 4) + 12,
            widest(|lane| &lane.note) + 12,
        ),
    };
    let number = i32::try_from(chart.quarters.len()).unwrap_or(1).max(1);
    let step = ((width - left - right) / number).clamp(8, 64);
    let worst = chart
        .lanes
        .iter()
        .flat_map(|lane| lane.lost.iter().flatten())
        .map(|lost| lost.parts)
        .max();
    let worst = worst.unwrap_or_default().max(1);
    let lane_height = if above { LANE + WORDS } else { LANE };
    let height = lane_height * i32::try_from(chart.lanes.len()).unwrap_or_default();
    let mut svg = Svg::default();
    svg.open("counted quarters", (width, height + 24), name, true);
    let mut y = 0;
    for lane in &chart.lanes {
        let top = if above { y + WORDS + 2 } else { y + 6 };
        let room = if above {
            width - wide(&lane.note) - 12
        } else {
            left - 12
        };
        let label = text_width::cut(&lane.label, room, SIZE, Weight::Regular);
        svg.link(&format!("{root}{}", lane.url), &lane.label);
        svg.text(&Label::new(&label, 0, y + 15));
        svg.raw(format_args!("</a>"));
        svg.text(&Label::new(&lane.note, width, y + 15).anchor(Anchor::End));
        svg.raw(format_args!(
            "<path class=\"axis\" d=\"M{left} {top}h{}\"/>",
            step * number
        ));
        let mut x = left;
        for lost in &lane.lost {
            if let Some(lost) = lost.as_ref() {
                let deep = i32::try_from(lost.parts * i64::from(DEEP) / worst)
                    .unwrap_or(DEEP)
                    .clamp(2, DEEP);
                svg.raw(format_args!(
                    "<g><path class=\"full\" d=\"M{} {top}h{}v{deep}h-{}z\"/>",
                    x + 2,
                    step - 4,
                    step - 4
                ));
                svg.hover(&lost.name);
                svg.raw(format_args!("</g>"));
            }
            x += step;
        }
        y += lane_height;
    }
    // As many names as have room; the newest always has one.
    let each = (wide("2024-Q4") + 10 + step - 1) / step;
    for (index, quarter) in (0..number).zip(&chart.quarters) {
        if (number - 1 - index) % each == 0 {
            let x = left + index * step + step / 2;
            let half = wide(quarter) / 2;
            svg.text(
                &Label::new(quarter, x.clamp(half, (width - half).max(half)), height + 16)
                    .anchor(Anchor::Middle),
            );
        }
    }
    svg.raw(format_args!("</svg>"));
    svg.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_lanes_share_one_scale_and_the_smallest_loss_is_seen() {
        let lost = |parts| {
            Some(Lost {
                parts,
                name: format!("{parts} lost"),
            })
        };
        let lane = |label: &str, lost| Lane {
            label: label.to_owned(),
            url: "services/a/".to_owned(),
            note: "99.9 %".to_owned(),
            lost,
        };
        let chart = Chart {
            quarters: vec!["2024-Q1".to_owned(), "2024-Q2".to_owned()],
            lanes: vec![
                lane("api", vec![lost(4000), None]),
                lane("mail", vec![lost(2000), lost(1)]),
            ],
        };
        for width in [354, 760] {
            let svg = draw(&chart, width, "Availability", "../");
            let deep: Vec<&str> = svg
                .split("class=\"full\"")
                .skip(1)
                .map(|bar| {
                    let bar = &bar[bar.find('v').unwrap() + 1..];
                    &bar[..bar.find('h').unwrap()]
                })
                .collect();
            assert_eq!(deep, ["30", "15", "2"], "{svg}");
            assert!(
                svg.contains("<title>1 lost</title>") && svg.contains(">2024-Q2<"),
                "{svg}"
            );
        }
    }
}
