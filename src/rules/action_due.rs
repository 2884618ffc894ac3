//! Every open action has a due date.

use super::{Example, FileContext, Judge, Rule, Verdict, open_actions};
use crate::config::Profile;
use crate::diagnostic::{Level, RuleName};
use crate::postmortem::Reading;
use crate::text::clock;

/// `action-due`
pub(super) static RULE: Rule = Rule {
    name: RuleName::ActionDue,
    summary: "every open action has a due date",
    requires: "every action that is open has the date by which it is to be done, or a ticket that has it",
    why: "An action without a date waits until the next outage. With one, an archive can say which actions are late. \
          Actions that are done, dropped or superseded are not looked at, nor those that link to a ticket: when they are \
          due is kept there. Where no action has a date, there is one finding.",
    fix: "Add `due 2026-03-31` to the item, `due: 2026-03-31` to the action in the front matter, or a link to its ticket.",
    bad: &[Example {
        path: "content/postmortems/login.md",
        text: "# Login down\n\nNobody could log in.\n\n## Action items\n\n- [ ] Alert on expiring certificates (@ada)\n",
    }],
    good: &[Example {
        path: "content/postmortems/login.md",
        text: "# Login down\n\nNobody could log in.\n\n## Action items\n\n\
               - [ ] Alert on expiring certificates (@ada, due 2026-03-31)\n- [x] Renew the certificate (@ada)\n",
    }],
    levels: &[(Profile::Archive, Level::Warn)],
    judge: Judge::File(judge),
};

fn judge(reading: &Reading, _context: &FileContext<'_>) -> Verdict {
    open_actions::all_have(
        &RULE,
        &reading.postmortem,
        |action, heading| {
            let dated = || clock::anywhere(heading).iter().any(|stamp| stamp.day.is_some());
            action.due.is_some() || dated()
        },
        "a due date",
        "add `due 2026-03-31` to the item, or link its ticket",
    )
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::archive;

    fn of(items: &str) -> Vec<String> {
        let found = archive(
            &RULE,
            &format!("# Down\n\nIt was.\n\n## Action items\n\n{items}\n"),
        );
        found.into_iter().map(|(_, _, message)| message).collect()
    }

    #[test]
    fn dates_in_all_forms_are_dates() {
        for item in [
            "- [ ] Patch the kernel (@ada, due 2026-03-31)",
            "- [ ] Patch the kernel (Ada, by 1 March 2026)",
            "- [ ] Patch the kernel — Ada, 2026-03-01",
            "- [x] Patch the kernel",
            "- [ ] Patch the kernel, https://tracker.example/12",
        ] {
            assert_eq!(of(item), Vec::<String>::new(), "{item}");
        }
    }

    #[test]
    fn the_heading_may_say_it_for_all() {
        let of = |heading: &str| {
            let text = format!("# Down\n\nIt was.\n\n## Action items{heading}\n\n- [ ] Patch the kernel\n");
            archive(&RULE, &text).len()
        };
        assert_eq!(of(" (by 1 March 2026)"), 0);
        assert_eq!(of(" ([12](https://tracker.example/12))"), 0);
        assert_eq!(of(""), 1);
    }

    #[test]
    fn what_has_none_is_told() {
        assert_eq!(
            of("- [ ] Patch the kernel (@ada)"),
            ["the action `Patch the kernel` has no due date"]
        );
        assert_eq!(
            of("- [ ] Patch it (@ada)\n- [ ] Alert (@ada)"),
            ["none of the 2 open actions has a due date"]
        );
        assert_eq!(of("No actions."), Vec::<String>::new());
    }
}
