//! The Issue Summary says when it began and when it was over.

use super::{Example, FileContext, Judge, Rule, Verdict, brief};
use crate::config::Profile;
use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
use crate::postmortem::prose::Sentence;
use crate::record::Origin;
use crate::span::Span;
use crate::text::blocks::BlockKind;
use crate::text::clock;
use crate::text::phrases::Phrases;
use crate::vocabulary::SectionKind;
use std::sync::LazyLock;

/// `outage-times`
pub(super) static RULE: Rule = Rule {
    name: RuleName::OutageTimes,
    summary: "the Issue Summary has the start and the end of the outage",
    requires: "the Issue Summary (or the front matter) states the start and the end of the outage as clock times; times of the \
               timeline alone, one time alone, or a length alone do not count, and two times such as \"from the morning until noon\" are a question; an archive takes a start with a length too",
    why: "\"duration of the outage with start and end times (including timezone)\" (the assignment). Readers of the \
          summary compare it with what they saw.",
    fix: "Write both times: `Duration: 10:00 to 11:15 UTC (1 h 15 min)`.",
    bad: &[Example {
        path: "README.md",
        text: "---\nstarted: 2024-03-04T10:00:00Z\n---\n\n# Login down\n\n## Issue Summary\n\nNobody could log in.\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "# Login down\n\n## Issue Summary\n\nFrom 10:00 to 11:00 UTC nobody could log in.\n",
    }],
    levels: brief::ASKED_OF_ARCHIVES,
    judge: Judge::File(judge),
};

const HINT: &str = "write both times: `Duration: 10:00 to 11:15 UTC (1 h 15 min)`";

/// Times that no clock shows.
static RELATIVE: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "morning|, evening|, afternoon|, noon|, midday|, midnight|, overnight|, at night|, lunch time, lunchtime, dawn|, dusk|",
    ])
});

/// Those of them that are a clock time all the same.
const CLOCK: [&str; 3] = ["noon|", "midday|", "midnight|"];

/// Words of a start, and of an end.
const ROLES: [&[&str]; 2] = [
    &[
        "start",
        "began",
        "begin",
        "from",
        "went down",
        "onset",
        "first",
        "down:",
    ],
    &[
        "end", "until", "resol", "restor", "fixed", "recover", "back", "finish", "over", "last", "up:",
    ],
];

/// A clock time that the Issue Summary names.
pub(super) struct Named {
    /// Where it is.
    pub(super) span: Span,
    /// Whether it has a zone.
    pub(super) zoned: bool,
    /// The sentence that it is in, counted from the first.
    sentence: usize,
    /// Whether words beside it tell a start, or an end.
    role: [bool; 2],
}

