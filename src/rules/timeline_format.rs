//! The form of the timeline's entries.

mod bullets;

use super::{Example, FileContext, Judge, Rule, Verdict, brief};
use crate::config::Profile;
use crate::diagnostic::{Diagnostic, Level, RuleName};
use crate::postmortem::document::section_at;
use crate::postmortem::{Postmortem, Reading};
use crate::record::Entry;
use crate::rules::places;
use crate::source::Source;
use crate::span::Span;
use crate::text::clock;
use crate::vocabulary::SectionKind;
pub(super) use bullets::is_bullet;
use std::collections::BTreeSet;

/// `timeline-format`
pub(super) static RULE: Rule = Rule {
    name: RuleName::TimelineFormat,
    summary: "the timeline is a bullet list of `time - text` entries",
    requires: "the timeline is a bullet list, with one `time - text` entry per bullet",
    why: "\"Timeline (format bullet point, format: time - keep it short, 1 or 2 sentences)\" (the assignment). An \
          entry without a time cannot be placed among the others, and no duration can be computed from it.",
    fix: "Start each entry with a bullet and a clock time: `- 10:05 UTC - what happened`.",
    bad: &[Example {
        path: "README.md",
        text: "# Login down\n\n## Timeline\n\n- 10:00 UTC - Alert: logins are failing\n\
               - The database team was paged\n- 11:00 UTC - Logins recovered\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "# Login down\n\n## Timeline\n\n- 10:00 UTC - Alert: logins are failing\n\
               - 10:20 UTC - The database team was paged\n- 11:00 UTC - Logins recovered\n",
    }],
    levels: &[
        (Profile::Archive, Level::Warn),
        (Profile::Assignment, Level::Error),
    ],
    judge: Judge::File(judge),
};

/// More findings of one kind than these are reported as one.
const EACH: usize = 3;

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let postmortem = &reading.postmortem;
    if postmortem.record.entries.is_empty() {
        return match brief::steps(reading).next() {
            Some(step) if context.profile == Profile::Assignment => {
                let message = "the timeline is told in prose; the assignment asks for `- time - text`";
                brief::unmet(&RULE, reading, step.span, message, HINT)
            }
            _ => Verdict::NotApplicable,
        };
    }
    Verdict::of(check(postmortem, context.profile), || places::times(postmortem))
}

fn check(postmortem: &Postmortem, profile: Profile) -> Vec<Diagnostic> {
    let brief = profile == Profile::Assignment;
    let mut found = Vec::new();
    if brief {
        // In an archive these are under the names that reading gave them.
        let malformed = in_timeline(postmortem).map(|(_, diagnostic)| Diagnostic {
            rule: RULE.name,
            level: Level::Error,
            ..diagnostic.clone()
        });
        found = gathered(malformed.collect(), "times are malformed or out of order");
    }
    let timed = || {
        let entries = postmortem.record.entries.iter();
        entries.filter(|entry| entry.at.is_some())
    };
    let plain = plain_entry(postmortem);
    // Among timed headings, rows or lines a list may be something else, such as links.
    let (bullets, lines): (Vec<_>, Vec<_>) = untimed(postmortem)
        .partition(|entry| plain.is_none() && is_bullet(&postmortem.document.source, entry.span));
    let lost = bullets.len() + lines.len() > timed().count();
    let of = |entries: Vec<&Entry>, level: Level, message: &str| {
        let found = entries.into_iter().map(|entry| {
            let span = first_line(&postmortem.document.source, entry.span);
            Diagnostic::new(level, RULE.name, &postmortem.record.path, span, message).hint(HINT)
        });
        gathered(found.collect(), "entries have none")
    };
    found.extend(of(bullets, Level::Error, "this entry has no time"));
    if brief && lost {
        found.extend(of(lines, Level::Error, "this entry has no time"));
    } else if brief {
        let message = "cannot tell whether this line belongs to the entry above: it has no time of its own";
        let last = timed().next_back().map_or(0, |last| last.span.start);
        let aside = |line: &&Entry| line.span.start > last && is_headed(postmortem, line);
        let lines = lines.into_iter().filter(|line| !aside(line)).collect();
        found.extend(of(lines, Level::Question, message));
    }
    if brief && let Some(plain) = plain {
        let message = "the timeline is not a bullet list; the assignment asks for `- time - text`";
        let span = first_line(&postmortem.document.source, plain.span);
        found.push(RULE.warn(postmortem, span, message).hint(HINT));
    }
    found
}

