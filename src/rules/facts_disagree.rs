//! All places of a postmortem say the same of one fact. What is compared is weighed while the facts are derived.

use super::{Example, Judge, Rule};
use crate::config::Profile;
use crate::diagnostic::{Level, RuleName};

/// `facts-disagree`
pub(super) static RULE: Rule = Rule {
    name: RuleName::FactsDisagree,
    summary: "all places say the same of one fact",
    requires: "the front matter, the lines and tables of metadata, the Issue Summary and the timeline agree on the day of \
               the incident, on when it started, was detected and was resolved, and on how long it lasted",
    why: "Medians and lists show one value. Where two places of a text differ, a reader cannot tell which of them it is, \
          and neither can a program: it takes the one that is stated most clearly.",
    fix: "Correct the place that is wrong. A value in the front matter settles it, and `published` holds the date of \
          writing.",
    bad: &[Example {
        path: "content/postmortems/login.md",
        text: "# Login down\n\n## Issue Summary\n\nOn 2024-03-04 from 10:00 to 11:00 UTC nobody could log in.\n\n## Timeline\n\n\
               - 10:00 UTC - Logins fail\n- 13:00 UTC - resolved: cache emptied\n",
    }],
    good: &[Example {
        path: "content/postmortems/login.md",
        text: "# Login down\n\n## Issue Summary\n\nOn 2024-03-04 from 10:00 to 11:00 UTC nobody could log in.\n\n## Timeline\n\n\
               - 10:00 UTC - Logins fail\n- 11:00 UTC - resolved: cache emptied\n",
    }],
    levels: &[(Profile::Archive, Level::Question)],
    judge: Judge::Reading,
};
