//! Date, time, range and zone put together, in whatever order they stand.

use super::cursor::{Cursor, is_dash, is_space};
use super::time::Read;
use super::{Clock, Day, End, Stamp, date, time};
use crate::moment::zone;
use jiff::civil::Time;
use std::ops::Range;

/// All stamps of a prose text, in order: dates, clock times, and both together. A number is not a time:
/// versions, ports, addresses, ratios and lengths of time are passed over.
#[must_use]
pub fn anywhere(text: &str) -> Vec<Stamp> {
    let mut stamps = Vec::new();
    let mut cursor = Cursor::new(text, 0);
    while let Some(char) = cursor.peek() {
        if !starts_word(&cursor, char) {
            cursor.skip();
            continue;
        }
        if let Some(length) = address(cursor.rest()) {
            cursor.at += length;
            continue;
        }
        if char.is_ascii_alphabetic() && !may_begin(cursor.letters()) {
            cursor.eat_while(char::is_alphanumeric);
            continue;
        }
        let mut ahead = cursor;
        match stamp(&mut ahead, true) {
            Some(found) if believable(text, &found) => {
                stamps.push(found);
                cursor = ahead;
            }
            _ if char.is_alphanumeric() => {
                cursor.eat_while(|char| char.is_alphanumeric() || matches!(char, ':' | '.' | '_' | '/'));
            }
            _ => cursor.skip(),
        }
    }
    stamps
}

/// Whether a word may be the first of a stamp in prose: a month, a day of the week, `about` and the like.
/// Most words of a text are none, and this is all that they cost.
fn may_begin(word: &str) -> bool {
    const STARTS: &[&[u8; 3]] = &[
        b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec",
        b"mon", b"tue", b"wed", b"thu", b"fri", b"sat", b"sun", b"abo", b"aro", b"app", b"cir", b"rou",
        b"sho", b"jus", b"soo", b"som",
    ];
    match word.as_bytes() {
        [first, second, third, ..] => {
            let start = [first, second, third].map(u8::to_ascii_lowercase);
            STARTS.iter().any(|word| **word == start)
        }
        [b'c' | b'C'] => true,
        [b'c' | b'C', b'a' | b'A'] => true,
        _ => false,
    }
}

/// Whether a stamp may begin here: a digit, a letter or a tilde, with nothing joined to it before.
fn starts_word(cursor: &Cursor<'_>, char: char) -> bool {
    let starts = char.is_ascii_alphanumeric() || matches!(char, '~' | '\u{2248}');
    let joined = |before: char| {
        before.is_alphanumeric()
            || matches!(
                before,
                '_' | '.' | ':' | '/' | '#' | '@' | '=' | '&' | '$' | '+' | '%' | '\\'
            )
    };
    // `Time:14:05` and `lunch.At` are typing mistakes; a digit before the mark shows that it belongs to a number.
    let glued = |before: char| match before {
        ':' | '.' => cursor
            .text
            .get(..cursor.at - 1)
            .is_some_and(|text| !text.ends_with(char::is_alphabetic)),
        _ => true,
    };
    starts
        && !cursor
            .before()
            .is_some_and(|before| joined(before) && glued(before))
}

/// The length of a word that is a web address.
fn address(text: &str) -> Option<usize> {
    text.starts_with("http")
        .then(|| text.find(char::is_whitespace).unwrap_or(text.len()))
}

/// Words before a number that make it something else than a time.
const NOT_TIMES: &[&str] = &[
    "version", "port", "ports", "line", "lines", "ratio", "chapter", "verse", "scale", "score",
];
/// Words before an hour of one digit that make it a time.
const TIME_WORDS: &[&str] = &[
    "at",
    "around",
    "by",
    "from",
    "to",
    "until",
    "till",
    "since",
    "between",
    "and",
    "before",
    "after",
    "about",
    "approximately",
];

