//! Which causes occur together: one column an incident, filled for the root cause, open for what contributed, joined.
//! What occurs together is seen, not computed.

use super::svg::{Anchor, Label, Svg};
use crate::figure::text_width::{self, SIZE, Weight};

/// The least width of a link, in pixels: narrower columns are none.
const TARGET: i32 = 24;
/// Columns are never wider, nor narrower than the second.
const WIDEST: i32 = 96;
const NARROWEST: i32 = 13;
/// The numbers at the right.
const NUMBER: i32 = 88;
/// From the right edge to the last numbers: one sign of another font may be wider than it was measured.
const EDGE: i32 = 2;

/// One cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its name.
    pub label: String,
    /// Its page.
    pub href: String,
    /// How often it was the root cause.
    pub root: usize,
    /// How often it contributed.
    pub beside: usize,
}

/// One incident.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    /// What it is called: `10 Mar 2026: Lockers did not open`.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Its severity, 1 for the worst; 0 where it is not known.
    pub rank: usize,
    /// Its year; empty where it is not known.
    pub year: String,
    /// Its root cause, by place in the lines.
    pub root: Option<usize>,
    /// What contributed, by place in the lines.
    pub beside: Vec<usize>,
    /// Whether the title speaks of it.
    pub told: bool,
}

/// How a picture is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Layout {
    /// Where the columns begin and end.
    left: i32,
    right: i32,
    /// From one column to the next.
    pitch: i32,
    /// The widest name.
    label: i32,
    /// Whether numbers are at the right.
    numbers: bool,
}

/// What is over the first line: years and severities.
const HEAD: i32 = 44;
/// From one line to the next: names are links.
const ROW: i32 = TARGET;

impl Layout {
    /// A picture narrower than 500 pixels has no numbers.
    fn new(lines: &[Line], columns: usize, width: i32) -> Self {
        let numbers = width >= 500;
        let widest = lines
            .iter()
            .map(|line| text_width::width(&line.label, SIZE, Weight::Bold))
            .max();
        let most = if numbers { width / 4 } else { width * 2 / 5 };
        let label = widest.unwrap_or_default().clamp(60, most);
        let (left, right) = (label + 12, if numbers { width - 2 * NUMBER } else { width });
        let columns = i32::try_from(columns).unwrap_or(i32::MAX).max(1);
        let pitch = ((right - left) / columns).clamp(NARROWEST, WIDEST);
        Self {
            left,
            right,
            pitch,
            label,
            numbers,
        }
    }

    /// The centre of a column.
    fn x(self, index: usize) -> i32 {
        self.left + self.pitch * i32::try_from(index).unwrap_or(i32::MAX / 1_000) + self.pitch / 2
    }

    /// The height of a line's marks.
    fn y(self, index: usize) -> i32 {
        HEAD + ROW * i32::try_from(index).unwrap_or(i32::MAX / 1_000) + ROW / 2
    }
}

/// How many columns a picture of `width` pixels holds.
#[must_use]
pub fn room(lines: &[Line], width: i32) -> usize {
    let layout = Layout::new(lines, usize::MAX, width);
    usize::try_from((layout.right - layout.left) / NARROWEST).unwrap_or_default()
}

/// Draws lines and columns, oldest first, `width` pixels wide, that say `name`. Of more columns than there is room for,
/// the last ones.
#[must_use]
pub fn draw(lines: &[Line], columns: &[Column], width: i32, name: &str) -> String {
    let skipped = columns.len().saturating_sub(room(lines, width));
    let columns = columns.get(skipped..).unwrap_or_default();
    let layout = Layout::new(lines, columns.len(), width);
    let bottom = HEAD + ROW * i32::try_from(lines.len()).unwrap_or_default();
    let below = if skipped > 0 { 26 } else { 6 };
    let mut svg = Svg::default();
    svg.open("counted together", (width, bottom + below), name, true);
    years(&mut svg, layout, columns, bottom);
    if layout.numbers {
        svg.text(&Label::new("root", width - NUMBER, 15).anchor(Anchor::End));
        svg.text(&Label::new("contributing", width - EDGE, 15).anchor(Anchor::End));
    }
    for (index, line) in lines.iter().enumerate() {
        draw_line(&mut svg, layout, line, index, width);
    }
    for (index, column) in columns.iter().enumerate() {
        draw_column(&mut svg, layout, column, index, bottom);
    }
    if skipped > 0 {
        let note = format!("The latest {} of {}.", columns.len(), columns.len() + skipped);
        svg.text(&Label::new(&note, layout.left, bottom + 20));
    }
    svg.raw(format_args!("</svg>"));
    svg.finish()
}

