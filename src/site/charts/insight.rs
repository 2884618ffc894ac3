//! The figures of what an archive tells, and their sections as pages show them.

use super::{MAIN, twice};
use crate::figure::dot_plot;
use crate::figure::{quarters, shares, year_counts};
use crate::insight::section::{Figure, Section};
use crate::site::Site;
use crate::view::{InsightSection, words};

/// More rows of a table than anybody reads on a page: data has all of them.
const ROWS: usize = 120;

/// A section with its figure, on the page at `root` from its own.
pub(in crate::site) fn section(site: &Site, section: Section, root: &str) -> InsightSection {
    let name = section.title.as_str();
    let (wide, narrow) = match &section.figure {
        Some(figure) => {
            let (wide, narrow) = twice(site, MAIN, |width| match figure {
                Figure::Shares(rows, _) => shares::draw(rows, width, name),
                Figure::Dots(lines) => {
                    dot_plot::draw(lines, width, name).map_or_else(String::new, |dots| dots.svg)
                }
                Figure::Years(grid) => year_counts::draw(grid, width, name, root),
                Figure::Quarters(chart) => quarters::draw(chart, width, name, root),
            });
            (Some(wide), narrow)
        }
        None => (None, None),
    };
    let key = section.figure.as_ref().map_or_else(String::new, key);
    let mut table = section.table();
    let mut notes = section.notes;
    if table.rows.len() > ROWS {
        notes.push(format!(
            "The table shows {ROWS} of {} rows: `nevertwice stats` prints all.",
            words::thousands(table.rows.len())
        ));
        table.rows.truncate(ROWS);
    }
    InsightSection {
        id: section.id,
        title: section.title,
        how: section.how,
        notes,
        key,
        wide,
        narrow,
        table,
    }
}

/// How a figure is to be read.
fn key(figure: &Figure) -> String {
    match figure {
        Figure::Shares(_, key) => (*key).to_owned(),
        Figure::Dots(lines) => {
            let each = dot_plot::draw(lines, MAIN, "").map_or(1, |dots| dots.each);
            let each = match each {
                1 => "Each dot is an incident".to_owned(),
                each => format!("Each dot is {} incidents", words::thousands(each)),
            };
            let many = lines.iter().any(|line| line.seconds.len() >= dot_plot::NINE_OF_TEN);
            let dashed = if many { ", dashed: 90th percentile" } else { "" };
            format!("{each}; solid line: median{dashed}; log scale.")
        }
        Figure::Years(_) => "A stronger tint means more.".to_owned(),
        Figure::Quarters(_) => "The line is 100 %: bars hang from it by what was lost, all on one scale; at the right the worst quarter shown.".to_owned(),
    }
}
