//! What the `<head>` of pages says to machines.

use super::{rendered, settings, site, three};
use crate::archive::fixtures::record;
use crate::config::Settings;
use crate::record::Record;
use crate::site::Site;
use jiff::civil::date;
use serde_json::Value;

const HOSTILE: &str = "</script><script>alert(1)</script> <!-- \"quoted\" & 'so' \u{2028}";

/// The one JSON-LD of a page.
fn linked(page: &str) -> Value {
    let open = "<script type=\"application/ld+json\">";
    let (_, rest) = page.split_once(open).unwrap();
    let (json, rest) = rest.split_once("</script>").unwrap();
    assert!(!rest.contains(open));
    serde_json::from_str(json).unwrap()
}

fn content<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = page.split_once(&format!("=\"{name}\" content=\""))?;
    rest.split('"').next()
}

fn titled(title: &str) -> Vec<Record> {
    let mut one = record("one", "Nginx", date(2026, 3, 10));
    one.title.value = title.to_owned();
    vec![one]
}

fn with_cards() -> Settings {
    Settings {
        cards: true,
        ..settings()
    }
}

fn page(site: &Site) -> String {
    rendered(site, "postmortems/one/index.html")
}

#[test]
fn a_postmortem_is_an_article_with_its_way_and_its_dates() {
    let site = site(three(), settings());
    let page = rendered(&site, "postmortems/old/index.html");
    let graph = linked(&page);
    let article = &graph["@graph"][0];
    assert_eq!(article["@type"], "TechArticle");
    assert_eq!(article["headline"], "Nginx failed");
    assert_eq!(article["datePublished"], "2024-02-12");
    assert_eq!(article["dateModified"], "2024-05-01");
    assert_eq!(article["author"][0]["name"], "Ada Obi");
    assert_eq!(
        article["about"][0]["url"],
        "https://kestrel.example/pm/services/nginx/"
    );
    assert_eq!(
        article["mainEntityOfPage"],
        "https://kestrel.example/pm/postmortems/old/"
    );
    assert_eq!(article["isPartOf"]["name"], "Kestrel incidents");
    let way = &graph["@graph"][1];
    assert_eq!(way["@type"], "BreadcrumbList");
    let names: Vec<&Value> = way["itemListElement"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| &item["name"])
        .collect();
    assert_eq!(names, ["Kestrel incidents", "2024", "February", "Nginx failed"]);
    assert_eq!(content(&page, "og:type"), Some("article"));
    assert_eq!(content(&page, "article:modified_time"), Some("2024-05-01"));
    assert_eq!(
        content(&page, "og:url"),
        Some("https://kestrel.example/pm/postmortems/old/")
    );
}

#[test]
fn no_text_closes_the_script_or_an_attribute() {
    let site = site(titled(HOSTILE), with_cards());
    let page = page(&site);
    assert_eq!(linked(&page)["@graph"][0]["headline"], HOSTILE);
    let head = page.split("</head>").next().unwrap();
    assert_eq!(
        head.matches("</script>").count(),
        2,
        "the JSON-LD and the theme's script"
    );
    assert!(!head.contains("<script>alert") && !head.contains("<!--"));
    assert_eq!(
        content(&page, "og:title"),
        Some(
            "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; &lt;!-- &quot;quoted&quot; &amp; &#39;so&#39; \u{2028}"
        )
    );
}

#[test]
fn other_pages_say_what_they_are() {
    let site = site(three(), settings());
    let kind = |path: &str| linked(&rendered(&site, path))["@graph"][0]["@type"].clone();
    assert_eq!(kind("index.html"), "WebSite");
    for list in [
        "archive/index.html",
        "services/index.html",
        "causes/config-error/index.html",
        "timeline/index.html",
    ] {
        assert_eq!(kind(list), "CollectionPage", "{list}");
        assert_eq!(
            content(&rendered(&site, list), "og:type"),
            Some("website"),
            "{list}"
        );
    }
}

#[test]
fn drafts_old_addresses_and_the_page_404_are_not_to_be_found() {
    let site = site(three(), settings());
    let robots = |path: &str| content(&rendered(&site, path), "robots").map(str::to_owned);
    for path in [
        "postmortems/new/index.html",
        "postmortems/older/index.html",
        "404.html",
    ] {
        assert_eq!(robots(path).as_deref(), Some("noindex"), "{path}");
    }
    for path in [
        "postmortems/old/index.html",
        "index.html",
        "services/nginx/index.html",
    ] {
        assert_eq!(robots(path), None, "{path}");
    }
}

#[test]
fn without_base_url_no_address_is_claimed() {
    let settings = Settings {
        cards: true,
        base_url: None,
        ..settings()
    };
    let site = site(titled("Nginx failed"), settings);
    let page = page(&site);
    let graph = linked(&page);
    assert_eq!(
        graph["@graph"].as_array().unwrap().len(),
        1,
        "no way without addresses"
    );
    assert!(
        !graph.to_string().contains("url") && !graph.to_string().contains("mainEntity"),
        "{graph}"
    );
    for name in ["og:url", "og:image"] {
        assert_eq!(content(&page, name), None, "{name}");
    }
    assert!(site.route("postmortems/one/card.png").is_none());
}

#[test]
fn a_card_is_named_where_there_is_one() {
    let with = site(titled("Nginx failed"), with_cards());
    let named = page(&with);
    assert_eq!(
        content(&named, "og:image"),
        Some("https://kestrel.example/pm/postmortems/one/card.png")
    );
    assert_eq!(
        content(&named, "og:image:alt"),
        Some("Nginx failed: SEV2, 47 min, 10 Mar 2026")
    );
    assert_eq!(content(&named, "twitter:card"), Some("summary_large_image"));
    let route = with.route("postmortems/one/card.png").unwrap();
    assert!(with.render(route).unwrap().starts_with(b"\x89PNG"));

    for (title, settings) in [("Nginx failed", settings()), ("障害", with_cards())] {
        let without = site(titled(title), settings);
        assert!(without.route("postmortems/one/card.png").is_none(), "{title}");
        assert_eq!(content(&page(&without), "og:image"), None, "{title}");
        assert_eq!(
            content(&page(&without), "twitter:card"),
            Some("summary"),
            "{title}"
        );
    }
}

#[test]
fn a_card_that_cannot_be_is_told() {
    let notices = |title: &str, settings| site(titled(title), settings).notices();
    assert!(notices("Nginx failed", with_cards()).is_empty());
    assert!(notices("障害", settings()).is_empty());
    assert_eq!(
        notices("障害", with_cards()),
        ["no card for 1 postmortem: the built-in font lacks characters in the title"]
    );
    let nowhere = Settings {
        base_url: None,
        ..with_cards()
    };
    assert!(notices("Nginx failed", nowhere)[0].contains("canonical links, cards and 404.html"));
}
