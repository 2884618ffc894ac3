//! Which part of the users was hit: in percent or as a fraction.

use crate::postmortem::impact::claim;
use crate::postmortem::impact::tokens::{Token, begins, word};
use crate::postmortem::impact::words::{ALL, BREAKS, PARTS, PEOPLE, REQUESTS};
use std::ops::Range;

/// A number that was found, with its place in the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub value: f64,
    pub range: Range<usize>,
    /// Whether it is written as a number or fraction and not as `all users`.
    pub exact: bool,
}

/// The first part of all users, customers, requests or the like that was hit, in percent. A number counts before `all
/// users`. `asked` is whether a label asks for the impact.
pub(super) fn percent(tokens: &[Token<'_>], asked: bool) -> Option<Found> {
    let mut all = None;
    for at in 0..tokens.len() {
        if let Some((value, taken)) = share(tokens, at)
            && value <= 100.0
            && stands_free(tokens, at)
            && let Some(quantity) = of_people(tokens, at, taken).or_else(|| people_before(tokens, at, taken))
            && claim::hit(tokens, &quantity, asked)
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

/// Whether a number does not go on from another, as in `1-5 %` and `10/50 %`.
fn stands_free(tokens: &[Token<'_>], at: usize) -> bool {
    let (Some(before), Some(first)) = (at.checked_sub(1).and_then(|at| tokens.get(at)), tokens.get(at))
    else {
        return true;
    };
    before.range.end < first.range.start
        || !matches!(before.word, "-" | "–" | "/" | "." | ":" | "$" | "€" | "+")
}

/// What was counted, where those are not people: the noun that follows within a few words, or else the one before.
pub(super) fn counted<'a>(tokens: &[Token<'a>], found: &Found) -> Option<&'a str> {
    const FURTHEST: usize = 6;
    let known = |token: &&Token<'_>| token.is(PEOPLE) || token.is(REQUESTS);
    let after = tokens.partition_point(|token| token.range.start < found.range.end);
    let before = tokens.partition_point(|token| token.range.start < found.range.start);
    let mut following = tokens
        .get(after..)?
        .iter()
        .take(FURTHEST)
        .take_while(|token| !token.is(BREAKS) && !token.is_stop() && token.word != ",");
    let token = following.find(known).or_else(|| {
        let before = tokens.get(before.saturating_sub(FURTHEST)..before)?;
        before.iter().rev().find(known)
    })?;
    token.is(REQUESTS).then_some(token.word)
}

/// `40%`, `40 percent`, `half`, `one in five`, `two thirds`: the value and how many tokens it takes.
fn share(tokens: &[Token<'_>], at: usize) -> Option<(f64, usize)> {
    let first = tokens
        .get(at)
        .filter(|first| first.number.is_some() || first.is(PARTS))?;
    // `for an hour and three quarters most people waited`
    let before = at.checked_sub(2).filter(|_| word(tokens, at - 1) == "and");
    if before.is_some_and(|before| matches!(word(tokens, before), "hour" | "hours" | "day" | "days")) {
        return None;
    }
    let count = first.number;
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
                let whole = tokens.get(at + skip)?.number?;
                (next != "of" && whole >= 2.0).then_some((count? * 100.0 / whole, skip + 1))
            }
            _ => None,
        },
    }
}