/// The clock times that the Issue Summary names; both of a range.
pub(super) fn stamps(reading: &Reading) -> Vec<Named> {
    let mut found = Vec::new();
    let mut before: Option<&Sentence> = None;
    for (index, sentence) in brief::summary(reading).enumerate() {
        // A header of HTTP is pasted as text.
        if ["date:", "last-modified:", "expires:"]
            .iter()
            .any(|name| sentence.lower.starts_with(name))
        {
            continue;
        }
        let heading = brief::heading(reading, sentence);
        // `| Started | Sunday 01:00 |`
        let row = reading
            .blocks
            .get(sentence.block)
            .is_some_and(|block| matches!(block.kind, BlockKind::Row { .. }));
        let name = before.filter(|before| row && before.block == sentence.block);
        let name = name.map_or("", |name| name.lower.as_str());
        before = Some(sentence);
        let says = |word: &&str| {
            [heading, name, &sentence.lower]
                .iter()
                .any(|text| text.contains(*word))
        };
        let [starts, ends] = ROLES.map(|words| words.iter().any(says));
        let role = [starts, ends || name == "to"];
        let stamps = clock::anywhere(&sentence.text);
        for stamp in stamps
            .iter()
            .filter(|stamp| stamp.clock.is_some() || !stamp.problems.is_empty())
        {
            for _ in 0..1 + usize::from(stamp.until.is_some()) {
                found.push(Named {
                    span: sentence.span_of(&stamp.range),
                    zoned: stamp.zone.is_some(),
                    sentence: index,
                    role,
                });
            }
        }
    }
    found
}

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let facts = &reading.postmortem.record.facts;
    if facts.near_miss.as_ref().is_some_and(|fact| fact.value) {
        return Verdict::NotApplicable;
    }
    // An archive takes them from wherever they are known.
    let known = context.profile == Profile::Archive;
    let stated = [&facts.started, &facts.resolved].map(|fact| {
        let fact = fact
            .as_ref()
            .filter(|fact| known || fact.origin == Origin::FrontMatter);
        fact.map(|fact| fact.span)
    });
    let ongoing = facts.ongoing.as_ref().filter(|fact| fact.value);
    if let (Some(start), Some(end)) = (stated[0], stated[1].or(ongoing.map(|fact| fact.span))) {
        return Verdict::Met(vec![start, end]);
    }
    if known && facts.started.is_none() || brief::is_disclosure(reading, context.profile) {
        // `required-fields` asks for it.
        return Verdict::NotApplicable;
    }
    if let (true, Some(start), Some(length)) = (known, stated[0], &reading.summary.duration) {
        return Verdict::Met(vec![start, length.span]);
    }
    let [start, end] = [&reading.summary.started, &reading.summary.resolved].map(|when| {
        let when = when.as_ref().filter(|when| when.clock.is_some());
        when.map(|when| when.span)
    });
    if let (Some(start), Some(end)) = (start, end) {
        return Verdict::Met(vec![start, end]);
    }
    let times = stamps(reading);
    let at = times.first().map(|time| time.span);
    let place = at.unwrap_or_else(|| brief::place(reading, SectionKind::Summary));
    let told = start.is_some() || end.is_some() || !times.is_empty();
    // One alone is only a start: `from the morning until noon`
    let relative = || {
        let said = brief::impact(reading);
        let mut found = said.iter().flat_map(|said| {
            let found = RELATIVE.matches(&said.lower);
            found.map(|(at, phrase)| (phrase.words, said.span_of(&(at..at + phrase.len()))))
        });
        let (first, span) = found.next()?;
        found.any(|(other, _)| other != first).then_some(span)
    };
    // Two in one sentence, or on lines that say so, of which reading cannot tell the roles: `down at 2100hrs, restored at 2115hrs`.
    let pair = times.windows(2).find_map(|pair| match pair {
        [first, last] if first.sentence == last.sentence || first.role[0] && last.role[1] => {
            Some(vec![first.span, last.span])
        }
        _ => None,
    });
    if let Some(pair) = pair {
        return Verdict::Met(pair);
    }
    if times.len() > 1 {
        return brief::doubt(
            &RULE,
            reading,
            context.profile,
            place,
            "these are the start and the end of the outage",
            HINT,
        );
    }
    // `From midnight to 3:00`: one of them is a word.
    let named = |time: &Named| {
        let said = brief::summary(reading).find(|said| said.span().contains(time.span))?;
        let (at, phrase) = RELATIVE
            .matches(&said.lower)
            .find(|(_, phrase)| CLOCK.contains(&phrase.words))?;
        let word = said.span_of(&(at..at + phrase.len()));
        // `At midnight` is one time, and not two.
        (!time.span.contains(word)).then(|| vec![word, time.span])
    };
    if let Some(pair) = times.first().and_then(named) {
        return Verdict::Met(pair);
    }
    if let Some(at) = relative() {
        return brief::doubt(
            &RULE,
            reading,
            context.profile,
            at,
            "this is the start or the end of the outage",
            HINT,
        );
    }
    let lasts = reading.summary.duration.as_ref();
    match (told, lasts) {
        (true, _) => brief::unmet(
            &RULE,
            reading,
            place,
            "the Issue Summary has only one time of the outage",
            HINT,
        ),
        (false, Some(length)) => {
            let message = "the Issue Summary says how long it lasted, but not from when to when";
            brief::unmet(&RULE, reading, length.span, message, HINT)
        }
        (false, None) => {
            let message = "the Issue Summary has no start and no end of the outage";
            brief::lacks(&RULE, reading, context.profile, message, HINT)
        }
    }
}
