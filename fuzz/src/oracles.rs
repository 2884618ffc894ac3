//! What must hold of any bytes, beyond that nothing panics: pages are balanced HTML without scripts or handlers of the
//! text's own, feeds are XML, data are JSON, and no word of a text is lost. Each function takes the bytes of one kind of
//! input. Used by the targets of cargo-fuzz and by `tests/mutants`.

use jsonschema::Validator;
use nevertwice::archive::Archive;
use nevertwice::config::{self, Settings};
use nevertwice::diagnostic::Diagnostic;
use nevertwice::html::tokenizer::{Token, Tokenizer};
use nevertwice::html::unescaped;
use nevertwice::output::{MANIFEST, Output};
use nevertwice::postmortem::{self, Postmortem, Reading};
use nevertwice::site::judged::Judged;
use nevertwice::site::{Content, Inputs, Site};
use nevertwice::source::Source;
use nevertwice::span::Span;
use nevertwice::text::blocks::{Block, BlockKind};
use nevertwice::theme::{Theme, UserTheme};
use nevertwice::{import, schema, serve};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

const PATH: &str = "content/postmortems/any.md";
/// Larger texts are tried by `tests/growth`.
const LONGEST: usize = 64 << 10;

/// A whole document: to its facts, its findings, its page, its feeds and its data.
pub fn document(bytes: &[u8]) {
    if bytes.len() > LONGEST {
        return;
    }
    let settings = Settings {
        title: "Any".to_owned(),
        base_url: Some("https://a.example/".to_owned()),
        ..Settings::default()
    };
    let reading = postmortem::read(Arc::new(Source::new(PATH, bytes)), &settings);
    spans_fit(&reading);
    same_after_json(&reading);
    let Reading {
        postmortem, blocks, ..
    } = reading;
    let postmortem = Arc::new(postmortem);
    let page = page_of(&postmortem, settings);
    nothing_is_lost(&postmortem, &blocks, &page);
}

/// The front matter alone.
pub fn front_matter(bytes: &[u8]) {
    document(&[b"---\n", bytes, b"\n---\n\nNobody could log in.\n"].concat());
}

/// A timeline alone.
pub fn timeline(bytes: &[u8]) {
    document(
        &[
            b"---\nstarted: 2024-03-04T10:00:00Z\n---\n\n## Timeline\n\n",
            bytes,
        ]
        .concat(),
    );
}

/// The settings.
pub fn site_yaml(bytes: &[u8]) {
    let source = Source::new("site.yaml", bytes);
    let (settings, problems) = config::read(&source);
    told_well(&source, &problems);
    let (theme, problems) = Theme::new(&settings, &UserTheme::default());
    told_well(&source, &problems);
    let text = "---\ntitle: One\nservices: [web]\n---\n\nNobody could log in.\n";
    let one = postmortem::parse(Arc::new(Source::new(PATH, text.as_bytes())), &settings);
    let site = made(&Arc::new(one), settings, Arc::new(theme));
    for route in site.routes().iter().filter(|route| route.path.len() < 30) {
        check(&site, route);
    }
}

/// A file of each format.
pub fn import(bytes: &[u8]) {
    for format in import::ALL {
        let Ok(drafts) = (format.read)(bytes, "any.md") else {
            continue;
        };
        for draft in drafts {
            if let Some(written) = draft.write("any.md", None, &Settings::default()) {
                document(&written.bytes);
            }
        }
    }
}

/// The head of a request.
pub fn request(bytes: &[u8]) {
    let Some(path) = serve::requested(bytes) else {
        return;
    };
    // What is understood has one meaning: no line ends but its own, no body.
    let head = std::str::from_utf8(bytes).expect("only text is understood");
    let lone = |char: char| char.is_control() && char != '\t';
    assert!(!head.split("\r\n").any(|line| line.contains(lone)), "{head:?}");
    let lower = head.to_ascii_lowercase();
    // With its colon: `Transfer-Encodingg` is a name that nobody acts on.
    assert!(!lower.contains("\r\ntransfer-encoding:"), "{head:?}");
    assert!(lower.matches("\r\ncontent-length:").count() < 2, "{head:?}");
    assert!(path.len() <= bytes.len());
}

