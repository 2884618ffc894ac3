//! Stamps in running text, where most numbers are none.

use super::cursor::Cursor;
use super::stamp::stamp;
use super::{Day, Stamp};
use crate::text::bytes::run;

/// All stamps of a prose text, in order: dates, clock times, and both together. A number is not a time:
/// versions, ports, addresses, ratios and lengths of time are passed over.
#[must_use]
pub fn anywhere(text: &str) -> Vec<Stamp> {
    if may_hold(text) { all(text) } else { Vec::new() }
}

pub(super) fn all(text: &str) -> Vec<Stamp> {
    let mut stamps = Vec::new();
    let mut cursor = Cursor::new(text, 0);
    // Other bytes begin no stamp; 0xe2 is the first of one of the marks.
    let may = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'~' | 0xe2);
    while let Some(next) = cursor.rest().bytes().position(may) {
        cursor.at += next;
        let rest = cursor.rest().as_bytes();
        let link = rest.starts_with(b"http");
        let letter = rest.first().copied().filter(u8::is_ascii_alphabetic);
        // Most words are seen by their first letter to be none.
        if letter.is_some_and(|first| !(link || is_first(first) && may_begin(cursor.letters()))) {
            cursor.at += run(rest);
            cursor.eat_while(char::is_alphanumeric);
            continue;
        }
        let Some(char) = cursor.peek() else { break };
        if !starts_word(&cursor, char) {
            cursor.skip();
            continue;
        }
        if link {
            cursor.eat_while(|char| !char.is_whitespace());
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

/// Whether a text may hold a stamp: in prose all have a digit, but for the names of two hours.
pub(super) fn may_hold(text: &str) -> bool {
    let named = |word: &[u8]| {
        ["noon", "midday", "midnight"]
            .iter()
            .any(|name| word.eq_ignore_ascii_case(name.as_bytes()))
    };
    let bytes = text.as_bytes();
    bytes.iter().any(u8::is_ascii_digit) || bytes.split(|byte| !byte.is_ascii_alphabetic()).any(named)
}

/// Whether a word may be the first of a stamp in prose: a month, a day of the week, `about` and the like.
/// Most words of a text are none, and this is all that they cost.
pub(super) fn may_begin(word: &str) -> bool {
    if !word.bytes().next().is_some_and(is_first) {
        return false;
    }
    match word.as_bytes() {
        [first, second, third, ..] => matches!(
            &[first, second, third].map(u8::to_ascii_lowercase),
            b"jan"
                | b"feb"
                | b"mar"
                | b"apr"
                | b"may"
                | b"jun"
                | b"jul"
                | b"aug"
                | b"sep"
                | b"oct"
                | b"nov"
                | b"dec"
                | b"mon"
                | b"tue"
                | b"wed"
                | b"thu"
                | b"fri"
                | b"sat"
                | b"sun"
                | b"abo"
                | b"aro"
                | b"app"
                | b"cir"
                | b"rou"
                | b"sho"
                | b"jus"
                | b"soo"
                | b"som"
                | b"noo"
                | b"mid"
        ),
        [b'c' | b'C'] => true,
        [b'c' | b'C', b'a' | b'A'] => true,
        _ => false,
    }
}

/// Whether a letter may begin such a word; 0x20 tells small letters from capitals.
const fn is_first(letter: u8) -> bool {
    matches!(letter | 0x20, b'a' | b'c' | b'd' | b'f' | b'j' | b'm'..=b'o' | b'r'..=b't' | b'w')
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
