//! Addresses stay: what a new postmortem, a rename or another spelling does to those of before.

use crate::support::{run, write};
use std::fs;
use std::path::Path;

const SITE: &str = "title: Test\nbase_url: https://pm.example/\nrules: {required-fields: off}\n";

fn postmortem(folder: &Path, name: &str, day: &str, facts: &str) {
    let text = format!(
        "---\ntitle: {name}\nstatus: reviewed\ndate: {day}\nstarted: {day} 10:00 UTC\nmitigated: {day} 10:30 UTC\n\
         resolved: {day} 11:00 UTC\npublished: {day}\n{facts}\n---\n\nIt failed.\n"
    );
    write(folder, &format!("content/postmortems/{name}.md"), text);
}

fn page(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join("public").join(path).join("index.html")).unwrap_or_default()
}

#[test]
fn a_new_name_never_takes_the_page_of_an_older_one() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "site.yaml", SITE);
    postmortem(folder, "one", "2024-03-01", "services: [C++]");
    assert_eq!(run(folder, &["build"], &[]).code, 0);
    assert!(page(folder, "services/c-plus-plus").contains("<h1>C++</h1>"));
    // A name that comes before it by letters, and one that would have its address to itself.
    postmortem(folder, "two", "2025-03-01", "services: [C#]");
    postmortem(folder, "three", "2026-03-01", "services: [C]");
    let built = run(folder, &["build", "--keep-urls"], &[]);
    assert_eq!(built.code, 0, "{}", built.err);
    assert!(page(folder, "services/c-plus-plus").contains("<h1>C++</h1>"));
    let services = page(folder, "services");
    let addresses: Vec<&str> = services
        .split("href=\"../services/c")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(addresses.len(), 3, "{addresses:?}");
    // A further one moves none of them.
    postmortem(folder, "four", "2026-04-01", "services: [\"C!\"]");
    assert_eq!(run(folder, &["build", "--keep-urls"], &[]).code, 0);
    let feed = fs::read_to_string(folder.join("public/services/c/feed.xml")).unwrap();
    assert!(feed.contains("<title>three</title>") && !feed.contains("<title>four</title>"));
}

#[test]
fn composed_and_decomposed_letters_are_one_name() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "site.yaml", SITE);
    postmortem(folder, "one", "2024-03-01", "services: [Börse]\ntags: [_intern]");
    postmortem(folder, "two", "2025-03-01", "services: [Bo\u{308}rse]");
    assert_eq!(run(folder, &["build"], &[]).code, 0);
    assert_eq!(page(folder, "services").matches("<th scope=\"row\">").count(), 1);
    // GitHub Pages leaves out folders that begin so.
    assert!(folder.join("public/tags/intern/index.html").exists());
}

#[test]
fn former_names_lead_to_the_newer_ones_and_keep_their_feeds() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let aliases = "services:\n  - name: Payments\n    aliases: [Billing]\naliases:\n  teams: {Platform: [Ops]}\n  \
                   causes: {config-error: [settings]}\n";
    write(folder, "site.yaml", format!("{SITE}{aliases}"));
    postmortem(
        folder,
        "one",
        "2024-03-01",
        "services: [Billing]\nteams: [Ops]\nroot_cause: settings",
    );
    postmortem(
        folder,
        "two",
        "2025-03-01",
        "services: [Payments]\nteams: [Platform]\nroot_cause: config-error",
    );
    let built = run(folder, &["build"], &[]);
    assert_eq!(built.code, 0, "{}", built.err);
    for (former, newer) in [
        ("services/billing", "services/payments/"),
        ("teams/ops", "teams/platform/"),
        ("causes/settings", "causes/config-error/"),
    ] {
        assert!(
            page(folder, former).contains(&format!("../../{newer}")),
            "{former}"
        );
        let feed = fs::read_to_string(folder.join(format!("public/{former}/feed.xml"))).unwrap();
        assert!(feed.contains("<title>one</title>") && feed.contains("<title>two</title>"));
    }
    assert!(page(folder, "causes/config-error").contains("always as the root cause"));
    let unknown = "aliases: {services: {Payments: [Billing]}}\n";
    write(folder, "site.yaml", format!("{SITE}{unknown}"));
    let refused = run(folder, &["build"], &[]);
    assert!(
        refused.code == 1 && refused.err.contains("`aliases` of the service"),
        "{}",
        refused.err
    );
}

