//! Every open action has an owner.

use super::{Example, FileContext, Judge, Rule, Verdict, open_actions};
use crate::config::Profile;
use crate::diagnostic::{Level, RuleName};
use crate::postmortem::Reading;
use crate::text::placeholder;

/// `action-owner`
pub(super) static RULE: Rule = Rule {
    name: RuleName::ActionOwner,
    summary: "every open action has an owner",
    requires: "every action that is open has an owner, a person or a team, or a ticket that has one",
    why: "What everybody could do, nobody does. An action item needs an owner and a tracking number, or it is a wish \
          (Google SRE Workbook, chapter 10). Actions that are done, dropped or superseded are not looked at, nor those \
          that link to a ticket: who does them is kept there. Where no action has an owner, there is one finding.",
    fix: "Add `(@NAME)` to the item, `owner: NAME` to the action in the front matter, or a link to its ticket. One name is \
          better than two.",
    bad: &[Example {
        path: "content/postmortems/login.md",
        text: "# Login down\n\nNobody could log in.\n\n## Action items\n\n- [ ] Alert on expiring certificates\n",
    }],
    good: &[Example {
        path: "content/postmortems/login.md",
        text: "# Login down\n\nNobody could log in.\n\n## Action items\n\n- [ ] Alert on expiring certificates (@ada)\n\
               - [x] Renew the certificate\n- [ ] Rehearse a renewal (https://tracker.example/7)\n",
    }],
    levels: &[(Profile::Archive, Level::Warn)],
    judge: Judge::File(judge),
};

fn judge(reading: &Reading, _context: &FileContext<'_>) -> Verdict {
    let named = |action: &crate::record::Action, heading: &str| {
        heading.contains(" @")
            || heading.contains("(@")
            || action
                .owner
                .as_ref()
                .is_some_and(|owner| !placeholder::is_nobody(owner))
    };
    open_actions::all_have(
        &RULE,
        &reading.postmortem,
        named,
        "an owner",
        "add `(@NAME)` to the item, or link its ticket",
    )
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::{archive, words};

    fn of(items: &str) -> Vec<(String, String)> {
        let found = archive(
            &RULE,
            &format!("# Down\n\nIt was.\n\n## Action items\n\n{items}\n"),
        );
        found
            .into_iter()
            .map(|(_, words, message)| (words, message))
            .collect()
    }

    #[test]
    fn owners_in_all_forms_are_owners() {
        for item in [
            "- [ ] Patch the kernel (@ada)",
            "- [ ] Patch the kernel @ada",
            "- [ ] Patch the kernel (owner: Ada)",
            "- [ ] Patch the kernel - Owner: Platform team",
            "- [ ] Patch the kernel ([#12](https://tracker.example/12))",
            "- [x] Patch the kernel",
            "- ✅ Patch the kernel",
            "- [ ] ~~Patch the kernel~~",
        ] {
            assert_eq!(of(item), [], "{item}");
        }
    }

    #[test]
    fn each_action_without_one_is_told_but_all_of_them_once() {
        let some = of("- [ ] Patch the kernel (@ada)\n- [ ] Alert on *lag*\n- [ ] Rehearse");
        assert_eq!(some[0].1, "the action `Alert on lag` has no owner");
        assert_eq!(some.len(), 2);
        let all = archive(
            &RULE,
            "# Down\n\n## Action items\n\n- [ ] Patch the kernel\n- [ ] Alert\n",
        );
        assert_eq!(words(&all), ["- [ ] Patch the kernel"]);
        assert_eq!(all[0].2, "none of the 2 open actions has an owner");
    }

    #[test]
    fn a_word_where_a_name_should_stand_is_no_owner() {
        let table = "| Action | Owner |\n|---|---|\n| Patch the kernel | TBD |\n| Alert on lag | Ada |";
        assert_eq!(of(table)[0].1, "the action `Patch the kernel` has no owner");
    }
}
