//! The site as a whole, on records made by hand.

mod agree;
mod formats;
mod head;
mod updated;

use super::*;
use crate::archive::fixtures::{action, fact, record};
use crate::postmortem::Document;
use crate::record::{Record, Update};
use crate::source::Source;
use crate::span::Span;
use crate::theme::{Theme, UserTheme};
use crate::vocabulary::{ActionStatus, Status};
use jiff::civil::date;

/// A site of records, each with a body of its own.
pub(in crate::site) fn site(records: Vec<Record>, settings: Settings) -> Site {
    let postmortems: Vec<Arc<Postmortem>> =
        records.into_iter().map(|record| Arc::new(text(record))).collect();
    let records = postmortems.iter().map(|text| text.record.clone()).collect();
    let site = Site::new(Inputs {
        archive: Archive::new(records, &settings),
        postmortems,
        left_out: Vec::new(),
        pages: Vec::new(),
        files: BTreeSet::new(),
        sizes: BTreeMap::new(),
        settings,
        theme: Arc::new(Theme::new(&Settings::default(), &UserTheme::default()).0),
    });
    site.judge(|| judged::Judged::new(Vec::new(), &[]));
    site
}

fn text(record: Record) -> Postmortem {
    let source = Source::new(
        record.path.clone(),
        b"## What happened\n\nSee [the other](old.md).\n",
    );
    Postmortem {
        document: Document {
            body: Span::new(0, source.text.len()),
            source: Arc::new(source),
            title: None,
            sections: Vec::new(),
            links: Vec::new(),
            unread_links: Vec::new(),
            allowed: Vec::new(),
        },
        record: Arc::new(record),
        diagnostics: Vec::new(),
    }
}

fn settings() -> Settings {
    Settings {
        title: "Kestrel incidents".into(),
        base_url: Some("https://kestrel.example/pm/".into()),
        ..Settings::default()
    }
}

fn three() -> Vec<Record> {
    let mut old = record("old", "Nginx", date(2024, 2, 12));
    old.facts.updates = fact(vec![Update {
        date: date(2024, 5, 1),
        note: "The vendor has mended it.".into(),
    }]);
    old.aliases = vec![crate::record::Fact::new(
        "older".into(),
        crate::record::Origin::FrontMatter,
        Span::default(),
    )];
    let mut draft = record("new", "Billing API", date(2026, 3, 10));
    draft.facts.status = fact(Status::Draft);
    draft.facts.related = fact(vec!["OLD".into(), "nowhere".into()]);
    let mut undated = record("lost", "nginx", date(2020, 1, 1));
    undated.facts.started = None;
    undated.facts.date = None;
    vec![draft, undated, old]
}

pub(in crate::site) fn rendered(site: &Site, path: &str) -> String {
    let route = site.route(path).unwrap_or_else(|| panic!("no route {path}"));
    String::from_utf8(site.render(route).unwrap()).unwrap()
}

#[test]
fn everything_renders_and_every_page_is_whole() {
    let site = site(three(), settings());
    for route in site.routes() {
        let bytes = site.render(route).unwrap();
        if route.content == Content::Page {
            assert!(bytes.trim_ascii_end().ends_with(b"</html>"), "{}", route.path);
        }
    }
}

#[test]
fn a_long_title_is_whole_on_its_own_page_alone() {
    let title = "Parcels stood still ".repeat(100);
    let mut records = three();
    for record in &mut records {
        record.title.value = title.trim().to_owned();
        record.actions = vec![action("a1", ActionStatus::Open)];
    }
    records[0].facts.recurrence_of = fact(vec!["old".into()]);
    let site = site(records, settings());
    // What is written once for each postmortem, whatever it names.
    let once = |path: &str| match path.strip_prefix("postmortems/") {
        Some(page) => !page.starts_with("older/"),
        None => path == "postmortems.json",
    };
    let whole = site.routes().iter().filter(|route| {
        let text = site.render(route).unwrap();
        String::from_utf8_lossy(&text).contains(title.trim()) && !once(&route.path)
    });
    assert_eq!(
        whole.map(|route| &route.path).collect::<Vec<_>>(),
        Vec::<&str>::new()
    );
    assert!(rendered(&site, "services/nginx/index.html").contains("stood still…"));
    assert!(rendered(&site, "postmortems/old/index.html").contains(&format!("{}</h1>", title.trim())));
}

