//! Counts of users and of failed requests.

use super::nouns::{BREAKS, PEOPLE, REQUESTS};
use crate::postmortem::impact::share::Found;
use crate::postmortem::impact::tokens::{Token, begins, number, word};

/// The first count of users that were hit, as in `affected 340,000 users`.
pub(super) fn users(tokens: &[Token<'_>]) -> Option<Found> {
    const HIT: &[&str] = &[
        "affect",
        "impact",
        "unable",
        "could",
        "couldn't",
        "cannot",
        "can't",
        "lost",
        "experienc",
        "encounter",
        "saw",
        "fail",
        "without",
        "hit",
        "error",
        "total",
        "lock",
        "disconnect",
        "locked",
    ];
    counted(tokens, PEOPLE, HIT)
}

/// The first count of requests that failed, as in `12,000 requests failed`.
pub(super) fn requests_failed(tokens: &[Token<'_>]) -> Option<Found> {
    const FAILED: &[&str] = &["fail", "error", "lost", "drop", "unsuccessful", "reject", "timed"];
    counted(tokens, REQUESTS, FAILED)
}

fn counted(tokens: &[Token<'_>], nouns: &[&str], hit: &[&str]) -> Option<Found> {
    const FURTHEST: usize = 30;
    let mut numbers = tokens.iter().enumerate().filter(|(_, token)| token.is_number());
    numbers.find_map(|(at, first)| {
        let mut next = at + 1;
        let scale = match word(tokens, next) {
            "k" | "thousand" => 1e3,
            "m" | "million" => 1e6,
            "billion" => 1e9,
            _ => 1.0,
        };
        if scale > 1.0 {
            next += 1;
        }
        // At most two words between: `300 failed card transactions`.
        let noun = (next..next + 3).find(|&noun| nouns.contains(&word(tokens, noun)))?;
        let value = number(first.word)? * scale;
        let before = at.checked_sub(1).map_or("", |before| word(tokens, before));
        if value.fract() != 0.0 || matches!(before, "/" | "." | "#" | "-" | "$" | "€") {
            return None;
        }
        let between = tokens.get(next..noun)?;
        if between.iter().any(|token| {
            !token.word.starts_with(char::is_alphabetic)
                || matches!(token.word, "concurrent" | "status")
                || token.word.starts_with("error")
                || BREAKS.contains(&token.word)
        }) {
            return None;
        }
        if matches!(word(tokens, noun + 1), "per" | "/" | "a")
            || nouns.contains(&"requests") && word(tokens, noun) == "traffic"
        {
            return None;
        }
        let sentence = at.saturating_sub(FURTHEST);
        let from = tokens
            .get(sentence..at)?
            .iter()
            .rposition(Token::is_stop)
            .map_or(sentence, |stop| sentence + stop + 1);
        let matches = tokens
            .get(from..)?
            .iter()
            .take_while(|token| token.range.start < first.range.start || !token.is_stop())
            .take(60)
            .any(|token| begins(token.word, hit));
        matches.then(|| Found {
            value,
            range: first.range.start..tokens.get(noun).map_or(first.range.end, |noun| noun.range.end),
            exact: true,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::postmortem::impact::tokens::tokens;

    fn read(text: &str, what: fn(&[Token<'_>]) -> Option<Found>) -> Option<f64> {
        what(&tokens(&text.to_ascii_lowercase())).map(|found| found.value)
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
        assert_eq!(
            read("we lost 300 failed card transactions", requests_failed),
            Some(300.0)
        );
        assert_eq!(read("it failed with 500 error messages", requests_failed), None);
        assert_eq!(
            read("it serves 900 requests per second without error", requests_failed),
            None
        );
    }
}
