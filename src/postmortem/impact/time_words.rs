//! What the words around a time make of it.

use super::{TimeKey, until};
use crate::postmortem::impact::summary_lines::SummaryLine;
use crate::postmortem::impact::words::{
    ASIDE, DETECTED, END, Lists, MITIGATED, OTHER, START, TOLD, TROUBLE, WELL,
};
use crate::vocabulary::SectionKind;

/// What a time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Is(TimeKey),
    /// The time of something else: of a push, of a meeting.
    Other,
    Unclear,
}

/// What is before `back` or `over` where something is.
const BE: &[&str] = &[
    "was", "were", "is", "are", "came", "come", "comes", "fully", "all",
];

/// So many words of a line are asked whether they tell of trouble, for each of its times.
const FURTHEST: usize = 100;

/// What the words around a time make of it; `first` where it is the first of its line, `range` where it has an end.
pub(super) fn role(line: &SummaryLine<'_>, before: &str, after: &str, first: bool, range: bool) -> Role {
    let before = before.rsplit(['.', ';']).next().unwrap_or_default();
    let near: Vec<(&str, Lists)> = words(before)
        .rev()
        .take(6)
        .map(|word| (word, Lists::of(word)))
        .collect();
    // `everything was back by`, `it was over at`, and not `rolled back at`, `failed over at`.
    let well = near.windows(2).position(
        |pair| matches!(pair, [(over, _), (be, _)] if matches!(*over, "back" | "over") && BE.contains(be)),
    );
    let is = |at: usize, list| near.get(at).is_some_and(|(_, lists)| lists.has(list));
    let position = |list| near.iter().position(|(_, lists)| lists.has(list));
    let key = |key, at: Option<usize>| Some((at?, Role::Is(key)));
    let nearest = [
        key(TimeKey::Started, position(START)),
        key(TimeKey::Resolved, position(END).into_iter().chain(well).min()),
        key(TimeKey::Mitigated, position(MITIGATED)),
        key(TimeKey::Detected, position(DETECTED)),
        position(OTHER).map(|at| (at, Role::Other)),
    ];
    let nearest = nearest.into_iter().flatten().min_by_key(|&(at, _)| at);
    // `It recovered until 15:00, when it failed again`: until then all was well.
    let lasts = near.iter().any(|(word, _)| until::is_until(word));
    if lasts && !range && near.iter().any(|(_, lists)| lists.has(WELL)) {
        return Role::Other;
    }
    if !range
        && let Some((at, Role::Is(TimeKey::Resolved))) = nearest
        && near.get(at).is_some_and(|(word, _)| until::is_until(word))
    {
        let clause: Vec<&str> = words(before).rev().skip(at + 1).take(FURTHEST).collect();
        return until::key(&clause).map_or(Role::Other, Role::Is);
    }
    // `merged between 10:00 and 10:20`: what was done then is told before.
    let of_range = range
        || near
            .first()
            .is_some_and(|(word, _)| matches!(*word, "between" | "from"));
    if of_range && position(OTHER).is_some() && !troubled(words(before)) {
        return Role::Other;
    }
    // `Mails are no longer delayed since 10:05`, `no errors since 10:05`
    if nearest.is_some_and(|(_, role)| role == Role::Is(TimeKey::Started)) && denied(before) {
        return Role::Other;
    }
    let headless = line.kind == SectionKind::Other;
    // `The incident began at 10:05 and ended at 11:30`
    let joined = || words(before).next() == Some("and") && troubled(words(&line.lower).take(FURTHEST));
    match nearest {
        // Where no heading says that an incident is told, the sentence has to.
        Some((_, Role::Is(TimeKey::Started | TimeKey::Resolved)))
            if headless && !troubled(words(before).chain(following(after))) && !joined() =>
        {
            return Role::Other;
        }
        Some((at, Role::Is(TimeKey::Detected))) if headless && is(at, TOLD) => return Role::Other,
        Some((_, role)) => return role,
        None if range && troubled(following(after)) => return Role::Is(TimeKey::Started),
        None => {}
    }
    let told = told(after, first);
    let label = |list| words(&line.label).any(|word| Lists::of(word).has(list));
    match () {
        () if told.is_some() => told.unwrap_or(Role::Unclear),
        () if !first || headless => Role::Unclear,
        () if label(START) => Role::Is(TimeKey::Started),
        () if label(MITIGATED) => Role::Is(TimeKey::Mitigated),
        () if label(END) => Role::Is(TimeKey::Resolved),
        () if label(DETECTED) => Role::Is(TimeKey::Detected),
        () if label(OTHER) => Role::Other,
        () => Role::Unclear,
    }
}

