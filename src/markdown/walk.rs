//! One walk over the events of a body.

mod elements;
mod parts;

use super::buffer::{Buffer, Role, joined, unwrapped};
use super::events::{self, Placed};
use super::footnotes::Footnotes;
use super::headings::{Depth, Headings};
use super::html::{self, Image};
use super::links::{Links, Target};
use super::placeholders::{Placeholder, Placeholders};
use super::plain_text::{self, addresses};
use super::regions::{self, Region, RegionKind};
use super::writer::{Frame, Kind, Piece};
use super::{Body, Part, Rendered, highlight, sanitize};
use crate::html::escape;
use crate::text::{blocks, emoji};
use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Tag, TagEnd};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// A body as parts. Where its HTML is so broken that words would be lost, all its tags are words.
pub(super) fn render(body: &Body<'_>, links: &Links) -> Rendered {
    let text = body.text.get(body.span.start..body.span.end).unwrap_or_default();
    let text = blocks::without_hidden(text);
    attempt(body, &text, links, false)
        .or_else(|| attempt(body, &text, links, true))
        .unwrap_or_default()
}

fn attempt(body: &Body<'_>, text: &str, links: &Links, all_words: bool) -> Option<Rendered> {
    let (events, raw) = events::read(text, all_words);
    let (regions, depths) = regions::plan(body, &events);
    let mut walk = Walk {
        path: body.path,
        text,
        links,
        depths,
        shown: vec![String::new(); regions.len()],
        regions,
        next: 0,
        buffers: vec![Buffer::main(text.len())],
        begun: Vec::new(),
        alignments: Vec::new(),
        column: 0,
        in_head: false,
        in_link: 0,
        after_label: false,
        headings: Headings::default(),
        footnotes: Footnotes::default(),
        placeholders: raw.then(|| Placeholders::new(text)),
        broken: false,
    };
    let mut at = 0;
    while at < events.len() {
        at = walk.event(&events, at);
    }
    walk.finish()
}

struct Walk<'a> {
    path: &'a str,
    text: &'a str,
    links: &'a Links,
    /// The depths of headings that are sections, by the index of their event.
    depths: BTreeMap<usize, Depth>,
    regions: Vec<Region>,
    /// What each region shows.
    shown: Vec<String>,
    /// The next region.
    next: usize,
    /// The text, and the parts that are here, each inside the one before.
    buffers: Vec<Buffer>,
    /// The elements that have begun, by the index of their event.
    begun: Vec<usize>,
    /// Of the table that is read.
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    in_link: usize,
    /// Whether the colon after a label that became a heading is still to be left out.
    after_label: bool,
    headings: Headings,
    footnotes: Footnotes,
    /// Only where a sanitiser must see the text.
    placeholders: Option<Placeholders>,
    /// Whether a part lost text to a tag without end.
    broken: bool,
}