fn believable(text: &str, stamp: &Stamp) -> bool {
    let before = text.get(..stamp.range.start).unwrap_or_default().trim_end();
    let last = before
        .rsplit(|char: char| !char.is_alphabetic())
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    if stamp.clock.is_none() {
        return stamp.day.is_some_and(|day| matches!(day, Day::Date { .. }));
    }
    let own = text.get(stamp.range.clone()).unwrap_or_default();
    let marked = stamp.zone.is_some()
        || stamp.day.is_some()
        || stamp.until.is_some()
        || own.contains(['m', 'M', 'h', '~', 'n']);
    if marked {
        return true;
    }
    let weak = own.find([':', 'h']).is_some_and(|colon| colon < 2);
    !NOT_TIMES.contains(&last.as_str()) && (!weak || TIME_WORDS.contains(&last.as_str()))
}

/// Reads a stamp and moves past it; None, unmoved, where there is none.
pub(super) fn stamp(cursor: &mut Cursor<'_>, prose: bool) -> Option<Stamp> {
    let mut ahead = *cursor;
    let mut stamp = Stamp {
        range: cursor.at..cursor.at,
        ..Stamp::default()
    };
    stamp.approximate = approximate(&mut ahead);
    if !prose
        && ahead.word(&[
            "TBD",
            "TBC",
            "N/A",
            "tbd",
            "time unknown",
            "unknown time",
            "unknown",
        ])
    {
        stamp.placeholder = true;
        return close(cursor, ahead, stamp);
    }
    let dated = day(&mut ahead, prose, &mut stamp);
    if dated {
        joint(&mut ahead);
    }
    let leading_zone = if dated || prose {
        None
    } else {
        zone_before(&mut ahead)
    };
    stamp.zone = leading_zone;
    let after_day = ahead;
    if !clock(&mut ahead, prose, dated, &mut stamp) {
        if !dated {
            return None;
        }
        ahead = after_day;
        ahead.at = stamp.range.end;
        if !prose && let Some(found) = zone_after(&mut ahead, false) {
            stamp.zone = Some(found);
        }
        return close(cursor, ahead, stamp);
    }
    if stamp.day.is_none() && !stamp.placeholder {
        day_after(&mut ahead, &mut stamp);
    }
    if stamp.until.is_none() && stamp.clock.is_some() {
        range(&mut ahead, None, prose, &mut stamp);
    }
    doubt(&mut ahead, &mut stamp);
    close(cursor, ahead, stamp)
}

fn close<'a>(cursor: &mut Cursor<'a>, ahead: Cursor<'a>, mut stamp: Stamp) -> Option<Stamp> {
    stamp.range = cursor.at..ahead.at;
    *cursor = ahead;
    Some(stamp)
}

/// A date before the time. Leaves the end of the date in the stamp's range.
fn day(cursor: &mut Cursor<'_>, prose: bool, stamp: &mut Stamp) -> bool {
    let Some(read) = date::date(cursor, prose) else {
        return false;
    };
    stamp.day = read.day;
    stamp.placeholder |= read.placeholder;
    stamp.problems.extend(read.problem);
    stamp.range.end = cursor.at;
    true
}

/// What may stand between date and time: `T`, a comma, `at`, a dash, a bracket, `ca.`.
fn joint(cursor: &mut Cursor<'_>) {
    if matches!(cursor.peek(), Some('T' | 't' | '_'))
        && cursor.second().is_some_and(|char| char.is_ascii_digit())
    {
        cursor.skip();
        return;
    }
    cursor.eat_while(|char| {
        is_space(char) || matches!(char, ',' | '|' | '(' | '[' | ':' | '@') || is_dash(char)
    });
    if cursor.word(&["at", "from", "between"]) {
        cursor.spaces();
    }
}