/// What the words after a time tell of it: `At 10:15 we received a report`.
fn told(after: &str, first: bool) -> Option<Role> {
    let words: Vec<&str> = following(after).take(12).collect();
    let role = |(at, word): (usize, &&str)| {
        let next = |list: &[&str]| words.iter().skip(at + 1).take(3).any(|word| list.contains(word));
        // `the site went down, and all was restored by 23:30`: it is told of the time behind it.
        if at + 2 == words.len() && matches!(words.last(), Some(&"by" | &"at" | &"around" | &"until")) {
            return None;
        }
        Some(match *word {
            "restored" | "resolved" | "recovered" | "fixed" | "ended" => Role::Is(TimeKey::Resolved),
            "returned" | "back" if next(&["normal", "online", "up"]) => Role::Is(TimeKey::Resolved),
            "mitigated" => Role::Is(TimeKey::Mitigated),
            "detected" | "noticed" | "alerted" | "paged" => Role::Is(TimeKey::Detected),
            "received" | "got" if next(&["report", "reports", "alert", "alerts", "page"]) => {
                Role::Is(TimeKey::Detected)
            }
            "crashed" | "halted" | "stalled" | "froze" if first => Role::Is(TimeKey::Started),
            "experienced" | "suffered" | "encountered"
                if first
                    && !next(&["no", "another"])
                    && !words.iter().any(|word| Lists::of(word).has(ASIDE)) =>
            {
                Role::Is(TimeKey::Started)
            }
            "began" | "started" | "occurred" if first && troubled(following(after)) => {
                Role::Is(TimeKey::Started)
            }
            "went" if first && next(&["down", "offline", "dark"]) => Role::Is(TimeKey::Started),
            "became" if first && next(&["unavailable", "unreachable", "unresponsive", "slow"]) => {
                Role::Is(TimeKey::Started)
            }
            "were" | "was"
                if first && next(&["compromised", "unreachable", "unavailable", "down", "offline"]) =>
            {
                Role::Is(TimeKey::Started)
            }
            word if Lists::of(word).has(OTHER) => Role::Other,
            _ => return None,
        })
    };
    words.iter().enumerate().find_map(role)
}

/// The words of the rest of a sentence.
fn following(after: &str) -> impl DoubleEndedIterator<Item = &str> {
    words(after.split(['.', ';']).next().unwrap_or_default())
}

fn troubled<'t>(mut words: impl Iterator<Item = &'t str>) -> bool {
    // A failover is what is done.
    words.any(|word| Lists::of(word).has(TROUBLE) && !word.starts_with("failover"))
}

/// Whether it is said that nothing fails: `no longer delayed`, `without errors`, and not `could no longer log in`.
fn denied(text: &str) -> bool {
    let words: Vec<&str> = words(text).collect();
    let no = |word: &str| matches!(word, "no" | "not" | "without" | "never" | "nothing");
    words.windows(3).chain(words.windows(2)).any(|near| {
        near.first().is_some_and(|first| no(first))
            && near.last().is_some_and(|last| troubled(std::iter::once(*last)))
    })
}

/// Whether a text tells that something fails.
pub(in crate::postmortem) fn tells_of_trouble(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    troubled(words(&text))
}

/// Whether the words before a date leave it to be that of the incident: few, none of which tells of something else.
pub(super) fn opens(before: &str) -> bool {
    const MOST: usize = 5;
    !before.contains(". ")
        && words(before).count() <= MOST
        && !words(before).any(|word| Lists::of(word).has(OTHER) || matches!(word, "until" | "by" | "before"))
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
}
