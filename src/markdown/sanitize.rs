//! HTML of the source made safe: an allow-list over the whole text, then one pass that leads its links and
//! pictures where Markdown's go, gives its headings levels and anchors, and puts our own markup in.

use super::headings::{Depth, Headings};
use super::html::{self, Image};
use super::links::Links;
use super::tokens::{Token, Tokens};
use super::writer::{Frame, Kind, Piece, Writer};
use crate::source;
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
        .link_rel(None);
    cleaner
});

/// What the markup of a text refers to.
#[derive(Debug)]
pub(super) struct Page<'a> {
    pub(super) links: &'a Links,
    /// The path of the source.
    pub(super) path: &'a str,
    pub(super) tokens: &'a Tokens,
}

impl Page<'_> {
    /// The HTML without what is not allowed, and with our markup; None where a tag without end took text or
    /// markup with it. Its headings are added to those of the page, if it is the page's text.
    pub(super) fn clean(&self, html: &str, headings: Option<&mut Headings>) -> Option<Vec<Piece<usize>>> {
        let html = format!("{html}{}", self.tokens.end());
        let clean = CLEANER.clean(&html).to_string();
        let clean = source::fit(clean.into());
        let mut pass = Pass {
            page: self,
            headings,
            writer: Writer::new(),
            open: Vec::new(),
            links: 0,
            met: BTreeSet::new(),
        };
        let mut rest = clean.as_ref();
        while let Some(start) = rest.find('<') {
            let (text, tag) = rest.split_at(start);
            pass.text(text);
            let (tag, after) = tag.split_at(end_of_tag(tag));
            pass.tag(tag, after);
            rest = after;
        }
        pass.text(rest);
        let is_whole = self
            .tokens
            .numbers(&html)
            .all(|number| pass.met.contains(&number));
        let pieces = pass.writer.finish();
        let shows_markup =
            |piece: &Piece<usize>| matches!(piece, Piece::Html(html) if self.tokens.occur_in(html));
        (is_whole && !pieces.iter().any(shows_markup)).then_some(pieces)
    }
}

/// An element that is open, as far as its end needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Link,
    Heading,
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
    /// The tokens that were met.
    met: BTreeSet<usize>,
}

impl Pass<'_> {
    fn text(&mut self, text: &str) {
        if text.trim().is_empty() {
            self.writer.gap(text);
        } else {
            self.writer.begin().push_str(text);
        }
    }

    fn tag(&mut self, tag: &str, after: &str) {
        let inner = tag.trim_start_matches('<').trim_end_matches('>');
        if inner.starts_with('/') {
            let written = self.writer.close();
            match (self.open.pop(), &mut self.headings) {
                (Some(Open::Heading), Some(headings)) if !written => headings.undo(),
                (Some(Open::Link), _) => self.links -= 1,
                _ => {}
            }
            return;
        }
        let (name, attributes) = inner.split_at(inner.find(' ').unwrap_or(inner.len()));
        let attributes = Attributes(attributes);
        let token = attributes
            .get("title")
            .and_then(|title| self.page.tokens.find(&title));
        self.met.extend(token.map(|(number, _)| number));
        match token.map(|(_, token)| token) {
            Some(Token::End) => {}
            Some(Token::Mark(cut)) => self.writer.mark(*cut),
            Some(Token::Leaf(html)) => self.writer.begin().push_str(html),
            Some(Token::Heading(depth)) => self.heading(*depth, name, after),
            Some(Token::Tags(start, end)) => {
                let frame = Frame::new(0, kind(name), start.clone(), end.clone());
                self.begin(if name == "a" { Open::Link } else { Open::Other }, frame);
            }
            None => self.foreign(tag, name, &attributes, after),
        }
    }

    /// An element of the source's own HTML.
    fn foreign(&mut self, tag: &str, name: &str, attributes: &Attributes<'_>, after: &str) {
        match name {
            "br" | "hr" | "wbr" | "col" => self.writer.begin().push_str(tag),
            "img" => {
                let html = self.image(attributes);
                self.writer.begin().push_str(&html);
            }
            "a" => {
                let href = attributes.get("href").unwrap_or_default();
                let target = self.page.links.resolve(self.page.path, &href, false);
                let frame = html::link(0, &target, &attributes.get("title").unwrap_or_default());
                self.begin(Open::Link, frame);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.bytes().next_back().unwrap_or(b'2').saturating_sub(b'0');
                self.heading(Depth::Marks(level), name, after);
            }
            _ => {
                let frame = Frame::new(0, kind(name), tag.to_owned(), format!("</{name}>"));
                self.begin(Open::Other, frame);
            }
        }
    }

    fn begin(&mut self, open: Open, frame: Frame) {
        self.links += usize::from(open == Open::Link);
        self.open.push(open);
        self.writer.open(frame);
    }

    fn heading(&mut self, depth: Depth, name: &str, after: &str) {
        let Some(headings) = &mut self.headings else {
            let frame = Frame::new(0, Kind::Paragraph, "<p><strong>", "</strong></p>\n");
            return self.begin(Open::Heading, frame);
        };
        let mut end = after.len().min(LONGEST_HEADING);
        while !after.is_char_boundary(end) {
            end -= 1;
        }
        let after = after.get(..end).unwrap_or_default();
        let inner = after.split(&format!("</{name}>")).next().unwrap_or_default();
        let heading = headings.add(depth, &plain(inner));
        let frame = Frame::new(0, Kind::Whole, heading.start(), heading.end());
        self.begin(Open::Heading, frame);
    }

    fn image(&self, attributes: &Attributes<'_>) -> String {
        let value = |name| attributes.get(name).unwrap_or_default();
        let mut more = String::new();
        for name in ["width", "height"] {
            if let Some(size) = attributes
                .get(name)
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

/// The length of the tag that a text begins with. The sanitiser writes all values in double quotes.
fn end_of_tag(text: &str) -> usize {
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The attributes of a tag as the sanitiser writes them.
#[derive(Debug)]
struct Attributes<'a>(&'a str);

impl Attributes<'_> {
    fn get(&self, name: &str) -> Option<String> {
        let mut rest = self.0.trim_start();
        while let Some((key, after)) = rest.split_once("=\"") {
            let (value, after) = after.split_once('"')?;
            if key == name {
                return Some(decoded(value));
            }
            rest = after.trim_start();
        }
        None
    }
}

/// A text without the entities that the sanitiser writes.
fn decoded(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", "\u{a0}")
        .replace("&amp;", "&")
}

/// The words of HTML.
fn plain(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (text, tag) = rest.split_at(start);
        words.push_str(text);
        rest = tag.get(end_of_tag(tag)..).unwrap_or_default();
    }
    words.push_str(rest);
    decoded(words.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_as_they_were_written() {
        let attributes = Attributes(" href=\"a?b=1&amp;c\" title=\"x > &quot;y&quot;\"");
        assert_eq!(attributes.get("title").as_deref(), Some("x > \"y\""));
        assert_eq!(attributes.get("href").as_deref(), Some("a?b=1&c"));
        assert_eq!(attributes.get("ref"), None);
        assert_eq!(end_of_tag("<a title=\"x > y\">z"), 17);
        assert_eq!(plain("a <b title=\">\">b</b> &amp;lt; c"), "a b &lt; c");
    }
}
