//! It is written in English.

use super::{Example, FileContext, Judge, Rule, Verdict, brief};
use crate::config::Profile;
use crate::diagnostic::{Level, RuleName};
use crate::postmortem::Reading;
use crate::span::Span;
use whatlang::Lang;

/// `english`
pub(super) static RULE: Rule = Rule {
    name: RuleName::English,
    summary: "the postmortem is written in English",
    requires: "the prose is in English, as a language detector (whatlang) finds from its first 1 kB; fewer than 40 words, and what \
               the detector is not sure of, are a question",
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

/// So much of the prose is enough to tell.
const LOOKED_AT: usize = 1024;
/// So few words are not.
const FEWEST: usize = 40;

fn judge(reading: &Reading, _context: &FileContext<'_>) -> Verdict {
    let mut text = String::new();
    let mut span: Option<Span> = None;
    for sentence in &reading.prose().sentences {
        if text.len() + sentence.text.len() > LOOKED_AT {
            break;
        }
        text += &sentence.text;
        text.push(' ');
        span = Some(span.map_or(sentence.span(), |span| span.to(sentence.span())));
    }
    let span = span.unwrap_or_default();
    if text.split_whitespace().count() < FEWEST {
        let message = format!("this is English: it has fewer than {FEWEST} words");
        return brief::ask(&RULE, reading, Span::new(span.start, span.start), &message, HINT);
    }
    match whatlang::detect(&text) {
        Some(found) if found.lang() == Lang::Eng => Verdict::Met(vec![span]),
        Some(found) if found.is_reliable() => {
            let message = format!("this is written in {}", found.lang().eng_name());
            let first = reading
                .prose()
                .sentences
                .first()
                .map_or(span, |first| first.span());
            brief::unmet(&RULE, reading, first, &message, HINT)
        }
        _ => brief::ask(
            &RULE,
            reading,
            Span::new(span.start, span.start),
            "this is English",
            HINT,
        ),
    }
}

const HINT: &str = "translate it, and keep the original in a file of its own";
