//! The stamp that a line begins with, and where its text begins after it.

use super::around::zone_before;
use super::cursor::{Cursor, is_dash, is_space};
use super::stamp::stamp;
use super::{Clock, Day, Stamp, prose};
use jiff::civil::Time;

/// A line's stamp, what parts it from the text, and where the text begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leading {
    /// The stamp.
    pub stamp: Stamp,
    /// The first byte of the text after it.
    pub body: usize,
    /// What is between the two.
    pub separator: Separator,
}

impl Leading {
    /// Whether it is plainly meant as a time, and none that can be read.
    #[must_use]
    pub fn is_unreadable(&self) -> bool {
        self.stamp.clock.is_none() && self.stamp.day.is_none() && !self.stamp.problems.is_empty()
    }
}

/// What is between a stamp and its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Separator {
    /// At most a space, or words that belong to the sentence: `At 14:05 we …`.
    None,
    /// Several spaces, as in columns.
    Spaces,
    /// A dash, a colon, a bar or the like; or nothing follows at all.
    Mark,
}

/// Reads the stamp that a text begins with, after the rests of bullets, emoji and marks before it.
#[must_use]
pub fn leading(text: &str) -> Option<Leading> {
    let mut cursor = Cursor::new(text, 0);
    decoration(&mut cursor);
    let open = |char| {
        matches!(
            char,
            '[' | '(' | '{' | '<' | '\u{3010}' | '"' | '\u{201c}' | '*' | '`'
        )
    };
    let bracket = !cursor.eat_while(open).is_empty();
    if bracket {
        cursor.spaces();
    }
    if cursor.peek() == Some('@') {
        cursor.skip();
        cursor.spaces();
    }
    let begins = cursor.peek().is_some_and(|char| char.is_ascii_alphabetic());
    let word = begins
        && cursor.word(&[
            "at",
            "on",
            "by",
            "from",
            "between",
            "time",
            "date",
            "when",
            "timestamp",
            "update",
            "updated at",
            "updated",
            "posted at",
            "posted on",
            "posted",
        ]);
    if word {
        cursor.eat_while(|char| is_space(char) || char == ':' || is_dash(char));
    }
    if !may_begin(&cursor) {
        return None;
    }
    let found = stamp(&mut cursor, false)?;
    // `-4/25/23_`: what is left of emphasis.
    if cursor.peek() == Some('_') && cursor.second().is_none() {
        cursor.skip();
    }
    if !plausible(text, &found, &cursor) {
        return None;
    }
    if bracket {
        let close = |char| {
            matches!(
                char,
                ']' | ')' | '}' | '>' | '\u{3011}' | '"' | '\u{201d}' | '*' | '`'
            )
        };
        let mut ahead = cursor;
        ahead.spaces();
        if !ahead.eat_while(close).is_empty() {
            cursor = ahead;
        }
    } else if found.day.is_some() {
        // `May 10 (14:05)`: the bracket that opened between date and time.
        let inner = text.get(found.range.clone()).unwrap_or_default();
        if inner.matches(['(', '[']).count() > inner.matches([')', ']']).count() {
            cursor.eat(|char| matches!(char, ')' | ']'));
        }
    }
    let separator = separator(&mut cursor);
    Some(Leading {
        stamp: found,
        body: cursor.at,
        separator,
    })
}

