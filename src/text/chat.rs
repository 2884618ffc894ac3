//! Lines of chats: who speaks, and when: `Ann Lee  9:41 AM`, `bob [9:43]`.

use super::blocks::Text;
use super::clock::Stamp;
use super::words::ends_open;

/// The head of a message.
#[derive(Debug)]
pub struct Head<'t> {
    /// Where the name ends.
    pub name: usize,
    /// The time.
    pub stamp: &'t Stamp,
}

/// Reads the head of a message: a name, a clock time, and nothing else.
#[must_use]
pub fn head(text: &Text) -> Option<Head<'_>> {
    const LONGEST: usize = 48;
    const WORDS: usize = 4;
    if text.plain.len() > LONGEST {
        return None;
    }
    let [stamp] = text.stamps() else { return None };
    let before = text.plain.get(..stamp.range.start)?;
    let after = text.plain.get(stamp.range.end..)?;
    let name = before.trim_end_matches([' ', '[', '(', '\u{a0}']);
    let is_name =
        |char: char| char.is_alphanumeric() || matches!(char, ' ' | '.' | '_' | '-' | '\'' | '@' | '<' | '>');
    let named = name.starts_with(|char: char| char.is_alphabetic() || matches!(char, '@' | '<'))
        && name.chars().all(is_name)
        && name.split_whitespace().count() <= WORDS;
    let alone = after.trim_matches([' ', ']', ')', '\u{a0}']).is_empty();
    let clock = stamp.clock.is_some() && stamp.until.is_none();
    (named && alone && clock && !ends_open(name)).then_some(Head {
        name: name.len(),
        stamp,
    })
}
