//! Which part of the users was hit: in percent or as a fraction.

use super::nouns::{BREAKS, PEOPLE, REQUESTS};
use crate::postmortem::impact::tokens::{Token, number, small, word};
use std::ops::Range;

/// A number that was found, with its place in the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub value: f64,
    pub range: Range<usize>,
    /// Whether it is written as a number or fraction and not as `all users`.
    pub exact: bool,
}

/// What is said of those that were not hit.
const SPARED: &[&str] = &[
    "unaffected",
    "unimpacted",
    "succeeded",
    "successful",
    "successfully",
    "recovered",
    "notified",
    "informed",
    "asked",
    "advised",
    "served",
    "serving",
    "back",
];
/// What a repair or a message has for all.
const AMENDS: &[&str] = &[
    "restored",
    "restore",
    "recovered",
    "resolved",
    "available",
    "notified",
    "notify",
    "informed",
    "inform",
    "operational",
    "working",
    "resumed",
    "emailed",
    "communicated",
    "told",
    "visible",
];

/// The first part of all users, customers, requests or the like, in percent. A number counts before `all users`.
pub(super) fn percent(tokens: &[Token<'_>]) -> Option<Found> {
    let mut all = None;
    for at in 0..tokens.len() {
        if let Some((value, taken)) = share(tokens, at)
            && value <= 100.0
            && (of_people(tokens, at + taken) || people_before(tokens, at))
        {
            let end = tokens.get(at + taken - 1)?.range.end;
            return Some(Found {
                value,
                range: tokens.get(at)?.range.start..end,
                exact: true,
            });
        }
        if all.is_none() {
            all = everybody(tokens, at);
        }
    }
    all
}

/// What was counted, where those are not people: the noun that follows within a few words, or else the one before.
pub(super) fn counted(tokens: &[Token<'_>], found: &Found) -> Option<&'static str> {
    const FURTHEST: usize = 6;
    let noun = |word: &str| REQUESTS.iter().find(|noun| **noun == word).copied();
    let known = |token: &&Token<'_>| PEOPLE.contains(&token.word) || noun(token.word).is_some();
    let after = tokens.partition_point(|token| token.range.start < found.range.end);
    let before = tokens.partition_point(|token| token.range.start < found.range.start);
    let mut following = tokens
        .get(after..)?
        .iter()
        .take(FURTHEST)
        .take_while(|token| !BREAKS.contains(&token.word) && !token.is_stop() && token.word != ",");
    let token = following.find(known).or_else(|| {
        let before = tokens.get(before.saturating_sub(FURTHEST)..before)?;
        before.iter().rev().find(known)
    })?;
    noun(token.word)
}

/// `40%`, `40 percent`, `half`, `one in five`, `two thirds`: the value and how many tokens it takes.
fn share(tokens: &[Token<'_>], at: usize) -> Option<(f64, usize)> {
    let first = tokens.get(at)?;
    let count = number(first.word).or_else(|| small(first.word));
    if count.is_some() {
        // A version or a ratio is no number of its own: `1.2.3` does not parse, `3/4%` is not written.
        match (word(tokens, at + 1), word(tokens, at + 2)) {
            ("%" | "percent" | "pct", _) => return Some((count?, 2)),
            ("per", "cent") => return Some((count?, 3)),
            _ => {}
        }
    }
    let next = word(tokens, at + 1);
    let part = match next {
        "third" | "thirds" => Some(3.0),
        "quarter" | "quarters" => Some(4.0),
        "fifth" | "fifths" => Some(5.0),
        "tenth" | "tenths" => Some(10.0),
        _ => None,
    };
    match first.word {
        "half" => Some((50.0, 1)),
        "two-thirds" => Some((200.0 / 3.0, 1)),
        "three-quarters" => Some((75.0, 1)),
        "one-third" => Some((100.0 / 3.0, 1)),
        "one-quarter" => Some((25.0, 1)),
        "one-fifth" => Some((20.0, 1)),
        "a" => Some((100.0 / part?, 2)),
        _ => match (next, part) {
            (_, Some(part)) => Some((count? * 100.0 / part, 2)),
            ("in" | "of", None) | ("out", None) => {
                let skip = if word(tokens, at + 1) == "out" { 3 } else { 2 };
                let whole = tokens.get(at + skip)?;
                let whole = number(whole.word).or_else(|| small(whole.word))?;
                (next != "of" && whole >= 2.0).then_some((count? * 100.0 / whole, skip + 1))
            }
            _ => None,
        },
    }
}

/// Whether a noun phrase that names people or requests follows, and nothing says that they were spared.
fn of_people(tokens: &[Token<'_>], at: usize) -> bool {
    noun(tokens, at, true).is_some_and(|end| !clause(tokens, end).any(|word| SPARED.contains(&word)))
}

/// Where the noun ends that is reached within a few words.
fn noun(tokens: &[Token<'_>], at: usize, requests: bool) -> Option<usize> {
    const FURTHEST: usize = 6;
    for (step, token) in tokens.get(at..)?.iter().take(FURTHEST).enumerate() {
        let next = word(tokens, at + step + 1);
        if PEOPLE.contains(&token.word)
            || requests && REQUESTS.contains(&token.word)
            || matches!(token.word, "user" | "customer" | "client")
                && matches!(next, "base" | "population" | "sessions")
        {
            return Some(at + step + 1);
        }
        let plain = token.word.starts_with(char::is_alphabetic) || matches!(token.word, "'" | "’");
        if !plain || BREAKS.contains(&token.word) {
            return None;
        }
    }
    None
}

/// `users affected: 40%`, `most users (about 40%)`, `percentage of users was 40%`.
fn people_before(tokens: &[Token<'_>], at: usize) -> bool {
    const FURTHEST: usize = 8;
    let before = tokens.get(at.saturating_sub(FURTHEST)..at).unwrap_or_default();
    let before = before
        .iter()
        .rposition(|token| matches!(token.word, "." | ";" | "%" | ","))
        .map_or(before, |stop| before.get(stop + 1..).unwrap_or_default());
    let Some(people) = before
        .iter()
        .position(|token| PEOPLE.contains(&token.word) || REQUESTS.contains(&token.word))
    else {
        return false;
    };
    let between = before.get(people + 1..).unwrap_or_default();
    let joined = between
        .iter()
        .any(|token| matches!(token.word, ":" | "(" | "=" | "|" | "was" | "is" | "?" | "-" | "–"));
    let plain = between.iter().all(|token| {
        matches!(
            token.word,
            ":" | "("
                | "="
                | "|"
                | "was"
                | "is"
                | "?"
                | "-"
                | "–"
                | "~"
                | "affected"
                | "impacted"
                | "hit"
                | "about"
                | "around"
                | "approximately"
                | "roughly"
                | "nearly"
                | "almost"
                | "up"
                | "to"
                | "over"
                | "an"
                | "estimated"
        )
    });
    joined && plain
}

/// `all users`, `every customer`: not those that were told, or that it was repaired for.
fn everybody(tokens: &[Token<'_>], at: usize) -> Option<Found> {
    let first = tokens.get(at)?;
    let before = at.checked_sub(1).map_or("", |before| word(tokens, before));
    if matches!(before, "not" | "nearly" | "almost" | "virtually" | "at" | "above") {
        return None;
    }
    let end = match first.word {
        "all" => noun(tokens, at + 1, false).filter(|end| end - at <= 5)?,
        "everyone" | "everybody" => at + 1,
        "every" if matches!(word(tokens, at + 1), "user" | "customer" | "client" | "visitor") => at + 2,
        _ => return None,
    };
    let sentence_before = tokens
        .get(..at)?
        .iter()
        .rev()
        .take_while(|token| !token.is_stop())
        .take(10)
        .any(|token| AMENDS.contains(&token.word));
    let spared =
        clause(tokens, end).any(|word| SPARED.contains(&word) || matches!(word, "able" | "should" | "can"));
    (!sentence_before && !spared).then(|| Found {
        value: 100.0,
        range: first.range.start..tokens.get(end - 1).map_or(first.range.end, |last| last.range.end),
        exact: false,
    })
}

/// The rest of the clause from a token on, as far as it matters.
fn clause<'a>(tokens: &[Token<'a>], at: usize) -> impl Iterator<Item = &'a str> {
    tokens
        .get(at..)
        .unwrap_or_default()
        .iter()
        .take_while(|token| !token.is_stop() && token.word != ",")
        .take(8)
        .map(|token| token.word)
        .collect::<Vec<_>>()
        .into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::postmortem::impact::tokens::tokens;

    fn read(text: &str, what: fn(&[Token<'_>]) -> Option<Found>) -> Option<f64> {
        what(&tokens(&text.to_ascii_lowercase())).map(|found| found.value)
    }

    #[test]
    fn parts_of_the_users() {
        for (text, value) in [
            ("about 40% of all organization users were down", 40.0),
            ("roughly 40 percent of our customers saw errors", 40.0),
            ("12.5 % of requests failed", 12.5),
            ("half of the users could not log in", 50.0),
            ("one in five customers got an error", 20.0),
            ("1 out of 4 checkouts failed", 25.0),
            ("a third of visitors saw a blank page", 100.0 / 3.0),
            ("three quarters of our members were logged out", 75.0),
            ("it hit all users of the shop", 100.0),
            ("the site was inaccessible to all our users", 100.0),
            ("100% o the users using the site", 100.0),
            ("up to 15% of the user base got timeouts", 15.0),
            ("users affected: ~35%", 35.0),
            ("most clients (around 85%) could not pay", 85.0),
            (
                "affecting all users. we think that 80% of users were affected",
                80.0,
            ),
            ("affecting 75% of users.", 75.0),
            ("5% of acme's subscribers", 5.0),
            ("all customers were unable to pay", 100.0),
            ("sixty percent of our users saw errors", 60.0),
            ("the site was down for everybody", 100.0),
        ] {
            assert_eq!(read(text, percent), Some(value), "{text}");
        }
    }

    #[test]
    fn what_was_counted_is_named_where_it_is_not_people() {
        for (text, noun) in [
            ("about 12% of all card payments were refused", Some("payments")),
            ("at its height 100% of the traffic was hit", Some("traffic")),
            ("requests affected: 12%", Some("requests")),
            ("40% of our customers saw failing requests", None),
            ("users affected: 35%, all their requests", None),
        ] {
            let tokens = tokens(text);
            let found = percent(&tokens).unwrap();
            assert_eq!(counted(&tokens, &found), noun, "{text}");
        }
    }

    #[test]
    fn percentages_of_something_else_are_not_of_users() {
        for text in [
            "cpu stood at 100% on all servers",
            "a 30% degradation in user experience",
            "availability fell to 99.2%",
            "80% up-time for users",
            "99% of requests succeeded",
            "70% of users were unaffected",
            "many users were affected",
            "all users were notified by mail",
            "service was restored for all users",
            "not all users saw it",
            "the site was restored for everyone",
            "we told everybody",
            "ten of our users",
            "version 3.2 of the users service",
            "two of our servers; users waited",
        ] {
            assert_eq!(read(text, percent), None, "{text}");
        }
    }
}
