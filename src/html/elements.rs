//! What the elements of HTML are to a text; and which tags in it are HTML, and which are words in angle brackets:
//! `ssh <host>`, "a `<script>` tag".

use super::tokenizer::{Tag, names};
use std::collections::BTreeMap;
use std::ops::Range;

/// What becomes of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Its words stay on the page, with its tags or without.
    Kept,
    /// In a block of HTML its tags vanish, in a sentence they are what it is about.
    Other,
    /// It takes all text up to its end as something else than text.
    Raw,
}

/// How an element is laid out in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    /// Its tags end a run of text.
    Block,
    /// It decorates words.
    Inline,
}

/// What is known of an element; None for a name that is none of HTML's.
fn element(name: &str) -> Option<(Class, Flow)> {
    Some(match name {
        "address" | "article" | "aside" | "blockquote" | "br" | "caption" | "center" | "dd" | "details"
        | "dir" | "div" | "dl" | "dt" | "figcaption" | "figure" | "footer" | "h1" | "h2" | "h3" | "h4"
        | "h5" | "h6" | "header" | "hr" | "img" | "input" | "li" | "main" | "nav" | "ol" | "p" | "pre"
        | "section" | "summary" | "table" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr" | "ul" => {
            (Class::Kept, Flow::Block)
        }
        "a" | "abbr" | "acronym" | "b" | "bdi" | "bdo" | "big" | "cite" | "code" | "col" | "colgroup"
        | "del" | "dfn" | "em" | "font" | "hgroup" | "i" | "ins" | "kbd" | "label" | "mark" | "nobr"
        | "picture" | "q" | "rp" | "rt" | "ruby" | "s" | "samp" | "small" | "span" | "strike" | "strong"
        | "sub" | "sup" | "time" | "tt" | "u" | "var" | "wbr" => (Class::Kept, Flow::Inline),
        "body" | "dialog" | "fieldset" | "form" | "frame" | "frameset" | "head" | "html" | "legend"
        | "link" | "menu" | "menuitem" | "optgroup" | "option" | "param" | "search" | "source" | "track"
        | "video" => (Class::Other, Flow::Block),
        "applet" | "area" | "audio" | "base" | "basefont" | "bgsound" | "blink" | "button" | "canvas"
        | "data" | "datalist" | "embed" | "map" | "marquee" | "math" | "meta" | "meter" | "object"
        | "output" | "progress" | "slot" | "spacer" | "svg" => (Class::Other, Flow::Inline),
        "iframe" | "noframes" | "script" | "style" | "template" | "textarea" | "title" => {
            (Class::Raw, Flow::Block)
        }
        "noembed" | "noscript" | "plaintext" | "select" | "xmp" => (Class::Raw, Flow::Inline),
        _ => return None,
    })
}

/// Whether a tag within a line of Markdown is words.
#[must_use]
pub fn is_word(tag: &Tag<'_>) -> bool {
    // "A `<video>` tag" is about one.
    let shown = embeds(&tag.name) && (tag.close || !tag.is_bare());
    !shown && !matches!(element(&tag.name), Some((Class::Kept, _)))
}

/// Whether an element of this name loads or plays something.
#[must_use]
pub fn embeds(name: &str) -> bool {
    matches!(name, "audio" | "embed" | "iframe" | "object" | "source" | "video")
}

/// The address of what such an element shows.
#[must_use]
pub fn embedded(tag: &Tag<'_>) -> Option<String> {
    let attribute = if tag.name == "object" { "data" } else { "src" };
    let address = tag
        .attribute(attribute)
        .filter(|_| embeds(&tag.name) && !tag.close)?;
    (!address.trim().is_empty()).then_some(address)
}

/// Whether a tag of this name ends a run of text.
#[must_use]
pub fn ends_text(name: &str) -> bool {
    matches!(element(name), Some((_, Flow::Block)))
}

/// Whether what an element of this name holds is no text to read.
#[must_use]
pub fn holds_no_text(name: &str) -> bool {
    matches!(name, "pre" | "script" | "style" | "textarea" | "title" | "iframe")
}

/// The level of a heading, 1 to 6.
#[must_use]
pub fn heading_level(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

/// A block of HTML, as far as its tags need to know it.
#[derive(Debug, Default)]
pub struct Block {
    /// Its text in lower case.
    text: String,
    /// Where it begins.
    start: usize,
    /// Whether it holds drawings or formulas, which have elements of their own.
    foreign: bool,
    /// The last end of each element that takes text.
    ends: BTreeMap<String, Option<usize>>,
}

impl Block {
    /// The block at a range of a text.
    #[must_use]
    pub fn new(text: &str, range: &Range<usize>) -> Self {
        let text = text.get(range.clone()).unwrap_or_default().to_ascii_lowercase();
        Self {
            foreign: text.contains("<svg") || text.contains("<math"),
            start: range.start,
            text,
            ends: BTreeMap::new(),
        }
    }

    /// Where in a piece of the block, which begins at `from`, a `<` begins words.
    pub fn words<'p>(&mut self, piece: &'p str, from: usize) -> impl Iterator<Item = usize> + use<'p, '_> {
        names(piece)
            .filter(move |(at, name, close)| self.is_word(name, *close, from + at))
            .map(|(at, ..)| at)
    }

    fn is_word(&mut self, name: &str, close: bool, at: usize) -> bool {
        match element(name) {
            Some((Class::Raw, _)) => {
                let end = self.ends.get(name).copied().unwrap_or_else(|| {
                    let end = self.text.rfind(&format!("</{name}"));
                    self.ends.insert(name.to_owned(), end);
                    end
                });
                !close && end.is_none_or(|end| self.start + end < at)
            }
            Some(_) => false,
            None => !self.foreign,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_without_end_are_words() {
        let text = "<xmp> <host> <div> <script>x</script> <script>";
        let words: Vec<usize> = Block::new(text, &(0..text.len())).words(text, 0).collect();
        assert_eq!(words, [0, 6, 38]);
    }

    #[test]
    fn headings_have_six_levels() {
        let levels = ["h1", "h6", "h7", "h0", "hr", "head", "h"].map(heading_level);
        assert_eq!(levels, [Some(1), Some(6), None, None, None, None, None]);
    }
}
