//! What stands where a file is expected and is none, or is one without an end: it is refused, nobody waits, and the rest of the
//! site is built.
#![cfg(unix)]

use crate::names::{build, page, site};
use crate::support::{run, tree};
use std::fs;
use std::path::Path;

fn pipe(path: &Path) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let _ = fs::remove_file(path);
    assert!(
        std::process::Command::new("mkfifo")
            .arg(path)
            .status()
            .unwrap()
            .success()
    );
}

/// A file of holes, which takes no room on the disk.
fn holes(path: &Path) {
    fs::File::create(path).unwrap().set_len(1 << 40).unwrap();
}

/// A pipe without a writer keeps nobody waiting: this test would not end.
#[test]
fn pipes_in_the_place_of_files_are_refused() {
    let place = site();
    let at = |name: &str| place.path().join("site").join(name);
    assert_eq!(build(&place, &[]).code, 0);
    pipe(&at("public/.nevertwice-manifest.json"));
    let ran = build(&place, &[]);
    assert!(ran.code == 2 && ran.err.contains("cannot read"), "{}", ran.err);
    fs::remove_dir_all(at("public")).unwrap();
    assert_eq!(build(&place, &[]).code, 0);
    // Where the folder beside the output is no use, the build waits in the output.
    pipe(&at(".nevertwice-staging-public/.nevertwice-lock"));
    let ran = build(&place, &[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    fs::remove_dir_all(at(".nevertwice-staging-public")).unwrap();
    for name in [
        "content/postmortems/other.md",
        "content/postmortems/graph.svg",
        "themes/default/assets/site.css",
    ] {
        pipe(&at(name));
        build(&place, &["--keep-going"]);
        assert!(page(&place, "login"), "{name}");
        fs::remove_file(at(name)).unwrap();
    }
    pipe(&at("site.yaml"));
    let ran = build(&place, &[]);
    assert_eq!(ran.code, 2, "{}", ran.err);
}

/// What a person names may be anything too: whatever is no file is refused, nobody waits, nothing else is changed, and of a
/// file of holes, which takes no room on the disk, no more is read than of any other.
#[test]
fn what_is_named_and_is_no_file_is_refused() {
    let place = site();
    let at = |name: &str| place.path().join(name);
    pipe(&at("pipe.md"));
    holes(&at("holes.md"));
    std::os::unix::fs::symlink("loop.md", at("loop.md")).unwrap();
    for file in ["../pipe.md", "../holes.md", "../loop.md", "/dev/zero"] {
        for named in [
            &["show"][..],
            &["review"],
            &["check", "--baseline"],
            &["build", "--tracker"],
            &["import", "markdown"],
        ] {
            let ran = run(&at("site"), &[named, &[file]].concat(), &[]);
            // Of a file that is too large `import` takes the others.
            assert!(
                matches!(ran.code, 1 | 2),
                "{named:?} {file}: {}{}",
                ran.out,
                ran.err
            );
        }
    }
    let ran = run(&at("site"), &["check", "--write-baseline=../pipe.md"], &[]);
    assert!(ran.code == 2 && !at("pipe.md").is_file(), "{}", ran.err);
    // A list of known findings takes no other file's place.
    std::os::unix::fs::symlink("../secret.txt", at("site/link.json")).unwrap();
    for (file, why) in [
        ("../secret.txt", "holds no baseline"),
        ("link.json", "it is a link"),
    ] {
        let before = fs::read(at("secret.txt")).unwrap();
        let ran = run(&at("site"), &["check", &format!("--write-baseline={file}")], &[]);
        assert!(ran.code == 2 && ran.err.contains(why), "{}", ran.err);
        assert_eq!(fs::read(at("secret.txt")).unwrap(), before);
    }
    for template in ["../pipe.md", "../holes.md"] {
        let own = at("site/content/postmortem-template.md");
        fs::rename(at("site").join(template), &own).unwrap();
        let ran = run(&at("site"), &["new", "Login fails"], &[]);
        assert!(ran.code == 2 && ran.err.contains("cannot read"), "{}", ran.err);
        fs::rename(own, at("site").join(template)).unwrap();
    }
}

#[test]
fn files_that_would_fill_the_disk_are_not_copied() {
    let place = site();
    for file in ["dump.bin", "log.svg"] {
        holes(&place.path().join("site/content/postmortems").join(file));
    }
    let ran = build(&place, &["--keep-going"]);
    assert!(ran.code == 1 && ran.err.contains("not published"), "{}", ran.err);
    assert!(
        page(&place, "login")
            && !tree(&place.path().join("site/public")).contains_key("postmortems/dump.bin")
    );
}
