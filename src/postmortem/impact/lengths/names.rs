//! What a length of time is the length of, by the words around it.

use super::room::LOOSE;
use crate::postmortem::impact::tokens::{Token, begins, word};
use crate::record::lengths::Part;

/// Without one of these no words name a length.
pub(super) const CUES: &[&str] = &[
    "duration",
    "downtime",
    "lasted",
    "lasting",
    "unnoticed",
    "undetected",
    "silent",
    "outage",
    "down",
    "offline",
    "unavailab",
    "inaccessib",
    "unreachab",
    "degrad",
    "time to",
    "delay",
    "active",
    "in total",
    "in all",
    "ttr",
    "ttd",
    "tta",
    "ttm",
    "resolved",
    "mitigated",
    "detected",
    "noticed",
    "how long",
    "spanned",
    "realis",
    "realiz",
    "impact",
    "hours",
];

/// The days of support hours, as they are written beside them.
pub(super) const DAYS: &[&str] = &[
    "m-f",
    "mon-fri",
    "mon–fri",
    "mon - fri",
    "mon to fri",
    "monday-friday",
    "monday - friday",
    "monday–friday",
    "monday to friday",
    "monday through friday",
    "mon-sat",
    "monday to saturday",
    "weekdays",
    "business days",
    "working days",
    "24/7",
    "daily",
    "every day",
];

/// Whether a text says that only hours of work count.
pub(super) fn counts_support_hours(lower: &str) -> bool {
    const WHOSE: &[&str] = &["support", "business", "working", "office", "service"];
    lower.match_indices("hours").any(|(at, _)| {
        let before = lower.get(..at).unwrap_or_default().trim_end_matches([' ', '-']);
        WHOSE.iter().any(|whose| before.ends_with(whose))
    })
}

/// What the value of a label is the length of.
pub(super) fn of_label(label: &str) -> Option<Part> {
    const MOST_WORDS: usize = 6;
    const LENGTH: &[&str] = &[
        "duration", "downtime", "delay", "length", "mttd", "ttd", "mttr", "ttr", "mtta", "tta", "mttm", "ttm",
    ];
    const OTHER: &[&str] = &[
        "maintenance",
        "planned",
        "timeout",
        "build",
        "window",
        "cache",
        "session",
        "token",
        "retention",
        "request",
        "response",
        "expected",
        "estimated",
        "average",
        "meeting",
    ];
    let words: Vec<&str> = label
        .split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let is = |list: &[&str]| words.iter().any(|word| begins(word, list));
    let time_to = words
        .windows(2)
        .any(|pair| matches!(pair, ["time", "to"] | ["how", "long"]));
    if words.len() > MOST_WORDS
        || !time_to && !words.iter().any(|word| LENGTH.contains(word))
        || is(OTHER) && !time_to
    {
        return None;
    }
    let named = [
        (
            &[
                "detect",
                "notice",
                "undetected",
                "unnoticed",
                "mttd",
                "ttd",
                "silent",
            ][..],
            Part::Undetected,
        ),
        (
            &["acknowledg", "respon", "engage", "mtta", "tta"],
            Part::Acknowledge,
        ),
        (&["mitigat", "mttm", "ttm"], Part::Mitigate),
        (
            &["resol", "repair", "recover", "restor", "fix", "mttr", "ttr"],
            Part::Resolve,
        ),
        (&["degrad"], Part::Degraded),
        (&["down"], Part::Down),
        (&["active"], Part::Active),
    ];
    let found = named.iter().find(|(list, _)| is(list)).map(|(_, part)| *part);
    found.or_else(|| is(&["duration", "length", "long"]).then_some(Part::Total))
}

/// Words between a name and its number, beside the loose ones.
const BETWEEN: &[&str] = &[
    "for", "a", "an", "the", ".", "over", "more", "than", "at", "least", "only", "of", "was", "is", "were",
    "(", "total", "under", "less", "to", "*", "_", "up", ">", "<", "well", "still", "whole", "full", ",",
    "-",
];

fn is_between(word: &str) -> bool {
    LOOSE.contains(&word) || BETWEEN.contains(&word)
}

