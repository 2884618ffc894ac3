#![expect(clippy::disallowed_methods, reason = "a site is files on a disk")]

use super::*;
use crate::diagnostic::RuleName;
use crate::project::files::tree::Tree;
use crate::project::{self, Project};
use crate::span::Span;
use std::fs;
use std::path::Path;

const GOOD: &str = "---\ntitle: Login down\nservices: [web]\nroot_cause: capacity\nstatus: closed\n\
                    started: 2024-02-12 01:00 UTC\nresolved: 2024-02-12 02:00 UTC\n---\n\nNobody could log in.\n";

/// A fault: its name, the file that has it, the text of it, and whether a build is refused for it.
type Case = (&'static str, &'static str, String, bool);

fn cases() -> Vec<Case> {
    let published = |name, from: &str, to: &str| {
        assert!(GOOD.contains(from), "{from}");
        (
            name,
            "content/postmortems/login.md",
            GOOD.replacen(from, to, 1),
            true,
        )
    };
    let page = |name, path, text: &str| (name, path, text.to_owned(), true);
    let config = |name, text: &str| (name, "site.yaml", format!("title: A\n{text}"), true);
    vec![
        published("front matter that is not closed", "\n---\n\n", "\n\n"),
        published("broken YAML", "services: [web]", "services: [web"),
        published("a key twice", "services:", "title: again\nservices:"),
        published("an unknown key", "services:", "servces: [web]\nservices:"),
        published(
            "a value of the wrong type",
            "services: [web]",
            "services: [web]\nnear_miss: often",
        ),
        published("a fact that is missing", "services: [web]\n", ""),
        published("an unknown cause", "capacity", "gremlins"),
        published("an end before the start", "12 02:00", "12 00:30"),
        published("a dead link", "log in.", "log in: [why](why.md)."),
        published("a dead image", "log in.", "log in: ![graph](graph.png)."),
        published(
            "a related postmortem that is none",
            "services:",
            "related: [nobody]\nservices:",
        ),
        published("an id that another has", "services:", "id: other\nservices:"),
        page(
            "a dead link in a page",
            "content/pages/about.md",
            "[gone](gone.md)\n",
        ),
        page(
            "an unknown key of a page",
            "content/pages/about.md",
            "---\nroot_cause: capacity\n---\n\nUs.\n",
        ),
        page(
            "broken YAML of a page",
            "content/pages/about.md",
            "---\ntitle: [a\n---\n\nUs.\n",
        ),
        page("a reserved name", "content/pages/services.md", "Ours.\n"),
        page("a name that another page has", "content/pages/team.md", "Ours.\n"),
        config("broken YAML of the settings", "services: [a\n"),
        config("an unknown setting", "titel: B\n"),
        config("a rule that is none", "rules: {blamme: warn}\n"),
        config("a public field that is none", "public_fields: [titel]\n"),
        config("a theme that is none", "theme: nowhere\n"),
        config(
            "a colour that is none",
            "theme_options: {colours: {ink: blurple}}\n",
        ),
        config(
            "a dead link of the footer",
            "theme_options: {footer: '[gone](/gone/)'}\n",
        ),
        config("a heading of the footer", "theme_options: {footer: '# Foot'}\n"),
        page(
            "a template that cannot be read",
            "themes/own/templates/page.html",
            "{{ page.title\n",
        ),
        (
            "a draft",
            "content/postmortems/login.md",
            GOOD.replace("closed", "draft")
                .replace("log in.", "log in: [why](why.md)."),
            false,
        ),
        (
            "a rule that the settings turn off",
            "site.yaml",
            "title: A\nrules: {links-resolve: off}\n".to_owned(),
            false,
        ),
    ]
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn site(themed: bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        "site.yaml",
        if themed { "theme: own\n" } else { "title: A\n" },
    );
    write(folder.path(), "content/postmortems/login.md", GOOD);
    write(folder.path(), "content/postmortems/other.md", GOOD);
    write(folder.path(), "content/pages/about.md", "Us.\n");
    write(folder.path(), "content/pages/Team.md", "We.\n");
    if themed {
        let own = "{% extends \"nevertwice/default/page.html\" %}\n";
        write(folder.path(), "themes/own/templates/page.html", own);
    }
    folder
}

