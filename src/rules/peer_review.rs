//! Somebody other than the author has reviewed it.

use super::{Example, FileContext, Judge, Rule, Verdict};
use crate::config::Profile;
use crate::diagnostic::{Diagnostic, Level, RuleName};
use crate::postmortem::{Postmortem, Reading};
use crate::rules::places;
use crate::span::Span;

/// `peer-review`
pub(super) static RULE: Rule = Rule {
    name: RuleName::PeerReview,
    summary: "someone other than the author has reviewed the postmortem",
    requires: "the front matter names a reviewer who is not an author",
    why: "\"It is your responsibility to request a review for your postmortem from a peer\" (the assignment). \
          According to Google, an unreviewed postmortem might as well never have existed (Site Reliability \
          Engineering, chapter 15).",
    fix: "Ask a peer or a TA to review it, and add `reviewers: [NAME]` to the front matter.",
    bad: &[Example {
        path: "README.md",
        text: "---\nauthors: [Ada]\nreviewers: [Ada]\n---\n\n# Login down\n\nNobody could log in.\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "---\nauthors: [Ada]\nreviewers: [Grace]\n---\n\n# Login down\n\nNobody could log in.\n",
    }],
    levels: &[(Profile::Assignment, Level::Error)],
    judge: Judge::File(judge),
};

/// How a line that names a reviewer in the text begins.
const REVIEWER: &[&str] = &["reviewed by", "reviewer", "peer review", "peer-review"];

/// How a line that names its author does.
const AUTHOR: &[&str] = &["written by", "author", "prepared by"];

/// More words are a sentence, and no names: `Peer reviews: two people look at each change`.
const NAMES: usize = 8;

fn judge(reading: &Reading, _context: &FileContext<'_>) -> Verdict {
    let postmortem = &reading.postmortem;
    let reviewers = postmortem.record.facts.reviewers.iter();
    Verdict::of(missing(postmortem).into_iter().collect(), || {
        reviewers.map(|fact| fact.span).collect()
    })
}

fn missing(postmortem: &Postmortem) -> Option<Diagnostic> {
    let facts = &postmortem.record.facts;
    let plain = |name: &str| {
        name.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase()
    };
    let stated = facts.authors.iter().flat_map(|fact| &fact.value);
    let mut authors: Vec<String> = stated.map(|person| plain(&person.name)).collect();
    if let Some((_, names)) = line_in_text(postmortem, AUTHOR) {
        let names = names.split([',', '&']).flat_map(|name| name.split(" and "));
        authors.extend(names.map(plain));
    }
    if let Some(reviewers) = facts.reviewers.as_ref().filter(|fact| !fact.value.is_empty()) {
        if reviewers
            .value
            .iter()
            .any(|person| !authors.contains(&plain(&person.name)))
        {
            return None;
        }
        let message = "the only reviewer is the author";
        return Some(
            RULE.error(postmortem, reviewers.span, message)
                .hint("ask a peer or a TA to review it, and add `reviewers: [NAME]` to the front matter"),
        );
    }
    if let Some((in_text, _)) = line_in_text(postmortem, REVIEWER) {
        let message = "cannot tell whether this names a reviewer; the front matter names none";
        let hint = "add `reviewers: [NAME]` to the front matter";
        return Some(RULE.question(postmortem, in_text, message).hint(hint));
    }
    let misspelt = ["reviewer", "reviewed_by", "reviewed-by", "reviewed by"]
        .iter()
        .map(|name| places::key(places::front_matter(postmortem), name))
        .find(|span| !span.is_empty());
    Some(match misspelt {
        Some(key) => {
            let finding = RULE
                .error(postmortem, key, "this key is ignored, so there is no reviewer")
                .hint("use `reviewers`");
            // Next to an empty list it would be a duplicate key.
            match facts.reviewers {
                None => finding.fix(key, "reviewers"),
                Some(_) => finding,
            }
        }
        None => RULE
            .error(postmortem, Span::default(), "no reviewer in the front matter")
            .hint("ask a peer or a TA to review it, and add `reviewers: [NAME]` to the front matter"),
    })
}

