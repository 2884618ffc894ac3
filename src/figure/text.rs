//! How wide words are, by the table of one font, so that places do not depend on the fonts of any machine.

use super::widths::{BOLD, RANGES, REGULAR};

/// The units of [`super::widths`] in a font size.
const EM: i64 = 2048;

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
    let table = match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    };
    let units: i64 = text.chars().map(|character| advance(character, table)).sum();
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

fn listed(code: u32, table: &[u16; 619]) -> Option<i64> {
    let mut before = 0;
    for (first, last) in RANGES {
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

/// The first words of an entry: up to the first pause that leaves at least two words, and no wider than
/// `limit` pixels. `…` marks a cut inside a clause.
#[must_use]
pub fn opening(text: &str, limit: i32, size: i32, weight: Weight) -> String {
    cut(clause(text), limit, size, weight)
}

/// The same, however wide.
#[must_use]
pub fn clause(text: &str) -> &str {
    first_clause(text.lines().next().unwrap_or("").trim())
}

/// Words with which a clause begins that only leads to what is told: `After a look at the logs, …`
const LEADING: &[&str] = &[
    "After",
    "As",
    "At",
    "By",
    "Despite",
    "During",
    "Following",
    "From",
    "In",
    "Initially",
    "Once",
    "Upon",
    "When",
    "While",
    "With",
];

/// `text` where it fits, else its first whole words that do, with `…`; one word that is too wide is
/// cut inside.
#[must_use]
pub fn cut(text: &str, limit: i32, size: i32, weight: Weight) -> String {
    if width(text, size, weight) <= limit {
        return text.to_owned();
    }
    let mut words: Vec<&str> = Vec::new();
    let mut best = String::new();
    for word in text.split_whitespace().take(40) {
        words.push(word);
        let candidate = format!(
            "{}…",
            words
                .join(" ")
                .trim_end_matches([',', ';', ':', '.', '-', '–', '—'])
        );
        if width(&candidate, size, weight) > limit {
            words.pop();
            break;
        }
        best = candidate;
    }
    while words.len() > 2
        && words
            .last()
            .is_some_and(|word| LOOSE.contains(&word.to_lowercase().as_str()))
    {
        words.pop();
        best = format!(
            "{}…",
            words
                .join(" ")
                .trim_end_matches([',', ';', ':', '.', '-', '–', '—'])
        );
    }
    if !best.is_empty() {
        return best;
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

/// Up to the first mark of a pause after at least two words.
fn first_clause(text: &str) -> &str {
    let mut words = 0;
    let leads = text
        .split_whitespace()
        .next()
        .is_some_and(|word| LEADING.contains(&word));
    let mut characters = text.char_indices().peekable();
    while let Some((place, character)) = characters.next() {
        let next = characters.peek().map(|&(_, next)| next);
        let before_space = next.is_none_or(char::is_whitespace);
        if character.is_whitespace() {
            words += 1;
            if words >= 2 && matches!(next, Some('(' | '–' | '—' | '-')) {
                return text.get(..place).unwrap_or(text).trim_end();
            }
        }
        let pause = matches!(character, '.' | ';' | ':' | ',' | '!' | '?') && before_space;
        let led = character == ',' && leads;
        if pause && !led && (words >= 1 || next.is_none()) {
            return text.get(..place).unwrap_or(text);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::font;
    use ttf_parser::Face;

    #[test]
    fn widths_are_those_of_the_font() {
        for (bytes, table) in [(font::REGULAR, &REGULAR), (font::SEMIBOLD, &BOLD)] {
            let face = Face::parse(bytes, 0).expect("a font");
            assert_eq!(i64::from(face.units_per_em()), EM);
            let codes = RANGES.iter().flat_map(|&(first, last)| first..=last);
            assert_eq!(codes.clone().count(), table.len());
            for character in codes.filter_map(char::from_u32) {
                let glyph = face.glyph_index(character);
                let advance = glyph
                    .and_then(|glyph| face.glyph_hor_advance(glyph))
                    .map(i64::from);
                assert_eq!(listed(character.into(), table), advance, "{character}");
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
        let label = |text| opening(text, 200, 13, Weight::Regular);
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
