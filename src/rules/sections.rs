//! The four sections of the brief, and their order.

mod required;

use super::{Example, FileContext, Judge, Rule, Verdict, brief};
use crate::config::Profile;
use crate::diagnostic::{Diagnostic, Level, RuleName};
use crate::postmortem::document::Section;
use crate::postmortem::{Postmortem, Reading, incident_log};
use crate::span::Span;
use crate::text::blocks;
use crate::vocabulary::SectionKind;

/// `sections`
pub(super) static RULE: Rule = Rule {
    name: RuleName::Sections,
    summary: "the four required sections are present",
    requires: "the sections Issue Summary, Timeline, Root cause and resolution, and Corrective and preventative \
               measures are present, each under any of its accepted names; in an assignment, in this order. A profile \
               of the site's own may require others",
    why: "\"While postmortem format can vary, stick to this one so that you can get properly reviewed by your \
          peers\" (the assignment). A reader who knows one postmortem knows where to look in all others.",
    fix: "Give each part a heading: `## Issue Summary`, `## Timeline`, `## Root cause and resolution`, `## \
          Corrective and preventative measures`.",
    bad: &[Example {
        path: "README.md",
        text: "# Login down\n\n## Timeline\n\n- 10:00 UTC - Alert: logins are failing\n\n## Issue Summary\n\nNobody could log in.\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "# Login down\n\n## Issue Summary\n\nNobody could log in.\n\n## Timeline\n\n\
               - 10:00 UTC - Alert: logins are failing\n\n## Root cause and resolution\n\nThe key had expired.\n\n\
               ## Action items\n\n- [ ] Alert before keys expire\n",
    }],
    levels: &[
        (Profile::Archive, Level::Warn),
        (Profile::Assignment, Level::Error),
    ],
    judge: Judge::File(judge),
};

/// The brief's sections in its order, each with the other kinds that count with it and some of its names.
const FOUR: [(SectionKind, &[SectionKind], &str); 4] = [
    (
        SectionKind::Summary,
        &[SectionKind::Impact],
        "Summary, Overview, Incident",
    ),
    (
        SectionKind::Timeline,
        &[SectionKind::Detection],
        "Timeline of events, Chronology",
    ),
    (
        SectionKind::Cause,
        &[],
        "Root cause, Contributing factors, Resolution",
    ),
    (
        SectionKind::Measures,
        &[],
        "Action items, Next steps, Prevention, Follow-ups",
    ),
];

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let sections = reading.postmortem.document.sections.iter();
    let named = sections.filter(|section| section.kind != SectionKind::Other);
    Verdict::of(check(reading, context), || {
        named.map(|section| section.heading_span).collect()
    })
}

