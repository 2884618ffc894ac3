//! Feeds, data and sitemap: what programs read.

use super::*;

#[test]
fn feeds_can_be_read_back() {
    let site = site(three(), settings());
    let channel = rss::Channel::read_from(rendered(&site, "feed.xml").as_bytes()).unwrap();
    assert_eq!(channel.link, "https://kestrel.example/pm/");
    let self_link = &channel.atom_ext.as_ref().unwrap().links[0];
    assert_eq!(
        (self_link.rel.as_str(), self_link.href.as_str()),
        ("self", "https://kestrel.example/pm/feed.xml")
    );
    let ids: Vec<_> = channel
        .items
        .iter()
        .map(|item| item.guid.as_ref().unwrap().value.as_str())
        .collect();
    assert_eq!(ids, ["new", "old", "lost"]);
    let old = &channel.items[1];
    assert_eq!(old.pub_date.as_deref(), Some("Wed, 01 May 2024 00:00:00 +0000"));
    assert!(old.content.as_ref().unwrap().contains("What happened"));
    assert!(!old.content.as_ref().unwrap().contains("anchor"));
    assert!(
        channel.items[0]
            .content
            .as_ref()
            .unwrap()
            .contains("https://kestrel.example/pm/postmortems/old/")
    );
    assert!(
        old.description
            .as_ref()
            .unwrap()
            .contains("47 min, SEV2. Services: Nginx. Root cause: Configuration.")
    );

    let service = rss::Channel::read_from(rendered(&site, "services/nginx/feed.xml").as_bytes()).unwrap();
    assert_eq!(service.items.len(), 2);
    assert!(service.items[0].content.is_none());
    assert_eq!(service.link, "https://kestrel.example/pm/services/nginx/");
}

#[test]
fn json_feeds_have_the_keys_that_the_format_asks_for() {
    let site = site(
        three(),
        Settings {
            feed_limit: 2,
            ..settings()
        },
    );
    let feed: serde_json::Value = serde_json::from_str(&rendered(&site, "feed.json")).unwrap();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["feed_url"], "https://kestrel.example/pm/feed.json");
    assert_eq!(feed["items"].as_array().unwrap().len(), 2);
    let old = &feed["items"][1];
    assert_eq!(old["id"], "old");
    assert_eq!(old["date_published"], "2024-02-12T00:00:00Z");
    assert_eq!(old["date_modified"], "2024-05-01T00:00:00Z");
    assert!(old["content_html"].is_string());
    let cause: serde_json::Value =
        serde_json::from_str(&rendered(&site, "causes/automation/feed.json")).unwrap();
    assert!(cause["items"][0]["content_text"].is_string());
}

#[test]
fn data_fit_their_schemas_and_have_every_key() {
    let site = site(three(), settings());
    let value = |path: &str| serde_json::from_str::<serde_json::Value>(&rendered(&site, path)).unwrap();
    let check = |schema: schemars::Schema, value: &serde_json::Value| {
        let schema = schema.to_value();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(value)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{errors:?}");
    };
    let archive = value("postmortems.json");
    check(schemars::schema_for!(crate::data::Archive<'static>), &archive);
    let whole = value("postmortems/new/index.json");
    check(schemars::schema_for!(crate::data::Whole<'static>), &whole);
    let actions = value("actions/actions.json");
    check(
        schemars::schema_for!(crate::data::actions::Actions<'static>),
        &actions,
    );
    assert_eq!(actions["actions"].as_array().unwrap().len(), 6);
    assert_eq!(archive["as_of"], "2026-03-10");
    let first = &archive["postmortems"][0];
    assert_eq!(first["url"], "postmortems/new/");
    assert_eq!(first["minutes"]["mitigate"], 47);
    assert!(first["impact"].is_null() && first["trigger"].is_null());
    for (key, known) in first.as_object().unwrap() {
        assert_eq!(whole.get(key), Some(known), "{key}");
    }
    assert_eq!(whole["timeline"].as_array().unwrap().len(), 4);
    assert_eq!(whole["timeline"][0]["at"], "2026-03-10T07:00:00Z");
    assert_eq!(whole["actions"][1]["status"], "open");
}

#[test]
fn a_service_without_postmortems_has_its_data_too() {
    let named = |name: &str| crate::config::Service {
        name: name.to_owned(),
        ..Default::default()
    };
    let settings = Settings {
        services: vec![named("Vault Keeper"), named("vault-keeper"), named("login")],
        ..settings()
    };
    let site = site(three(), settings);
    let text = rendered(&site, "services/vault-keeper/index.json");
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["name"], "Vault Keeper");
    assert!(value["url"].is_null());
    assert_eq!(value["counts"]["postmortems"], 0);
    let paths = site.routes().iter().map(|route| route.path.as_str());
    let of_it = paths.filter(|path| path.starts_with("services/vault-keeper"));
    assert_eq!(of_it.collect::<Vec<_>>(), ["services/vault-keeper/index.json"]);
}

#[test]
fn the_sitemap_lists_pages_and_no_redirects() {
    let sitemap = rendered(&site(three(), settings()), "sitemap.xml");
    assert!(sitemap.contains(
        "<url><loc>https://kestrel.example/pm/postmortems/old/</loc><lastmod>2024-05-01</lastmod></url>"
    ));
    assert!(!sitemap.contains("older") && !sitemap.contains("404") && !sitemap.contains("feed"));
}

#[test]
fn data_names_only_what_the_archive_has() {
    let site = site(three(), settings());
    for path in ["postmortems.json", "postmortems/new/index.json"] {
        let data = rendered(&site, path);
        assert!(data.contains("\"related\":[\"OLD\"]"), "{path}: {data}");
    }
}
