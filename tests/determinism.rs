//! The same input gives the same bytes: in fresh processes, whatever the zone, the locale, the number of
//! threads, the folder, and the place that the program is started from.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test looks at files and runs the program"
)]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;
use support::{Place, ran, tree};

/// Copies the sample site of the repository.
fn copy_sample(to: &Path) {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::create_dir_all(to).unwrap();
    fs::copy(sample.join("site.yaml"), to.join("site.yaml")).unwrap();
    for (name, bytes) in tree(&sample.join("content")) {
        let from = sample.join("content").join(&name);
        let path = to.join("content").join(&name);
        if from.is_dir() {
            fs::create_dir_all(path).unwrap();
        } else {
            fs::write(path, bytes).unwrap();
        }
    }
}

fn build(folder: &Path, environment: &[(&str, &str)]) {
    let output = Command::new(env!("CARGO_BIN_EXE_nevertwice"))
        .args(["build", "--drafts"])
        .current_dir(folder)
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    let ran = ran(output);
    assert_eq!(ran.code, 0, "{}", ran.err);
}

#[test]
fn builds_are_the_same_byte_for_byte() {
    let place = Place::with(&[]);
    let (one, other) = (place.at("one"), place.at("an other/deep/folder"));
    copy_sample(&one);
    copy_sample(&other);
    build(&one, &[("TZ", "UTC"), ("LANG", "C"), ("RAYON_NUM_THREADS", "1")]);
    let first = tree(&one.join("public"));
    assert!(first.len() > 50, "a site was built");
    let elsewhere = [
        ("TZ", "Asia/Kathmandu"),
        ("LANG", "tr_TR.UTF-8"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("RAYON_NUM_THREADS", "4"),
        ("HOSTNAME", "elsewhere"),
    ];
    build(&other.join("content/postmortems"), &elsewhere);
    let second = tree(&other.join("public"));
    let names = |tree: &std::collections::BTreeMap<String, Vec<u8>>| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&first), names(&second));
    for (name, bytes) in &first {
        assert!(second.get(name) == Some(bytes), "{name} differs");
    }
}

#[test]
fn a_build_over_an_older_site_equals_a_fresh_one() {
    let place = Place::with(&[]);
    let (grown, fresh) = (place.at("grown"), place.at("fresh"));
    copy_sample(&grown);
    let file = grown.join("content/postmortems/2024-03-05-empty-backups.md");
    let text = fs::read(&file).unwrap();
    fs::remove_file(&file).unwrap();
    fs::write(grown.join("content/pages/extra.md"), "# Extra\n\nText.\n").unwrap();
    build(&grown, &[]);
    fs::write(&file, text).unwrap();
    fs::remove_file(grown.join("content/pages/extra.md")).unwrap();
    build(&grown, &[]);
    copy_sample(&fresh);
    build(&fresh, &[]);
    assert!(tree(&grown.join("public")) == tree(&fresh.join("public")));
}
