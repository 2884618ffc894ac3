//! Entries in a text without a timeline section: only from two or more consecutive lines, bullets, headings or rows
//! that begin with a clear time, never from prose.

use super::chat::is_chat;
use super::collect::Collector;
use super::prose::tells;
use super::update_times::{head, is_head, is_update, state};
use super::zone_notes::{self, Note};
use crate::postmortem::document::{Section, section_at};
use crate::span::Span;
use crate::text::blocks::{Block, BlockKind, Line};
use crate::text::chat;
use crate::text::clock::Separator;
use crate::vocabulary::SectionKind;
use std::ops::Range;

/// The weight of a line that is meant as an entry, of one that may be, and what a run has at least: two of the one, three of
/// the other.
const CLEAR: usize = 2;
const BARE: usize = 1;
const FEWEST: usize = 3;

impl Collector<'_> {
    /// Reads the runs of clear times of the whole body, but for labels with values, which are facts.
    pub(super) fn runs(&mut self, metadata: &[Span]) {
        let mut runs: Vec<(Range<usize>, usize)> = Vec::new();
        let mut end = 0;
        for (at, block) in self.blocks.iter().enumerate() {
            let next = metadata.partition_point(|span| span.end <= block.span.start);
            let labelled = metadata.get(next).is_some_and(|span| block.span.contains(*span));
            if at < end || !is_update(block) && (labelled || !self.may_hold(block)) {
                continue;
            }
            let before = self.blocks.get(at.wrapping_sub(1));
            // `Resolved` as a heading, and the time of the update below it
            let stated = before.is_some_and(is_state) && is_moment(block);
            let clear = if stated {
                2 * CLEAR
            } else {
                match clear_lines(block) {
                    0 => bare(block),
                    lines => CLEAR * lines,
                }
            };
            if clear == 0 {
                continue;
            }
            end = self.end_of(at, block);
            // The day that a line before it gives, or the head of its table.
            let leads = stated || before.is_some_and(|before| is_day(before) || is_head_of(before, block));
            let from = at - usize::from(leads);
            match runs.last_mut() {
                Some((run, count)) if self.joins(run, at, block) => {
                    run.end = end;
                    *count += clear;
                }
                _ => runs.push((from..end, clear)),
            }
        }
        self.everywhere = true;
        for (run, count) in runs {
            if count >= FEWEST {
                self.zone_above(run.start);
                self.story = self
                    .blocks
                    .get(run.clone())
                    .is_some_and(|run| run.iter().all(tells));
                let run = if self.story { self.whole_story(run) } else { run };
                self.blocks(run);
            }
        }
        self.everywhere = false;
    }

    /// A story with the paragraphs beside it that have a time in their sentences.
    fn whole_story(&self, run: Range<usize>) -> Range<usize> {
        let told = |block: &&Block| tells(block) && self.may_hold(block);
        let (before, _) = self.blocks.split_at_checked(run.start).unwrap_or_default();
        let after = self.blocks.get(run.end..).unwrap_or_default();
        let before = before.iter().rev().take_while(told).count();
        run.start - before..run.end + after.iter().take_while(told).count()
    }

    /// The section that a block stands in.
    fn section_of(&self, block: &Block) -> Option<&Section> {
        self.sections.get(section_at(self.sections, block.span.start)?)
    }

    /// Takes the zone in the heading above a run: `What happened, minute by minute (CET)`.
    fn zone_above(&mut self, at: usize) {
        let section = self.blocks.get(at).and_then(|block| self.section_of(block));
        let heading = section.and_then(|section| {
            let start = section.heading_span.start;
            let at = self.blocks.partition_point(|block| block.span.end <= start);
            let heading = self.blocks.get(at)?;
            let line = heading.lines.first()?;
            matches!(heading.kind, BlockKind::Heading(_)).then_some(&line.text)
        });
        let zone = heading.and_then(|text| match zone_notes::of_heading(text)? {
            Note::Zone(zone) => Some(zone),
            Note::Unreadable(_) => None,
        });
        self.inherited.zone = zone.or(self.inherited.zone.take());
    }

    fn may_hold(&self, block: &Block) -> bool {
        let section = self.section_of(block);
        let of_kind = |kinds: &[SectionKind]| section.is_some_and(|section| kinds.contains(&section.kind));
        // Lines that are nothing else are no summary.
        let apart = || {
            let headless = section.is_some_and(|section| section.heading.is_none());
            (headless || of_kind(&[SectionKind::Summary, SectionKind::Impact]))
                && (is_log_of_steps(block) || self.in_timed_list(block))
        };
        apart()
            || !section.is_some_and(|section| {
                matches!(
                    section.kind,
                    SectionKind::Measures | SectionKind::Lessons | SectionKind::Summary | SectionKind::Impact
                )
            })
    }

    /// Whether it is one of several items in a row that begin with a time, or of paragraphs that do before a mark: as many as no
    /// summary lists.
    fn in_timed_list(&self, block: &Block) -> bool {
        const ITEMS: usize = 4;
        let timed = |block: &&Block| {
            let lead = block.lines.first().and_then(|line| line.text.leading());
            lead.is_some_and(|lead| {
                lead.stamp.clock.is_some()
                    && match block.kind {
                        BlockKind::Item { .. } => true,
                        BlockKind::Paragraph => lead.separator != Separator::None,
                        _ => false,
                    }
            })
        };
        let at = self
            .blocks
            .partition_point(|other| other.span.start < block.span.start);
        let (before, after) = self.blocks.split_at_checked(at).unwrap_or_default();
        let before = before.iter().rev().take_while(timed).take(ITEMS).count();
        let after = after.iter().take_while(timed).take(ITEMS).count();
        after > 0 && before + after >= ITEMS
    }

    /// The index of the block after an entry, which includes what is in its item or under its heading.
    fn end_of(&self, at: usize, block: &Block) -> usize {
        let rest = self.blocks.iter().skip(at + 1);
        at + 1
            + match block.kind {
                BlockKind::Item { .. } => rest
                    .take_while(|inner| block.span.contains(inner.span) && clear_lines(inner) == 0)
                    .count(),
                BlockKind::Heading(_) => rest
                    .take_while(|inner| !matches!(inner.kind, BlockKind::Heading(_)))
                    .count(),
                _ if is_lone(block) || is_head(block) => rest
                    .take_while(|inner| {
                        !matches!(inner.kind, BlockKind::Heading(_) | BlockKind::Rule)
                            && clear_lines(inner) == 0
                    })
                    .count(),
                _ => rest.take_while(|inner| inner.kind == BlockKind::Code).count(),
            }
    }

    /// Whether an entry follows a run with nothing between but untimed bullets.
    fn joins(&self, run: &Range<usize>, at: usize, block: &Block) -> bool {
        let between = self.blocks.get(run.end..at).unwrap_or_default();
        let first = self
            .blocks
            .get(run.clone())
            .and_then(|run| run.iter().find(|block| !is_day(block)));
        let alike =
            |other: &Block| std::mem::discriminant(&other.kind) == std::mem::discriminant(&block.kind);
        first.is_some_and(alike)
            && between.len() < 4
            && between.iter().all(|inner| {
                matches!(
                    inner.kind,
                    BlockKind::Item { .. } | BlockKind::Row { .. } | BlockKind::Code
                ) || is_day(inner)
                    || is_state(inner)
            })
    }
}

