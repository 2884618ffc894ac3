//! A site with newer texts.

use super::*;
use crate::archive::fixtures::changes;

const FILE: &str = "content/postmortems/old.md";

fn cards() -> Settings {
    let site = Source::new("site.yaml", b"fields: {region: {facet: true}}");
    Settings {
        cards: true,
        fields: crate::config::read(&site).0.fields,
        ..settings()
    }
}

/// The last of [`three`] with a body.
fn body(text: &str) -> Postmortem {
    let source = format!("## What happened\n\n{text}\n");
    let source = Arc::new(Source::new(FILE.to_owned(), source.as_bytes()));
    let mut read = super::text(three().swap_remove(2));
    read.document.body = Span::new(0, source.text.len());
    read.document.links = crate::postmortem::parse(source.clone(), &cards()).document.links;
    read.document.source = source;
    read
}

fn own_page(text: &str) -> Arc<Page> {
    let source = Source::new("content/pages/about.md".to_owned(), text.as_bytes());
    Arc::new(crate::page::parse(Arc::new(source)))
}

/// The site of [`three`] with another text of the last one.
fn made(text: &Postmortem, page: &Arc<Page>) -> Site {
    let mut postmortems: Vec<_> = three()
        .into_iter()
        .map(|record| Arc::new(super::text(record)))
        .collect();
    postmortems[2] = Arc::new(text.clone());
    let records = postmortems.iter().map(|text| text.record.clone()).collect();
    Site::new(Inputs {
        archive: Archive::new(records, &cards()),
        postmortems,
        left_out: Vec::new(),
        pages: vec![page.clone()],
        files: ["content/postmortems/graph.svg".to_owned()].into(),
        sizes: BTreeMap::new(),
        settings: cards(),
        theme: Arc::new(Theme::new(&Settings::default(), &UserTheme::default()).0),
    })
}

/// Holds that both render the same; pictures by their SVG. The routes whose bytes are others than `before`.
fn same(updated: &Site, anew: &Site, before: &Site, what: &str) -> BTreeSet<String> {
    let paths = |site: &Site| {
        site.routes()
            .iter()
            .map(|route| route.path.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(paths(updated), paths(anew), "{what}");
    let svg = |svg: &str| svg.as_bytes().to_vec();
    let mut unlike = BTreeSet::new();
    for (one, other) in updated.routes().iter().zip(anew.routes()) {
        let bytes = anew.render_with(other, svg).unwrap();
        assert_eq!(one.content, other.content, "{what}: {}", other.path);
        assert!(
            updated.render_with(one, svg).unwrap() == bytes,
            "{what}: {}",
            other.path
        );
        assert_eq!(updated.shown_file(one), anew.shown_file(other));
        let then = before
            .route(&other.path)
            .map(|route| before.render_with(route, svg).unwrap());
        if then.as_ref() != Some(&bytes) {
            unlike.insert(other.path.clone());
        }
    }
    unlike
}

#[test]
fn an_updated_site_is_the_one_that_all_texts_would_make() {
    let page = own_page("# About\n");
    let old = body("A certificate ran out.");
    let before = made(&old, &page);
    for (field, change) in changes() {
        let mut newer = old.clone();
        change(Arc::make_mut(&mut newer.record));
        let Some(updated) = before.try_update(&[Arc::new(newer.clone())], &[]) else {
            let moves = ["archive", "path", "id", "slug", "facts", "started", "date"];
            assert!(moves.contains(&field), "{field}");
            continue;
        };
        let unlike = same(&updated, &made(&newer, &page), &before, field);
        // What no page shows.
        let hidden = [
            "words",
            "lengths",
            "counted",
            "not_related",
            "extra",
            "impact",
            // Where an end is stated.
            "ongoing",
        ];
        assert_eq!(unlike.is_empty(), hidden.contains(&field), "{field}: {unlike:?}");
    }
}

#[test]
fn a_site_is_updated_for_the_files_beside_its_texts_too() {
    let page = own_page("# About\n");
    let old = body("A certificate ran out.");
    let before = made(&old, &page);
    let graph = body("See the [graph](graph.svg).");
    let mut unsettable = old.clone();
    Arc::make_mut(&mut unsettable.record).title.value = "証明書".to_owned();
    for newer in [graph, unsettable] {
        let updated = before.try_update(&[Arc::new(newer.clone())], &[]).unwrap();
        assert_ne!(updated.routes().len(), before.routes().len());
        same(&updated, &made(&newer, &page), &before, "files");
    }
}

#[test]
fn a_site_is_updated_for_its_own_pages_too() {
    let old = body("A certificate ran out.");
    let before = made(&old, &own_page("# About\n"));
    let page = own_page("# About us\n\nWe [draw](../postmortems/graph.svg).\n");
    let updated = before.try_update(&[], std::slice::from_ref(&page)).unwrap();
    let unlike = same(&updated, &made(&old, &page), &before, "page");
    assert!(
        unlike.contains("postmortems/old/index.html"),
        "the menu: {unlike:?}"
    );
}

#[test]
fn texts_of_an_updated_site_link_to_the_addresses_that_it_has() {
    let page = own_page("# About\n");
    let linking = body("See [the team](../../teams/search/).");
    let before = made(&linking, &page);
    let mut newer = linking.clone();
    Arc::make_mut(&mut newer.record).facts.teams = fact(vec!["Search".into()]);
    let updated = before.try_update(&[Arc::new(newer.clone())], &[]).unwrap();
    let unlike = same(&updated, &made(&newer, &page), &before, "address");
    assert!(unlike.contains("teams/search/index.html"));
}
