//! What an alert, a line of a log or a draft reminds of, for people in an outage and for programs.

use crate::archive::{Archive, Item};
use crate::format::{harmless, one_line, whole_minutes};
use crate::recurrence::{Certainty, Match};
use crate::url;
use crate::view::words;
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt::Write;

/// How many reasons are printed of each kind.
const REASONS: usize = 4;
/// How many open actions are printed: in an outage nobody reads twenty.
const ACTIONS: usize = 3;

/// An earlier failure.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Found<'a> {
    /// The id.
    pub id: &'a str,
    /// The path of the page, from the root of the site.
    pub url: String,
    /// The title.
    pub title: &'a str,
    /// The date of the incident.
    pub date: Option<String>,
    /// The services that it hit.
    pub services: Vec<&'a str>,
    /// Whether somebody said that it is the same failure.
    pub confirmed: bool,
    /// The similarity score; comparable within one archive only.
    pub score: i32,
    /// What is the same.
    pub same: &'a [String],
    /// Where they differ.
    pub different: &'a [String],
    /// How long users were affected, in seconds.
    #[serde(skip)]
    pub seconds: Option<i64>,
    /// The same in whole minutes, rounded half up.
    pub minutes: Option<i64>,
    /// What ended it, in the words of its timeline.
    pub ended_by: Option<&'a str>,
    /// What of its actions is still open.
    pub open_actions: Vec<Open<'a>>,
}

/// An open action.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Open<'a> {
    /// What is to be done.
    pub task: &'a str,
    /// Who does it.
    pub owner: Option<&'a str>,
    /// By when.
    pub due: Option<String>,
}

/// The document of `similar --format json`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer<'a> {
    /// The version of this form.
    pub version: u8,
    /// At most three, best first; none where there is no likely match.
    pub matches: &'a [Found<'a>],
}

/// What matches lead to.
#[must_use]
pub fn found<'a>(archive: &'a Archive, matches: &'a [Match]) -> Vec<Found<'a>> {
    let known = |found: &'a Match| Some(of(archive, found, archive.items.get(found.earlier)?));
    matches.iter().filter_map(known).collect()
}

fn of<'a>(archive: &'a Archive, found: &'a Match, item: &'a Item) -> Found<'a> {
    let record = &*item.record;
    let promises = archive.promises_of(item);
    let open = promises.filter(|promise| promise.standing.is_open());
    let open = open.map(|promise| Open {
        task: &promise.action.task,
        owner: promise.action.owner.as_deref(),
        due: promise.standing.due.map(|due| due.to_string()),
    });
    let seconds = item.impact_times().and_then(|times| times.impact);
    Found {
        id: &record.id,
        url: url::postmortem(&item.slug),
        title: &record.title.value,
        date: item.date.map(|date| date.to_string()),
        services: record.services().collect(),
        confirmed: found.certainty == Certainty::Confirmed,
        score: found.score,
        same: &found.same,
        different: &found.different,
        seconds,
        minutes: seconds.map(whole_minutes),
        ended_by: record.ended_by().map(|entry| entry.text.as_str()),
        open_actions: open.collect(),
    }
}

/// As JSON, on one line.
#[must_use]
pub fn json(found: &[Found<'_>]) -> String {
    let answer = Answer {
        version: 1,
        matches: found,
    };
    // Texts and numbers always serialise.
    serde_json::to_string(&answer).unwrap_or_default()
}

/// In words.
#[must_use]
pub fn human(found: &[Found<'_>]) -> String {
    if found.is_empty() {
        return "no likely match\n".to_owned();
    }
    let mut out = String::new();
    for (index, one) in found.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        write(&mut out, one);
    }
    out
}

fn write(out: &mut String, found: &Found<'_>) {
    let _ = writeln!(out, "\x1b[1m{}\x1b[0m", plain(found.title));
    let date = found.date.as_deref().unwrap_or("no date recorded");
    let lasted = found
        .seconds
        .map(|seconds| format!(" · {}", words::duration(seconds)));
    let confirmed = if found.confirmed { " · confirmed" } else { "" };
    let lasted = lasted.unwrap_or_default();
    let _ = writeln!(out, "  {date} · {}{lasted}{confirmed}", plain(found.id));
    for same in found.same.iter().take(REASONS) {
        line(out, "same", same.strip_prefix("same ").unwrap_or(same));
    }
    for different in found.different.iter().take(REASONS) {
        line(out, "differs", different);
    }
    line(out, "ended by", found.ended_by.unwrap_or("not recorded"));
    for action in found.open_actions.iter().take(ACTIONS) {
        let owner = action
            .owner
            .map_or_else(String::new, |owner| format!(", {owner}"));
        let due = action
            .due
            .as_ref()
            .map_or_else(String::new, |due| format!(", due {due}"));
        line(out, "still open", &format!("{}{owner}{due}", action.task));
    }
    if let more @ 1.. = found.open_actions.len().saturating_sub(ACTIONS) {
        line(out, "", &format!("and {more} more"));
    }
}

fn line(out: &mut String, name: &str, text: &str) {
    let _ = writeln!(out, "  {name:<11}{}", plain(text));
}

/// A text on one line; whatever a file says, nothing of it speaks to the terminal.
fn plain(text: &str) -> String {
    harmless(&one_line(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::fixtures::record;
    use crate::config::Settings;
    use jiff::civil::date;
    use std::sync::Arc;

    fn archive() -> Archive {
        let record = record("gates", "boarding", date(2024, 1, 17));
        Archive::new(vec![Arc::new(record)], &Settings::default())
    }

    fn matched() -> Match {
        Match {
            earlier: 0,
            certainty: Certainty::Likely,
            score: 61,
            same: vec!["same message: “tls:\x1b[2J expired”".to_owned()],
            different: vec!["trigger: Expiry, then Attack".to_owned()],
        }
    }

    #[test]
    fn no_match_is_an_answer() {
        assert_eq!(human(&[]), "no likely match\n");
        assert_eq!(json(&[]), r#"{"version":1,"matches":[]}"#);
    }

    #[test]
    fn it_says_what_it_was_what_ended_it_and_where_it_differs() {
        let (archive, matches) = (archive(), [matched()]);
        let found = found(&archive, &matches);
        let said = human(&found);
        for part in [
            "boarding failed",
            "2024-01-17 · gates",
            "message: “tls:\u{fffd}[2J expired”",
            "differs    trigger",
            "ended by   ",
        ] {
            assert!(said.contains(part), "{part} is not in:\n{said}");
        }
        let data: serde_json::Value = serde_json::from_str(&json(&found)).unwrap();
        assert_eq!(data["matches"][0]["id"], "gates");
        assert_eq!(data["matches"][0]["url"], "postmortems/gates/");
    }
}
