//! Sites, crawled: every address of a page leads somewhere, wherever the site is put, and tags close what they opened.

use crate::support::{copy_sample, run, tree, write};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// What a page says about addresses.
#[derive(Default)]
struct Page {
    ids: Vec<String>,
    /// Attributes that refer to a place on the page by its id alone.
    refers: Vec<String>,
    addresses: Vec<String>,
}

/// Names and values of all attributes of all tags. Pages are written by this program: quoted, and escaped.
fn attributes(html: &str) -> impl Iterator<Item = (&str, String)> {
    let tags = html.split('<').skip(1).map(|tag| &tag[..end_of_tag(tag)]);
    tags.flat_map(|tag| {
        let mut parts = tag.split('"');
        std::iter::from_fn(move || {
            let name = parts.next()?.trim().rsplit(' ').next()?.strip_suffix('=')?;
            Some((name, unescaped(parts.next()?)))
        })
    })
}

fn unescaped(text: &str) -> String {
    [
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// The first tag that closes another element than the last one that is open, or an element that is never closed.
fn unbalanced(html: &str) -> Option<String> {
    const VOID: &[&str] = &[
        "!doctype", "br", "col", "hr", "img", "input", "link", "meta", "wbr",
    ];
    let mut open = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        let tag = &after[..end_of_tag(after)];
        rest = &after[tag.len()..];
        let name = tag.split([' ', '\n', '/']).next().unwrap();
        match tag.strip_prefix('/') {
            Some(closed) if open.pop() != Some(closed) => return Some(closed.to_owned()),
            Some(_) => {}
            None if VOID.contains(&name) || tag.ends_with('/') => {}
            None => open.push(name),
        }
    }
    open.pop().map(str::to_owned)
}

/// Where a tag ends: at the first `>` outside of quotes.
fn end_of_tag(text: &str) -> usize {
    let mut quoted = false;
    let end = text.find(|char| {
        quoted ^= char == '"';
        char == '>' && !quoted
    });
    end.unwrap_or(text.len())
}

fn read(html: &str) -> Page {
    let mut page = Page::default();
    // What a script or a style holds are no tags.
    let html: String = html
        .split("<script")
        .map(|part| part.split_once("</script>").map_or(part, |(_, rest)| rest))
        .collect();
    for (name, value) in attributes(&html) {
        match name {
            "id" => page.ids.push(value),
            "href" | "src" => page.addresses.push(value),
            "aria-labelledby" | "aria-describedby" | "for" => {
                page.refers.extend(value.split_whitespace().map(str::to_owned));
            }
            _ => {}
        }
    }
    page
}

/// The file that a relative address leads to from another; None where it climbs out of the site.
fn target(from: &str, address: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let folder = address.is_empty() || address.ends_with('/') || address.ends_with("..") || address == ".";
    if folder {
        parts.push("index.html");
    }
    Some(parts.join("/"))
}

fn decoded(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        let hex = |byte: Option<u8>| char::from(byte.unwrap()).to_digit(16).unwrap();
        bytes.push(match byte {
            b'%' => u8::try_from(hex(rest.next()) * 16 + hex(rest.next())).unwrap(),
            byte => byte,
        });
    }
    String::from_utf8(bytes).unwrap()
}

