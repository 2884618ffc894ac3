//! The names of sections: one table, and how a heading or a label is held against it.

use crate::vocabulary::SectionKind::{
    self, Background, Cause, Detection, Impact, Lessons, Measures, Other, Summary, Timeline,
};

/// Names by kind.
type Table = [(SectionKind, &'static [&'static str])];

/// Names that a heading may contain as whole words, each in lower case, without `and`, `or` and signs.
const NAMES: &Table = &[
    (
        Summary,
        &[
            "issue summary",
            "incident summary",
            "executive summary",
            "postmortem summary",
            "summary",
            "overview",
            "issue description",
            "incident description",
        ],
    ),
    (
        Impact,
        &[
            "impact",
            "user impact",
            "customer impact",
            "business impact",
            "reputational impact",
            "duration",
            "who was affected",
        ],
    ),
    (Background, &["background"]),
    (
        Timeline,
        &[
            "timeline",
            "time line",
            "timeline of events",
            "incident timeline",
            "events timeline",
            "event timeline",
            "chain of events",
            "chronology",
        ],
    ),
    (
        Detection,
        &["detection", "escalation", "actions taken", "misleading paths"],
    ),
    (
        Cause,
        &[
            "root cause resolution",
            "root causes resolution",
            "root cause",
            "root causes",
            "root cause analysis",
            "contributing factors",
            "what happened",
            "resolution",
            "recovery",
            "mitigation",
        ],
    ),
    (
        Measures,
        &[
            "corrective preventative measures",
            "corrective preventive measures",
            "corrective measures",
            "preventative measures",
            "preventive measures",
            "corrective actions",
            "preventative actions",
            "preventive actions",
            "corrective",
            "preventative",
            "preventive",
            "action items",
            "action item",
            "follow ups",
            "follow up",
            "next steps",
            "to dos",
            "to do",
            "todos",
            "todo",
            "task list",
            "list of tasks",
            "improvements",
            "prevention",
            "remediation",
        ],
    ),
    (
        Lessons,
        &[
            "lessons learned",
            "lessons learnt",
            "lesson learned",
            "lessons",
            "what went well",
            "what went wrong",
            "where we got lucky",
        ],
    ),
];

/// Names that a heading must be as a whole: elsewhere they are common words.
const WHOLE: &Table = &[
    (Summary, &["issue", "incident", "description"]),
    (Background, &["context"]),
    (Timeline, &["events"]),
    (Cause, &["trigger", "fix"]),
    (Measures, &["actions", "tasks"]),
    (
        Other,
        &[
            "conclusion",
            "conclusions",
            "introduction",
            "outcome",
            "references",
            "appendix",
            "glossary",
            "links",
            "resources",
            "closing notes",
            "closing remarks",
            "acknowledgements",
        ],
    ),
];

/// The questions of the brief, and others like them, that writers paste as labels.
const QUESTIONS: &Table = &[
    (
        Impact,
        &[
            "what was the impact",
            "what service was down slow",
            "what services were down slow",
            "what service was down",
            "what were users experiencing",
            "what were user experiencing",
            "how many of the users were affected",
            "how many users were affected",
            "how many percent of the users were affected",
            "what percentage of users were affected",
        ],
    ),
    (
        Detection,
        &[
            "when was the issue detected",
            "how was the issue detected",
            "when the issue was detected",
            "how the issue was detected",
            "misleading investigation debugging paths",
            "misleading investigation debugging paths that were taken",
            "misleading investigation paths",
            "misleading debugging paths",
            "misleading investigation",
            "which team individuals was the incident escalated to",
            "which team was the incident escalated to",
            "who was the incident escalated to",
        ],
    ),
    (
        Cause,
        &[
            "what was the root cause",
            "what was causing the issue",
            "explain in detail what was causing the issue",
            "how the issue was fixed",
            "how was the issue fixed",
            "explain in detail how the issue was fixed",
            "how the incident was resolved",
            "how was the incident resolved",
            "how was the issue resolved",
        ],
    ),
    (
        Measures,
        &[
            "what are the things that can be improved fixed",
            "what are the things that can be improved",
            "what can be improved",
            "a list of tasks to address the issue",
            "list of tasks to address the issue",
            "tasks to address the issue",
        ],
    ),
];

/// Words that may stand around a name in a label: `Duration of the outage`, `Root cause explanation`.
const AROUND: &[&str] = &[
    "a",
    "address",
    "an",
    "debugging",
    "description",
    "detail",
    "detailed",
    "details",
    "disruption",
    "downtime",
    "event",
    "events",
    "explanation",
    "final",
    "fixes",
    "for",
    "full",
    "future",
    "in",
    "incident",
    "initial",
    "investigation",
    "issue",
    "issues",
    "key",
    "list",
    "method",
    "methods",
    "of",
    "on",
    "our",
    "outage",
    "plan",
    "problem",
    "process",
    "section",
    "service",
    "services",
    "steps",
    "summary",
    "taken",
    "tasks",
    "technical",
    "the",
    "time",
    "to",
    "user",
    "users",
];

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
        let joined = normal(text);
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
        let joined = normal(text);
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
    text.match_indices(name).any(|(at, _)| {
        let end = at + name.len();
        (at == 0 || text.as_bytes().get(at - 1) == Some(&b' '))
            && text.as_bytes().get(end).is_none_or(|byte| *byte == b' ')
    })
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
