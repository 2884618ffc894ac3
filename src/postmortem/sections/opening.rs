//! What no heading names: the paragraphs before the first one, and context that is a timeline.

use super::marks::is_byline;
use super::names::{self, Names};
use crate::postmortem::document::Section;
use crate::postmortem::timeline::{runs, update_times};
use crate::span::Span;
use crate::text::blocks::{Block, BlockKind, Line};
use crate::text::clock::{self, Separator};
use crate::vocabulary::SectionKind;
use std::ops::Range;

/// A section without a heading.
pub(super) fn unheaded(kind: SectionKind, from: usize, end: usize) -> Section {
    Section {
        kind,
        heading: None,
        heading_span: Span::new(from, from),
        span: Span::new(from, end.max(from)),
        nested: false,
        guessed: false,
    }
}

/// The blocks that begin in a section.
pub(super) fn within<'b>(blocks: &'b [Block], section: &Section) -> impl Iterator<Item = &'b Block> {
    let span = section.span;
    let first = blocks.partition_point(|block| block.span.start < span.start);
    let blocks = blocks.get(first..).unwrap_or_default().iter();
    blocks.take_while(move |block| block.span.start < span.end)
}

/// Whether a block begins with a clock time, as an entry does; `On 3 March from 10:05 to 11:30 UTC …` begins prose.
fn is_timed(block: &Block) -> bool {
    if update_times::is_update(block) || runs::is_log_of_steps(block) {
        return true;
    }
    let first = block.lines.iter().find(|line| !line.text.plain.is_empty());
    let lead = first.and_then(|line| Some((line, line.text.leading()?)));
    lead.is_some_and(|(line, lead)| {
        let prose = block.kind == BlockKind::Paragraph && lead.separator == Separator::None;
        lead.stamp.clock.is_some() && (!prose || is_set_off(line, &lead.stamp.range))
    })
}

/// Whether a time is strong and the words behind it are not.
fn is_set_off(line: &Line, time: &Range<usize>) -> bool {
    let strong = line
        .text
        .strong
        .iter()
        .find(|strong| strong.contains(&time.start));
    strong.is_some_and(|strong| {
        let rest = line.text.plain.get(time.end..strong.end).unwrap_or_default();
        time.end <= strong.end && !rest.contains(char::is_alphanumeric)
    })
}

/// Context that holds two entries or more is the timeline. Where nothing else is one, so is a summary of nothing but entries, or the
/// first of several sections on what happened or what was done that holds three.
pub(super) fn timed_background(blocks: &[Block], list: &mut [Section]) {
    for section in list.iter_mut() {
        if section.kind == SectionKind::Background {
            let timed =
                within(blocks, section).filter(|block| is_timed(block) && block.kind != BlockKind::Code);
            if timed.take(2).count() == 2 {
                section.kind = SectionKind::Timeline;
            }
        }
    }
    let are = |list: &[Section], kind| list.iter().filter(|section| section.kind == kind).count();
    if are(list, SectionKind::Timeline) > 0 {
        return;
    }
    // Updates under the heading that was meant for a summary.
    let updates = |section: &&mut Section| {
        let told = || within(blocks, section).filter(|block| !matches!(block.kind, BlockKind::Heading(_)));
        section.kind == SectionKind::Summary && told().count() > 1 && told().all(is_timed)
    };
    if let Some(section) = list.iter_mut().find(updates) {
        section.kind = SectionKind::Timeline;
        return;
    }
    if are(list, SectionKind::Cause) < 2 {
        return;
    }
    let cause = |section: &&mut Section| {
        let heading = section.heading.as_deref().unwrap_or_default();
        section.kind == SectionKind::Cause && !heading.to_lowercase().contains("cause")
    };
    let mut told = list.iter_mut().filter(cause);
    if let Some(section) = told.find(|section| is_list_of_times(blocks, section)) {
        section.kind = SectionKind::Timeline;
    }
}

/// Whether three items or lines of a section begin with a time, if only with one such as `10.42`, set off from the words
/// where it is no item.
fn is_list_of_times(blocks: &[Block], section: &Section) -> bool {
    let timed = within(blocks, section).filter(|block| {
        let first = block.lines.first();
        let compact = || first.and_then(|line| clock::compact(&line.text.plain));
        match block.kind {
            BlockKind::Item { .. } => is_timed(block) || compact().is_some(),
            BlockKind::Paragraph => {
                is_timed(block) || compact().is_some_and(|lead| lead.separator != Separator::None)
            }
            _ => false,
        }
    });
    timed.take(3).count() == 3
}

/// The steps of a search, `Debugging process`, are the timeline where nothing else is.
pub(super) fn search(list: &mut [Section]) {
    if list.iter().any(|section| section.kind == SectionKind::Timeline) {
        return;
    }
    let named = |section: &&mut Section| {
        let heading = section.heading.as_deref();
        section.kind == SectionKind::Detection && !section.nested && heading.is_some_and(names::is_search)
    };
    if let Some(steps) = list.iter_mut().find(named) {
        steps.kind = SectionKind::Timeline;
    }
}

