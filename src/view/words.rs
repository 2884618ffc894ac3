//! Dates, times and counts as people write them.

pub mod impact;

use crate::moment::{Moment, Zone, month};
use crate::record::Record;
use crate::view::When;
use jiff::civil::Date;
use std::borrow::Cow;

/// What stands where nothing is known.
pub const UNKNOWN: &str = "not recorded";

/// In place of a median of too few values.
pub const TOO_FEW: &str = "too few";

/// A text, or what stands for one that is not known.
#[must_use]
pub fn or_unknown(text: Option<String>) -> String {
    text.unwrap_or_else(|| UNKNOWN.to_owned())
}

/// A text with the sign before what is inferred and not stated: `≈ 47 min`
#[must_use]
pub fn inferred(text: String, inferred: bool) -> String {
    match inferred {
        true => format!("≈\u{a0}{text}"),
        false => text,
    }
}

/// `3 of 12 inferred`; None where none is.
#[must_use]
pub fn share_inferred(inferred: usize, all: usize) -> Option<String> {
    (inferred > 0).then(|| format!("{} of {} inferred", thousands(inferred), thousands(all)))
}

/// `10 Mar 2026`
#[must_use]
pub fn date(date: Date) -> String {
    format!("{} {} {}", date.day(), month::short(date.month()), date.year())
}

/// `March 2026`
#[must_use]
pub fn month_year(date: Date) -> String {
    format!("{} {}", month::name(date.month()), date.year())
}

/// `Mar 2026`
#[must_use]
pub fn month_short_year(date: Date) -> String {
    format!("{} {}", month::short(date.month()), date.year())
}

/// `Tue`
#[must_use]
pub fn weekday(date: Date) -> &'static str {
    use jiff::civil::Weekday;
    match date.weekday() {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    }
}

/// `07:00`; with seconds where there are any.
#[must_use]
pub fn clock(moment: &Moment) -> String {
    let time = moment.time;
    match time.second() {
        0 => format!("{:02}:{:02}", time.hour(), time.minute()),
        second => format!("{:02}:{:02}:{second:02}", time.hour(), time.minute()),
    }
}

/// The zone's name; `no zone stated` where there is none.
#[must_use]
pub fn zone(moment: &Moment) -> Cow<'_, str> {
    moment.zone.as_ref().map_or("no zone stated".into(), Zone::name)
}

/// A clock time and its zone: `07:00 UTC`.
fn zoned(moment: &Moment) -> String {
    let comma = if moment.zone.is_none() { "," } else { "" };
    format!("{}{comma} {}", clock(moment), zone(moment))
}

/// A moment as `<time datetime>` takes it: in HTML a time of day has no zone.
#[must_use]
pub fn datetime(moment: &Moment) -> String {
    match moment.date {
        Some(_) => moment.to_string(),
        None => Moment {
            zone: None,
            ..moment.clone()
        }
        .to_string(),
    }
}

/// A moment: `10 Mar 2026, 07:00 UTC`.
#[must_use]
pub fn moment(moment: &Moment) -> When {
    let time = zoned(moment);
    When {
        text: match moment.date {
            Some(day) => format!("{}, {time}", date(day)),
            None => time,
        },
        datetime: Some(datetime(moment)),
    }
}

/// A moment that may not be known.
#[must_use]
pub fn moment_or_unknown(known: Option<&Moment>) -> When {
    known.map_or_else(unknown, moment)
}

/// A date that may not be known.
#[must_use]
pub fn date_or_unknown(known: Option<Date>) -> When {
    known.map_or_else(unknown, |day| When {
        text: date(day),
        datetime: Some(day.to_string()),
    })
}

fn unknown() -> When {
    When {
        text: UNKNOWN.to_owned(),
        datetime: None,
    }
}

/// From when to when: `10 Mar 2026, 07:00 to 08:47 UTC`; the second date and zone only where they differ.
#[must_use]
pub fn span(from: &Moment, to: &Moment) -> String {
    let start = match from.date {
        Some(day) => format!("{}, {}", date(day), clock(from)),
        None => clock(from),
    };
    let same_zone = zone(from) == zone(to) || from.offset().is_some() && from.offset() == to.offset();
    let start = if same_zone {
        start
    } else {
        format!("{start} {}", zone(from))
    };
    let end = match to.date {
        Some(day) if from.date != to.date => format!("{}, {}", date(day), zoned(to)),
        _ => zoned(to),
    };
    format!("{start} to {end}")
}

/// A duration that may not be known.
#[must_use]
pub fn duration_or_unknown(seconds: Option<i64>) -> String {
    or_unknown(seconds.map(duration))
}

/// A duration: `40 s`, `12 min`, `1 h 47 min`, `2 days 5 h`.
#[must_use]
pub fn duration(seconds: i64) -> String {
    crate::format::duration(seconds)
}

/// A sentence whose lengths and dates stay on one line: `38 min`, `1 h 47 min`, `12 days late` and `21 Apr 2026` have no-break spaces.
#[must_use]
pub fn unbroken(text: &str) -> String {
    let is_unit = |word: &str| ["s", "min", "h", "day", "days", "%"].contains(&word);
    let is_month = |word: &str| month::NAMES.iter().any(|name| name.get(..3) == Some(word));
    let ends_in_digit = |word: &str| word.ends_with(|char: char| char.is_ascii_digit());
    let begins_with_digit = |word: &str| word.starts_with(|char: char| char.is_ascii_digit());
    let mut unbroken = String::with_capacity(text.len() + 16);
    let mut before = "";
    for (index, word) in text.split(' ').enumerate() {
        let bare = word.trim_end_matches(['.', ',', ';', ':']);
        let of_number = ends_in_digit(before) && (is_unit(bare) || is_month(bare));
        let is_late = is_unit(before) && ["late", "overdue"].contains(&bare);
        let goes_on = is_late || (is_unit(before) || is_month(before)) && begins_with_digit(word);
        if index > 0 {
            unbroken.push(if of_number || goes_on { '\u{a0}' } else { ' ' });
        }
        unbroken.push_str(word);
        before = word;
    }
    unbroken
}

