//! Every value is of its type and, where there is a list of values, in it.

use super::{Example, FileContext, Judge, Levels, Rule, Verdict, suppressions};
use crate::diagnostic::{Level, RuleName};
use crate::postmortem::Reading;

/// `invalid-value`
pub(super) static RULE: Rule = Rule {
    name: RuleName::InvalidValue,
    requires: "every value is of the type that its key asks for, and one of the listed ones where there is a list; a \
               comment that silences a rule names a rule and gives a reason",
    why: "Indexes and metrics are only as good as the values they count: `severity: bad` is on no page, and a \
          suppression without a reason cannot be reviewed.",
    fix: "Take one of the values that the finding lists; `nevertwice schema` prints them all. For a suppression: \
          `<!-- nevertwice: allow RULE: why -->`.",
    bad: &[Example {
        path: "content/postmortems/login.md",
        text: "---\ntitle: Login down\nstatus: finished\n---\n\nNobody could log in.\n",
    }],
    good: &[Example {
        path: "content/postmortems/login.md",
        text: "---\ntitle: Login down\nstatus: closed\n---\n\nNobody could log in.\n",
    }],
    levels: Levels {
        archive: Some(Level::Error),
        assignment: Some(Level::Warn),
    },
    judge: Judge::File(judge),
};

/// Reading has found the values; what remains are the comments that silence rules.
fn judge(reading: &Reading, _context: &FileContext<'_>) -> Verdict {
    Verdict::of(suppressions::check(&reading.postmortem), Vec::new)
}
