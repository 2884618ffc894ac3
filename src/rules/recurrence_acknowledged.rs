//! Whoever sees that a failure may have come back says whether it did.

use super::{ArchiveContext, Example, Judge, Rule, Verdict};
use crate::config::Profile;
use crate::diagnostic::{Diagnostic, Level, RuleName};
use crate::postmortem::Postmortem;
use crate::recurrence::{self, Certainty, Match};
use crate::yaml::fields::shorten;

/// `recurrence-acknowledged`
pub(super) static RULE: Rule = Rule {
    name: RuleName::RecurrenceAcknowledged,
    summary: "a failure that likely came back is confirmed or rejected",
    requires: "where an earlier postmortem of the archive is likely of the same failure, `recurrence_of` names it, or \
               `not_related` says why it is another",
    why: "Failing twice because of the same issue is what postmortems are there to prevent. Only a person can tell whether two \
          failures are one; once it is said, the archive shows what was promised the first time and whether it was done.",
    fix: "Read the earlier postmortem, then add one of the two lines to the front matter: `recurrence_of: [ID]` where it is the \
          same failure, `not_related: [{id: ID, because: WHY}]` where it is not.",
    bad: &[
        Example {
            path: "content/postmortems/scanners-2024.md",
            text: "---\nstatus: reviewed\nstarted: 2024-05-04 10:00 UTC\nsymptoms: [\"tls: scanner certificate has expired\"]\n---\n\n\
                   # Scanners down\n\nNo scanner could log in.\n",
        },
        Example {
            path: "content/postmortems/scanners-2026.md",
            text: "---\nstatus: reviewed\nstarted: 2026-05-04 10:00 UTC\nsymptoms: [\"tls: scanner certificate has expired\"]\n---\n\n\
                   # Scanners offline\n\nNo ticket could be read.\n",
        },
    ],
    good: &[
        Example {
            path: "content/postmortems/scanners-2024.md",
            text: "---\nstatus: reviewed\nstarted: 2024-05-04 10:00 UTC\nsymptoms: [\"tls: scanner certificate has expired\"]\n---\n\n\
                   # Scanners down\n\nNo scanner could log in.\n",
        },
        Example {
            path: "content/postmortems/scanners-2026.md",
            text: "---\nstatus: reviewed\nstarted: 2026-05-04 10:00 UTC\nsymptoms: [\"tls: scanner certificate has expired\"]\n\
                   recurrence_of: [scanners-2024]\n---\n\n# Scanners offline\n\nNo ticket could be read.\n",
        },
    ],
    levels: &[(Profile::Archive, Level::Question)],
    judge: Judge::Archive(judge),
};

fn judge(postmortem: &Postmortem, context: &ArchiveContext<'_>) -> Verdict {
    let matches = context.recurrences.of_postmortem(postmortem);
    if matches.is_empty() {
        return Verdict::NotApplicable;
    }
    let likely = matches
        .iter()
        .filter(|found| found.certainty == Certainty::Likely);
    let findings: Vec<Diagnostic> = likely
        .filter_map(|found| finding(postmortem, context, found))
        .collect();
    let facts = &postmortem.record.facts;
    Verdict::of(findings, || {
        facts.recurrence_of.iter().map(|fact| fact.span).collect()
    })
}

fn finding(postmortem: &Postmortem, context: &ArchiveContext<'_>, found: &Match) -> Option<Diagnostic> {
    let earlier = context.archive.items.get(found.earlier)?;
    let id = &earlier.record.id;
    let title = shorten(&earlier.record.title.value);
    let day = earlier
        .date
        .map_or_else(String::new, |date| format!(" of {date}"));
    let why = found
        .same
        .first()
        .map_or_else(String::new, |same| format!("; {same}"));
    let message = format!("is this the failure of `{id}`{day} again, `{title}`{why}?");
    let (yes, no) = recurrence::lines_to_paste(id);
    let hint = format!("add `{yes}` to the front matter, or `{no}`");
    let at = postmortem.record.title.span;
    Some(RULE.question(postmortem, at, message).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::config::Profile;
    use crate::rules::testing::diagnostics;

    fn file(day: &str, keys: &str) -> String {
        format!(
            "---\nstatus: reviewed\nstarted: {day} 10:00 UTC\nsymptoms: [\"cannot allocate inode for spool\"]\n{keys}---\n\n# Spool {day}\n"
        )
    }

    fn found(keys: &str) -> Vec<(String, Option<String>)> {
        let (first, again) = (file("2024-05-04", ""), file("2026-05-04", keys));
        let files = [
            ("content/postmortems/first.md", first.as_str()),
            ("content/postmortems/again.md", again.as_str()),
        ];
        let found = diagnostics(&RULE, Profile::Archive, &files).into_iter();
        found.map(|found| (found.message, found.hint)).collect()
    }

    #[test]
    fn it_asks_with_the_lines_to_paste() {
        let found = found("");
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].0,
            "is this the failure of `first` of 2024-05-04 again, `Spool 2024-05-04`; same message: “cannot allocate inode for \
             spool”?"
        );
        assert_eq!(
            found[0].1.as_deref(),
            Some(
                "add `recurrence_of: [first]` to the front matter, or `not_related: [{id: first, because: WHY}]`"
            )
        );
    }

    #[test]
    fn it_asks_no_more_once_somebody_said_yes_or_no() {
        assert_eq!(found("recurrence_of: [first]\n"), []);
        assert_eq!(found("not_related: [{id: first, because: another spool}]\n"), []);
    }
}