fn state(tree: &Tree, before: Option<&SiteState>) -> SiteState {
    state_of(tree.sources(), before)
}

fn state_of(sources: Sources, before: Option<&SiteState>) -> SiteState {
    let inputs = StateInputs {
        sources,
        as_of: None,
        profile: None,
    };
    SiteState::new(inputs, before)
}

#[test]
fn what_a_tracker_says_of_actions_holds_after_a_save_too() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "site.yaml", "title: A\n");
    let action = |text: &str| {
        format!("{GOOD}\n{text}\n\n## Action items\n\n- [ ] Add a node ([OPS-7](https://t.example/OPS-7))\n")
    };
    write(folder.path(), "content/postmortems/login.md", &action("One."));
    let export = Source::new(
        "issues.csv",
        b"key,url,state\nOPS-7,https://t.example/OPS-7,Done\n",
    );
    let tracker = crate::tracker::read(&export).0;
    let mut tree = Tree::read(folder.path()).unwrap();
    let tracked = |tree: &Tree| Sources {
        tracker: tracker.clone(),
        ..tree.sources()
    };
    let is_done = |state: &SiteState| {
        let item = state.site.archive().all().next().unwrap();
        assert_eq!(item.record.actions.len(), 1);
        item.record.actions[0].status.is_done()
    };
    let first = state_of(tracked(&tree), None);
    assert!(is_done(&first));
    write(folder.path(), "content/postmortems/login.md", &action("Two."));
    tree.refresh(None).unwrap();
    assert!(is_done(&state_of(tracked(&tree), Some(&first))));
    assert!(!is_done(&state(&tree, None)));
}

/// What a build refuses, drafts or not.
fn refused(root: &Path) -> BTreeSet<String> {
    let project = Project::read(project::load(root).unwrap(), || {});
    let site = project.site(|_| true, |_| true, None);
    let checked = project.check(&site, |_| true);
    checked.refused(false).into_iter().map(str::to_owned).collect()
}

/// What the preview calls broken among all files.
fn broken(state: &SiteState) -> BTreeSet<String> {
    let checked = state.check(|_| true);
    let paths = checked.refused(false);
    let faults = state.broken(&paths);
    let named: BTreeSet<String> = faults.into_iter().map(|(_, fault)| fault.path).collect();
    assert_eq!(named, paths.into_iter().map(str::to_owned).collect());
    named
}

#[test]
fn what_the_preview_calls_broken_is_what_a_build_refuses() {
    for (name, path, text, stops) in cases() {
        let folder = site(path.starts_with("themes/"));
        let root = folder.path();
        let mut tree = Tree::read(root).unwrap();
        let good = state(&tree, None);
        assert_eq!(
            (broken(&good), refused(root)),
            <_>::default(),
            "{name}: sound before"
        );
        write(root, path, &text);
        let expected = refused(root);
        assert_eq!(expected.contains(path), stops, "{name}: {expected:?}");
        tree.refresh(None).unwrap();
        let edited = state(&tree, Some(&good));
        assert_eq!(broken(&edited), expected, "{name}: after a save");
        let started = state(&Tree::read(root).unwrap(), None);
        assert_eq!(broken(&started), expected, "{name}: from the start");
    }
}