/// Where no heading says what the summary is, the paragraphs before the first heading are it, up to the first entry.
pub(super) fn summary(blocks: &[Block], list: &mut Vec<Section>) {
    let is_summary = |section: &Section| section.kind == SectionKind::Summary;
    // Not a label with its value, nor a link.
    let has_words = |line: &Line| {
        let fewest = if line.text.plain.ends_with('.') {
            FEWEST_OF_SENTENCE
        } else {
            FEWEST_WORDS
        };
        line.text.plain.split_whitespace().nth(fewest - 1).is_some()
    };
    let prose = |block: &Block| {
        let told = |line: &Line| has_words(line) && !is_byline(&line.text.plain);
        block.kind == BlockKind::Paragraph && !block.quoted && block.lines.iter().any(told)
    };
    let opening = |section: &&mut Section| section.heading.is_none() && within(blocks, section).any(prose);
    let alone = list.iter().all(|section| section.heading.is_none());
    if list.iter().any(is_summary) {
        return;
    }
    let Some((at, first)) = list.iter_mut().enumerate().find(|(_, section)| opening(section)) else {
        return;
    };
    let mut paragraphs = 0;
    let end = within(blocks, first).find(|block| {
        paragraphs += usize::from(prose(block));
        is_timed(block) || alone && paragraphs > OPENING
    });
    let end = end.map(|block| block.span.start);
    if end.is_none_or(|end| end > first.span.start) {
        first.kind = SectionKind::Summary;
        if let Some(end) = end {
            let rest = unheaded(SectionKind::Other, end, first.span.end);
            first.span.end = end;
            list.insert(at + 1, rest);
        }
    }
}

/// The first section under a heading before the timeline, and the sections from that on, where nothing is a summary.
fn before_timeline(list: &mut [Section]) -> Option<(&mut Section, &[Section])> {
    let is_summary = |section: &Section| matches!(section.kind, SectionKind::Summary | SectionKind::Impact);
    let is_timeline = |section: &Section| section.kind == SectionKind::Timeline;
    let timeline = list.iter().position(is_timeline)?;
    if list.iter().any(is_summary) {
        return None;
    }
    let (before, after) = list.split_at_mut_checked(timeline)?;
    let first = before.iter_mut().find(|section| section.heading.is_some())?;
    Some((first, after))
}

/// `What happened:` as the first words of a summary tells it, and is no section on the cause.
pub(super) fn told_in_summary(list: &mut [Section]) {
    /// Line ends and the marks of strong words alone.
    const MARKS: usize = 6;
    let timeline = list
        .iter()
        .rposition(|section| section.kind == SectionKind::Timeline);
    for at in 1..timeline.unwrap_or_default() {
        let Some([before, label]) = list.get_mut(at - 1..=at) else {
            return;
        };
        let empty = before.kind == SectionKind::Summary
            && before.heading_span.end + MARKS >= label.heading_span.start;
        let heading = label.heading.as_deref().unwrap_or_default();
        if empty && label.kind == SectionKind::Cause && heading.to_lowercase().contains("happened") {
            label.kind = SectionKind::Summary;
            label.nested = true;
        }
    }
}

/// `What happened` or `The problem` before the timeline is the summary, where nothing else is one and the cause has a section after it.
pub(super) fn happened(list: &mut [Section]) {
    if let Some((first, after)) = before_timeline(list)
        && after.iter().any(|section| section.kind == SectionKind::Cause)
        && first.kind == SectionKind::Cause
        && first.heading.as_deref().is_some_and(|heading| {
            let heading = heading.to_lowercase();
            ["happened", "problem", "issue", "broke"]
                .iter()
                .any(|word| heading.contains(word))
        })
    {
        first.kind = SectionKind::Summary;
    }
}

/// What stands first under a heading that names nothing known, `In one breath`, is the summary where nothing else is one: short,
/// before the timeline, and it says when.
pub(super) fn gist(blocks: &[Block], names: &Names, list: &mut [Section]) {
    /// More paragraphs tell the whole story.
    const MOST: usize = 3;
    let Some((first, _)) = before_timeline(list).filter(|(first, _)| first.kind == SectionKind::Other) else {
        return;
    };
    let heading = first.heading.as_deref();
    if heading.is_none_or(|heading| names.heading(heading).is_some()) {
        return;
    }
    let told: Vec<&Block> = within(blocks, first)
        .filter(|block| !matches!(block.kind, BlockKind::Heading(_)))
        .collect();
    let prose = told
        .iter()
        .all(|block| block.kind == BlockKind::Paragraph && !block.quoted && !is_timed(block));
    let says_when = || {
        let lines = told.iter().flat_map(|block| &block.lines);
        lines
            .flat_map(|line| line.text.stamps())
            .any(|stamp| stamp.day.is_some() || stamp.clock.is_some())
    };
    if prose && told.len() <= MOST && says_when() {
        first.kind = SectionKind::Summary;
        first.guessed = true;
    }
}