#[test]
fn a_record_of_another_archive_takes_nothing_from_a_file_of_the_same_path() {
    let own = Arc::new(text(record("old", "Nginx", date(2024, 2, 12))));
    let there = Record {
        archive: Some("platform".to_owned()),
        id: "theirs".to_owned(),
        slug: "theirs".to_owned(),
        ..Record::clone(&own.record)
    };
    let settings = Settings {
        repository: Some("https://git.kestrel.example/incidents".to_owned()),
        ..settings()
    };
    let records = vec![own.record.clone(), Arc::new(there)];
    let site = Site::new(Inputs {
        archive: Archive::new(records, &settings),
        postmortems: vec![own],
        left_out: Vec::new(),
        pages: Vec::new(),
        files: BTreeSet::new(),
        sizes: BTreeMap::new(),
        settings,
        theme: Arc::new(Theme::new(&Settings::default(), &UserTheme::default()).0),
    });
    let read = |path: &str, words: &str| rendered(&site, path).contains(words);
    let edit = "incidents/edit/main/content/postmortems/old.md";
    let (ours, theirs) = ("postmortems/old/index.html", "postmortems/theirs/index.html");
    assert!(read(ours, "What happened") && read(ours, edit));
    assert!(!read(theirs, "What happened") && !read(theirs, edit));
    assert_eq!(
        site.shown_file(site.route(ours).unwrap()),
        Some("content/postmortems/old.md")
    );
    assert_eq!(site.shown_file(site.route(theirs).unwrap()), None);
}

#[test]
fn paths_are_unique_and_stay_in_the_site() {
    let mut records = three();
    records[0].slug = "../../up".into();
    records[1].aliases = vec![records[2].title.clone()];
    let site = site(records, settings());
    let paths: Vec<&str> = site.routes().iter().map(|route| route.path.as_str()).collect();
    let unique: BTreeSet<String> = paths.iter().map(|path| path.to_lowercase()).collect();
    assert_eq!(unique.len(), paths.len());
    assert!(
        paths
            .iter()
            .all(|path| !path.contains("..") && !path.starts_with('/'))
    );
    assert!(paths.contains(&"postmortems/up/index.html"));
}

#[test]
fn all_paths_of_the_design_are_there() {
    let site = site(three(), settings());
    for path in [
        "index.html",
        "postmortems/old/index.html",
        "postmortems/old/index.json",
        "postmortems/older/index.html",
        "services/index.html",
        "services/nginx/index.html",
        "services/nginx/feed.xml",
        "services/billing-api/feed.json",
        "causes/config-error/index.html",
        "causes/automation/feed.xml",
        "triggers/index.html",
        "severities/sev2/index.html",
        "teams/platform/feed.json",
        "tags/tls/index.html",
        "authors/ada-obi/index.html",
        "archive/index.html",
        "archive/2024/index.html",
        "archive/2024/02/index.html",
        "archive/undated/index.html",
        "timeline/index.html",
        "timeline/2026/index.html",
        "feed.xml",
        "feed.json",
        "postmortems.json",
        "sitemap.xml",
        "robots.txt",
        "404.html",
        "assets/site.css",
    ] {
        assert!(site.route(path).is_some(), "{path}");
    }
}

#[test]
fn without_base_url_what_needs_it_is_left_out_with_a_notice() {
    let site = site(three(), Settings::default());
    let paths: Vec<&str> = site.routes().iter().map(|route| route.path.as_str()).collect();
    assert!(
        !paths
            .iter()
            .any(|path| path.contains("feed.") || path.contains("sitemap") || path.contains("404"))
    );
    assert_eq!(site.notices().len(), 1);
    assert!(!rendered(&site, "index.html").contains("canonical"));
}

#[test]
fn long_lists_go_on_on_other_pages() {
    let records = (0..205)
        .map(|n| record(&format!("p{n:03}"), "Nginx", date(2024, 2, 12)))
        .collect();
    let site = site(records, settings());
    let view = |path: &str| serde_json::to_value(site.view(site.route(path).unwrap()).unwrap()).unwrap();
    let last = view("services/nginx/page/3/index.html");
    assert_eq!(last["rows"].as_array().unwrap().len(), 5);
    assert_eq!(last["pager"]["range"], "201 to 205 of 205");
    assert_eq!(last["pager"]["previous"]["url"], "services/nginx/page/2/");
    assert!(last["pager"]["next"].is_null());
    assert_eq!(
        view("archive/2024/02/index.html")["rows"]
            .as_array()
            .unwrap()
            .len(),
        100
    );
    assert!(site.route("services/nginx/page/4/index.html").is_none());
}

