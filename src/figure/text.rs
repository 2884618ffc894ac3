//! How wide words are, by the table of one font (Inter, with tabular digits), so that places do not depend on
//! the fonts of any machine.

/// Advance widths of the printable ASCII characters in thousandths of the font size, regular weight.
const REGULAR: [u16; 95] = [
    281, 278, 403, 631, 638, 812, 639, 222, 362, 362, 500, 659, 280, 460, 276, 357, 648, 648, 648, 648, 648,
    648, 648, 648, 648, 648, 276, 280, 659, 659, 659, 507, 936, 676, 651, 727, 719, 598, 587, 743, 740, 264,
    543, 652, 562, 889, 753, 761, 635, 761, 639, 638, 642, 741, 676, 949, 642, 665, 625, 362, 357, 362, 469,
    452, 497, 564, 621, 558, 621, 582, 361, 609, 591, 237, 237, 544, 237, 869, 585, 597, 609, 609, 372, 523,
    364, 581, 557, 812, 540, 557, 541, 362, 327, 362, 659,
];

/// The same for the semibold weight.
const BOLD: [u16; 95] = [
    248, 309, 396, 643, 649, 844, 663, 213, 393, 393, 543, 673, 295, 466, 290, 379, 670, 670, 670, 670, 670,
    670, 670, 670, 670, 670, 290, 295, 673, 673, 673, 544, 999, 724, 657, 744, 724, 608, 586, 755, 744, 275,
    561, 677, 566, 906, 741, 775, 643, 776, 651, 649, 660, 734, 724, 1007, 690, 705, 653, 393, 379, 393, 481,
    468, 497, 575, 630, 577, 630, 593, 377, 625, 613, 261, 261, 569, 261, 898, 610, 608, 625, 625, 397, 549,
    380, 608, 576, 837, 562, 576, 562, 393, 358, 393, 673,
];

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
    let thousandths: i64 = text.chars().map(|character| advance(character, table)).sum();
    let pixels = (thousandths * i64::from(size) + 999) / 1000;
    i32::try_from(pixels).unwrap_or(i32::MAX)
}

fn advance(character: char, table: &[u16; 95]) -> i64 {
    let code = character as u32;
    let ascii = code.checked_sub(32).and_then(|place| table.get(place as usize));
    match (ascii, code) {
        (Some(&width), _) => i64::from(width),
        (None, 0x300..=0x36f | 0x200b..=0x200f | 0xfe00..=0xfe0f) => 0,
        (None, 0x2010..=0x2015 | 0x2026) => 800,
        (None, 0x1100..=0x115f | 0x2e80..=0xd7ff | 0xf900..=0xfaff | 0xff00..=0xffef) => 1000,
        (None, 0x1f000..) => 1250,
        (None, _) => 660,
    }
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
