//! Where a site lists its services, a postmortem names one of them.

use super::{Example, FileContext, Judge, Rule, Verdict};
use crate::config::Profile;
use crate::diagnostic::{Level, RuleName};
use crate::postmortem::Reading;
use crate::yaml::fields::{nearest, shorten};

/// `known-service`
pub(super) static RULE: Rule = Rule {
    name: RuleName::KnownService,
    summary: "services are listed in `site.yaml`",
    requires: "every name in `services` is a service or an alias listed in `site.yaml`, if `site.yaml` lists any",
    why: "Two spellings of one service split its history in two, and the engineer in the next outage reads only \
          one half.",
    fix: "Use the name given in `site.yaml`, or add the service or the alias there.",
    bad: &[
        Example {
            path: "site.yaml",
            text: "services:\n  - name: login\n    aliases: [auth]\n",
        },
        Example {
            path: "content/postmortems/login.md",
            text: "---\ntitle: Login down\nservices: [lgoin]\n---\n\nNobody could log in.\n",
        },
    ],
    good: &[
        Example {
            path: "site.yaml",
            text: "services:\n  - name: login\n    aliases: [auth]\n",
        },
        Example {
            path: "content/postmortems/login.md",
            text: "---\ntitle: Login down\nservices: [auth]\n---\n\nNobody could log in.\n",
        },
    ],
    levels: &[(Profile::Archive, Level::Warn)],
    judge: Judge::File(judge),
};

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let postmortem = &reading.postmortem;
    let services = &context.settings.services;
    let hits = || postmortem.record.hits();
    if services.is_empty() || hits().next().is_none() {
        return Verdict::NotApplicable;
    }
    let names = || {
        services.iter().flat_map(|service| {
            std::iter::once(&service.name)
                .chain(&service.aliases)
                .map(String::as_str)
        })
    };
    let unknown = hits()
        .filter(|hit| !names().any(|known| known.to_lowercase() == hit.name.to_lowercase()))
        .map(|hit| {
            let message = format!("unknown service `{}`", shorten(&hit.name));
            let hint = nearest(&hit.name, names()).map_or_else(
                || "add it under `services:` in site.yaml, as a service or as an alias of one".to_owned(),
                |nearest| format!("did you mean `{nearest}`?"),
            );
            RULE.warn(postmortem, hit.span, message).hint(hint)
        });
    Verdict::of(unknown.collect(), || hits().map(|hit| hit.span).collect())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::config::Profile;
    use crate::rules::testing::{archive, findings, words};

    #[test]
    fn only_a_site_with_services_has_unknown_ones() {
        let text = "---\nservices: [Login, auth, mail]\n---\nText.\n";
        assert_eq!(archive(&RULE, text), []);
        let site = ("site.yaml", "services:\n  - name: login\n    aliases: [auth]\n");
        let findings = findings(
            &RULE,
            Profile::Archive,
            &[site, ("content/postmortems/a.md", text)],
        );
        assert_eq!(words(&findings), ["mail"]);
    }
}