/// Whether of the lines of one block the first, and half of all or more, begin with a time: that is no prose.
pub(in crate::postmortem) fn is_log_of_steps(block: &Block) -> bool {
    const FEWEST: usize = 3;
    let timed = |line: &&Line| line.text.leading().is_some_and(|lead| lead.stamp.clock.is_some());
    let lines = &block.lines;
    let count = || lines.iter().filter(timed).count();
    lines.len() >= FEWEST
        && lines.first().as_ref().is_some_and(timed)
        && count() >= FEWEST.max(lines.len().div_ceil(2))
}

/// Whether a block is a heading that names the state of an update and nothing else.
fn is_state(block: &Block) -> bool {
    let [line] = block.lines.as_slice() else {
        return false;
    };
    matches!(block.kind, BlockKind::Heading(_))
        && state(&line.text.plain).is_some_and(|(_, end)| end == line.text.plain.len())
}

/// Whether a block begins with a date and a time alone on their line.
fn is_moment(block: &Block) -> bool {
    let line = block.lines.first().filter(|_| block.kind == BlockKind::Paragraph);
    line.is_some_and(|line| {
        line.text.leading().is_some_and(|lead| {
            lead.stamp.day.is_some() && lead.stamp.clock.is_some() && lead.body >= line.text.plain.len()
        })
    })
}

