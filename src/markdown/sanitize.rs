//! HTML of the source made safe: an allow-list over the whole text, then one pass that leads its links and
//! pictures where Markdown's go, gives its headings levels and anchors, and puts our own markup in.

use super::headings::{Depth, Headings};
use super::html::{self, Image};
use super::links::Links;
use super::media;
use super::nested;
use super::placeholders::{Placeholder, Placeholders};
use super::writer::{Frame, Kind, Piece, Writer};
use crate::html::elements::heading_level;
use crate::html::tokenizer::{Tag, Token, Tokenizer};
use crate::html::unescaped;
use crate::source;
use crate::text::emoji;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What of a heading is read for its anchor, in bytes.
const LONGEST_HEADING: usize = 2000;

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::default();
    cleaner
        // Landmarks are the page's own.
        .rm_tags(["article", "aside", "footer", "header", "nav", "area", "map"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("a", ["name"])
        .add_generic_attributes(["id"])
        .attribute_filter(|_, attribute, value| match attribute {
            // An address, whose scheme nobody would check; nothing shows it.
            "cite" => None,
            "id" | "name" => is_anchor(value).then(|| value.into()),
            _ => Some(value.into()),
        })
        .link_rel(None);
    cleaner
});

/// Whether a name may be an anchor: it needs no escapes anywhere.
fn is_anchor(name: &str) -> bool {
    let plain = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_' | '.' | ':');
    name.chars().all(plain)
}

/// What the markup of a text refers to.
#[derive(Debug)]
pub(super) struct Page<'a> {
    pub(super) links: &'a Links,
    /// The path of the source.
    pub(super) path: &'a str,
    pub(super) placeholders: &'a Placeholders,
}

impl Page<'_> {
    /// The HTML without what is not allowed, and with our markup; None where a tag without end took text or
    /// markup with it. Its headings are added to those of the page, if it is the page's text.
    pub(super) fn clean(&self, html: &str, headings: Option<&mut Headings>) -> Option<Vec<Piece<usize>>> {
        let html = format!("{html}{}", self.placeholders.end());
        let clean = CLEANER
            .clean(&nested::within_bounds(&media::as_links(&html)))
            .to_string();
        let clean = source::fit(clean.into());
        let mut pass = Pass {
            page: self,
            headings,
            writer: Writer::new(),
            open: Vec::new(),
            links: 0,
            code: 0,
            met: BTreeSet::new(),
        };
        let mut done = 0;
        for (token, range) in Tokenizer::well_formed(&clean) {
            pass.text(clean.get(done..range.start).unwrap_or_default());
            done = range.end;
            if let Token::Tag(tag) = token {
                let (before, after) = clean.split_at(range.end);
                pass.tag(&tag, before.get(range.start..).unwrap_or_default(), after);
            }
        }
        pass.text(clean.get(done..).unwrap_or_default());
        let is_whole = self
            .placeholders
            .numbers(&html)
            .all(|number| pass.met.contains(&number));
        let pieces = pass.writer.finish();
        let shows_markup =
            |piece: &Piece<usize>| matches!(piece, Piece::Html(html) if self.placeholders.occur_in(html));
        (is_whole && !pieces.iter().any(shows_markup)).then_some(pieces)
    }
}

/// An element that is open, as far as its end needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Link,
    Heading,
    /// What is shown as it is written.
    Code,
    Other,
}

struct Pass<'a> {
    page: &'a Page<'a>,
    /// None where headings are no part of the page's outline.
    headings: Option<&'a mut Headings>,
    writer: Writer<usize>,
    open: Vec<Open>,
    /// How many links are open.
    links: usize,
    /// How much code is.
    code: usize,
    /// The placeholders that were met.
    met: BTreeSet<usize>,
}

