//! Tables above the first heading whose rows tell what sections tell.

use super::names::Names;
use super::opening::{unheaded, within};
use crate::postmortem::document::Section;
use crate::span::Span;
use crate::text::blocks::{Block, BlockKind};
use crate::vocabulary::SectionKind;

/// Rows of tables above the first heading that tell the impact or what happened, `| Impact | half of all users |`, are
/// sections of their own.
pub(super) fn told(blocks: &[Block], names: &Names, list: &mut Vec<Section>) {
    let Some(opening) = list.first().filter(|first| first.heading.is_none()) else {
        return;
    };
    let told: Vec<Section> = within(blocks, opening)
        .filter_map(|block| row(block, names))
        .collect();
    for row in told {
        let before = list
            .iter_mut()
            .take_while(|section| section.span.start <= row.heading_span.start);
        let Some((at, before)) = before.enumerate().last() else {
            return;
        };
        let rest = unheaded(before.kind, row.span.end, before.span.end);
        before.span.end = row.heading_span.start;
        list.splice(at + 1..at + 1, [row, rest]);
    }
}

fn row(block: &Block, names: &Names) -> Option<Section> {
    let (BlockKind::Row { .. }, [name, value]) = (block.kind, block.lines.as_slice()) else {
        return None;
    };
    if value.text.plain.is_empty() {
        return None;
    }
    let label = name.text.plain.to_ascii_lowercase();
    let holds = |words: &[&str]| words.iter().any(|word| label.contains(word));
    let counts = holds(&["users", "customers", "accounts"]) && holds(&["affected", "impacted"]);
    let kind = match names.label(&name.text.plain).map(|named| named.kind) {
        Some(SectionKind::Impact) => SectionKind::Impact,
        // `| Incident | INC-7 |` names it, and tells nothing.
        Some(SectionKind::Summary) if holds(&["summary", "description", "overview"]) => SectionKind::Summary,
        None if counts => SectionKind::Impact,
        _ => return None,
    };
    Some(Section {
        kind,
        heading: Some(name.text.plain.trim().to_owned()),
        heading_span: name.span,
        span: Span::new(value.text.source(0), block.span.end.max(value.text.source(0))),
        nested: false,
        guessed: false,
    })
}
