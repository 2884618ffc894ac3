//! Where a sentence begins with a time, or goes on with one: `At 9:05 we …, and at 9:44 …`.

use crate::text::blocks::Text;
use crate::text::clock::{self, Leading, Stamp};

/// The words before the time that a sentence begins with.
const BEFORE: &[&str] = &["at", "by", "around", "about", "on"];

/// What parts two steps that one sentence tells: `, and at 9:44`, `; at 9:44`.
const JOINTS: &[&str] = &["and", "then", "but", "and then"];

/// A time in a line, and where its own text begins.
pub(super) struct Opening {
    pub(super) at: usize,
    pub(super) lead: Leading,
}

/// A part of a text that begins with a time, and whether it goes on with a sentence.
pub(super) fn opening(text: &Text, stamp: &Stamp) -> Option<(Opening, bool)> {
    stamp.clock?;
    let before = text.plain.get(..stamp.range.start)?.trim_end();
    let word = before.rsplit(|char: char| !char.is_alphabetic()).next()?;
    let named = BEFORE.iter().any(|other| word.eq_ignore_ascii_case(other));
    // `Around 9:40` is a stamp as a whole.
    let own = text
        .plain
        .get(stamp.range.clone())?
        .starts_with(char::is_alphabetic);
    let at = if named {
        before.len() - word.len()
    } else {
        stamp.range.start
    };
    let ended = text.plain.get(..at)?.trim_end();
    let begins = ended.is_empty() || ended.ends_with(['.', '!', '?']);
    let joined = !begins && is_joint(ended) && named;
    if !(named || own) || !(begins || joined) || text.is_code(at) {
        return None;
    }
    let lead = clock::leading(text.plain.get(at..)?).filter(|lead| lead.stamp.clock.is_some())?;
    Some((Opening { at, lead }, joined))
}

/// Whether a text ends with what parts two steps.
fn is_joint(text: &str) -> bool {
    let joint = |word: &str| {
        let before = text.strip_suffix(word).map(str::trim_end);
        before.is_some_and(|before| before.ends_with([',', ';']))
    };
    text.ends_with(';') || JOINTS.iter().any(|word| joint(word))
}