/// The years over their first columns, and a line where a year begins.
fn years(svg: &mut Svg, layout: Layout, columns: &[Column], bottom: i32) {
    let mut before = "";
    let mut free = i32::MIN;
    for (index, column) in columns.iter().enumerate() {
        if column.year == before {
            continue;
        }
        let x = layout.x(index) - layout.pitch / 2;
        if index > 0 {
            svg.raw(format_args!("<path class=\"grid\" d=\"M{x} 20V{bottom}\"/>"));
        }
        let width = text_width::width(&column.year, SIZE, Weight::Regular);
        if x >= free && x + width <= layout.right {
            svg.text(&Label::new(&column.year, x, 15));
            free = x + width + 8;
        }
        before = &column.year;
    }
}

fn draw_line(svg: &mut Svg, layout: Layout, line: &Line, index: usize, width: i32) {
    let y = layout.y(index);
    svg.raw(format_args!(
        "<path class=\"grid\" d=\"M{} {y}H{}\"/>",
        layout.left, layout.right
    ));
    let shown = text_width::cut(&line.label, layout.label, SIZE, Weight::Bold);
    let top = y - TARGET / 2;
    svg.link(&line.href, &line.label);
    if shown != line.label {
        svg.hover(&line.label);
    }
    svg.raw(format_args!(
        "<path class=\"hit\" d=\"M0 {top}h{}v{TARGET}H0z\"/>",
        layout.label
    ));
    let weight = if line.root > 0 {
        Weight::Bold
    } else {
        Weight::Regular
    };
    svg.text(&Label::new(&shown, 0, top + 16).weight(weight));
    svg.raw(format_args!("</a>"));
    let number = |count: usize| {
        if count == 0 {
            "-".to_owned()
        } else {
            count.to_string()
        }
    };
    if layout.numbers {
        let root = number(line.root);
        let root = Label::new(&root, width - NUMBER, top + 16).anchor(Anchor::End);
        svg.text(&root.weight(Weight::Bold));
        svg.text(&Label::new(&number(line.beside), width - EDGE, top + 16).anchor(Anchor::End));
    }
}

fn draw_column(svg: &mut Svg, layout: Layout, column: &Column, index: usize, bottom: i32) {
    let x = layout.x(index);
    let links = layout.pitch >= TARGET;
    if links {
        svg.link(&column.href, &column.name);
        if layout.numbers {
            svg.hover(&column.name);
        }
        let (left, top) = (x - TARGET / 2, 22);
        svg.raw(format_args!(
            "<path class=\"hit\" d=\"M{left} {top}h{TARGET}V{bottom}h-{TARGET}z\"/>"
        ));
    } else {
        svg.raw(format_args!("<g>"));
        svg.hover(&column.name);
    }
    super::severity::mark(svg, column.rank, x, 32);
    let places = || column.root.iter().chain(&column.beside).copied();
    if let (Some(first), Some(last)) = (places().min(), places().max()) {
        svg.raw(format_args!(
            "<path class=\"join{}\" d=\"M{x} {}V{}\"/>",
            if column.told { " told" } else { "" },
            layout.y(first),
            layout.y(last)
        ));
    }
    for &beside in &column.beside {
        svg.raw(format_args!(
            "<circle class=\"open\" cx=\"{x}\" cy=\"{}\" r=\"4\"/>",
            layout.y(beside)
        ));
    }
    if let Some(root) = column.root {
        svg.raw(format_args!(
            "<circle class=\"full\" cx=\"{x}\" cy=\"{}\" r=\"5\"/>",
            layout.y(root)
        ));
    }
    svg.raw(format_args!("{}", if links { "</a>" } else { "</g>" }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(label: &str) -> Line {
        Line {
            label: label.to_owned(),
            href: "../a/".to_owned(),
            root: 2,
            beside: 0,
        }
    }

    #[test]
    fn a_column_joins_its_causes() {
        let column = Column {
            root: Some(0),
            beside: vec![1],
            year: "2026".to_owned(),
            ..Column::default()
        };
        let svg = draw(&[line("Capacity"), line("Network")], &[column], 760, "Causes");
        assert!(
            svg.contains("<path class=\"join\" d=\"M") && svg.contains(">2026</text>"),
            "{svg}"
        );
        assert_eq!(
            (
                svg.matches("class=\"full\"").count(),
                svg.matches("class=\"open\"").count()
            ),
            (1, 1)
        );
    }

    proptest! {
        #[test]
        fn columns_stay_between_names_and_numbers(
            lines in 1_usize..20, columns in 0_usize..200, width in 340_i32..1200, name in "\\PC{0,200}",
        ) {
            let lines = vec![line(&name); lines];
            let count = columns.min(room(&lines, width));
            let layout = Layout::new(&lines, count, width);
            prop_assert!(layout.left > layout.label);
            prop_assert!(layout.pitch >= NARROWEST);
            if let Some(last) = count.checked_sub(1) {
                prop_assert!(layout.x(0) - layout.pitch / 2 >= layout.left);
                prop_assert!(layout.x(last) + layout.pitch / 2 <= layout.right);
            }
            let all = vec![Column { root: Some(0), ..Column::default() }; columns];
            prop_assert_eq!(draw(&lines, &all, width, "Causes").matches("class=\"full\"").count(), count);
        }
    }
}
