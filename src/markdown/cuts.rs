//! The parts of a body that do not stay in its text: title, labels, entries, actions.

use super::Body;
use super::events::Placed;
use super::headings::Depth;
use crate::span::Span;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;

/// What is done with a part of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Shown with the entry of this index.
    Entry(usize),
    /// Shown with the action of this index.
    Action(usize),
    /// A line or the beginning of one that is a heading, with its plain words.
    Label(Depth, String),
    /// Left out.
    Drop,
    /// A footnote of this label, which goes to the end of the page.
    Note(String),
}

/// A part that is taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cut {
    /// What becomes of it.
    pub(super) purpose: Purpose,
    /// All of it, in bytes of the body.
    pub(super) range: Range<usize>,
    /// What of it is shown.
    pub(super) content: Range<usize>,
}

/// All that is taken out of a body, in its order, and the depths of its headings by the index of their event.
pub(super) fn plan(body: &Body<'_>, events: &[Placed<'_>]) -> (Vec<Cut>, BTreeMap<usize, Depth>) {
    let inside = |span: Span| -> Option<Range<usize>> {
        let fits = !span.is_empty() && body.span.contains(span);
        fits.then(|| span.start - body.span.start..span.end - body.span.start)
    };
    let mut cuts = Vec::with_capacity(body.entries.len() + body.actions.len() + 4);
    let mut add = |purpose: Purpose, range: Range<usize>, content: Option<Range<usize>>| {
        let content = content.unwrap_or(range.end..range.end);
        let content = content.start.clamp(range.start, range.end)..content.end.clamp(range.start, range.end);
        cuts.push(Cut {
            purpose,
            content: content.start..content.end.max(content.start),
            range,
        });
    };
    for (index, entry) in body.entries.iter().enumerate() {
        if let Some(range) = inside(entry.span) {
            add(Purpose::Entry(index), range, inside(entry.content));
        }
        for range in entry.hidden.iter().copied().filter_map(inside) {
            add(Purpose::Drop, range, None);
        }
    }
    for (index, action) in body.actions.iter().enumerate() {
        let Some(content) = action.content.and_then(inside) else {
            continue;
        };
        // An action that the front matter states too may have its span there.
        let range = inside(action.span).unwrap_or_else(|| content.clone());
        add(Purpose::Action(index), range, Some(content));
    }
    if let Some(range) = body.title.and_then(inside) {
        add(Purpose::Drop, range, None);
    }
    let mut depths = BTreeMap::new();
    for (section, place) in body.sections.iter().zip(places(body, events)) {
        let depth = match (place, section.nested) {
            (Some(Place::Heading(event, level)), false) => {
                depths.insert(event, Depth::Section(level));
                continue;
            }
            (Some(Place::Line | Place::Item), false) => Depth::Section(0),
            (Some(Place::Line), true) => Depth::Label,
            // A sub-heading is one already; a label in a list is part of the list.
            (Some(Place::Heading(..) | Place::Item), true) | (None, _) => continue,
        };
        if let Some(range) = inside(section.heading_span) {
            let words = section.heading.clone().unwrap_or_default();
            add(Purpose::Label(depth, words), range.clone(), Some(range));
        }
    }
    // Of two that begin together the longer one is first, so that the other is inside it.
    cuts.sort_by_key(|cut| (cut.range.start, std::cmp::Reverse(cut.range.end)));
    (cuts, depths)
}

/// Where the heading of a section stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In a heading: the index of its event, and its level.
    Heading(usize, u8),
    /// In a paragraph.
    Line,
    /// In an item of a list.
    Item,
}

/// Whether a heading of HTML is open after a piece of HTML; None where the piece neither begins nor ends one.
fn html_heading(html: &str) -> Option<bool> {
    let tags = html.split('<').skip(1);
    let headings = tags.filter_map(|tag| {
        let level = tag.strip_prefix('/').unwrap_or(tag).strip_prefix(['h', 'H'])?;
        let heading = level.starts_with(|level: char| ('1'..='6').contains(&level));
        heading.then_some(!tag.starts_with('/'))
    });
    headings.last()
}

/// Where the heading of each section stands; None where it has none, or one in a table or in HTML.
fn places(body: &Body<'_>, events: &[Placed<'_>]) -> Vec<Option<Place>> {
    let mut places = vec![None; body.sections.len()];
    let mut rest = body.sections.iter().zip(places.iter_mut()).peekable();
    let (mut items, mut tables, mut in_html) = (0_usize, 0_usize, false);
    for (index, (event, range)) in events.iter().enumerate() {
        let place = match event {
            Event::Start(Tag::Heading { level, .. }) => Some(Place::Heading(index, *level as u8)),
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
                Some(if items > 0 { Place::Item } else { Place::Line })
            }
            _ => None,
        };
        let start = |span: Span| span.start.saturating_sub(body.span.start);
        let end = |span: Span| span.end.saturating_sub(body.span.start);
        // What ends before this event stands where nothing is read.
        while rest
            .next_if(|(section, _)| end(section.heading_span) <= range.start)
            .is_some()
        {}
        let Some(place) = place else { continue };
        while let Some((_, found)) = rest.next_if(|(section, _)| start(section.heading_span) < range.end) {
            *found = Some(place);
        }
    }
    places
}
