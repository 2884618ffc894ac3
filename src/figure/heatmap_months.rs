//! A calendar of months: a row a year, in each month the number of its incidents and the mark of the worst one, on a
//! tint that says how many.

use super::severity;
use super::svg::{Anchor, Label, Svg};
use crate::figure::text_width::{self, SIZE, Weight};
use crate::moment::month;

const HEAD: i32 = 24;
/// What a year's name takes.
const YEAR: i32 = 42;
/// What its numbers take at the right; a narrow picture has none.
const TOTAL: i32 = 180;
/// The font size of texts of the class `d`.
const SMALL: i32 = 11;

/// One month.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Month {
    /// What it is called: `March 2026: 3 postmortems`.
    pub name: String,
    /// Its page.
    pub href: String,
    /// How many incidents.
    pub count: usize,
    /// The worst severity, 1 for the worst; 0 where none is known.
    pub worst: usize,
    /// Whether it has not come yet.
    pub ahead: bool,
}

/// One year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Year {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// How many incidents.
    pub count: String,
    /// Their times together: `13 h 4 min`.
    pub total: String,
    /// January to December; what is missing is empty.
    pub months: Vec<Month>,
}

/// The strength of a tint, 0 for none to 4 for the most: of few the number itself.
#[must_use]
pub fn level(count: usize, most: usize) -> usize {
    match most {
        0..=4 => count.min(4),
        most => count.saturating_mul(4).div_ceil(most).min(4),
    }
}

/// Draws a count in the middle of a cell of `room` pixels: in small letters where it is too long for it, and in thousands
/// where it is for these, too.
pub fn count(svg: &mut Svg, count: usize, room: i32, (x, y): (i32, i32)) {
    let whole = count.to_string();
    let fits = |size| text_width::width(&whole, size, Weight::Regular) <= room;
    let (text, size, class) = match () {
        () if fits(SIZE) => (whole, SIZE, "n"),
        () if fits(SMALL) || count < 1_000 => (whole, SMALL, "n small"),
        () => (format!("{}k", (count + 500) / 1_000), SMALL, "n small"),
    };
    let label = Label::new(&text, x, y).anchor(Anchor::Middle).class(class);
    svg.text(&Label { size, ..label });
}

/// Draws years, `width` pixels wide, that say `name`.
#[must_use]
pub fn draw(years: &[Year], width: i32, name: &str) -> String {
    let narrow = width < 500;
    let cell = (width - YEAR - if narrow { 0 } else { TOTAL }) / 12;
    let row = if narrow { 42 } else { 34 };
    let most = years
        .iter()
        .flat_map(|year| &year.months)
        .map(|month| month.count)
        .max();
    let rows = i32::try_from(years.len()).unwrap_or_default();
    let mut svg = Svg::default();
    svg.open("counted months", (width, HEAD + rows * row), name, true);
    let mut x = YEAR;
    let letters = if narrow { 1 } else { 3 };
    for month in month::NAMES {
        let shown = month.get(..letters).unwrap_or(month);
        svg.text(&Label::new(shown, x + cell / 2, 15).anchor(Anchor::Middle));
        x += cell;
    }
    if !narrow {
        svg.text(&Label::new("total", width - 120, 15).anchor(Anchor::End));
        svg.text(&Label::new("total time", width, 15).anchor(Anchor::End));
    }
    let mut y = HEAD;
    for year in years {
        svg.link(
            &year.href,
            &format!("{}: {}, {}", year.name, year.count, year.total),
        );
        svg.raw(format_args!(
            "<path class=\"hit\" d=\"M0 {y}h{}v{}H0z\"/>",
            YEAR - 4,
            row - 4
        ));
        svg.text(&Label::new(&year.name, 0, y + row / 2 + 2).weight(Weight::Bold));
        svg.raw(format_args!("</a>"));
        let mut x = YEAR;
        for month in year.months.iter().take(12) {
            draw_month(
                &mut svg,
                month,
                most.unwrap_or_default(),
                (x, y),
                (cell - 4, row - 4),
            );
            x += cell;
        }
        if !narrow {
            let count = Label::new(&year.count, width - 120, y + row / 2 + 2).anchor(Anchor::End);
            svg.text(&count.weight(Weight::Bold));
            svg.text(&Label::new(&year.total, width, y + row / 2 + 2).anchor(Anchor::End));
        }
        y += row;
    }
    svg.raw(format_args!("</svg>"));
    svg.finish()
}

fn draw_month(svg: &mut Svg, month: &Month, most: usize, (x, y): (i32, i32), (width, height): (i32, i32)) {
    let middle = x + width / 2;
    if month.ahead {
        return;
    }
    if month.count == 0 {
        svg.raw(format_args!(
            "<path class=\"grid\" d=\"M{} {}h6\"/>",
            middle - 3,
            y + height / 2
        ));
        return;
    }
    let level = level(month.count, most);
    svg.link(&month.href, &month.name);
    svg.raw(format_args!(
        "<path class=\"cell t{level}\" d=\"M{x} {y}h{width}v{height}h-{width}z\"/>"
    ));
    let (mark, label) = if width < 50 {
        ((middle, y + height / 2 - 7), (middle, y + height - 6))
    } else {
        ((middle - 15, y + height / 2), (middle + 8, y + height / 2 + 5))
    };
    severity::mark(svg, month.worst, mark.0, mark.1);
    count(svg, month.count, width - 2, label);
    svg.raw(format_args!("</a>"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tints_tell_few_apart_and_share_out_many() {
        assert_eq!([0, 1, 2].map(|count| level(count, 2)), [0, 1, 2]);
        assert_eq!(
            [0, 1, 25, 26, 100].map(|count| level(count, 100)),
            [0, 1, 1, 2, 4]
        );
    }

    #[test]
    fn a_count_fits_its_cell_at_the_size_at_which_it_is_shown() {
        let drawn = |number, room| {
            let mut svg = Svg::default();
            count(&mut svg, number, room, (0, 0));
            svg.finish()
        };
        assert!(drawn(84, 22).contains("class=\"n\"") && drawn(84, 22).ends_with(">84</text>"));
        assert!(drawn(884, 22).contains("class=\"n small\"") && drawn(884, 22).ends_with(">884</text>"));
        assert!(drawn(12_600, 22).ends_with(">13k</text>"));
    }

    proptest! {
        #[test]
        fn each_month_with_incidents_is_a_link(
            years in prop::collection::vec(prop::collection::vec(0_usize..3_000, 12), 0..30), narrow: bool,
        ) {
            let full = years.iter().flatten().filter(|&&count| count > 0).count();
            let years: Vec<Year> = years
                .iter()
                .map(|months| Year {
                    name: "2024".to_owned(),
                    href: "2024/".to_owned(),
                    count: String::new(),
                    total: String::new(),
                    months: months.iter().map(|&count| Month { count, ..Month::default() }).collect(),
                })
                .collect();
            let svg = draw(&years, if narrow { 354 } else { 1152 }, "Months");
            prop_assert_eq!(svg.matches("<a ").count(), full + years.len());
        }
    }
}
