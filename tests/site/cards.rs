//! Pictures for link previews, and what is kept of them between builds.

use crate::support::{copy_sample, run, tree, write};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const KEPT: &str = ".nevertwice/cards";

fn build(site: &Path) -> BTreeMap<String, Vec<u8>> {
    let ran = run(site, &["build"], &[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let built = tree(&site.join("public")).into_iter();
    built.filter(|(path, _)| path.ends_with("card.png")).collect()
}

/// Three postmortems of the sample.
fn sample(site: &Path) {
    copy_sample(site);
    let folder = site.join("content/postmortems");
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let kept = ["2025-01", "2025-06", "2025-09"]
            .iter()
            .any(|month| name.starts_with(month));
        match (kept, path.is_dir()) {
            (true, _) => {}
            (false, true) => fs::remove_dir_all(path).unwrap(),
            (false, false) => fs::remove_file(path).unwrap(),
        }
    }
}

fn with_cards(site: &Path) {
    sample(site);
    let settings = fs::read_to_string(site.join("site.yaml")).unwrap();
    write(site, "site.yaml", settings + "\ncards: true\n");
}

/// The kept cards by name, without the folder itself.
fn kept(site: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut kept = tree(&site.join(KEPT));
    kept.remove("");
    kept
}

#[test]
fn every_postmortem_gets_its_card_and_the_same_one_every_time() {
    let place = tempfile::tempdir().unwrap();
    let site = place.path();
    with_cards(site);
    let first = build(site);
    assert_eq!(first.len(), 3);
    for (path, bytes) in &first {
        let png = png::Decoder::new(std::io::Cursor::new(bytes))
            .read_info()
            .unwrap();
        assert_eq!((png.info().width, png.info().height), (1200, 630), "{path}");
        assert!(bytes.len() < 60_000, "{path}: {} bytes", bytes.len());
    }
    let cards = kept(site);
    assert_eq!(cards.len(), first.len());

    fs::remove_dir_all(site.join("public")).unwrap();
    assert!(build(site) == first, "from what was kept");
    fs::remove_dir_all(site.join(".nevertwice")).unwrap();
    assert!(build(site) == first, "afresh");
    assert!(kept(site) == cards);
}

#[test]
fn half_a_kept_card_is_drawn_again() {
    let place = tempfile::tempdir().unwrap();
    let site = place.path();
    with_cards(site);
    let first = build(site);
    for (name, bytes) in kept(site) {
        write(&site.join(KEPT), &name, &bytes[..bytes.len() / 2]);
    }
    assert!(build(site) == first);
}

#[test]
fn what_the_last_build_did_not_use_is_not_kept() {
    let place = tempfile::tempdir().unwrap();
    let site = place.path();
    with_cards(site);
    build(site);
    let before = kept(site);
    write(&site.join(KEPT), "README", "not ours");
    let file = site.join("content/postmortems/2025-06-19-old-links-404.md");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("title: ", "title: Again, ", 1)).unwrap();
    build(site);
    let mut after = kept(site);
    assert!(after.remove("README").is_some(), "a file that is not ours stays");
    assert_eq!(after.len(), before.len());
    let new = after.keys().filter(|name| !before.contains_key(*name));
    assert_eq!(new.count(), 1);

    sample(site);
    assert!(build(site).is_empty(), "without `cards: true`");
    assert_eq!(kept(site).into_keys().collect::<Vec<_>>(), ["README"]);
}
