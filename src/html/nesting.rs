//! How deep HTML is nested, within bounds: what builds a tree of it takes a time that grows with the depth for each tag.
//!
//! It follows which elements are open, as a browser does, and says which tags would go beyond the bounds. Those are left
//! out; their words stay. Where it errs, it takes elements for open that are not.

use super::elements::ends_text;
use super::tokenizer::Tag;

/// The most elements in each other; the largest letters and dashboards that people paste have some thirty.
pub const DEEPEST: usize = 128;

/// The most elements of emphasis, fonts and links that are open at once: each paragraph begins all of them anew.
pub const MOST_DECORATING: usize = 12;

/// The most words and elements beside the cells of tables: a browser puts each of them before its table.
const MOST_MISPLACED: usize = 256;

/// What becomes of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It stays.
    Kept,
    /// It goes beyond the bounds.
    LeftOut,
}

/// The elements that are open.
#[derive(Debug, Default)]
pub struct Nesting {
    open: Vec<Open>,
    /// Those that decorate words: a browser opens them again where they were not closed.
    decorating: Vec<String>,
    misplaced: usize,
}

#[derive(Debug)]
struct Open {
    name: String,
    /// How many decorating elements were open around a cell, which ends those that are in it.
    decorating: usize,
}

impl Nesting {
    /// Follows a tag.
    pub fn tag(&mut self, tag: &Tag<'_>) -> Fate {
        if is_void(&tag.name) {
            return Fate::Kept;
        }
        match tag.close {
            true => self.close(&tag.name),
            false => self.open(tag),
        }
    }

    /// Looks at words, or at a tag, and says whether the innermost table must end before them: they stand beside its
    /// cells, and too many did so before.
    pub fn ends_table(&mut self, tag: Option<&Tag<'_>>) -> bool {
        let of_table = |name: &str| is_table(name) || is_cell(name) || matches!(name, "col" | "colgroup");
        if tag.is_some_and(|tag| tag.close || of_table(&tag.name)) {
            return false;
        }
        let part = self
            .open
            .iter()
            .rev()
            .find(|open| is_table(&open.name) || is_cell(&open.name));
        if part.is_none_or(|part| is_cell(&part.name)) {
            return false;
        }
        self.misplaced += 1;
        if self.misplaced <= MOST_MISPLACED {
            return false;
        }
        self.pop_to(|name| name == "table", |_| false);
        true
    }

    fn open(&mut self, tag: &Tag<'_>) -> Fate {
        let name = tag.name.as_str();
        self.imply_ends(name);
        let foreign = |open: &Open| matches!(open.name.as_str(), "svg" | "math");
        if tag.is_empty_element() && !is_special(name) && self.open.iter().any(foreign) {
            return Fate::Kept;
        }
        let decorates = is_decorating(name);
        if self.open.len() >= DEEPEST || decorates && self.decorating.len() >= MOST_DECORATING {
            return Fate::LeftOut;
        }
        self.open.push(Open {
            name: name.to_owned(),
            decorating: self.decorating.len(),
        });
        if decorates {
            self.decorating.push(name.to_owned());
        }
        Fate::Kept
    }

    fn close(&mut self, name: &str) -> Fate {
        if is_decorating(name) {
            if let Some(at) = self.decorating.iter().rposition(|open| open == name) {
                self.decorating.remove(at);
            }
            let found = self.open.iter().rposition(|open| open.name == name);
            if let Some(at) = found.filter(|&at| !self.open.iter().skip(at).any(|open| is_cell(&open.name))) {
                self.open.remove(at);
            }
            return Fate::Kept;
        }
        let of_table = is_table(name) || is_cell(name);
        let bars = |open: &str| match name {
            _ if of_table => open == "template" || open == "table",
            "p" => bars_scope(open) || open == "button",
            "li" => bars_scope(open) || matches!(open, "ol" | "ul"),
            _ if is_special(name) => bars_scope(open),
            _ => is_special(open),
        };
        self.pop_to(|open| open == name, bars);
        Fate::Kept
    }

