//! Every key of the front matter and of `site.yaml` is known.

use super::{Example, Judge, Rule};
use crate::config::Profile;
use crate::diagnostic::{Level, RuleName};

/// `unknown-key`
pub(super) static RULE: Rule = Rule {
    name: RuleName::UnknownKey,
    summary: "front matter and `site.yaml` contain only known keys",
    requires: "every key in the front matter and in `site.yaml` is known, or starts with `x-`",
    why: "A misspelled key is a fact written down and then lost: `resolvd` leaves an outage without an end, and \
          every median that includes it is silently wrong.",
    fix: "Use the spelling that the finding suggests. `nevertwice schema` prints all keys, for editors. Start \
          keys of your own, for your theme, with `x-`.",
    bad: &[Example {
        path: "content/postmortems/login.md",
        text: "---\ntitle: Login down\nresolvd: 2024-03-04T11:00:00Z\n---\n\nNobody could log in.\n",
    }],
    good: &[Example {
        path: "content/postmortems/login.md",
        text: "---\ntitle: Login down\nresolved: 2024-03-04T11:00:00Z\nx-mood: relieved\n---\n\nNobody could log in.\n",
    }],
    levels: &[(Profile::Archive, Level::Error)],
    judge: Judge::Reading,
};
