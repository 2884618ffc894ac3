//! The output as a transaction: what it writes, what it leaves alone, and what it never touches.

use nevertwice::output::{self, Error, MANIFEST, Output, Summary};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder, and an output folder in it that does not exist yet.
fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().canonicalize().unwrap().join("public");
    (folder, out)
}

fn build(out: &Path, files: &[(&str, &str)]) -> Result<Summary, Error> {
    let output = Output::plan(out, files.iter().map(|&(path, _)| path.to_owned()))?;
    for (path, text) in files {
        output.put(path, text.as_bytes())?;
    }
    output.finish()
}

fn read(out: &Path, path: &str) -> String {
    fs::read_to_string(out.join(path)).unwrap()
}

/// Every file below a folder, sorted.
fn files(folder: &Path) -> Vec<String> {
    let mut files: Vec<_> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.unwrap())
        .filter(|entry| !entry.file_type().is_dir())
        .map(|entry| entry.path().strip_prefix(folder).unwrap().display().to_string())
        .collect();
    files.sort();
    files
}

const SITE: &[(&str, &str)] = &[
    ("index.html", "<p>one</p></html>"),
    ("postmortems/a/index.html", "<p>a</p></html>"),
    ("postmortems/b/index.html", "<p>b</p></html>"),
    ("style.css", "p {}"),
];

#[test]
fn a_first_build_writes_all_and_a_second_nothing() {
    let (folder, out) = place();
    let first = build(&out, SITE).unwrap();
    assert_eq!((first.written, first.unchanged, first.removed), (4, 0, 0));
    let written = |path: &str| fs::metadata(out.join(path)).unwrap().modified().unwrap();
    let before = (written("index.html"), written(MANIFEST));
    let second = build(&out, SITE).unwrap();
    assert_eq!((second.written, second.unchanged, second.removed), (0, 4, 0));
    assert_eq!((written("index.html"), written(MANIFEST)), before);
    let left = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 1, "no staging folder is left");
}

#[test]
fn only_what_changed_is_written_and_what_is_gone_is_removed_with_its_folder() {
    let (_folder, out) = place();
    build(&out, SITE).unwrap();
    let next = [("index.html", "<p>two</p></html>"), SITE[1], SITE[3]];
    let summary = build(&out, &next).unwrap();
    let counts = (summary.written, summary.unchanged, summary.removed);
    assert_eq!(counts, (1, 2, 1));
    assert_eq!(read(&out, "index.html"), "<p>two</p></html>");
    assert!(!out.join("postmortems/b").exists());
    assert!(!read(&out, MANIFEST).contains("postmortems/b"));
}

#[test]
fn a_file_that_is_missing_or_half_there_heals() {
    let (_folder, out) = place();
    build(&out, SITE).unwrap();
    fs::write(out.join("index.html"), "<p>on").unwrap();
    fs::write(out.join("postmortems/b/index.html"), "").unwrap();
    fs::remove_file(out.join("style.css")).unwrap();
    let summary = build(&out, SITE).unwrap();
    assert_eq!(summary.written, 3);
    assert_eq!(read(&out, "index.html"), "<p>one</p></html>");
    assert_eq!(read(&out, "postmortems/b/index.html"), "<p>b</p></html>");
    assert_eq!(read(&out, "style.css"), "p {}");
}

#[test]
fn what_somebody_put_in_place_of_our_files_is_neither_overwritten_nor_removed() {
    let (folder, out) = place();
    build(&out, SITE).unwrap();
    // As long as ours, and longer.
    for words in ["<p>oNe</p></html>", "<p>one</p></html> and a note"] {
        fs::write(out.join("index.html"), words).unwrap();
        let before = files(folder.path());
        let error = build(&out, &SITE[..2]).unwrap_err();
        assert!(matches!(&error, Error::Changed(paths) if paths[0].ends_with("index.html")));
        assert_eq!(read(&out, "index.html"), words);
        assert_eq!(files(folder.path()), before, "nothing else has changed");
    }
    fs::remove_file(out.join("index.html")).unwrap();
    // It stays where no page needs its place, and is nobody's business from then on.
    fs::write(out.join("style.css"), "mine").unwrap();
    assert_eq!(build(&out, &SITE[..2]).unwrap().kept, ["style.css"]);
    assert_eq!(build(&out, &SITE[..2]).unwrap().kept, [""; 0]);
    assert_eq!(read(&out, "style.css"), "mine");
    let found = build(&out, SITE);
    assert!(matches!(found, Err(Error::Strangers(_))));
}

