//! The names of sections: one table, and how a heading or a label is held against it.

mod table;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::vocabulary::SectionKind::{self, Cause, Measures, Summary, Timeline};
use table::{AROUND, NAMES, QUESTIONS, Table, WHOLE};

/// A name that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) kind: SectionKind,
    /// Whether it names both the root cause and the resolution.
    pub(super) whole_cause: bool,
    /// Whether it names a root cause, and not a resolution alone.
    pub(super) root_cause: bool,
    /// Whether it is one of the four names of the brief in full.
    pub(super) full: bool,
    /// Whether hardly a word stands around it.
    pub(super) alone: bool,
    /// Whether it names things to do, one a line.
    pub(super) tasks: bool,
}

/// The first words of all names that ship, in order.
static FIRST: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let names = [NAMES, WHOLE, QUESTIONS]
        .into_iter()
        .flatten()
        .flat_map(|(_, names)| names.iter());
    let words: BTreeSet<&str> = names.filter_map(|name| name.split(' ').next()).collect();
    words.into_iter().collect()
});

/// The names that ship and those of `site.yaml`.
#[derive(Debug)]
pub(super) struct Names {
    added: Vec<(SectionKind, String)>,
}

impl Names {
    pub(super) fn new(added: &[(String, SectionKind)]) -> Self {
        Self {
            added: added
                .iter()
                .map(|(name, kind)| (*kind, normal(name)))
                .filter(|(_, name)| !name.is_empty())
                .collect(),
        }
    }

    /// What a heading names: the longest name that it contains.
    pub(super) fn heading(&self, text: &str) -> Option<Named> {
        let joined = self.candidate(text)?;
        if let Some(kind) = self.whole(&joined) {
            return Some(named(kind, &joined, true));
        }
        let found = |(_, name): &(SectionKind, &str)| holds(&joined, name);
        let (kind, name) = self
            .all(&[NAMES, QUESTIONS])
            .filter(found)
            .max_by_key(|(kind, name)| (name.len(), *kind == Measures))?;
        let measures = || {
            self.all(&[NAMES])
                .any(|(kind, name)| kind == Measures && holds(&joined, name))
        };
        let kind = if name == "mitigation" && measures() {
            Measures
        } else {
            kind
        };
        Some(named(kind, &joined, is_bare(&joined, name)))
    }

    /// What a label names: it is a name, with hardly a word around it.
    pub(super) fn label(&self, text: &str) -> Option<Named> {
        if text.len() > 100 {
            return None;
        }
        let joined = self.candidate(text)?;
        if let Some(kind) = self.whole(&joined) {
            return Some(named(kind, &joined, true));
        }
        let found = |(_, name): &(SectionKind, &str)| holds(&joined, name);
        let (kind, name) = self
            .all(&[NAMES])
            .filter(found)
            .max_by_key(|(kind, name)| (name.len(), *kind == Measures))?;
        is_bare(&joined, name).then(|| named(kind, &joined, true))
    }

    /// The words of a text, if a name may be among them: most texts hold none, and this tells it at little cost.
    fn candidate(&self, text: &str) -> Option<String> {
        let joined = normal(text);
        let begins = |word: &str| {
            FIRST.binary_search(&word).is_ok() || self.added.iter().any(|(_, name)| name.starts_with(word))
        };
        joined.split(' ').any(begins).then_some(joined)
    }

    fn whole(&self, joined: &str) -> Option<SectionKind> {
        let mut all = self.all(&[WHOLE, QUESTIONS, NAMES]);
        all.find(|(_, name)| *name == joined).map(|(kind, _)| kind)
    }

    fn all<'t>(&'t self, tables: &'t [&'static Table]) -> impl Iterator<Item = (SectionKind, &'t str)> {
        let added = self.added.iter().map(|(kind, name)| (*kind, name.as_str()));
        let rows = tables.iter().flat_map(|table| table.iter());
        added.chain(rows.flat_map(|(kind, names)| names.iter().map(|name| (*kind, *name))))
    }
}

