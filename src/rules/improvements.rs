//! There is something to improve.

use super::vague_task::asks_for_care;
use super::words::stems;
use super::{Example, FileContext, Judge, Rule, Verdict, brief};
use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
use crate::postmortem::prose::{Sentence, is_pasted};
use crate::text::phrases::Phrases;
use crate::vocabulary::SectionKind;
use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// `improvements`
pub(super) static RULE: Rule = Rule {
    name: RuleName::Improvements,
    summary: "the measures say what can be improved",
    requires: "a section on corrective and preventative measures, under any of its accepted names, with at least one thing to \
               improve; a platitude that fits any outage, an appeal to be careful, and lessons alone, are a question",
    why: "\"what are the things that can be improved/fixed (broadly speaking)\" (the assignment): \"failing is fine, but \
          failing twice because of the same issue is not\".",
    fix: "Add a section `## Corrective and preventative measures` and say what should be better.",
    bad: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Corrective and preventative measures\n\n## Links\n\nThe ticket.\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Corrective and preventative measures\n\nKeys should be renewed by a program.\n",
    }],
    levels: brief::LEVELS,
    judge: Judge::File(judge),
};

const HINT: &str = "add a section `## Corrective and preventative measures` and say what should be better";

/// That it is still to be written.
static OPEN: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "to be discussed, to be decided, to be defined, to be determined, to be added, to be written, to be completed, to be filled, to be announced, to be agreed, \
         tbd|, tba|, tbc|, todo|, coming soon, none yet, not yet, n/a|, will be discussed, will be added, will discuss, in progress, pending, later|",
    ])
});

/// So few words with such a one say no more.
const FEW: usize = 20;

/// Words of a wish.
static WISH: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "should, must, need, have to, has to, ought, will|, want, could, would, plan, improv, enhanc, strengthen, more|, add|, lack, missing, never|, always|, no|, avoid, better",
    ])
});

/// Whether prose says what holds anywhere, `Prevention is better than cure`: it wishes for nothing, and speaks of nothing that the
/// report speaks of.
fn is_saying(sentence: &Sentence, known: &BTreeSet<&str>) -> bool {
    let wish = WISH.matches(&sentence.lower).any(|(at, phrase)| {
        let after = sentence.lower.get(at + phrase.len()..).unwrap_or_default();
        !after.starts_with(" than ")
    });
    !sentence.listed && !wish && !stems(&sentence.lower).any(|stem| known.contains(stem))
}

/// What all else speaks of.
fn known(reading: &Reading) -> BTreeSet<&str> {
    let sentences = reading.prose().sentences.iter();
    let others = sentences.filter(|said| said.kind != SectionKind::Measures);
    others.flat_map(|said| stems(&said.lower)).collect()
}

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let measures: Vec<&Sentence> = brief::sentences(reading, SectionKind::Measures).collect();
    let words: usize = measures
        .iter()
        .map(|said| said.text.split_whitespace().count())
        .sum();
    let open = || {
        let none = |said: &&&Sentence| said.lower.trim_end_matches('.') == "none";
        let none = || measures.iter().find(none).map(|said| said.span());
        brief::first(measures.iter().copied(), &OPEN).or_else(none)
    };
    if words <= FEW
        && let Some(open) = open()
    {
        return brief::unmet(
            &RULE,
            reading,
            open,
            "nothing is said to be improved yet",
            "say what should be better",
        );
    }
    if let Some(sentence) = measures.first() {
        let known = LazyCell::new(|| known(reading));
        if words <= FEW
            && measures
                .iter()
                .all(|said| is_saying(said, &known) || asks_for_care(&said.lower))
        {
            let message = "this names something to improve";
            return brief::ask(
                &RULE,
                reading,
                sentence.span(),
                message,
                "say what should be better",
            );
        }
        return Verdict::Met(vec![sentence.span()]);
    }
    let actions = &reading.postmortem.record.actions;
    if let Some(action) = actions
        .iter()
        .find(|action| !is_pasted(&action.task.to_lowercase()))
    {
        return Verdict::Met(vec![action.span]);
    }
    if let Some(lesson) = brief::sentences(reading, SectionKind::Lessons).next() {
        return brief::ask(
            &RULE,
            reading,
            lesson.span(),
            "these are the measures: they are lessons",
            HINT,
        );
    }
    let at = brief::place(reading, SectionKind::Measures);
    if at.is_empty() {
        let message = "there is no section on corrective and preventative measures";
        return brief::unnamed(
            &RULE,
            reading,
            context.profile,
            message,
            HINT,
            brief::unknown_label,
        );
    }
    brief::unmet(
        &RULE,
        reading,
        at,
        "this section is empty",
        "say what should be better",
    )
}
