//! Every value is of its type and, where there is a list of values, in it.

use super::{Example, FileContext, Judge, Rule, Verdict, suppressions};
use crate::config::Profile;
use crate::diagnostic::{Level, RuleName};
use crate::postmortem::Reading;

/// `invalid-value`
pub(super) static RULE: Rule = Rule {
    name: RuleName::InvalidValue,
    summary: "values have the expected type and are among the allowed ones",
    requires: "every value has the type that its key expects and, where the allowed values are listed, is one of \
               them; a comment that suppresses a rule names an existing rule and gives a reason",
    why: "Indexes and metrics are only as good as the values behind them: `severity: bad` appears on no page, and \
          a suppression without a reason cannot be reviewed.",
    fix: "Use one of the values listed in the finding; `nevertwice schema` prints all of them. Write a \
          suppression as `<!-- nevertwice: allow RULE: reason -->`.",
    bad: &[Example {
        path: "content/postmortems/login.md",
        text: "---\ntitle: Login down\nstatus: finished\n---\n\nNobody could log in.\n",
    }],
    good: &[Example {
        path: "content/postmortems/login.md",
        text: "---\ntitle: Login down\nstatus: closed\n---\n\nNobody could log in.\n",
    }],
    levels: &[
        (Profile::Archive, Level::Error),
        (Profile::Assignment, Level::Warn),
    ],
    judge: Judge::File(judge),
};

/// Reading has found the values; what remains are the comments that silence rules.
fn judge(reading: &Reading, _context: &FileContext<'_>) -> Verdict {
    Verdict::of(suppressions::check(&reading.postmortem), Vec::new)
}