#[test]
fn a_forged_manifest_gives_away_no_file() {
    let (_folder, out) = place();
    build(&out, SITE).unwrap();
    fs::write(out.join("CNAME"), "example.org").unwrap();
    fs::create_dir(out.join("x")).unwrap();
    fs::write(out.join("x/y"), "mine").unwrap();
    let hash = blake3::hash(b"another").to_hex();
    let forged = format!("\"files\": {{\"CNAME\": \"{hash}\", \"x/y\": \"\",");
    let manifest = read(&out, MANIFEST).replace("\"files\": {", &forged);
    fs::write(out.join(MANIFEST), manifest).unwrap();
    // Where a file is to be in place of the folder of another, nobody's work makes room.
    let found = build(&out, &[("x", "page")]);
    assert!(
        matches!(&found, Err(Error::Changed(paths)) if paths[0].ends_with("x/y")),
        "{found:?}"
    );
    assert_eq!(build(&out, SITE).unwrap().kept, ["CNAME", "x/y"]);
    assert_eq!(
        (read(&out, "CNAME"), read(&out, "x/y")),
        ("example.org".to_owned(), "mine".to_owned())
    );
}

#[test]
fn a_build_that_is_killed_twice_knows_its_files() {
    let (_folder, out) = place();
    build(&out, &[("a", "1"), ("b", "1")]).unwrap();
    let first = read(&out, MANIFEST);
    // Killed when `a` was put in place, and again when nothing was: what is there is of two builds.
    let hash = |word: &str| blake3::hash(word.as_bytes()).to_hex();
    let killed = |now: &str, before: [&str; 2]| {
        let [a, b] = before.map(hash);
        let now = hash(now);
        let files = format!("\"files\": {{\"a\": \"{now}\", \"b\": \"{now}\"}}");
        let before = format!("\"before\": {{\"a\": \"{a}\", \"b\": \"{b}\"}}");
        fs::write(
            out.join(MANIFEST),
            format!("{{\"version\": 1, {files}, {before}}}"),
        )
        .unwrap();
    };
    killed("2", ["1", "1"]);
    fs::write(out.join("a"), "2").unwrap();
    build(&out, &[("a", "3"), ("b", "3")]).unwrap();
    assert_eq!(
        (read(&out, "a"), read(&out, "b")),
        ("3".to_owned(), "3".to_owned())
    );
    build(&out, &[("a", "1"), ("b", "1")]).unwrap();
    assert_eq!(read(&out, MANIFEST), first);
}

#[test]
fn strangers_are_left_alone_and_keep_their_folders() {
    let (_folder, out) = place();
    build(&out, SITE).unwrap();
    fs::write(out.join("CNAME"), "example.org").unwrap();
    fs::write(out.join("postmortems/b/notes.txt"), "mine").unwrap();
    build(&out, &SITE[..2]).unwrap();
    assert_eq!(read(&out, "CNAME"), "example.org");
    assert_eq!(read(&out, "postmortems/b/notes.txt"), "mine");
    assert!(!out.join("postmortems/b/index.html").exists());
}

#[test]
fn a_stranger_in_the_way_stops_the_build_before_anything_is_written() {
    let (folder, out) = place();
    build(&out, &SITE[..1]).unwrap();
    fs::create_dir_all(out.join("postmortems/a")).unwrap();
    fs::write(out.join("postmortems/a/index.html"), "mine").unwrap();
    let before = files(folder.path());
    let next: Vec<_> = SITE.iter().map(|&(path, _)| (path, "new</html>")).collect();
    let error = build(&out, &next).unwrap_err();
    assert!(matches!(&error, Error::Strangers(paths) if paths[0].ends_with("postmortems/a/index.html")));
    let words = "postmortems/a/index.html`: not created by nevertwice";
    assert!(error.to_string().contains(words), "{error}");
    assert_eq!(files(folder.path()), before);
    assert_eq!(read(&out, "index.html"), SITE[0].1);
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let (_folder, out) = place();
    build(&out, &[("x", "file"), ("y/z", "inside")]).unwrap();
    build(&out, &[("x/z", "inside"), ("y", "file")]).unwrap();
    assert_eq!(files(&out), [MANIFEST, "x/z", "y"]);
    fs::write(out.join("x/stranger"), "mine").unwrap();
    let found = build(&out, &[("x", "file")]);
    assert!(matches!(found, Err(Error::Strangers(_))));
}

