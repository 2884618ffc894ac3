//! Every acronym is explained, or known to everybody.

mod known;
#[cfg(test)]
mod tests;

use super::{Example, FileContext, Judge, Rule, Verdict};
use crate::config::{Profile, Settings};
use crate::diagnostic::{Level, RuleName};
use crate::postmortem::Reading;
use crate::span::Span;
use crate::text::blocks::{BlockKind, Text};
use crate::yaml::fields::list;
use known::is_known;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// `acronyms`
pub(super) static RULE: Rule = Rule {
    name: RuleName::Acronyms,
    summary: "every acronym is explained",
    requires: "every word in capitals is explained in the text, in the `glossary` of `site.yaml`, or known to everybody who works with \
               computers, such as HTTP, DNS or API",
    why: "A postmortem is read by other teams, by those who join in two years, and by whoever pays. An acronym that a team uses every day \
          is often the one word that nobody else can look up (Google SRE Workbook, chapter 10: explain terms, link a glossary). Whether readers \
          know a word, no machine can tell: this is always a question, and one for each file. A word counts as explained where its \
          long form is in the text, in brackets or not. Headings and code are not read.",
    fix: "Write the long form at the first use: `the connection manager (CNM)`. Put what all of the company uses into `glossary` in \
          `site.yaml`, as `CNM: connection manager`.",
    bad: &[Example {
        path: "content/postmortems/login.md",
        text: "# Login down\n\nThe CNM refused all connections, and nobody could log in.\n",
    }],
    good: &[
        Example {
            path: "site.yaml",
            text: "glossary:\n  QPF: queue of payments that failed\n",
        },
        Example {
            path: "content/postmortems/login.md",
            text: "# Login down\n\nThe connection manager (CNM) refused all connections over HTTP, and the QPF grew.\n",
        },
    ],
    levels: &[(Profile::Archive, Level::Question)],
    judge: Judge::File(judge),
};

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    /// So many are named; whoever has more knows where to look.
    const MOST: usize = 8;
    let first = unknown(reading, context.settings);
    let Some((_, span)) = first.first() else {
        return Verdict::NotApplicable;
    };
    let names = first.iter().take(MOST).map(|(name, _)| name.as_str());
    let more = first.len().saturating_sub(MOST);
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    let message = format!(
        "cannot tell whether all readers know {}{more}, which the text does not explain",
        list(names)
    );
    let question = RULE.question(&reading.postmortem, *span, message);
    let question =
        question.hint("write the long form at the first use, or add it to `glossary` in `site.yaml`");
    let others = first.iter().skip(1).take(MOST - 1);
    let question = others.fold(question, |found, (name, span)| {
        found.label(*span, format!("{name} here"))
    });
    Verdict::of(vec![question], Vec::new)
}

/// The acronyms that nothing explains, each with its first place, in the order of the text.
fn unknown(reading: &Reading, settings: &Settings) -> Vec<(String, Span)> {
    /// Of texts with more, most are tables of names.
    const LOOKED_AT: usize = 60;
    let mut places: BTreeMap<&str, Span> = BTreeMap::new();
    let read = reading.blocks.iter().filter(|block| {
        !block.quoted && !block.kind.is_silent() && !matches!(block.kind, BlockKind::Heading(_))
    });
    for line in read.flat_map(|block| &block.lines) {
        for range in in_capitals(&line.text) {
            if let Some(name) = line.text.plain.get(range.clone())
                && places.len() < LOOKED_AT
            {
                places.entry(name).or_insert_with(|| line.text.span(range));
            }
        }
    }
    places.retain(|name, _| !is_known(name) && !is_of_site(name, settings));
    if places.is_empty() {
        return Vec::new();
    }
    let text = Words::of(reading);
    places.retain(|name, _| !text.explains(name));
    let mut unknown: Vec<_> = places
        .into_iter()
        .map(|(name, span)| (name.to_owned(), span))
        .collect();
    unknown.sort_by_key(|(_, span)| *span);
    unknown
}