impl Walk<'_> {
    /// Handles the event at an index; the index of the next one.
    fn event(&mut self, events: &[Placed<'_>], at: usize) -> usize {
        let Some((event, range)) = events.get(at) else {
            return at + 1;
        };
        match event {
            Event::Start(tag) => return self.start(events, at, tag, range),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.text(text, range),
            Event::Html(html) => self.html(html, range),
            Event::Code(text) => {
                let mut html = "<code>".to_owned();
                escape(&mut html, text);
                html.push_str("</code>");
                self.inline(range, &html);
            }
            // Lines with a label each were not meant to be one.
            Event::SoftBreak
                if plain_text::opens_with_label(self.text.get(range.end..).unwrap_or_default()) =>
            {
                self.gap(range, "<br>\n");
            }
            Event::SoftBreak => self.gap(range, "\n"),
            Event::HardBreak => self.gap(range, "<br>\n"),
            Event::Rule => self.block(range, "<hr>\n"),
            Event::TaskListMarker(done) => {
                let html = self.leaf(html::task(*done).to_owned(), "wbr");
                self.inline(range, &html);
            }
            Event::FootnoteReference(label) => {
                self.advance(range.start);
                if self.buffer().is_some_and(|buffer| buffer.shows_some(range)) {
                    let html = self.footnotes.reference(label);
                    let html = self.leaf(html, "wbr");
                    self.inline(range, &html);
                }
            }
            // Not asked for in `blocks::options`.
            Event::InlineHtml(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
        at + 1
    }

    fn start(&mut self, events: &[Placed<'_>], at: usize, tag: &Tag<'_>, range: &Range<usize>) -> usize {
        match tag {
            Tag::CodeBlock(kind) if !self.is_prose(events, at, kind, range) => {
                return self.code_block(events, at, kind, range);
            }
            Tag::Image { .. } => {
                let (html, next) = self.image(events, at);
                self.inline(range, &html);
                return next;
            }
            Tag::Paragraph => {
                if let Some((figure, next)) = self.figure(events, at) {
                    let figure = self.leaf(figure, "hr");
                    self.block(range, &figure);
                    return next;
                }
            }
            _ => {}
        }
        // A cell that is missing at the end of a row stands where the row ends, and is still part of it.
        if !(range.is_empty() && *tag == Tag::TableCell) {
            self.advance(range.start);
        }
        self.begun.push(at);
        let end = range.start + self.text.get(range.clone()).unwrap_or_default().trim_end().len();
        let owner = self
            .buffers
            .iter()
            .rposition(|buffer| end <= buffer.range.end)
            .unwrap_or(0);
        if let Tag::FootnoteDefinition(label) = tag {
            let footnote = Region {
                kind: RegionKind::Footnote(label.to_string()),
                range: range.start..end,
                content: range.start..end,
            };
            if let Some(footnote) = self.buffer().map(|around| around.part(usize::MAX, footnote)) {
                self.buffers.push(footnote);
            }
            return at + 1;
        }
        let Some((role, frame)) = self.frame(events, at, owner, tag) else {
            if let Some(buffer) = self
                .buffers
                .get_mut(owner)
                .filter(|buffer| buffer.shows(range.start))
            {
                buffer.block();
            }
            return at + 1;
        };
        if role == Role::Inline {
            // What begins in a part and ends after it is in both.
            for buffer in self.buffers.iter_mut().skip(owner) {
                buffer.open(role, range.start, frame.clone());
            }
        } else {
            self.after_label = false;
            if let Some(buffer) = self.buffers.get_mut(owner) {
                buffer.open(role, range.start, frame);
            }
        }
        at + 1
    }

    fn end(&mut self, tag: TagEnd) {
        let role = match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => Role::Inline,
            TagEnd::List(_) => Role::List,
            TagEnd::Item => Role::Item,
            TagEnd::Table => Role::Table,
            TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell => Role::TablePart,
            _ => Role::Block,
        };
        if tag == TagEnd::Link {
            self.in_link = self.in_link.saturating_sub(1);
        }
        let Some(id) = self.begun.pop() else { return };
        let mut written = None;
        for (depth, buffer) in self.buffers.iter_mut().enumerate() {
            let closed = buffer.close(role, id);
            if depth == 0 {
                written = closed;
            }
        }
        // A heading whose words were all taken out is none.
        if matches!(tag, TagEnd::Heading(_)) && self.placeholders.is_none() && written == Some(false) {
            self.headings.undo();
        }
    }

    /// Moves to a place of the body: ends the parts that end before it, begins those that begin.
    fn advance(&mut self, at: usize) {
        while let Some(start) = self
            .regions
            .get(self.next)
            .map(|region| region.range.start)
            .filter(|start| *start <= at)
        {
            self.leave(start);
            self.begin();
        }
        self.leave(at);
    }

    /// The innermost part here.
    fn buffer(&mut self) -> Option<&mut Buffer> {
        self.buffers.last_mut()
    }

    /// Writes each piece of a text to the part that owns it.
    fn pieces(&mut self, text: &str, range: &Range<usize>, write: impl Fn(&mut Self, &str)) {
        let verbatim = text.len() == range.len();
        let mut at = range.start;
        loop {
            self.advance(at);
            let next = self
                .regions
                .get(self.next)
                .map_or(usize::MAX, |region| region.range.start);
            let Some(buffer) = self.buffer() else { return };
            let mut stop = range.end;
            for edge in [buffer.range.end, buffer.content.start, buffer.content.end, next] {
                if verbatim && edge > at {
                    stop = stop.min(edge);
                }
            }
            while !text.is_char_boundary(stop.saturating_sub(range.start).min(text.len())) {
                stop += 1;
            }
            if buffer.shows(at) || !verbatim && buffer.shows_some(range) {
                let piece = if verbatim {
                    at - range.start..stop - range.start
                } else {
                    0..text.len()
                };
                write(self, text.get(piece).unwrap_or_default());
            }
            if stop >= range.end {
                return;
            }
            at = stop;
        }
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        self.pieces(text, range, |walk, piece| {
            let piece = emoji::signs(piece);
            let piece = html::unbroken(&piece);
            let mut piece = piece.as_ref();
            if walk.after_label && walk.buffers.len() == 1 {
                piece = piece.trim_start_matches([':', '-', '–', '—', '=', ' ', '\t']);
                walk.after_label = piece.is_empty();
            }
            if piece.trim().is_empty() {
                if let Some(buffer) = walk.buffer() {
                    buffer.writer.gap(piece);
                }
                return;
            }
            let mut done = 0;
            for url in addresses(piece).filter(|_| walk.in_link == 0).collect::<Vec<_>>() {
                let link = html::bare(piece.get(url.clone()).unwrap_or_default());
                let link = walk.leaf(link, "wbr");
                if let Some(buffer) = walk.buffer() {
                    let out = buffer.writer.begin();
                    escape(out, piece.get(done..url.start).unwrap_or_default());
                    out.push_str(&link);
                }
                done = url.end;
            }
            if let Some(buffer) = walk.buffer() {
                escape(buffer.writer.begin(), piece.get(done..).unwrap_or_default());
            }
        });
    }

    fn html(&mut self, html: &str, range: &Range<usize>) {
        self.pieces(html, range, |walk, html| {
            // An address inside `<a>` is a link already.
            match html.get(..3).unwrap_or(html).to_ascii_lowercase().as_str() {
                "<a " => walk.in_link += 1,
                "</a" => walk.in_link = walk.in_link.saturating_sub(1),
                _ => {}
            }
            let Some(buffer) = walk.buffer() else { return };
            if html.trim().is_empty() {
                buffer.writer.gap(html);
            } else {
                buffer.raw = true;
                buffer.writer.begin().push_str(html);
            }
        });
    }

    fn inline(&mut self, range: &Range<usize>, html: &str) {
        self.advance(range.start);
        if let Some(buffer) = self.buffer().filter(|buffer| buffer.shows_some(range)) {
            buffer.writer.begin().push_str(html);
        }
        self.after_label = false;
    }

    fn gap(&mut self, range: &Range<usize>, html: &str) {
        self.advance(range.start);
        if let Some(buffer) = self.buffer().filter(|buffer| buffer.shows(range.start)) {
            buffer.writer.gap(html);
        }
        self.after_label = false;
    }

    fn block(&mut self, range: &Range<usize>, html: &str) {
        self.advance(range.start);
        if let Some(buffer) = self.buffer().filter(|buffer| buffer.shows(range.start)) {
            buffer.block();
            buffer.writer.begin().push_str(html);
        }
        self.after_label = false;
    }
}
