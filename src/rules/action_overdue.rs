//! No open action is past its due date.

use super::{ArchiveContext, Example, Judge, Rule, Verdict, open_actions};
use crate::archive::ledger::Standing;
use crate::config::Profile;
use crate::diagnostic::{Diagnostic, Level, RuleName};
use crate::moment::days_since_epoch;
use crate::postmortem::Postmortem;
use crate::record::Action;
use jiff::civil::Date;

/// `action-overdue`
pub(super) static RULE: Rule = Rule {
    name: RuleName::ActionOverdue,
    summary: "no open action is past its due date",
    requires: "no action that is open or proposed was due before today; today is the latest day on which an incident with a \
               published postmortem started or ended, or one of its actions was done, or the date that `as_of` in site.yaml or `--as-of` gives. \
               If a later postmortem of the same failure repeats an action, it is reported there, against the first due date",
    why: "Outages come back through overdue actions that nobody looks at. The next incident often has an open \
          action of the last one among its causes.",
    fix: "Do it and tick it off, agree on a new date, or drop it and say why (`Won't do`).",
    bad: &[Example {
        path: "content/postmortems/login.md",
        text: "---\nstatus: reviewed\nstarted: 2026-05-04 10:00 UTC\nresolved: 2026-05-04 11:00 UTC\n---\n\n# Login down\n\n\
               Nobody could log in.\n\n## Action items\n\n- [ ] Alert on expiring certificates (@ada, due 2026-03-31)\n",
    }],
    good: &[Example {
        path: "content/postmortems/login.md",
        text: "---\nstatus: reviewed\nstarted: 2026-05-04 10:00 UTC\nresolved: 2026-05-04 11:00 UTC\n---\n\n# Login down\n\n\
               Nobody could log in.\n\n## Action items\n\n- [x] Alert on expiring certificates (@ada, due 2026-03-31)\n\
               - [ ] Rehearse a renewal (@ada, due 2026-06-30)\n",
    }],
    levels: &[(Profile::Archive, Level::Warn)],
    judge: Judge::Archive(judge),
};

fn judge(postmortem: &Postmortem, context: &ArchiveContext<'_>) -> Verdict {
    let Some(today) = context.archive.as_of else {
        return Verdict::NotApplicable;
    };
    let index = context.archive.index_of(&postmortem.record);
    // What a later postmortem promises again is reported there, against the first due date, as on its page.
    let due_of = |(at, action): (usize, &'_ Action)| -> Option<(Date, bool)> {
        let place = index.map(|index| (index, at));
        if place.is_some_and(|place| context.archive.is_promised_again(place)) {
            return None;
        }
        let promise = place.and_then(|place| context.archive.promise(place));
        let standing = promise.map_or_else(|| Standing::of(action), |promise| promise.standing);
        let repeated = place.is_some_and(|place| !context.archive.is_first_promise(place));
        Some((standing.due.filter(|_| standing.is_open())?, repeated))
    };
    let actions = postmortem.record.actions.iter().enumerate();
    let dated: Vec<(&Action, (Date, bool))> = actions
        .filter_map(|(at, action)| Some((action, due_of((at, action))?)))
        .collect();
    if dated.is_empty() {
        return Verdict::NotApplicable;
    }
    let late = dated
        .iter()
        .filter(|(_, (due, _))| *due < today)
        .map(|&(action, (due, repeated))| {
            let days = days_since_epoch(today) - days_since_epoch(due);
            let message = format!(
                "the action `{}` was {}due on {due}, {days} {} before {today}",
                open_actions::task(action),
                if repeated { "first " } else { "" },
                if days == 1 { "day" } else { "days" }
            );
            let found: Diagnostic = RULE.warn(postmortem, open_actions::place(postmortem, action), message);
            // A new date would not count: the first one does.
            found.hint(match repeated {
                true => "do it and tick it off, or drop it and say why",
                false => "do it and tick it off, agree on a new date, or drop it and say why",
            })
        });
    Verdict::of(late.collect(), || {
        dated.iter().map(|(action, _)| action.span).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::config::Profile;
    use crate::rules::testing::{archive, findings};

    fn text(items: &str) -> String {
        format!(
            "---\nstatus: reviewed\nstarted: 2026-05-04 10:00 UTC\n---\n\n# Down\n\n## Action items\n\n{items}\n"
        )
    }

    #[test]
    fn only_what_is_open_and_late_is_told() {
        let found = archive(&RULE, &text("- [ ] Patch it (@ada, due 2026-05-03)"));
        assert_eq!(
            found[0].2,
            "the action `Patch it` was due on 2026-05-03, 1 day before 2026-05-04"
        );
        for item in [
            "- [ ] Patch it (@ada, due 2026-05-04)",
            "- [x] Patch it (@ada, due 2026-01-01)",
            "- [ ] Patch it (@ada)",
        ] {
            assert_eq!(archive(&RULE, &text(item)), [], "{item}");
        }
    }

    #[test]
    fn today_is_that_of_the_archive() {
        let late = text("- [ ] Patch it (@ada, due 2026-06-01)");
        let newer = "---\nstatus: reviewed\nstarted: 2026-07-01 10:00 UTC\n---\n\n# Newer\n";
        let files = [
            ("content/postmortems/a.md", late.as_str()),
            ("content/postmortems/b.md", newer),
        ];
        assert_eq!(findings(&RULE, Profile::Archive, &files).len(), 1);
        assert_eq!(findings(&RULE, Profile::Archive, &files[..1]), []);
    }

    #[test]
    fn what_is_promised_again_is_late_by_the_first_date() {
        let first = "---\nstatus: reviewed\nstarted: 2026-01-04 10:00 UTC\n---\n\n# Down\n\n## Action items\n\n\
                     - [ ] Patch it (@ada, due 2026-02-01)\n";
        let again =
            text("- [ ] Patch it (@ada, due 2026-06-01)").replace("status:", "recurrence_of: a\nstatus:");
        let files = [
            ("content/postmortems/a.md", first),
            ("content/postmortems/b.md", again.as_str()),
        ];
        let found = findings(&RULE, Profile::Archive, &files);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].2.contains("was first due on 2026-02-01"), "{found:?}");
    }
}
