//! The day that a text says it was written on.

use crate::text::blocks::{Block, BlockKind};
use jiff::civil::Date;

/// The first date in full below the title: `Posted by Ines, 5 December 2024`.
pub(super) fn byline(blocks: &[Block]) -> Option<Date> {
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading(_));
    let title = usize::from(blocks.first().is_some_and(is_heading));
    let opening = blocks
        .iter()
        .skip(title)
        .take_while(|block| !is_heading(block))
        .take(3);
    let mut stamps = opening
        .flat_map(|block| &block.lines)
        .flat_map(|line| line.text.stamps());
    stamps.find_map(|stamp| stamp.day?.full())
}
