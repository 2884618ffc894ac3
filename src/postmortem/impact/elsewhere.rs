//! Lines outside of the Issue Summary that may give the times of the outage.

use super::labels::label;
use super::summary_lines::SummaryLine;
use crate::postmortem::sections::marks::OF_INCIDENT;
use crate::text::blocks::{Block, BlockKind};
use crate::vocabulary::SectionKind;

/// The heading that a file begins with.
pub(super) fn title(blocks: &[Block]) -> Vec<SummaryLine<'_>> {
    let first = blocks
        .first()
        .filter(|block| matches!(block.kind, BlockKind::Heading(_)));
    let lines = first.into_iter().flat_map(|block| &block.lines);
    lines
        .map(|line| SummaryLine {
            heading: true,
            ..SummaryLine::bare(&line.text, SectionKind::Other)
        })
        .collect()
}

/// The lines whose label says that they tell how long it lasted, wherever they stand.
pub(super) fn durations(blocks: &[Block]) -> Vec<SummaryLine<'_>> {
    const FURTHEST: usize = 60;
    const LABELS: &[&str] = &["duration", "downtime"];
    let lines = blocks
        .iter()
        .filter(|block| block.kind != BlockKind::Code)
        .flat_map(|block| &block.lines);
    let told = lines.filter_map(|line| {
        let plain = line.text.plain.as_bytes();
        let colon = memchr::memchr(b':', plain.get(..FURTHEST).unwrap_or(plain))?;
        let name = line.text.plain.get(..colon)?.to_ascii_lowercase();
        let (label, after_label) = LABELS
            .iter()
            .any(|word| name.contains(word))
            .then(|| label(&line.text.plain.to_ascii_lowercase(), &line.text))??;
        Some(SummaryLine {
            label,
            after_label,
            ..SummaryLine::bare(&line.text, SectionKind::Summary)
        })
    });
    told.collect()
}

/// The first lines under a heading that asks when it was: `When?`, `Period`, `Date and time of the outage`.
pub(super) fn periods<'a>(blocks: &'a [Block]) -> Vec<SummaryLine<'a>> {
    const LINES: usize = 3;
    let mut found = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let is_period = matches!(block.kind, BlockKind::Heading(_))
            && block
                .lines
                .first()
                .is_some_and(|line| asks_when(&line.text.plain));
        if !is_period {
            continue;
        }
        let below = blocks
            .iter()
            .skip(at + 1)
            .filter(|block| block.kind != BlockKind::Prompt);
        let below =
            below.take_while(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item { .. }));
        let lines = below.flat_map(|block| &block.lines).take(LINES);
        found.extend(lines.map(|line| SummaryLine::bare(&line.text, SectionKind::Summary)));
    }
    found
}

/// Whether a heading asks when it was, and nothing else.
fn asks_when(heading: &str) -> bool {
    const ASKING: &[&str] = &["when", "period", "window", "timeframe", "time", "date"];
    const BESIDE: &[&str] = &[
        "affected",
        "and",
        "did",
        "downtime",
        "frame",
        "happen",
        "impact",
        "it",
        "occur",
        "occurred",
        "occurrence",
        "start",
        "end",
        "was",
        "times",
        "happened",
        "fault",
    ];
    let words = heading
        .split(|char: char| !char.is_alphanumeric())
        .map(str::to_lowercase)
        // `B. When?`, `2. Period`
        .filter(|word| word.len() > 1 && !word.bytes().all(|byte| byte.is_ascii_digit()));
    let mut asked = false;
    for word in words {
        let asks = ASKING.contains(&word.as_str());
        let beside = || BESIDE.iter().chain(OF_INCIDENT).any(|other| *other == word);
        if !asks && !beside() {
            return false;
        }
        asked |= asks;
    }
    asked
}
