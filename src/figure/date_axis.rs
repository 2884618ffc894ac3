//! An axis of days: a stretch of time, its place in pixels, and the months, quarters or years on it.

use crate::figure::rect::Words;
use crate::figure::text_width::Weight;
use crate::moment::{days_since_epoch, month};
use jiff::ToSpan;
use jiff::civil::Date;

const DAY: i64 = 86_400;

/// A stretch of days, the first and the last one included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl Window {
    /// How many days it has: at least one.
    #[must_use]
    pub fn days(self) -> i64 {
        i64::from(days_since_epoch(self.to) - days_since_epoch(self.from)).max(0) + 1
    }

    /// How many calendar months it touches.
    #[must_use]
    pub fn months(self) -> i64 {
        month_number(self.to) - month_number(self.from) + 1
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn holds(self, date: Date) -> bool {
        (self.from..=self.to).contains(&date)
    }

    /// Seconds from its beginning to the beginning of a day.
    #[must_use]
    pub fn until(self, date: Date) -> i64 {
        i64::from(days_since_epoch(date) - days_since_epoch(self.from)) * DAY
    }
}

/// A window between two places of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    /// What it shows.
    pub window: Window,
    /// Where the window begins, in pixels.
    pub left: i32,
    /// Where it ends.
    pub right: i32,
}

impl Axis {
    /// Where a moment is, in pixels: so many seconds after the window's beginning.
    #[must_use]
    pub fn x(&self, seconds: i64) -> i32 {
        let total = self.window.days() * DAY;
        let room = i64::from(self.right - self.left);
        let along = seconds.clamp(0, total) * room / total;
        self.left + i32::try_from(along).unwrap_or(0)
    }

    /// The periods of a step on it.
    #[must_use]
    pub fn periods(&self, step: Step) -> Vec<Period> {
        let mut periods = Vec::new();
        let mut first = step.first(self.window.from);
        while first <= self.window.to {
            let Some(next) = step.next(first) else {
                break;
            };
            let (left, right) = (self.x(self.window.until(first)), self.x(self.window.until(next)));
            periods.push(Period {
                first,
                next,
                left,
                right,
                text: step.text(first),
            });
            first = next;
        }
        periods
    }

    /// The shortest step whose periods are `narrowest` pixels wide, and wide enough for their names.
    #[must_use]
    pub fn step(&self, narrowest: i32) -> Step {
        let room = i64::from(self.right - self.left);
        let fits = |step: &Step| {
            let needed = i64::from(step.room().max(narrowest));
            room * step.days() >= needed * self.window.days()
        };
        let steps = Step::ALL
            .into_iter()
            .filter(|step| *step != Step::Week || self.window.days() <= 62);
        steps.into_iter().find(fits).unwrap_or(Step::Years(1000))
    }
}

/// How long the periods of an axis are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Seven days, from the first of each month on.
    Week,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// So many years.
    Years(i16),
}

impl Step {
    const ALL: [Self; 10] = [
        Self::Week,
        Self::Month,
        Self::Quarter,
        Self::Years(1),
        Self::Years(2),
        Self::Years(5),
        Self::Years(10),
        Self::Years(20),
        Self::Years(50),
        Self::Years(200),
    ];

    /// How many days it has, about.
    fn days(self) -> i64 {
        match self {
            Self::Week => 7,
            Self::Month => 30,
            Self::Quarter => 91,
            Self::Years(years) => 365 * i64::from(years),
        }
    }

    /// How much room its names need, in pixels.
    const fn room(self) -> i32 {
        match self {
            Self::Week => 34,
            Self::Month | Self::Quarter => 44,
            // Of years every second one may go without a name.
            Self::Years(1) => 24,
            Self::Years(_) => 92,
        }
    }

    /// The first day of the period that holds a day.
    fn first(self, date: Date) -> Date {
        let month = date.first_of_month();
        match self {
            Self::Week => {
                let weeks = (date.day() - 1) / 7;
                month.saturating_add((i64::from(weeks) * 7).days())
            }
            Self::Month => month,
            Self::Quarter => month.saturating_sub(i64::from((date.month() - 1) % 3).months()),
            Self::Years(years) => {
                let past = date.year().rem_euclid(years);
                date.first_of_year().saturating_sub(i64::from(past).years())
            }
        }
    }

    /// The first day of the period after the one that begins on a day.
    fn next(self, first: Date) -> Option<Date> {
        match self {
            Self::Week => {
                let week = first.checked_add(7.days()).ok()?;
                Some(if week.month() == first.month() {
                    week
                } else {
                    week.first_of_month()
                })
            }
            Self::Month => first.checked_add(1.month()).ok(),
            Self::Quarter => first.checked_add(3.months()).ok(),
            Self::Years(years) => first.checked_add(i64::from(years).years()).ok(),
        }
    }

    fn text(self, first: Date) -> String {
        match self {
            Self::Week => first.day().to_string(),
            Self::Month => month::short(first.month()).to_owned(),
            Self::Quarter => format!("Q{}", (first.month() + 2) / 3),
            Self::Years(1) => first.year().to_string(),
            Self::Years(years) => format!("{}–{}", first.year(), first.year() + (years - 1)),
        }
    }

    /// The name of a period with its year: `Mar 2026`, `1 Mar 2026`, `Q1 2026`, `2026`.
    #[must_use]
    pub fn whole(self, period: &Period) -> String {
        let first = period.first;
        match self {
            Self::Week => format!("{} {} {}", period.text, month::short(first.month()), first.year()),
            Self::Month | Self::Quarter => format!("{} {}", period.text, first.year()),
            Self::Years(_) => period.text.clone(),
        }
    }
}