/// The fewest words of a line of prose.
const FEWEST_WORDS: usize = 6;

/// The same of one that ends with a full stop.
const FEWEST_OF_SENTENCE: usize = 3;

/// How many paragraphs of a text without any heading are its summary: the rest tells the whole story.
const OPENING: usize = 1;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::source::Source;
    use crate::text::blocks;

    /// The kind and the words of each section.
    fn outline(text: &str) -> Vec<(&'static str, String)> {
        let source = Source::new("a.md", text.as_bytes());
        let body = Span::new(0, source.text.len());
        let blocks = blocks::read(&source, body);
        let list = super::super::read(&source, body, &blocks, &Settings::default()).list;
        let words = |section: &Section| {
            source
                .slice(section.span)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        list.iter()
            .map(|section| (section.kind.name(), words(section)))
            .collect()
    }

    fn kinds(text: &str) -> Vec<&'static str> {
        outline(text).into_iter().map(|(kind, _)| kind).collect()
    }

    #[test]
    fn the_paragraphs_before_the_first_heading_are_the_summary() {
        let opening = "# Gates\n\nNo gate could be opened from ten to eleven.\n\nIt was the key.\n\n";
        let timed = opening.replacen("No gate", "On 3 March 2024, from 10:05 to 11:30 UTC, no gate", 1);
        assert_eq!(
            kinds(&format!("{timed}## Root cause\n\nA key.\n")),
            ["summary", "cause"]
        );
        assert_eq!(
            kinds(&format!("{opening}## Root cause\n\nA key.\n")),
            ["summary", "cause"]
        );
        assert_eq!(
            kinds(&format!("{opening}## Summary\n\nGates.\n")),
            ["other", "summary"]
        );
        assert_eq!(
            kinds("# Gates\n\nStatus: Draft\n\n## Root cause\n\nA key.\n"),
            ["other", "cause"]
        );
        // Entries are none of it, and of a text without headings the first paragraph is.
        assert_eq!(
            kinds(&format!(
                "{opening}- 10:00 UTC - shut\n- 11:00 UTC - open\n\n## Root cause\n\nA key.\n"
            )),
            ["summary", "other", "cause"]
        );
        assert_eq!(
            outline(opening),
            [
                (
                    "summary",
                    "No gate could be opened from ten to eleven.".to_owned()
                ),
                ("other", "It was the key.".to_owned())
            ]
        );
    }

    #[test]
    fn rows_that_tell_the_impact() {
        let text = "# Gates\n\n| | |\n|---|---|\n| Owner | Jo |\n| **Impact** | half of all guests |\n| Status | Draft |\n\nNo gate could be opened from ten to eleven.\n\n## Root cause\n\nA key.\n";
        assert_eq!(kinds(text), ["other", "impact", "summary", "cause"]);
        assert_eq!(outline(text)[1].1, "half of all guests |");
    }

    #[test]
    fn the_steps_of_a_search_are_the_timeline_where_nothing_else_is() {
        let text = "# Gates\n\nNo gate could be opened.\n\n## Debugging process\n\nLooked at the key.\n\n## Why\n\nIt was old.\n";
        assert_eq!(kinds(text), ["summary", "timeline", "cause"]);
        let both = format!("{text}\n## Timeline\n\n- 10:00 UTC - shut\n");
        assert_eq!(kinds(&both), ["summary", "detection", "cause", "timeline"]);
    }

    #[test]
    fn labels_may_join_names() {
        let text = "Summary:\n\nNo gate could be opened.\n\nRoot Cause & Fix:\n\nA key.\n\nRemediation and Prevention:\n\nA new key.\n";
        assert_eq!(kinds(text), ["summary", "cause", "measures"]);
    }

    #[test]
    fn a_heading_may_lack_its_blank() {
        let text = "#Gates shut\n\n#Issue Summary\nNo gate could be opened.\n\n#Our own remarks\nNone of it was fun.\n";
        assert_eq!(kinds(text), ["summary", "other"]);
    }

    #[test]
    fn context_with_entries_is_the_timeline() {
        let text = "## Context\n\n- 10:00 UTC - shut\n- 11:00 UTC - open\n";
        assert_eq!(kinds(text), ["timeline"]);
        assert_eq!(kinds(&text.replace("11:00 UTC - ", "")), ["background"]);
        assert_eq!(
            kinds(&text.replace("## Context", "**How did we respond?**")),
            ["timeline"]
        );
    }

    #[test]
    fn tasks_over_the_whole_postmortem_are_no_measures() {
        let report = "### Gates shut\n\n**Impact:** no guest could open a gate.\n\n**Root cause:** a key had expired.\n\n#### Timeline\n\n- 10:00 UTC - shut\n";
        for title in ["0x19. Postmortem", "Incident summary", "Exercise 4"] {
            let kinds = kinds(&format!("# {title}\n\n## Tasks\n\n{report}"));
            assert!(!kinds.contains(&"measures"), "{kinds:?}");
        }
    }
}
