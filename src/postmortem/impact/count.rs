//! Counts of users and of failed requests.

use crate::postmortem::impact::claim;
use crate::postmortem::impact::share::Found;
use crate::postmortem::impact::tokens::{OPAQUE, Token, begins, word};
use crate::postmortem::impact::words::{BEFORE_YEAR, BREAKS, NAMED, PEOPLE, SPOKE_UP, TEAMS};

/// The first count of users that were hit, as in `affected 340,000 users`.
pub(super) fn users(tokens: &[Token<'_>], asked: bool) -> Option<Found> {
    let people = |token: &Token<'_>| token.is(PEOPLE) && !token.is(TEAMS);
    numbers(tokens).find_map(|at| {
        let found = labelled(tokens, at).or_else(|| counted(tokens, at, people))?;
        let spoke_up = tokens.get(found.end).is_some_and(|token| token.is(SPOKE_UP));
        (!spoke_up && claim::hit(tokens, &(found.at..found.end), asked)).then(|| found.found(tokens))
    })
}

/// The first count of requests that failed, as in `12,000 requests failed`.
pub(super) fn requests_failed(tokens: &[Token<'_>]) -> Option<Found> {
    numbers(tokens).find_map(|at| {
        let found = counted(tokens, at, |token| token.word == "requests")?;
        claim::hit(tokens, &(found.at..found.end), false).then(|| found.found(tokens))
    })
}

/// The places of numbers.
fn numbers(tokens: &[Token<'_>]) -> impl Iterator<Item = usize> {
    let numbers = tokens.iter().enumerate();
    numbers.filter_map(|(at, token)| token.number.map(|_| at))
}

/// A number with its noun.
struct Counted {
    value: f64,
    /// The tokens of both.
    at: usize,
    end: usize,
}

impl Counted {
    fn found(&self, tokens: &[Token<'_>]) -> Found {
        let place = |at: usize| {
            tokens
                .get(at)
                .map(|token| token.range.clone())
                .unwrap_or_default()
        };
        Found {
            value: self.value,
            range: place(self.at).start..place(self.end - 1).end,
            exact: true,
        }
    }
}

/// A number at a token that counts what a noun after it names.
fn counted(tokens: &[Token<'_>], at: usize, noun: impl Fn(&Token<'_>) -> bool) -> Option<Counted> {
    let (value, mut next) = count(tokens, at)?;
    if is_whole(tokens, at) {
        return None;
    }
    // `500 of our users`, `500 out of the 20,000 users`
    if let Some(whole) = after_of(tokens, next) {
        let counted = tokens.get(whole).is_some_and(|token| token.number.is_some());
        if counted || whole > next + 1 {
            next = whole + usize::from(counted);
        }
    }
    // At most two words between: `300 failed card transactions`.
    let noun = (next..next + 3).find(|&at| tokens.get(at).is_some_and(&noun))?;
    let qualifies = |token: &Token<'_>| {
        let counts = token.word.ends_with('s') && !token.word.ends_with("ss") && !token.word.ends_with("us");
        let other = matches!(
            token.word,
            "concurrent"
                | "simultaneous"
                | "parallel"
                | "virtual"
                | "registered"
                | "status"
                | "more"
                | "fewer"
                | "less"
                | "of"
                | "percent"
                | "team"
                | "staff"
        );
        token.is_word() && !counts && !other && !token.is(BREAKS)
    };
    let plain = tokens.get(next..noun)?.iter().all(qualifies);
    let rate = matches!(
        word(tokens, noun + 1),
        "per" | "/" | "a" | "each" | "'" | "’" | "-"
    ) || word(tokens, noun + 1) == "of" && matches!(word(tokens, noun + 3), "team" | "staff");
    (plain && !rate).then_some(Counted {
        value,
        at,
        end: noun + 1,
    })
}

/// The token after `of`, `out of the`, `of our`; None where there is no `of`.
fn after_of(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let of = at + usize::from(word(tokens, at) == "out");
    let all = matches!(word(tokens, of + 1), "our" | "the" | "these" | "those" | "all");
    (word(tokens, of) == "of").then_some(of + 1 + usize::from(all))
}

/// Whether a number is the whole that another is a part of: `1 in 10 requests`, `500 of our 20,000 users`.
fn is_whole(tokens: &[Token<'_>], at: usize) -> bool {
    (at.saturating_sub(4)..at).any(|part| {
        let counts = tokens.get(part).is_some_and(|token| token.number.is_some());
        let ratio = word(tokens, part + 1) == "in" && part + 2 == at;
        counts && (ratio || after_of(tokens, part + 1) == Some(at))
    })
}

/// `Users affected: 500`, `customers impacted | about 1,200`: the number alone is behind the label.
fn labelled(tokens: &[Token<'_>], at: usize) -> Option<Counted> {
    const FURTHEST: usize = 6;
    let (value, end) = count(tokens, at)?;
    let last = tokens
        .get(end)
        .is_none_or(|token| matches!(token.word, "." | "," | ";" | "|" | "(" | ")"));
    let before = tokens.get(at.saturating_sub(FURTHEST)..at)?;
    let joint = before
        .iter()
        .rposition(|token| matches!(token.word, ":" | "|" | "="))?;
    let (label, about) = before.split_at(joint);
    let approximate = about.iter().skip(1).all(|token| {
        matches!(
            token.word,
            "~" | "about" | "around" | "approx" | "approximately" | "roughly" | "over"
        )
    });
    let people = label.iter().any(|token| token.is(PEOPLE) && !token.is(TEAMS));
    let hit = label
        .iter()
        .any(|token| begins(token.word, &["affected", "impacted", "hit"]));
    (last && approximate && people && hit).then(|| Counted {
        value,
        at: at + 1 - before.len() + joint,
        end,
    })
}

/// A whole number that stands free, and is no name, date, code, money or part: its value, and the token after it.
fn count(tokens: &[Token<'_>], at: usize) -> Option<(f64, usize)> {
    let first = tokens.get(at)?;
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let glued = |token: &Token<'_>| {
        token.range.end == first.range.start && !matches!(token.word, "(" | "~" | ">" | "<" | "≈")
    };
    if before.is_some_and(glued) {
        return None;
    }
    let mut value = first.number?;
    let mut next = at + 1;
    let scale = match word(tokens, next) {
        "k" | "thousand" => 1e3,
        "m" | "million" => 1e6,
        "billion" => 1e9,
        "hundred" => 1e2,
        _ => 1.0,
    };
    if scale > 1.0 {
        next += 1;
        value *= scale;
    } else if is_grouped(first.word) {
        value = first.word.replace('.', "").parse().ok()?;
    }
    let plus = word(tokens, next) == "+";
    next += usize::from(plus);
    let part = matches!(
        word(tokens, next),
        "%" | "percent" | "pct" | "per" | "am" | "pm" | "utc" | ":" | "/"
    );
    (value.fract() == 0.0 && !part && !named(tokens, at)).then_some((value, next))
}

/// Whether stops part the thousands of a number: `27.000 accounts`, for nobody counts thousandths of people.
fn is_grouped(word: &str) -> bool {
    let mut groups = word.split('.');
    groups.next().is_some_and(|first| first != "0")
        && word.contains('.')
        && groups.all(|group| group.len() == 3)
}

/// Whether a number names something: by the word before it, or as a year.
fn named(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| tokens.get(before)) else {
        return false;
    };
    let year = tokens.get(at).is_some_and(|token| {
        token.word.len() == 4 && (token.word.starts_with("19") || token.word.starts_with("20"))
    });
    // `of 5,000 users` tells of all of them.
    let whole = before.word == "of"
        && !at
            .checked_sub(2)
            .is_some_and(|at| matches!(word(tokens, at), "total" | "number" | "estimate" | "loss" | "out"));
    let whole = whole
        || before.word == "our"
        || before.word == "the" && at.checked_sub(2).is_some_and(|at| word(tokens, at) == "of");
    // A name before it: `Windows 11 users`; at the start of a sentence any word has a capital.
    let inside = at
        .checked_sub(2)
        .and_then(|at| tokens.get(at))
        .is_some_and(|token| !token.is_stop());
    let name = before.capital && inside && !before.word.ends_with("day");
    let below = before.word == "than"
        && at
            .checked_sub(2)
            .is_some_and(|at| matches!(word(tokens, at), "fewer" | "less"));
    // `100 to 200 users`
    let range = matches!(before.word, "and" | "to" | "or" | "-" | "–")
        && at
            .checked_sub(2)
            .and_then(|at| tokens.get(at))
            .is_some_and(Token::is_number);
    before.is(NAMED)
        || whole
        || name
        || below
        || range
        || before.is_number()
        || year && (before.is(BEFORE_YEAR) || before.word == OPAQUE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::postmortem::impact::tokens::tokens;

    fn read(text: &str, what: fn(&[Token<'_>]) -> Option<Found>) -> Option<f64> {
        what(&tokens(&text.to_ascii_lowercase())).map(|found| found.value)
    }

    fn users(tokens: &[Token<'_>]) -> Option<Found> {
        super::users(tokens, false)
    }

    #[test]
    fn counts() {
        for (text, value) in [
            (
                "85% of the user base, in total about 340,000 users, saw it",
                340_000.0,
            ),
            ("it affected 1.2 million players", 1_200_000.0),
            ("12k customers could not pay", 12_000.0),
            ("it hit about 3,400 of our 42,000 guests", 3_400.0),
            ("500 out of the 20,000 users could not log in", 500.0),
        ] {
            assert_eq!(read(text, users), Some(value), "{text}");
        }
        for text in [
            "tested with 2,000 concurrent users",
            "10 users per minute failed",
            "40% of users were affected",
            "we have 900 users.",
        ] {
            assert_eq!(read(text, users), None, "{text}");
        }
        assert_eq!(
            read("4,500 requests failed with 502", requests_failed),
            Some(4500.0)
        );
        assert_eq!(read("1 in 10 requests failed", requests_failed), None);
        assert_eq!(read("12 of 400 requests failed", requests_failed), Some(12.0));
        assert_eq!(read("we lost 300 card transactions", requests_failed), None);
        assert_eq!(read("it failed with 500 error messages", requests_failed), None);
        assert_eq!(
            read("it serves 900 requests per second without error", requests_failed),
            None
        );
    }
}
