//! How wide words are, by the table of one font, so that places do not depend on the fonts of any machine.

use super::widths::{BOLD, RANGES, REGULAR};
use std::borrow::Cow;

/// The units of [`super::widths`] in a font size.
const EM: i64 = 2048;

/// The font size of words in figures, in pixels.
pub const SIZE: i32 = 13;

/// The weight of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// For most words.
    Regular,
    /// For what matters most.
    Bold,
}

/// The width of `text` in whole pixels, rounded up, at a font size of `size` pixels.
#[must_use]
pub fn width(text: &str, size: i32, weight: Weight) -> i32 {
    pixels(units(text, weight), size)
}

/// The width of `text` in units of the font.
fn units(text: &str, weight: Weight) -> i64 {
    let table = match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    };
    text.chars().map(|character| advance(character, table)).sum()
}

fn pixels(units: i64, size: i32) -> i32 {
    let pixels = (units * i64::from(size) + EM - 1) / EM;
    i32::try_from(pixels).unwrap_or(i32::MAX)
}

/// The advance of a character; of one that the font does not have, what others give it.
fn advance(character: char, table: &[u16; 619]) -> i64 {
    let code = u32::from(character);
    if let Some(width) = listed(code, table) {
        return width;
    }
    match code {
        0xad | 0x300..=0x36f | 0x200b..=0x200f | 0xfe00..=0xfe0f => 0,
        0x1100..=0x115f | 0x2e80..=0xd7ff | 0xf900..=0xfaff | 0xff00..=0xffef => EM,
        0x1f000.. => EM * 5 / 4,
        _ => EM * 2 / 3,
    }
}

/// Whether the font has a character.
#[must_use]
pub fn has(character: char) -> bool {
    listed(u32::from(character), &BOLD).is_some()
}

#[inline]
fn listed(code: u32, table: &[u16; 619]) -> Option<i64> {
    let mut before = 0;
    for &(first, last) in &RANGES {
        if (first..=last).contains(&code) {
            let width = table.get((before + code - first) as usize)?;
            return (*width > 0).then_some(i64::from(*width));
        }
        before += last - first + 1;
    }
    None
}

/// Words that say nothing at the end of a cut text.
const LOOSE: &[&str] = &[
    "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and", "or", "but", "that",
    "which", "was", "were", "is", "are", "be", "as", "our", "their", "its", "his", "her", "my", "this",
    "these", "due", "after", "before", "via", "into", "we", "it", "has", "had", "have", "been", "not", "so",
    "then", "than", "when", "because",
];

/// The first words of an entry: the first line, up to the first pause that leaves at least two words.
#[must_use]
pub fn clause(text: &str) -> &str {
    first_clause(text.lines().next().unwrap_or("").trim())
}

/// Words with which a clause begins that only leads to what is told: `After a look at the logs, …`
const LEADING: &[&str] = &[
    "after",
    "as",
    "at",
    "by",
    "despite",
    "during",
    "following",
    "from",
    "in",
    "initially",
    "once",
    "upon",
    "when",
    "while",
    "with",
];

/// `text` where it fits, else its first whole words that do, with `…`; one word that is too wide is
/// cut inside.
#[must_use]
pub fn cut(text: &str, limit: i32, size: i32, weight: Weight) -> String {
    if width(text, size, weight) <= limit {
        return text.to_owned();
    }
    let (blank, mark) = (units(" ", weight), units("…", weight));
    let mut words: Vec<&str> = Vec::new();
    // The units of these words, with a blank behind each.
    let mut before = 0;
    for word in text.split_whitespace().take(40) {
        let bare = units(word.trim_end_matches(PAUSES), weight);
        if pixels(before + bare + mark, size) > limit {
            break;
        }
        before += units(word, weight) + blank;
        words.push(word);
    }
    if !words.is_empty() {
        return ended(&words);
    }
    let mut letters = String::new();
    for character in text.chars() {
        letters.push(character);
        if width(&letters, size, weight) + size > limit {
            letters.pop();
            break;
        }
    }
    letters + "…"
}

/// The first words of a text with `…`, without those at the end that say nothing; at least two stay.
#[must_use]
pub fn ended(words: &[&str]) -> String {
    let loose = |word: &&&str| LOOSE.contains(&word.to_lowercase().as_str());
    let trailing = words.iter().skip(2).rev().take_while(loose).count();
    marked(words.get(..words.len() - trailing).unwrap_or(words))
}

/// Marks that no `…` follows.
const PAUSES: [char; 7] = [',', ';', ':', '.', '-', '–', '—'];

fn marked(words: &[&str]) -> String {
    let words = words.join(" ");
    format!("{}…", words.trim_end_matches(PAUSES))
}

