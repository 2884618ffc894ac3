//! Clock times in all their spellings.

use super::cursor::Cursor;
use super::{Clock, Hours, Problem};
use jiff::civil::Time;

/// A clock time as written.
pub(super) struct Read {
    pub(super) clock: Option<Clock>,
    /// Whether only a zone after it makes it a time: `15.25`, `1315`.
    pub(super) bare: bool,
    /// The half of the day, where it is written: whether it is the second.
    pub(super) half: Option<bool>,
    /// Whether the hour has one digit, and nothing else says that this is a time.
    pub(super) weak: bool,
    /// Whether the hour may be one of either half of the day.
    pub(super) open: bool,
    pub(super) placeholder: bool,
    pub(super) problem: Option<Problem>,
}

impl Read {
    const fn of(clock: Option<Clock>) -> Self {
        Self {
            clock,
            bare: false,
            half: None,
            weak: false,
            open: false,
            placeholder: false,
            problem: None,
        }
    }

    pub(super) const fn hours(&self) -> Hours {
        match self.half {
            Some(_) => Hours::Of12,
            None if self.open => Hours::Open,
            None => Hours::Of24,
        }
    }
}

/// Reads a clock time and moves past it; None, unmoved, where there is none.
pub(super) fn time(cursor: &mut Cursor<'_>) -> Option<Read> {
    let mut ahead = *cursor;
    // `T08:19:34+0100`
    if ahead.peek() == Some('T') && ahead.second().is_some_and(|char| char.is_ascii_digit()) {
        ahead.skip();
    }
    let read = digital(&mut ahead).or_else(|| {
        ahead = *cursor;
        named(&mut ahead)
    })?;
    *cursor = ahead;
    Some(read)
}

/// Reads `T+5m`, `T-00:10`, `T+1h30m`, `T0`.
pub(super) fn relative(cursor: &mut Cursor<'_>) -> Option<Clock> {
    let mut ahead = *cursor;
    let named = ahead.eat(|char| matches!(char, 'T' | 't')).is_some();
    // `+00:14`, `T + 5 min`
    let apart = named && ahead.spaces() > 0;
    if !named && ahead.peek() != Some('+') {
        return None;
    }
    let sign = match ahead.eat(|char| char == '+' || super::cursor::is_dash(char)) {
        Some('+') => 1,
        Some(_) => -1,
        None if apart => return None,
        None => {
            let zero = ahead.eat(|char| char == '0')?;
            return (zero == '0' && ahead.at_boundary() && ahead.peek() != Some(':')).then(|| {
                *cursor = ahead;
                Clock::Relative(0)
            });
        }
    };
    ahead.spaces();
    let mut seconds = 0_i64;
    let first = ahead.digits().parse::<u16>().ok()?;
    let more = |ahead: &Cursor<'_>| ahead.second().is_some_and(|char| char.is_ascii_digit());
    if more(&ahead) && ahead.eat(|char| char == ':').is_some() {
        let minutes = ahead.digits().parse::<u16>().ok()?;
        seconds += i64::from(first) * 3600 + i64::from(minutes) * 60;
        if more(&ahead) && ahead.eat(|char| char == ':').is_some() {
            seconds += i64::from(ahead.digits().parse::<u16>().ok()?);
        }
    } else {
        // Without the letter, or with blanks, only a unit makes it a time.
        seconds += i64::from(first) * unit(&mut ahead, named && !apart)?;
        if let Ok(second) = ahead.digits().parse::<u16>() {
            seconds += i64::from(second) * unit(&mut ahead, true)?;
        }
    }
    ahead.at_boundary().then(|| {
        *cursor = ahead;
        Clock::Relative(sign * seconds)
    })
}

/// The seconds of a unit; where it may be left out, of a minute.
fn unit(cursor: &mut Cursor<'_>, optional: bool) -> Option<i64> {
    let mut ahead = *cursor;
    ahead.spaces();
    let word = ahead.eat_while(|char| char.is_ascii_alphabetic());
    let unit = match word.to_ascii_lowercase().as_str() {
        "h" | "hr" | "hrs" | "hour" | "hours" => 3600,
        "m" | "min" | "mins" | "minute" | "minutes" => 60,
        "s" | "sec" | "secs" | "second" | "seconds" => 1,
        _ => return (optional && cursor.at_boundary()).then_some(60),
    };
    *cursor = ahead;
    Some(unit)
}

