//! Suppressions, `<!-- nevertwice: allow RULE: reason -->`, are held to two rules of their own: the rule must
//! exist, and the reason must be there. What breaks them silences nothing and is a finding of `invalid-value`.

use super::{find, nearest};
use crate::diagnostic::{Diagnostic, RuleName};
use crate::postmortem::Postmortem;

/// Findings for suppressions that do not hold.
pub(super) fn check(postmortem: &Postmortem) -> Vec<Diagnostic> {
    let source = &postmortem.document.source;
    let error = |span, message| Diagnostic::error(RuleName::InvalidValue, &source.path, span, message);
    let mut found = Vec::new();
    for allow in &postmortem.document.allowed {
        let name = &allow.rule;
        if find(name).is_none() {
            let hint = nearest(name).map_or_else(
                || "`nevertwice explain` lists all rules".to_owned(),
                |nearest| format!("did you mean `{nearest}`?"),
            );
            let message = format!("unknown rule `{name}` in this comment");
            found.push(error(allow.span, message).hint(hint));
        } else if allow.reason.trim().is_empty() {
            let message = format!("this comment allows `{name}` without a reason");
            let hint = format!("add the reason: `<!-- nevertwice: allow {name}: reason -->`");
            found.push(error(allow.span, message).hint(hint));
        }
    }
    found
}
