//! Whether the day or the month comes first in dates of numbers: one date of a text that can be read in one way only tells it of
//! all others.

use crate::moment::days_since_epoch;
use crate::text::blocks::{Block, BlockKind};
use crate::text::clock::Day;
use jiff::civil::Date;

/// Whether the month comes first in dates of numbers of which some have two meanings: as the other dates of the text show, else by
/// how near these lie to each other. None where nothing tells, or no date has two meanings.
pub(in crate::postmortem) fn order_of(blocks: &[Block], days: impl Iterator<Item = Day>) -> Option<bool> {
    let ambiguous: Vec<Day> = days.filter(|&day| is_ambiguous(day)).collect();
    if ambiguous.is_empty() {
        return None;
    }
    month_first(blocks).or_else(|| by_distance(&ambiguous))
}

/// The order that dates of numbers show: `02-27-2024`. None where no date shows it, or some show one and some the other. What is
/// quoted or pasted was written by others.
fn month_first(blocks: &[Block]) -> Option<bool> {
    let own = |block: &&Block| !block.quoted && block.kind != BlockKind::Code;
    let lines = blocks.iter().filter(own).flat_map(|block| &block.lines);
    let mut orders = lines.flat_map(|line| orders(&line.text.plain));
    let first = orders.next()?;
    orders.all(|order| order == first).then_some(first)
}

/// The order by how near dates with two meanings lie to each other, since an outage is told within days: `03/09/2024`, then
/// `04/09/2024`.
fn by_distance(days: &[Day]) -> Option<bool> {
    const NEAR: i32 = 3;
    const FAR: i32 = 20;
    let length = |turned: bool| {
        let dates = days.iter().map(|&day| settled(day, Some(turned)).full());
        let dates: Option<Vec<Date>> = dates.collect();
        let dates = dates?;
        Some(days_since_epoch(*dates.iter().max()?) - days_since_epoch(*dates.iter().min()?))
    };
    match (length(false)?, length(true)?) {
        (1..=NEAR, FAR..) => Some(false),
        (FAR.., 1..=NEAR) => Some(true),
        _ => None,
    }
}

/// Whether day and month of a date may be the other way round.
pub(in crate::postmortem) const fn is_ambiguous(day: Day) -> bool {
    matches!(day, Day::Date { ambiguous: true, .. })
}

/// A day with the meaning that an order of numbers gives it.
pub(in crate::postmortem) const fn settled(day: Day, month_first: Option<bool>) -> Day {
    match (day, month_first) {
        (
            Day::Date {
                year,
                month,
                day,
                ambiguous: true,
            },
            Some(turned),
        ) => Day::Date {
            year,
            month: if turned { day } else { month },
            day: if turned { month } else { day },
            ambiguous: false,
        },
        _ => day,
    }
}

/// The orders that dates of three numbers in a text show, where they show one.
fn orders(text: &str) -> impl Iterator<Item = bool> {
    let marks = text.match_indices(['/', '-']);
    marks.filter_map(|(at, mark)| order(text.get(..at)?, text.get(at + 1..)?, mark))
}

/// The order in which the first two numbers of a date are, at the mark between them.
fn order(before: &str, after: &str, mark: &str) -> Option<bool> {
    let start = before.trim_end_matches(|char: char| char.is_ascii_digit()).len();
    let (before, first) = before.split_at_checked(start)?;
    let (second, year) = after.split_once(mark)?;
    let digits = year.bytes().take_while(u8::is_ascii_digit).count();
    if before.ends_with(['/', '-', '.']) || digits != 4 {
        return None;
    }
    is_month_first(first, second)
}

/// Whether the month comes first of two numbers, where they can be read in one way only.
pub(in crate::postmortem) fn is_month_first(first: &str, second: &str) -> Option<bool> {
    let number = |digits: &str| digits.parse::<u8>().ok().filter(|_| digits.len() <= 2);
    match (number(first)?, number(second)?) {
        (1..=12, 13..=31) => Some(true),
        (13..=31, 1..=12) => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_can_be_read_in_one_way_only_show_their_order() {
        for (text, expected) in [
            ("due 24/05/2024", &[false][..]),
            ("due 05/24/2024, done 06-30-2024", &[true, true]),
            ("on 04/05/2024, 24/7, 2024-05-24, v1/13/2", &[]),
        ] {
            assert_eq!(orders(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn what_was_pasted_shows_no_order() {
        let read = |text: &str| {
            let source = crate::source::Source::new("a.md", text.as_bytes());
            month_first(&crate::text::blocks::read(
                &source,
                crate::span::Span::new(0, text.len()),
            ))
        };
        assert_eq!(read("It broke on 24/05/2024.\n"), Some(false));
        assert_eq!(read("> It broke on 24/05/2024.\n\n```\n24/05/2024\n```\n"), None);
    }
}
