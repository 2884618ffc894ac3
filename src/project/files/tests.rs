use super::*;
use crate::diagnostic::Level;
use crate::project::files::user_theme;
use crate::theme::ThemeFile;
use std::fs;

fn site(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in [(CONFIG, b"title: Test\n".as_slice())].iter().chain(files) {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

#[test]
fn files_are_told_apart_and_sorted() {
    let site = site(&[
        ("content/postmortems/b.md", b"b"),
        ("content/postmortems/2024/a.md", b"a"),
        ("content/postmortems/with-images/index.md", b"i"),
        ("content/postmortems/with-images/graph.png", b"png"),
        ("content/postmortems/.hidden.md", b"no"),
        ("content/.git/x.md", b"no"),
        ("content/pages/about.md", b"about"),
        ("content/pages/deep/no-page.md", b"about"),
    ]);
    let sources = load(site.path()).unwrap();
    let paths = |list: &[Arc<Source>]| list.iter().map(|source| source.path.clone()).collect::<Vec<_>>();
    assert_eq!(
        paths(&sources.postmortems),
        [
            "content/postmortems/2024/a.md",
            "content/postmortems/b.md",
            "content/postmortems/with-images/index.md"
        ]
    );
    assert_eq!(paths(&sources.pages), ["content/pages/about.md"]);
    let told: Vec<_> = sources
        .problems
        .iter()
        .map(|one| (one.level, &*one.path))
        .collect();
    assert_eq!(told, [(Level::Warn, "content/pages/deep/no-page.md")]);
    assert_eq!(
        sources.files.keys().collect::<Vec<_>>(),
        [
            "content/pages/deep/no-page.md",
            "content/postmortems/with-images/graph.png"
        ]
    );
}

#[test]
fn what_cannot_be_read_is_a_problem_and_the_rest_is_read() {
    let site = site(&[
        ("content/postmortems/good.md", b"good"),
        ("content/postmortems/folder.md/index.md", b"inside"),
        ("content/postmortems/latin.md", b"caf\xe9"),
    ]);
    let sources = load(site.path()).unwrap();
    assert_eq!(sources.postmortems.len(), 3);
    assert_eq!(sources.problems.len(), 1);
    assert_eq!(sources.problems[0].path, "content/postmortems/folder.md");
    let latin = sources
        .postmortems
        .iter()
        .find(|source| source.path.contains("latin"));
    assert_eq!(latin.unwrap().problems.len(), 1);
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out_of_the_content() {
    let site = site(&[
        ("content/postmortems/a.md", b"a"),
        ("content/real.png", b"png"),
        ("secret.txt", b"s"),
    ]);
    let at = |name: &str| site.path().join(name);
    std::os::unix::fs::symlink(at("secret.txt"), at("content/leak.txt")).unwrap();
    std::os::unix::fs::symlink(at("content/real.png"), at("content/inside.png")).unwrap();
    std::os::unix::fs::symlink(at("content/postmortems/a.md"), at("content/postmortems/b.md")).unwrap();
    std::os::unix::fs::symlink(at("content"), at("content/loop")).unwrap();
    let sources = load(site.path()).unwrap();
    assert_eq!(
        sources.files.keys().collect::<Vec<_>>(),
        ["content/inside.png", "content/real.png"]
    );
    assert_eq!(sources.postmortems.len(), 1);
    let paths: Vec<&str> = sources
        .problems
        .iter()
        .map(|problem| problem.path.as_str())
        .collect();
    assert_eq!(paths, ["content/loop", "content/postmortems/b.md"]);
}

#[test]
fn paths_are_shown_from_where_the_user_is() {
    for (path, here, shown) in [
        ("/site/content/a.md", "/site", "content/a.md"),
        (
            "/site/content/postmortems/a.md",
            "/site/content/pages",
            "../postmortems/a.md",
        ),
        ("/site", "/site/content", ".."),
        ("/work/out", "/work/site/content", "../../out"),
        ("/work/out", "/home/ada", "/work/out"),
        ("/a/out", "/a/1/2/3/4", "/a/out"),
        ("/a/out", "/", "a/out"),
    ] {
        assert_eq!(
            beside(Path::new(path), Path::new(here)),
            Path::new(shown),
            "{path} {here}"
        );
    }
}

#[test]
fn the_nearest_site_upwards_holds_a_file() {
    let site = site(&[("content/postmortems/a.md", b"a")]);
    let file = site.path().join("content/postmortems/a.md");
    assert_eq!(site_of(&file).as_deref(), Some(site.path()));
    assert_eq!(site_of(site.path()).as_deref(), Some(site.path()));
}

#[test]
fn a_theme_is_read_by_name_and_never_from_elsewhere() {
    let large = vec![b' '; MAX_BYTES + 1];
    let site = site(&[
        (
            "site.yaml",
            b"theme: own\ntheme_options: {logo: content/logo.svg}\n",
        ),
        ("content/postmortems/a.md", b"a"),
        ("content/logo.svg", b"<svg/>"),
        ("themes/own/templates/base.html", b"<html>"),
        ("themes/own/assets/large.css", &large),
        ("themes/other/templates/.keep", b""),
    ]);
    let mut sources = load(site.path()).unwrap();
    let (theme, problems) = (sources.user_theme.clone(), sources.theme_errors.clone());
    assert_eq!(
        theme.files,
        [ThemeFile {
            path: "templates/base.html".to_owned(),
            bytes: b"<html>".to_vec()
        }]
    );
    assert_eq!(theme.names, ["other", "own"]);
    assert_eq!(theme.logo.as_deref(), Some(&b"<svg/>"[..]));
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].path, "themes/own/assets/large.css");
    for name in ["../content", "none"] {
        sources.settings.theme.value = name.to_owned();
        let (theme, _) = user_theme::read(&sources.root, &sources.settings, &sources.files);
        assert!(theme.files.is_empty());
    }
}
