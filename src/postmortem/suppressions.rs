//! Suppressions: comments that silence a rule in their file.

use super::document::Allow;
use crate::format::one_line;
use crate::source::Source;
use crate::span::Span;

/// The suppressions among the comments of a body.
#[must_use]
pub fn read(source: &Source, comments: &[Span]) -> Vec<Allow> {
    comments
        .iter()
        .filter_map(|&span| allow(source.slice(span), span))
        .collect()
}

/// `<!-- nevertwice: allow RULE: reason -->`
fn allow(comment: &str, span: Span) -> Option<Allow> {
    let words = comment.strip_prefix("<!--")?.trim_end_matches("-->").trim();
    let rest = words
        .strip_prefix("nevertwice")?
        .trim_start()
        .strip_prefix(':')?
        .trim_start();
    let rest = rest
        .strip_prefix("allow")
        .filter(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))?;
    let (rule, reason) = rest.split_once(':').unwrap_or((rest, ""));
    Some(Allow {
        rule: rule.trim().to_owned(),
        reason: one_line(reason),
        span,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rule_and_reason() {
        for (comment, rule, reason) in [
            (
                "<!-- nevertwice: allow impact-percent: internal tool -->",
                "impact-percent",
                "internal tool",
            ),
            (
                "<!--nevertwice:allow word-count:\n  it is\n  long-->",
                "word-count",
                "it is long",
            ),
            ("<!-- nevertwice: allow blame -->", "blame", ""),
        ] {
            let found = allow(comment, Span::default()).expect("a suppression");
            assert_eq!((found.rule.as_str(), found.reason.as_str()), (rule, reason));
        }
        for other in [
            "<!-- allow blame: x -->",
            "<!-- nevertwice: allowed blame -->",
            "<!-- nevertwice -->",
        ] {
            assert_eq!(allow(other, Span::default()), None);
        }
    }
}
