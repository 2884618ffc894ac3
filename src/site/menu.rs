//! The menu: what the kinds of pages put there, or what `menu` of site.yaml names, in its order.

use crate::archive::facet::Facet;
use crate::config::{CONFIG, Settings};
use crate::diagnostic::{Diagnostic, RuleName};
use crate::page::Page;
use crate::site::kind::Plan;
use crate::site::own_pages;
use crate::site::pages::{self, KINDS};
use crate::url;
use crate::view::Link;
use crate::yaml::fields::{nearest, shorten};
use std::sync::Arc;

/// The menu. What is named and has no page yet, such as services before one has failed, is left out.
pub(super) fn menu(plan: &Plan<'_>) -> Arc<[Link]> {
    let mut links: Vec<Link> = KINDS.iter().flat_map(|kind| (kind.nav)(plan)).collect();
    let Some(stated) = &plan.settings.menu else {
        return links.into();
    };
    links.extend(KINDS.iter().flat_map(|kind| (kind.more_nav)(plan)));
    let named = |name: &str| links.iter().find(|link| bare(&link.url) == bare(name));
    stated
        .iter()
        .filter_map(|name| named(&name.value))
        .cloned()
        .collect()
}

/// The names in `menu` that no page has.
pub(super) fn problems(settings: &Settings, pages: &[Arc<Page>], facets: &[Facet]) -> Vec<Diagnostic> {
    let own: Vec<String> = own_pages::own_pages(pages, facets)
        .into_iter()
        .map(|own| bare(&own.url).to_owned())
        .collect();
    let known = |name: &str| own.iter().any(|own| own == name) || pages::is_reserved(name, facets);
    let stated = settings.menu.iter().flatten();
    stated
        .filter(|name| !known(bare(&name.value)))
        .map(|name| {
            let folders = facets.iter().map(|facet| &*facet.folder);
            let names = own.iter().map(String::as_str).chain(folders);
            let names = names.chain([url::ACTIONS, url::ARCHIVE, url::CHECKS, url::TIMELINE].map(bare));
            let hint = match nearest(bare(&name.value), names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "name pages by their addresses, such as services, archive, or about for content/pages/about.md".to_owned(),
            };
            let message = format!("`menu` names a page that does not exist: `{}`", shorten(&name.value));
            Diagnostic::error(RuleName::InvalidValue, CONFIG, name.span, message).hint(hint)
        })
        .collect()
}

/// An address of the root of a site without its slashes: `services`.
fn bare(address: &str) -> &str {
    address.trim_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::Archive;
    use crate::config;
    use crate::page;
    use crate::source::Source;

    fn read(text: &str) -> (Settings, Vec<Arc<Page>>) {
        let (settings, problems) = config::read(&Source::new(CONFIG, text.as_bytes()));
        assert_eq!(problems, []);
        let own = |name: &str| {
            let source = Source::new(
                format!("content/pages/{name}.md"),
                format!("# Our {name}\n").as_bytes(),
            );
            Arc::new(page::parse(Arc::new(source)))
        };
        (settings, vec![own("about"), own("contact")])
    }

    #[test]
    fn the_menu_has_what_is_named_in_that_order() {
        let names = |text: &str| -> Vec<String> {
            let (settings, pages) = read(text);
            let archive = Archive::new(Vec::new(), &settings);
            let own = own_pages::own_pages(&pages, &archive.facets);
            let links = menu(&Plan::new(&archive, &own, &settings, &[]));
            links.iter().map(|link| link.text.clone()).collect()
        };
        // No service has failed yet.
        assert_eq!(
            names("menu: [/contact/, services, about]\n"),
            ["Our contact", "Our about"]
        );
        assert!(names("title: T\n").ends_with(&["Our about".to_owned(), "Our contact".to_owned()]));
    }

    #[test]
    fn a_name_that_no_page_has_is_told() {
        let told = |text: &str| -> Vec<String> {
            let (settings, pages) = read(text);
            let found = problems(&settings, &pages, &Archive::new(Vec::new(), &settings).facets);
            let words = |found: Diagnostic| format!("{} ({})", found.message, found.hint.unwrap_or_default());
            found.into_iter().map(words).collect()
        };
        assert_eq!(told("menu: [services, archive/, /about/, teams]\n"), [""; 0]);
        assert_eq!(
            told("menu: [servces, aboot]\n"),
            [
                "`menu` names a page that does not exist: `servces` (did you mean `services`?)",
                "`menu` names a page that does not exist: `aboot` (did you mean `about`?)",
            ]
        );
    }
}