fn digital(cursor: &mut Cursor<'_>) -> Option<Read> {
    let start = cursor.at;
    let hours = cursor.digits();
    match hours.len() {
        1 | 2 => {}
        4 => return military(cursor, hours),
        _ => return None,
    }
    let hour = hours.parse::<i8>().ok()?;
    let mark = cursor.eat(|char| matches!(char, ':' | '\u{ff1a}' | '.' | 'h' | 'H'));
    let (mut minute, mut second) = (0, 0);
    match mark {
        None => {
            let half = half(cursor, false)?;
            Some(finish(cursor, start, (hour, 0, 0), Some(half), false))
        }
        Some(mark) => {
            let colon = matches!(mark, ':' | '\u{ff1a}');
            if colon && is_placeholder_pair(cursor.rest()) {
                cursor.skip();
                cursor.skip();
                return cursor.at_boundary().then(|| Read {
                    placeholder: true,
                    ..Read::of(None)
                });
            }
            let minutes = cursor.digits();
            if minutes.len() != 2 {
                // `3:AM`, `10:5 am`: only the half of the day shows that a time was meant.
                let half = (colon && minutes.len() < 2).then(|| half(cursor, false))??;
                return Some(Read {
                    half: Some(half),
                    ..unreadable(cursor, start)
                });
            }
            minute = minutes.parse::<i8>().ok()?.max(minute);
            if cursor.peek() == Some(mark)
                && colon
                && cursor.second().is_some_and(|char| char.is_ascii_digit())
            {
                cursor.skip();
                let seconds = cursor.digits();
                if seconds.len() != 2 {
                    return None;
                }
                second = seconds.parse::<i8>().ok()?.max(second);
                fraction(cursor);
            } else if cursor.peek() == Some(mark)
                && colon
                && cursor.rest().get(1..).is_some_and(is_placeholder_pair)
            {
                // `11:39:xx`
                (0..3).for_each(|_| cursor.skip());
            }
            if matches!(cursor.peek(), Some(':' | '.'))
                && cursor.second().is_some_and(|char| char.is_ascii_digit())
            {
                return None;
            }
            let half = half(cursor, colon);
            let military = half.is_none() && hours_word(cursor, hours.len() == 2);
            if !fits_after(cursor) {
                return None;
            }
            if !colon && mark != '.' && hours.len() + minutes.len() < 3 {
                return None;
            }
            let mut read = finish(cursor, start, (hour, minute, second), half, mark == '.');
            read.bare = mark == '.' && half.is_none() && !military;
            read.open = (1..=12).contains(&hour) && !hours.starts_with('0') && !military;
            read.weak = hours.len() == 1 && half.is_none() && !military;
            if read.bare && read.clock.is_none() {
                return None;
            }
            Some(read)
        }
    }
}

/// What may not follow a time of day: `10:30/24`, `50:50%`, `80:80x`.
fn fits_after(cursor: &Cursor<'_>) -> bool {
    let rest = cursor.rest();
    if rest.starts_with("ish") {
        return true;
    }
    match cursor.peek() {
        Some('Z' | 'z') => !cursor.second().is_some_and(char::is_alphanumeric),
        Some(char) if char.is_ascii_uppercase() => crate::moment::zone::prefix(rest).is_some(),
        Some('/' | '%' | '_' | '\\' | '=') => false,
        _ => cursor.at_boundary(),
    }
}

/// `1315` and `2100hrs`: without the word only a zone makes it a time.
fn military(cursor: &mut Cursor<'_>, digits: &str) -> Option<Read> {
    let start = cursor.at - digits.len();
    let hour = digits.get(..2)?.parse().ok()?;
    let minute = digits.get(2..)?.parse().ok()?;
    let has_hours_word = hours_word(cursor, true);
    if hour > 24 || minute > 59 || !fits_after(cursor) {
        return None;
    }
    let mut read = finish(cursor, start, (hour, minute, 0), None, true);
    read.bare = !has_hours_word;
    Some(read)
}

/// `hrs` or `h` after a time of the 24-hour clock.
fn hours_word(cursor: &mut Cursor<'_>, two_digits: bool) -> bool {
    let mut ahead = *cursor;
    ahead.spaces();
    let found = two_digits && ahead.word(&["hrs", "hours", "hr", "h", "uhr"]);
    if found {
        ahead.eat(|char| char == '.');
        *cursor = ahead;
    }
    found
}

fn fraction(cursor: &mut Cursor<'_>) {
    if matches!(cursor.peek(), Some('.' | ',')) && cursor.second().is_some_and(|char| char.is_ascii_digit()) {
        cursor.skip();
        cursor.digits();
    }
}

