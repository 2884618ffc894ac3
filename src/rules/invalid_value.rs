//! Every value is of its type and, where there is a list of values, in it.

use super::{Example, Rule, Scope};
use crate::diagnostic::Level;

/// `invalid-value`
pub(super) static RULE: Rule = Rule {
    name: "invalid-value",
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
    archive: Some(Level::Error),
    assignment: Some(Level::Warn),
    scope: Scope::Reading,
    met: |_| Vec::new(),
};
