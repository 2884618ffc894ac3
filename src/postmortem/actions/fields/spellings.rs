//! Single words and short phrases of an action: kinds, dates, names, priorities and tickets.

use crate::moment::month;
use crate::text::clock::{self, Day};
use crate::text::placeholder;
use crate::vocabulary::ActionKind;
use jiff::civil::Date;

const KINDS: [(ActionKind, &[&str]); 4] = [
    (ActionKind::Detect, &["detect", "detection", "detective"]),
    (ActionKind::Mitigate, &["mitigate", "mitigation", "mitigative"]),
    (
        ActionKind::Prevent,
        &["prevent", "prevention", "preventive", "preventative"],
    ),
    (ActionKind::Process, &["process", "procedure", "policy"]),
];

/// A kind in words.
pub(in crate::postmortem::actions) fn kind(words: &str) -> Option<ActionKind> {
    let words = words.trim().trim_end_matches(':');
    let named = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(words));
    KINDS
        .iter()
        .find(|(_, names)| named(names))
        .map(|(kind, _)| *kind)
}

/// What a heading above actions says that all of them are for; None where it says two things.
pub(in crate::postmortem::actions) fn kind_of_list(heading: &str) -> Option<ActionKind> {
    /// Words that name actions, and say nothing of what they are for.
    const NAMES: &[&str] = &[
        "action",
        "actions",
        "alerting",
        "and",
        "changes",
        "future",
        "immediate",
        "improvement",
        "improvements",
        "item",
        "items",
        "long",
        "measures",
        "short",
        "steps",
        "tasks",
        "term",
        "work",
    ];
    let mut found = None;
    for word in heading
        .split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let lower = word.to_lowercase();
        let kind = match lower.as_str() {
            "monitoring" | "alerting" | "observability" => Some(ActionKind::Detect),
            "processes" | "policies" | "procedures" => Some(ActionKind::Process),
            word => kind(word),
        };
        match (kind, found) {
            (Some(kind), Some(other)) if kind != other => return None,
            (Some(kind), _) => found = Some(kind),
            (None, _) if NAMES.binary_search(&lower.as_str()).is_ok() => {}
            (None, _) => return None,
        }
    }
    found
}

/// The first date with a year in a text; none where day and month may be the other way round.
pub(in crate::postmortem::actions) fn date(text: &str) -> Option<Date> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    clock::anywhere(text)
        .into_iter()
        .find_map(|stamp| stamp.day?.full())
}

/// The date that all of a text is.
pub(in crate::postmortem::actions) fn whole_date(text: &str) -> Option<Date> {
    let text = text.trim().trim_end_matches('.');
    let dated = text.contains(|char: char| char.is_ascii_digit());
    let lead = dated.then(|| clock::leading(text)).flatten()?;
    lead.stamp.day?.full().filter(|_| lead.body == text.len())
}

/// The last day of the month, quarter or half year that all of a text is: `end of March 2026`, `Q2 2026`.
pub(in crate::postmortem::actions) fn end_of_period(text: &str) -> Option<Date> {
    let lower = text.trim().trim_end_matches('.').to_lowercase();
    let leads = ["the end of ", "end of ", "end "];
    let period = leads.iter().find_map(|lead| lower.strip_prefix(lead));
    let (one, other) = period.unwrap_or(&lower).split_once([' ', '-', '/'])?;
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let (name, year) = if is_year(one) { (other, one) } else { (one, other) };
    let name = name.trim_end_matches(',');
    let part = |letter, months: i8| {
        let number: i8 = name.strip_prefix(letter)?.parse().ok()?;
        (1..=12 / months).contains(&number).then_some(number * months)
    };
    let last = month::named(name)
        .or_else(|| part('q', 3))
        .or_else(|| part('h', 6))?;
    let year = is_year(year).then(|| year.parse().ok()).flatten()?;
    Date::new(year, last, 1).ok().map(Date::last_of_month)
}

/// Whether a text is a day and a month, and nothing else.
pub(super) fn is_yearless(text: &str) -> bool {
    let dated = text.contains(|char: char| char.is_ascii_digit()) && text.contains(char::is_alphabetic);
    let lead = dated.then(|| clock::leading(text)).flatten();
    lead.is_some_and(|lead| {
        let day = matches!(lead.stamp.day, Some(Day::Date { year: None, .. }));
        day && lead.stamp.clock.is_none() && lead.body == text.len()
    })
}

/// A name without its sign; None for a placeholder.
pub(in crate::postmortem::actions) fn name(words: &str) -> Option<String> {
    let words = words
        .trim()
        .trim_start_matches('@')
        .trim_matches(['*', '_', '.', ':', ' ']);
    (!placeholder::is_nothing(words)).then(|| words.to_owned())
}

/// Whether words look like the name of a person or a team.
pub(super) fn is_name(words: &str) -> bool {
    let count = words.split_whitespace().count();
    // `R. Osei`
    let initial = |word: &str| word.len() == 2 && word.ends_with('.');
    let plain = |word: &str| !word.contains(['.', '/', '"']) || initial(word);
    (1..=4).contains(&count) && words.starts_with(char::is_uppercase) && words.split_whitespace().all(plain)
}

