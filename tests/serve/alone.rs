//! One file that is in no site.

use crate::client::{event, get, status, stream};
use nevertwice::config::Settings;
use nevertwice::serve::{self, Options, ServerEvent, Subject};
use std::fs;
use std::sync::mpsc;
use std::time::Duration;

const TEXT: &str = "# Lamps went dark\n\n## Issue Summary\n\nThe lamps were dark. ![plan](img/plan.svg)\n";

#[test]
fn a_file_is_shown_with_its_checklist_and_what_it_links_to_and_nothing_else() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("work");
    fs::create_dir_all(folder.join("img")).unwrap();
    fs::write(folder.join("README.md"), TEXT).unwrap();
    fs::write(
        folder.join("img/plan.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    )
    .unwrap();
    fs::write(folder.join("secret.txt"), "nothing to see").unwrap();
    fs::write(place.path().join("outside.txt"), "nothing to see").unwrap();
    let mut settings = Settings::default();
    settings.hold("assignment").unwrap();
    let options = Options {
        subject: Subject::File {
            folder: folder.canonicalize().unwrap(),
            name: "README.md".to_owned(),
            settings: Box::new(settings),
        },
        host: "127.0.0.1".to_owned(),
        port: None,
        profile: None,
        as_of: None,
        tracker: nevertwice::tracker::Tracker::default(),
        poll: false,
    };
    let (sender, told) = mpsc::channel();
    std::thread::spawn(move || {
        serve::run(&options, |told| match told {
            ServerEvent::Ready { url, .. } => sender.send(url).unwrap(),
            ServerEvent::Changed { changes, .. } => sender.send(changes[0].path.clone()).unwrap(),
            _ => {}
        })
    });
    let url = told.recv_timeout(Duration::from_secs(20)).unwrap();
    let (address, page) = url.trim_start_matches("http://").split_once('/').unwrap();
    let page = format!("/{page}");
    assert_eq!(page, "/postmortems/README/");
    assert!(get(address, &page, "").contains("The lamps were dark."));
    let panel = get(address, &format!("/__nevertwice/panel?page={page}"), "");
    assert!(
        panel.contains("peer-review") && !panel.contains("required-fields"),
        "{panel}"
    );
    assert!(get(address, &format!("{page}img/plan.svg"), "").contains("<svg"));
    for path in ["secret.txt", "../outside.txt", "%2e%2e/outside.txt"] {
        let answer = get(address, &format!("{page}{path}"), "");
        assert_eq!(status(&answer), "404", "{path}: {answer}");
    }

    // A log beside it may grow: such as that of this server.
    fs::write(folder.join("secret.txt"), "nothing to see yet").unwrap();
    assert!(told.recv_timeout(Duration::from_millis(1_500)).is_err());

    let mut events = stream(address, &format!("?page={page}"));
    fs::write(
        folder.join("README.md"),
        TEXT.replace("dark.", "dark for an hour."),
    )
    .unwrap();
    let told_page = event(&mut events);
    assert!(told_page.contains("\"change\":\"page\""), "{told_page}");
    assert!(get(address, &page, "").contains("dark for an hour."));
    assert_eq!(told.recv_timeout(Duration::from_secs(20)).unwrap(), "README.md");
    // Nothing was written beside it.
    let mut names: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["README.md", "img", "secret.txt"]);
}
