//! Which tags in a text are HTML, and which are words in angle brackets: `ssh <host>`, "a `<script>` tag".

use std::collections::BTreeMap;
use std::ops::Range;

/// Elements whose words stay on the page, with their tags or without.
const KEPT: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "address",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "li",
    "main",
    "mark",
    "nav",
    "nobr",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];

/// The other elements: in a block of HTML their tags vanish, in a sentence they are what it is about.
const OTHER: &[&str] = &[
    "applet", "area", "audio", "base", "basefont", "bgsound", "blink", "body", "button", "canvas", "data",
    "datalist", "dialog", "embed", "fieldset", "form", "frame", "frameset", "head", "html", "legend", "link",
    "map", "marquee", "math", "menu", "menuitem", "meta", "meter", "object", "optgroup", "option", "output",
    "param", "progress", "search", "slot", "source", "spacer", "svg", "track", "video",
];

/// Elements that take all text up to their end as something else than text.
const RAW: &[&str] = &[
    "iframe",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
    "script",
    "select",
    "style",
    "template",
    "textarea",
    "title",
    "xmp",
];

fn is_in(list: &[&str], name: &str) -> bool {
    list.binary_search(&name).is_ok()
}

/// Whether a tag of this name, in lower case, within a line of Markdown is words.
#[must_use]
pub fn are_words(name: &str) -> bool {
    !is_in(KEPT, name)
}

/// The name in a tag that a text begins with, in lower case, and whether it is an end tag.
pub(super) fn name(tag: &str) -> Option<(String, bool)> {
    let inner = tag.strip_prefix('<')?;
    let (inner, close) = match inner.strip_prefix('/') {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    let end = inner
        .find(|char: char| char.is_ascii_whitespace() || matches!(char, '/' | '>' | '<'))
        .unwrap_or(inner.len());
    let name = inner.get(..end)?;
    name.starts_with(|char: char| char.is_ascii_alphabetic())
        .then(|| (name.to_ascii_lowercase(), close))
}

/// A block of HTML, as far as its tags need to know it.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// Its text in lower case.
    text: String,
    /// Its place.
    start: usize,
    /// Whether it holds drawings or formulas, which have elements of their own.
    foreign: bool,
    /// The last end of each element that takes text.
    ends: BTreeMap<String, Option<usize>>,
}

impl Block {
    pub(super) fn new(body: &str, range: &Range<usize>) -> Self {
        let text = body.get(range.clone()).unwrap_or_default().to_ascii_lowercase();
        Self {
            foreign: text.contains("<svg") || text.contains("<math"),
            start: range.start,
            text,
            ends: BTreeMap::new(),
        }
    }

    /// Where in a piece of the block, which stands at `at`, a `<` begins words.
    pub(super) fn words<'p>(
        &mut self,
        piece: &'p str,
        at: usize,
    ) -> impl Iterator<Item = usize> + use<'p, '_> {
        piece
            .match_indices('<')
            .map(|(start, _)| start)
            .filter(move |&start| self.is_word(piece.get(start..).unwrap_or_default(), at + start))
    }

    fn is_word(&mut self, tag: &str, at: usize) -> bool {
        match name(tag) {
            Some((name, close)) if is_in(RAW, &name) => {
                let end = self.ends.get(&name).copied().unwrap_or_else(|| {
                    let end = self.text.rfind(&format!("</{name}"));
                    self.ends.insert(name, end);
                    end
                });
                !close && end.is_none_or(|end| self.start + end < at)
            }
            Some((name, _)) => !self.foreign && !is_in(KEPT, &name) && !is_in(OTHER, &name),
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_found() {
        assert_eq!(name("<Script src=x>"), Some(("script".to_owned(), false)));
        assert_eq!(name("</my-pod>"), Some(("my-pod".to_owned(), true)));
        assert_eq!(name("<3"), None);
        for list in [KEPT, OTHER, RAW] {
            assert!(list.is_sorted());
        }
    }

    #[test]
    fn elements_without_end_are_words() {
        let text = "<xmp> <host> <div> <script>x</script> <script>";
        let words: Vec<usize> = Block::new(text, &(0..text.len())).words(text, 0).collect();
        assert_eq!(words, [0, 6, 38]);
    }
}
