//! Lines outside of the Issue Summary that may give the times of the outage.

use super::summary_lines::{SummaryLine, label};
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