#[test]
fn a_build_that_is_dropped_changes_nothing() {
    let (folder, out) = place();
    build(&out, SITE).unwrap();
    let before = files(folder.path());
    let output = Output::plan(&out, ["index.html".to_owned(), "new.html".to_owned()]).unwrap();
    output.put("index.html", b"new").unwrap();
    assert!(matches!(output.finish(), Err(Error::Unrendered(path)) if path == "new.html"));
    assert_eq!(files(folder.path()), before);
    assert_eq!(read(&out, "index.html"), SITE[0].1);
}

#[test]
fn what_a_killed_build_left_is_removed_and_the_next_build_heals() {
    let (folder, out) = place();
    build(&out, SITE).unwrap();
    // Killed after the manifest of old and new, and after one file of the new site.
    let staging = folder.path().join(".nevertwice-staging-public");
    fs::create_dir(&staging).unwrap();
    fs::write(staging.join(".nevertwice-lock"), "").unwrap();
    fs::write(staging.join("17"), "half a pa").unwrap();
    fs::write(out.join(".nevertwice-temporary"), "half").unwrap();
    let both = read(&out, MANIFEST);
    let new = format!(
        "\"new/page.html\": \"{}\",\n    \"style.css\"",
        blake3::hash(b"new</html>")
    );
    let both = both.replace("\"style.css\"", &new);
    fs::write(out.join(MANIFEST), both).unwrap();
    fs::create_dir(out.join("new")).unwrap();
    fs::write(out.join("new/page.html"), "new</html>").unwrap();
    build(&out, SITE).unwrap();
    assert!(!staging.exists());
    let (_other, fresh) = place();
    build(&fresh, SITE).unwrap();
    assert_eq!(files(&out), files(&fresh));
    assert_eq!(read(&out, MANIFEST), read(&fresh, MANIFEST));
}

#[test]
fn where_no_folder_can_be_made_beside_the_output_the_build_waits_in_it() {
    let (folder, out) = place();
    build(&out, SITE).unwrap();
    fs::write(
        folder.path().join(".nevertwice-staging-public"),
        "a file of somebody's",
    )
    .unwrap();
    let output = Output::plan(&out, ["index.html".to_owned()]).unwrap();
    output.put("index.html", b"<p>two</p></html>").unwrap();
    assert_eq!(read(&out, "index.html"), SITE[0].1, "nothing has changed yet");
    output.finish().unwrap();
    assert_eq!(files(&out), [MANIFEST, "index.html"]);
    assert_eq!(read(&out, "index.html"), "<p>two</p></html>");
}

/// Only a folder with the lock of a build, and with nothing else than builds leave in it, is ours.
#[test]
fn a_folder_of_somebody_elses_in_the_place_of_the_staging_folder_stays() {
    let (folder, out) = place();
    let staging = folder.path().join(".nevertwice-staging-public");
    fs::create_dir(&staging).unwrap();
    let strangers = [("17", false), ("notes.txt", false), ("notes.txt", true)];
    for (name, lock) in strangers {
        let file = staging.join(name);
        fs::write(&file, "somebody's").unwrap();
        if lock {
            fs::write(staging.join(".nevertwice-lock"), "").unwrap();
        }
        let planned = Output::plan(&out, ["index.html".to_owned()]);
        assert!(matches!(planned, Err(Error::Strangers(paths)) if paths == [file.clone()]));
        // Where there is an output folder, the build waits in it.
        fs::create_dir(&out).unwrap();
        build(&out, SITE).unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "somebody's");
        fs::remove_file(&file).unwrap();
        fs::remove_dir_all(&out).unwrap();
    }
}

