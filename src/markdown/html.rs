//! Links, pictures, tables and boxes as HTML.

use super::links::{self, Links, Target};
use super::writer::{Frame, Kind, LONGEST_REPEATED};
use crate::html::{escape, escaped};
use pulldown_cmark::{Alignment, BlockQuoteKind};
use std::borrow::Cow;

/// The value of a `href` or `src`, escaped: what no address may hold has percent signs.
fn address(url: &str) -> String {
    let mut address = String::with_capacity(url.len() + 8);
    for char in url.chars() {
        match char {
            '&' => address.push_str("&amp;"),
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => {
                address.push_str(&format!("%{:02X}", u32::from(char)));
            }
            char => address.push(char),
        }
    }
    address
}

/// The value of `href` for a target; None where it leads nowhere.
pub(super) fn href(target: &Target) -> Option<String> {
    match target {
        Target::Page(url) | Target::External(url) | Target::RemoteImage(url) => Some(address(url)),
        Target::Anchor(anchor) => Some(format!("#{}", address(anchor))),
        Target::Asset { output, .. } => Some(links::encoded(output)),
        Target::Dead { .. } => None,
    }
}

/// The element of a link; without tags where it leads nowhere, so that its text stays.
pub(super) fn link(id: usize, target: &Target, title: &str) -> Frame {
    let Some(href) = href(target) else {
        return Frame::new(id, Kind::Inline, "", "");
    };
    let mut start = format!("<a href=\"{href}\"");
    attribute(&mut start, "title", title);
    start.push('>');
    let kind = if start.len() > LONGEST_REPEATED {
        Kind::Whole
    } else {
        Kind::Inline
    };
    Frame::new(id, kind, start, "</a>")
}

/// A link to a bare address in the text.
pub(super) fn bare(url: &str) -> String {
    format!("<a href=\"{}\">{}</a>", address(url), escaped(url))
}

/// A picture of the text.
#[derive(Debug)]
pub(super) struct Image<'a> {
    /// The address as written.
    pub(super) dest: &'a str,
    /// What it shows, in words.
    pub(super) alt: &'a str,
    /// What is below it.
    pub(super) title: &'a str,
    /// More attributes, written out and safe.
    pub(super) more: &'a str,
}

impl Image<'_> {
    /// The picture, or what stands for it: a link where it is not the site's, its words where it is nowhere
    /// or already in a link. Whether it is a picture comes with it.
    pub(super) fn html(&self, links: &Links, from: &str, in_link: bool) -> (String, bool) {
        match links.resolve(from, self.dest, true) {
            Target::Asset { source, output } => {
                let mut html = format!("<img src=\"{}\" alt=\"", links::encoded(&output));
                escape(&mut html, self.alt);
                html.push('"');
                attribute(&mut html, "title", self.title);
                html.push_str(self.more);
                if let Some((width, height)) = links.size(&source).filter(|_| !self.is_sized()) {
                    html.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
                }
                html.push_str(" decoding=\"async\">");
                (html, true)
            }
            Target::RemoteImage(url) if !in_link => (
                format!("<a href=\"{}\">{}</a>", address(&url), self.words()),
                false,
            ),
            Target::RemoteImage(_) => (self.words(), false),
            _ => (
                format!("<span class=\"missing\">missing: {}</span>", self.words()),
                false,
            ),
        }
    }

    /// Whether its writer said how large it is to be.
    fn is_sized(&self) -> bool {
        self.more.contains(" width=") || self.more.contains(" height=")
    }

    /// What it shows, else the last part of its address.
    fn words(&self) -> String {
        let name = self
            .dest
            .trim_end_matches('/')
            .rsplit('/')
            .next()
            .unwrap_or_default();
        match self.alt.trim() {
            "" => format!("picture {}", escaped(name)),
            alt => escaped(alt),
        }
    }

    /// The picture as a figure, its title as the words below it; None where it is none.
    pub(super) fn figure(&self, links: &Links, from: &str) -> Option<String> {
        let plain = Image { title: "", ..*self };
        let (image, shown) = plain.html(links, from, false);
        shown.then(|| match self.title {
            "" => format!("<figure>{image}</figure>\n"),
            title => format!(
                "<figure>{image}<figcaption>{}</figcaption></figure>\n",
                escaped(title)
            ),
        })
    }
}

