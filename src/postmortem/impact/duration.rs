//! Lengths of time in words: `2 hours 30 minutes`, `1h 47min`, `7.5 hours`, `half an hour`.

use crate::postmortem::impact::tokens::{Token, unit, word};

/// A thousand years: a number of more is a slip of the pen, and no sum of lengths may pass the limits of its type.
const LONGEST: f64 = 1000.0 * 366.0 * 86_400.0;

/// The length that begins at a token: its seconds, and how many tokens it takes.
pub(super) fn length(tokens: &[Token<'_>]) -> Option<(i64, usize)> {
    let mut at = 0;
    let mut seconds = 0.0;
    let mut smallest = f64::INFINITY;
    loop {
        // `1 hour and 50 minutes`, `2 hours, 30 minutes`
        let joint = usize::from(at > 0 && matches!(word(tokens, at), "and" | ","));
        match part(tokens.get(at + joint..).unwrap_or_default()) {
            Some((count, unit, taken)) if unit < smallest => {
                seconds += count * unit;
                smallest = unit;
                at += joint + taken;
            }
            _ => break,
        }
    }
    (at > 0 && seconds <= LONGEST).then_some((seconds.round() as i64, at))
}

/// One number with its unit: count, seconds of the unit, tokens.
fn part(tokens: &[Token<'_>]) -> Option<(f64, f64, usize)> {
    let (mut count, mut at) = match word(tokens, 0) {
        "half" if matches!(word(tokens, 1), "an" | "a") => (0.5, 2),
        "a" | "an" if matches!(word(tokens, 1), "quarter") && word(tokens, 2) == "of" => (0.25, 4),
        "a" | "an" => (1.0, 1),
        _ => (tokens.first()?.number?, 1),
    };
    // `2 and a half hours`, `2 and half hours`, `2 1/2` is rare enough
    if word(tokens, at) == "and" {
        let skip = usize::from(word(tokens, at + 1) == "a");
        if word(tokens, at + 1 + skip) == "half" {
            count += 0.5;
            at += 2 + skip;
        }
    }
    at += usize::from(word(tokens, at) == "-");
    let name = word(tokens, at);
    let unit = unit(name)?;
    at += 1;
    // `1 h 45`
    let minutes = tokens.get(at).and_then(|token| token.number);
    let alone = self::unit(word(tokens, at + 1)).is_none();
    if let Some(minutes) = minutes.filter(|minutes| name == "h" && alone && (10.0..60.0).contains(minutes)) {
        count += minutes / 60.0;
        at += 1;
    }
    // `an hour and a half`
    if (word(tokens, at), word(tokens, at + 1), word(tokens, at + 2)) == ("and", "a", "half") {
        count += 0.5;
        at += 3;
    }
    // `an hour and three quarters`, `an hour and a quarter`
    let quarters = match (word(tokens, at), word(tokens, at + 1), word(tokens, at + 2)) {
        ("and", "three", "quarters") => 0.75,
        ("and", "a", "quarter") => 0.25,
        _ => 0.0,
    };
    if quarters > 0.0 {
        count += quarters;
        at += 3;
    }
    Some((count, unit, at))
}

/// Whether a text may name a unit of time: without one it has no length.
pub(super) fn has_unit(text: &str) -> bool {
    let bytes = text.as_bytes();
    // A number, a blank or a dash stands before it; what is not ASCII may be a blank too.
    let begins = |before: u8| matches!(before, b' ' | b'-' | b'0'..=b'9' | 0x80.. | b'\t'..=b'\r');
    let mut pairs = bytes.windows(2).enumerate();
    is_unit(bytes)
        || pairs.any(|(at, pair)| {
            matches!(pair, &[before, first] if may_begin(first) && begins(before))
                && is_unit(bytes.get(at + 1..).unwrap_or_default())
        })
}

/// Whether units of time begin with a letter, in any case.
const fn may_begin(letter: u8) -> bool {
    matches!(letter.to_ascii_lowercase(), b's' | b'm' | b'h' | b'd' | b'w')
}

/// Whether the first word of a text is a unit of time, in any case.
fn is_unit(text: &[u8]) -> bool {
    const LONGEST: usize = "seconds".len();
    if !text.first().copied().is_some_and(may_begin) {
        return false;
    }
    let end = text.iter().position(|byte| !byte.is_ascii_alphabetic());
    let mut room = [0; LONGEST];
    let word = text.get(..end.unwrap_or(text.len()));
    let lower = word.and_then(|word| {
        let lower = room.get_mut(..word.len())?;
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        str::from_utf8(lower).ok()
    });
    lower.is_some_and(|word| unit(word).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::postmortem::impact::tokens::tokens;

    #[test]
    fn what_is_longer_than_any_outage_is_no_length() {
        for text in ["18446744073709551616 seconds", "2562047788015215 hours"] {
            assert_eq!(length(&tokens(text)), None, "{text}");
        }
    }

    #[test]
    fn lengths_in_all_forms() {
        for (text, seconds) in [
            ("2 hours 30 minutes", 9000),
            ("1h 47min", 6420),
            ("1h47m", 6420),
            ("1 h 45", 6300),
            ("1h30", 5400),
            ("30 mins", 1800),
            ("7.5 hours", 27_000),
            ("2 hours and 5 minutes", 7500),
            ("1 hour, 5 minutes", 3900),
            ("2 and a half hours", 9000),
            ("2 and half hours", 9000),
            ("an hour and a half", 5400),
            ("an hour and three quarters", 6300),
            ("half an hour", 1800),
            ("a quarter of an hour", 900),
            ("three hours", 10_800),
            ("an hour", 3600),
            ("90-minute", 5400),
            ("45s", 45),
            ("5 days", 432_000),
        ] {
            let tokens = tokens(text);
            assert_eq!(length(&tokens), Some((seconds, tokens.len())), "{text}");
        }
        for text in ["3 servers", "hours", "2", "a user", ""] {
            assert_eq!(length(&tokens(text)), None, "{text}");
        }
    }
}
