//! Names that disks allow and people seldom see, and links: each is named, nothing of somebody else is published, and the rest of
//! the site is built.

use crate::support::{Ran, run, tree, write};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const SECRET: &str = "correct horse battery staple";
const TEXT: &str = "---\ntitle: Login down\nstatus: closed\nservices: [login]\nroot_cause: config-error\n\
    started: 2024-03-04T10:00:00Z\nresolved: 2024-03-04T11:00:00Z\n---\n\nNobody could log in.\n";

pub(crate) fn site() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    write(place.path(), "secret.txt", SECRET);
    write(
        place.path(),
        "site/site.yaml",
        "title: Incidents\nbase_url: https://a.example/\n",
    );
    write(place.path(), "site/content/postmortems/login.md", TEXT);
    place
}

pub(crate) fn build(place: &TempDir, more: &[&str]) -> Ran {
    let ran = run(&place.path().join("site"), &[&["build"], more].concat(), &[]);
    let public = place.path().join("site/public");
    if public.is_dir() {
        let leaks = |bytes: &[u8]| bytes.windows(SECRET.len()).any(|part| part == SECRET.as_bytes());
        assert!(!tree(&public).values().any(|bytes| leaks(bytes)), "{}", ran.err);
    }
    ran
}

pub(crate) fn page(place: &TempDir, name: &str) -> bool {
    place
        .path()
        .join("site/public/postmortems")
        .join(name)
        .join("index.html")
        .is_file()
}

#[cfg(unix)]
#[test]
fn characters_that_xml_cannot_hold_stay_out_of_feeds_and_pages() {
    let place = site();
    let body = TEXT.replace("title: Login down\n", "");
    let dead = format!("{body}\n![bell&#7;](gone&#27;.svg) [up](&#1;)\n");
    write(place.path(), "site/content/postmortems/dead.md", dead);
    for name in [
        "bell\u{7}.md",
        "non\u{ffff}character.md",
        "escape\u{1b}[31m.md",
        "line\nend.md",
        "tab\tand\u{fffe}.md",
    ] {
        write(place.path(), &format!("site/content/postmortems/{name}"), &body);
    }
    write(place.path(), "site/content/pages/odd\u{1}page.md", "Words.\n");
    let broken = format!("{body}\n![a](gone.svg)\n");
    write(
        place.path(),
        "site/content/postmortems/a\n::error::b\u{1b}.md",
        broken,
    );
    let ran = build(&place, &["--keep-going"]);
    // A name is no command for a terminal, or for a runner of jobs.
    assert!(
        !ran.err.contains('\u{1b}') && !ran.err.lines().any(|line| line.starts_with("::")),
        "{}",
        ran.err
    );
    assert_eq!(ran.code, 1, "{}", ran.err);
    let odd = |char: char| {
        (char.is_control() && char != '\n' && char != '\t') || matches!(char, '\u{fffe}' | '\u{ffff}')
    };
    let mut feeds = 0;
    for (name, bytes) in tree(&place.path().join("site/public")) {
        if name.ends_with(".html") {
            assert!(!String::from_utf8(bytes).unwrap().contains(odd), "{name}");
        } else if name.ends_with(".xml") {
            let text = String::from_utf8(bytes).unwrap();
            assert!(!text.contains(odd), "{name}");
            let mut reader = quick_xml::Reader::from_str(&text);
            while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
            feeds += 1;
        }
    }
    assert!(feeds > 1);
}

#[test]
fn a_name_of_the_file_that_every_folder_has_stops_nothing() {
    let place = site();
    let slug = TEXT.replace("title", "slug: INDEX.html\ntitle");
    write(place.path(), "site/content/postmortems/slug.md", slug);
    write(place.path(), "site/content/postmortems/index.html.md", TEXT);
    write(place.path(), "site/content/pages/index.html.md", "# Words\n");
    let ran = build(&place, &["--keep-going"]);
    assert!(
        ran.err.contains("`INDEX.html` cannot be part of a URL"),
        "{}",
        ran.err
    );
    assert!(page(&place, "login") && page(&place, "index-html"), "{}", ran.err);
}