fn attribute(tag: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        tag.push_str(&format!(" {name}=\""));
        escape(tag, value);
        tag.push('"');
    }
}

/// The tags of an alert, as in `> [!NOTE]`: its kind is said in words.
pub(super) const fn alert(kind: BlockQuoteKind) -> (Cow<'static, str>, Cow<'static, str>) {
    macro_rules! start {
        ($class:literal, $name:literal) => {
            concat!(
                "<div class=\"admonition admonition-",
                $class,
                "\" role=\"note\">\n<p class=\"admonition-name\">",
                $name,
                "</p>\n"
            )
        };
    }
    let start = match kind {
        BlockQuoteKind::Note => start!("note", "Note"),
        BlockQuoteKind::Tip => start!("tip", "Tip"),
        BlockQuoteKind::Important => start!("important", "Important"),
        BlockQuoteKind::Warning => start!("warning", "Warning"),
        BlockQuoteKind::Caution => start!("caution", "Caution"),
    };
    (Cow::Borrowed(start), Cow::Borrowed("</div>\n"))
}

/// A number keeps its per cent sign on its line: `45 %`.
pub(super) fn unbroken(text: &str) -> Cow<'_, str> {
    let mut whole = String::new();
    let mut done = 0;
    for (at, _) in text.match_indices(" %") {
        let before = text.get(done..at).unwrap_or_default();
        if before.ends_with(|char: char| char.is_ascii_digit()) {
            whole.push_str(before);
            whole.push('\u{a0}');
            done = at + 1;
        }
    }
    match done {
        0 => Cow::Borrowed(text),
        _ => Cow::Owned(whole + text.get(done..).unwrap_or_default()),
    }
}

/// The start of a table that may be wider than the page; `columns` are the words of its head.
pub(super) fn table(columns: &str) -> String {
    let mut start = "<div class=\"table\" tabindex=\"0\" role=\"region\"".to_owned();
    attribute(
        &mut start,
        "aria-label",
        &format!("Table: {}", shortened(columns)),
    );
    start.push_str("><table>\n");
    start
}

/// At most some hundred bytes of a text, cut at a word.
fn shortened(text: &str) -> &str {
    match text.char_indices().nth(100) {
        Some((end, _)) => {
            let text = text.get(..end).unwrap_or_default();
            text.rsplit_once(' ').map_or(text, |(text, _)| text)
        }
        None => text,
    }
}

/// The start tag of a cell. Its alignment is a class: servers that allow no inline styles would drop one.
pub(super) fn cell(head: bool, alignment: Option<Alignment>) -> &'static str {
    match (head, alignment) {
        (true, Some(Alignment::Center)) => "<th scope=\"col\" class=\"center\">",
        (true, Some(Alignment::Right)) => "<th scope=\"col\" class=\"right\">",
        (true, _) => "<th scope=\"col\">",
        (false, Some(Alignment::Center)) => "<td class=\"center\">",
        (false, Some(Alignment::Right)) => "<td class=\"right\">",
        (false, _) => "<td>",
    }
}

/// The box of a task, which tells its state to those who do not see it.
pub(super) const fn task(done: bool) -> &'static str {
    if done {
        "<input type=\"checkbox\" disabled checked aria-label=\"done\"> "
    } else {
        "<input type=\"checkbox\" disabled aria-label=\"not done\"> "
    }
}

/// A code block around its highlighted lines.
pub(super) fn code(language: &str, highlighted: &str) -> String {
    let mut html = "<pre tabindex=\"0\"><code".to_owned();
    if !language.is_empty() {
        attribute(&mut html, "class", &format!("language-{language}"));
    }
    html.push('>');
    html.push_str(highlighted);
    html.push_str("</code></pre>\n");
    html
}
