//! The elements of Markdown as HTML.

use super::*;

impl Walk<'_> {
    /// The element of a tag; None where it has none of its own.
    pub(super) fn frame(
        &mut self,
        events: &[Placed<'_>],
        at: usize,
        owner: usize,
        tag: &Tag<'_>,
    ) -> Option<(Role, Frame)> {
        let frame = |kind, start: &'static str, end: &'static str| Frame::new(at, kind, start, end);
        Some(match tag {
            Tag::Paragraph | Tag::CodeBlock(_) => (Role::Block, frame(Kind::Paragraph, "<p>", "</p>\n")),
            // What is shown elsewhere is no part of the outline.
            Tag::Heading { .. }
                if self
                    .buffers
                    .get(owner)
                    .is_some_and(|buffer| buffer.kind.is_some()) =>
            {
                (
                    Role::Block,
                    frame(Kind::Paragraph, "<p><strong>", "</strong></p>\n"),
                )
            }
            Tag::Heading { level, .. } => {
                let depth = self
                    .depths
                    .get(&at)
                    .copied()
                    .unwrap_or(Depth::Marks(*level as u8));
                let (start, end) = self.heading(depth, &events::words(events, at).0);
                (Role::Block, Frame::new(at, Kind::Whole, start, end))
            }
            Tag::BlockQuote(Some(kind)) => {
                let (start, end) = self.tags("div", html::alert(*kind));
                (Role::Block, Frame::new(at, Kind::Fixed, start, end))
            }
            Tag::BlockQuote(None) => (
                Role::Block,
                frame(Kind::Fixed, "<blockquote>\n", "</blockquote>\n"),
            ),
            Tag::List(None) => (Role::List, frame(Kind::Flow, "<ul>\n", "</ul>\n")),
            Tag::List(Some(1)) => (Role::List, frame(Kind::Flow, "<ol>\n", "</ol>\n")),
            Tag::List(Some(first)) => {
                let start = format!("<ol start=\"{first}\">\n");
                (Role::List, Frame::new(at, Kind::Flow, start, "</ol>\n"))
            }
            Tag::Item => (Role::Item, frame(Kind::Flow, "<li>", "</li>\n")),
            Tag::Table(alignments) => {
                self.alignments.clone_from(alignments);
                let (columns, _) = events::words(events, at + 1);
                let tags = (
                    html::table(&emoji::signs(&columns)).into(),
                    "</table></div>\n".into(),
                );
                let (start, end) = self.tags("table", tags);
                (Role::Table, Frame::new(at, Kind::Flow, start, end))
            }
            Tag::TableHead => {
                (self.column, self.in_head) = (0, true);
                (
                    Role::TablePart,
                    frame(Kind::Head, "<thead><tr>", "</tr></thead>\n"),
                )
            }
            Tag::TableRow => {
                (self.column, self.in_head) = (0, false);
                (Role::TablePart, frame(Kind::Flow, "<tr>", "</tr>\n"))
            }
            Tag::TableCell => {
                // A header without words heads nothing.
                let empty = matches!(events.get(at + 1), Some((Event::End(TagEnd::TableCell), _)));
                let heads = self.in_head && !empty;
                let start = html::cell(heads, self.alignments.get(self.column).copied());
                self.column += 1;
                let (name, end) = if heads { ("th", "</th>") } else { ("td", "</td>") };
                let (start, end) = self.tags(name, (start.into(), end.into()));
                (Role::TablePart, Frame::new(at, Kind::Flow, start, end))
            }
            Tag::Emphasis => (Role::Inline, frame(Kind::Inline, "<em>", "</em>")),
            Tag::Strong => (Role::Inline, frame(Kind::Inline, "<strong>", "</strong>")),
            Tag::Strikethrough => (Role::Inline, frame(Kind::Inline, "<del>", "</del>")),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                self.in_link += 1;
                let target = match link_type {
                    LinkType::Email => Target::External(format!("mailto:{dest_url}")),
                    _ => self.links.resolve(self.path, dest_url, false),
                };
                let mut frame = html::link(at, &target, title);
                if !frame.start.is_empty() {
                    (frame.start, frame.end) = self.tags("a", (frame.start, frame.end));
                }
                (Role::Inline, frame)
            }
            // HTML has its own elements; the others were handled or are not asked for.
            _ => return None,
        })
    }

    /// The tags of an element of ours, or those that stand for them.
    pub(super) fn tags(
        &mut self,
        name: &str,
        (start, end): (Cow<'static, str>, Cow<'static, str>),
    ) -> (Cow<'static, str>, Cow<'static, str>) {
        match &mut self.placeholders {
            Some(placeholders) => {
                let start = placeholders.start_tag(name, Placeholder::Tags(start, end));
                (start.into(), format!("</{name}>").into())
            }
            None => (start, end),
        }
    }

    /// A complete element of ours, or the empty `element` that stands for it.
    pub(super) fn leaf(&mut self, html: String, element: &str) -> String {
        match &mut self.placeholders {
            Some(placeholders) => placeholders.start_tag(element, Placeholder::Leaf(html)),
            None => html,
        }
    }

    pub(super) fn heading(&mut self, depth: Depth, words: &str) -> (Cow<'static, str>, Cow<'static, str>) {
        match &mut self.placeholders {
            Some(placeholders) => (
                placeholders
                    .start_tag("h2", Placeholder::Heading(depth, words.to_owned()))
                    .into(),
                "</h2>\n".into(),
            ),
            None => {
                let heading = self.headings.add(depth, words);
                (heading.start().into(), heading.end().into())
            }
        }
    }

    /// Whether a code block is text: it holds entries or the text of one, or is indented and reads like a paragraph.
    pub(super) fn is_prose(
        &self,
        events: &[Placed<'_>],
        at: usize,
        kind: &CodeBlockKind<'_>,
        range: &Range<usize>,
    ) -> bool {
        let begins = |at: usize| range.start < at && at < range.end;
        let indented = matches!(kind, CodeBlockKind::Indented);
        indented && blocks::is_indented_prose(&events::words(events, at).0)
            || self.buffers.iter().any(|buffer| begins(buffer.content.start))
            || self
                .regions
                .iter()
                .skip(self.next)
                .take_while(|region| region.range.start < range.end)
                .any(|region| begins(region.range.start) || begins(region.content.start))
    }

    pub(super) fn code_block(
        &mut self,
        events: &[Placed<'_>],
        at: usize,
        kind: &CodeBlockKind<'_>,
        range: &Range<usize>,
    ) -> usize {
        let (text, next) = events::words(events, at);
        let language = match kind {
            CodeBlockKind::Fenced(info) => highlight::language(info),
            CodeBlockKind::Indented => "",
        };
        let html = html::code(language, &highlight::html(language, &text));
        let html = self.leaf(html, "hr");
        self.block(range, &html);
        next
    }

    pub(super) fn image(&mut self, events: &[Placed<'_>], at: usize) -> (String, usize) {
        let (alt, next) = events::words(events, at);
        let Some((Event::Start(Tag::Image { dest_url, title, .. }), _)) = events.get(at) else {
            return (String::new(), next);
        };
        let image = Image {
            dest: dest_url,
            alt: &alt,
            title,
            more: "",
        };
        let (html, _) = image.html(self.links, self.path, self.in_link > 0);
        (self.leaf(html, "wbr"), next)
    }

    /// A paragraph that is one picture.
    pub(super) fn figure(&self, events: &[Placed<'_>], at: usize) -> Option<(String, usize)> {
        let Some((Event::Start(Tag::Image { dest_url, title, .. }), _)) = events.get(at + 1) else {
            return None;
        };
        let (alt, next) = events::words(events, at + 1);
        let alone = matches!(events.get(next), Some((Event::End(TagEnd::Paragraph), _)));
        let image = Image {
            dest: dest_url,
            alt: &alt,
            title,
            more: "",
        };
        let figure = image.figure(self.links, self.path).filter(|_| alone)?;
        Some((figure, next + 1))
    }
}
