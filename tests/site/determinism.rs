//! The same input gives the same bytes: in fresh processes, whatever the zone, the locale, the number of
//! threads, the folder, and the place that the program is started from.

use crate::support::{copy_sample, run, tree, write};
use std::fs;
use std::path::Path;

fn build(folder: &Path, environment: &[(&str, &str)]) {
    let ran = run(folder, &["build", "--drafts"], environment);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
}

#[test]
fn builds_are_the_same_byte_for_byte() {
    let place = tempfile::tempdir().unwrap();
    let (one, other) = (
        place.path().join("one"),
        place.path().join("an other/deep/folder"),
    );
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
    let place = tempfile::tempdir().unwrap();
    let (grown, fresh) = (place.path().join("grown"), place.path().join("fresh"));
    copy_sample(&grown);
    let file = grown.join("content/postmortems/2024-03-05-empty-backups.md");
    let text = fs::read(&file).unwrap();
    fs::remove_file(&file).unwrap();
    write(&grown, "content/pages/extra.md", "# Extra\n\nText.\n");
    build(&grown, &[]);
    fs::write(&file, text).unwrap();
    fs::remove_file(grown.join("content/pages/extra.md")).unwrap();
    build(&grown, &[]);
    copy_sample(&fresh);
    build(&fresh, &[]);
    assert!(tree(&grown.join("public")) == tree(&fresh.join("public")));
}
