//! The parts of a body that do not stay in its text: title, labels, entries, actions.

use super::Body;
use super::events::Placed;
use super::headings::Depth;
use crate::html::elements::heading_level;
use crate::html::tokenizer::names;
use crate::span::Span;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;

/// What is done with a part of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RegionKind {
    /// Shown with the entry of this index.
    Entry(usize),
    /// Shown with the action of this index.
    Action(usize),
    /// A line or the beginning of one that is a heading, with its plain words.
    Label(Depth, String),
    /// Left out.
    Drop,
    /// A footnote of this label, which goes to the end of the page.
    Footnote(String),
}

/// A part that is taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Region {
    /// What becomes of it.
    pub(super) kind: RegionKind,
    /// All of it, in bytes of the body.
    pub(super) range: Range<usize>,
    /// What of it is shown.
    pub(super) content: Range<usize>,
}

/// All that is taken out of a body, in its order, and the depths of its headings by the index of their event.
pub(super) fn plan(body: &Body<'_>, events: &[Placed<'_>]) -> (Vec<Region>, BTreeMap<usize, Depth>) {
    let inside = |span: Span| -> Option<Range<usize>> {
        let fits = !span.is_empty() && body.span.contains(span);
        fits.then(|| span.start - body.span.start..span.end - body.span.start)
    };
    let mut regions = Vec::with_capacity(body.entries.len() + body.actions.len() + 4);
    let mut add = |kind: RegionKind, range: Range<usize>, content: Option<Range<usize>>| {
        let shown = content.unwrap_or(range.end..range.end);
        let start = shown.start.clamp(range.start, range.end);
        let end = shown.end.clamp(start, range.end);
        regions.push(Region {
            kind,
            range,
            content: start..end,
        });
    };
    for (index, entry) in body.entries.iter().enumerate() {
        if let Some(range) = inside(entry.span) {
            add(RegionKind::Entry(index), range, inside(entry.content));
        }
        for range in entry.hidden.iter().copied().filter_map(inside) {
            add(RegionKind::Drop, range, None);
        }
    }
    for (index, action) in body.actions.iter().enumerate() {
        let Some(content) = action.content.and_then(inside) else {
            continue;
        };
        // An action that the front matter states too may have its span there.
        let range = inside(action.span).unwrap_or_else(|| content.clone());
        add(RegionKind::Action(index), range, Some(content));
    }
    if let Some(range) = body.title.and_then(inside) {
        add(RegionKind::Drop, range, None);
    }
    let mut depths = BTreeMap::new();
    for (section, location) in body.sections.iter().zip(locations(body, events)) {
        let depth = match (location, section.nested) {
            (Some(Location::Heading(event, level)), false) => {
                depths.insert(event, Depth::Section(level));
                continue;
            }
            (Some(Location::Line | Location::Item), false) => Depth::Section(0),
            (Some(Location::Line), true) => Depth::Label,
            // A sub-heading is one already; a label in a list is part of the list.
            (Some(Location::Heading(..) | Location::Item), true) | (None, _) => continue,
        };
        if let Some(range) = inside(section.heading_span) {
            let words = section.heading.clone().unwrap_or_default();
            add(RegionKind::Label(depth, words), range.clone(), Some(range));
        }
    }
    // Of two that begin together the longer one is first, so that the other is inside it.
    regions.sort_by_key(|region| (region.range.start, std::cmp::Reverse(region.range.end)));
    (regions, depths)
}

/// Where the heading of a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Location {
    /// In a heading: the index of its event, and its level.
    Heading(usize, u8),
    /// In a paragraph.
    Line,
    /// In an item of a list.
    Item,
}

/// Whether a heading of HTML is open after a piece of HTML; None where the piece neither begins nor ends one.
fn html_heading(html: &str) -> Option<bool> {
    names(html)
        .filter_map(|(_, name, close)| heading_level(&name).map(|_| !close))
        .last()
}

/// Where the heading of each section is; None where it has none, or one in a table or in HTML.
fn locations(body: &Body<'_>, events: &[Placed<'_>]) -> Vec<Option<Location>> {
    let mut locations = vec![None; body.sections.len()];
    let mut rest = body.sections.iter().zip(locations.iter_mut()).peekable();
    let (mut items, mut tables, mut in_html) = (0_usize, 0_usize, false);
    for (index, (event, range)) in events.iter().enumerate() {
        let location = match event {
            Event::Start(Tag::Heading { level, .. }) => Some(Location::Heading(index, *level as u8)),
            Event::Start(Tag::Item) => {
                items += 1;
                None
            }
            Event::End(TagEnd::Item) => {
                items -= 1;
                None
            }
            Event::Start(Tag::Table(_)) => {
                tables += 1;
                None
            }
            Event::End(TagEnd::Table) => {
                tables -= 1;
                None
            }
            Event::Html(html) => {
                in_html = html_heading(html).unwrap_or(in_html);
                None
            }
            Event::Text(_) | Event::Start(Tag::Strong | Tag::Emphasis | Tag::Link { .. })
                if tables == 0 && !in_html =>
            {
                Some(if items > 0 { Location::Item } else { Location::Line })
            }
            _ => None,
        };
        let start = |span: Span| span.start.saturating_sub(body.span.start);
        let end = |span: Span| span.end.saturating_sub(body.span.start);
        // What ends before this event is where nothing is read.
        while rest
            .next_if(|(section, _)| end(section.heading_span) <= range.start)
            .is_some()
        {}
        let Some(location) = location else { continue };
        while let Some((_, found)) = rest.next_if(|(section, _)| start(section.heading_span) < range.end) {
            *found = Some(location);
        }
    }
    locations
}