impl Pass<'_> {
    fn text(&mut self, text: &str) {
        if text.trim().is_empty() {
            self.writer.gap(text);
        } else if self.code > 0 {
            self.writer.begin().push_str(text);
        } else {
            self.writer.begin().push_str(&emoji::signs(text));
        }
    }

    /// Handles a tag, which stands as `markup` before `after`.
    fn tag(&mut self, tag: &Tag<'_>, markup: &str, after: &str) {
        if tag.close {
            let written = self.writer.close();
            match (self.open.pop(), &mut self.headings) {
                (Some(Open::Heading), Some(headings)) if !written => headings.undo(),
                (Some(Open::Link), _) => self.links -= 1,
                (Some(Open::Code), _) => self.code -= 1,
                _ => {}
            }
            return;
        }
        let name = tag.name.as_str();
        let placeholder = tag
            .attribute("title")
            .and_then(|title| self.page.placeholders.find(&title));
        self.met.extend(placeholder.map(|(number, _)| number));
        match placeholder.map(|(_, placeholder)| placeholder) {
            Some(Placeholder::End) => {}
            Some(Placeholder::Mark(region)) => self.writer.mark(*region),
            Some(Placeholder::Leaf(html)) => self.writer.begin().push_str(html),
            Some(Placeholder::Heading(depth, words)) => self.heading(*depth, words),
            Some(Placeholder::Tags(start, end)) => {
                let frame = Frame::new(0, kind(name), start.clone(), end.clone());
                self.begin(if name == "a" { Open::Link } else { Open::Other }, frame);
            }
            None => self.foreign(tag, markup, after),
        }
    }

    /// An element of the source's own HTML.
    fn foreign(&mut self, tag: &Tag<'_>, markup: &str, after: &str) {
        let name = tag.name.as_str();
        let (markup, place) = self.own_anchor(tag, markup);
        match name {
            "br" | "hr" | "wbr" | "col" => self.writer.begin().push_str(&markup),
            "img" => {
                self.place(place);
                let html = self.image(tag);
                self.writer.begin().push_str(&html);
            }
            "a" => {
                let href = tag.attribute("href").unwrap_or_default();
                let target = self.page.links.resolve(self.page.path, &href, false);
                self.place(place);
                let frame = html::link(0, &target, &tag.attribute("title").unwrap_or_default());
                self.begin(Open::Link, frame);
            }
            _ => match heading_level(name) {
                Some(level) => {
                    self.heading(Depth::Marks(level), &words(name, after));
                    self.place(place);
                }
                None => {
                    let frame = Frame::new(0, kind(name), markup, format!("</{name}>"));
                    let code = matches!(name, "code" | "kbd" | "pre" | "samp" | "tt");
                    self.begin(if code { Open::Code } else { Open::Other }, frame);
                }
            },
        }
    }

    fn begin(&mut self, open: Open, frame: Frame) {
        self.links += usize::from(open == Open::Link);
        self.code += usize::from(open == Open::Code);
        self.open.push(open);
        self.writer.open(frame);
    }

    /// Writes an anchor of the writer's own: an element without words is else left out.
    fn place(&mut self, place: Option<String>) {
        if let Some(id) = place {
            self.writer.begin().push_str(&format!("<a id=\"{id}\"></a>"));
        }
    }

    /// The markup of an element with no anchor that the page has already; and the anchor, where the element is not
    /// written as it stands.
    fn own_anchor(&mut self, tag: &Tag<'_>, markup: &str) -> (String, Option<String>) {
        let mut markup = markup.to_owned();
        let own = tag.attribute("id").or_else(|| tag.attribute("name"));
        let id = own.filter(|id| self.headings.as_mut().is_some_and(|headings| headings.claim(id)));
        if id.is_some() && !matches!(tag.name.as_str(), "a" | "img") && heading_level(&tag.name).is_none() {
            return (markup, None);
        }
        for attribute in [" id=\"", " name=\""] {
            let found = markup.find(attribute);
            if let Some(start) = found
                && let Some(length) = markup
                    .get(start + attribute.len()..)
                    .and_then(|rest| rest.find('"'))
            {
                markup.replace_range(start..start + attribute.len() + length + 1, "");
            }
        }
        (markup, id)
    }

    fn heading(&mut self, depth: Depth, words: &str) {
        let Some(headings) = &mut self.headings else {
            let frame = Frame::new(0, Kind::Paragraph, "<p><strong>", "</strong></p>\n");
            return self.begin(Open::Heading, frame);
        };
        let heading = headings.add(depth, words);
        let frame = Frame::new(0, Kind::Whole, heading.start(), heading.end());
        self.begin(Open::Heading, frame);
    }

    fn image(&self, tag: &Tag<'_>) -> String {
        let value = |name| tag.attribute(name).unwrap_or_default();
        let mut more = String::new();
        for name in ["width", "height"] {
            if let Some(size) = tag
                .attribute(name)
                .filter(|size| size.bytes().all(|byte| byte.is_ascii_digit()))
            {
                more.push_str(&format!(" {name}=\"{size}\""));
            }
        }
        let (dest, alt, title) = (value("src"), value("alt"), value("title"));
        let image = Image {
            dest: &dest,
            alt: &alt,
            title: &title,
            more: &more,
        };
        image.html(self.page.links, self.page.path, self.links > 0).0
    }
}

/// How an element behaves when something is taken out of it.
fn kind(name: &str) -> Kind {
    match name {
        "p" => Kind::Paragraph,
        "ul" | "ol" | "li" | "table" | "tbody" | "tfoot" | "tr" | "td" | "th" | "dl" | "dt" | "dd" => {
            Kind::Flow
        }
        "thead" => Kind::Head,
        "blockquote" | "details" | "div" | "center" => Kind::Fixed,
        "summary" | "figure" | "figcaption" | "caption" | "colgroup" | "pre" | "ruby" => Kind::Whole,
        _ => Kind::Inline,
    }
}

/// The words of the heading of a name that begins before a text.
fn words(name: &str, after: &str) -> String {
    let mut end = after.len().min(LONGEST_HEADING);
    while !after.is_char_boundary(end) {
        end -= 1;
    }
    let read = after.get(..end).unwrap_or_default();
    plain(read.split(&format!("</{name}>")).next().unwrap_or_default())
}

/// The words of HTML, which may end within a tag.
fn plain(html: &str) -> String {
    let mut words = String::new();
    let mut done = 0;
    for (_, range) in Tokenizer::well_formed(html) {
        words.push_str(html.get(done..range.start).unwrap_or_default());
        done = range.end;
    }
    let rest = html.get(done..).unwrap_or_default();
    words.push_str(rest.split('<').next().unwrap_or_default());
    unescaped(words.trim())
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn words_are_what_stands_between_tags() {
        assert_eq!(plain("a <b title=\">\">b</b> &amp;lt; c"), "a b &lt; c");
        assert_eq!(plain("a <b title=\"c"), "a");
    }
}
