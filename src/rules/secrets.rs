//! The file holds no secret.

mod shapes;
#[cfg(test)]
mod tests;

use super::{Example, FileContext, Judge, Rule, Verdict};
use crate::config::{Edition, Profile};
use crate::diagnostic::{Diagnostic, Level, RuleName};
use crate::postmortem::Reading;
use crate::span::Span;

/// `secrets`
pub(super) static RULE: Rule = Rule {
    name: RuleName::Secrets,
    summary: "the file holds no tokens, keys or passwords",
    requires: "no token, key or password stands anywhere in the file, in logs and comments included",
    why: "Logs are pasted into postmortems with what stood in them, and an archive is copied, searched and mailed. Only what has the \
          shape of a provider's token, which little else has, is a finding: keys of AWS, GitHub, GitLab, Slack, Stripe, Google, npm, PyPI, \
          SendGrid, OpenAI, Anthropic, DigitalOcean, Shopify and Hugging Face, and private keys with their data. A web token, a password in an \
          address or after `password:` is a question. Placeholders, such as `AKIA…EXAMPLE` or `xxxx`, are none. Messages show the first \
          letters alone. In the public edition a finding is an error.",
    fix: "Revoke it first: it is in the history of the file. Then put `REDACTED` in its place.",
    bad: &[Example {
        path: "content/postmortems/login.md",
        text: "# Login down\n\nNobody could log in.\n\n```\nAWS_ACCESS_KEY_ID=AKIAQ4TZWJ7M2XKD5RNP\n```\n",
    }],
    good: &[Example {
        path: "content/postmortems/login.md",
        text: "# Login down\n\nNobody could log in.\n\n```\nAWS_ACCESS_KEY_ID=REDACTED\n```\n",
    }],
    levels: &[(Profile::Archive, Level::Error)],
    judge: Judge::File(judge),
};

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let postmortem = &reading.postmortem;
    let text = &postmortem.document.source.text;
    let found = shapes::all(text).into_iter().map(|secret| -> Diagnostic {
        let span = Span::new(secret.range.start, secret.range.end);
        let words = text.get(secret.range).unwrap_or_default();
        // Where findings are printed, others read them.
        const SHOWN: usize = 4;
        let start: String = words.chars().take(SHOWN).collect();
        if !secret.sure {
            let message = format!("cannot tell whether `{start}…` is {}", secret.what);
            let found = RULE.question(postmortem, span, message);
            return found.hint("if it is, revoke it and write REDACTED");
        }
        let message = format!("`{start}…` is {}", secret.what);
        let found = match context.settings.edition {
            Edition::Public => RULE.error(postmortem, span, message),
            Edition::Internal => RULE.warn(postmortem, span, message),
        };
        found.hint("revoke it first, since it is in the history of the file; then write REDACTED")
    });
    Verdict::of(found.collect(), Vec::new)
}
