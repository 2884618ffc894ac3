//! What the public reads about can no longer be done again.

use super::{Example, FileContext, Judge, Rule, Verdict, open_actions};
use crate::config::Profile;
use crate::diagnostic::{Level, RuleName};
use crate::postmortem::Reading;
use crate::record::Action;
use crate::span::Span;
use crate::vocabulary::{ActionKind, Visibility};

/// `public-before-mended`
pub(super) static RULE: Rule = Rule {
    name: RuleName::PublicBeforeMended,
    summary: "a public postmortem has no open action of the kind prevent",
    requires: "a postmortem with `visibility: public` has no open action of the kind `prevent`",
    why: "Until what prevents a failure is in place, its description may show how to cause it again. Whether that matters, only people \
          know, so this is a question: an overflow of a disk is no attack, a query that stops the database may be one.",
    fix: "Finish the action first, or leave `visibility: internal` until it is done. Where nobody can make use of the description, \
          silence the rule in the file, with that reason.",
    bad: &[Example {
        path: "content/postmortems/login.md",
        text: "---\nvisibility: public\n---\n\n# Login down\n\nNobody could log in.\n\n## Action items\n\n\
               - [ ] Limit the length of names (@ada, due 2026-03-31, prevent)\n",
    }],
    good: &[Example {
        path: "content/postmortems/login.md",
        text: "---\nvisibility: public\n---\n\n# Login down\n\nNobody could log in.\n\n## Action items\n\n\
               - [x] Limit the length of names (@ada, due 2026-03-31, prevent)\n- [ ] Alert on errors (@ada, detect)\n",
    }],
    levels: &[(Profile::Archive, Level::Question)],
    judge: Judge::File(judge),
};

fn judge(reading: &Reading, _context: &FileContext<'_>) -> Verdict {
    let postmortem = &reading.postmortem;
    let record = &postmortem.record;
    if record.visibility() != Visibility::Public {
        return Verdict::NotApplicable;
    }
    let prevents = |action: &&Action| action.kind == Some(ActionKind::Prevent);
    let actions = || record.actions.iter().filter(prevents);
    let open: Vec<&Action> = actions().filter(|action| action.status.is_open()).collect();
    let place = record
        .facts
        .visibility
        .as_ref()
        .map_or_else(Span::default, |fact| fact.span);
    let question = open.first().map(|first| {
        let task = open_actions::task(first);
        let message = match open.len() {
            1 => format!("cannot tell whether this may be public before `{task}` is done"),
            more => format!("cannot tell whether this may be public before {more} actions that prevent it are done, `{task}` among them"),
        };
        let question = RULE.question(postmortem, place, message);
        let question = question.hint("finish it first, or leave `visibility: internal` until it is done");
        open.iter().fold(question, |found, action| {
            found.label(open_actions::place(postmortem, action), "still open")
        })
    });
    Verdict::of(question.into_iter().collect(), || {
        actions().map(|action| action.span).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::{archive, words};

    #[test]
    fn only_what_prevents_and_is_open_and_public_is_asked_about() {
        let of = |visibility: &str, item: &str| {
            archive(
                &RULE,
                &format!("---\n{visibility}\n---\n\n# Down\n\n## Action items\n\n{item}\n"),
            )
        };
        let open = "- [ ] Limit names (@ada, prevent)";
        assert_eq!(words(&of("visibility: public", open)), ["public"]);
        for (visibility, item) in [
            ("visibility: internal", open),
            ("title: Down", open),
            ("visibility: public", "- [x] Limit names (@ada, prevent)"),
            ("visibility: public", "- [ ] Limit names (@ada, detect)"),
            ("visibility: public", "- [ ] Limit names (@ada)"),
        ] {
            assert_eq!(of(visibility, item), [], "{visibility}: {item}");
        }
    }
}