const HINT: &str = "start each entry with a bullet and a clock time: `- 10:05 UTC - what happened`";

/// The findings, or the first of them with the number of the rest where they are many.
fn gathered(mut found: Vec<Diagnostic>, rest: &str) -> Vec<Diagnostic> {
    let more = found.len().saturating_sub(1);
    if found.len() > EACH {
        found.truncate(1);
        for first in &mut found {
            first.message = format!("{}; {more} more {rest}", first.message);
        }
    }
    found
}

/// The entries without a time. A placeholder for one, such as `14:??`, is honest; a time that could not be read is
/// reported by itself; and text before the first time of a paragraph with several goes with the entry before it.
fn untimed(postmortem: &Postmortem) -> impl Iterator<Item = &Entry> {
    let reported: BTreeSet<usize> = in_timeline(postmortem)
        .map(|(entry, _)| entry.span.start)
        .collect();
    let entries = &postmortem.record.entries;
    let source = &postmortem.document.source;
    entries.iter().enumerate().filter_map(move |(index, entry)| {
        let runs_on = entries.get(index + 1).is_some_and(|next| {
            let between = Span::new(entry.span.start, next.span.start);
            !source.slice(between).contains('\n')
        });
        // `[???] The queue began to grow`, `2023-MM-DD: …`
        let line = source
            .slice(entry.span)
            .trim_start_matches(|char: char| "-*+[(# \t".contains(char));
        let first = line
            .split(|char: char| char.is_whitespace() || ":])".contains(char))
            .next();
        let unknown = first
            .is_some_and(|first| first.starts_with('?') || first.contains("-MM") || first.contains("XX"));
        let bare = entry.at.is_none() && entry.time_span.is_none() && !unknown;
        (bare && !runs_on && !reported.contains(&entry.span.start)).then_some(entry)
    })
}

/// Whether it stands under a name of its own: `Misleading paths`, `Escalation`.
fn is_headed(postmortem: &Postmortem, entry: &Entry) -> bool {
    let sections = &postmortem.document.sections;
    let under = section_at(sections, entry.span.start).and_then(|at| sections.get(at));
    under.is_some_and(|section| section.kind == SectionKind::Detection)
}

/// What reading found wrong with the clock times and the order of entries, each with its entry. What is only
/// doubtful, such as an abbreviation with two meanings, is no fault of the form.
fn in_timeline(postmortem: &Postmortem) -> impl Iterator<Item = (&Entry, &Diagnostic)> {
    let entries = &postmortem.record.entries;
    postmortem.diagnostics.iter().filter_map(move |diagnostic| {
        let wrong = diagnostic.level > Level::Question
            && match diagnostic.rule {
                RuleName::TimesInOrder => true,
                RuleName::UnreadableTime => is_malformed(postmortem.document.source.slice(diagnostic.span)),
                _ => false,
            };
        let after = entries.partition_point(|entry| entry.span.start <= diagnostic.span.start);
        let entry = entries.get(after.checked_sub(1)?)?;
        (wrong && entry.span.contains(diagnostic.span)).then_some((entry, diagnostic))
    })
}

fn is_malformed(words: &str) -> bool {
    clock::leading(words).is_some_and(|leading| !leading.stamp.problems.is_empty())
}

/// The first timed entry, where none of them is a bullet.
fn plain_entry(postmortem: &Postmortem) -> Option<&Entry> {
    let source = &postmortem.document.source;
    let timed = || {
        postmortem
            .record
            .entries
            .iter()
            .filter(|entry| entry.at.is_some())
    };
    if timed().any(|entry| is_bullet(source, entry.span)) {
        return None;
    }
    timed().next()
}

