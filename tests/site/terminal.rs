//! What the program prints to a terminal, to a pipe, and to a pipe that nobody reads.

use crate::support::{copy_sample, run, write};
use std::path::Path;
use std::process::{Command, Stdio};

const ESCAPE: char = '\u{1b}';

/// A site with a published postmortem that has errors and a draft.
fn faulty(folder: &Path) {
    write(folder, "site.yaml", "title: A\n");
    write(
        folder,
        "content/postmortems/a.md",
        "---\nstatus: closed\nservces: [web]\n---\n\nText.\n",
    );
    write(folder, "content/postmortems/b.md", "Text.\n");
}

#[test]
fn colours_are_for_whoever_wants_them() {
    let place = tempfile::tempdir().unwrap();
    faulty(place.path());
    let forced = ("CLICOLOR_FORCE", "1");
    let coloured = |args: &[&str], environment: &[(&str, &str)]| {
        let ran = run(place.path(), args, environment);
        assert_eq!(ran.code, 1, "{}", ran.err);
        ran.out.contains(ESCAPE) || ran.err.contains(ESCAPE)
    };
    for command in ["check", "build"] {
        assert!(!coloured(&[command], &[]), "{command}: none into a pipe");
        assert!(
            coloured(&[command], &[forced]),
            "{command}: where they are forced"
        );
        assert!(
            !coloured(&[command], &[forced, ("NO_COLOR", "1")]),
            "{command}: NO_COLOR"
        );
        assert!(
            coloured(&["--color", "always", command], &[("NO_COLOR", "1")]),
            "{command}: always"
        );
        assert!(
            !coloured(&["--color", "never", command], &[forced]),
            "{command}: never"
        );
    }
    assert!(
        !coloured(&["check", "--format", "json"], &[forced]),
        "data has no colours"
    );
}

#[test]
fn quiet_leaves_only_findings() {
    let place = tempfile::tempdir().unwrap();
    let ran = run(place.path(), &["--quiet", "init", "."], &[]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    for command in ["build", "check"] {
        let ran = run(place.path(), &["--quiet", command], &[]);
        assert_eq!(
            (ran.code, ran.out.as_str(), ran.err.as_str()),
            (0, "", ""),
            "{command}"
        );
        let ran = run(place.path(), &[command], &[]);
        assert_ne!(ran.out, "", "{command} says what it did");
    }
    let place = tempfile::tempdir().unwrap();
    faulty(place.path());
    let ran = run(place.path(), &["--quiet", "check"], &[]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("servces"), "{}", ran.out);
}

#[test]
fn a_reader_that_is_gone_is_no_failure() {
    let place = tempfile::tempdir().unwrap();
    copy_sample(place.path());
    for args in [
        &["schema"][..],
        &["explain"],
        &["show", "--format", "json", "content/postmortems/"],
        &["check"],
    ] {
        let mut args: Vec<String> = args.iter().map(|&arg| arg.to_owned()).collect();
        if args[0] == "show" {
            let first = walkdir::WalkDir::new(place.path().join("content/postmortems"));
            let mut files = first.into_iter().filter_map(Result::ok);
            let file = files.find(|entry| entry.path().extension().is_some_and(|ending| ending == "md"));
            args[3] = file.unwrap().path().display().to_string();
        }
        // As `| head` does, but from the first byte on: the end to read from is closed before the program starts.
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = Command::new(env!("CARGO_BIN_EXE_nevertwice"))
            .args(&args)
            .current_dir(place.path())
            .stdout(writer)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), err.as_str()), (Some(0), ""), "{args:?}");
    }
}