/// The clock time, its zone, and the end of its range.
fn clock(cursor: &mut Cursor<'_>, prose: bool, dated: bool, stamp: &mut Stamp) -> bool {
    stamp.approximate |= approximate(cursor);
    if !prose && let Some(relative) = time::relative(cursor) {
        stamp.clock = Some(relative);
        return true;
    }
    let start = *cursor;
    let Some(read) = time::time(cursor) else {
        return half_range(cursor, stamp);
    };
    let iso = dated && matches!(start.before(), Some('T' | 't'));
    let named = cursor
        .text
        .get(start.at..cursor.at)
        .is_some_and(|word| word.starts_with(|char: char| char.is_ascii_alphabetic()));
    let unread = read.placeholder || read.clock.is_none() && !(dated && read.half.is_some());
    if prose && (unread || named && !dated) {
        return false;
    }
    let found = zone_after(cursor, iso);
    if read.bare && found.is_none() && stamp.zone.is_none() {
        *cursor = start;
        return false;
    }
    stamp.zone = found.or(stamp.zone.take());
    stamp.clock = read.clock;
    stamp.placeholder |= read.placeholder;
    stamp.problems.extend(read.problem.clone());
    if read.clock.is_some() {
        range(cursor, Some(&read), prose, stamp);
    }
    true
}

/// `6-7 PM`, `6 to 7 PM`: an hour that is only one because of the end of its range.
fn half_range(cursor: &mut Cursor<'_>, stamp: &mut Stamp) -> bool {
    let mut ahead = *cursor;
    let Some(hour) = ahead
        .digits()
        .parse::<i8>()
        .ok()
        .filter(|hour| (1..=12).contains(hour))
    else {
        return false;
    };
    let Some(clock) = Time::new(hour, 0, 0, 0).ok().map(Clock::Time) else {
        return false;
    };
    let start = Read {
        clock: Some(clock),
        bare: false,
        half: None,
        weak: true,
        placeholder: false,
        problem: None,
    };
    if !range_word(&mut ahead, stamp) {
        return false;
    }
    let mut end = ahead;
    if !time::time(&mut end).is_some_and(|read| read.half.is_some()) {
        return false;
    }
    let mut whole = *cursor;
    whole.digits();
    stamp.clock = Some(clock);
    range(&mut whole, Some(&start), false, stamp);
    *cursor = whole;
    stamp.until.is_some()
}

/// The end of a range, with its own date or without. A start without am or pm takes that of the end.
fn range(cursor: &mut Cursor<'_>, start: Option<&Read>, prose: bool, stamp: &mut Stamp) {
    let mut ahead = *cursor;
    if !range_word(&mut ahead, stamp) {
        return;
    }
    let mut end = Stamp::default();
    let dated = day(&mut ahead, true, &mut end);
    if dated {
        joint(&mut ahead);
    }
    approximate(&mut ahead);
    let Some(read) = time::time(&mut ahead) else {
        return;
    };
    let Some(clock) = read.clock else {
        return;
    };
    let iso = dated && matches!(cursor.before(), Some('T'));
    let found = zone_after(&mut ahead, iso);
    if read.bare && found.is_none() && stamp.zone.is_none() {
        return;
    }
    // `14:05 - 3:10 of the packets`: an end of one digit needs more to be a time.
    if prose && read.weak && found.is_none() && !start.is_some_and(|start| start.weak) {
        return;
    }
    stamp.until = Some(End { day: end.day, clock });
    stamp.problems.append(&mut end.problems);
    stamp.problems.extend(read.problem);
    if stamp.zone.is_none() {
        stamp.zone = found;
    }
    if let (Some(start), Some(second)) = (start, read.half)
        && start.half.is_none()
    {
        stamp.clock = stamp.clock.map(|clock| halved(clock, second, stamp.until));
    }
    *cursor = ahead;
}

/// `9:00-11:00 AM`, `11:00 - 1:00 PM`: the start lies before the end, in the same half where it can.
fn halved(clock: Clock, second: bool, until: Option<End>) -> Clock {
    let (
        Clock::Time(start),
        Some(End {
            clock: Clock::Time(end),
            ..
        }),
    ) = (clock, until)
    else {
        return clock;
    };
    if start.hour() > 12 || start.hour() == 0 {
        return clock;
    }
    let in_half = |second: bool| {
        let hour = start.hour() % 12 + if second { 12 } else { 0 };
        Time::new(hour, start.minute(), start.second(), 0).unwrap_or(start)
    };
    let same = in_half(second);
    Clock::Time(if same <= end { same } else { in_half(!second) })
}

