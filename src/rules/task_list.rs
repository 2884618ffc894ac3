//! There is a list of specific tasks.

use super::{Example, FileContext, Judge, Rule, Verdict, brief};
use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
use crate::postmortem::actions::begins_prose;
use crate::postmortem::prose::{is_pasted, near};
use crate::record::Action;
use crate::rules::timeline_format::is_bullet;
use crate::span::Span;
use crate::text::blocks::BlockKind;
use crate::vocabulary::SectionKind;

/// `task-list`
pub(super) static RULE: Rule = Rule {
    name: RuleName::TaskList,
    summary: "the measures have a list of specific tasks",
    requires: "the measures (or `actions` in the front matter) are a list, of which at least one item names a thing to do to a \
               thing: `patch nginx`, `add monitoring of memory`; prose alone is none, and a list of broad wishes (\"better \
               communication\", \"improve the process\") is a question",
    why: "\"a list of tasks to address the issue (be very specific, like a TODO, example: patch Nginx server, add monitoring on \
          server memory…)\" (the assignment). What cannot be ticked off is not done.",
    fix: "List what is to be done, one task an item: `- [ ] Add an alert on the age of keys`.",
    bad: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Corrective and preventative measures\n\nWe will be more careful with keys from now on.\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Corrective and preventative measures\n\n- [ ] Add an alert on the age of keys\n",
    }],
    levels: brief::LEVELS,
    judge: Judge::File(judge),
};

const HINT: &str = "list what is to be done, one task an item: `- [ ] Add an alert on the age of keys`";

/// Wishes: what begins so and names no other deed has no end that could be seen.
const WISHES: &[&str] = &[
    "better",
    "improve",
    "improved",
    "improving",
    "improvement",
    "more",
    "good",
    "enhance",
    "enhanced",
    "enhancing",
    "strengthen",
    "ensure",
    "ensuring",
    "always",
    "be",
    "being",
    "avoid",
    "avoiding",
    "never",
    "communicate",
    "communication",
    "proper",
    "stay",
    "keep",
    "maintain",
    "pay",
    "make",
    "try",
    "learn",
    "think",
    "increase",
    "increased",
    "prevent",
];

/// The words of a task, and where they are.
type Task<'a> = (&'a str, Span);

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let actions = reading.postmortem.record.actions.iter();
    let mut listed: Vec<Task> = actions
        .filter(|action| !is_pasted(&action.task.to_lowercase()) && !is_prose(reading, action))
        .map(|action| (action.task.as_str(), action.span))
        .collect();
    // Under a heading that reading does not know for one of measures nothing is an action.
    if listed.is_empty() && reading.parts().stand_in(SectionKind::Measures).is_some() {
        let items = brief::sentences(reading, SectionKind::Measures).filter(|sentence| sentence.listed);
        listed.extend(items.map(|item| (item.text.as_str(), item.span())));
    }
    let specific: Vec<Task> = listed
        .iter()
        .copied()
        .filter(|(task, _)| is_specific(task))
        .collect();
    if !specific.is_empty() {
        return Verdict::Met(specific.into_iter().map(|(_, span)| span).collect());
    }
    if let Some((_, wish)) = listed.first() {
        return brief::ask(
            &RULE,
            reading,
            *wish,
            "these tasks can be ticked off: they are broad",
            HINT,
        );
    }
    let place = brief::place(reading, SectionKind::Measures);
    match brief::sentences(reading, SectionKind::Measures).next() {
        Some(line) if lines(reading) > 1 || in_line(reading) => brief::ask(
            &RULE,
            reading,
            line.span(),
            "these lines are a list of tasks",
            HINT,
        ),
        Some(prose) => brief::unmet(
            &RULE,
            reading,
            prose.span(),
            "the measures are no list of tasks",
            HINT,
        ),
        None if place.is_empty() => brief::unnamed(
            &RULE,
            reading,
            context.profile,
            "there is no list of tasks",
            HINT,
            brief::unknown_label,
        ),
        None => brief::unmet(&RULE, reading, place, "there is no list of tasks", HINT),
    }
}

/// Whether tasks are told one after the other within a line: `Tasks: patch nginx; rotate the logs`.
fn in_line(reading: &Reading) -> bool {
    brief::sentences(reading, SectionKind::Measures).any(|sentence| {
        let told = sentence.lower.split_once(':');
        told.is_some_and(|(label, tasks)| {
            let label = label.trim_end_matches('s');
            let named = ["task", "todo", "to do", "to-do", "action item"]
                .iter()
                .any(|name| label.ends_with(name));
            named && tasks.contains([',', ';'])
        })
    })
}

/// So many words are one task; more of them are prose.
const LONGEST: usize = 20;

/// Whether what was read as a task is a long sentence of a paragraph.
fn is_prose(reading: &Reading, action: &Action) -> bool {
    let at = action.span.start;
    let after = reading.blocks.partition_point(|block| block.span.start <= at);
    let block = after.checked_sub(1).and_then(|block| reading.blocks.get(block));
    let paragraph = block.is_some_and(|block| block.kind == BlockKind::Paragraph && block.span.end > at);
    let source = &reading.postmortem.document.source;
    paragraph && !is_bullet(source, action.span) && action.task.split_whitespace().nth(LONGEST).is_some()
}

/// How many lines of the measures begin with a short sentence that may be a task, perhaps after a label or a mark.
fn lines(reading: &Reading) -> usize {
    let text = &reading.postmortem.document.source.text;
    let measures = brief::sentences(reading, SectionKind::Measures);
    let short = measures.filter(|sentence| {
        sentence.text.split_whitespace().count() <= LONGEST && !begins_prose(&sentence.text)
    });
    let begins = short.filter(|sentence| {
        let line = near(text, sentence.span().start).rsplit_once('\n');
        let line = line.map(|(_, line)| line.trim_end());
        line.is_some_and(|line| {
            // `a. Install …`
            let lettered = line.len() <= 3 && line.ends_with(['.', ')']);
            lettered
                || !line.contains(char::is_alphanumeric)
                || line.ends_with(':') && line.split_whitespace().count() <= 6
        })
    });
    begins.count()
}

/// Whether a task names a thing to do to a thing. Of wishes only a long one says enough to be one.
fn is_specific(task: &str) -> bool {
    const FEWEST: usize = 3;
    const ENOUGH: usize = 9;
    // `Monitoring: add an alert on …`
    let task = match task.split_once(": ") {
        Some((label, rest)) if label.split_whitespace().count() <= 6 && !rest.trim().is_empty() => rest,
        _ => task,
    };
    let words: Vec<String> = task
        .split(|char: char| !char.is_alphanumeric() && char != '-' && char != '\'')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let first = words.iter().find(|word| {
        !matches!(
            word.as_str(),
            "to" | "we" | "will" | "should" | "must" | "i" | "regularly"
        )
    });
    let wish = first.is_some_and(|first| WISHES.contains(&first.as_str()));
    words.len() >= if wish { ENOUGH } else { FEWEST } || words.len() == 2 && !wish
}
