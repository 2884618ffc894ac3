//! The line of a promise: thin until it was due, thick while it was late, up to what became of it.

use super::{Chain, End, HEAD, Layout, PromiseLine};
use crate::figure::svg::{Anchor, Label, Svg};
use crate::figure::text_width::{self, SIZE, Weight};

/// The height of a line of words.
const LINE: i32 = 17;
/// The most lines of a task; the rest is on its page.
const MOST: usize = 3;

/// A promise with its place.
pub(super) struct Row<'a> {
    promise: &'a PromiseLine,
    lines: Vec<String>,
    top: i32,
    /// Where its line is.
    track: i32,
    pub(super) bottom: i32,
}

/// The rows of all promises.
pub(super) fn rows<'a>(chain: &'a Chain, layout: &Layout) -> Vec<Row<'a>> {
    let mut top = HEAD;
    let row = |promise: &'a PromiseLine| {
        let lines = wrap(&promise.text, layout.tasks);
        let words = i32::try_from(lines.len()).unwrap_or(1) * LINE;
        let (track, bottom) = match layout.wide {
            true => (top + words / 2 + 3, top + words + 9),
            // Above the line what it is and how far.
            false => (top + words + LINE + 12, top + words + LINE + 30),
        };
        let row = Row {
            promise,
            lines,
            top,
            track,
            bottom,
        };
        top = bottom;
        row
    };
    chain.promises.iter().map(row).collect()
}

impl Row<'_> {
    pub(super) fn draw(&self, svg: &mut Svg, layout: &Layout) {
        let promise = self.promise;
        svg.link(&promise.href, &format!("{}: {}", promise.text, promise.state));
        if self.lines.last().is_some_and(|line| line.ends_with('…')) {
            svg.hover(&promise.text);
        }
        let mut y = self.top + LINE - 4;
        for line in &self.lines {
            svg.text(&Label::new(line, 0, y).class("task"));
            y += LINE;
        }
        svg.raw(format_args!("</a>"));
        let (class, weight) = match (promise.late, promise.end) {
            (true, End::Open) => ("again", Weight::Bold),
            (true, _) => ("again", Weight::Regular),
            (false, _) => ("", Weight::Regular),
        };
        let state = match layout.wide {
            true => Label::new(&promise.state, layout.width, self.track + 4).anchor(Anchor::End),
            false => Label::new(&promise.state, 0, y),
        };
        svg.text(&state.weight(weight).class(class));
        self.line(svg, layout);
    }

    fn line(&self, svg: &mut Svg, layout: &Layout) {
        let (promise, y) = (self.promise, self.track);
        let from = layout.x(promise.made);
        let (to, known) = match promise.end {
            End::Done(Some(day)) => (layout.x(day.max(promise.made)), true),
            End::Open => (layout.today, true),
            End::Done(None) | End::Dropped => (layout.today, false),
        };
        let due = promise.due.map(|due| layout.x(due.max(promise.made)));
        let late = due.filter(|&due| promise.late && due < to);
        let thin = late.unwrap_or(to);
        let class = if known { "until" } else { "until unknown" };
        svg.raw(format_args!("<path class=\"{class}\" d=\"M{from} {y}H{thin}\"/>"));
        if let (End::Open, Some(due)) = (promise.end, due.filter(|&due| due > to)) {
            // What is not due yet.
            svg.raw(format_args!(
                "<path class=\"until unknown\" d=\"M{to} {y}H{due}\"/>"
            ));
        }
        if let Some(due) = late {
            svg.raw(format_args!("<path class=\"late\" d=\"M{due} {y}H{to}\"/>"));
        }
        if let Some(due) = due {
            svg.raw(format_args!("<path class=\"due\" d=\"M{due} {}v10\"/>", y - 5));
        }
        let class = if promise.late { "end again" } else { "end" };
        match promise.end {
            End::Done(Some(_)) => svg.raw(format_args!(
                "<path class=\"{class} kept\" d=\"M{} {}h8v8h-8z\"/>",
                to - 4,
                y - 4
            )),
            End::Done(None) => svg.raw(format_args!(
                "<path class=\"{class} hollow\" d=\"M{} {}h7v7h-7z\"/>",
                to - 4,
                y - 4
            )),
            End::Open => svg.raw(format_args!(
                "<path class=\"{class} hollow\" d=\"M{} {}l8 5l-8 5z\"/>",
                to - 4,
                y - 5
            )),
            End::Dropped => svg.raw(format_args!(
                "<path class=\"{class} cross\" d=\"M{} {}l8 8m0 -8l-8 8\"/>",
                to - 4,
                y - 4
            )),
        }
        // Over the end: both may be of one day.
        for &day in &promise.open_at {
            let x = layout.x(day);
            svg.raw(format_args!(
                "<circle class=\"so\" cx=\"{x}\" cy=\"{y}\" r=\"4\"/>"
            ));
        }
    }
}

/// A text in lines of so many pixels; what does not fit in the last one is cut.
fn wrap(text: &str, room: i32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.peek() {
        let longer = match line.is_empty() {
            true => (*word).to_owned(),
            false => format!("{line} {word}"),
        };
        if text_width::width(&longer, SIZE, Weight::Regular) <= room {
            line = longer;
            words.next();
        } else if line.is_empty() || lines.len() + 1 == MOST {
            break;
        } else {
            lines.push(std::mem::take(&mut line));
        }
    }
    let rest: Vec<&str> = words.collect();
    if !rest.is_empty() {
        let rest = format!("{line} {}", rest.join(" "));
        line = text_width::cut(rest.trim(), room, SIZE, Weight::Regular);
    }
    lines.push(line);
    lines
}
