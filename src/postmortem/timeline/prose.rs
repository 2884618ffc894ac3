//! Entries in a paragraph of the timeline that tells in sentences: `At 17:45, the team … At 18:02, …`.

use super::collect::Collector;
use super::entries::Opening;
use crate::text::blocks::{Block, Text};
use crate::text::clock::{self, Stamp};

/// The words before the time that a sentence begins with.
const BEFORE: &[&str] = &["at", "by", "around", "about", "on"];

impl Collector<'_> {
    /// Opens an entry with each sentence that begins with a time, where two or more do. Its other sentences belong to the
    /// entry before them.
    pub(super) fn prose(&mut self, block: &Block) -> bool {
        if block.lines.iter().all(|line| line.text.stamps().is_empty()) {
            return false;
        }
        let text = Text::join(block.lines.iter().map(|line| &line.text));
        let openings: Vec<Opening> = text
            .stamps()
            .iter()
            .filter_map(|stamp| opening(&text, stamp))
            .collect();
        let whole = |all: &mut Self| {
            let part = all.part(block.span, &text);
            part.is_some_and(|part| part.plain == text.plain)
        };
        if openings.len() < 2 || !whole(self) {
            return false;
        }
        self.close();
        self.openings(&text, openings, block.span, super::open_entry::Opener::None);
        self.close();
        true
    }
}

fn opening(text: &Text, stamp: &Stamp) -> Option<Opening> {
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
    if !(named || own) || !begins || text.is_code(at) {
        return None;
    }
    let lead = clock::leading(text.plain.get(at..)?).filter(|lead| lead.stamp.clock.is_some())?;
    Some(Opening { at, lead })
}
