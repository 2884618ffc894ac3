//! The values of metadata: names, severities, states, times, lengths.

use crate::config::Settings;
use crate::postmortem::impact::When;
use crate::span::Span;
use crate::text::blocks::Text;
use crate::text::placeholder;
use crate::vocabulary::Status;

/// A word or name with its place.
pub(super) type Placed = (String, Span);

/// The most bytes of a name.
const LONGEST_NAME: usize = 60;

/// The most words of a name.
const MOST_WORDS: usize = 5;

/// The names of a list, each on a line of its own or parted by commas; none where one of them is no name, as in a sentence.
pub(super) fn names(texts: &[Text]) -> Vec<Placed> {
    let mut names = Vec::new();
    for text in texts {
        let mut start = 0;
        for part in text.plain.split([',', ';']) {
            let part_start = start;
            start += part.len() + 1;
            let ends =
                |char: char| char.is_whitespace() || matches!(char, '.' | '-' | '–' | '*' | '•' | '`' | '"');
            let name = part.trim_matches(ends);
            let name = name.strip_prefix("and ").unwrap_or(name);
            let Some(found) = part.find(name).filter(|_| !is_blank(name)) else {
                continue;
            };
            if name.len() > LONGEST_NAME || name.split(' ').count() > MOST_WORDS || is_sentence(part) {
                return Vec::new();
            }
            let from = part_start + found;
            names.push((name.to_owned(), text.span(from..from + name.len())));
        }
    }
    names
}

/// The names of services: no count of people, and no `all of them`.
pub(super) fn services(texts: &[Text]) -> Vec<Placed> {
    const OTHERS: &[&str] = &[
        "all",
        "every",
        "everyone",
        "everything",
        "users",
        "customers",
        "people",
        "clients",
    ];
    let names = names(texts);
    let other =
        |word: &str| OTHERS.iter().any(|other| other.eq_ignore_ascii_case(word)) || word.contains('%');
    match names.iter().any(|(name, _)| name.split(' ').any(other)) {
        true => Vec::new(),
        false => names,
    }
}

/// The names of people: they begin with a capital or `@`; an address or a role beside a name is none of it.
pub(super) fn people(texts: &[Text]) -> Vec<Placed> {
    let mut people = Vec::new();
    for (name, span) in names(texts) {
        for name in name.split(" and ").flat_map(|name| name.split(" & ")) {
            let name = name.split(['(', '<', '[', '—', '–']).next().unwrap_or_default();
            let address = |word: &&str| word.find('@').is_some_and(|at| at > 0);
            let name = name
                .split_whitespace()
                .filter(|word| !address(word))
                .collect::<Vec<_>>()
                .join(" ");
            let first = name.chars().next();
            let named =
                first.is_some_and(|first| first == '@' || first.is_alphabetic() && !first.is_lowercase());
            if !named && name.contains(' ') {
                return Vec::new();
            }
            if !is_blank(&name) && !is_role(&name) {
                people.push((name, span));
            }
        }
    }
    people
}

fn is_role(name: &str) -> bool {
    const ROLES: &[&str] = &[
        "architect",
        "cto",
        "developer",
        "devops",
        "director",
        "engineer",
        "engineering",
        "intern",
        "lead",
        "manager",
        "operations",
        "ops",
        "sre",
        "team",
    ];
    name.split(' ')
        .any(|word| ROLES.iter().any(|role| role.eq_ignore_ascii_case(word)))
}

/// Whether words are a sentence and no name: they end with a full stop after several words, or hold a verb that only
/// sentences have.
fn is_sentence(text: &str) -> bool {
    const VERBS: &[&str] = &[
        "is", "was", "are", "were", "has", "had", "have", "will", "should", "we", "could", "not",
    ];
    let words = || text.split_whitespace();
    text.trim_end().ends_with(['.', '!', '?']) && words().count() > 3
        || words().any(|word| VERBS.contains(&word))
}

/// Whether nothing is said yet: a dash, `n/a`, the words of a template in brackets.
pub(super) fn is_blank(text: &str) -> bool {
    const TEMPLATE: &[&str] = &["x", "xx", "xxx", "yyyy-mm-dd", "name", "names"];
    let text = text.trim();
    placeholder::is_nothing(text)
        || TEMPLATE.iter().any(|word| word.eq_ignore_ascii_case(text))
        || text.starts_with(['<', '[', '{'])
}

