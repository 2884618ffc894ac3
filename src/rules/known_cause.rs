//! The root cause is a category of the vocabulary.

use super::{Example, FileContext, Judge, Rule, Verdict};
use crate::config::{Profile, Settings};
use crate::diagnostic::{Diagnostic, Level, RuleName};
use crate::postmortem::{Postmortem, Reading};
use crate::rules::places;
use crate::span::Span;
use crate::yaml::fields::{list, nearest, shorten};

/// `known-cause`
pub(super) static RULE: Rule = Rule {
    name: RuleName::KnownCause,
    summary: "root causes are known categories",
    requires: "`root_cause` and `contributing` are known categories: the built-in ones and those that `site.yaml` \
               adds under `causes`",
    why: "An archive can only be browsed by cause if the list of categories is short and shared (Google SRE \
          Workbook, appendix C). `human error` is not on it: something made the action seem right at the time, \
          and that something can be fixed (Dekker, The Field Guide to Understanding 'Human Error').",
    fix: "Use the closest of software-defect, config-error, change-process, capacity, cascading, dependency, \
          infrastructure, network, datastore, identity-cert, security, automation, clock, procedure-gap, \
          knowledge-gap, coordination and unknown, and explain the details in the text; `unknown` is an honest \
          answer. If your archive needs another category, add it under `causes:` in `site.yaml`.",
    bad: &[Example {
        path: "content/postmortems/login.md",
        text: "---\ntitle: Login down\nroot_cause: human error\n---\n\nNobody could log in.\n",
    }],
    good: &[Example {
        path: "content/postmortems/login.md",
        text: "---\ntitle: Login down\nroot_cause: procedure-gap\n---\n\nNobody could log in.\n",
    }],
    levels: &[(Profile::Archive, Level::Error)],
    judge: Judge::File(judge),
};

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let postmortem = &reading.postmortem;
    let facts = &postmortem.record.facts;
    let cause = facts
        .root_cause
        .iter()
        .map(|fact| (fact.value.as_str(), fact.span));
    let contributing = facts
        .contributing
        .iter()
        .flat_map(|fact| fact.value.iter().map(|value| (value.as_str(), fact.span)));
    let named = cause.chain(contributing);
    if named.clone().next().is_none() {
        return Verdict::NotApplicable;
    }
    let unknown = named
        .clone()
        .filter(|(name, _)| !is_known(name, context.settings))
        .map(|(name, span)| finding(postmortem, context.settings, name, span));
    Verdict::of(unknown.collect(), || {
        named
            .map(|(name, span)| places::within(postmortem, span, name))
            .collect()
    })
}

fn is_known(name: &str, settings: &Settings) -> bool {
    let former = settings.aliases.iter().filter(|alias| alias.facet == "causes");
    settings.causes.iter().any(|(known, _)| known == name)
        || former.flat_map(|alias| &alias.former).any(|known| known == name)
}

fn finding(postmortem: &Postmortem, settings: &Settings, name: &str, span: Span) -> Diagnostic {
    let span = places::within(postmortem, span, name);
    let plain = name.to_lowercase().replace(['-', '_'], " ");
    if matches!(
        plain.trim(),
        "human error" | "human" | "user error" | "operator error"
    ) {
        return RULE
            .error(postmortem, span, format!("`{}` is not accepted as a root cause", shorten(name)))
            .hint(
                "what made the action seem right at the time? often procedure-gap, knowledge-gap, change-process or automation",
            );
    }
    let names = || settings.causes.iter().map(|(name, _)| name.as_str());
    let hint = nearest(name, names()).map_or_else(
        || format!("use one of: {}", list(names())),
        |nearest| format!("did you mean `{nearest}`?"),
    );
    RULE.error(
        postmortem,
        span,
        format!("unknown root cause `{}`", shorten(name)),
    )
    .hint(hint)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::config::Profile;
    use crate::rules::testing::{archive, findings, words};

    #[test]
    fn the_words_that_are_wrong_are_pointed_at() {
        let findings = archive(
            &RULE,
            "---\nroot_cause: capacity\ncontributing: [network, gremlins]\n---\nText.\n",
        );
        assert_eq!(words(&findings), ["gremlins"]);
    }

    #[test]
    fn the_page_of_the_rule_lists_the_categories() {
        for (name, _) in crate::vocabulary::CAUSES {
            assert!(RULE.fix.contains(name), "{name}");
        }
    }

    #[test]
    fn human_error_is_none() {
        for name in ["human error", "human-error", "Human Error"] {
            let findings = archive(&RULE, &format!("---\nroot_cause: {name}\n---\nText.\n"));
            assert_eq!(findings[0].2, format!("`{name}` is not accepted as a root cause"));
        }
    }

    #[test]
    fn a_site_may_add_its_own() {
        let text = "---\nroot_cause: weather\n---\nText.\n";
        let site = ("site.yaml", "causes:\n  weather: Weather\n");
        assert_eq!(
            findings(
                &RULE,
                Profile::Archive,
                &[site, ("content/postmortems/a.md", text)]
            ),
            []
        );
        assert_eq!(archive(&RULE, text).len(), 1);
    }
}