/// `am`, `P.M.`, `p. m.`: whether it is the second half of the day; directly after a time with a colon also `a` and `p`: `10:45a`.
fn half(cursor: &mut Cursor<'_>, letter: bool) -> Option<bool> {
    let mut ahead = *cursor;
    let apart = ahead.spaces() > 0;
    let first = ahead.eat(|char| matches!(char, 'a' | 'A' | 'p' | 'P'))?;
    if letter && !apart && ahead.at_boundary() && ahead.peek() != Some('.') {
        *cursor = ahead;
        return Some(matches!(first, 'p' | 'P'));
    }
    let dotted = ahead.eat(|char| char == '.').is_some();
    if dotted {
        ahead.spaces();
    }
    ahead.eat(|char| matches!(char, 'm' | 'M'))?;
    if dotted {
        ahead.eat(|char| char == '.');
    }
    let ends = ahead.at_boundary() || crate::moment::zone::prefix(ahead.rest()).is_some();
    ends.then(|| {
        *cursor = ahead;
        matches!(first, 'p' | 'P')
    })
}

fn unreadable(cursor: &Cursor<'_>, start: usize) -> Read {
    let words = cursor.text.get(start..cursor.at).unwrap_or_default();
    Read {
        problem: Some(Problem {
            range: start..cursor.at,
            message: format!("`{words}` is not a valid time"),
            hint: "write it as `14:05` or `2:05 pm`".to_owned(),
        }),
        ..Read::of(None)
    }
}

fn finish(
    cursor: &Cursor<'_>,
    start: usize,
    (hour, minute, second): (i8, i8, i8),
    half: Option<bool>,
    quiet: bool,
) -> Read {
    if hour == 24 && minute == 0 && second == 0 && half.is_none() {
        return Read::of(Some(Clock::Midnight));
    }
    let turned = match half {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    let Ok(time) = Time::new(turned, minute, second, 0) else {
        return Read {
            half,
            ..if quiet && half.is_none() {
                Read::of(None)
            } else {
                unreadable(cursor, start)
            }
        };
    };
    // A half of the day beside the hours of a 24-hour clock: one of the two is wrong, the hour less often.
    let doubtful = half.is_some() && (hour > 12 || hour == 0 && half == Some(true));
    let problem = doubtful.then(|| {
        let words = cursor.text.get(start..cursor.at).unwrap_or_default();
        Problem {
            range: start..cursor.at,
            message: format!(
                "`{words}` mixes the 24-hour clock with am or pm; read as {:02}:{minute:02}",
                time.hour()
            ),
            hint: format!("write `{:02}:{minute:02}`", time.hour()),
        }
    });
    Read {
        half,
        problem,
        ..Read::of(Some(Clock::Time(time)))
    }
}

/// The words for two hours.
pub(super) const NOON: &[&str] = &["noon", "12 noon", "midday"];
pub(super) const MIDNIGHT: &[&str] = &["midnight", "12 midnight"];

/// `noon`, and what is where a time should: `HH:mm`, `2X:XX`, `??:??`, `--:--`.
fn named(cursor: &mut Cursor<'_>) -> Option<Read> {
    if cursor.word(NOON) {
        return Some(Read::of(Some(Clock::Time(Time::constant(12, 0, 0, 0)))));
    }
    if cursor.word(MIDNIGHT) {
        return Some(Read::of(Some(Clock::Time(Time::midnight()))));
    }
    // No more is looked at: a line of digits and dashes has such a word at each of them.
    const LONGEST: usize = 16;
    let fits = |byte: &u8| byte.is_ascii_digit() || is_blank(char::from(*byte)) || b"HhMmSs:".contains(byte);
    let rest = cursor.rest();
    let length = rest.bytes().take(LONGEST).take_while(fits).count();
    let word = rest.get(..length)?;
    cursor.at += length;
    let mut parts = word.trim_end_matches(':').split(':');
    let (hours, minutes) = (parts.next()?, parts.next()?);
    let blank = |part: &str| part.len() == 2 && part.chars().any(|char| !char.is_ascii_digit());
    let letters = matches!(hours, "HH" | "hh") && matches!(minutes, "MM" | "mm");
    let blanks = blank(hours)
        && hours
            .chars()
            .chain(minutes.chars())
            .all(|char| char.is_ascii_digit() || is_blank(char));
    if !(letters || blanks && minutes.len() == 2) {
        return None;
    }
    cursor.at -= word.len() - word.trim_end_matches(':').len();
    cursor.at_boundary().then(|| Read {
        placeholder: true,
        ..Read::of(None)
    })
}

const fn is_blank(char: char) -> bool {
    matches!(char, '?' | 'X' | 'x' | '-' | '_')
}

fn is_placeholder_pair(text: &str) -> bool {
    let pair = text.as_bytes().first_chunk();
    pair.is_some_and(|pair| matches!(pair, b"??" | b"XX" | b"xx" | b"--" | b"__" | b"MM" | b"mm"))
}
