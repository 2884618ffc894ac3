//! Themes as people make them: the examples of docs/themes.md, and the page itself.

use crate::support::{Ran, run, write};
use nevertwice::theme::contract;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn page() -> String {
    fs::read_to_string(root().join("docs/themes.md")).unwrap_or_default()
}

/// The files that the page shows: a path alone on a line, then a code block.
fn examples(page: &str) -> Vec<(String, String)> {
    let blocks = page.split("`\n\n```").filter_map(|part| {
        let path = part.rsplit_once("\n`").map(|(_, path)| path)?;
        let after = page.split_once(&format!("\n`{path}`\n\n```"))?.1;
        let code = after.split_once('\n')?.1.split_once("\n```")?.0;
        Some((path.to_owned(), code.to_owned()))
    });
    blocks.filter(|(path, _)| path.starts_with("themes/")).collect()
}

/// A site with two postmortems, and its build.
fn build(settings: &str, files: &[(String, String)]) -> (tempfile::TempDir, Ran) {
    let site = tempfile::tempdir().unwrap();
    write(site.path(), "site.yaml", settings);
    let post = |extra: &str| {
        format!(
            "---\ntitle: Login down\nservices: login\nroot_cause: capacity\nstatus: reviewed\n\
             started: 2024-03-04T10:00:00Z\nresolved: 2024-03-04T11:00:00Z\n{extra}---\n\n## Timeline\n\n- 10:00 UTC - Down.\n- 11:00 UTC - Up.\n"
        )
    };
    write(site.path(), "content/postmortems/a.md", post(""));
    write(
        site.path(),
        "content/postmortems/b.md",
        post("x-recording: https://video.example/1\n"),
    );
    write(site.path(), "content/pages/about.md", "# About\n\nText.\n");
    for (path, text) in files {
        write(site.path(), path, text);
    }
    let check = run(site.path(), &["check"], &[]);
    assert!(!check.out.contains("[theme]"), "{}", check.out);
    let ran = run(site.path(), &["build"], &[]);
    (site, ran)
}

fn built(site: &tempfile::TempDir, path: &str) -> String {
    fs::read_to_string(site.path().join("public").join(path)).unwrap()
}

#[test]
fn the_contract_is_that_of_the_types() {
    let path = root().join("docs/themes.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, contract::page()).unwrap();
    }
    assert!(
        page() == contract::page(),
        "docs/themes.md is not what the types say: run `UPDATE_DOCS=1 cargo test --test site themes`"
    );
    for gap in ["<!--", "anything or", "| `` |"] {
        assert!(!page().contains(gap), "the contract has a gap: {gap}");
    }
    let links = page();
    let links = links
        .split("](#")
        .skip(1)
        .filter_map(|part| part.split(')').next());
    let headings: BTreeSet<String> = page()
        .lines()
        .filter_map(|line| line.strip_prefix('#'))
        .map(|line| {
            line.trim_start_matches('#')
                .trim()
                .to_lowercase()
                .replace(' ', "-")
        })
        .collect();
    for link in links {
        assert!(headings.contains(link), "no heading `{link}`");
    }
}

#[test]
fn an_example_changes_one_token_or_one_template_and_nothing_else() {
    let examples = examples(&page());
    assert_eq!(examples.len(), 4, "{examples:?}");
    let (plain, rest): (Vec<_>, Vec<_>) = examples
        .into_iter()
        .partition(|(path, _)| path.starts_with("themes/plain/"));
    let (site, ran) = build("title: T\n", &rest);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let page = built(&site, "postmortems/b/index.html");
    assert!(page.contains("Recording of the review"), "{page}");
    assert!(
        page.contains("assets/own.css") && page.contains("assets/highlight.css"),
        "{page}"
    );
    assert!(!built(&site, "postmortems/a/index.html").contains("Recording"));
    assert!(built(&site, "assets/own.css").contains("80rem"));
    let (site, ran) = build("title: T\ntheme: plain\n", &plain);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(built(&site, "index.html").contains("(1 h)"));
    assert!(built(&site, "archive/index.html").contains("assets/site.css"));
}

