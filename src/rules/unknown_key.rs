//! Every key of the front matter and of `site.yaml` is known.

use super::{Example, Judge, Levels, Rule};
use crate::diagnostic::{Level, RuleName};

/// `unknown-key`
pub(super) static RULE: Rule = Rule {
    name: RuleName::UnknownKey,
    requires: "every key of the front matter and of `site.yaml` is a known one, or begins with `x-`",
    why: "A misspelt key is a fact that was written down and then lost: `resolvd` leaves an outage without an end, and \
          every median that counts it is wrong without a word.",
    fix: "Take the spelling that the finding offers. `nevertwice schema` prints all keys, for editors. A key of your \
          own, for your theme, begins with `x-`.",
    bad: &[Example {
        path: "content/postmortems/login.md",
        text: "---\ntitle: Login down\nresolvd: 2024-03-04T11:00:00Z\n---\n\nNobody could log in.\n",
    }],
    good: &[Example {
        path: "content/postmortems/login.md",
        text: "---\ntitle: Login down\nresolved: 2024-03-04T11:00:00Z\nx-mood: relieved\n---\n\nNobody could log in.\n",
    }],
    levels: Levels {
        archive: Some(Level::Error),
        assignment: None,
    },
    judge: Judge::Reading,
};
