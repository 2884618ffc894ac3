//! Whether a sentence tells that those it counts were hit: not what might have been, was planned or is denied, not who
//! was spared, and nothing of somebody else's system.

use crate::postmortem::impact::tokens::{self, Token, word};
use crate::postmortem::impact::words::{
    ALARMS, APPROXIMATE, HARM, Lists, OTHERS, PLANNED, SAYING, SPARED, UNREAL,
};
use std::ops::Range;

/// What words say of those that are beside them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Nothing,
    Harm,
    Denied,
}

/// Whether those of a quantity, a range of tokens with its noun, are said to be hit. Where the impact was asked for, the
/// quantity alone is enough.
pub(super) fn hit(tokens: &[Token<'_>], quantity: &Range<usize>, asked: bool) -> bool {
    let sentence = sentence(tokens, quantity);
    let inside = tokens.get(quantity.clone()).unwrap_or_default();
    let before = before(tokens, sentence.start..quantity.start);
    let after = predicate(tokens, quantity.end..sentence.end);
    if !happened(tokens, quantity, sentence.start, before, after)
        || spared(after, true)
        || spared(tail(before, 10), false)
    {
        return false;
    }
    let denied = tail(before, 4).iter().enumerate().any(|(at, token)| {
        matches!(token.word, "none" | "neither" | "no") && word(tail(before, 4), at + 1) != "longer"
    });
    let apart = tokens
        .get(sentence.start..quantity.start - before.len())
        .unwrap_or_default();
    // `some 500 users` as an aside is those that the words before it speak of.
    let apart = match apart.split_last() {
        Some((mark, _)) if is_joint(mark) => apart,
        Some((mark, clause)) if matches!(mark.word, "," | "(") => clause_end(clause),
        _ => &[],
    };
    let object = match before {
        [.., up, to] if to.word == "to" => up.word != "up",
        [.., last] => matches!(last.word, "for" | "by" | "with"),
        [] => false,
    };
    let own = [before, inside, if object { &[] } else { after }].map(harm);
    if denied || own.contains(&Said::Denied) {
        return false;
    }
    let alone = before.iter().all(|token| token.is(APPROXIMATE))
        && !after.iter().any(|token| {
            matches!(
                token.word,
                "was" | "were" | "is" | "are" | "has" | "have" | "had" | "use"
            )
        });
    own.contains(&Said::Harm)
        || alone
            && match harm(apart) {
                Said::Harm => true,
                Said::Nothing => asked,
                Said::Denied => false,
            }
}

/// Whether the clause before a token is negated.
pub(super) fn is_negated(tokens: &[Token<'_>], at: usize) -> bool {
    let sentence = sentence(tokens, &(at..at));
    before(tokens, sentence.start..at)
        .iter()
        .any(|token| negates(token.word))
}

/// Whether a sentence tells at a range of tokens what did happen, now and here.
pub(super) fn is_real(tokens: &[Token<'_>], at: &Range<usize>) -> bool {
    let sentence = sentence(tokens, at);
    let before = before(tokens, sentence.start..at.start);
    let after = predicate(tokens, at.end..sentence.end);
    happened(tokens, at, sentence.start, before, after)
}

/// The same of a range in the sentence that begins at `start`, with the words before and after it.
fn happened(
    tokens: &[Token<'_>],
    at: &Range<usize>,
    start: usize,
    before: &[Token<'_>],
    after: &[Token<'_>],
) -> bool {
    let told = tokens.get(start..at.end).unwrap_or_default();
    let to_end = tokens.get(at.start - before.len()..at.end).unwrap_or_default();
    !unreal(to_end) && !unreal(after) && !conditional(before) && !elsewhere(told)
}

/// The sentence around a range of tokens, or what of it is near: each quantity of a text looks at its own.
fn sentence(tokens: &[Token<'_>], at: &Range<usize>) -> Range<usize> {
    const FURTHEST: usize = 100;
    let (first, last) = (
        at.start.saturating_sub(FURTHEST),
        tokens.len().min(at.end + FURTHEST),
    );
    let start = (first..at.start).rev().find(|&at| ends_sentence(tokens, at));
    let end = (at.end..last).find(|&at| ends_sentence(tokens, at));
    start.map_or(first, |stop| stop + 1)..end.unwrap_or(last)
}

fn ends_sentence(tokens: &[Token<'_>], at: usize) -> bool {
    const ABBREVIATED: &[&str] = &[
        "approx", "ca", "e.g", "i.e", "vs", "incl", "max", "min", "est", "no",
    ];
    match word(tokens, at) {
        "!" | ";" => true,
        "." => {
            let before = at.checked_sub(1).map_or("", |before| word(tokens, before));
            let adjacent = match (tokens.get(at), tokens.get(at + 1)) {
                (Some(stop), Some(next)) => stop.range.end == next.range.start,
                _ => false,
            };
            !adjacent && !ABBREVIATED.contains(&before)
        }
        _ => false,
    }
}

/// A mark between a label and what it is for.
fn is_joint(token: &Token<'_>) -> bool {
    matches!(token.word, ":" | "|" | "?" | "=" | "-" | "–" | "—")
}

fn parts(word: &str) -> bool {
    matches!(
        word,
        "but" | "while" | "whereas" | "although" | "though" | "however"
    )
}

/// The words before a quantity in its clause.
fn before<'t, 'a>(tokens: &'t [Token<'a>], range: Range<usize>) -> &'t [Token<'a>] {
    clause_end(tokens.get(range).unwrap_or_default())
}

/// The last clause of some words.
fn clause_end<'t, 'a>(before: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let start = before
        .iter()
        .rposition(|token| is_joint(token) || matches!(token.word, "," | "(" | ")") || parts(token.word));
    before
        .get(start.map_or(0, |start| start + 1)..)
        .unwrap_or_default()
}

/// What is said of a quantity after it: the rest of its clause, or what comes after something inserted.
fn predicate<'t, 'a>(tokens: &'t [Token<'a>], range: Range<usize>) -> &'t [Token<'a>] {
    const JOINED: &[&str] = &["and", "or", "so", "which", "because", "as", "since"];
    let rest = tokens.get(range).unwrap_or_default();
    let closes = |token: &Token<'_>| {
        matches!(token.word, "," | "(" | ")" | "|" | ":" | "–" | "—") || parts(token.word)
    };
    // `500 users, most of them in Europe, could not pay`
    let inserted = rest
        .first()
        .is_some_and(|token| matches!(token.word, "," | "(" | "–" | "—"))
        && !JOINED.contains(&word(rest, 1))
        && !parts(word(rest, 1));
    let closed = rest.first().is_some_and(|token| token.word == ")");
    let rest = rest.get(usize::from(inserted || closed)..).unwrap_or_default();
    let mut ends = rest
        .iter()
        .enumerate()
        .filter(|(_, token)| closes(token))
        .map(|(at, _)| at);
    let end = if inserted { ends.nth(1) } else { ends.next() };
    let clause = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
    // What came before or after tells of something else.
    let time = clause.iter().skip(1).position(|token| {
        matches!(
            token.word,
            "after" | "before" | "until" | "when" | "because" | "since" | "so" | "once" | "although"
        )
    });
    clause
        .get(..time.map_or(clause.len(), |at| at + 1))
        .unwrap_or_default()
}

fn tail<'t, 'a>(tokens: &'t [Token<'a>], most: usize) -> &'t [Token<'a>] {
    tokens
        .get(tokens.len().saturating_sub(most)..)
        .unwrap_or_default()
}

fn negates(word: &str) -> bool {
    matches!(
        word,
        "not" | "never" | "no" | "without" | "neither" | "nor" | "cannot" | "nobody" | "none" | "nothing"
    ) || word.ends_with("n't")
        || word.ends_with("n’t")
}

/// Whether some words tell of harm; `could not pay` does, `were not hit` denies it.
fn harm(tokens: &[Token<'_>]) -> Said {
    const FURTHEST: usize = 3;
    let mut said = Said::Nothing;
    for (at, token) in tokens.iter().enumerate() {
        if token.is(HARM)
            || matches!(
                (token.word, word(tokens, at + 1)),
                ("logged" | "signed" | "cut", "out" | "off")
            )
        {
            said = Said::Harm;
        }
        if !negates(token.word) || word(tokens, at + 1) == "only" {
            continue;
        }
        let mut following = tokens.get(at + 1..).unwrap_or_default().iter().take(FURTHEST);
        if following.any(|token| token.is(HARM) || token.word.starts_with("notice")) {
            return Said::Denied;
        }
        let nobody = matches!(
            token.word,
            "no" | "nobody" | "none" | "nothing" | "neither" | "nor"
        );
        if !nobody || word(tokens, at + 1) == "longer" {
            said = Said::Harm;
        }
    }
    said
}

/// Whether words say that somebody was spared or that something was done for them.
fn spared(tokens: &[Token<'_>], able: bool) -> bool {
    const FURTHEST: usize = 3;
    tokens.iter().enumerate().any(|(at, token)| {
        let before = tokens.get(at.saturating_sub(FURTHEST)..at).unwrap_or_default();
        let after = tokens.get(at + 1..).unwrap_or_default().iter().take(2);
        let denied = || {
            before.iter().any(|token| {
                negates(token.word) || matches!(token.word, "unable" | "stopped" | "until" | "before")
            })
        };
        let hardly =
            |token: &Token<'_>| negates(token.word) || matches!(token.word, "only" | "hardly" | "barely");
        match token.word {
            "could" | "can" => able && !after.into_iter().any(hardly),
            "able" => able && !denied(),
            _ => token.is(SPARED) && !denied(),
        }
    })
}

/// Whether the clause around a time in a sentence tells of what is planned, usual or did not happen: `The job is due at 02:00.`
pub(in crate::postmortem) fn is_unreal(sentence: &str, time: &Range<usize>) -> bool {
    let lower = sentence.to_ascii_lowercase();
    let tokens = tokens::around(&lower, &[], sentence);
    let start = tokens.partition_point(|token| token.range.start < time.start);
    let end = tokens.partition_point(|token| token.range.start < time.end);
    let planned = |words: &[Token<'_>]| {
        words
            .iter()
            .enumerate()
            .any(|(at, token)| token.is(PLANNED) || token.word == "due" && word(words, at + 1) != "to")
    };
    [before(&tokens, 0..start), predicate(&tokens, end..tokens.len())]
        .into_iter()
        .any(|words| planned(words) || unreal(words))
}

/// Whether words tell of what may be, is to be, or is only measured against.
fn unreal(tokens: &[Token<'_>]) -> bool {
    tokens.iter().enumerate().any(|(at, token)| {
        let before = at.checked_sub(1).map_or("", |before| word(tokens, before));
        match token.word {
            // What somebody could see is so.
            "could" => matches!(
                word(tokens, at + 1),
                "have"
                    | "be"
                    | "affect"
                    | "impact"
                    | "hit"
                    | "lose"
                    | "potentially"
                    | "possibly"
                    | "also"
                    | "even"
            ),
            // The month stands after a preposition or a day.
            "may" => !token.capital && !matches!(before, "in" | "of" | "since" | "until" | "early" | "late"),
            _ => token.is(UNREAL),
        }
    })
}

/// Whether what follows is a condition: of a sentence, or of an alert.
fn conditional(before: &[Token<'_>]) -> bool {
    let warns = before.iter().any(|token| token.is(ALARMS));
    let when = before
        .iter()
        .any(|token| matches!(token.word, "when" | "whenever" | "once"))
        || before
            .last()
            .is_some_and(|token| matches!(token.word, "at" | "above" | "below" | "over" | "of"));
    before.iter().any(|token| matches!(token.word, "if" | "unless"))
        || before.first().is_some_and(|token| token.word == "had")
        || warns && when
}

/// Whether a sentence, up to its quantity, speaks of another system or of another time.
fn elsewhere(told: &[Token<'_>]) -> bool {
    told.iter().enumerate().any(|(at, token)| {
        let owner = ["'s", "’s"].iter().find_map(|owns| token.word.strip_suffix(owns));
        let other = owner.map_or(token.is(OTHERS), |name| Lists::of(name).has(OTHERS));
        let next = word(told, at + 1);
        let owned = owner.is_some() || matches!(next, "customers" | "users" | "clients" | "accounts");
        let mut saying = told.get(at + 1..).unwrap_or_default().iter().take(4);
        match token.word {
            "their" => matches!(next, "customers" | "users" | "clients" | "own"),
            "previous" | "earlier" | "last" | "past" | "prior" | "similar" => matches!(
                next,
                "incident"
                    | "incidents"
                    | "outage"
                    | "outages"
                    | "year"
                    | "month"
                    | "quarter"
                    | "time"
                    | "postmortem"
            ),
            "according" => saying.any(|token| token.is(OTHERS)),
            _ if other => owned || saying.any(|token| token.is(SAYING)),
            _ => false,
        }
    })
}
