//! A table of what was computed, with what it shows in words and how it was computed. All forms are printed from it: pages,
//! text for terminals, Markdown, CSV and JSON.

pub(super) use crate::archive::metrics::FEWEST;
use crate::archive::metrics::Times;
use crate::figure::dot_plot::{Line, NINE_OF_TEN};
use crate::figure::{quarters, shares, year_counts};
use crate::format::whole_minutes;
use crate::view::{self, Field, words};
use jiff::civil::Date;
use std::borrow::Cow;

/// From fewer values nothing is to be compared.
const COMPARABLE: usize = NINE_OF_TEN;

/// One question, answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its name in data and addresses.
    pub id: &'static str,
    /// What it shows: `14 of 16 incidents reviewed`.
    pub title: String,
    /// How it is computed.
    pub how: &'static str,
    /// What is to be known of the numbers: which are few, inferred or missing.
    pub notes: Vec<String>,
    /// The columns of its table; the first names the rows.
    pub columns: Vec<Column>,
    /// The rows, a value for each column.
    pub rows: Vec<Vec<Value>>,
    /// What its figure shows, where it has one.
    pub figure: Option<Figure>,
}

/// What a figure shows, in any width.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// Parts of a whole, a bar a row; the words say which part is filled.
    Shares(Vec<shares::Share>, &'static str),
    /// Durations, a dot each.
    Dots(Vec<Line>),
    /// Numbers by year.
    Years(year_counts::Grid),
    /// What each service lost, by quarter.
    Quarters(quarters::Chart),
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its key in data.
    pub key: Cow<'static, str>,
    /// Its heading.
    pub label: Cow<'static, str>,
    /// Whether it holds numbers.
    pub number: bool,
    /// Whether people see it; otherwise only data has it.
    pub shown: bool,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub const fn text(key: &'static str, label: &'static str) -> Self {
        Self::new(key, label, false, true)
    }

    /// A column of numbers.
    #[must_use]
    pub const fn number(key: &'static str, label: &'static str) -> Self {
        Self::new(key, label, true, true)
    }

    /// A column that only programs want.
    #[must_use]
    pub const fn data(key: &'static str) -> Self {
        Self::new(key, key, false, false)
    }

    const fn new(key: &'static str, label: &'static str, number: bool, shown: bool) -> Self {
        Self {
            key: Cow::Borrowed(key),
            label: Cow::Borrowed(label),
            number,
            shown,
        }
    }
}

/// A value of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Words.
    Text(String),
    /// Words that lead to a page of the site.
    Link {
        /// The words.
        text: String,
        /// The address, from the root of the site.
        url: String,
    },
    /// How many.
    Count(usize),
    /// How long, in seconds.
    Seconds(i64),
    /// The same, inferred from a text.
    About(i64),
    /// How many days.
    Days(i64),
    /// Thousandths of a percent.
    Percent(i64),
    /// A day.
    Date(Date),
    /// Nobody recorded it.
    Unknown,
    /// It would rest on too few values.
    TooFew,
    /// It does not apply here.
    Nothing,
}

impl Value {
    /// Words that lead somewhere.
    pub fn link(text: impl Into<String>, url: impl Into<String>) -> Self {
        Self::Link {
            text: text.into(),
            url: url.into(),
        }
    }

    /// Words, or that they are not recorded.
    #[must_use]
    pub fn known(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Unknown, |text| Self::Text(text.into()))
    }

    /// A day, or that it is not recorded.
    #[must_use]
    pub fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Unknown, Self::Date)
    }

    /// A duration, or that it is not recorded.
    #[must_use]
    pub fn seconds(seconds: Option<i64>) -> Self {
        seconds.map_or(Self::Unknown, Self::Seconds)
    }

    /// As people read it.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Text(text) | Self::Link { text, .. } => text.clone(),
            Self::Count(count) => words::thousands(*count),
            Self::Seconds(seconds) => words::duration(*seconds),
            Self::About(seconds) => words::inferred(words::duration(*seconds), true),
            Self::Days(days) => words::count(usize::try_from(*days).unwrap_or_default(), "day", "days"),
            Self::Percent(parts) => percent(*parts),
            Self::Date(date) => words::date(*date),
            Self::Unknown => words::UNKNOWN.to_owned(),
            Self::TooFew => words::TOO_FEW.to_owned(),
            Self::Nothing => String::new(),
        }
    }

    /// As programs read it: durations in whole minutes, days as `2024-02-12`, null for what is not known.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        match self {
            Self::Text(text) | Self::Link { text, .. } => text.as_str().into(),
            Self::Count(count) => (*count).into(),
            Self::Seconds(seconds) | Self::About(seconds) => whole_minutes(*seconds).into(),
            Self::Days(days) => (*days).into(),
            Self::Percent(parts) => {
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "at most 100,000 thousandths of a percent"
                )]
                let percent = *parts as f64 / 1000.0;
                percent.into()
            }
            Self::Date(date) => date.to_string().into(),
            Self::Unknown | Self::TooFew | Self::Nothing => serde_json::Value::Null,
        }
    }

    /// As a cell of a page.
    #[must_use]
    pub fn field(&self) -> Field {
        Field {
            text: self.words(),
            url: match self {
                Self::Link { url, .. } => Some(url.clone()),
                _ => None,
            },
        }
    }
}