/// What is wrong with the addresses of a built site.
pub(crate) fn faults(out: &Path, base: &str) -> String {
    let files = tree(out);
    let names: BTreeSet<&str> = files.keys().map(String::as_str).collect();
    let pages: BTreeMap<&str, Page> = files
        .iter()
        .filter(|(name, _)| name.ends_with(".html"))
        .map(|(name, bytes)| (name.as_str(), read(std::str::from_utf8(bytes).unwrap())))
        .collect();
    let mut wrong = String::new();
    for (&name, page) in &pages {
        let mut fault = |what: &str, value: &str| writeln!(wrong, "{name}: {what} `{value}`").unwrap();
        let ids: BTreeSet<&str> = page.ids.iter().map(String::as_str).collect();
        if ids.len() < page.ids.len() {
            let mut seen = BTreeSet::new();
            let twice = page.ids.iter().find(|id| !seen.insert(id.as_str()));
            fault("id twice", twice.unwrap());
        }
        for id in page.refers.iter().filter(|id| !ids.contains(id.as_str())) {
            fault("no such id", id);
        }
        if let Some(element) = unbalanced(std::str::from_utf8(&files[name]).unwrap()) {
            fault("not closed in its place", &element);
        }
        if !files[name].trim_ascii_end().ends_with(b"</html>") {
            fault("does not end with", "</html>");
        }
        for address in &page.addresses {
            let inside = address.strip_prefix(base);
            if address.starts_with('/') || address.starts_with("file:") {
                fault("depends on where the site is", address);
            } else if inside.is_none()
                && let Some((scheme, _)) = address.split(['/', '?', '#']).next().unwrap().split_once(':')
            {
                if !["http", "https", "mailto"].contains(&scheme) {
                    fault("not an address of the web", address);
                }
                continue;
            }
            // Whole addresses of the site itself: canonical links, and the page that stands for any missing one.
            let (from, address) = inside.map_or((name, address.as_str()), |inside| ("", inside));
            let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
            let path = decoded(path);
            let file = match path.as_str() {
                "" if from == name => Some(name.to_owned()),
                path => target(from, path),
            };
            let Some(file) = file.filter(|file| names.contains(file.as_str())) else {
                fault("leads nowhere", address);
                continue;
            };
            let ids = pages.get(file.as_str()).map(|page| &page.ids);
            if !fragment.is_empty() && !ids.is_some_and(|ids| ids.contains(&decoded(fragment))) {
                fault("no such place", address);
            }
        }
    }
    wrong
}

