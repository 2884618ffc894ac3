//! Drawing the columns of a lane.

use crate::figure::columns::share;
use crate::figure::lanes::lane_layout::{Layout, Row};
use crate::figure::lanes::month_counts::Column;
use crate::figure::svg::{Label, Svg};
use crate::format::thousands;

/// Months this wide bear the number of their incidents and lead to their pages.
const WITH_COUNT: i32 = 26;
/// The width of the widest column with its number beside it.
const BESIDE_COUNT: i32 = 8;

/// Draws the columns of a lane: one path for each severity, or a link for each month.
pub(super) fn draw(svg: &mut Svg, layout: &Layout<'_>, row: &Row<'_>) {
    let foot = row.middle + 14;
    let (wide, thin): (Vec<&Column>, Vec<&Column>) = row
        .columns
        .iter()
        .partition(|column| column.right - column.left >= WITH_COUNT);
    for rank in 1..=4 {
        let mut columns = thin.iter().filter(|column| column.rank == rank).peekable();
        if columns.peek().is_none() {
            continue;
        }
        svg.raw(format_args!("<path class=\"s{rank}\" d=\""));
        for Column {
            left, right, height, ..
        } in columns
        {
            let right = left + share(rank, right - left);
            svg.raw(format_args!("M{left} {foot}v-{height}H{right}v{height}z"));
        }
        svg.raw(format_args!("\"/>"));
    }
    for column in wide {
        draw_with_count(svg, layout, row, column, foot);
    }
}

fn draw_with_count(svg: &mut Svg, layout: &Layout<'_>, row: &Row<'_>, column: &Column, foot: i32) {
    let &Column {
        left, count, height, ..
    } = column;
    let (name, href) = layout.month(column.month);
    svg.raw(format_args!("<a class=\"s{}\" href=\"", column.rank));
    svg.escaped(href);
    svg.raw(format_args!("\"><title>"));
    svg.escaped(&format!("{}, {name}: {count}", row.lane.name));
    svg.raw(format_args!(
        "</title><path class=\"hit\" d=\"M{left} {}H{}V{foot}H{left}z\"/>",
        row.middle - 15,
        column.right
    ));
    let right = left + 3 + share(column.rank, BESIDE_COUNT);
    svg.raw(format_args!(
        "<path d=\"M{} {foot}v-{height}H{right}v{height}z\"/>",
        left + 3
    ));
    let x = left + 3 + BESIDE_COUNT + 4;
    svg.text(&Label::new(&thousands(count), x, row.middle + 5));
    svg.raw(format_args!("</a>"));
}
