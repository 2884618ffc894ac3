//! Measures that no heading names: a sentence does, `To prevent this in the future, we have made some changes:`, and a list; or
//! each item of a section says that it is proposed.

use super::opening::{unheaded, within};
use crate::postmortem::document::Section;
use crate::text::blocks::{Block, BlockKind};
use crate::vocabulary::SectionKind;

/// What the measures are for.
const PURPOSE: &[&str] = &[
    "prevent",
    "avoid",
    "from happening again",
    "in the future",
    "in future",
    "going forward",
    "from now on",
    "make sure this",
];

/// What a label calls something that nobody did yet.
const PROPOSED: &[&str] = &["suggested", "suggestion", "proposed", "proposal", "recommended"];

/// Where no heading names the measures, sections whose items all say that they are proposed have them. Else the last list
/// that a sentence announces as such is a section of its own.
pub(super) fn measures(blocks: &[Block], list: &mut Vec<Section>) {
    let named = |list: &[Section]| list.iter().any(|section| section.kind == SectionKind::Measures);
    if named(list) {
        return;
    }
    for section in list.iter_mut() {
        if section.kind == SectionKind::Other && proposes(blocks, section) {
            section.kind = SectionKind::Measures;
        }
    }
    if named(list) {
        return;
    }
    let found = blocks
        .windows(2)
        .enumerate()
        .rev()
        .find_map(|(at, pair)| match pair {
            [sentence, item] if announces(sentence) && is_outer(item) => Some((at, sentence)),
            _ => None,
        });
    let Some((at, sentence)) = found else { return };
    let items = blocks
        .iter()
        .skip(at + 1)
        .take_while(|block| is_outer(block) || block.parent.is_some());
    let end = items
        .map(|block| block.span.end)
        .max()
        .unwrap_or(sentence.span.end);
    let Some(around) = list
        .iter()
        .rposition(|section| section.span.start <= sentence.span.start)
    else {
        return;
    };
    let Some(before) = list
        .get_mut(around)
        .filter(|before| before.kind != SectionKind::Timeline && end <= before.span.end)
    else {
        return;
    };
    let rest = unheaded(before.kind, end, before.span.end);
    before.span.end = sentence.span.start;
    let own = unheaded(SectionKind::Measures, sentence.span.start, end);
    let told = |block: &Block| rest.span.start <= block.span.start && block.span.start < rest.span.end;
    let rest = blocks.iter().any(told).then_some(rest);
    list.splice(around + 1..around + 1, std::iter::once(own).chain(rest));
}

/// Whether a section has a list, and each item of it begins with a label that says so: `Suggested: …`.
fn proposes(blocks: &[Block], section: &Section) -> bool {
    let proposed = |block: &Block| {
        let label = block
            .lines
            .first()
            .and_then(|line| line.text.plain.split_once(':'));
        label.is_some_and(|(label, _)| PROPOSED.iter().any(|word| label.eq_ignore_ascii_case(word)))
    };
    let mut items = within(blocks, section).filter(|block| is_outer(block)).peekable();
    items.peek().is_some() && items.all(proposed)
}

const fn is_outer(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Item { depth: 1, .. }) && !block.quoted
}

/// Whether a paragraph ends with a sentence of ours that announces what is or was done against it.
fn announces(block: &Block) -> bool {
    let Some(last) = block
        .lines
        .last()
        .filter(|last| last.text.plain.trim_end().ends_with(':'))
    else {
        return false;
    };
    if block.kind != BlockKind::Paragraph || block.quoted || block.parent.is_some() {
        return false;
    }
    let all: Vec<&str> = block.lines.iter().map(|line| line.text.plain.as_str()).collect();
    let lower = all.join(" ").to_lowercase();
    let sentence = lower.rsplit(". ").next().unwrap_or(&lower);
    let ours = sentence
        .split(|char: char| !char.is_alphanumeric())
        .any(|word| word == "we");
    ours && last.text.stamps().is_empty() && PURPOSE.iter().any(|purpose| sentence.contains(purpose))
}