/// The share at a token with the noun phrase after it, which names people or requests: `40% of our users`, `half the users`.
fn of_people(tokens: &[Token<'_>], at: usize, taken: usize) -> Option<Range<usize>> {
    let next = at + taken;
    let of = matches!(word(tokens, next), "of" | "o");
    // Without `of` only what qualifies the noun can stand between.
    let furthest = if of { 6 } else { 3 };
    let end = noun(tokens, next + usize::from(of), furthest)?;
    Some(at..end)
}

/// Where the noun ends that is reached within a few words.
fn noun(tokens: &[Token<'_>], at: usize, furthest: usize) -> Option<usize> {
    const OTHERS: &[&str] = &[
        "of",
        "more",
        "fewer",
        "less",
        "discount",
        "increase",
        "decrease",
        "drop",
        "reduction",
        "other",
        "remaining",
        "their",
        "its",
    ];
    for (step, token) in tokens.get(at..)?.iter().take(furthest).enumerate() {
        let end = at + step + 1;
        // `users' disks`
        let owns = matches!(word(tokens, end), "'" | "’");
        let people = token.is(PEOPLE) || token.is(REQUESTS);
        let base = matches!(token.word, "user" | "customer" | "client")
            && matches!(word(tokens, end), "base" | "population" | "sessions");
        if (people || base) && !owns {
            return Some(end + usize::from(base));
        }
        let plain = token.is_word() || matches!(token.word, "'" | "’");
        let all_of = token.word == "of" && matches!(word(tokens, at + step - step.min(1)), "all" | "those");
        if !plain || token.is(BREAKS) || OTHERS.contains(&token.word) && !all_of {
            return None;
        }
    }
    None
}

/// The share at a token with the people before it: `users affected: 40%`, `most users (about 40%)`, `percentage of users
/// was 40%`.
fn people_before(tokens: &[Token<'_>], at: usize, taken: usize) -> Option<Range<usize>> {
    const FURTHEST: usize = 8;
    const PLAIN: &[&str] = &[
        ":",
        "(",
        "=",
        "|",
        "was",
        "were",
        "is",
        "?",
        "-",
        "–",
        "~",
        "affected",
        "impacted",
        "hit",
        "about",
        "around",
        "approximately",
        "roughly",
        "nearly",
        "almost",
        "up",
        "to",
        "over",
        "an",
        "estimated",
        ">",
        "≈",
    ];
    /// What a share is of where it stands behind it.
    const ANOTHER: &[&str] = &[
        "of",
        "cpu",
        "disk",
        "memory",
        "discount",
        "off",
        "increase",
        "decrease",
        "drop",
        "more",
        "less",
        "fewer",
        "uptime",
        "availability",
        "capacity",
        "error",
        "errors",
        "packet",
        "slower",
        "faster",
        "higher",
        "lower",
    ];
    let start = at.saturating_sub(FURTHEST);
    let before = tokens.get(start..at)?;
    let from = before
        .iter()
        .rposition(|token| matches!(token.word, "." | ";" | "%" | ","))
        .map_or(0, |stop| stop + 1);
    let people = before
        .iter()
        .skip(from)
        .position(|token| token.is(PEOPLE) || token.is(REQUESTS))?
        + from;
    let between = before.get(people + 1..)?;
    let joined = between
        .iter()
        .any(|token| matches!(token.word, ":" | "(" | "=" | "|" | "was" | "is" | "?" | "-" | "–"));
    let plain = between.iter().all(|token| PLAIN.contains(&token.word));
    let whole = !ANOTHER.contains(&word(tokens, at + taken));
    (joined && plain && whole).then_some(start + people..at + taken)
}

/// `all users`, `every customer`, where the sentence tells that none of them was spared: not those that were told, that
/// it was repaired for, or that are all of some.
fn everybody(tokens: &[Token<'_>], at: usize) -> Option<Found> {
    let first = tokens.get(at).filter(|first| first.is(ALL))?;
    let before = at.checked_sub(1).map_or("", |before| word(tokens, before));
    if matches!(
        before,
        "not" | "nearly" | "almost" | "virtually" | "at" | "above" | "after" | "of"
    ) {
        return None;
    }
    let end = match first.word {
        "all" => {
            let skipped = tokens.get(at + 1..)?.iter().take(2);
            let skipped = skipped
                .take_while(|token| matches!(token.word, "of" | "the" | "our"))
                .count();
            let noun = at + 1 + skipped;
            tokens.get(noun)?.is(PEOPLE).then_some(noun + 1)?
        }
        "everyone" | "everybody" => at + 1,
        "every" | "each" if matches!(word(tokens, at + 1), "user" | "customer" | "client" | "visitor") => {
            at + 2
        }
        _ => return None,
    };
    // `not … all users` may mean some of them.
    (!restricted(tokens, end) && !claim::is_negated(tokens, at) && claim::hit(tokens, &(at..end), false))
        .then(|| Found {
            value: 100.0,
            range: first.range.start..tokens.get(end - 1).map_or(first.range.end, |last| last.range.end),
            exact: false,
        })
}

/// Whether what follows `all users` makes them all of some: `in Europe`, `with two factors`; not `of the shop`, `who tried
/// to log in`.
fn restricted(tokens: &[Token<'_>], at: usize) -> bool {
    const SITE: &[&str] = &[
        "site",
        "website",
        "shop",
        "store",
        "platform",
        "service",
        "app",
        "application",
        "system",
        "api",
        "portal",
        "product",
    ];
    const USING: &[&str] = &[
        "access", "use", "reach", "load", "open", "visit", "log", "sign", "view", "browse",
    ];
    match word(tokens, at) {
        "in" | "on" | "with" | "from" | "using" | "running" | "behind" | "outside" | "inside" | "within"
        | "under" | "whose" | "connected" | "based" | "located" | "except" | "but" | "else" | "other"
        | "'" | "’" | "-" => true,
        "of" => !(matches!(word(tokens, at + 1), "the" | "our") && SITE.contains(&word(tokens, at + 2))),
        "who" | "that" | "trying" | "attempting" => !tokens
            .get(at..)
            .unwrap_or_default()
            .iter()
            .take(5)
            .any(|token| begins(token.word, USING)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::postmortem::impact::tokens::tokens;

    fn read(text: &str) -> Option<f64> {
        percent(&tokens(&text.to_ascii_lowercase()), false).map(|found| found.value)
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
            ("it hit 100% o the users using the site", 100.0),
            ("up to 15% of the user base got timeouts", 15.0),
            ("users affected: ~35%", 35.0),
            ("most clients (around 85%) could not pay", 85.0),
            (
                "affecting all users. we think that 80% of users were affected",
                80.0,
            ),
            ("affecting 75% of users.", 75.0),
            ("it hit 5% of acme's subscribers", 5.0),
            ("all customers were unable to pay", 100.0),
            ("sixty percent of our users saw errors", 60.0),
            ("the site was down for everybody", 100.0),
        ] {
            assert_eq!(read(text), Some(value), "{text}");
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
            let found = percent(&tokens, false).unwrap();
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
            assert_eq!(read(text), None, "{text}");
        }
    }
}