/// Whether words in square brackets behind a task are somebody's name: `[Ann]`, `[Ann Lee]`, `[Web team]`.
pub(super) fn is_signature(words: &str) -> bool {
    const OTHER: [&str; 14] = [
        "backend", "bug", "critical", "draft", "frontend", "here", "issue", "link", "optional", "pr",
        "source", "task", "ticket", "urgent",
    ];
    let mut parts = words.split_whitespace();
    let proper = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word
                .chars()
                .skip(1)
                .all(|char| char.is_lowercase() || matches!(char, '-' | '’' | '\'' | '.'))
            && word.chars().count() > 1
    };
    parts
        .next()
        .is_some_and(|first| proper(first) && !OTHER.contains(&first.to_lowercase().as_str()))
        && parts.all(|word| proper(word) || word == "team")
        && words.split_whitespace().count() <= 3
}

/// A priority in words, as written: `P1`, `High`, `priority 2`.
pub(super) fn priority(words: &str) -> Option<&str> {
    const NAMES: [&str; 8] = [
        "critical", "urgent", "highest", "high", "medium", "normal", "low", "lowest",
    ];
    let words = words.trim();
    let without = |end: &str| {
        let (bare, last) = words.split_at_checked(words.len().checked_sub(end.len())?)?;
        last.eq_ignore_ascii_case(end).then_some(bare)
    };
    let bare = without(" priority").or_else(|| without(" prio")).unwrap_or(words);
    let known = NAMES.iter().any(|name| name.eq_ignore_ascii_case(bare));
    let numbered = matches!(words.as_bytes(), [b'p' | b'P', digit] if digit.is_ascii_digit());
    (known || numbered).then_some(bare)
}

/// Whether the words of a link, or its address, say that it is a ticket.
pub(super) fn is_ticket(words: &str, dest: &str) -> bool {
    is_plain_ticket(words) || words == dest && is_tracker(dest) || is_number(words)
}

/// Whether the words of a link say only that a ticket is behind it, and not which.
pub(in crate::postmortem::actions) fn is_plain_ticket(words: &str) -> bool {
    let known = [
        "issue",
        "issues",
        "pr",
        "pull request",
        "ticket",
        "link",
        "link to issue",
        "bug",
        "tracker",
        "jira",
        "task",
        "here",
        "mr",
        "merge request",
    ];
    known.iter().any(|name| name.eq_ignore_ascii_case(words.trim()))
}

/// Whether words are the number of a ticket: `#12`, `OPS-12`, `PR 12`, `web#12`, `!12`.
pub(in crate::postmortem::actions) fn is_number(words: &str) -> bool {
    let words = words.trim().trim_matches(['[', ']', '(', ')', '.', ',', ':']);
    let digits = words.trim_start_matches(|char: char| !char.is_ascii_digit());
    let before = words.get(..words.len() - digits.len()).unwrap_or_default();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let lead = before.trim_end_matches([' ', '#', '!']);
    let marked = before.ends_with(['#', '!']) && !lead.contains(' ');
    let project = before.strip_suffix('-').is_some_and(|name| {
        name.len() > 1
            && name
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    });
    let named = before != lead && is_plain_ticket(lead);
    marked || project || named
}

/// Whether words are an address and nothing else.
pub(in crate::postmortem::actions) fn is_address(words: &str) -> bool {
    words.starts_with("http") && !words.contains(char::is_whitespace)
}

/// Whether a word is the address of a ticket.
pub(super) fn is_tracker(word: &str) -> bool {
    let parts = [
        "/issues/",
        "/issue/",
        "/pull/",
        "/pulls/",
        "/merge_requests/",
        "/browse/",
        "/ticket",
        "/tasks/",
        "tracker",
        "jira",
        "/bugs/",
        "show_bug",
    ];
    word.starts_with("http") && parts.iter().any(|part| word.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_tickets() {
        for words in [
            "#12",
            "OPS-12",
            "PR 12",
            "PR #12",
            "web#12",
            "org/web#12",
            "!12",
            "issue 12",
            "[#12]",
        ] {
            assert!(is_number(words), "{words}");
        }
        for words in ["12", "the 12", "A-1 steel", "#a", "", "May 12", "Q-", "add 12"] {
            assert!(!is_number(words), "{words}");
        }
    }

    #[test]
    fn priorities_as_written() {
        for (words, said) in [
            ("P1", "P1"),
            ("High", "High"),
            ("high priority", "high"),
            ("LOW", "LOW"),
        ] {
            assert_eq!(priority(words), Some(said), "{words}");
        }
        for words in ["P", "P10", "Px", "higher", "page", "", "é1"] {
            assert_eq!(priority(words), None, "{words}");
        }
    }

    #[test]
    fn lists_for_one_purpose() {
        for (heading, kind) in [
            ("Process improvements", Some(ActionKind::Process)),
            ("Process/Policy improvements", Some(ActionKind::Process)),
            ("Monitoring and alerting", Some(ActionKind::Detect)),
            ("Prevention:", Some(ActionKind::Prevent)),
            ("Preventive measures", Some(ActionKind::Prevent)),
            ("Corrective and preventive measures", None),
            ("Detection and prevention", None),
            ("Monitoring of the pool", None),
            ("Action items", None),
        ] {
            assert_eq!(kind_of_list(heading), kind, "{heading}");
        }
    }
}
