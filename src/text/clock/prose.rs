//! Stamps in running text, where most numbers are none.

use super::around::APPROXIMATE;
use super::cursor::Cursor;
use super::date::WEEKDAYS;
use super::stamp::stamp;
use super::time::{MIDNIGHT, NOON};
use super::{Day, Stamp};
use crate::moment::month;
use crate::text::words::ByLetters;
use std::sync::LazyLock;

/// All stamps of a prose text, in order: dates, clock times, and both together. A number is not a time:
/// versions, ports, addresses, ratios and lengths of time are passed over.
#[must_use]
pub fn anywhere(text: &str) -> Vec<Stamp> {
    before(text, last_start(text))
}

/// The stamps that begin before a byte.
pub(super) fn before(text: &str, end: usize) -> Vec<Stamp> {
    let mut stamps = Vec::new();
    let mut cursor = Cursor::new(text, 0);
    loop {
        cursor.at = after_plain_words(text, cursor.at);
        let next = cursor.rest().find(may_start).filter(|_| cursor.at < end);
        let Some(next) = next else { break };
        cursor.at += next;
        let link = cursor.rest().starts_with("http");
        let word = cursor.letters();
        if !(word.is_empty() || link || may_begin(word)) {
            cursor.at += word.len();
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

/// The place after marks and words that begin no stamp and no address, and are told by their first two letters: most words
/// of a text, and this is all that they cost.
fn after_plain_words(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&first) = bytes.get(at) {
        if first.is_ascii_digit() || first == b'~' || !first.is_ascii() {
            break;
        }
        if !first.is_ascii_alphabetic() {
            at += 1;
            continue;
        }
        let second = bytes.get(at + 1).filter(|byte| byte.is_ascii_alphabetic());
        if BEGINNINGS.has_room(first, second.copied()) || (first, second) == (b'h', Some(&b't')) {
            break;
        }
        let rest = bytes.get(at..).unwrap_or_default();
        let end = rest.iter().position(|byte| !byte.is_ascii_alphanumeric());
        at = end.map_or(bytes.len(), |end| at + end);
        if bytes.get(at).is_some_and(|byte| !byte.is_ascii()) {
            let rest = text.get(at..).unwrap_or_default();
            at = text.len() - rest.trim_start_matches(char::is_alphanumeric).len();
        }
    }
    at
}

/// Where the last stamp begins at the latest: in prose all have a digit, but for the names of two hours.
fn last_start(text: &str) -> usize {
    let digit = text.bytes().rposition(|byte| byte.is_ascii_digit());
    let end = digit.map_or(0, |at| at + 1);
    let after = text.as_bytes().get(end..).unwrap_or_default();
    // `noon`, `midday`, `midnight`
    let is_named = |four: &[u8]| {
        matches!(four, [b'm' | b'M' | b'n' | b'N', ..])
            && matches!(
                four,
                [b'n' | b'N', b'o' | b'O', b'o' | b'O', _] | [b'm' | b'M', b'i' | b'I', b'd' | b'D', _]
            )
    };
    let named = after.windows(4).any(is_named);
    if named { text.len() } else { end }
}

/// Whether a word may be the first of a stamp in prose. Most words of a text are none, and this is all that they cost.
pub(super) fn may_begin(word: &str) -> bool {
    BEGINNINGS
        .alike(word)
        .iter()
        .any(|other| beginning(other).eq_ignore_ascii_case(beginning(word)))
}

/// The words that a stamp in prose may begin with: months, days of the week, `about` and the like.
static BEGINNINGS: LazyLock<ByLetters> = LazyLock::new(|| {
    let days = WEEKDAYS.iter().map(|(name, _)| name);
    let others = [APPROXIMATE, NOON, MIDNIGHT].into_iter().flatten();
    ByLetters::new(month::NAMES.iter().chain(days).chain(others).copied())
});

/// The letters that names are told by: the first three.
fn beginning(word: &str) -> &str {
    word.get(..3).unwrap_or(word)
}

/// Whether a character may be the first of a stamp in prose.
const fn may_start(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '~' | '\u{2248}')
}

/// Whether a stamp may begin here: a digit, a letter or a tilde, with nothing joined to it before.
fn starts_word(cursor: &Cursor<'_>, char: char) -> bool {
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
    may_start(char)
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