fn check(reading: &Reading, context: &FileContext<'_>) -> Vec<Diagnostic> {
    let profile = context.profile;
    let postmortem = &reading.postmortem;
    let sections = &postmortem.document.sections;
    if let Some(finding) = many(reading) {
        return vec![finding];
    }
    let pasted = (profile == Profile::Assignment)
        .then(|| pasted(postmortem))
        .flatten();
    let label = || brief::unknown_label(reading).filter(|_| profile == Profile::Assignment);
    let mut found = Vec::new();
    for (kind, others, names, from) in required::sections(postmortem, context.settings) {
        let ask = |span: Span| {
            let message = format!("cannot tell whether this is the section `{}`", kind.label());
            let hint = format!("call it `## {}`; also accepted: {names}", kind.label());
            RULE.question(postmortem, span, message).hint(hint)
        };
        let named = |section: &&Section| section.heading.is_some();
        let mut stands = sections.iter().filter(named);
        if let Some(section) = stands.find(|section| section.kind == kind || others.contains(&section.kind)) {
            found.extend(section.guessed.then(|| ask(section.heading_span)));
            continue;
        }
        // In an archive `timeline-present` says it.
        let told = || profile == Profile::Archive && context.levels.is_on(RuleName::TimelinePresent);
        if kind == SectionKind::Timeline && (!postmortem.record.entries.is_empty() || told()) {
            continue;
        }
        if brief::is_foreign(reading) {
            continue;
        }
        let opening = (kind == SectionKind::Summary && pasted.is_none())
            .then(|| opening(postmortem))
            .flatten();
        let headed = sections.iter().any(|section| section.heading.is_some());
        let instead = reading
            .parts()
            .stand_in(kind)
            .filter(|_| headed && opening.is_none());
        found.push(if let Some(span) = instead {
            let heading = first_line(postmortem.document.source.slice(span));
            ask(Span::new(span.start, span.start + heading.len()))
        } else if let Some(span) = opening {
            let message = "cannot tell whether this is the Issue Summary: it has no heading";
            RULE.question(postmortem, span, message)
                .hint("add the heading `## Issue Summary` above it")
        } else if let Some(front) = brief::unread_front(reading)
            .filter(|_| profile == Profile::Assignment && kind == SectionKind::Summary)
        {
            ask(front)
        } else if let Some(label) =
            label().filter(|_| matches!(kind, SectionKind::Cause | SectionKind::Measures))
        {
            ask(label)
        } else {
            RULE.error(
                postmortem,
                Span::default(),
                format!("missing section `{}`{from}", kind.label()),
            )
            .hint(format!(
                "add the heading `## {}`; also accepted: {names}",
                kind.label()
            ))
        });
    }
    let complete = found.is_empty();
    if !complete && let Some(fence) = blocks::open_fence(&postmortem.document.source, &reading.blocks) {
        let message = "unclosed code block: everything after it is read as code";
        found.push(
            RULE.error(postmortem, fence, message)
                .hint("add the same fence on a line after the last line of code"),
        );
    }
    if let Some(span) = pasted {
        let message = "this is the text of the assignment, not an answer to it";
        let finding = if complete {
            // A whole answer stands beside it.
            RULE.question(postmortem, span, message)
        } else {
            RULE.error(postmortem, span, message)
        };
        found.push(finding.hint("remove the text of the assignment; only your own words count"));
    }
    if complete
        && profile == Profile::Assignment
        && context.settings.own_profile.sections.is_empty()
        && let Some(section) = out_of_order(sections)
    {
        let heading = section.heading.as_deref().unwrap_or(section.kind.label());
        let message = format!("section `{heading}` is out of order");
        let order = FOUR.map(|(kind, ..)| kind.label()).join(", ");
        found.push(
            RULE.error(postmortem, section.heading_span, message)
                .hint(format!("the expected order is: {order}")),
        );
    }
    found
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// Whether a file tells of many incidents, which a machine cannot know.
fn many(reading: &Reading) -> Option<Diagnostic> {
    let document = &reading.postmortem.document;
    let incidents = incident_log::incidents(&reading.blocks, &document.sections, document.body);
    let first = incidents.first()?;
    let message = format!(
        "cannot tell whether this is one postmortem: {} headings look like incidents of their own",
        incidents.len()
    );
    Some(
        RULE.question(&reading.postmortem, first.heading, message)
            .hint("write one file per incident; `nevertwice import markdown` splits such a file"),
    )
}

/// Words of the brief that no answer has a use for; its questions make good labels and are not among them.
const BRIEF: [&str; 4] = [
    "failure can come stem from a wide range",
    "is a tool widely used in the tech industry",
    "web stack debugging project issue or an outage you have",
    "format can vary, stick to this one so that you can get",
];

/// Where the text of the brief was pasted in.
fn pasted(postmortem: &Postmortem) -> Option<Span> {
    let body = postmortem.document.body;
    let text = postmortem.document.source.slice(body).to_ascii_lowercase();
    BRIEF.iter().find_map(|words| {
        let start = body.start + text.find(words)?;
        Some(Span::new(start, start + words.len()))
    })
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
    let is_text = text.split_whitespace().count() >= 10;
    is_text.then_some(Span::new(start, end))
}

/// A section that has no place in the brief's order: of a kind without which the others are in it. Where a kind has several
/// sections, one of them in its place is enough: a root cause told early and a resolution told late are fine.
fn out_of_order(sections: &[Section]) -> Option<&Section> {
    let missed = first_missed(sections, None)?;
    let mut kinds = (0..FOUR.len()).filter(|&kind| kind != missed);
    let blamed = match first_missed(sections, Some(missed)) {
        None => missed,
        Some(_) => kinds
            .find(|&kind| first_missed(sections, Some(kind)).is_none())
            .unwrap_or(missed),
    };
    sections.iter().find(|section| counts(section, blamed))
}

/// Whether a section counts for one of the four kinds.
fn counts(section: &Section, kind: usize) -> bool {
    FOUR.get(kind)
        .is_some_and(|(kind, others, _)| section.kind == *kind || others.contains(&section.kind))
}

/// The first kind but `without` that has no section after one of each kind before it.
fn first_missed(sections: &[Section], without: Option<usize>) -> Option<usize> {
    let mut from = 0;
    for kind in (0..FOUR.len()).filter(|&kind| Some(kind) != without) {
        match sections
            .iter()
            .skip(from)
            .position(|section| counts(section, kind))
        {
            Some(at) => from += at + 1,
            None => return Some(kind),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::diagnostic::Level;
    use crate::rules::testing::{archive, assignment, levels, words};

    /// A text with these headings, each with a line under it.
    fn text(headings: &[&str]) -> String {
        let section = |heading: &&str| match *heading {
            "Timeline" => format!("## {heading}\n\n- 10:00 UTC - It broke\n\n"),
            _ => format!("## {heading}\n\nSome words stand here.\n\n"),
        };
        let sections: String = headings.iter().map(section).collect();
        format!("# Login down\n\n{sections}")
    }

    #[test]
    fn any_of_their_names_will_do() {
        for headings in [
            &["Summary", "Timeline", "Root cause", "Resolution", "Action items"][..],
            &["Impact", "Timeline", "What happened", "Follow-ups"],
            &[
                "Issue Summary",
                "Timeline",
                "Root cause and resolution",
                "Lessons learned",
                "Prevention",
            ],
            // The cause told early and the resolution late.
            &["Overview", "Root cause", "Timeline", "Resolution", "Next steps"],
        ] {
            assert_eq!(assignment(&RULE, &text(headings)), [], "{headings:?}");
        }
    }

    #[test]
    fn each_that_is_missing_is_named() {
        let findings = assignment(&RULE, &text(&["Issue Summary", "Timeline"]));
        let messages: Vec<_> = findings.iter().map(|finding| finding.2.as_str()).collect();
        assert_eq!(
            messages,
            [
                "missing section `Root cause and resolution`",
                "missing section `Corrective and preventative measures`"
            ]
        );
    }

    #[test]
    fn a_code_block_that_swallows_the_rest_is_named() {
        let code = |end: &str| {
            let text = text(&["Issue Summary", "Timeline"]);
            format!("{text}```text\ntail -f log\n{end}\n## Root cause\n\nWhy.\n\n## Action items\n\nDo.\n")
        };
        assert_eq!(archive(&RULE, &code("```\n")), []);
        assert_eq!(words(&archive(&RULE, &code(""))), ["", "", "```text"]);
        // Code at the end that is closed, or that hides nothing, is no fault.
        let end = format!(
            "{}```text\nx\n",
            text(&["Issue Summary", "Timeline", "Cause", "Action items"])
        );
        assert_eq!(archive(&RULE, &end.replace("Cause", "Root cause")), []);
    }

    #[test]
    fn the_order_counts_under_the_brief_alone() {
        let text = text(&["Timeline", "Issue Summary", "Root cause", "Action items"]);
        assert_eq!(words(&assignment(&RULE, &text)), ["## Timeline"]);
        assert_eq!(archive(&RULE, &text), []);
    }

    #[test]
    fn a_log_of_incidents_is_a_question() {
        let text =
            "# Incidents\n\n## 2024-03-01: Gates shut\n\nShut.\n\n## 2024-05-06: Lamps dark\n\nDark.\n";
        let findings = archive(&RULE, text);
        assert_eq!(
            (levels(&findings), words(&findings)),
            (vec![Level::Question], vec!["## 2024-03-01: Gates shut"])
        );
    }

    #[test]
    fn the_section_that_stands_wrong_is_named() {
        for (headings, wrong) in [
            (
                &["Summary", "Root cause", "Resolution", "Action items", "Timeline"][..],
                "## Timeline",
            ),
            (
                &["Action items", "Summary", "Timeline", "Root cause"],
                "## Action items",
            ),
            (
                &["Root cause", "Summary", "Timeline", "Action items"],
                "## Root cause",
            ),
        ] {
            assert_eq!(
                words(&assignment(&RULE, &text(headings))),
                [wrong],
                "{headings:?}"
            );
        }
    }

    #[test]
    fn the_brief_is_no_answer() {
        let brief = "Any system will fail, and that failure can come stem from a wide range of factors.";
        let findings = assignment(&RULE, &format!("# Postmortem\n\n{brief}\n"));
        let messages: Vec<_> = findings.iter().map(|finding| finding.2.as_str()).collect();
        assert_eq!(
            messages[4],
            "this is the text of the assignment, not an answer to it"
        );
        assert_eq!(levels(&findings), [Level::Error; 5]);
    }

    #[test]
    fn an_opening_paragraph_may_be_the_summary() {
        let opening =
            "Between ten and eleven nobody could log in, since a key had expired that nobody watched.";
        let text =
            text(&["Timeline", "Root cause", "Action items"]).replacen('\n', &format!("\n\n{opening}\n"), 1);
        let findings = assignment(&RULE, &text);
        assert_eq!(
            (levels(&findings), words(&findings)),
            (vec![Level::Question], vec![opening])
        );
    }
}