/// The first line of a span, without white space around it.
fn first_line(source: &Source, span: Span) -> Span {
    let text = source.slice(span);
    let start = span.start + (text.len() - text.trim_start().len());
    let line = text.trim_start().lines().next().unwrap_or_default();
    Span::new(start, start + line.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::diagnostic::Level;
    use crate::rules::testing::{archive, assignment, levels, words};

    fn timeline(lines: &str) -> String {
        format!("# One\n\n## Timeline\n\n{lines}\n")
    }

    #[test]
    fn bullets_of_every_kind_are_bullets() {
        for lines in [
            "- 10:00 UTC - It broke\n- 10:05 UTC - It worked",
            "* 10:00 am: It broke\n* **10:05 am** It worked",
            "1. 10:00 - It broke\n2. 10:05 - It worked",
            "<ul>\n<li>10:00 - It broke</li>\n<li>10:05 - It worked</li>\n</ul>",
        ] {
            assert_eq!(assignment(&RULE, &timeline(lines)), [], "{lines}");
        }
    }

    #[test]
    fn a_bullet_without_a_time_is_pointed_at() {
        let text = timeline(
            "- 10:00 UTC - It broke\n- The network team was called\n  in the night\n- 10:05 UTC - It worked",
        );
        let findings = assignment(&RULE, &text);
        assert_eq!(words(&findings), ["- The network team was called"]);
        assert_eq!(levels(&findings), [Level::Error]);
        assert_eq!(levels(&archive(&RULE, &text)), [Level::Warn]);
    }

    #[test]
    fn many_are_told_of_in_one() {
        let bullets = "- It was so and so\n".repeat(5);
        let findings = assignment(
            &RULE,
            &timeline(&format!(
                "- 10:00 UTC - It broke\n{bullets}- 10:05 UTC - It worked"
            )),
        );
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].2, "this entry has no time; 4 more entries have none");
    }

    #[test]
    fn a_plain_line_between_timed_ones_is_a_question() {
        let line = "Actions taken: the logs were read";
        let findings = assignment(
            &RULE,
            &timeline(&format!("10:00: It broke\n{line}\n10:05: It worked")),
        );
        assert_eq!(levels(&findings), [Level::Warn, Level::Question], "{findings:?}");
        assert_eq!(words(&findings)[1], line);
    }

    #[test]
    fn what_stands_under_a_name_of_its_own_goes_with_no_entry() {
        let text = timeline(
            "- 10:00 UTC - It broke\n- 10:05 UTC - It worked\n\nMisleading paths:\n\nAt first all of us looked at the disks.",
        );
        assert_eq!(assignment(&RULE, &text), []);
    }

    #[test]
    fn a_mark_that_looks_like_a_bullet_is_one() {
        for mark in ["• ", "<p>&emsp;:small_blue_diamond: ", "✅ "] {
            let lines = format!("{mark}10:00 UTC: It broke\n\n{mark}10:05 UTC: It worked");
            assert_eq!(assignment(&RULE, &timeline(&lines)), [], "{lines}");
        }
    }

    #[test]
    fn a_list_among_timed_headings_is_no_fault() {
        let text = timeline(
            "- [graph](https://example.org/graph)\n\n### 10:00 UTC\n\nIt broke.\n\n### 10:05 UTC\n\nIt worked.",
        );
        assert_eq!(archive(&RULE, &text), []);
        assert!(!levels(&assignment(&RULE, &text)).contains(&Level::Error));
    }

    #[test]
    fn a_malformed_time_is_told_of_once() {
        let findings = assignment(
            &RULE,
            &timeline("- 10:00 UTC - It broke\n- 25:00 UTC - It worked"),
        );
        assert_eq!(levels(&findings), [Level::Error], "{findings:?}");
        assert!(findings[0].2.contains("25:00"), "{findings:?}");
    }

    #[test]
    fn clear_lines_without_bullets_warn_and_only_under_the_brief() {
        for lines in [
            "10:00 UTC - It broke\n\n10:05 UTC - It worked",
            "| Time | What |\n|---|---|\n| 10:00 | It broke |\n| 10:05 | It worked |",
        ] {
            assert_eq!(
                levels(&assignment(&RULE, &timeline(lines))),
                [Level::Warn],
                "{lines}"
            );
            assert_eq!(archive(&RULE, &timeline(lines)), [], "{lines}");
        }
    }
}