/// A week, month, quarter or year on an axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Its first day.
    pub first: Date,
    /// The day after its last one.
    pub next: Date,
    /// Where it begins, in pixels; of one that reaches out of the window where that begins.
    pub left: i32,
    /// Where it ends.
    pub right: i32,
    /// `Mar`, `Q1`, `2024`.
    pub text: String,
}

impl Period {
    /// Whether a year begins with it.
    #[must_use]
    pub fn opens_year(&self) -> bool {
        self.first.month() == 1 && self.first.day() == 1
    }
}

/// Between two names.
const GAP: i32 = 8;
/// Between a name and a line that it must not be cut by.
const CLEAR: i32 = 4;

/// The names of periods on a baseline, each in the middle of its own, or as near to that as no line at `lines` cuts it; a
/// name without room is left out, and the next one says the year. None goes beyond `edges`.
#[must_use]
pub fn names(step: Step, periods: &[Period], lines: &[i32], edges: (i32, i32), y: i32) -> Vec<Words> {
    let width = |text: &str| Words::width(text, Weight::Regular);
    let mut names: Vec<Words> = Vec::new();
    let mut labelled = None;
    for (index, period) in periods.iter().enumerate() {
        let year = Some(period.first.year());
        // The first name of a year has it: `Jan 2025`, where that has no room `Jan '25`. Else the next one may.
        let texts = match (step, labelled == year) {
            (_, true) => vec![period.text.clone()],
            (Step::Years(_), false) => vec![step.whole(period)],
            (_, false) => {
                let short = format!("{} '{:02}", period.text, period.first.year().rem_euclid(100));
                vec![step.whole(period), short, period.text.clone()]
            }
        };
        let from = names.last().map_or(edges.0, |name| name.area().right + GAP);
        // Years need not be named each; months and quarters are.
        let next = periods.get(index + 1).filter(|_| !matches!(step, Step::Years(_)));
        let until = next.map_or(edges.1, |next| {
            i32::midpoint(next.left, next.right) - width(&next.text) / 2 - GAP
        });
        let place = |text: &String| {
            let width_of = width(text);
            let free = |left: &i32| {
                let right = left + width_of;
                let clear = |line: &i32| *line < left - CLEAR || *line > right + CLEAR;
                *left >= from && right <= until.min(edges.1) && lines.iter().all(clear)
            };
            let centre = i32::midpoint(period.left, period.right) - width_of / 2;
            // Never so far that it names another period.
            let most = ((period.right - period.left) / 2).max(GAP);
            let mut places = (0..=most).flat_map(|by| [centre - by, centre + by]);
            places.find(free)
        };
        let placed = texts.into_iter().find_map(|text| Some((place(&text)?, text)));
        if let Some((left, text)) = placed {
            if text != period.text || matches!(step, Step::Years(_)) {
                labelled = year;
            }
            names.push(Words {
                text,
                weight: Weight::Regular,
                left,
                y,
            });
        }
    }
    names
}

fn month_number(date: Date) -> i64 {
    i64::from(date.year()) * 12 + i64::from(date.month())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn axis(from: Date, to: Date, width: i32) -> Axis {
        Axis {
            window: Window { from, to },
            left: 50,
            right: width,
        }
    }

    fn tick_labels(axis: &Axis, lines: &[i32]) -> Vec<String> {
        let step = axis.step(0);
        let names = names(step, &axis.periods(step), lines, (0, axis.right), 0);
        assert!(
            names
                .windows(2)
                .all(|pair| pair[0].area().right + GAP <= pair[1].left)
        );
        names.into_iter().map(|name| name.text).collect()
    }

    #[test]
    fn a_year_has_months_where_there_is_room() {
        let wide = axis(date(2025, 4, 1), date(2026, 3, 31), 760);
        let names = tick_labels(&wide, &[]);
        assert_eq!(names.len(), 12);
        assert_eq!(
            (names[0].as_str(), names[1].as_str(), names[9].as_str()),
            ("Apr 2025", "May", "Jan 2026")
        );
        let narrow = axis(date(2025, 4, 1), date(2026, 3, 31), 354);
        assert_eq!(tick_labels(&narrow, &[]), ["Q2 2025", "Q3", "Q4", "Q1 2026"]);
    }

    #[test]
    fn a_month_has_weeks_and_a_century_has_twenties_of_years() {
        let month = axis(date(2024, 2, 1), date(2024, 2, 29), 760);
        assert_eq!(tick_labels(&month, &[]), ["1 Feb 2024", "8", "15", "22", "29"]);
        let century = axis(date(1931, 5, 1), date(2024, 2, 29), 760);
        assert_eq!(
            tick_labels(&century, &[]).last().map(String::as_str),
            Some("2000–2019")
        );
    }

    #[test]
    fn names_move_away_from_lines_or_go() {
        let axis = axis(date(2025, 4, 1), date(2026, 3, 31), 760);
        let step = axis.step(0);
        let periods = axis.periods(step);
        let middle = i32::midpoint(periods[1].left, periods[1].right);
        let cut = [
            middle,
            middle + 90,
            middle + 100,
            middle + 110,
            middle + 80,
            middle + 70,
        ];
        for name in names(step, &periods, &cut, (0, 760), 0) {
            let area = name.area();
            assert!(
                cut.iter().all(|&line| line < area.left || line > area.right),
                "{name:?}"
            );
        }
    }

    #[test]
    fn no_window_is_too_long_or_too_short() {
        for (from, to) in [
            (date(-9999, 1, 1), date(9999, 12, 31)),
            (date(9999, 12, 31), date(9999, 12, 31)),
            (date(2024, 1, 1), date(2023, 1, 1)),
        ] {
            let axis = axis(from, to, 760);
            assert!(axis.periods(axis.step(0)).len() < 100);
        }
    }
}
