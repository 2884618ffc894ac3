//! The names of the months.

/// January to December.
pub const NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month, 1 to 12; empty for other numbers.
#[must_use]
pub fn name(number: i8) -> &'static str {
    let index = usize::try_from(number)
        .ok()
        .and_then(|number| number.checked_sub(1));
    index
        .and_then(|index| NAMES.get(index))
        .copied()
        .unwrap_or_default()
}

/// Its first three letters.
#[must_use]
pub fn short(number: i8) -> &'static str {
    name(number).get(..3).unwrap_or_default()
}

/// The names in German and French where they are others.
const FOREIGN: &[(&str, i8)] = &[
    ("januar", 1),
    ("jänner", 1),
    ("janvier", 1),
    ("februar", 2),
    ("février", 2),
    ("fevrier", 2),
    ("märz", 3),
    ("maerz", 3),
    ("mars", 3),
    ("avril", 4),
    ("mai", 5),
    ("juni", 6),
    ("juin", 6),
    ("juli", 7),
    ("juillet", 7),
    ("août", 8),
    ("aout", 8),
    ("septembre", 9),
    ("oktober", 10),
    ("octobre", 10),
    ("novembre", 11),
    ("dezember", 12),
    ("décembre", 12),
    ("decembre", 12),
];

/// The number of the month that a word means in German or French, in any letter case.
#[must_use]
pub fn foreign(word: &str) -> Option<i8> {
    let lower = word.to_lowercase();
    let found = FOREIGN.iter().find(|(name, _)| *name == lower);
    found.map(|(_, number)| *number)
}

/// The number of the month that a word means, in any letter case: its name, the first three letters of that, or `sept`.
#[must_use]
pub fn named(word: &str) -> Option<i8> {
    let start = word.get(..3)?;
    let number = (1..=12).find(|&number| short(number).eq_ignore_ascii_case(start))?;
    let rest = ["sept", start, name(number)];
    rest.iter()
        .any(|name| name.eq_ignore_ascii_case(word))
        .then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_by_number_and_by_name() {
        assert_eq!((name(1), name(12), short(9)), ("January", "December", "Sep"));
        assert_eq!((name(0), name(13), short(-1)), ("", "", ""));
        for (word, number) in [
            ("january", Some(1)),
            ("DEC", Some(12)),
            ("Sept", Some(9)),
            ("may", Some(5)),
            ("ma", None),
            ("janu", None),
            ("", None),
        ] {
            assert_eq!(named(word), number, "{word}");
        }
        for (word, number) in [
            ("März", Some(3)),
            ("DÉCEMBRE", Some(12)),
            ("mai", Some(5)),
            ("maison", None),
        ] {
            assert_eq!(foreign(word), number, "{word}");
        }
    }
}