fn range_word(cursor: &mut Cursor<'_>, stamp: &Stamp) -> bool {
    let spaces = cursor.spaces();
    let between = stamp.range.start > 0
        && cursor
            .text
            .get(..stamp.range.start)
            .is_some_and(|text| text.trim_end().to_ascii_lowercase().ends_with("between"));
    let marked = if cursor
        .eat(|char| is_dash(char) || matches!(char, '~' | '\u{2192}'))
        .is_some()
    {
        cursor.eat(|char| matches!(char, '-' | '>'));
        true
    } else {
        spaces > 0
            && (cursor.word(&["to", "until", "till", "through", "thru"]) || between && cursor.word(&["and"]))
    };
    cursor.spaces();
    marked
}

/// A date after the time: `15.25 PST 29 april 2022`, `17:30 PST - Friday, May 10, 2024`, `14:05 on May 10`.
fn day_after(cursor: &mut Cursor<'_>, stamp: &mut Stamp) {
    let mut ahead = *cursor;
    ahead.eat_while(|char| is_space(char) || char == ',');
    let dash = ahead.eat(is_dash).is_some();
    ahead.spaces();
    let on = ahead.word(&["on"]);
    ahead.spaces();
    let bracket = ahead.eat(|char| char == '(').is_some();
    if ahead.at == cursor.at {
        return;
    }
    let Some(read) = date::date(&mut ahead, true) else {
        return;
    };
    if bracket && ahead.eat(|char| char == ')').is_none() {
        return;
    }
    let mut after = ahead;
    after.spaces();
    let ends = after
        .peek()
        .is_none_or(|char| matches!(char, ':' | ',' | ';' | '|') || is_dash(char));
    // After a dash it is the text that may begin with a date: `14:05 - May 10 was a holiday`.
    if dash && !ends && !on {
        return;
    }
    // What follows may be the end of a range with the date of its own.
    let mut time = after;
    joint(&mut time);
    if dash && time::time(&mut time).is_some_and(|read| read.clock.is_some()) {
        return;
    }
    stamp.day = read.day;
    stamp.placeholder |= read.placeholder;
    stamp.problems.extend(read.problem);
    *cursor = ahead;
    if stamp.zone.is_none() {
        stamp.zone = zone_after(cursor, false);
    }
}

/// `UTC 14:05`, `(PST) 14:05`.
fn zone_before(cursor: &mut Cursor<'_>) -> Option<Range<usize>> {
    let mut ahead = *cursor;
    let bracket = ahead.eat(|char| char == '(').is_some();
    if !ahead.peek()?.is_ascii_uppercase() {
        return None;
    }
    let length = zone::prefix(ahead.rest())?;
    let range = ahead.at..ahead.at + length;
    ahead.at = range.end;
    if bracket {
        ahead.eat(|char| char == ')')?;
    }
    ahead.eat_while(|char| is_space(char) || char == ':');
    if !ahead.peek()?.is_ascii_digit() {
        return None;
    }
    *cursor = ahead;
    Some(range)
}

/// The zone after a time, also behind a comma or in brackets.
fn zone_after(cursor: &mut Cursor<'_>, iso: bool) -> Option<Range<usize>> {
    let mut ahead = *cursor;
    let rest = ahead.rest();
    if rest.starts_with(['Z', 'z']) && !ahead.second().is_some_and(char::is_alphanumeric) {
        let range = ahead.at..ahead.at + 1;
        cursor.at = range.end;
        return Some(range);
    }
    let mut spaces = ahead.spaces();
    if ahead.peek() == Some(',') {
        ahead.skip();
        spaces += ahead.spaces();
    }
    let open = ahead.eat(|char| matches!(char, '(' | '['));
    spaces += ahead.spaces();
    let first = ahead.peek()?;
    let length = if first == '+' || is_dash(first) {
        signed_offset(ahead.rest(), iso && spaces == 0)?
    } else {
        zone::prefix(ahead.rest()).or_else(|| unknown_zone(ahead.rest()))?
    };
    let range = ahead.at..ahead.at + length;
    ahead.at = range.end;
    if let Some(open) = open {
        ahead.spaces();
        ahead.eat(|char| char == if open == '(' { ')' } else { ']' })?;
    }
    *cursor = ahead;
    Some(range)
}