/// `after 12 min`, `immediately`
#[must_use]
pub fn after(seconds: i64) -> String {
    match seconds {
        0 => "immediately".to_owned(),
        seconds => format!("after {}", duration(seconds)),
    }
}

/// `1 incident`, `2 incidents`
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 {
        format!("1 {one}")
    } else {
        format!("{} {many}", thousands(number))
    }
}

/// `5 incidents and one near miss`: near misses affected nobody, so that they count beside incidents, never among them.
#[must_use]
pub fn incidents(incidents: usize, near_misses: usize) -> String {
    let near = match near_misses {
        0 => None,
        1 => Some("one near miss".to_owned()),
        near => Some(format!("{} near misses", thousands(near))),
    };
    match (incidents, near) {
        (0, Some(near)) => near,
        (incidents, None) => count(incidents, "incident", "incidents"),
        (incidents, Some(near)) => format!("{} and {near}", count(incidents, "incident", "incidents")),
    }
}

/// `One of them is a near miss.`, after a number of postmortems; empty where none is.
#[must_use]
pub fn near_misses(near_misses: usize) -> String {
    match near_misses {
        0 => String::new(),
        1 => "One of them is a near miss.".to_owned(),
        near => format!("{} of them are near misses.", number(near)),
    }
}

/// `1,234`
#[must_use]
pub fn thousands(number: usize) -> String {
    crate::format::thousands(number)
}

/// A number below thirteen in letters, as the beginning of a sentence; others in digits.
#[must_use]
pub fn number(number: usize) -> String {
    const WORDS: [&str; 13] = [
        "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven",
        "Twelve",
    ];
    WORDS
        .get(number)
        .map_or_else(|| thousands(number), |&word| word.to_owned())
}

/// `2 of them repeats`, `one of them a repeat`
#[must_use]
pub fn of_them(number: usize, one: &str, many: &str) -> String {
    match number {
        1 => format!("one of them {one}"),
        number => format!("{} of them {many}", thousands(number)),
    }
}

/// `second`; from eleven on in digits: `11th`.
#[must_use]
pub fn ordinal(number: usize) -> String {
    const WORDS: [&str; 11] = [
        "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ];
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    WORDS.get(number).map_or_else(
        || format!("{}{ending}", thousands(number)),
        |&word| word.to_owned(),
    )
}

/// The first sentences of a text: as many as so many characters hold, at least one, which is cut where it is
/// too long.
#[must_use]
pub fn opening(text: &str, limit: usize) -> String {
    let text = text.trim();
    let within = text.char_indices().nth(limit).map_or(text.len(), |(end, _)| end);
    if within == text.len() {
        return text.to_owned();
    }
    let ends = text
        .match_indices(['.', '!', '?'])
        .map(|(at, mark)| at + mark.len());
    let mut sentences = ends.filter(|&end| {
        let mut after = text.get(end..).unwrap_or_default().chars();
        !abbreviates(text.get(..end).unwrap_or_default())
            && after.next().is_some_and(char::is_whitespace)
            && after
                .find(|char| !char.is_whitespace())
                .is_some_and(|char| !char.is_lowercase())
    });
    let last = sentences.by_ref().take_while(|&end| end <= within).last();
    match last {
        Some(end) => text.get(..end).unwrap_or_default().to_owned(),
        None => shorten(text, limit),
    }
}

/// Whether a text ends with letters that each have a point, as in `i.e.`: they end no sentence.
fn abbreviates(text: &str) -> bool {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_start_matches(|char: char| !char.is_alphanumeric());
    let Some(letters) = word.strip_suffix('.') else {
        return false;
    };
    letters.contains('.')
        && letters
            .split('.')
            .all(|part| part.len() == 1 && part.starts_with(char::is_alphabetic))
}

/// The title as it stands wherever other postmortems may: in lists, links, feeds and figures.
#[must_use]
pub fn title(record: &Record) -> String {
    shorten(&record.title.value, Record::LONGEST_TITLE)
}

/// A text of at most so many characters, cut at a word.
#[must_use]
pub fn shorten(text: &str, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else {
        return text.to_owned();
    };
    let cut = text.get(..end).unwrap_or_default();
    let cut = cut
        .rsplit_once(char::is_whitespace)
        .map_or(cut, |(words, _)| words);
    format!("{}…", cut.trim_end_matches([' ', ',', ';', ':', '.']))
}

/// How many of all users, or of what else was counted: `12.25% of users`. Of a share with more digits a tenth of a percent is enough: a third is
/// `33.3% of users`, save where that would say none or all.
#[must_use]
pub fn share(percent: f64, of: Option<&str>) -> String {
    let of = of.unwrap_or("users");
    let exact = percent.to_string();
    let digits = exact.split_once('.').map_or(0, |(_, digits)| digits.len());
    let tenths = format!("{percent:.1}");
    if digits <= 2 || tenths.ends_with(".0") {
        format!("{exact}% of {of}")
    } else {
        format!("{tenths}% of {of}")
    }
}

/// Hundredths of a percent as CSS and SVG read them: `43.20`.
#[must_use]
pub fn percent(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let hundredths = hundredths.abs();
    format!("{sign}{}.{:02}", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests;
