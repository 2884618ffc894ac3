//! The four sections of the brief, and their order.

use super::{Example, Rule, Scope};
use crate::config::{Profile, Settings};
use crate::diagnostic::{Diagnostic, Level};
use crate::postmortem::Postmortem;
use crate::postmortem::document::Section;
use crate::source::Span;
use crate::vocabulary::SectionKind;

/// `sections`
pub(super) static RULE: Rule = Rule {
    name: "sections",
    requires: "Issue Summary, Timeline, Root cause and resolution, Corrective and preventative measures, each by any of \
               its names; under the brief in this order",
    why: "\"While postmortem format can vary, stick to this one so that you can get properly reviewed by your peers\" \
          (the brief). A reader who has read one postmortem knows where to look in all others.",
    fix: "Give each part a heading: `## Issue Summary`, `## Timeline`, `## Root cause and resolution`, \
          `## Corrective and preventative measures`.",
    bad: &[Example {
        path: "README.md",
        text: "# Login down\n\n## Timeline\n\n- 10:00 UTC - An alert told of failing logins\n\n## Issue Summary\n\nNobody could log in.\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "# Login down\n\n## Issue Summary\n\nNobody could log in.\n\n## Timeline\n\n\
               - 10:00 UTC - An alert told of failing logins\n\n## Root cause and resolution\n\nThe key had expired.\n\n\
               ## Action items\n\n- [ ] Watch when keys expire\n",
    }],
    archive: Some(Level::Warn),
    assignment: Some(Level::Error),
    scope: Scope::File(check),
};

/// The brief's sections in its order, each with the other kinds that count with it and some of its names.
const FOUR: [(SectionKind, &[SectionKind], &str); 4] = [
    (
        SectionKind::Summary,
        &[SectionKind::Impact],
        "also read: Summary, Overview, Incident",
    ),
    (
        SectionKind::Timeline,
        &[SectionKind::Detection],
        "also read: Timeline of events, Chronology",
    ),
    (
        SectionKind::Cause,
        &[],
        "also read: Root cause, Contributing factors, Resolution",
    ),
    (
        SectionKind::Measures,
        &[],
        "also read: Action items, Next steps, Prevention, Follow-ups",
    ),
];

fn check(postmortem: &Postmortem, _settings: &Settings, profile: Profile) -> Vec<Diagnostic> {
    let sections = &postmortem.document.sections;
    let mut found = Vec::new();
    for (kind, others, names) in FOUR {
        if sections
            .iter()
            .any(|section| section.kind == kind || others.contains(&section.kind))
        {
            continue;
        }
        if kind == SectionKind::Timeline && !postmortem.record.entries.is_empty() {
            continue;
        }
        let opening = (kind == SectionKind::Summary)
            .then(|| opening(postmortem))
            .flatten();
        found.push(if let Some(span) = opening {
            let message = "cannot tell whether this is the Issue Summary: no heading says so";
            RULE.question(postmortem, span, message)
                .hint("put `## Issue Summary` before it")
        } else {
            RULE.error(
                postmortem,
                Span::default(),
                format!("there is no section `{}`", kind.label()),
            )
            .hint(format!("add a heading `## {}`; {names}", kind.label()))
        });
    }
    if found.is_empty()
        && profile == Profile::Assignment
        && let Some(section) = out_of_order(sections)
    {
        let heading = section.heading.as_deref().unwrap_or(section.kind.label());
        let message = format!("the section `{heading}` stands after what should follow it");
        let order = FOUR.map(|(kind, ..)| kind.label()).join(", ");
        found.push(
            RULE.error(postmortem, section.heading_span, message)
                .hint(format!("the brief's order is {order}")),
        );
    }
    found
}

/// The first paragraph of text before any section, heading and title aside.
fn opening(postmortem: &Postmortem) -> Option<Span> {
    let document = &postmortem.document;
    let first = document.sections.first()?;
    if first.heading.is_some() {
        return None;
    }
    let from = document.title.map_or(first.span.start, |title| {
        title.end.clamp(first.span.start, first.span.end)
    });
    let text = document.source.slice(Span::new(from, first.span.end));
    let start = from + (text.len() - text.trim_start().len());
    let end = start + text.trim().split("\n\n").next().unwrap_or_default().len();
    let is_text = text.trim().split_whitespace().count() >= 10;
    is_text.then_some(Span::new(start, end))
}

/// A section that has no place in the brief's order. Where a kind has several sections, one of them in its place
/// is enough: a root cause told early and a resolution told late are fine.
fn out_of_order(sections: &[Section]) -> Option<&Section> {
    let mut from = 0;
    for (kind, others, _) in FOUR {
        let is_kind = |section: &Section| section.kind == kind || others.contains(&section.kind);
        match sections.iter().skip(from).position(is_kind) {
            Some(at) => from += at + 1,
            None => return sections.iter().find(|section| is_kind(section)),
        }
    }
    None
}