#[test]
fn an_address_that_would_be_gone_is_told_and_stops_the_build() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "site.yaml", SITE);
    postmortem(folder, "one", "2024-03-01", "services: [Login]\ntags: [dns]");
    // There is no last build yet.
    assert_eq!(run(folder, &["build", "--keep-urls"], &[]).code, 0);
    fs::remove_file(folder.join("content/postmortems/one.md")).unwrap();
    postmortem(folder, "renamed", "2024-03-01", "services: [Login]");
    let refused = run(folder, &["build", "--keep-urls"], &[]);
    assert_eq!(refused.code, 1, "{}", refused.out);
    assert!(
        refused.err.contains("gone: postmortems/one/\ngone: tags/dns/\n"),
        "{}",
        refused.err
    );
    assert!(folder.join("public/postmortems/one/index.html").exists());
    postmortem(
        folder,
        "renamed",
        "2024-03-01",
        "services: [Login]\ntags: [dns]\naliases: [one]",
    );
    let built = run(folder, &["build", "--keep-urls"], &[]);
    assert_eq!(built.code, 0, "{}", built.err);
    assert!(page(folder, "postmortems/one").contains("../../postmortems/renamed/"));
}

#[test]
fn the_folder_of_all_postmortems_is_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "site.yaml", SITE);
    for number in 0..101 {
        postmortem(folder, &format!("p{number}"), "2024-03-01", "");
    }
    assert_eq!(run(folder, &["build"], &[]).code, 0);
    let all = page(folder, "postmortems");
    assert!(all.contains("<h1>All 101 postmortems</h1>"));
    // The list goes on where that of the archive does.
    assert!(all.contains("href=\"../archive/page/2/\""), "{all}");
}

#[test]
fn an_outage_over_new_year_is_on_the_pages_of_both_years() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "site.yaml", SITE);
    let text = "---\ntitle: Long night\nstatus: reviewed\nservices: [Mail]\nstarted: 2024-12-31 22:00 UTC\n\
                mitigated: 2025-01-01 03:00 UTC\nresolved: 2025-01-01 04:00 UTC\n---\n\nIt failed.\n";
    write(folder, "content/postmortems/night.md", text);
    let near = "---\ntitle: Nearly\nstatus: reviewed\nservices: [Disk]\nnear_miss: true\nstarted: 2023-05-01 10:00 UTC\n\
                resolved: 2023-05-01 10:30 UTC\nimpact: {users: 12}\n---\n\nNothing happened.\n";
    write(folder, "content/postmortems/near.md", near);
    let built = run(folder, &["build"], &[]);
    assert_eq!(built.code, 0, "{}", built.err);
    let year = page(folder, "archive/2025");
    assert!(
        year.contains("2025: no incident began") && year.contains("Long night"),
        "{year}"
    );
    let lanes = page(folder, "timeline/2025");
    assert!(lanes.contains("0 incidents, and one that began earlier") && lanes.contains("Long night"));
    assert!(lanes.contains(">3 h</text>") && page(folder, "timeline/2024").contains(">2 h</text>"));
    // A near miss hit nobody, wherever it is told of.
    let feed = fs::read_to_string(folder.join("public/feed.xml")).unwrap();
    assert!(feed.contains("near miss") && !feed.contains("12 users"), "{feed}");
    assert!(page(folder, "timeline/2023").contains("near miss</text>"));
    assert!(
        page(folder, "services").contains("<h1>One service failed"),
        "{}",
        page(folder, "services")
    );
    let data = fs::read_to_string(folder.join("public/postmortems/near/index.json")).unwrap();
    assert!(
        data.contains("\"impact\":0") || data.contains("\"impact\": 0"),
        "{data}"
    );
}