/// What the words before a number say that it measures.
pub(super) fn before(tokens: &[Token<'_>], at: usize) -> Option<Part> {
    const MOST: usize = 6;
    let mut place = at;
    while place > 0 && at - place < MOST && is_between(word(tokens, place - 1)) {
        place -= 1;
    }
    let between = |wanted: &str| {
        tokens
            .get(place..at)
            .is_some_and(|tokens| tokens.iter().any(|token| token.word == wanted))
    };
    let name = word(tokens, place.checked_sub(1)?);
    let told = match name {
        _ if is_work(tokens, place - 1) => return None,
        "lasted" | "lasting" | "lasts" | "spanned" | "spanning" => Part::Total,
        "duration" if between("of") || between("was") || between("is") => Part::Total,
        "downtime" | "outage" if between("of") || between("was") || between("for") => Part::Down,
        _ if !between("for") => return None,
        "down" | "offline" | "unavailable" | "inaccessible" | "unreachable" | "unusable" | "out"
        | "halted" | "interrupted" | "disrupted" => Part::Down,
        "unnoticed" | "undetected" | "silent" | "silently" | "unseen" => Part::Undetected,
        "degraded" => Part::Degraded,
        _ => return None,
    };
    Some(told)
}

/// Whether what lasted is some work, and not the incident: `the migration lasted`.
fn is_work(tokens: &[Token<'_>], at: usize) -> bool {
    const WORK: &[&str] = &[
        "investigation",
        "migration",
        "upgrade",
        "deploy",
        "rollout",
        "rollback",
        "backup",
        "restore",
        "job",
        "build",
        "call",
        "meeting",
        "test",
        "run",
        "reindex",
        "failover",
        "reboot",
        "restart",
    ];
    let before = tokens.get(at.saturating_sub(2)..at).unwrap_or_default();
    before.iter().any(|token| begins(token.word, WORK))
}

/// Whether a number says for how long: `for about an hour`, `(90 minutes)`.
pub(super) fn is_introduced(tokens: &[Token<'_>], at: usize) -> bool {
    const MOST: usize = 3;
    let before = tokens.get(at.saturating_sub(MOST)..at).unwrap_or_default();
    let close = before.iter().rev().take_while(|token| is_between(token.word));
    close.into_iter().any(|token| matches!(token.word, "for" | "("))
}

/// What the words after a number say that it measures.
pub(super) fn after(tokens: &[Token<'_>], at: usize) -> Option<Part> {
    const PASSED: &[&str] = &[
        "of",
        "-",
        "long",
        "complete",
        "full",
        "cumulative",
        "service",
        "site",
        "(",
        "–",
        "website",
    ];
    const MOST: usize = 3;
    let mut place = at;
    while place - at < MOST && PASSED.contains(&word(tokens, place)) {
        place += 1;
    }
    let next = word(tokens, place + 1);
    let told = match word(tokens, place) {
        "outage" | "downtime" | "unavailability" => Part::Down,
        "total" if matches!(next, "outage" | "downtime") => Part::Down,
        "total" if !matches!(next, "of" | "for") => Part::Total,
        "in" if matches!(next, "total" | "all") => Part::Total,
        "all" if next == "in" && word(tokens, place + 2) == "all" => Part::Total,
        "overall" | "altogether" => Part::Total,
        "silent" | "undetected" | "unnoticed" => Part::Undetected,
        "active" if next == "impact" => Part::Total,
        "active" => Part::Active,
        "degraded" | "degradation" => Part::Degraded,
        "partial" | "partially" => Part::Degraded,
        "down" | "offline" if !matches!(next, "to" | "from" | "the") => Part::Down,
        "to" => match next {
            "detect" | "notice" => Part::Undetected,
            "mitigate" => Part::Mitigate,
            "resolve" | "repair" | "recover" => Part::Resolve,
            _ => return None,
        },
        "before" | "until" => {
            const NOTICED: &[&str] = &["noticed", "realized", "realised", "detected", "alerted"];
            let soon = tokens.get(place..(place + 5).min(tokens.len()))?;
            soon.iter()
                .find(|token| NOTICED.contains(&token.word))
                .map(|_| Part::Undetected)?
        }
        "failure" | "disruption" | "interruption" | "blackout" => Part::Total,
        // `a 7 minute cascading failure`
        _ if matches!(next, "outage" | "failure" | "disruption" | "interruption") => Part::Total,
        _ => return None,
    };
    Some(told)
}

/// Whether a number is one end of a range of lengths, or is not of the incident by the words next to it: `5-10 minutes`, `up
/// to an hour`, `2 hours later`.
pub(super) fn is_of_another(tokens: &[Token<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| word(tokens, before));
    let number = at
        .checked_sub(2)
        .and_then(|at| tokens.get(at))
        .is_some_and(Token::is_number);
    let ranged = number && matches!(before, "-" | "–" | "to" | "or" | "and");
    ranged
        || matches!(
            before,
            "first" | "last" | "next" | "past" | "every" | "older" | "per" | "/"
        )
}