/// The severity of the site that a value begins with, by name or label, signs and blanks aside: `Sev-2 (partial)`.
pub(super) fn severity<'s>(text: &str, settings: &'s Settings) -> Option<&'s str> {
    let bare = |text: &str| {
        text.chars()
            .filter(|char| char.is_alphanumeric())
            .collect::<String>()
            .to_lowercase()
    };
    let end = text
        .find(['(', ',', ';', ':', '–', '—', '/'])
        .unwrap_or(text.len());
    let first = text.get(..end)?.split(" - ").next()?;
    let stated = [bare(text), bare(first)];
    let known = settings.severities.iter().find(|known| {
        stated
            .iter()
            .any(|stated| *stated == bare(&known.name) || *stated == bare(&known.label))
    })?;
    Some(&known.name)
}

/// Whether words look like a severity: few of them, with a number or a word of rank.
pub(super) fn is_rank(text: &str) -> bool {
    const RANKS: &[&str] = &[
        "critical", "high", "major", "medium", "moderate", "minor", "low", "severe", "blocker",
    ];
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    words.len() <= 3
        && (lower.contains(|char: char| char.is_ascii_digit()) && words.len() <= 2
            || words
                .iter()
                .any(|word| RANKS.contains(&word.trim_matches(|char: char| !char.is_alphanumeric()))))
}

/// The status of a postmortem in the words of others, where they are clear: an incident is resolved, no text is.
pub(super) fn status(text: &str) -> Option<Status> {
    const WORDS: &[(Status, &[&str])] = &[
        (
            Status::Draft,
            &["draft", "wip", "work in progress", "in progress", "first draft"],
        ),
        (
            Status::InReview,
            &[
                "in review",
                "under review",
                "ready for review",
                "awaiting review",
                "pending review",
                "review",
                "for review",
            ],
        ),
        (Status::Reviewed, &["reviewed", "approved"]),
        (
            Status::Closed,
            &[
                "closed",
                "final",
                "complete",
                "completed",
                "done",
                "finished",
                "finalized",
                "finalised",
            ],
        ),
    ];
    let lower = text.to_lowercase();
    let first = lower.split([',', '(', ';', '–', '—']).next().unwrap_or_default();
    let words: Vec<&str> = first
        .split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let words = words.join(" ");
    WORDS
        .iter()
        .find(|(_, names)| names.contains(&words.as_str()))
        .map(|(status, _)| *status)
}

/// How far from its beginning a value may have its time, in bytes.
const NEAR: usize = 24;

/// The time that a value begins with; what stands right after a date is of that day.
pub(super) fn when(text: &Text, zone: Option<&str>) -> Option<When> {
    let stamps = text.stamps();
    let first = stamps
        .first()
        .filter(|first| first.range.start <= NEAR && !first.placeholder)?;
    let next = stamps.get(1).filter(|next| {
        let between = text
            .plain
            .get(first.range.end..next.range.start)
            .unwrap_or_default();
        first.clock.is_none() && next.day.is_none() && between.len() <= 6
    });
    let timed = next.unwrap_or(first);
    let own = timed
        .zone
        .clone()
        .and_then(|zone| text.plain.get(zone))
        .map(str::to_owned);
    let clock = timed.clock;
    (clock.is_some() || first.day.is_some()).then(|| When {
        day: first.day,
        own_day: first.day.is_some(),
        clock,
        zone: own
            .or_else(|| zone.map(str::to_owned))
            .filter(|_| clock.is_some()),
        span: text.span(first.range.start..timed.range.end),
    })
}

/// The start and the end that a value gives, and nothing before them: `10:05 - 11:20 UTC`, `3 March 2024, 22:00 to 4 March, 01:30`.
pub(super) fn window(text: &Text, zone: Option<&str>) -> Option<(When, When)> {
    const JOINTS: &[&str] = &["-", "–", "—", "to", "until", "till"];
    let mut start = when(text, zone)?;
    start.clock?;
    let stamps = text.stamps();
    let at = stamps.iter().position(|stamp| stamp.clock.is_some())?;
    let first = stamps.get(at)?;
    let mut end = match first.until {
        Some(until) => When {
            day: until.day.or(start.day),
            own_day: until.day.is_some(),
            clock: Some(until.clock),
            ..start.clone()
        },
        None => {
            let rest = text.plain.get(first.range.end..)?;
            let next = stamps.get(at + 1)?;
            let joint = rest
                .get(..next.range.start - first.range.end)?
                .trim_matches([' ', ',', '(', ')']);
            let end = when(&text.part(next.range.start..text.plain.len()), zone)?;
            end.clock.filter(|_| JOINTS.contains(&joint))?;
            When {
                day: end.day.or(start.day),
                ..end
            }
        }
    };
    if start.zone.is_none() {
        start.zone.clone_from(&end.zone);
    }
    if end.zone.is_none() {
        end.zone.clone_from(&start.zone);
    }
    Some((start, end))
}