#[cfg(target_os = "linux")]
#[test]
fn files_that_differ_only_in_letter_case_are_named_and_the_rest_is_built() {
    let place = site();
    let folder = "site/content/postmortems";
    write(place.path(), &format!("{folder}/Graph.svg"), "<svg/>");
    write(place.path(), &format!("{folder}/graph.svg"), "<svg/>");
    let text = format!("{TEXT}\n![a](Graph.svg) ![b](graph.svg)\n");
    write(place.path(), &format!("{folder}/both.md"), text);
    let ran = build(&place, &[]);
    assert!(
        ran.code == 1 && ran.err.contains("differ only in letter case"),
        "{}",
        ran.err
    );
    let ran = build(&place, &["--keep-going"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(page(&place, "login") && !page(&place, "both"));
}

#[cfg(target_os = "linux")]
#[test]
fn assets_of_a_theme_that_differ_only_in_letter_case_are_named() {
    let place = site();
    write(place.path(), "site/themes/default/assets/Site.CSS", "body{}");
    let ran = build(&place, &["--keep-going"]);
    assert!(
        ran.code == 1 && ran.err.contains("differ only in letter case"),
        "{}",
        ran.err
    );
    assert!(page(&place, "login"));
}

#[cfg(unix)]
#[test]
fn links_out_of_the_site_publish_nothing() {
    use std::os::unix::fs::symlink;
    let place = site();
    let at = |name: &str| place.path().join(name);
    fs::create_dir_all(at("outside/assets")).unwrap();
    fs::copy(at("secret.txt"), at("outside/assets/secret.txt")).unwrap();
    fs::create_dir_all(at("site/themes/default/assets")).unwrap();
    symlink(at("secret.txt"), at("site/themes/default/assets/one.txt")).unwrap();
    symlink(at("outside"), at("site/themes/default/assets/folder")).unwrap();
    build(&place, &[]);
    fs::remove_dir_all(at("site/themes")).unwrap();
    fs::create_dir(at("site/themes")).unwrap();
    symlink(at("outside"), at("site/themes/default")).unwrap();
    let ran = build(&place, &["--keep-going"]);
    assert!(ran.err.contains("leads out of the site"), "{}", ran.err);
    assert!(page(&place, "login"));
    fs::remove_dir_all(at("site/themes")).unwrap();
    fs::create_dir(at("themes")).unwrap();
    fs::rename(at("outside"), at("themes/default")).unwrap();
    symlink(at("themes"), at("site/themes")).unwrap();
    let ran = build(&place, &["--keep-going"]);
    assert!(ran.err.contains("leads out of the site"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn an_import_copies_nothing_from_outside_its_folder() {
    let place = site();
    let text = format!("{TEXT}\n![a](../secret.txt) ![b](link.png) ![c](own.png)\n");
    write(place.path(), "in/one.md", text);
    write(place.path(), "in/own.png", "own");
    std::os::unix::fs::symlink("../secret.txt", place.path().join("in/link.png")).unwrap();
    let site = place.path().join("site");
    let ran = run(&site, &["import", "markdown", "../in"], &[]);
    let files = tree(&site);
    let holds = |words: &str| files.values().any(|bytes| bytes == words.as_bytes());
    assert!(holds("own") && !holds(SECRET), "{}{}", ran.out, ran.err);
}

/// A file is changed for a link, and back, all the time while builds run.
#[cfg(unix)]
#[test]
fn a_file_that_is_swapped_for_a_link_while_a_build_runs_publishes_nothing() {
    let place = site();
    let graph = place.path().join("site/content/postmortems/graph.svg");
    let text = format!("{TEXT}\n![a](graph.svg)\n");
    write(place.path(), "site/content/postmortems/login.md", text);
    fs::write(&graph, "<svg/>").unwrap();
    while_swapped(&graph, &place.path().join("secret.txt"), || {
        for _ in 0..15 {
            build(&place, &["--keep-going"]);
        }
    });
}

/// Puts a link to what lies outside in place of a file and the file back again, all the time that something runs.
#[cfg(unix)]
fn while_swapped(file: &Path, secret: &Path, runs: impl FnOnce()) {
    use std::os::unix::fs::symlink;
    use std::sync::atomic::{AtomicBool, Ordering};
    let text = fs::read(file).unwrap();
    let pause = || std::thread::sleep(std::time::Duration::from_micros(300));
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let beside = file.with_file_name(".beside");
            while !done.load(Ordering::Relaxed) {
                symlink(secret, &beside).unwrap();
                fs::rename(&beside, file).unwrap();
                pause();
                fs::write(&beside, &text).unwrap();
                fs::rename(&beside, file).unwrap();
                pause();
            }
        });
        runs();
        done.store(true, Ordering::Relaxed);
    });
}

#[cfg(unix)]
#[test]
fn a_file_that_is_swapped_for_a_link_while_it_is_imported_is_not_followed() {
    let place = site();
    let notes = place.path().join("notes");
    for number in 0..40 {
        write(&notes, &format!("{number}.md"), TEXT);
    }
    let posts = place.path().join("site/content/postmortems");
    while_swapped(&notes.join("20.md"), &place.path().join("secret.txt"), || {
        for _ in 0..10 {
            let ran = run(
                &place.path().join("site"),
                &["import", "markdown", "../notes"],
                &[],
            );
            assert!(matches!(ran.code, 0 | 1), "{}", ran.err);
            for (name, bytes) in tree(&posts) {
                let text = String::from_utf8_lossy(&bytes);
                assert!(!text.contains(SECRET), "`{name}`");
            }
            let _ = fs::remove_file(posts.join("20.md"));
        }
    });
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_that_leads_out_of_the_site() {
    use std::os::unix::fs::symlink;
    for (link, args) in [
        ("content/postmortems", &["new", "Login fails"][..]),
        ("content/postmortems", &["import", "markdown", "../notes"]),
        ("content", &["new", "Login fails"]),
        ("themes", &["theme", "copy", "postmortem.html"]),
        ("themes/default", &["theme", "copy", "postmortem.html"]),
    ] {
        let place = site();
        write(place.path(), "notes/a.md", TEXT);
        let (site, outside) = (place.path().join("site"), place.path().join("outside"));
        let at = site.join(link);
        let _ = fs::remove_dir_all(&at);
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        fs::create_dir(&outside).unwrap();
        symlink(&outside, &at).unwrap();
        let ran = run(&site, args, &[]);
        assert!(
            ran.code == 2 && ran.err.contains("leads out of the site"),
            "{args:?}: {}",
            ran.err
        );
        assert_eq!(fs::read_dir(&outside).unwrap().count(), 0, "{args:?}");
        // Inside the site a link may stand.
        fs::remove_file(&at).unwrap();
        fs::create_dir_all(site.join("elsewhere")).unwrap();
        symlink(site.join("elsewhere"), &at).unwrap();
        assert_eq!(run(&site, args, &[]).code, 0, "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_of_the_cache_that_is_a_link_stops_nothing_and_is_left_alone() {
    let place = site();
    write(
        place.path(),
        "site/site.yaml",
        "title: Incidents\nbase_url: https://a.example/\ncards: true\n",
    );
    let elsewhere = place.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    for target in [
        elsewhere.as_path(),
        place.path(),
        Path::new("/"),
        Path::new("public"),
    ] {
        std::os::unix::fs::symlink(target, place.path().join("site/.nevertwice")).unwrap();
        let ran = build(&place, &[]);
        assert_eq!(ran.code, 0, "{}: {}", target.display(), ran.err);
        fs::remove_file(place.path().join("site/.nevertwice")).unwrap();
    }
    assert!(tree(&elsewhere).len() == 1, "nothing but the folder itself");
}

#[test]
fn a_card_of_the_cache_that_was_changed_is_not_used() {
    let place = site();
    write(
        place.path(),
        "site/site.yaml",
        "title: Incidents\nbase_url: https://a.example/\ncards: true\n",
    );
    assert_eq!(build(&place, &[]).code, 0);
    let public = place.path().join("site/public");
    let sound = tree(&public);
    let cards = place.path().join("site/.nevertwice/cards");
    let mut changed = 0;
    for entry in fs::read_dir(&cards).unwrap().collect::<Vec<_>>() {
        let path = entry.unwrap().path();
        // Through a link on the way of a new one a file of somebody else would be written.
        #[cfg(unix)]
        std::os::unix::fs::symlink(place.path().join("secret.txt"), path.with_extension("new")).unwrap();
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x40;
        fs::write(&path, bytes).unwrap();
        changed += 1;
    }
    assert!(changed > 0);
    fs::remove_dir_all(&public).unwrap();
    assert_eq!(build(&place, &[]).code, 0);
    assert!(tree(&public) == sound);
    assert_eq!(
        fs::read_to_string(place.path().join("secret.txt")).unwrap(),
        SECRET
    );
}

#[test]
fn what_only_some_pages_need_stops_no_build_that_keeps_going() {
    let settings = "title: Incidents\nbase_url: https://a.example/\n";
    for (name, text, said) in [
        (
            "site.yaml",
            format!("{settings}theme_options:\n  logo: content/gone.svg\n"),
            "logo",
        ),
        (
            "site.yaml",
            format!("{settings}theme_options:\n  footer: \"[a](gone.md)\"\n"),
            "gone.md",
        ),
        (
            "site.yaml",
            format!("{settings}theme_options:\n  colours: {{accent: nonsense}}\n"),
            "nonsense",
        ),
        ("site.yaml", format!("{settings}hours: nonsense\n"), "hours"),
        (
            "themes/default/templates/actions.html",
            "{% broken".to_owned(),
            "actions.html",
        ),
        (
            "themes/default/templates/postmortem.html",
            "{{ page.no.such.thing }}".to_owned(),
            "postmortem.html",
        ),
    ] {
        let place = site();
        write(place.path(), &format!("site/{name}"), &text);
        let ran = build(&place, &[]);
        assert_eq!(ran.code, 1, "{text}: {}", ran.err);
        let ran = build(&place, &["--keep-going"]);
        assert!(ran.code == 1 && ran.err.contains(said), "{text}: {}", ran.err);
        assert!(page(&place, "login"), "{text}: {}", ran.err);
    }
}

/// `--fix` puts a mended file in place of the one that a name leads to: a link to it stays, and of other names it is told
/// that they keep the old text.
#[cfg(unix)]
#[test]
fn links_stay_where_a_file_is_fixed() {
    let place = site();
    let at = |name: &str| place.path().join(name);
    let text = format!("{TEXT}\n## Timeline\n\n- 10.05 UTC - Detected: an alert on failed logins\n");
    fs::write(at("report.md"), &text).unwrap();
    fs::hard_link(at("report.md"), at("copy.md")).unwrap();
    std::os::unix::fs::symlink("report.md", at("link.md")).unwrap();
    let ran = run(place.path(), &["check", "--fix", "link.md"], &[]);
    assert!(
        ran.out.contains("report.md` (hard links) keep the old text"),
        "{}{}",
        ran.out,
        ran.err
    );
    assert!(at("link.md").is_symlink());
    assert!(
        fs::read_to_string(at("report.md"))
            .unwrap()
            .contains("- 10:05 UTC")
    );
    assert_eq!(fs::read_to_string(at("copy.md")).unwrap(), text);
    let ran = run(place.path(), &["check", "--fix", "link.md"], &[]);
    assert!(!ran.out.contains("hard links"), "{}", ran.out);
}
