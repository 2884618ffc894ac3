//! A failure that came back: its incidents on one line, with the days between them, and under it a line for each promise
//! made after them.
//!
//! Each stretch between two incidents, and that after the last one, has some room of its own and grows with its days: so
//! what was promised shortly before today does not crowd at the end.

mod promise_line;
#[cfg(test)]
mod tests;

use super::severity;
use super::svg::{Anchor, Label, Svg};
use super::text_width::{self, SIZE, Weight};

/// A failure, its days counted from one day on.
#[derive(Debug, Clone, Default)]
pub struct Chain {
    /// The incidents, oldest first.
    pub incidents: Vec<Incident>,
    /// What was promised after them, oldest first.
    pub promises: Vec<PromiseLine>,
    /// The day that counts as today.
    pub today: i64,
}

/// One of the incidents.
#[derive(Debug, Clone)]
pub struct Incident {
    /// Its day.
    pub day: i64,
    /// Its severity, 1 for the worst, 0 where it is not known.
    pub rank: usize,
    /// `Sep 2025`
    pub date: String,
    /// `1 h 12 min`; None where it is not known.
    pub time: Option<String>,
    /// Its page.
    pub href: String,
    /// Its name, for whoever does not see the mark.
    pub name: String,
}

/// A promise.
#[derive(Debug, Clone)]
pub struct PromiseLine {
    /// The task.
    pub text: String,
    /// `open, 166 days overdue`
    pub state: String,
    /// Whether it was or is late.
    pub late: bool,
    /// Its place on its page.
    pub href: String,
    /// When it was made.
    pub made: i64,
    /// By when it was to be kept.
    pub due: Option<i64>,
    /// What became of it.
    pub end: End,
    /// The days on which the failure came back while it was open.
    pub open_at: Vec<i64>,
}

/// What became of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It was kept, on a day that may not be known.
    Done(Option<i64>),
    /// It is still open.
    Open,
    /// It was given up.
    Dropped,
}

/// From this width on, words stand beside the lines; on phones above them.
const WIDE: i32 = 600;
/// The room of its own of each stretch; where there is less, three quarters of it are shared evenly.
const STRETCH: i32 = 112;
/// Half a mark, from the edge of what is drawn.
const INSET: i32 = 8;
/// Where the dates, the marks and the times of incidents are.
const DATES: i32 = 14;
const MARKS: i32 = 30;
const TIMES: i32 = 52;
/// Where the promises begin.
const HEAD: i32 = 68;

/// Draws a chain so many pixels wide; `name` says what it shows.
#[must_use]
pub fn draw(chain: &Chain, width: i32, name: &str) -> String {
    let layout = Layout::new(chain, width);
    let rows = promise_line::rows(chain, &layout);
    let bottom = rows.last().map_or(HEAD - 8, |row| row.bottom);
    let mut svg = Svg::default();
    svg.open("chain", (width, bottom), name, true);
    if layout.wide && !rows.is_empty() {
        svg.raw(format_args!("<path class=\"grid\" d=\""));
        for incident in chain.incidents.iter().skip(1) {
            svg.raw(format_args!("M{} {}V{bottom}", layout.x(incident.day), TIMES + 6));
        }
        svg.raw(format_args!("\"/>"));
    }
    gaps(&mut svg, chain, &layout);
    incidents(&mut svg, chain, &layout);
    for row in &rows {
        row.draw(&mut svg, &layout);
    }
    svg.raw(format_args!("</svg>"));
    svg.finish()
}

/// Where days are.
struct Layout {
    width: i32,
    wide: bool,
    /// How much room the words of a promise have.
    tasks: i32,
    /// The day and the place of each end of a stretch.
    places: Vec<(i64, i32)>,
    /// Where today is.
    today: i32,
    right: i32,
}

