//! The names of the site's own pages, from content/pages: each its own, and none that means something else.

use crate::archive::facet::Facet;
use crate::diagnostic::{Diagnostic, RuleName};
use crate::page::{self, Page};
use crate::site::kind::OwnPage;
use crate::site::pages;
use crate::slug::Taken;
use crate::span::Span;
use crate::url;
use std::sync::Arc;

/// The pages that there are, in their order; those whose name cannot be theirs are left out.
pub(super) fn own_pages(pages: &[Arc<Page>], facets: &[Facet]) -> Vec<OwnPage> {
    let mut taken = Taken::default();
    pages
        .iter()
        .filter_map(|page| {
            let name = name(page, facets, &mut taken).ok()?;
            Some(OwnPage {
                url: url::own_page(&name),
                page: page.clone(),
            })
        })
        .collect()
}

/// What is wrong with the names of pages.
pub(super) fn problems(pages: &[Arc<Page>], facets: &[Facet]) -> Vec<Diagnostic> {
    let mut taken = Taken::default();
    let problems = pages
        .iter()
        .filter_map(|page| name(page, facets, &mut taken).err());
    problems.map(|problem| *problem).collect()
}

/// Whether a name means something else, with or without the ending of a file: `feed`, `feed.xml`.
fn is_reserved(name: &str, facets: &[Facet]) -> bool {
    let name = name.to_ascii_lowercase();
    let stem = match name.rsplit_once('.') {
        Some((stem, "html" | "json" | "txt" | "xml")) => stem,
        _ => &name,
    };
    pages::is_reserved(stem, facets)
}

/// The name of a page in its address, which it takes.
fn name(page: &Page, facets: &[Facet], taken: &mut Taken) -> Result<String, Box<Diagnostic>> {
    let path = page.path();
    let name = url::slug(page::stem(path));
    let (rule, message) = if is_reserved(&name, facets) {
        let message = format!("the page name `{name}` is reserved");
        (RuleName::InvalidValue, message)
    } else if !taken.claim(&name) {
        (RuleName::UniqueId, format!("duplicate page name `{name}`"))
    } else {
        return Ok(name);
    };
    let problem = Diagnostic::error(rule, path, Span::default(), message);
    Err(Box::new(problem.hint("rename the file")))
}
