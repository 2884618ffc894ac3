//! JSON-LD: what a page is, in the words of schema.org, for whoever indexes it.
//!
//! It says nothing that the page does not say. Addresses must be whole there, so that those of the site are left out
//! without `base_url`.

use super::Site;
use crate::archive::Item;
use crate::archive::facet::FacetId;
use crate::site::subject::Subject;
use crate::url;
use crate::view::{Html, Link, Page};
use serde::Serialize;

#[derive(Serialize)]
struct Graph<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    nodes: Vec<Node<'a>>,
}

/// A thing; the name of its kind is that of schema.org.
#[derive(Serialize)]
#[serde(tag = "@type")]
enum Node<'a> {
    WebSite(Thing<'a>),
    CollectionPage(Thing<'a>),
    WebPage(Thing<'a>),
    TechArticle(Box<Article<'a>>),
    BreadcrumbList(Crumbs<'a>),
    Person(Named<'a>),
    Thing(Named<'a>),
    ListItem(Crumb<'a>),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Thing<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_part_of: Option<Box<Node<'a>>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Article<'a> {
    headline: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Node<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<Node<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    in_language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    main_entity_of_page: Option<&'a str>,
    is_part_of: Node<'a>,
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Crumbs<'a> {
    item_list_element: Vec<Node<'a>>,
}

#[derive(Serialize)]
struct Crumb<'a> {
    position: usize,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<String>,
}

/// The JSON-LD of a page, fit to be in a script element: no text in it can close that.
pub(super) fn page(site: &Site, page: &Page, subject: Subject<'_>) -> Option<Html> {
    let about = match subject {
        Subject::Nothing => return None,
        Subject::Site => Node::WebSite(website(site)),
        Subject::List => Node::CollectionPage(part(site, page)),
        Subject::Text => Node::WebPage(part(site, page)),
        Subject::Postmortem(item) => Node::TechArticle(Box::new(article(site, page, item))),
    };
    let graph = Graph {
        context: "https://schema.org",
        nodes: std::iter::once(about).chain(crumbs(site, page)).collect(),
    };
    // Texts and numbers alone: nothing can fail.
    let json = serde_json::to_string(&graph).unwrap_or_default();
    Some(Html::new(&json.replace('<', "\\u003c")))
}

fn website(site: &Site) -> Thing<'_> {
    let settings = &site.settings;
    Thing {
        name: &settings.title,
        description: &settings.description,
        url: settings.base_url.as_deref(),
        in_language: Some(&settings.language),
        is_part_of: None,
    }
}

/// The site, where it is only named.
fn named(site: &Site) -> Node<'_> {
    Node::WebSite(Thing {
        description: "",
        in_language: None,
        ..website(site)
    })
}

fn part<'a>(site: &'a Site, page: &'a Page) -> Thing<'a> {
    Thing {
        name: &page.title,
        description: &page.description,
        url: page.canonical.as_deref(),
        in_language: Some(&site.settings.language),
        is_part_of: Some(Box::new(named(site))),
    }
}

fn article<'a>(site: &'a Site, page: &'a Page, item: &'a Item) -> Article<'a> {
    let authors = item.record.facts.authors.iter().flat_map(|fact| &fact.value);
    let groups = |facet| site.archive.groups_of(item, facet);
    Article {
        headline: &page.title,
        description: &page.description,
        date_published: page.meta.published.as_deref(),
        date_modified: page.meta.modified.as_deref(),
        author: authors
            .map(|person| {
                Node::Person(Named {
                    name: &person.name,
                    url: person.url.clone(),
                })
            })
            .collect(),
        about: groups(FacetId::SERVICE)
            .map(|group| {
                Node::Thing(Named {
                    name: &group.label,
                    url: absolute(site, &group.url),
                })
            })
            .collect(),
        keywords: [FacetId::CAUSE, FacetId::TAG]
            .into_iter()
            .flat_map(groups)
            .map(|group| group.label.as_str())
            .collect(),
        image: page.meta.image.as_ref().map(|image| image.href.as_str()),
        in_language: &site.settings.language,
        main_entity_of_page: page.canonical.as_deref(),
        is_part_of: named(site),
    }
}

/// The way to the page, from the site itself to the page; None where it has no parent but the site.
fn crumbs<'a>(site: &'a Site, page: &'a Page) -> Option<Node<'a>> {
    site.settings.base_url.as_ref()?;
    if page.crumbs.is_empty() {
        return None;
    }
    let home = (site.settings.title.as_str(), "");
    let way = page
        .crumbs
        .iter()
        .map(|Link { text, url }| (text.as_str(), url.as_str()));
    let this = (page.title.as_str(), page.path.as_str());
    let way = std::iter::once(home).chain(way).chain(std::iter::once(this));
    let items = way.zip(1..).map(|((name, url), position)| {
        Node::ListItem(Crumb {
            position,
            name,
            item: absolute(site, url),
        })
    });
    Some(Node::BreadcrumbList(Crumbs {
        item_list_element: items.collect(),
    }))
}

fn absolute(site: &Site, path: &str) -> Option<String> {
    let base = site.settings.base_url.as_deref()?;
    Some(url::absolute(base, path))
}
