//! Stretches of days: quarters, years, and any others that somebody asks for.

use crate::moment::days_since_epoch;
use jiff::ToSpan;
use jiff::civil::Date;

/// A stretch of days, the first and the last one included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl Days {
    /// The calendar year of a day.
    #[must_use]
    pub fn year(day: Date) -> Self {
        Self {
            from: day.first_of_year(),
            to: day.last_of_year(),
        }
    }

    /// The calendar quarter of a day.
    #[must_use]
    pub fn quarter(day: Date) -> Self {
        let month = (day.month() - 1) / 3 * 3 + 1;
        let from = Date::new(day.year(), month, 1).unwrap_or(day);
        let last_month = from.checked_add(2.months()).unwrap_or(from);
        Self {
            from,
            to: last_month.last_of_month(),
        }
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn holds(self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// How many days it has; none where it ends before it begins.
    #[must_use]
    pub fn count(self) -> i64 {
        (i64::from(days_since_epoch(self.to) - days_since_epoch(self.from)) + 1).max(0)
    }

    /// The stretch before it: of a whole quarter or year the one before, of any other as many days.
    #[must_use]
    pub fn before(self) -> Option<Self> {
        let last = self.from.yesterday().ok()?;
        if self == Self::year(self.from) {
            return Some(Self::year(last));
        }
        if self == Self::quarter(self.from) {
            return Some(Self::quarter(last));
        }
        let from = self.from.checked_sub(self.count().days()).ok()?;
        Some(Self { from, to: last })
    }

    /// The same, ended by a day.
    #[must_use]
    pub fn until(self, day: Option<Date>) -> Self {
        Self {
            to: day.map_or(self.to, |day| self.to.min(day)),
            ..self
        }
    }

    /// As its page is called: `2024`, `2024-Q1`; any other by its first and last day.
    #[must_use]
    pub fn name(self) -> String {
        let year = self.from.year();
        if self == Self::year(self.from) {
            format!("{year:04}")
        } else if self == Self::quarter(self.from) {
            format!("{year:04}-Q{}", (self.from.month() + 2) / 3)
        } else {
            format!("{} to {}", self.from, self.to)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn quarters_and_years_have_names_and_one_before() {
        let quarter = Days::quarter(date(2024, 2, 29));
        assert_eq!((quarter.from, quarter.to), (date(2024, 1, 1), date(2024, 3, 31)));
        assert_eq!(quarter.name(), "2024-Q1");
        assert_eq!(quarter.before().map(Days::name).as_deref(), Some("2023-Q4"));
        assert_eq!(Days::quarter(date(2024, 12, 31)).name(), "2024-Q4");
        let year = Days::year(date(2024, 7, 1));
        assert_eq!((year.count(), year.name().as_str()), (366, "2024"));
        assert_eq!(year.before().map(Days::name).as_deref(), Some("2023"));
    }

    #[test]
    fn any_other_stretch_has_as_many_days_before_it() {
        let ten = Days {
            from: date(2024, 3, 11),
            to: date(2024, 3, 20),
        };
        let before = ten.before().unwrap();
        assert_eq!((before.from, before.to), (date(2024, 3, 1), date(2024, 3, 10)));
        assert_eq!(ten.until(Some(date(2024, 3, 12))).count(), 2);
        assert_eq!(ten.until(Some(date(2024, 1, 1))).count(), 0);
    }
}