#[test]
fn headings_say_what_the_data_show() {
    let site = site(three(), settings());
    let title = |path: &str| {
        let view = site.view(site.route(path).unwrap()).unwrap();
        serde_json::to_value(view).unwrap()["title"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    // The draft does not move what counts as today.
    assert_eq!(title("index.html"), "1 incident in the last twelve months");
    assert_eq!(
        title("services/index.html"),
        "Two services failed, Nginx most often"
    );
    assert_eq!(title("triggers/index.html"), "No triggers recorded");
    assert_eq!(title("archive/index.html"), "3 postmortems, 2024 to 2026");
    assert_eq!(title("timeline/2026/index.html"), "One service in 2026");
    assert_eq!(title("archive/2024/02/index.html"), "February 2024: 1 postmortem");
}

#[test]
fn redirects_lead_to_the_page_of_today() {
    let page = rendered(&site(three(), settings()), "postmortems/older/index.html");
    assert!(page.contains("../../postmortems/old/"), "{page}");
    assert!(page.contains("https://kestrel.example/pm/postmortems/old/"));
}

#[test]
fn links_are_relative_but_for_the_404_page() {
    let site = site(three(), settings());
    for route in site
        .routes()
        .iter()
        .filter(|route| route.content == Content::Page)
    {
        let page = rendered(&site, &route.path);
        assert!(
            !page.contains("href=\"/") && !page.contains("src=\"/"),
            "{}",
            route.path
        );
    }
    assert!(rendered(&site, "404.html").contains("href=\"https://kestrel.example/pm/postmortems/old/\""));
}

#[test]
fn titles_are_escaped() {
    let mut records = three();
    records[0].title.value = "<script>alert(1)</script> & co".into();
    let page = rendered(&site(records, settings()), "postmortems/new/index.html");
    assert!(!page.contains("<script>alert"), "{page}");
    assert!(page.contains("&lt;script&gt;alert"));
}

#[test]
fn the_order_of_the_files_changes_nothing() {
    let all = |records| {
        let site = site(records, settings());
        let routes = site.routes().iter();
        routes
            .map(|route| (route.path.clone(), site.render(route).unwrap()))
            .collect::<Vec<_>>()
    };
    let mut reversed = three();
    reversed.reverse();
    assert_eq!(all(three()), all(reversed));
}

#[test]
fn an_empty_archive_has_a_site_too() {
    let site = site(Vec::new(), settings());
    for route in site.routes() {
        site.render(route).unwrap();
    }
    assert!(site.route("timeline/index.html").is_some());
}

#[test]
fn pages_of_the_site_have_addresses_of_their_own_and_none_that_is_taken() {
    let page = |name: &str| {
        let text = format!("# Page {name}\n\nWhat we do here.\n");
        let source = Source::new(format!("content/pages/{name}.md"), text.as_bytes());
        Arc::new(crate::page::parse(Arc::new(source)))
    };
    let archive = Archive::new(Vec::new(), &settings());
    let problems = page_names(
        &[page("about"), page("Services"), page("ABOUT"), page("feed.xml")],
        &archive.facets,
    );
    let paths: Vec<&str> = problems.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "content/pages/Services.md",
            "content/pages/ABOUT.md",
            "content/pages/feed.xml.md"
        ]
    );
    let site = Site::new(Inputs {
        archive: Archive::new(Vec::new(), &settings()),
        postmortems: Vec::new(),
        left_out: Vec::new(),
        pages: vec![page("about"), page("services")],
        files: BTreeSet::new(),
        sizes: BTreeMap::new(),
        settings: settings(),
        theme: Arc::new(Theme::new(&Settings::default(), &UserTheme::default()).0),
    });
    assert!(rendered(&site, "about/index.html").contains("What we do here."));
    assert!(rendered(&site, "services/index.html").contains("No service"));
}
