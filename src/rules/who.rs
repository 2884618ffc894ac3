//! Teams and people that a step of the timeline names.

use crate::text::phrases::Phrases;
use std::sync::LazyLock;

/// Teams and people, by what they do.
static ROLE: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "engineer, developer, dev|, devs|, dev team, admin|, admins|, administrator, sysadmin, dba|, dbas|, devops, sre|, sres|, ops|, operations, manager, management, \
         director, cto|, ceo|, cio|, ciso|, vp|, executive, leadership, senior, lead|, leads|, specialist, expert, vendor, provider, supplier, support, helpdesk, help desk, service desk, security, \
         network, database, db team, backend, back-end, frontend, front-end, infrastructure, infra, platform team, web team, it team, it department, it support, ict|, cloud team, \
         technician, consultant, contractor, architect, department, on-call, oncall, colleague, coworker, co-worker, teammate, supervisor, officer, analyst, programmer, instructor, teacher, professor, mentor, tutor, boss, \
         tech team, technical team, response team, incident team, hosting, isp|, aws|, google, azure, cloudflare, qa|, product team, application team, maintenance team, data team, owner, maintainer, me|, stakeholder, \
         teams, sales, customer service, commander, electrician, founder, headquarters, peer|, peers|, friend, registrar, partner",
    ])
});

/// Groups of people, which a word before them names: `the search squad`.
static GROUP: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(["team, squad, group|, crew, unit|, desk|, tribe, guild, folks, people|, guys|"])
});

/// Words that name no group: `the team`, `our whole team`.
const UNNAMED: &[&str] = &[
    "the",
    "our",
    "a",
    "an",
    "my",
    "their",
    "this",
    "whole",
    "entire",
    "all",
    "other",
    "and",
    "of",
    "to",
    "full",
    "rest",
    "more",
    "some",
    "appropriate",
    "right",
    "relevant",
    "concerned",
    "respective",
    "responsible",
];

/// Teams that have no name but letters: `IT pulled in`, and not `it pulled in`.
const SHORT: &[&str] = &["IT", "NOC", "SOC", "HR"];

/// Whether words name a team or a person: by what they do, by name, or by an address.
pub(super) fn names(text: &str, lower: &str) -> bool {
    let group = |(at, _)| {
        let before = lower.get(..at).unwrap_or_default();
        let word = before.split_whitespace().next_back();
        word.is_some_and(|word| word.starts_with(char::is_alphabetic) && !UNNAMED.contains(&word))
    };
    let short = || {
        text.split(|char: char| !char.is_alphanumeric())
            .any(|word| SHORT.contains(&word))
    };
    ROLE.is_in(lower) || short() || lower.contains('@') || GROUP.matches(lower).any(group) || by_name(text)
}

/// Whether words begin with those who act: `the team`, `our engineers`, `us`, and not `a restart of the team's server`.
pub(super) fn acts(lower: &str) -> bool {
    /// An article and an adjective may stand before them.
    const NEAR: usize = 3;
    let mut words = lower
        .split_whitespace()
        .take(NEAR)
        .map(|word| word.trim_matches(|char: char| !char.is_alphanumeric()))
        .peekable();
    // `By giving the team a key` tells a deed, `by the engineering team` none.
    if words.peek().is_some_and(|first| first.ends_with("ing")) {
        return false;
    }
    words.any(|word| {
        let group = |(at, _)| at == 0;
        ["us", "me", "someone", "somebody", "staff", "members"].contains(&word)
            || ROLE.matches(word).any(group)
            || GROUP.matches(word).any(group)
    })
}

/// Whether a capital letter within a sentence begins a name: `rang Wanjiru`, `Mr Tesfaye`.
fn by_name(text: &str) -> bool {
    const TITLES: &[&str] = &["mr", "mrs", "ms", "miss", "dr", "eng", "engr", "prof"];
    let (mut inside, mut listed) = (false, false);
    text.split_whitespace().any(|word| {
        let bare = word.trim_matches(|char: char| !char.is_alphanumeric());
        let bare = bare
            .strip_suffix("'s")
            .or(bare.strip_suffix("’s"))
            .unwrap_or(bare);
        let capital = bare.starts_with(char::is_uppercase) && bare.chars().skip(1).all(char::is_lowercase);
        let title = TITLES.contains(&bare.to_lowercase().as_str());
        // `We call for help: Kevin, who wrote it`
        let called = listed && word.ends_with(',');
        let named = capital && ((inside || called) && bare.len() > 2 || title);
        listed = word.ends_with(':');
        inside = !word.ends_with(['.', ':', '!', '?', '-', '–', '—']) || title;
        named
    })
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn teams_and_people_are_named_by_what_they_do_or_by_name() {
        for text in [
            "Asked the search squad for help",
            "Ticket handed to Unix group",
            "We ring Wanjiru, who owns it",
            "Mr. Tesfaye joined",
            "Brought in @ada",
            "The DBA takes over",
        ] {
            assert!(names(text, &text.to_lowercase()), "{text}");
        }
        for text in [
            "The team was alerted",
            "Our whole team joined",
            "Everybody was told",
            "Passed it on",
        ] {
            assert!(!names(text, &text.to_lowercase()), "{text}");
        }
    }
}