/// Whether a text holds a name as whole words; both are words between single blanks.
fn holds(text: &str, name: &str) -> bool {
    let begins = std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1));
    begins
        .filter_map(|at| text.get(at..)?.strip_prefix(name))
        .any(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Whether only such words stand around a name as stand in labels.
fn is_bare(text: &str, name: &str) -> bool {
    let rest = text.replacen(name, "", 1);
    rest.split_whitespace()
        .all(|word| AROUND.binary_search(&word).is_ok())
}

fn named(kind: SectionKind, joined: &str, alone: bool) -> Named {
    let has = |names: &[&str]| names.iter().any(|name| holds(joined, name));
    let root_cause = has(&["root cause", "root causes"]);
    Named {
        kind,
        alone,
        root_cause,
        whole_cause: root_cause && has(&["resolution", "recovery", "mitigation", "fix"]),
        full: match kind {
            Summary => has(&["issue summary", "incident summary", "executive summary"]),
            Timeline => has(&["timeline"]),
            Cause => root_cause && has(&["resolution"]),
            Measures => has(&["corrective", "preventative", "preventive", "action items"]),
            _ => false,
        },
        tasks: has(&[
            "tasks",
            "task list",
            "list of tasks",
            "todo",
            "todos",
            "to do",
            "to dos",
            "action items",
            "actions",
            "next steps",
            "follow ups",
        ]),
    }
}

/// The words of a text in lower case between single blanks, without number in front, `and`, `or` and the
/// `s` of `cause(s)`.
fn normal(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    let lower = text.to_lowercase();
    let words = lower.split(|char: char| !char.is_alphanumeric());
    for word in words.filter(|word| !matches!(*word, "" | "and" | "or" | "s")) {
        let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if number(&normal) {
            normal.clear();
        }
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.push_str(word);
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::SectionKind::{Background, Detection, Impact, Lessons, Other};

    #[test]
    fn headings_match_by_the_longest_name_in_any_form() {
        let names = Names::new(&[]);
        for (heading, kind) in [
            ("Issue Summary", Some(Summary)),
            ("1. ISSUE SUMMARY:", Some(Summary)),
            ("🚨 Executive summary of the night", Some(Summary)),
            ("Incident", Some(Summary)),
            ("Incident report", None),
            ("User Impact", Some(Impact)),
            ("Background Context:", Some(Background)),
            ("Context", Some(Background)),
            ("Timeline (all times in GMT)", Some(Timeline)),
            ("Chain of Events", Some(Timeline)),
            ("Upcoming events", None),
            ("Root Cause(s)", Some(Cause)),
            ("Root cause & resolution;", Some(Cause)),
            ("Resolution and Recovery", Some(Cause)),
            ("Fix", Some(Cause)),
            ("The fix we wanted", None),
            ("Corrective/Preventative measures", Some(Measures)),
            ("Mitigation and Future Prevention", Some(Measures)),
            ("Follow-ups", Some(Measures)),
            ("To-dos", Some(Measures)),
            ("Actions", Some(Measures)),
            ("Actions taken", Some(Detection)),
            ("Lessons learnt", Some(Lessons)),
            ("What went wrong", Some(Lessons)),
            ("Summaryless", None),
            ("Humour", None),
            ("", None),
        ] {
            assert_eq!(names.heading(heading).map(|named| named.kind), kind, "{heading}");
        }
    }

    #[test]
    fn labels_are_names_with_hardly_a_word_around() {
        let names = Names::new(&[]);
        for (label, kind) in [
            ("Duration of the outage", Some(Impact)),
            ("Root Cause Explanation", Some(Cause)),
            ("Tasks to Address the Issue", Some(Measures)),
            ("A list of tasks to address the issue", Some(Measures)),
            ("When was the issue detected?", Some(Detection)),
            ("How many % of the users were affected?", Some(Impact)),
            ("The root cause was simple", None),
            ("We saw an impact", None),
            ("Conclusion", Some(Other)),
        ] {
            assert_eq!(names.label(label).map(|named| named.kind), kind, "{label}");
        }
    }

    #[test]
    fn a_site_adds_names() {
        let added = [
            ("What we broke".to_owned(), Summary),
            ("fix list".to_owned(), Measures),
        ];
        let names = Names::new(&added);
        assert_eq!(
            names.heading("And what we broke").map(|named| named.kind),
            Some(Summary)
        );
        assert_eq!(names.label("Fix list").map(|named| named.kind), Some(Measures));
    }

    #[test]
    fn the_table_is_normal() {
        for (_, name) in Names::new(&[]).all(&[NAMES, WHOLE, QUESTIONS]) {
            assert_eq!(normal(name), name);
        }
        assert!(AROUND.is_sorted());
    }
}