/// Reads a time that a text begins with and nothing says to be one, `0905 deploy` or `21.50: plates out`: only where others
/// beside it begin so too it is no number of anything else.
#[must_use]
pub fn compact(text: &str) -> Option<Leading> {
    let mut cursor = Cursor::new(text, 0);
    decoration(&mut cursor);
    let start = cursor.at;
    // `Sat 0530`, `2024-03-12 0616`
    let mut day = super::date::weekday(&mut cursor, false).map(|(_, weekday)| Day::Weekday(weekday));
    let mut ahead = cursor;
    let date = super::date::date(&mut ahead, false).and_then(|read| read.day);
    if date.and_then(Day::full).is_some() {
        (day, cursor) = (date, ahead);
    }
    cursor.spaces();
    let digits = cursor.digits();
    let (hour, minute) = match digits.len() {
        4 => digits.split_at_checked(2)?,
        1 | 2 => {
            cursor.eat(|char| char == '.')?;
            (digits, Some(cursor.digits()).filter(|minute| minute.len() == 2)?)
        }
        _ => return None,
    };
    let time = Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?;
    let dated = day.and_then(Day::full).is_some() && digits.len() == 4;
    let stamp = Stamp {
        range: start..cursor.at,
        day,
        clock: Some(Clock::Time(time)),
        ..Stamp::default()
    };
    let parted = cursor
        .peek()
        .is_none_or(|char| is_space(char) || matches!(char, ':' | '|') || is_dash(char));
    let separator = separator(&mut cursor);
    // `2024-03-12 1500 users lost access`
    let counts = dated && separator == Separator::None && is_counted(cursor);
    (parted && !counts).then_some(Leading {
        stamp,
        body: cursor.at,
        separator,
    })
}

/// Whether what comes next is what people count: then the digits before it are no time.
fn is_counted(mut cursor: Cursor<'_>) -> bool {
    const COUNTED: &[&str] = &[
        "accounts",
        "customers",
        "errors",
        "messages",
        "orders",
        "people",
        "requests",
        "users",
        "visitors",
    ];
    cursor.spaces();
    COUNTED
        .iter()
        .any(|word| cursor.letters().eq_ignore_ascii_case(word))
}

/// Whether a stamp may begin here: most lines begin with a word that begins none, and this is all that they cost. All
/// that [`stamp`] takes begins with a mark, a digit, at most two letters (`T+5m`, `HH:mm`, `N/A`), or one of these words.
pub(super) fn may_begin(cursor: &Cursor<'_>) -> bool {
    const ONLY_HERE: &[&str] = &[
        "TBD",
        "TBC",
        "time",
        "unknown",
        "next",
        "the next",
        "following",
        "the following",
        "day",
        "YYYY",
    ];
    let word = cursor.letters();
    word.len() <= 2
        || prose::may_begin(word)
        || super::foreign::may_be_day(word)
        || cursor.clone().word(ONLY_HERE)
        || zone_before(&mut cursor.clone()).is_some()
}

/// Whether a stamp at the start of a line can be one of a timeline.
fn plausible(text: &str, stamp: &Stamp, cursor: &Cursor<'_>) -> bool {
    let own = text.get(stamp.range.clone()).unwrap_or_default();
    let word = stamp.placeholder && own.chars().all(char::is_alphabetic);
    let numbered = matches!(stamp.day, Some(Day::Numbered(_)));
    if stamp.clock.is_none() && (word || numbered) {
        // `Unknown errors appeared` and `Day 2 was quiet` are text; `Unknown - errors appeared` has a placeholder.
        let mut ahead = *cursor;
        return separator(&mut ahead) == Separator::Mark;
    }
    !cursor
        .peek()
        .is_some_and(|char| char.is_alphanumeric() || matches!(char, '/' | '%' | '_'))
}

/// Bullets that the list did not take, numbers of a list, emoji and their short codes, spaces. A stamp stands near: each
/// sentence of a long line may be asked for one.
fn decoration(cursor: &mut Cursor<'_>) {
    const FURTHEST: usize = 200;
    let start = cursor.at;
    while cursor.at - start < FURTHEST {
        let before = cursor.at;
        let marks = cursor.rest().chars().take(FURTHEST);
        let marks =
            marks.take_while(|&char| is_space(char) || is_bullet(char) && char != '+' || is_picture(char));
        cursor.at += marks.map(char::len_utf8).sum::<usize>();
        // `+00:14` counts from the start.
        if cursor.peek() == Some('+') && !cursor.second().is_some_and(|char| char.is_ascii_digit()) {
            cursor.skip();
        }
        short_code(cursor);
        let mut ahead = *cursor;
        let digits = ahead.digits();
        let letter = digits.is_empty() && ahead.eat(|char| char.is_ascii_lowercase()).is_some();
        let numbered = (letter || (1..=3).contains(&digits.len()))
            && ahead.eat(|char| char == ')' || char == '.' && !letter).is_some()
            && (ahead.spaces() > 0 || !letter && touches(ahead))
            && ahead.peek().is_some_and(char::is_alphanumeric);
        // `19. April` is a date, and `3. 14:05` the third of a list.
        if numbered && super::date::date(&mut cursor.clone(), false).is_none() {
            *cursor = ahead;
        }
        if cursor.at == before {
            return;
        }
    }
}