/// What somebody puts there while a build runs stays, too.
#[test]
fn a_build_removes_its_own_files_alone_from_the_staging_folder() {
    let (folder, out) = place();
    let output = Output::plan(&out, ["index.html".to_owned()]).unwrap();
    let notes = folder.path().join(".nevertwice-staging-public/notes.txt");
    fs::write(&notes, "somebody's").unwrap();
    output.put("index.html", b"<p>two</p></html>").unwrap();
    output.finish().unwrap();
    assert_eq!(fs::read_to_string(&notes).unwrap(), "somebody's");
    assert_eq!(fs::read_dir(notes.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let (_folder, out) = place();
    let first = Output::plan(&out, ["a".to_owned()]).unwrap();
    let second = Output::plan(&out, ["a".to_owned()]);
    assert!(matches!(second, Err(Error::Busy(_))));
    first.put("a", b"1").unwrap();
    first.finish().unwrap();
    assert_eq!(read(&out, "a"), "1");
}

#[test]
fn assets_are_copied_and_copied_again_only_when_they_change() {
    let (folder, out) = place();
    let asset = folder.path().join("graph.png");
    fs::write(&asset, "picture").unwrap();
    let copy = || {
        let output = Output::plan(&out, ["graph.png".to_owned()]).unwrap();
        output.copy("graph.png", File::open(&asset).unwrap()).unwrap();
        output.finish().unwrap().written
    };
    assert_eq!((copy(), copy()), (1, 0));
    fs::write(&asset, "pictura").unwrap();
    assert_eq!((copy(), read(&out, "graph.png")), (1, "pictura".to_owned()));
}

#[test]
fn paths_that_climb_or_collide_are_refused() {
    let (folder, out) = place();
    for path in ["../x", "/x", "a/../x", "a//b", "", "a\\b", MANIFEST] {
        let found = build(&out, &[(path, "x")]);
        assert!(matches!(found, Err(Error::Unsound(_))), "{path}");
    }
    for (one, other) in [("Tags/api/x.html", "tags/API/x.html"), ("a", "a/b"), ("a", "A/b")] {
        let found = build(&out, &[(one, "x"), (other, "y")]);
        assert!(matches!(found, Err(Error::Collision(..))), "{one} and {other}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_manifest_that_leads_outside_or_is_broken_removes_nothing() {
    let (folder, out) = place();
    build(&out, SITE).unwrap();
    fs::write(folder.path().join("precious"), "mine").unwrap();
    let climbs = r#"{"version":1,"files":{"../precious":""}}"#;
    for text in [climbs, "{", r#"{"version":9,"files":{}}"#] {
        fs::write(out.join(MANIFEST), text).unwrap();
        let found = build(&out, &SITE[..1]);
        assert!(matches!(found, Err(Error::Manifest { .. })));
    }
    assert!(folder.path().join("precious").exists());
    assert!(out.join("style.css").exists());
}

#[cfg(unix)]
#[test]
fn links_in_the_output_folder_are_not_followed() {
    use std::os::unix::fs::symlink;
    let (folder, out) = place();
    let elsewhere = folder.path().join("elsewhere");
    fs::create_dir_all(elsewhere.join("a")).unwrap();
    fs::write(elsewhere.join("a/index.html"), "theirs").unwrap();
    build(&out, SITE).unwrap();
    fs::remove_dir_all(out.join("postmortems")).unwrap();
    symlink(&elsewhere, out.join("postmortems")).unwrap();
    assert!(matches!(build(&out, SITE), Err(Error::Strangers(_))));
    // As stale files they would lie behind the link.
    build(&out, &SITE[..1]).unwrap();
    assert_eq!(read(&elsewhere, "a/index.html"), "theirs");
    fs::remove_file(out.join("index.html")).unwrap();
    symlink(elsewhere.join("a/index.html"), out.join("index.html")).unwrap();
    assert!(matches!(build(&out, &SITE[..1]), Err(Error::Strangers(_))));
    assert_eq!(read(&elsewhere, "a/index.html"), "theirs");
}

#[test]
fn folders_that_must_not_be_written_to_are_refused() {
    let (folder, _) = place();
    let root = folder.path().join("site");
    fs::create_dir_all(root.join("content/postmortems")).unwrap();
    fs::create_dir_all(root.join("themes/own")).unwrap();
    fs::write(root.join("site.yaml"), "").unwrap();
    let refused = |out: &Path| matches!(output::resolve(out, &root), Err(Error::Refused { .. }));
    assert!(refused(&root));
    assert!(refused(folder.path()));
    assert!(refused(Path::new("/")));
    let inside = [
        "content",
        "content/postmortems/public",
        "themes/public",
        "site.yaml",
    ];
    for name in inside.into_iter().chain(["x/../content/y", ".", "public/.."]) {
        assert!(refused(&root.join(name)), "{name}");
    }
    for name in ["public", "content-public", "../elsewhere/deep"] {
        assert!(output::resolve(&root.join(name), &root).is_ok(), "{name}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(root.join("content"), root.join("public")).unwrap();
        assert!(refused(&root.join("public")));
    }
}

#[test]
fn the_home_folder_is_refused() {
    let (folder, _) = place();
    let home = std::env::home_dir().unwrap();
    let found = output::resolve(&home, folder.path());
    assert!(matches!(found, Err(Error::Refused { why, .. }) if why.contains("home")));
}

#[test]
fn a_system_that_refuses_is_named_with_the_file() {
    let (folder, _) = place();
    fs::write(folder.path().join("file"), "").unwrap();
    let error = build(&folder.path().join("file/public"), SITE).unwrap_err();
    assert!(error.to_string().contains("file/"), "{error}");
}
