//! What other programs read of the sample site of the repository, held against the definitions of the formats:
//! feeds, the sitemap, and the data against the schemas that the program prints.

use crate::support::{copy_sample, run, tree};
use jiff::fmt::rfc2822;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const BASE: &str = "https://incidents.skerry.example/";

fn built(place: &Path) -> BTreeMap<String, Vec<u8>> {
    copy_sample(place);
    let ran = run(place, &["build"], &[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    tree(&place.join("public"))
}

/// Whether an address of this site leads to one of its files.
fn leads(files: &BTreeMap<String, Vec<u8>>, address: &str) -> bool {
    address.strip_prefix(BASE).is_some_and(|path| {
        let page = path.is_empty() || path.ends_with('/');
        files.contains_key(&if page {
            format!("{path}index.html")
        } else {
            path.to_owned()
        })
    })
}

/// <https://www.rssboard.org/rss-specification>
fn check_rss(files: &BTreeMap<String, Vec<u8>>, name: &str, bytes: &[u8]) {
    let channel = rss::Channel::read_from(bytes).unwrap();
    assert!(
        !channel.title.is_empty() && !channel.description.is_empty(),
        "{name}"
    );
    assert!(leads(files, &channel.link), "{name}: {}", channel.link);
    let own = &channel.atom_ext.as_ref().unwrap().links[0];
    assert_eq!(
        (own.rel.as_str(), own.href.as_str()),
        ("self", &*format!("{BASE}{name}"))
    );
    assert_eq!(own.mime_type.as_deref(), Some("application/rss+xml"));
    let built = rfc2822::parse(channel.last_build_date.as_ref().unwrap()).unwrap();
    let mut ids = BTreeSet::new();
    assert!(!channel.items.is_empty(), "{name}");
    for item in &channel.items {
        assert!(item.title.is_some() && item.description.is_some(), "{name}");
        assert!(
            leads(files, item.link.as_ref().unwrap()),
            "{name}: {:?}",
            item.link
        );
        let guid = item.guid.as_ref().unwrap();
        assert!(!guid.permalink, "{name}: `{}` is no address", guid.value);
        assert!(ids.insert(&guid.value), "{name}: `{}` twice", guid.value);
        assert!(
            rfc2822::parse(item.pub_date.as_ref().unwrap()).unwrap() <= built,
            "{name}"
        );
    }
}

/// <https://www.jsonfeed.org/version/1.1/>
fn check_json_feed(files: &BTreeMap<String, Vec<u8>>, name: &str, bytes: &[u8]) {
    let feed: Value = serde_json::from_slice(bytes).unwrap();
    let text = |value: &Value, key: &str| -> String {
        let text = value[key].as_str();
        text.unwrap_or_else(|| panic!("{name}: no `{key}` in {value}"))
            .to_owned()
    };
    assert_eq!(text(&feed, "version"), "https://jsonfeed.org/version/1.1");
    assert!(!text(&feed, "title").is_empty());
    assert_eq!(text(&feed, "feed_url"), format!("{BASE}{name}"));
    assert!(leads(files, &text(&feed, "home_page_url")), "{name}");
    let rss = rss::Channel::read_from(&*files[&name.replace(".json", ".xml")]).unwrap();
    let items = feed["items"].as_array().unwrap();
    assert_eq!(items.len(), rss.items.len(), "{name}");
    for (item, same) in items.iter().zip(rss.items) {
        assert_eq!(text(item, "id"), same.guid.unwrap().value);
        assert_eq!(text(item, "url"), same.link.unwrap());
        let content = [&item["content_html"], &item["content_text"]];
        assert!(
            content.iter().any(|content| content.is_string()),
            "{name}: {item}"
        );
        for key in ["date_published", "date_modified"] {
            text(item, key).parse::<jiff::Timestamp>().unwrap();
        }
        for author in item["authors"].as_array().into_iter().flatten() {
            text(author, "name");
        }
    }
}

#[test]
fn feeds_keep_to_their_formats() {
    let place = tempfile::tempdir().unwrap();
    let files = built(place.path());
    let mut feeds = 0;
    for (name, bytes) in &files {
        match name.rsplit('/').next() {
            Some("feed.xml") => check_rss(&files, name, bytes),
            Some("feed.json") => check_json_feed(&files, name, bytes),
            _ => continue,
        }
        feeds += 1;
    }
    assert!(feeds > 20, "{feeds} feeds");
}

/// <https://www.sitemaps.org/protocol.html>
#[test]
fn the_sitemap_lists_all_pages_that_stay() {
    let place = tempfile::tempdir().unwrap();
    let files = built(place.path());
    let mut reader = Reader::from_reader(&*files["sitemap.xml"]);
    let (mut open, mut listed) = (Vec::new(), BTreeSet::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => open.push(start.name().as_ref().to_owned()),
            Event::End(_) => drop(open.pop()),
            Event::Text(text) => match open.last().map(String::as_str) {
                Some("loc") => assert!(listed.insert((*text).to_owned())),
                Some("lastmod") => drop(text.parse::<jiff::civil::Date>().unwrap()),
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    let stays = |page: &&String| {
        let text = || std::str::from_utf8(&files[*page]).unwrap();
        let hidden = [
            "http-equiv=\"refresh\"",
            "<meta name=\"robots\" content=\"noindex\">",
        ];
        page.ends_with("index.html") && !hidden.iter().any(|mark| text().contains(mark))
    };
    let pages: BTreeSet<String> = files
        .keys()
        .filter(stays)
        .map(|page| format!("{BASE}{}", page.strip_suffix("index.html").unwrap()))
        .collect();
    assert_eq!(listed, pages);
    assert!(String::from_utf8_lossy(&files["robots.txt"]).contains(&format!("Sitemap: {BASE}sitemap.xml")));
}

#[test]
fn data_keep_to_the_schemas_that_are_printed() {
    let place = tempfile::tempdir().unwrap();
    let files = built(place.path());
    let schema = |of: &str| {
        let ran = run(place.path(), &["schema", of], &[]);
        jsonschema::validator_for(&serde_json::from_str(&ran.out).unwrap()).unwrap()
    };
    let check = |schema: &jsonschema::Validator, name: &str, text: &[u8]| {
        let data: Value = serde_json::from_slice(text).unwrap();
        let errors: Vec<String> = schema.iter_errors(&data).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
        data
    };
    let all = check(
        &schema("postmortems"),
        "postmortems.json",
        &files["postmortems.json"],
    );
    let one = schema("postmortem");
    let (shown, checked) = (schema("show"), schema("check"));
    for listed in all["postmortems"].as_array().unwrap() {
        let name = format!("{}index.json", listed["url"].as_str().unwrap());
        let whole = check(&one, &name, &files[&name]);
        for (key, value) in listed.as_object().unwrap() {
            assert_eq!(&whole[key], value, "{name}: {key}");
        }
    }
    let service = schema("service");
    let services = files
        .keys()
        .filter(|name| name.starts_with("services/") && name.ends_with("/index.json"));
    let services: Vec<&String> = services.collect();
    assert_eq!(services.len(), 7);
    for name in services {
        let data = check(&service, name, &files[name]);
        assert!(
            data["owner"].is_string() && !data["latest"].as_array().unwrap().is_empty(),
            "{name}"
        );
    }
    let ran = run(place.path(), &["stats", "--format", "json"], &[]);
    check(&schema("stats"), "stats", ran.out.as_bytes());
    let file = "content/postmortems/2024-01-17-gates-shut-at-ardmair.md";
    let ran = run(place.path(), &["show", file, "--format", "json"], &[]);
    check(&shown, "show", ran.out.as_bytes());
    let ran = run(
        place.path(),
        &["similar", "gates stay shut at Ardmair", "--format", "json"],
        &[],
    );
    let found = check(&schema("similar"), "similar", ran.out.as_bytes());
    assert!(!found["matches"].as_array().unwrap().is_empty(), "{found}");
    let ran = run(
        place.path(),
        &["check", "--profile", "assignment", "--format", "json"],
        &[],
    );
    let found = check(&checked, "check", ran.out.as_bytes());
    assert!(
        !found["findings"].as_array().unwrap().is_empty(),
        "the schema was put to use"
    );
}
