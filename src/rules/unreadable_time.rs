//! Every time that is stated can be read.

use super::{Example, Judge, Levels, Rule};
use crate::diagnostic::{Level, RuleName};

/// `unreadable-time`
pub(super) static RULE: Rule = Rule {
    name: RuleName::UnreadableTime,
    requires: "times in the front matter have a date, a clock time and a zone; those of the timeline can exist",
    why: "Time to detect and time to resolve are differences of these times, and one hour read wrongly makes both \
          wrong. A time without a zone means another moment in every office.",
    fix: "In the front matter write RFC 3339 (`2024-02-12T01:00:00+01:00`) or `2024-02-12 01:00 Africa/Lagos`. In the \
          timeline a clock time of 12 or of 24 hours, but not both in one: `14:15`, `2:15 pm`.",
    bad: &[Example {
        path: "content/postmortems/login.md",
        text: "---\ntitle: Login down\nstarted: 2024-03-04 10:00\n---\n\nNobody could log in.\n",
    }],
    good: &[Example {
        path: "content/postmortems/login.md",
        text: "---\ntitle: Login down\nstarted: 2024-03-04 10:00 Europe/Berlin\n---\n\nNobody could log in.\n",
    }],
    levels: Levels {
        archive: Some(Level::Error),
        assignment: None,
    },
    judge: Judge::Reading,
};