/// The list of the files that are ours.
pub fn manifest(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    std::fs::create_dir(&out).expect("a folder");
    std::fs::write(folder.path().join("stranger"), "mine").expect("a file");
    std::fs::write(out.join("stranger"), "mine").expect("a file");
    std::fs::write(out.join(MANIFEST), bytes).expect("a file");
    let read: Result<serde_json::Value, _> = serde_json::from_slice(bytes);
    let listed = read.is_ok_and(|read| {
        read.get("files")
            .is_some_and(|files| files.get("stranger").is_some())
    });
    if let Ok(output) = Output::plan(&out, ["index.html".to_owned()]) {
        let _ = output.put("index.html", b"x");
        let _ = output.finish();
    }
    assert!(folder.path().join("stranger").is_file(), "a file outside is gone");
    assert!(
        listed || out.join("stranger").is_file(),
        "a file that was not listed is gone"
    );
}

static SHIPPED: LazyLock<Arc<Theme>> =
    LazyLock::new(|| Arc::new(Theme::new(&Settings::default(), &UserTheme::default()).0));

static WHOLE_ARCHIVE: LazyLock<Validator> = LazyLock::new(|| validator(&schema::postmortems()));
static WHOLE_POSTMORTEM: LazyLock<Validator> = LazyLock::new(|| validator(&schema::postmortem()));

fn validator(schema: &serde_json::Value) -> Validator {
    jsonschema::validator_for(schema).expect("a schema")
}

fn made(one: &Arc<Postmortem>, settings: Settings, theme: Arc<Theme>) -> Site {
    let site = Site::new(Inputs {
        archive: Archive::new(vec![one.record.clone()], &settings),
        postmortems: vec![one.clone()],
        left_out: Vec::new(),
        pages: Vec::new(),
        files: BTreeSet::new(),
        sizes: BTreeMap::new(),
        settings,
        theme,
    });
    site.judge(|| Judged::new(Vec::new(), &[]));
    site
}

/// Checks the files that show a postmortem, and gives its page.
fn page_of(one: &Arc<Postmortem>, settings: Settings) -> String {
    let site = made(one, settings, SHIPPED.clone());
    let mut page = String::new();
    for route in site.routes() {
        let own = route.path.starts_with("postmortems/");
        if own
            || matches!(
                route.path.as_str(),
                "index.html" | "feed.xml" | "feed.json" | "postmortems.json"
            )
        {
            let text = check(&site, route);
            if own && route.path.ends_with("index.html") {
                page.push_str(&text);
            }
        }
    }
    page
}

/// Renders a file and checks its form.
fn check(site: &Site, route: &nevertwice::site::Route) -> String {
    if matches!(route.content, Content::Copy(_) | Content::Picture) {
        return String::new();
    }
    let bytes = site.render(route).expect("the shipped templates take any view");
    let Ok(text) = String::from_utf8(bytes) else {
        return String::new();
    };
    if route.path.ends_with(".html") {
        sound_html(&text);
    } else if route.path.ends_with(".xml") {
        let mut reader = quick_xml::Reader::from_str(&text);
        while !matches!(reader.read_event().expect("XML"), quick_xml::events::Event::Eof) {}
        assert!(!text.contains(|char: char| char.is_control() && !matches!(char, '\n' | '\t')));
    } else if route.path.ends_with(".json") {
        let data: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let schema = match route.path.as_str() {
            "postmortems.json" => Some(&WHOLE_ARCHIVE),
            path if path.starts_with("postmortems/") => Some(&WHOLE_POSTMORTEM),
            _ => None,
        };
        if let Some(schema) = schema {
            schema.validate(&data).expect("what its schema says");
        }
    }
    text
}

