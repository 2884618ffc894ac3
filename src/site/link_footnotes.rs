//! Numbers behind the links of a text, and the addresses that they stand for: paper has no links.

use super::Site;
use super::body::join;
use crate::html::tokenizer::{Tag, Token, Tokenizer};
use crate::html::unescaped;
use crate::url;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The links of one page so far.
pub(super) struct LinkFootnotes {
    /// The whole address of the page, or its path where the site has none; None where the theme asks for no
    /// numbers.
    page: Option<String>,
    /// The addresses, each once; the first has the number 1.
    pub(super) addresses: Vec<String>,
    numbers: BTreeMap<String, usize>,
}

impl LinkFootnotes {
    /// For the page at `path`.
    pub(super) fn new(site: &Site, path: &str) -> Self {
        let base = site.settings.base_url.as_deref();
        let page = base.map_or_else(|| path.to_owned(), |base| url::absolute(base, path));
        Self::of(site.theme.manifest().link_notes.then_some(page))
    }

    const fn of(page: Option<String>) -> Self {
        Self {
            page,
            addresses: Vec::new(),
            numbers: BTreeMap::new(),
        }
    }

    /// HTML of our own with a number behind each link that leaves the page and does not itself say where to.
    pub(super) fn mark<'a>(&mut self, html: &'a str) -> Cow<'a, str> {
        if self.page.is_none() {
            return Cow::Borrowed(html);
        }
        let mut out = String::with_capacity(html.len() + html.len() / 8);
        let mut done = 0;
        let mut link = None;
        for (token, range) in Tokenizer::well_formed(html) {
            match token {
                Token::Tag(tag) if tag.name == "a" && !tag.close => link = Some((tag, range.end)),
                Token::Tag(tag) if tag.name == "a" => {
                    let number = link.take().and_then(|(tag, start)| {
                        let words = html.get(start..range.start)?;
                        self.number(&tag, &unescaped(words))
                    });
                    if let Some(number) = number {
                        out.push_str(html.get(done..range.end).unwrap_or_default());
                        let _ = write!(out, "<sup class=link-note>[{number}]</sup>");
                        done = range.end;
                    }
                }
                _ => {}
            }
        }
        out.push_str(html.get(done..).unwrap_or_default());
        Cow::Owned(out)
    }

    /// The number of a link around these words; None where it needs none.
    fn number(&mut self, link: &Tag<'_>, words: &str) -> Option<usize> {
        let page = self.page.as_ref()?;
        let href = link.attribute("href")?;
        let schemes = ["", "https://", "http://", "mailto:"];
        let is_spelled_out = schemes
            .iter()
            .any(|scheme| href.strip_prefix(scheme) == Some(words));
        if is_spelled_out || href.starts_with('#') {
            return None;
        }
        let address = join(page, &href);
        let number = self.numbers.entry(address).or_insert_with_key(|address| {
            self.addresses.push(address.clone());
            self.addresses.len()
        });
        Some(*number)
    }
}

#[cfg(test)]
mod tests {
    use super::LinkFootnotes;

    fn marked(html: &str) -> (String, Vec<String>) {
        let mut footnotes = LinkFootnotes::of(Some("https://a.example/postmortems/x/".to_owned()));
        (footnotes.mark(html).into_owned(), footnotes.addresses)
    }

    #[test]
    fn links_get_numbers_and_each_address_one() {
        let (html, addresses) = marked(
            "<p><a href=\"https://b.example/?a=1&amp;b=2\" title=\"t\"><em>b</em></a>, <a href=\"../y/\">y</a>, \
             <a href=\"https://b.example/?a=1&amp;b=2\">b again</a>.</p>",
        );
        assert_eq!(
            html,
            "<p><a href=\"https://b.example/?a=1&amp;b=2\" title=\"t\"><em>b</em></a><sup class=link-note>[1]</sup>, \
             <a href=\"../y/\">y</a><sup class=link-note>[2]</sup>, \
             <a href=\"https://b.example/?a=1&amp;b=2\">b again</a><sup class=link-note>[1]</sup>.</p>"
        );
        assert_eq!(
            addresses,
            ["https://b.example/?a=1&b=2", "https://a.example/postmortems/y/"]
        );
    }

    #[test]
    fn links_in_the_page_and_those_that_say_where_they_lead_get_none() {
        let html = "<h2 id=\"a\">A <a class=\"anchor\" href=\"#a\" aria-label=\"Link\">#</a></h2>\
                    <a href=\"https://b.example/x\">https://b.example/x</a> <a href=\"mailto:a@b.example\">a@b.example</a> \
                    <a id=\"z\">z</a> <a href=\"https://open.example\">never closed";
        assert_eq!(marked(html), (html.to_owned(), Vec::new()));
    }

    #[test]
    fn a_theme_that_asks_for_none_gets_none() {
        let html = "<a href=\"https://b.example/\">b</a>";
        assert_eq!(LinkFootnotes::of(None).mark(html), html);
    }
}
