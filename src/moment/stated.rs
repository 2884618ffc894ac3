//! A moment as front matter states it: date, time and zone, all three.

use super::zone::{self, Note};
use super::{Moment, Zone};
use jiff::civil::{Date, Time};

const EXAMPLE: &str = "write it as `2024-02-12T01:00:00+01:00` or `2024-02-12 01:00 Africa/Lagos`";

/// Reads RFC 3339, keeping its offset as written, or a date, a time and a zone: `2024-02-12 01:00 PST`. `timezone` is
/// that of times that state none, where the site has one.
///
/// # Errors
///
/// Says what is missing or cannot be read, and how to write it.
pub fn stated(text: &str, timezone: Option<&str>) -> Result<Moment, String> {
    let text = text.trim();
    // A letter T ends the date only after a digit, so that `yesterday` is quoted whole.
    let ends = |(at, char): &(usize, char)| match char {
        'T' | 't' => text
            .get(..*at)
            .is_some_and(|day| day.ends_with(|last: char| last.is_ascii_digit())),
        char => *char == ' ',
    };
    let cut = text.char_indices().find(ends).map_or(text.len(), |(at, _)| at);
    let (day, rest) = (
        text.get(..cut).unwrap_or_default(),
        text.get(cut + 1..).unwrap_or_default(),
    );
    let date = date(day).ok_or_else(|| {
        if day.contains(':') {
            format!("`{text}` has no date: {EXAMPLE}")
        } else if numbers(day).is_some() {
            format!("`{day}` is not a valid date: {EXAMPLE}")
        } else {
            format!("`{text}` does not start with a date (YYYY-MM-DD): {EXAMPLE}")
        }
    })?;
    let rest = rest.trim_start();
    let end = rest
        .find(|char: char| !char.is_ascii_digit() && !matches!(char, ':' | '.'))
        .unwrap_or(rest.len());
    let (clock, label) = (
        rest.get(..end).unwrap_or_default(),
        rest.get(end..).unwrap_or_default().trim(),
    );
    if clock.is_empty() {
        return Err(format!("`{text}` has no clock time: {EXAMPLE}"));
    }
    let (half, label) = half_of_day(label);
    let time = time(clock).and_then(|time| half.map_or(Some(time), |half| in_half(time, half)));
    let time = time.ok_or_else(|| format!("`{clock}` is not a valid time (HH:MM): {EXAMPLE}"))?;
    let label = match timezone {
        Some(timezone) if label.is_empty() => timezone,
        _ => label,
    };
    if label.is_empty() {
        return Err(format!("`{text}` has no time zone: {EXAMPLE}"));
    }
    let zone = zone_at(label, date, time)?;
    Ok(Moment {
        date: Some(date),
        day: 0,
        time,
        zone: Some(zone),
    })
}

/// A half of the day.
#[derive(Clone, Copy)]
enum Half {
    Am,
    Pm,
}

/// The half of the day that a label begins with, and the rest: `pm CET`.
fn half_of_day(label: &str) -> (Option<Half>, &str) {
    let (first, rest) = label.split_once(' ').unwrap_or((label, ""));
    match first.replace('.', "").to_ascii_lowercase().as_str() {
        "am" => (Some(Half::Am), rest.trim_start()),
        "pm" => (Some(Half::Pm), rest.trim_start()),
        _ => (None, label),
    }
}

/// A time of a twelve-hour clock.
fn in_half(time: Time, half: Half) -> Option<Time> {
    let hour = match (time.hour(), half) {
        (12, Half::Am) => 0,
        (12, Half::Pm) => 12,
        (hour @ 1..=11, Half::Am) => hour,
        (hour @ 1..=11, Half::Pm) => hour + 12,
        _ => return None,
    };
    Time::new(hour, time.minute(), time.second(), 0).ok()
}

fn zone_at(label: &str, date: Date, time: Time) -> Result<Zone, String> {
    // RFC 9557 puts the zone's name in square brackets after the offset, which already says all.
    let (label, name) = label.split_once('[').unwrap_or((label, ""));
    let label = if label.is_empty() {
        name.trim_end_matches(']')
    } else {
        label.trim()
    };
    let label = if label == "z" { "Z" } else { label };
    let resolved = zone::resolve(label, Some(date.to_datetime(time)), None);
    match resolved.note {
        Some(note @ Note::Unknown) => Err(format!("{}: {EXAMPLE}", note.message(label))),
        Some(Note::Unsettled | Note::Chosen(_)) => Err(format!(
            "`{label}` is ambiguous: write the offset, as in `{date}T{time}+05:30`"
        )),
        Some(Note::Gap(_)) => Err(format!(
            "{time} on {date} does not exist in `{label}`, where clocks went forward: write another time, or the offset"
        )),
        Some(Note::Fold(first) | Note::Second(first)) => Err(format!(
            "{time} on {date} occurs twice in `{label}`, where clocks went back: write the offset, as in `{date}T{time}{}`",
            zone::Shown(first)
        )),
        Some(Note::Season(..)) | None => Ok(resolved.zone),
    }
}

