//! Sites of many postmortems: their pages stay light, and every list leads to all of its rows.

use crate::support::{run, write};
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// The heaviest page, uncompressed: what a slow line gets in two seconds, compressed.
const MOST: u64 = 200_000;

fn site(folder: &Path, count: usize) {
    write(
        folder,
        "site.yaml",
        "title: Large\nbase_url: https://pm.example/\nrules: {required-fields: off}\n",
    );
    for number in 0..count {
        let (month, day) = (number % 12 + 1, number / 12 % 28 + 1);
        let text = format!(
            "---\ntitle: Number {number} of the incidents of a year in which much failed\nstatus: reviewed\n\
             services: [Service {}, Service {}]\nroot_cause: capacity\ncontributing: [automation, network]\n\
             severity: SEV{}\ndetected_by: monitoring\nstarted: 2024-{month:02}-{day:02} 10:00 UTC\n\
             detected: 2024-{month:02}-{day:02} 10:05 UTC\nmitigated: 2024-{month:02}-{day:02} 10:{:02} UTC\n\
             resolved: 2024-{month:02}-{day:02} 12:00 UTC\nimpact: {{users_percent: 12}}\n---\n\nIt failed.\n",
            number % 7,
            number % 11,
            number % 4 + 1,
            number % 50 + 10,
        );
        write(folder, &format!("content/postmortems/n{number}.md"), text);
    }
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join("public").join(path)).unwrap_or_default()
}

#[test]
fn no_page_of_a_large_site_is_heavy() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    site(folder, 600);
    let built = run(folder, &["build"], &[]);
    assert_eq!(built.code, 0, "{}", built.err);
    let files = WalkDir::new(folder.join("public"))
        .into_iter()
        .map(Result::unwrap);
    let pages = files.filter(|file| file.path().extension().is_some_and(|end| end == "html"));
    for page in pages {
        let bytes = page.metadata().unwrap().len();
        assert!(bytes < MOST, "{}: {bytes} bytes", page.path().display());
    }
    // A column a month instead of six hundred stems; its months are links.
    let year = read(folder, "archive/2024/index.html");
    assert!(year.contains("class=\"columned\"") && !year.contains("class=\"strip\""));
    assert_eq!(year.matches("aria-label=\"Mar 2024: 50 incidents\"").count(), 1);
    assert_eq!(year.matches("<svg class=\"counted days\"").count(), 12);
}

#[test]
fn filters_have_all_rows_of_a_list_of_several_pages() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    site(folder, 101);
    assert_eq!(run(folder, &["build"], &[]).code, 0);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&read(folder, "rows.json")).unwrap();
    assert_eq!(rows.len(), 101);
    let cause: Vec<usize> = serde_json::from_str(&read(folder, "causes/capacity/rows.json")).unwrap();
    assert_eq!(cause.len(), 101);
    let page = read(folder, "causes/capacity/index.html");
    assert!(page.contains("data-rows=\"../../rows.json\" data-members=\"../../causes/capacity/rows.json\""));
    // A list of one page has them already.
    assert!(!folder.join("public/services/service-1/rows.json").exists());
    assert!(!read(folder, "services/service-1/index.html").contains("data-rows"));
    // Its months are one click away.
    assert!(
        page.contains(">Jan</a></li>") && page.contains(">Dec</a></li>"),
        "{page}"
    );
}