/// `99.871 %`
#[must_use]
pub fn percent(thousandths: i64) -> String {
    format!("{}.{:03}\u{a0}%", thousandths / 1000, thousandths % 1000)
}

impl Section {
    /// Its table on a page.
    #[must_use]
    pub fn table(&self) -> view::Table {
        view::Table {
            caption: self.title.clone(),
            head: self
                .shown()
                .map(|column| view::Column {
                    text: column.label.to_string(),
                    number: column.number,
                })
                .collect(),
            rows: self
                .rows
                .iter()
                .map(|row| self.shown_of(row).map(Value::field).collect())
                .collect(),
        }
    }

    /// Leaves out the columns of which no row knows anything, with a note.
    pub(super) fn leave_out_unknown(&mut self) {
        let unknown: Vec<bool> = (0..self.columns.len())
            .map(|column| {
                let mut values = self.rows.iter().map(|row| row.get(column));
                !self.rows.is_empty() && values.all(|value| value == Some(&Value::Unknown))
            })
            .collect();
        let labels = self.columns.iter().zip(&unknown).filter(|(_, unknown)| **unknown);
        let labels: Vec<String> = labels.map(|(column, _)| column.label.to_lowercase()).collect();
        if labels.is_empty() {
            return;
        }
        self.notes.push(format!("Not recorded: {}.", labels.join(", ")));
        let known = |column: &usize| unknown.get(*column) != Some(&true);
        fn keep<T>(all: &mut Vec<T>, known: impl Fn(&usize) -> bool) {
            let mut column = 0;
            all.retain(|_| {
                column += 1;
                known(&(column - 1))
            });
        }
        keep(&mut self.columns, known);
        for row in &mut self.rows {
            keep(row, known);
        }
    }

    /// The columns that people see.
    pub fn shown(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| column.shown)
    }

    /// The values of a row that people see.
    pub fn shown_of<'a>(&'a self, row: &'a [Value]) -> impl Iterator<Item = &'a Value> {
        let values = self.columns.iter().zip(row);
        values.filter(|(column, _)| column.shown).map(|(_, value)| value)
    }
}

/// A median, where there are enough values.
pub(super) fn median(n: usize, value: Option<Value>) -> Value {
    match n {
        0 => Value::Unknown,
        n if n < FEWEST => Value::TooFew,
        _ => value.unwrap_or(Value::Unknown),
    }
}

/// What nine in ten did not exceed, where there are enough values.
pub(super) fn p90(n: usize, value: Option<Value>) -> Value {
    match n {
        0 => Value::Unknown,
        n if n < NINE_OF_TEN => Value::TooFew,
        _ => value.unwrap_or(Value::Unknown),
    }
}

/// The columns of [`of_times`].
pub(super) const TIMES: [Column; 5] = [
    Column::number("recorded", "Recorded"),
    Column::number("not_recorded", "Not recorded"),
    Column::number("inferred", "Inferred"),
    Column::number("median_minutes", "Median"),
    Column::number("p90_minutes", "90th percentile"),
];

/// How many values are known, unknown and inferred, the median and the 90th percentile.
pub(super) fn of_times(times: &Times) -> [Value; 5] {
    [
        Value::Count(times.n),
        Value::Count(times.unknown),
        Value::Count(times.inferred),
        median(times.n, times.median.map(Value::Seconds)),
        p90(times.n, times.p90.map(Value::Seconds)),
    ]
}

/// `To detect (7 values), to resolve (3): too few to compare.`; None where all are enough, or nothing is known.
pub(super) fn few<'a>(numbers: impl Iterator<Item = (&'a str, usize)>) -> Option<String> {
    let mut few = Vec::new();
    for (name, n) in numbers.filter(|&(_, n)| (1..COMPARABLE).contains(&n)) {
        few.push(match few.is_empty() {
            true => format!("{name} ({})", words::count(n, "value", "values")),
            false => format!("{name} ({n})"),
        });
    }
    (!few.is_empty()).then(|| format!("{}: too few to compare.", few.join(", ")))
}

/// `Four of 9 are inferred from the texts.`; None where none is.
pub(super) fn inferred(what: &str, inferred: usize, all: usize) -> Option<String> {
    let share = words::share_inferred(inferred, all)?;
    Some(format!("{what}: {share} from the texts."))
}