fn date(text: &str) -> Option<Date> {
    let (year, month, day) = numbers(text)?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Year, month and day, which need not be in any calendar.
fn numbers(text: &str) -> Option<(i16, i16, i16)> {
    let mut parts = text.splitn(3, '-');
    Some((
        number(parts.next()?, 4)?,
        number(parts.next()?, 2)?,
        number(parts.next()?, 2)?,
    ))
}

fn time(text: &str) -> Option<Time> {
    let (clock, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut parts = clock.splitn(3, ':');
    let hour = parts.next().filter(|hour| hour.len() <= 2)?.parse().ok()?;
    let minute = number(parts.next()?, 2)?;
    let second = parts.next().map_or(Some(0), |second| number(second, 2))?;
    Time::new(hour, i8::try_from(minute).ok()?, i8::try_from(second).ok()?, 0).ok()
}

fn number(text: &str, digits: usize) -> Option<i16> {
    let fits = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_and_printed_as_rfc_3339() {
        for (text, shown, label) in [
            ("2024-02-12T01:00:00+01:00", "2024-02-12T01:00:00+01:00", "+01:00"),
            ("2024-02-12T01:00:00Z", "2024-02-12T01:00:00Z", "Z"),
            ("2024-02-12t01:00:00.250z", "2024-02-12T01:00:00Z", "Z"),
            (
                "2024-02-12 01:00 Africa/Lagos",
                "2024-02-12T01:00:00+01:00",
                "Africa/Lagos",
            ),
            (
                "2024-07-12 1:00 America/New_York",
                "2024-07-12T01:00:00-04:00",
                "America/New_York",
            ),
            ("2024-02-12 01:00 PST", "2024-02-12T01:00:00-08:00", "PST"),
            ("2024-02-12 01:00:30 UTC", "2024-02-12T01:00:30Z", "UTC"),
            ("2024-02-12 2:10 pm UTC", "2024-02-12T14:10:00Z", "UTC"),
            ("2024-02-12 12:10a.m. UTC", "2024-02-12T00:10:00Z", "UTC"),
            ("2024-02-12 01:00 GMT+1", "2024-02-12T01:00:00+01:00", "GMT+1"),
            (
                "2024-02-12T01:00 Europe/Paris",
                "2024-02-12T01:00:00+01:00",
                "Europe/Paris",
            ),
            (
                "2024-02-12T01:00+01:00[Africa/Lagos]",
                "2024-02-12T01:00:00+01:00",
                "+01:00",
            ),
        ] {
            let moment = stated(text, None).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(moment.to_string(), shown, "{text}");
            assert_eq!(
                moment.zone.map(|zone| zone.label).as_deref(),
                Some(label),
                "{text}"
            );
        }
    }

    #[test]
    fn errors_say_what_is_missing() {
        for (text, words) in [
            ("2024-02-12", "no clock time"),
            ("2024-02-12 01:00", "no time zone"),
            ("01:00 UTC", "no date"),
            (
                "12/02/2024 01:00 UTC",
                "`12/02/2024 01:00 UTC` does not start with a date",
            ),
            ("2024-02-30 01:00 UTC", "`2024-02-30` is not a valid date"),
            ("2024-02-12 25:00 UTC", "`25:00` is not a valid time"),
            ("2024-02-12 14:10 pm UTC", "`14:10` is not a valid time"),
            ("2024-02-12 2:10 pm", "no time zone"),
            ("2024-02-12 01:00 XYZ", "unknown time zone `XYZ`"),
            ("2024-02-12 01:00 IST", "ambiguous"),
            ("2024-03-31 01:30 Europe/London", "does not exist"),
            ("2024-10-27 01:30 Europe/London", "twice"),
            ("yesterday", "`yesterday` does not start with a date"),
            ("Tuesday at 2", "`Tuesday at 2` does not start with a date"),
            ("", "does not start with a date"),
            ("é", "`é` does not start with a date"),
        ] {
            let error = stated(text, None).expect_err(text);
            assert!(error.contains(words), "{text}: {error}");
        }
    }
}
