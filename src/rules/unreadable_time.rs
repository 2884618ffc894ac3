//! Every time that is stated can be read.

use super::{Example, Judge, Rule};
use crate::config::Profile;
use crate::diagnostic::{Level, RuleName};

/// `unreadable-time`
pub(super) static RULE: Rule = Rule {
    name: RuleName::UnreadableTime,
    summary: "times are complete and valid",
    requires: "times in the front matter have a date, a clock time and a time zone; times in the timeline are \
               valid",
    why: "Time to detect and time to resolve are computed from these times, and one misread hour makes both \
          wrong. A time without a zone means a different moment in every office.",
    fix: "In the front matter, write RFC 3339 (`2024-02-12T01:00:00+01:00`) or `2024-02-12 01:00 Africa/Lagos`. \
          In the timeline, use the 12-hour or the 24-hour clock, but not both in one time: `14:15`, `2:15 pm`.",
    bad: &[Example {
        path: "content/postmortems/login.md",
        text: "---\ntitle: Login down\nstarted: 2024-03-04 10:00\n---\n\nNobody could log in.\n",
    }],
    good: &[Example {
        path: "content/postmortems/login.md",
        text: "---\ntitle: Login down\nstarted: 2024-03-04 10:00 Europe/Berlin\n---\n\nNobody could log in.\n",
    }],
    levels: &[(Profile::Archive, Level::Error)],
    judge: Judge::Reading,
};