    /// Closes what a new element ends without a tag.
    fn imply_ends(&mut self, name: &str) {
        let beside = |open: &str| is_special(open) && !matches!(open, "address" | "div" | "p");
        match name {
            "li" => self.pop_to(|open| open == "li", beside),
            "dd" | "dt" => self.pop_to(|open| matches!(open, "dd" | "dt"), beside),
            "option" | "optgroup" => self.pop_to(|open| open == "option", |_| true),
            "rt" | "rp" => self.pop_to(|open| matches!(open, "rt" | "rp"), |_| true),
            "tr" => self.pop_to(|open| open == "tr", |open| matches!(open, "table" | "template")),
            "td" | "th" => self.pop_to(is_cell, |open| matches!(open, "tr" | "table" | "template")),
            "tbody" | "thead" | "tfoot" => self.pop_to(
                |open| matches!(open, "tbody" | "thead" | "tfoot"),
                |open| matches!(open, "table" | "template"),
            ),
            "table" => self.pop_to(|open| open == "table", |open| is_cell(open) || open == "template"),
            "a" | "nobr" if self.decorating.iter().any(|open| open == name) => {
                self.close(name);
            }
            _ => {}
        }
        if ends_text(name) && !is_table(name) && !is_cell(name) {
            self.pop_to(|open| open == "p", |open| bars_scope(open) || open == "button");
        }
    }

    /// Closes the innermost element that is meant, and all in it; nothing where another bars the way.
    fn pop_to(&mut self, meant: impl Fn(&str) -> bool, bars: impl Fn(&str) -> bool) {
        for at in (0..self.open.len()).rev() {
            let Some(open) = self.open.get(at) else { return };
            if meant(&open.name) {
                let mut closed = self.open.drain(at..);
                if let Some(cell) = closed.find(|open| is_cell(&open.name)) {
                    self.decorating.truncate(cell.decorating);
                }
                return;
            }
            if bars(&open.name) {
                return;
            }
        }
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

fn is_decorating(name: &str) -> bool {
    matches!(
        name,
        "a" | "b"
            | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
    )
}

fn is_table(name: &str) -> bool {
    matches!(name, "table" | "tbody" | "tfoot" | "thead" | "tr")
}

fn is_cell(name: &str) -> bool {
    matches!(name, "td" | "th" | "caption")
}

/// What no end tag in it reaches beyond.
fn bars_scope(name: &str) -> bool {
    is_cell(name)
        || matches!(
            name,
            "table" | "applet" | "marquee" | "object" | "template" | "svg" | "math"
        )
}

/// What HTML calls special: an end tag that means nothing of the kind stops there.
fn is_special(name: &str) -> bool {
    ends_text(name)
        || is_table(name)
        || bars_scope(name)
        || matches!(
            name,
            "button"
                | "colgroup"
                | "iframe"
                | "noembed"
                | "noframes"
                | "noscript"
                | "plaintext"
                | "script"
                | "select"
                | "style"
                | "textarea"
                | "title"
                | "xmp"
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::tokenizer::{Token, Tokenizer};

    /// How many elements are open at the end, and how many tags were left out.
    fn followed(html: &str) -> (usize, usize) {
        let mut nesting = Nesting::default();
        let mut left_out = 0;
        for (token, _) in Tokenizer::new(html) {
            if let Token::Tag(tag) = token {
                left_out += usize::from(nesting.tag(&tag) == Fate::LeftOut);
            }
        }
        (nesting.open.len(), left_out)
    }

    #[test]
    fn what_browsers_close_is_not_open() {
        for (part, open) in [
            ("<div>a</div>", 0),
            ("<p>a", 1),
            ("<br>a<hr><img>", 0),
            ("<b>a</b><i>b</i>", 0),
            ("<a>b", 1),
            ("<p><em>a</em> b <code>c</code>", 1),
            ("<details><summary>a</summary><p>b</details>", 0),
            ("</div></b></td>", 0),
            ("<h2>a</h2><p>b", 1),
        ] {
            assert_eq!(followed(&part.repeat(1000)), (open, 0), "{part}");
        }
        for (start, part, open) in [
            ("<ul>", "<li>a", 2),
            ("<dl>", "<dt>a<dd>b", 2),
            ("<table>", "<tr><td>a<td>b", 3),
            ("<table>", "<tr><td><b>a", 4),
            ("<select>", "<option>a", 2),
            ("<svg>", "<path/>", 1),
            ("<ol>", "<li><ul><li>a<li>b</ul>", 2),
        ] {
            assert_eq!(
                followed(&format!("{start}{}", part.repeat(1000))),
                (open, 0),
                "{part}"
            );
        }
    }

    #[test]
    fn nothing_is_deeper_than_the_bounds() {
        for part in [
            "<div>",
            "<div></span>",
            "<details>",
            "<ul><li>",
            "<a><b><i><u>",
            "<b><p>x",
            "<b></i>",
            "<b><i>x</b>",
            "<div><table><tr><td></div>",
            "<svg><g>",
            "<span><div></span>",
            "<font color=a><font color=b>",
            "<template>",
        ] {
            let (open, left_out) = followed(&part.repeat(1000));
            assert!(open <= DEEPEST && left_out > 500, "{part}: {open}, {left_out}");
        }
    }
}
