//! It is written in English.

use super::{Example, FileContext, Judge, Rule, Verdict, brief};
use crate::config::Profile;
use crate::diagnostic::{Level, RuleName};
use crate::postmortem::Reading;
use crate::postmortem::prose::{FEWEST, Language};
use crate::span::Span;

/// `english`
pub(super) static RULE: Rule = Rule {
    name: RuleName::English,
    summary: "the postmortem is written in English",
    requires: "the prose is in English, as a language detector (whatlang) finds from its first 1 kB; fewer than 40 words, and what \
               the detector is not sure of, are a question; rules that depend on its words say nothing about a text in another language",
    why: "\"these blogs must be written in English to further your technical ability in a variety of settings\" (the assignment).",
    fix: "Translate it, and keep the original in a file of its own.",
    bad: &[Example {
        path: "README.md",
        text: "# Panne\n\nEntre dix heures et onze heures, personne ne pouvait se connecter au site, parce que la clé qui signe les \
               sessions avait expiré pendant la nuit. Nous avons créé une nouvelle clé, puis nous avons redémarré le serveur, et tout \
               le monde a pu se connecter de nouveau avant midi.\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "# Outage\n\nBetween ten and eleven nobody could log in to the site, because the key that signs sessions had expired in \
               the night. We made a new key and restarted the server, and by noon everybody could log in again without any further \
               trouble that we know of.\n",
    }],
    levels: &[(Profile::Assignment, Level::Error)],
    judge: Judge::File(judge),
};

fn judge(reading: &Reading, _context: &FileContext<'_>) -> Verdict {
    let (language, span) = reading.prose().language();
    let postmortem = &reading.postmortem;
    let first = Span::new(span.start, span.start);
    let ask = |message: &str| brief::ask(&RULE, reading, first, message, HINT);
    match language {
        Language::English => Verdict::Met(vec![span]),
        Language::TooShort => ask(&format!("this is English: it has fewer than {FEWEST} words")),
        Language::Unclear => ask("this is English"),
        Language::Other(name) => {
            let first = reading.prose().sentences.first();
            let at = first.map_or(span, |first| first.span());
            let message = format!("this is written in {name}");
            Verdict::NotMet(vec![RULE.error(postmortem, at, message).hint(HINT)])
        }
    }
}

const HINT: &str = "translate it, and keep the original in a file of its own";