/// Whether a block is the head of the table that another is a row of.
fn is_head_of(block: &Block, row: &Block) -> bool {
    match (&block.kind, &row.kind) {
        (BlockKind::Row { head, table, .. }, BlockKind::Row { table: other, .. }) => *head && table == other,
        _ => false,
    }
}

/// Whether a block is a date alone.
fn is_day(block: &Block) -> bool {
    let [line] = block.lines.as_slice() else {
        return false;
    };
    let lead = line.text.leading();
    matches!(block.kind, BlockKind::Heading(_) | BlockKind::Paragraph)
        && lead.is_some_and(|lead| {
            lead.stamp.day.is_some() && lead.stamp.clock.is_none() && lead.body >= line.text.plain.len()
        })
}

/// Whether a block is a strong date with time and zone and nothing else, with the words of an update below it.
fn is_lone(block: &Block) -> bool {
    let [line] = block.lines.as_slice() else {
        return false;
    };
    block.kind == BlockKind::Paragraph
        && line.text.all_strong()
        && line.text.leading().is_some_and(|lead| {
            let stamp = &lead.stamp;
            let whole = stamp.day.is_some() && stamp.clock.is_some() && stamp.zone.is_some();
            whole && stamp.range.start == 0 && lead.body >= line.text.plain.len()
        })
}

/// Whether a block is the heading of an update: its state and then its time, with date: `Identified - 20 Feb 2025, 17:45 CET`.
fn is_headed(block: &Block) -> bool {
    let [line] = block.lines.as_slice() else {
        return false;
    };
    matches!(block.kind, BlockKind::Heading(_))
        && head(&line.text.plain).is_some_and(|(_, lead, _)| lead.stamp.day.is_some())
}

/// The weight of a paragraph without clear lines that begins with a time which nothing parts from its words: `14:05 deploy`, `At 8:20 we met`.
fn bare(block: &Block) -> usize {
    let timed = block
        .lines
        .first()
        .filter(|_| block.kind == BlockKind::Paragraph)
        .and_then(|line| line.text.leading())
        .is_some_and(|lead| lead.stamp.clock.is_some() && lead.separator == Separator::None);
    if timed { BARE } else { 0 }
}

/// How many lines of a block begin with an unmistakable time.
fn clear_lines(block: &Block) -> usize {
    if block.kind.is_silent() {
        return 0;
    }
    if is_chat(block) {
        return block
            .lines
            .iter()
            .filter(|line| chat::head(&line.text).is_some())
            .count();
    }
    // One of these is enough.
    if is_update(block) || is_lone(block) || is_headed(block) {
        return 2;
    }
    let row = matches!(block.kind, BlockKind::Row { .. });
    let all = is_log_of_steps(block);
    let clear = block.lines.iter().filter(|line| {
        line.text.leading().is_some_and(|lead| {
            let own = line.text.plain.get(lead.stamp.range.clone()).unwrap_or_default();
            // `At 14:05 UTC, the site …` begins a paragraph of prose; as a bullet it is an entry.
            let listed = block.kind != BlockKind::Paragraph
                && (lead.stamp.zone.is_some() || own.contains([':', 'm', 'M']));
            let strong = || line.text.is_strong(&lead.stamp.range);
            let marked = lead.separator != Separator::None || listed || all || strong();
            lead.stamp.clock.is_some() && marked && !line.text.is_code(lead.stamp.range.start)
        })
    });
    if row { clear.take(1).count() } else { clear.count() }
}
