//! What is around the bars: the grid of time, names, numbers and counts.

use crate::figure::date_axis::Step;
use crate::figure::lanes::lane_layout::{HEAD, LANE, Layout, Row};
use crate::figure::svg::{Anchor, Label, Svg};
use crate::format::thousands;

/// Draws the grid with the names of years above and the counts below.
pub(super) fn draw(svg: &mut Svg, layout: &Layout<'_>) {
    let Layout { width, axis, .. } = *layout;
    let bottom = layout.rows.last().map_or(HEAD, |row| row.bottom);
    svg.raw(format_args!("<g aria-hidden=\"true\"><path class=\"grid\" d=\""));
    for row in &layout.rows {
        svg.raw(format_args!("M0 {}H{width}", row.bottom));
    }
    // On phones words are above each lane: there no line goes through.
    let lines: Vec<(i32, i32)> = match layout.wide {
        true => vec![(HEAD, bottom)],
        false => layout
            .rows
            .iter()
            .map(|row| (row.bottom - LANE, row.bottom))
            .collect(),
    };
    for (top, bottom) in &lines {
        for period in layout.periods.iter().skip(1) {
            svg.raw(format_args!("M{} {top}V{bottom}", period.left));
        }
    }
    svg.raw(format_args!("\"/><path class=\"axis\" d=\"M0 {HEAD}H{width}"));
    let edges = if layout.wide {
        vec![axis.left, axis.right]
    } else {
        Vec::new()
    };
    for (top, bottom) in &lines {
        for x in edges.iter().chain(&layout.years) {
            let top = if *top == HEAD { 6 } else { *top };
            svg.raw(format_args!("M{x} {top}V{bottom}"));
        }
    }
    svg.raw(format_args!("\"/>"));
    for name in &layout.names {
        name.draw(svg, "year");
    }
    for count in &layout.counts {
        count.draw(svg, "");
    }
    if layout.wide {
        heads(svg, layout, bottom + 20);
    }
    svg.raw(format_args!("</g>"));
}

/// The heads of the columns of numbers, and what the counts below are.
fn heads(svg: &mut Svg, layout: &Layout<'_>, below: i32) {
    let each = match layout.step {
        Step::Week => "total per week",
        Step::Month => "total per month",
        Step::Quarter => "total per quarter",
        Step::Years(1) => "total per year",
        Step::Years(_) => "total",
    };
    let all = thousands(layout.all());
    for (text, x, y, anchor) in [
        ("incidents", layout.numbers, 20, Anchor::End),
        ("time", layout.width, 20, Anchor::End),
        (each, 0, below, Anchor::Start),
        (&all, layout.numbers, below, Anchor::End),
    ] {
        svg.text(&Label::new(text, x, y).anchor(anchor));
    }
}

/// Draws a lane's ground, its name and its numbers.
pub(super) fn draw_name(svg: &mut Svg, layout: &Layout<'_>, row: &Row<'_>) {
    let Row { top, bottom, .. } = *row;
    svg.raw(format_args!(
        "<path class=\"band\" d=\"M0 {top}H{}V{bottom}H0z\"/>",
        layout.width
    ));
    if row.lane.href.is_empty() {
        row.name.draw(svg, "");
    } else {
        svg.raw(format_args!("<a class=\"name\" href=\""));
        svg.escaped(&row.lane.href);
        svg.raw(format_args!("\">"));
        if row.name.text != row.lane.name {
            svg.raw(format_args!("<title>"));
            svg.escaped(&row.lane.name);
            svg.raw(format_args!("</title>"));
        }
        let area = row.name.area();
        let middle = i32::midpoint(area.top, area.bottom);
        svg.raw(format_args!(
            "<path class=\"hit\" d=\"M0 {}H{}v{}H0z\"/>",
            middle - LANE / 2 + 3,
            area.right.max(24),
            LANE - 6,
        ));
        row.name.draw(svg, "");
        svg.raw(format_args!("</a>"));
    }
    for (index, words) in row.numbers.iter().enumerate() {
        words.draw(svg, if index == 0 && layout.wide { "count" } else { "" });
    }
}