impl Layout {
    fn new(chain: &Chain, width: i32) -> Self {
        let wide = width >= WIDE;
        // The columns of words at the sides.
        let (tasks, states) = match wide {
            true => (width * 28 / 100, 168),
            false => (0, 0),
        };
        let (left, right) = (tasks + INSET, width - states - INSET);
        let mut days: Vec<i64> = chain.incidents.iter().map(|incident| incident.day).collect();
        let ends = chain.promises.iter().flat_map(|promise| {
            let done = match promise.end {
                End::Done(day) => day,
                End::Open | End::Dropped => None,
            };
            [promise.due, done]
        });
        let first = days.first().copied().unwrap_or(chain.today);
        let last = days.last().copied().unwrap_or(chain.today);
        days.push(ends.flatten().fold(last.max(chain.today), i64::max));
        let stretches: Vec<i64> = days
            .iter()
            .zip(days.iter().skip(1))
            .map(|(from, to)| to - from)
            .collect();
        let count = i32::try_from(stretches.len()).unwrap_or(i32::MAX).max(1);
        let own = STRETCH.min((right - left) * 3 / (count * 4));
        let spare = i64::from((right - left) - own * count);
        let all = stretches.iter().sum::<i64>().max(1);
        let mut at = left;
        let mut places = vec![(first, left)];
        for (stretch, &day) in stretches.iter().zip(days.iter().skip(1)) {
            at += own + i32::try_from(stretch * spare / all).unwrap_or_default();
            places.push((day, at));
        }
        let mut layout = Self {
            width,
            wide,
            tasks: if wide { tasks - 8 } else { width },
            places,
            today: at,
            right: at,
        };
        if chain.today < days.last().copied().unwrap_or(chain.today) {
            layout.today = layout.x(chain.today);
        }
        layout
    }

    /// Where a day is.
    fn x(&self, day: i64) -> i32 {
        let mut ends = self.places.windows(2);
        let stretch = ends.find_map(|pair| match pair {
            [from, to] if day < to.0 => Some((*from, *to)),
            _ => None,
        });
        match stretch {
            Some(((from, left), (to, right))) => {
                let along = (day - from).max(0) * i64::from(right - left) / (to - from).max(1);
                left + i32::try_from(along).unwrap_or_default()
            }
            // Of several places of one day the first.
            None => {
                let same = self.places.iter().find(|(known, _)| *known == day);
                same.map_or(self.right, |&(_, x)| x)
            }
        }
    }
}

/// The line of the incidents, with the days between them where they have room.
fn gaps(svg: &mut Svg, chain: &Chain, layout: &Layout) {
    for pair in chain.incidents.windows(2) {
        let [from, to] = pair else { continue };
        let (left, right) = (layout.x(from.day) + 9, layout.x(to.day) - 9);
        let days = to.day - from.day;
        let unit = if days == 1 { "day" } else { "days" };
        let text = format!(
            "{} {unit}",
            crate::format::thousands(usize::try_from(days).unwrap_or_default())
        );
        let half = text_width::width(&text, SIZE, Weight::Regular) / 2 + 5;
        let middle = i32::midpoint(left, right);
        if middle - half < left + 6 {
            if left < right {
                svg.raw(format_args!(
                    "<path class=\"between\" d=\"M{left} {MARKS}H{right}\"/>"
                ));
            }
            continue;
        }
        svg.raw(format_args!(
            "<path class=\"between\" d=\"M{left} {MARKS}H{}M{} {MARKS}H{right}\"/>",
            middle - half,
            middle + half
        ));
        svg.text(&Label::new(&text, middle, MARKS + 4).anchor(Anchor::Middle));
    }
}

/// The marks with their dates above and their times below: the first and the last one, and others as they have room.
fn incidents(svg: &mut Svg, chain: &Chain, layout: &Layout) {
    for incident in &chain.incidents {
        let x = layout.x(incident.day);
        svg.link(&incident.href, &incident.name);
        svg.hover(&incident.name);
        svg.raw(format_args!(
            "<path class=\"hit\" d=\"M{} {}h24v24h-24z\"/>",
            x - 12,
            MARKS - 12
        ));
        severity::mark(svg, incident.rank, x, MARKS);
        svg.raw(format_args!("</a>"));
    }
    let order = std::iter::once(0).chain((1..chain.incidents.len()).rev());
    let mut taken: Vec<(i32, i32, i32)> = Vec::new();
    for index in order {
        let Some(incident) = chain.incidents.get(index) else {
            continue;
        };
        let x = layout.x(incident.day);
        let again = if index > 0 { "again" } else { "told" };
        let time = incident
            .time
            .as_deref()
            .map(|time| (time, TIMES, Weight::Bold, again));
        let texts = [Some((incident.date.as_str(), DATES, Weight::Regular, "")), time];
        for (text, y, weight, class) in texts.into_iter().flatten() {
            let width = text_width::width(text, SIZE, weight);
            let left = (x - width / 2).clamp(0, (layout.width - width).max(0));
            let free =
                |&(from, to, at): &(i32, i32, i32)| at != y || left > to + 8 || left + width < from - 8;
            if taken.iter().all(free) {
                taken.push((left, left + width, y));
                svg.text(&Label::new(text, left, y).weight(weight).class(class));
            }
        }
    }
}