/// With a capital, if its first word is a word as people write it: not `db-main.internal` or `v2`.
#[must_use]
pub fn capital(text: &str) -> Cow<'_, str> {
    let plain = |character: char| character.is_lowercase() || matches!(character, '-' | '\'' | '’');
    let word = text
        .split_whitespace()
        .next()
        .unwrap_or("")
        .trim_end_matches([',', ';', ':', '.', '!', '?']);
    let mut rest = text.chars();
    match rest.next() {
        Some(first) if first.is_lowercase() && word.chars().all(plain) => {
            Cow::Owned(first.to_uppercase().chain(rest).collect())
        }
        _ => Cow::Borrowed(text),
    }
}

/// Up to the first mark of a pause after at least two words.
fn first_clause(text: &str) -> &str {
    let mut words = 0;
    let leads = text
        .split_whitespace()
        .next()
        .is_some_and(|word| LEADING.contains(&word.to_lowercase().as_str()));
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|&(_, next)| next);
        let before_space = next.is_none_or(char::is_whitespace);
        if character.is_whitespace() {
            words += 1;
            if words >= 2 && matches!(next, Some('(' | '–' | '—' | '-')) {
                return text.get(..at).unwrap_or(text).trim_end();
            }
        }
        let pause = matches!(character, '.' | ';' | ':' | ',' | '!' | '?') && before_space;
        let led = character == ',' && leads;
        if pause && !led && (words >= 1 || next.is_none()) {
            // Without its mark a question would be a statement.
            let end = if character == '?' { at + 1 } else { at };
            return text.get(..end).unwrap_or(text);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::font;
    use skrifa::MetadataProvider;
    use skrifa::prelude::{FontRef, LocationRef, Size};

    #[test]
    fn widths_are_those_of_the_font() {
        for (bytes, table) in [(font::REGULAR, &REGULAR), (font::SEMIBOLD, &BOLD)] {
            let font = FontRef::new(bytes).expect("a font");
            let (size, place) = (Size::unscaled(), LocationRef::default());
            assert_eq!(i64::from(font.metrics(size, place).units_per_em), EM);
            let (glyphs, widths) = (font.charmap(), font.glyph_metrics(size, place));
            let codes = RANGES.iter().flat_map(|&(first, last)| first..=last);
            assert_eq!(codes.clone().count(), table.len());
            for character in codes.filter_map(char::from_u32) {
                let advance = glyphs
                    .map(character)
                    .and_then(|glyph| widths.advance_width(glyph));
                let listed = listed(character.into(), table).map(|width| width as f32);
                assert_eq!(listed, advance, "{character}");
            }
        }
    }

    #[test]
    fn digits_are_tabular() {
        for weight in [Weight::Regular, Weight::Bold] {
            assert_eq!(width("1111", 13, weight), width("0248", 13, weight));
        }
    }

    #[test]
    fn the_first_clause_is_the_label() {
        let label = |text| cut(clause(text), 200, 13, Weight::Regular);
        assert_eq!(label("Disk alert: two of three replicas are full."), "Disk alert");
        assert_eq!(label("Rolled back."), "Rolled back");
        assert_eq!(
            label("While idle, the host rebooted."),
            "While idle, the host rebooted"
        );
        assert_eq!(
            label("Alert: queue depth over ten thousand"),
            "Alert: queue depth over ten…"
        );
        assert_eq!(
            label("Version 2.4.1 reaches the last host"),
            "Version 2.4.1 reaches the last…"
        );
        assert_eq!(
            label("Paged the database team (on call)"),
            "Paged the database team"
        );
    }

    #[test]
    fn a_label_begins_with_a_capital_where_it_is_a_word() {
        assert_eq!(capital("on-call engineer paged"), "On-call engineer paged");
        assert_eq!(capital("état: dégradé"), "État: dégradé");
        for text in [
            "db-main.internal is full",
            "v2 rolled out",
            "41 certificates",
            "\"no\"",
            "",
        ] {
            assert_eq!(capital(text), text);
        }
    }

    #[test]
    fn a_cut_text_does_not_end_with_words_that_say_nothing() {
        assert_eq!(ended(&["rolled", "back", "to", "the"]), "rolled back…");
        assert_eq!(ended(&["to", "the"]), "to the…");
    }

    #[test]
    fn a_cut_text_is_never_wider_than_its_limit() {
        for limit in 40..200 {
            let label = cut(
                "Incomprehensibilities of the replication lag were seen",
                limit,
                13,
                Weight::Bold,
            );
            assert!(
                width(&label, 13, Weight::Bold) <= limit.max(46),
                "{limit}: {label}"
            );
        }
    }
}
