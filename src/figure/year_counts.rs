//! Numbers by year: a row for each name, a cell for each year, the more the stronger its tint.

use super::svg::{Anchor, Label, Svg};
use crate::figure::heatmap_months::level;
use crate::figure::text_width::{self, SIZE, Weight};

/// The height of a row.
const ROW: i32 = 28;
/// The narrowest cell, and the widest.
const CELL: (i32, i32) = (40, 64);
/// The most rows: those after them are in the table.
const ROWS: usize = 12;

/// What is drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    /// The years, the oldest first.
    pub years: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// The numbers of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The name.
    pub label: String,
    /// Where it leads, from the root of the site.
    pub url: Option<String>,
    /// A number for each year.
    pub counts: Vec<usize>,
}

/// Draws the newest years that have room, `width` pixels wide; older ones are joined in the first cell. `root` leads to the
/// root of the site.
#[must_use]
pub fn draw(grid: &Grid, width: i32, name: &str, root: &str) -> String {
    let rows = || grid.rows.iter().take(ROWS);
    let widest = rows()
        .map(|row| text_width::width(&row.label, SIZE, Weight::Regular))
        .max();
    let left = widest.unwrap_or_default().min(width * 2 / 5) + 12;
    let fit = usize::try_from((width - left) / CELL.0).unwrap_or(1).max(1);
    let joined = match grid.years.len() > fit {
        true => grid.years.len() - fit + 1,
        false => 0,
    };
    let columns = grid.years.len() - joined + usize::from(joined > 0);
    let cell = ((width - left) / i32::try_from(columns).unwrap_or(1).max(1)).clamp(CELL.0, CELL.1);
    let counts = |row: &Row| -> Vec<usize> {
        let earlier = row.counts.iter().take(joined).sum();
        let first = (joined > 0).then_some(earlier);
        first
            .into_iter()
            .chain(row.counts.iter().skip(joined).copied())
            .collect()
    };
    let most = rows().flat_map(counts).max().unwrap_or_default();
    let mut svg = Svg::default();
    let height = 24 + ROW * i32::try_from(rows().count()).unwrap_or_default();
    svg.open("counted grid-of-years", (width, height), name, true);
    let first = (joined > 0).then_some("before");
    let heads = first
        .into_iter()
        .chain(grid.years.iter().skip(joined).map(String::as_str));
    let mut x = left + cell / 2;
    for head in heads {
        svg.text(&Label::new(head, x, 14).anchor(Anchor::Middle));
        x += cell;
    }
    let mut y = 24;
    for row in rows() {
        let label = text_width::cut(&row.label, left - 12, SIZE, Weight::Regular);
        if let Some(url) = &row.url {
            svg.link(&format!("{root}{url}"), &row.label);
            svg.text(&Label::new(&label, 0, y + 18));
            svg.raw(format_args!("</a>"));
        } else {
            svg.text(&Label::new(&label, 0, y + 18));
        }
        let mut x = left;
        for count in counts(row) {
            svg.raw(format_args!(
                "<path class=\"t{}\" d=\"M{x} {y}h{}v{}h-{}z\"/>",
                level(count, most),
                cell - 2,
                ROW - 2,
                cell - 2
            ));
            if count > 0 {
                let shown = count.to_string();
                svg.text(
                    &Label::new(&shown, x + cell / 2 - 1, y + 18)
                        .anchor(Anchor::Middle)
                        .class("n"),
                );
            }
            x += cell;
        }
        y += ROW;
    }
    svg.raw(format_args!("</svg>"));
    svg.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(years: usize) -> Grid {
        Grid {
            years: (0..years).map(|year| (2010 + year).to_string()).collect(),
            rows: vec![Row {
                label: "Change process".to_owned(),
                url: Some("causes/change-process/".to_owned()),
                counts: vec![1; years],
            }],
        }
    }

    #[test]
    fn older_years_are_joined_where_there_is_no_room() {
        let wide = draw(&grid(4), 760, "Causes", "../");
        assert_eq!(wide.matches("class=\"t1\"").count(), 4, "{wide}");
        assert!(
            !wide.contains("before") && wide.contains("href=\"../causes/change-process/\""),
            "{wide}"
        );
        let narrow = draw(&grid(30), 354, "Causes", "../");
        let cells = narrow.matches("<path").count();
        assert!(
            cells < 8 && narrow.contains(">before<") && narrow.contains(">2039<"),
            "{narrow}"
        );
        assert!(narrow.contains(&format!(">{}<", 30 - cells + 1)), "{narrow}");
    }
}
