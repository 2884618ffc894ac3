//! Words that stand where something is still to be written: `TBD`, `n/a`, `[NAME]`.

const NOTHING: &[&str] = &[
    "n/a",
    "na",
    "nil",
    "nobody",
    "none",
    "pending",
    "tba",
    "tbc",
    "tbd",
    "to be assigned",
    "to be confirmed",
    "to be decided",
    "to be determined",
    "todo",
    "unassigned",
    "unknown",
];

const NOBODY: &[&str] = &[
    "all",
    "author",
    "everybody",
    "everyone",
    "name",
    "names",
    "no",
    "owner",
    "reviewer",
    "someone",
    "somebody",
    "your name",
];

/// Whether words say nothing yet: marks alone, or one of the words that people put where they do not know.
#[must_use]
pub fn is_nothing(words: &str) -> bool {
    let words = bare(words);
    !words.contains(char::is_alphanumeric) || is_one_of(NOTHING, words)
}

/// Whether words where a name should stand name nobody.
#[must_use]
pub fn is_nobody(words: &str) -> bool {
    is_nothing(words) || is_one_of(NOBODY, bare(words))
}

fn bare(words: &str) -> &str {
    words.trim_matches(|char: char| char.is_whitespace() || "@*_.!:[]<>{}()".contains(char))
}

fn is_one_of(list: &[&str], words: &str) -> bool {
    list.iter().any(|one| one.eq_ignore_ascii_case(words))
}

#[cfg(test)]
mod tests {
    use super::{is_nobody, is_nothing};

    #[test]
    fn placeholders_are_told_from_names() {
        for words in ["TBD", "n/a", "?", "—", " [TODO] ", "To be decided", ""] {
            assert!(is_nothing(words) && is_nobody(words), "{words}");
        }
        for words in ["[NAME]", "Everyone", "[YOUR NAME]", "@owner", "no"] {
            assert!(is_nobody(words) && !is_nothing(words), "{words}");
        }
        for words in ["Nora", "@na-oncall", "Noname GmbH", "Ann Tbd", "R. Osei"] {
            assert!(!is_nobody(words), "{words}");
        }
    }
}
