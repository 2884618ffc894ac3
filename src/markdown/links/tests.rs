use super::*;

fn links() -> Links {
    Links::new(
        "content",
        [
            ("content/postmortems/db.md", "postmortems/db/"),
            ("content/postmortems/2024/nginx.md", "postmortems/nginx/"),
            ("content/postmortems/disk/index.md", "postmortems/disk/"),
            ("content/pages/about.md", "about/"),
        ]
        .map(|(path, page)| (path.to_owned(), page.to_owned())),
        [
            "content/postmortems/db.md",
            "content/postmortems/draft.md",
            "content/postmortems/img/a b.png",
            "content/postmortems/img/ü.png",
            "content/postmortems/index.html",
            "content/postmortems/content/x.png",
            "content/postmortems/_img/x.png",
            "content/postmortems/u\u{308}.png",
            "content/shared/logo.svg",
            "content/shared/run.log",
        ]
        .map(str::to_owned)
        .into(),
    )
}

fn follow(dest: &str) -> Target {
    links().resolve("content/postmortems/db.md", dest, false)
}

fn show(dest: &str) -> Target {
    links().resolve("content/postmortems/db.md", dest, true)
}

fn asset(source: &str, output: &str) -> Target {
    Target::Asset {
        source: source.to_owned(),
        output: output.to_owned(),
    }
}

#[test]
fn sources_folders_and_addresses_of_pages_become_their_pages() {
    for (dest, page) in [
        ("2024/nginx.md", "../nginx/"),
        ("./2024/../2024/nginx.md#root-cause", "../nginx/#root-cause"),
        ("/postmortems/2024/nginx.md", "../nginx/"),
        ("/content/postmortems/2024/nginx.md", "../nginx/"),
        ("../pages/about.md", "../../about/"),
        ("/about/", "../../about/"),
        ("disk/", "../disk/"),
        ("2024/nginx", "../nginx/"),
        ("/postmortems/nginx/", "../nginx/"),
        ("db.md", "./"),
    ] {
        assert_eq!(follow(dest), Target::Page(page.to_owned()), "{dest}");
    }
    assert_eq!(
        links().resolve("content/pages/about.md", "../postmortems/db.md#x", false),
        Target::Page("../postmortems/db/#x".to_owned())
    );
}

#[test]
fn files_keep_their_path_below_the_page_and_never_meet() {
    assert_eq!(
        show("img/a%20b.png"),
        asset("content/postmortems/img/a b.png", "img/a b.png")
    );
    assert_eq!(
        show("img/%C3%BC.png?v=2"),
        asset("content/postmortems/img/ü.png", "img/ü.png")
    );
    // Macs write `ü` as two characters.
    assert_eq!(
        show("ü.png"),
        asset("content/postmortems/u\u{308}.png", "u\u{308}.png")
    );
    assert_eq!(
        follow("../shared/run.log"),
        asset("content/shared/run.log", "content/shared/run.log")
    );
    assert_eq!(
        show("/shared/logo.svg"),
        asset("content/shared/logo.svg", "content/shared/logo.svg")
    );
    assert_eq!(
        show("content/x.png"),
        asset(
            "content/postmortems/content/x.png",
            "content/postmortems/content/x.png"
        )
    );
    // Hosts that run Jekyll leave out what begins with `_`; a file that is called like that finds another place.
    assert_eq!(
        show("_img/x.png"),
        asset(
            "content/postmortems/_img/x.png",
            "content/postmortems/-_img/x.png"
        )
    );
    assert_eq!(
        follow("index.html"),
        asset("content/postmortems/index.html", "content/postmortems/index.html")
    );
}

#[test]
fn the_outside_is_followed_and_its_pictures_are_not_loaded() {
    assert_eq!(
        follow(" https://a.example/x "),
        Target::External("https://a.example/x".to_owned())
    );
    assert_eq!(
        follow("//a.example/x"),
        Target::External("//a.example/x".to_owned())
    );
    assert_eq!(
        follow("mailto:a@b.example"),
        Target::External("mailto:a@b.example".to_owned())
    );
    assert_eq!(
        show("HTTPS://a.example/x.png"),
        Target::RemoteImage("HTTPS://a.example/x.png".to_owned())
    );
    assert_eq!(follow("#impact"), Target::Anchor("impact".to_owned()));
}

