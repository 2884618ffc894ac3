//! A page of the site's own, from `content/pages`: a title and a text, and no postmortem.
//!
//! [`parse`] is total: any text gives a page and a list of diagnostics.

use crate::diagnostic::Diagnostic;
use crate::postmortem::document::Allow;
use crate::postmortem::{front_matter, suppressions};
use crate::source::{Source, fit};
use crate::span::Span;
use crate::text::blocks::{self, Block, BlockKind, LinkUse};
use crate::yaml::fields::keys;
use crate::yaml::value_kind::Prose;
use std::sync::Arc;

/// A page and the findings of reading it.
#[derive(Debug, Clone)]
pub struct Page {
    /// The whole file.
    pub source: Arc<Source>,
    /// Its heading: stated, else its first `# ` heading, else the file's name.
    pub title: String,
    /// A sentence for search engines and link previews; may be empty.
    pub summary: String,
    /// The Markdown after the front matter.
    pub body: Span,
    /// The heading that is the title, which the page leaves out.
    pub heading: Option<Span>,
    /// The links and images of the body, in the order of the text.
    pub links: Vec<LinkUse>,
    /// What would be one, but for the blanks in its address.
    pub unread_links: Vec<LinkUse>,
    /// Suppressions.
    pub allowed: Vec<Allow>,
    /// What reading found to be wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// What the front matter says.
#[derive(Debug, Default)]
struct Stated {
    title: Option<String>,
    summary: Option<String>,
}

keys! {
    /// The front-matter keys of a page.
    KEYS: Stated {
        /// The heading of the page, where its first `# ` heading is not it.
        title: Prose => title;
        /// A sentence for search engines and link previews.
        summary: Prose => summary;
    }
}

/// Reads a page.
#[must_use]
pub fn parse(source: Arc<Source>) -> Page {
    let front = front_matter::open(&source);
    let mut stated = Stated::default();
    let (body, read) = front.map(KEYS, &mut stated, |_, entry, _| entry.key.starts_with("x-"));
    let body = blocks::unfenced(&source, body);
    let scan = blocks::scan(&source, body);
    let heading = scan.blocks.iter().find(|block| is_title(block));
    let mut diagnostics = source.problems.clone();
    diagnostics.extend(scan.bounds_passed(&source.path));
    diagnostics.extend(read);
    let title = stated.title.or_else(|| Some(words(heading?)));
    Page {
        title: title.unwrap_or_else(|| fit(stem(&source.path).into()).into_owned()),
        summary: stated.summary.unwrap_or_default(),
        body,
        heading: heading.map(|block| block.span),
        links: scan.links,
        unread_links: scan.unread_links,
        allowed: suppressions::read(&source, &scan.comments),
        diagnostics,
        source,
    }
}

impl Page {
    /// The path of its source.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.source.path
    }
}

/// The name of a file, without its ending.
#[must_use]
pub fn stem(path: &str) -> &str {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn is_title(block: &Block) -> bool {
    block.kind == BlockKind::Heading(1) && !block.quoted && !block.lines.is_empty()
}

fn words(block: &Block) -> String {
    let lines: Vec<&str> = block.lines.iter().map(|line| line.text.plain.as_str()).collect();
    lines.join(" ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Page {
        parse(Arc::new(Source::new("content/pages/how-to.md", text.as_bytes())))
    }

    #[test]
    fn a_page_has_a_title_and_a_summary() {
        let one = page("---\ntitle: Stated\nsummary: Short.\nx-own: 1\n---\n# Heading\n\n[a](b.md)\n");
        assert_eq!((one.title.as_str(), one.summary.as_str()), ("Stated", "Short."));
        assert_eq!(one.diagnostics, []);
        assert_eq!(one.links.len(), 1);
        assert_eq!(page("# Timeline\n").title, "Timeline");
        assert_eq!(page("Text.\n").title, "how-to");
    }

    #[test]
    fn keys_of_postmortems_are_unknown() {
        let found = page("---\ntitel: a\nroot_cause: capacity\n---\n").diagnostics;
        let rules: Vec<_> = found.iter().map(|found| found.rule.name()).collect();
        assert_eq!(rules, ["unknown-key", "unknown-key"]);
    }
}
