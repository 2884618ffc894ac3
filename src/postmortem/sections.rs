//! The parts of a body: what each heading and each label begins, and the title.

mod announced;
mod candidates;
pub(super) mod marks;
mod names;
mod nesting;
mod opening;
mod rows;
mod shapes;
#[cfg(test)]
mod tests;
mod title;

use super::document::Section;
use crate::config::Settings;
use crate::diagnostic::{Diagnostic, RuleName};
use crate::source::Source;
use crate::span::Span;
use crate::text::blocks::{Block, BlockKind};
use crate::vocabulary::SectionKind;
use names::Names;
pub use title::Title;

/// The title and the sections of a body.
#[derive(Debug, Clone, Default)]
pub struct Sections {
    /// The title, where the body has one.
    pub title: Option<Title>,
    /// The sections, in the order of the text.
    pub list: Vec<Section>,
    /// What is wrong with them.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the sections of a body from its blocks.
#[must_use]
pub fn read(source: &Source, body: Span, blocks: &[Block], settings: &Settings) -> Sections {
    let names = Names::new(&settings.sections);
    let mut found = candidates::all(source, blocks, &names);
    nesting::unname_assignment(&mut found);
    let title = title::find(blocks, &found);
    if let Some(title) = &title {
        found.retain(|found| !title.span.contains(found.span));
    }
    let level = |title: &Title| {
        blocks.iter().find_map(|block| match block.kind {
            BlockKind::Heading(level) if block.span == title.span => Some(level),
            _ => None,
        })
    };
    let mut list = nesting::all(&found, title.as_ref().and_then(level).unwrap_or_default());
    let from = title.as_ref().map_or(body.start, |title| title.span.end);
    let first = list
        .first()
        .map_or(body.end, |section| section.heading_span.start);
    let opening = |block: &Block| {
        let mut lines = block.lines.iter().map(|line| line.span);
        lines.any(|line| line.start >= from && line.start < first)
    };
    if blocks.iter().any(opening) {
        list.insert(0, opening::unheaded(SectionKind::Other, from, body.end));
    }
    let ends: Vec<usize> = list
        .iter()
        .skip(1)
        .map(|section| section.heading_span.start)
        .chain([body.end])
        .collect();
    for (section, end) in list.iter_mut().zip(ends) {
        section.span.end = end.max(section.span.start);
    }
    opening::timed_background(blocks, &mut list);
    opening::search(&mut list);
    let diagnostics = second_set(source, &mut list).into_iter().collect();
    rows::told(blocks, &names, &mut list);
    opening::summary(blocks, &mut list);
    opening::happened(&mut list);
    opening::told_in_summary(&mut list);
    opening::gist(blocks, &names, &mut list);
    announced::measures(blocks, &mut list);
    Sections {
        title,
        list,
        diagnostics,
    }
}

/// Whether a heading or label names things to do, one a line.
#[must_use]
pub fn names_tasks(heading: &str) -> bool {
    names::are_named_tasks(heading)
}

/// Whether a heading or label names a kind of section by itself.
#[must_use]
pub fn names_section(heading: &str) -> bool {
    Names::new(&[]).heading(heading).is_some()
}

/// A second set of the brief's sections, such as a translation or a lighter version, is kept as other text:
/// it starts at a summary after a timeline and what follows one, where another timeline comes later.
fn second_set(source: &Source, list: &mut [Section]) -> Option<Diagnostic> {
    let mut seen = [false; 3];
    let last = list
        .iter()
        .rposition(|section| !section.nested && section.kind == SectionKind::Timeline)?;
    let timeline = list.get(last)?.heading_span;
    let at = list.iter().position(|section| {
        if section.nested {
            return false;
        }
        let again = section.kind == SectionKind::Summary
            && seen == [true; 3]
            && section.heading_span.start < timeline.start;
        match section.kind {
            SectionKind::Summary | SectionKind::Impact => seen[0] = true,
            SectionKind::Timeline => seen[1] = true,
            SectionKind::Cause | SectionKind::Measures => seen[2] = true,
            _ => {}
        }
        again
    })?;
    for section in list.iter_mut().skip(at) {
        section.kind = SectionKind::Other;
    }
    let span = list.get(at)?.heading_span;
    Some(
        Diagnostic::question(
            RuleName::Sections,
            &source.path,
            span,
            "cannot tell which set of sections counts: a second one starts here and is ignored",
        )
        .hint("keep one postmortem per file; move translations and other versions to separate files"),
    )
}
