//! The folder in which a build waits: of what is in it only what builds wrote is ever removed.

use crate::output::{SITE, build, place};
use nevertwice::output::{Error, Output};
use std::fs;

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