#[test]
fn what_leads_nowhere_or_runs_code_is_dead_with_its_reason() {
    for (dest, word) in [
        ("", "empty"),
        ("missing.md", "no such file"),
        ("draft.md", "not a page"),
        ("../../etc/passwd", "outside the content folder"),
        ("/../secret.png", "outside the content folder"),
        ("..%2f..%2Fetc/passwd", "outside the content folder"),
        ("%ff.png", "percent"),
        ("a%00.png", "percent"),
        ("javascript:alert(1)", "`javascript:`"),
        ("JaVaScRiPt:alert(1)", "`javascript:`"),
        ("java\nscript:alert(1)", "`javascript:`"),
        ("java\tscript:alert(1)", "`javascript:`"),
        ("\u{1}javascript:alert(1)", "`javascript:`"),
        ("java\u{200b}script:alert(1)", "`javascript:`"),
        ("vbscript:x", "`vbscript:`"),
        ("data:text/html,<script>", "`data:`"),
        ("file:///etc/passwd", "`file:`"),
        ("blob:x", "`blob:`"),
        ("C:\\a.png", "`c:`"),
        ("javascript%3Aalert(1)", "no such file"),
        ("\\\\evil.example/x", "no such file"),
        ("/\\evil.example/x", "no such file"),
    ] {
        let Target::Dead { reason } = follow(dest) else {
            panic!("{dest} is alive: {:?}", follow(dest));
        };
        assert!(reason.contains(word), "{dest}: {reason}");
    }
    assert!(matches!(show("data:image/png;base64,AA"), Target::Dead { .. }));
    assert!(matches!(show("2024/nginx.md"), Target::Dead { .. }));
    assert!(matches!(show("#x"), Target::Dead { .. }));
}

#[test]
fn addresses_of_files_are_encoded() {
    assert_eq!(address::encoded("img/a b#ü.png"), "img/a%20b%23%C3%BC.png");
}

#[test]
fn a_file_that_not_every_system_can_hold_is_no_file_of_a_site() {
    let name = "content/postmortems/10:05 a\\b.png";
    let links = Links::new("content", [], [name.to_owned()].into());
    let target = links.resolve("content/postmortems/db.md", "10%3A05%20a%5Cb.png", true);
    let Target::Dead { reason } = target else {
        panic!("{target:?}");
    };
    assert!(reason.contains("not portable"), "{reason}");
}

#[test]
fn a_text_that_nothing_is_copied_beside_reaches_pages_alone() {
    let links = links().without_files();
    let page = links.resolve("content/footer", "pages/about.md", false);
    assert_eq!(page, Target::Page("about/".to_owned()));
    let file = links.resolve("content/footer", "shared/logo.svg", true);
    assert!(matches!(file, Target::Dead { .. }), "{file:?}");
}

#[test]
fn a_place_is_looked_for_in_texts_of_any_ending() {
    let pages = [
        ("content/postmortems/a.md", "postmortems/a/"),
        ("content/postmortems/b.qmd", "postmortems/b/"),
        ("content/postmortems/c/index.markdown", "postmortems/c/"),
    ];
    let pages = pages.map(|(path, page)| (path.to_owned(), page.to_owned()));
    let links = Links::new("content", pages, BTreeSet::new());
    for (dest, source) in [
        ("b#impact", "content/postmortems/b.qmd"),
        ("b.qmd#impact", "content/postmortems/b.qmd"),
        ("c#impact", "content/postmortems/c/index.markdown"),
        ("#impact", "content/postmortems/a.md"),
    ] {
        let place = links.place("content/postmortems/a.md", dest);
        assert_eq!(place, Some((source, "impact".to_owned())), "{dest}");
    }
    assert_eq!(links.place("content/postmortems/a.md", "d#impact"), None);
}