/// The words in capitals of a text that stand alone: `RDS`, and not `INC-42`, `A/B` or `HTTP_PROXY`.
fn in_capitals(text: &Text) -> Vec<Range<usize>> {
    const LONGEST: usize = 6;
    let plain = text.plain.as_str();
    let bytes = plain.as_bytes();
    // A line that shouts holds no acronyms.
    let upper = bytes.iter().filter(|byte| byte.is_ascii_uppercase()).count();
    if upper < 2 || bytes.iter().filter(|byte| byte.is_ascii_lowercase()).count() < upper {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(u8::is_ascii_uppercase))
        .map(|next| at + next)
    {
        let rest = bytes.get(start..).unwrap_or_default();
        let length = rest
            .iter()
            .take_while(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            .count();
        // The plural, and whose it is.
        let after = plain.get(start + length..).unwrap_or_default();
        let after = after
            .strip_prefix("'s")
            .or_else(|| after.strip_prefix("’s"))
            .or_else(|| after.strip_prefix('s'))
            .unwrap_or(after);
        at = start + length.max(1);
        let letters = rest
            .iter()
            .take(length)
            .filter(|byte| byte.is_ascii_uppercase())
            .count();
        let before = plain.get(..start).and_then(|before| before.chars().next_back());
        let alone = before.is_none_or(|char| char.is_whitespace() || "(\"'“‘,;".contains(char));
        let ends = after.is_empty()
            || after.starts_with(|char: char| char.is_whitespace() || ")\"'”’,;!?".contains(char))
            || after.starts_with(['.', ':'])
                && !after
                    .get(1..)
                    .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        if alone && ends && letters >= 2 && length <= LONGEST && !text.is_code(start) {
            found.push(start..start + length);
        }
    }
    found
}

/// Whether the settings of the site name it.
fn is_of_site(name: &str, settings: &Settings) -> bool {
    let has = |words: &str| {
        words
            .split(|char: char| !char.is_alphanumeric())
            .any(|word| word.eq_ignore_ascii_case(name))
    };
    let services = settings
        .services
        .iter()
        .any(|service| has(&service.name) || service.aliases.iter().any(|alias| has(alias)));
    services
        || has(&settings.title)
        || settings.teams.iter().any(|team| has(&team.name))
        || settings
            .severities
            .iter()
            .any(|severity| has(&severity.name) || has(&severity.label))
        || settings
            .glossary
            .iter()
            .any(|term| term.names().any(|known| known.eq_ignore_ascii_case(name)))
}

/// The words of a text, for whether they explain one of them.
struct Words<'a> {
    /// The first letters of all words in a row, in capitals.
    initials: String,
    /// The words in small letters.
    small: BTreeSet<&'a str>,
    body: &'a str,
}

impl<'a> Words<'a> {
    fn of(reading: &'a Reading) -> Self {
        let lines = reading
            .blocks
            .iter()
            .filter(|block| block.kind != BlockKind::Code)
            .flat_map(|block| &block.lines);
        let mut initials = String::new();
        let mut small = BTreeSet::new();
        for line in lines {
            let words = line.text.plain.split(|char: char| !char.is_alphanumeric());
            for word in words.filter(|word| !word.is_empty()) {
                // What is in capitals itself explains nothing.
                let capital = word.len() > 1 && word.bytes().all(|byte| !byte.is_ascii_lowercase());
                initials.extend(
                    word.chars()
                        .next()
                        .map(|char| if capital { ' ' } else { char.to_ascii_uppercase() }),
                );
                if !word.bytes().any(|byte| byte.is_ascii_uppercase()) {
                    small.insert(word);
                }
            }
        }
        let document = &reading.postmortem.document;
        Self {
            initials,
            small,
            body: document.source.slice(document.body),
        }
    }

    /// Whether the text says what a word in capitals means: its long form stands somewhere, or words in brackets or a colon
    /// after it; or it is only a word of the language that is stressed.
    fn explains(&self, name: &str) -> bool {
        let letters: String = name.chars().filter(char::is_ascii_uppercase).collect();
        let after = || {
            self.body.match_indices(name).any(|(at, _)| {
                let rest = self.body.get(at + name.len()..).unwrap_or_default();
                let rest = rest.trim_start_matches(['*', '_', ' ']);
                let words = |rest: &str| rest.trim_start().starts_with(char::is_lowercase);
                rest.strip_prefix('(')
                    .is_some_and(|inside| inside.starts_with(char::is_alphabetic))
                    || rest.strip_prefix(['=', '–', '—']).is_some_and(words)
                    || [
                        "stands for",
                        "is short for",
                        "means ",
                        "is a ",
                        "is an ",
                        "is our ",
                        ", our ",
                        ", the ",
                        ", a ",
                    ]
                    .iter()
                    .any(|means| rest.starts_with(means))
            })
        };
        let in_brackets = || {
            let body = self.body;
            let at = [
                format!("({name})"),
                format!("({name}s)"),
                format!("(**{name}**)"),
                format!("(`{name}`)"),
            ];
            at.iter().filter_map(|brackets| body.find(brackets)).any(|at| {
                let before = body.get(..at).unwrap_or_default().trim_end();
                before.ends_with(|char: char| char.is_lowercase() || matches!(char, '*' | ']' | '_' | ')'))
            })
        };
        self.initials.contains(&letters)
            || self.small.contains(name.to_ascii_lowercase().as_str())
            || in_brackets()
            || after()
    }
}