/// Every tag has its end, and nothing of the text runs.
fn sound_html(html: &str) {
    const VOID: &[&str] = &["br", "col", "hr", "img", "input", "link", "meta", "wbr"];
    let mut open: Vec<String> = Vec::new();
    let mut tokens = Tokenizer::well_formed(html);
    while let Some((token, range)) = tokens.next() {
        let Token::Tag(tag) = token else { continue };
        let markup = &html[range];
        if tag.close {
            assert_eq!(
                open.pop().as_deref(),
                Some(tag.name.as_str()),
                "{markup} closes another element"
            );
            continue;
        }
        let (_, attributes) = markup.split_at(1 + tag.name.len());
        for attribute in outside_quotes(attributes).to_ascii_lowercase().split_whitespace() {
            assert!(!attribute.starts_with("on"), "a handler in {markup}");
        }
        for name in ["href", "src"] {
            let address = tag.attribute(name).unwrap_or_default().to_ascii_lowercase();
            let scheme: String = address
                .chars()
                .filter(|char| !char.is_control() && *char != ' ')
                .collect();
            assert!(
                !scheme.starts_with("javascript:") && !scheme.starts_with("data:text"),
                "{markup}"
            );
        }
        assert!(
            !matches!(tag.name.as_str(), "iframe" | "object" | "embed" | "base"),
            "{markup}"
        );
        if tag.name == "script" {
            let own = tag.attribute("src").is_some_and(|from| from.contains("assets/"));
            let data = tag.attribute("type").as_deref() == Some("application/ld+json");
            assert!(own || data, "{markup}");
            tokens.skip_element("script");
        } else if !VOID.contains(&tag.name.as_str()) && !tag.is_empty_element() {
            open.push(tag.name);
        }
    }
    assert!(open.is_empty(), "never closed: {open:?}");
}

/// A tag without the values of its attributes.
fn outside_quotes(tag: &str) -> String {
    let mut inside = false;
    tag.chars()
        .filter(|&char| {
            inside ^= char == '"';
            !inside
        })
        .collect()
}

fn spans_fit(reading: &Reading) {
    let source = &reading.postmortem.document.source;
    told_well(source, &reading.postmortem.diagnostics);
    for block in &reading.blocks {
        fits(source, block.span);
    }
    for entry in &reading.postmortem.record.entries {
        fits(source, entry.span);
    }
}

fn fits(source: &Source, span: Span) {
    assert!(
        source.text.get(span.start..span.end).is_some(),
        "{span:?} is no part of the text"
    );
}

fn told_well(source: &Source, found: &[Diagnostic]) {
    for one in found {
        if one.path == source.path {
            fits(source, one.span);
        }
        assert!(
            !one.message.is_empty() && !one.message.ends_with('.'),
            "{}",
            one.message
        );
    }
}

fn same_after_json(reading: &Reading) {
    let record = &*reading.postmortem.record;
    let json = serde_json::to_string(record).expect("a record is written");
    let again: nevertwice::record::Record = serde_json::from_str(&json).expect("and read back");
    assert_eq!(&again, record);
}

fn without_tags(html: &str) -> String {
    let mut words = String::new();
    let mut done = 0;
    for (_, range) in Tokenizer::well_formed(html) {
        words.push_str(&html[done..range.start]);
        done = range.end;
    }
    words + &html[done..]
}

/// Words of paragraphs are on the page, or in what is said about the text. Parts that pages show in a form of their own,
/// such as times and owners, are left out.
fn nothing_is_lost(one: &Postmortem, blocks: &[Block], page: &str) {
    // Marks within a word are tags on its page.
    let shown = unescaped(&without_tags(page)).to_lowercase() + &unescaped(page).to_lowercase();
    let told = || one.diagnostics.iter().map(|found| found.message.to_lowercase());
    let document = &one.document;
    for block in blocks.iter().filter(|block| block.kind == BlockKind::Paragraph) {
        let marked = document
            .source
            .slice(block.span)
            .contains([':', '|', '<', '[', '{', '\\', '&']);
        let taken = one.record.entries.iter().map(|entry| entry.span);
        let actions = one.record.actions.iter().map(|action| action.span);
        if marked
            || taken
                .chain(actions)
                .any(|span| span.start < block.span.end && block.span.start < span.end)
        {
            continue;
        }
        for line in &block.lines {
            let words = line.text.plain.split(|char: char| !char.is_ascii_alphabetic());
            for word in words.filter(|word| word.len() > 5) {
                let word = word.to_lowercase();
                let found = shown.contains(&word) || told().any(|message| message.contains(&word));
                assert!(found, "`{word}` is lost");
            }
        }
    }
}
