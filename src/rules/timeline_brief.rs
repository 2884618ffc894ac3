//! The entries of the timeline are short.

use super::{Example, FileContext, Judge, Rule, Verdict};
use crate::config::Profile;
use crate::diagnostic::{Level, RuleName};
use crate::postmortem::Reading;
use crate::postmortem::prose::is_pasted;
use crate::record::Entry;
use crate::rules::timeline_format::is_bullet;
use crate::source::Source;
use crate::text::{clock, sentences};

/// `timeline-brief`
pub(super) static RULE: Rule = Rule {
    name: RuleName::TimelineBrief,
    summary: "each entry of the timeline is one or two sentences",
    requires: "each entry of the timeline has at most two sentences, or no more than twelve words; a sentence ends at a full stop, a question mark or an \
               exclamation mark before a blank",
    why: "\"keep it short, 1 or 2 sentences\" (the assignment). What needs more belongs to the root cause.",
    fix: "Shorten the entry, make two of it, or move the details to `## Root cause and resolution`.",
    bad: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Timeline\n\n- 10:00 UTC - An alert came in the middle of the night. Nobody was there to read it. We were asleep. The phone of the shop rang.\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Timeline\n\n- 10:00 UTC - An alert came. Nobody was there.\n",
    }],
    levels: &[(Profile::Assignment, Level::Warn)],
    judge: Judge::File(judge),
};

/// The most sentences of an entry, and the most findings of one file.
const SENTENCES: usize = 2;
/// No more words are short, whatever marks are between them.
const WORDS: usize = 12;
const FINDINGS: usize = 3;

fn judge(reading: &Reading, _context: &FileContext<'_>) -> Verdict {
    let entries = &reading.postmortem.record.entries;
    if entries.is_empty() {
        return Verdict::NotApplicable;
    }
    let counted = entries
        .iter()
        .filter(|entry| entry.text.split_whitespace().nth(WORDS).is_some())
        .map(|entry| (entry, count(own(&reading.postmortem.document.source, entry))))
        .filter(|(entry, count)| *count > SENTENCES && !is_pasted(&entry.text.to_ascii_lowercase()));
    let found = counted.take(FINDINGS).map(|(entry, count)| {
        let message = format!("this entry has {count} sentences; the assignment asks for one or two");
        RULE.warn(&reading.postmortem, entry.content, message)
            .hint("shorten the entry, make two of it, or move the details to the root cause")
    });
    Verdict::of(found.collect(), || {
        crate::rules::places::times(&reading.postmortem)
    })
}

/// How many sentences stand before one that begins with a time, and so is an entry by itself.
fn count(text: &str) -> usize {
    let timed = |words: &str| clock::leading(words).is_some_and(|lead| lead.stamp.clock.is_some());
    let sentences = sentences::split(text)
        .into_iter()
        .filter_map(|range| text.get(range));
    let next = sentences
        .enumerate()
        .take_while(|(at, words)| *at == 0 || !timed(words));
    next.count()
}

/// The words of an entry, without what only follows it: a plain line ends where the next begins another sentence, and no
/// deeper than it.
fn own<'a>(source: &'a Source, entry: &'a Entry) -> &'a str {
    if is_bullet(source, entry.span) {
        return &entry.text;
    }
    let text = source.slice(entry.content);
    let indent = |from: &str| from.len() - from.trim_start_matches([' ', '\t']).len();
    let before = source.text.get(..entry.span.start).unwrap_or_default();
    let own = before.rsplit('\n').next().map_or(0, indent) + indent(source.slice(entry.span));
    let mut ends = text.match_indices('\n').map(|(at, _)| at);
    let end = ends.find(|&at| {
        let (before, after) = text.split_at(at);
        let ended = before.trim_end().ends_with(['.', '!', '?', ')']);
        let after = after.trim_start_matches(['\r', '\n']);
        ended && indent(after) <= own && after.trim_start().starts_with(char::is_uppercase)
    });
    end.and_then(|end| text.get(..end)).unwrap_or(&entry.text)
}