#[test]
fn the_last_good_page_stays_while_a_file_is_broken() {
    let folder = site(false);
    let root = folder.path();
    let mut tree = Tree::read(root).unwrap();
    let mut now = state(&tree, None);
    let shown = |state: &SiteState| {
        let route = state.site.route("postmortems/login/index.html").unwrap();
        String::from_utf8(state.render(route).unwrap()).unwrap()
    };
    let texts = [
        ("Nobody at all could log in.", true),
        ("Broken: [why](why.md).", false),
        ("Still broken: [why](why.md).", false),
        ("Whole again.", true),
    ];
    let mut good = "Nobody could log in.";
    for (text, is_good) in texts {
        write(
            root,
            "content/postmortems/login.md",
            &GOOD.replace("Nobody could log in.", text),
        );
        tree.refresh(None).unwrap();
        now = state(&tree, Some(&now));
        if is_good {
            good = text;
        }
        assert!(shown(&now).contains(good), "{text}");
        assert_eq!(broken(&now).is_empty(), is_good, "{text}");
    }
    // A link that leads nowhere is good as soon as its target is there.
    write(
        root,
        "content/postmortems/login.md",
        &GOOD.replace("log in.", "log in: [why](why.md)."),
    );
    tree.refresh(None).unwrap();
    now = state(&tree, Some(&now));
    assert!(shown(&now).contains("Whole again."));
    write(root, "content/postmortems/why.md", GOOD);
    tree.refresh(None).unwrap();
    now = state(&tree, Some(&now));
    assert!(shown(&now).contains("href=\"../why/\""));
}

#[test]
fn a_file_that_cannot_be_read_any_more_keeps_its_last_good_page() {
    let folder = site(false);
    let root = folder.path();
    let tree = Tree::read(root).unwrap();
    let texts = [
        ("content/postmortems/login.md", "postmortems/login/index.html"),
        ("content/pages/about.md", "about/index.html"),
    ];
    for (path, page) in texts {
        let mut unread = tree.sources();
        unread.postmortems.retain(|source| source.path != path);
        unread.pages.retain(|source| source.path != path);
        let problem = Diagnostic::error(RuleName::UnreadableFile, path, Span::default(), "no permission");
        unread.problems.push(problem);
        let mut broken_text = tree.sources();
        for source in broken_text.postmortems.iter_mut().chain(&mut broken_text.pages) {
            if source.path == path {
                let text = format!("{}\n[gone](gone.md)\n", source.text);
                *source = Arc::new(Source::new(path, text.as_bytes()));
            }
        }
        let shown = |state: &SiteState| {
            let route = state.site.route(page).unwrap();
            let page = String::from_utf8(state.render(route).unwrap()).unwrap();
            (page, state.shows_older(route))
        };
        let mut now = state(&tree, None);
        let (good, _) = shown(&now);
        // Looked at twice, it is still unreadable; then it can be read, and is refused.
        for sources in [unread.clone(), unread, broken_text] {
            now = state_of(sources, Some(&now));
            assert!(shown(&now) == (good.clone(), true), "{path}");
            assert_eq!(broken(&now), [path.to_owned()].into());
        }
        now = state(&tree, Some(&now));
        assert!(shown(&now) == (good, false), "{path}");
        assert_eq!(broken(&now), BTreeSet::new());
    }
}

#[test]
fn a_change_of_status_counts_for_those_that_bear_the_same_name() {
    let folder = site(false);
    let root = folder.path();
    let twin = |status: &str| {
        GOOD.replace("services:", "id: other\nservices:")
            .replace("closed", status)
    };
    write(root, "content/postmortems/login.md", &twin("closed"));
    let mut tree = Tree::read(root).unwrap();
    let mut now = state(&tree, None);
    for status in ["closed", "draft", "closed", "in-review", "draft"] {
        write(root, "content/postmortems/login.md", &twin(status));
        tree.refresh(None).unwrap();
        now = state(&tree, Some(&now));
        assert_eq!(broken(&now), refused(root), "{status}");
    }
}

#[test]
fn what_was_broken_from_the_start_is_shown_as_it_is_edited() {
    let folder = site(false);
    let root = folder.path();
    write(
        root,
        "content/postmortems/login.md",
        &GOOD.replace("log in.", "log in: [why](why.md)."),
    );
    let mut tree = Tree::read(root).unwrap();
    let first = state(&tree, None);
    write(
        root,
        "content/postmortems/login.md",
        &GOOD.replace("log in.", "pay: [why](why.md)."),
    );
    tree.refresh(None).unwrap();
    let edited = state(&tree, Some(&first));
    let route = edited.site.route("postmortems/login/index.html").unwrap();
    let page = String::from_utf8(edited.render(route).unwrap()).unwrap();
    assert!(page.contains("Nobody could pay"), "{page}");
    assert!(!edited.shows_older(route) && !broken(&edited).is_empty());
}