#[test]
fn options_reach_every_page_of_both_themes() {
    let page = page();
    let example = page
        .split_once("```yaml\n")
        .and_then(|(_, after)| after.split_once("\n```"));
    let options = example.map_or("", |(options, _)| options);
    let logo = (
        "content/our logo.svg".to_owned(),
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 90 30\"/>".to_owned(),
    );
    for theme in ["default", "print"] {
        let settings = format!("title: T & U\ntheme: {theme}\n{options}\n  logo: content/our logo.svg\n");
        let (site, ran) = build(&settings, std::slice::from_ref(&logo));
        assert_eq!(ran.code, 0, "{}", ran.err);
        let style = built(&site, "assets/options.css");
        assert!(
            style.starts_with(
                ":root {\n  --link: light-dark(#5b2a86, #c3a5e6);\n  --alert: light-dark(#96141e, #"
            ),
            "{style}"
        );
        let page = built(&site, "postmortems/a/index.html");
        let sheets: Vec<&str> = page
            .split("rel=\"stylesheet\" href=\"")
            .skip(1)
            .filter_map(|part| part.split('"').next())
            .collect();
        let own = sheets
            .iter()
            .position(|sheet| sheet.ends_with("assets/options.css"));
        let theirs = sheets
            .iter()
            .position(|sheet| sheet.ends_with("assets/site.css") || sheet.ends_with("assets/print.css"));
        assert!(own > theirs, "{sheets:?}");
        assert!(
            page.contains(
                "src=\"../../assets/site/our%20logo.svg\" alt=\"T &amp; U\" width=\"90\" height=\"30\""
            ),
            "{page}"
        );
        assert!(
            page.contains("<a href=\"../../about/\">How we write postmortems</a>"),
            "{page}"
        );
        assert!(site.path().join("public/assets/site/our logo.svg").is_file());
        assert!(built(&site, "index.html").contains("<a href=\"./about/\">"));
    }
    let (site, _) = build("title: T\n", &[]);
    assert!(!site.path().join("public/assets/options.css").exists());
    assert!(!built(&site, "index.html").contains("options.css"));
}

#[test]
fn the_page_lists_every_token_and_every_block() {
    let page = page();
    let part = |heading: &str| {
        let after = page
            .split_once(&format!("\n## {heading}\n"))
            .map_or("", |(_, after)| after);
        after.split("\n## ").next().unwrap_or_default().to_owned()
    };
    let names = |part: &str| -> BTreeSet<String> {
        let rows = part
            .lines()
            .filter_map(|line| line.strip_prefix("| ")?.split(" |").next());
        rows.flat_map(|row| row.split('`').skip(1).step_by(2))
            .map(str::to_owned)
            .collect()
    };
    let read = |path: &str| fs::read_to_string(root().join("themes").join(path)).unwrap();
    let mut tokens = BTreeSet::new();
    for sheet in [
        "default/assets/site.css",
        "default/assets/archive.css",
        "default/assets/figures.css",
        "default/assets/highlight.css",
        "print/assets/print.css",
    ] {
        let css = read(sheet);
        let lines = css
            .lines()
            .filter_map(|line| line.trim_start().strip_prefix("--"));
        tokens.extend(lines.filter_map(|line| Some(line.split_once(':')?.0.to_owned())));
    }
    assert_eq!(names(&part("Tokens")), tokens);
    let blocks = |path: &str| -> BTreeSet<String> {
        let text = read(path);
        let tags = text.split("{% block ").skip(1);
        tags.filter_map(|tag| Some(tag.split_once(' ')?.0.to_owned()))
            .collect()
    };
    let mut all = blocks("default/templates/base.html");
    all.extend(blocks("default/templates/postmortem.html"));
    assert_eq!(names(&part("Blocks")), all);
}

#[test]
fn what_fails_on_a_page_has_the_level_that_the_settings_give_it() {
    let template =
        "{% extends \"nevertwice/default/page.html\" %}{% block main %}{{ nothing.here }}{% endblock %}";
    for (level, code, told) in [
        ("error", 1, "error[theme]"),
        ("warn", 0, "warning[theme]"),
        ("off", 0, ""),
    ] {
        let site = tempfile::tempdir().unwrap();
        let settings = format!("title: A\ntheme: acme\nrules: {{theme: {level}}}\n");
        write(site.path(), "site.yaml", settings);
        write(site.path(), "themes/acme/templates/page.html", template);
        write(site.path(), "content/pages/about.md", "# About\n\nText.\n");
        fs::create_dir_all(site.path().join("content/postmortems")).unwrap();
        let ran = run(site.path(), &["check", "--quiet"], &[]);
        assert_eq!(ran.code, code, "{level}: {}", ran.out);
        assert!(ran.out.starts_with(told), "{level}: {}", ran.out);
        assert_eq!(ran.out.is_empty(), told.is_empty(), "{level}: {}", ran.out);
    }
}