/// `10.12:30 PM`: a clock time that touches the number of its item. `10.12.2023` is a date.
fn touches(mut ahead: Cursor<'_>) -> bool {
    let hour = ahead.digits();
    matches!(hour.len(), 1 | 2)
        && ahead.eat(|char| char == ':').is_some()
        && ahead.digits().len() == 2
        && !ahead.peek().is_some_and(|char| matches!(char, '.' | '/'))
}

fn is_bullet(char: char) -> bool {
    is_dash(char)
        || matches!(
            char,
            '*' | '+'
                | '='
                | '>'
                | '|'
                | '\u{2022}'
                | '\u{00b7}'
                | '\u{25aa}'
                | '\u{25cf}'
                | '\u{25e6}'
                | '\u{2023}'
                | '\u{2219}'
                | '\u{25b6}'
                | '\u{25ba}'
                | '\u{27a4}'
        )
}

/// Symbols and pictures: neither letters nor digits, and none of the marks that mean something here.
fn is_picture(char: char) -> bool {
    !char.is_ascii()
        && !char.is_alphanumeric()
        && !matches!(
            char,
            '\u{2248}' | '\u{2243}' | '\u{201c}' | '\u{3010}' | '\u{ff1a}'
        )
}

/// `:small_orange_diamond:`
fn short_code(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    if ahead.eat(|char| char == ':').is_none() {
        return;
    }
    let name = ahead.eat_while(|char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | '+'));
    if name.starts_with(|char: char| char.is_ascii_alphabetic() || char == '+')
        && ahead.eat(|char| char == ':').is_some()
    {
        *cursor = ahead;
    }
}

/// Moves past what parts a stamp from its text.
fn separator(cursor: &mut Cursor<'_>) -> Separator {
    let spaces = cursor.eat_while(is_space);
    if cursor.peek().is_none() {
        return Separator::Mark;
    }
    let mark = cursor.eat_while(|char| {
        is_dash(char)
            || matches!(
                char,
                ':' | '='
                    | '~'
                    | '|'
                    | '>'
                    | '\u{ff1a}'
                    | '\u{2192}'
                    | '\u{21d2}'
                    | '\u{21a6}'
                    | '\u{2794}'
                    | '\u{279c}'
                    | '\u{00bb}'
                    | '\u{2022}'
                    | '\u{00b7}'
                    | '\u{27a1}'
                    | '\u{fe0f}'
            )
    });
    if !mark.is_empty() {
        // `14:05 :fire: down`: a colon that begins the name of an emoji parts nothing.
        let named = mark == ":" && !spaces.is_empty() && {
            cursor.at -= 1;
            let colon = cursor.at;
            short_code(cursor);
            let named = cursor.at > colon;
            cursor.at = if named { colon } else { colon + 1 };
            named
        };
        if named {
            return Separator::None;
        }
        cursor.spaces();
        return Separator::Mark;
    }
    if cursor.eat(|char| matches!(char, ',' | ';')).is_some() {
        cursor.spaces();
        return Separator::None;
    }
    if cursor.peek() == Some('.') && cursor.second().is_none_or(is_space) {
        cursor.skip();
        cursor.spaces();
        return if cursor.peek().is_none() {
            Separator::Mark
        } else {
            Separator::None
        };
    }
    if spaces.chars().count() > 1 || spaces.contains(['\t', '\u{3000}']) {
        return Separator::Spaces;
    }
    Separator::None
}