#[test]
fn every_link_of_the_sample_site_leads_somewhere() {
    let place = tempfile::tempdir().unwrap();
    copy_sample(place.path());
    let ran = run(place.path(), &["build", "--drafts"], &[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let (out, base) = (place.path().join("public"), "https://incidents.skerry.example/");
    let wrong = faults(&out, base);
    assert!(wrong.is_empty(), "{wrong}");
    assert!(tree(&out).len() > 50, "a site was built");
    let broken = format!(
        "<p id=\"a\"><p id=\"a\" aria-labelledby=\"b\"><a href=\"gone/\"><img src=\"/x\"><a href=\"{base}#gone\"><a href=\"javascript:x\">"
    );
    write(&out, "about/index.html", broken);
    let wrong = faults(&out, base);
    let about = wrong
        .lines()
        .filter(|line| line.starts_with("about/index.html: "));
    // An id twice, no such id, not closed, no end, nowhere, not relative and nowhere, no such place, no address.
    assert_eq!(about.count(), 9, "{wrong}");
}

/// What people leave behind in a text, and what somebody might put there on purpose.
const SCRAPS: &[&str] = &[
    "<b>",
    "</div>",
    "<details>",
    "<h1>",
    "</h3>",
    "<table>",
    "<tr><td>",
    "</li>",
    "<ul>",
    "<p>",
    "</p>",
    "</main>",
    "<a href=\"x.md\">",
    "<a href=\"javascript:x\">",
    "<!--",
    "-->",
    "`",
    "```\n",
    "- 10:00 UTC ",
    "\n\n",
    "<script>",
    "<svg>",
    "<style>",
    "<textarea>",
    "[x](y.md)",
    "(see [x](javascript:x))",
    "![i](j.png)",
    "| a | b |\n|---|---|\n",
    "# ",
    "## Timeline\n",
    "<title>",
    "<select>",
    "<ol><li>",
    "<pre>",
    "<summary>",
    "<p id=\"main\">",
    "*",
    "> ",
];

#[test]
fn no_text_breaks_a_page() {
    let (sample, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    copy_sample(sample.path());
    write(place.path(), "site.yaml", "title: Broken\n");
    let mut seed: usize = 7;
    let mut any = |below: usize| {
        seed = (seed * 1_103_515_245 + 12_345) % (1 << 31);
        (seed >> 8) % below
    };
    for (name, bytes) in tree(&sample.path().join("content/postmortems")) {
        let text = String::from_utf8_lossy(&bytes);
        let Some((_, body)) = text.split_once("\n---\n").filter(|_| name.ends_with(".md")) else {
            continue;
        };
        for n in 0..4 {
            let mut body = body.to_owned();
            for _ in 0..3 * n {
                let at = any(body.len());
                if body.is_char_boundary(at) {
                    body.insert_str(at, SCRAPS[any(SCRAPS.len())]);
                }
            }
            let name = name.replace('/', "-");
            write(place.path(), &format!("content/postmortems/{n}/{n}-{name}"), body);
        }
    }
    let ran = run(place.path(), &["build", "--drafts", "--quiet"], &[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(
        faults(&place.path().join("public"), "https://incidents.example/"),
        ""
    );
}

#[test]
fn long_lists_go_on_and_their_pages_are_linked() {
    let place = tempfile::tempdir().unwrap();
    write(
        place.path(),
        "site.yaml",
        "rules: {sections: off, timeline-present: off}\n",
    );
    for n in 0..101 {
        let text = format!(
            "---\ntitle: Number {n}\nservices: [login]\nroot_cause: unknown\nreviewers: [Sam]\n\
             started: 2024-02-12 01:00 UTC\nresolved: 2024-02-12 01:30 UTC\n---\n\nText.\n"
        );
        write(place.path(), &format!("content/postmortems/p{n:03}.md"), text);
    }
    let ran = run(place.path(), &["build"], &[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let out = place.path().join("public");
    assert_eq!(faults(&out, "https://incidents.example/"), "");
    let files = tree(&out);
    let paged: Vec<&str> = files
        .keys()
        .filter(|path| path.contains("/page/") && path.ends_with(".html"))
        .map(String::as_str)
        .collect();
    assert_eq!(
        paged,
        [
            "archive/2024/02/page/2/index.html",
            "archive/2024/page/2/index.html",
            "archive/page/2/index.html",
            "causes/unknown/page/2/index.html",
            "checks/postmortems/page/2/index.html",
            "services/login/page/2/index.html",
        ]
    );
    let last = String::from_utf8_lossy(&files["archive/page/2/index.html"]);
    assert!(
        last.contains("101 to 101 of 101") && last.contains("postmortems/p100/"),
        "{last}"
    );
}

#[test]
fn headings_of_a_text_never_share_an_anchor_with_the_page() {
    let place = tempfile::tempdir().unwrap();
    write(place.path(), "site.yaml", "rules: {sections: off}\n");
    let mut text = "---\ntitle: Logins down\nstatus: draft\nservices: [login]\ntags: [auth]\nsymptoms: [HTTP 502]\n\
        started: 2024-02-12 01:00 UTC\nresolved: 2024-02-12 01:30 UTC\nrelated: [other]\nrecurrence_of: [other]\n\
        links: [{label: Chat, url: 'https://chat.example/1'}]\nupdates: [{on: 2024-03-01, text: More}]\n\
        actions: [{task: Watch}]\n---\n\n\
        ## Timeline\n\n- 01:00 UTC Action: it broke\n- 01:30 UTC Resolved: it worked\n\n"
        .to_owned();
    for name in [
        "Main",
        "Before",
        "Related",
        "Phases",
        "More actions",
        "Updates",
        "About",
        "Against",
        "Symptoms",
        "Filed",
        "Links",
        "Contents",
        "Timeline name",
        "Timeline words",
        "M action",
        "M note",
        "Entry 1",
        "Action 1",
        "Note 1",
        "Page main",
    ] {
        writeln!(text, "## {name}\n\nText.\n").unwrap();
    }
    write(place.path(), "content/postmortems/all.md", text);
    write(
        place.path(),
        "content/postmortems/other.md",
        "---\nstatus: draft\n---\n\n# Other\n",
    );
    let ran = run(place.path(), &["build", "--drafts"], &[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(
        faults(&place.path().join("public"), "https://incidents.example/"),
        ""
    );
}

#[test]
fn addresses_are_read_and_followed() {
    assert_eq!(
        target("a/b/index.html", "../../c/").as_deref(),
        Some("c/index.html")
    );
    assert_eq!(target("a/index.html", "x.png").as_deref(), Some("a/x.png"));
    assert_eq!(target("index.html", "../x"), None);
    let page =
        read("<a id=\"x\" href=\"../a%20b/?q=1&amp;r#y\">t</a><script src=\"s.js\"></script><p id=\"x\">");
    assert_eq!(page.addresses, ["../a%20b/?q=1&r#y"]);
    assert_eq!(page.ids, ["x", "x"]);
    assert_eq!(decoded("a%20b"), "a b");
    assert_eq!(unbalanced("<p title=\"<\">a<br><b>c</b></p>"), None);
    assert_eq!(unbalanced("<p><b>a</p></b>").as_deref(), Some("p"));
    assert_eq!(unbalanced("<p>").as_deref(), Some("p"));
}