/// `+02:00`, `+0100`, `-0800`; `-08:00` only in ISO 8601, since `14:05-15:00` is a range.
fn signed_offset(text: &str, iso: bool) -> Option<usize> {
    let length = zone::prefix(text)?;
    let offset = text.get(..length)?;
    let digits = offset.bytes().filter(u8::is_ascii_digit).count();
    let colon = offset.contains(':');
    let fits = match offset.starts_with('+') {
        true => digits == 4 || digits == 2 && iso,
        false => iso || digits == 4 && !colon && offset.starts_with("-0"),
    };
    fits.then_some(length)
}

/// Capitals that can only be a zone, though none that is known: `14:05 XVT: …`.
fn unknown_zone(text: &str) -> Option<usize> {
    let word = text.get(
        ..text
            .find(|char: char| !char.is_ascii_uppercase())
            .unwrap_or(text.len()),
    )?;
    let shape = word.len() == 3 && word.ends_with('T')
        || word.len() == 4 && (word.ends_with("ST") || word.ends_with("DT"));
    let known_word = matches!(
        word,
        "TEST"
            | "POST"
            | "HOST"
            | "LIST"
            | "COST"
            | "LAST"
            | "MOST"
            | "BEST"
            | "NOT"
            | "BUT"
            | "BOT"
            | "GOT"
            | "GET"
            | "PUT"
            | "JWT"
            | "IOT"
            | "ROT"
            | "OUT"
            | "SET"
            | "LET"
            | "NAT"
            | "DIT"
            | "HOT"
            | "REST"
            | "FAST"
    );
    let rest = text.get(word.len()..).unwrap_or_default().trim_start_matches(' ');
    let ends = rest.is_empty() || rest.starts_with([':', '-', '\u{2013}', '\u{2014}', ')']);
    (shape && !known_word && ends).then_some(word.len())
}

/// `~`, `ca.`, `about`: what says before a time that it is not exact.
fn approximate(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    let mark = ahead
        .eat(|char| matches!(char, '~' | '\u{2248}' | '\u{2243}'))
        .is_some();
    let word = !mark
        && ahead.word(&[
            "ca",
            "c",
            "circa",
            "about",
            "around",
            "approx",
            "approximately",
            "roughly",
            "shortly after",
            "shortly before",
            "just after",
            "just before",
            "soon after",
            "some time around",
            "sometime around",
        ]);
    if word {
        ahead.eat(|char| char == '.');
    }
    ahead.spaces();
    let meant = (mark || word) && ahead.peek().is_some_and(char::is_alphanumeric);
    if meant {
        *cursor = ahead;
    }
    meant
}

/// `(maybe earlier?)`, `ish`, `?`: what says after a time that it is not exact.
fn doubt(cursor: &mut Cursor<'_>, stamp: &mut Stamp) {
    if cursor.word(&["ish", "-ish"])
        || cursor.peek() == Some('?') && {
            cursor.skip();
            true
        }
    {
        stamp.approximate = true;
    }
    let mut ahead = *cursor;
    ahead.spaces();
    if ahead.eat(|char| char == '(').is_none() {
        return;
    }
    // Bounded, so that a text of nothing but open brackets stays linear.
    let inner: &str = ahead
        .rest()
        .char_indices()
        .nth(60)
        .map_or(ahead.rest(), |(end, _)| &ahead.rest()[..end]);
    let Some(close) = inner.find(')') else {
        return;
    };
    let words = inner.get(..close).unwrap_or_default().to_ascii_lowercase();
    let doubts = [
        "maybe", "approx", "about", "around", "roughly", "estimate", "not sure", "unsure", "?", "guess",
        "ca.", "unclear",
    ];
    if doubts.iter().any(|doubt| words.contains(doubt)) {
        stamp.approximate = !stamp.placeholder;
        cursor.at = ahead.at + close + 1;
    }
}