/// The first line of the body that names people behind one of some labels, and those names.
fn line_in_text<'p>(postmortem: &'p Postmortem, labels: &[&str]) -> Option<(Span, &'p str)> {
    let document = &postmortem.document;
    let mut start = document.body.start;
    for line in document.source.slice(document.body).split_inclusive('\n') {
        let words = line.trim_start_matches(|char: char| !char.is_alphanumeric());
        let begins = |label: &&str| {
            words
                .get(..label.len())
                .is_some_and(|begin| begin.eq_ignore_ascii_case(label))
        };
        let names = words.split_once(':').map_or("", |(_, names)| names);
        let names = names.trim_matches(|char: char| !char.is_alphanumeric());
        if labels.iter().any(begins) && words.contains(':') && names.split_whitespace().count() <= NAMES {
            return Some((Span::new(start, start + line.trim_end().len()), names));
        }
        start += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::config::Settings;
    use crate::diagnostic::{Level, apply};
    use crate::postmortem::parse;
    use crate::rules::testing::{assignment, levels, words};
    use crate::source::Source;

    #[test]
    fn one_reviewer_who_is_no_author_is_enough() {
        for front in [
            "authors: [Ada]\nreviewers: [ada, Grace]",
            "reviewers: Grace",
            "authors:\n  - name: Ada\nreviewers:\n  - name: Grace\n    url: https://example.org",
        ] {
            assert_eq!(
                assignment(&RULE, &format!("---\n{front}\n---\nText.\n")),
                [],
                "{front}"
            );
        }
    }

    #[test]
    fn a_misspelt_key_is_mended_by_its_edit() {
        let fixed = |text: &str| {
            let found = super::missing(&parse(
                Source::new("a.md", text.as_bytes()).into(),
                &Settings::default(),
            ));
            found.and_then(|found| found.fix).map(|edit| apply(text, [&edit]))
        };
        let mended = fixed("---\nreviewed by: Grace\n---\nText.\n").unwrap();
        assert_eq!(mended, "---\nreviewers: Grace\n---\nText.\n");
        assert_eq!(assignment(&RULE, &mended), []);
        assert_eq!(fixed("---\nreviewers: []\nreviewer: Grace\n---\nText.\n"), None);
    }

    #[test]
    fn the_author_is_no_reviewer() {
        let findings = assignment(
            &RULE,
            "---\nauthors: Ada  Obi\nreviewers: [ada obi]\n---\nText.\n",
        );
        assert_eq!(findings[0].2, "the only reviewer is the author");
        let named = "---\nreviewers: [Ada Obi]\n---\n\n# Gates\n\n**Written by:** Ada Obi and Jo Li\n";
        assert_eq!(assignment(&RULE, named)[0].2, "the only reviewer is the author");
        assert_eq!(assignment(&RULE, &named.replace("[Ada", "[Max")), []);
    }

    #[test]
    fn a_reviewer_in_the_text_or_under_another_key_is_pointed_at() {
        let findings = assignment(&RULE, "# One\n\nText.\n\n**Reviewed by:** Grace\n");
        assert_eq!(levels(&findings), [Level::Question]);
        assert_eq!(words(&findings), ["**Reviewed by:** Grace"]);
        let findings = assignment(&RULE, "---\nreviewer: Grace\n---\n\nText.\n");
        assert_eq!(levels(&findings), [Level::Error]);
        assert_eq!(words(&findings), ["reviewer"]);
        let findings = assignment(&RULE, "---\nreviewers: []\nreviewer: Grace\n---\n\nText.\n");
        assert_eq!(words(&findings), ["reviewer"]);
        for measure in [
            "Our peer review was late.",
            "- Peer reviews: from now on two people read each change of a proxy before it goes out.",
        ] {
            assert_eq!(words(&assignment(&RULE, measure)), [""]);
        }
    }
}
