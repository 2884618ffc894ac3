//! What the preview adds to pages, and the pages that it makes itself.

use crate::html::escaped;
use crate::report::human;
use crate::serve::state::Fault;
use crate::serve::suggest;
use anstream::adapter::strip_str;
use std::fmt::Write;

/// Where all that belongs to the preview alone is served, from the root.
pub(super) const OWN: &str = "__nevertwice/";

/// The script that keeps a page up to date.
pub(super) const SCRIPT: &str = include_str!("preview.js");

/// The element that loads it: the only addition to a page without errors.
pub(super) fn tag(url: &str, version: &str) -> String {
    let page = escaped(url);
    format!(
        "<script src=\"/{OWN}preview.js\" data-page=\"/{page}\" data-version=\"{version}\" defer></script>"
    )
}

/// A page with more at the end of its body.
pub(super) fn inserted(page: &[u8], more: &[&str]) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    let at = page
        .windows(END.len())
        .rposition(|window| window == END)
        .unwrap_or(page.len());
    let (before, behind) = page.split_at(at);
    let more = more.iter().flat_map(|more| more.bytes());
    before
        .iter()
        .copied()
        .chain(more)
        .chain(behind.iter().copied())
        .collect()
}

/// What is wrong with a page's sources, over the page; nothing where nothing is. `held_back` where the page shows an
/// older state of them.
pub(super) fn faults(faults: &[Fault], held_back: bool) -> String {
    const STYLE: &str = "position:fixed;z-index:99;inset:auto 0 0;max-height:60vh;overflow:auto;margin:0;padding:1rem 1.25rem;\
        background:#2a1215;color:#fde8e8;border-top:4px solid #f0525f;font:14px/1.45 ui-monospace,monospace;overflow-wrap:anywhere";
    if faults.is_empty() {
        return String::new();
    }
    let title = if held_back {
        "Showing the last good version until this is fixed"
    } else {
        "A build would be refused for this"
    };
    let mut out = format!(
        "<section id=\"nevertwice-faults\" role=\"alert\" tabindex=\"0\" style=\"{STYLE}\">\
         <strong>{title}</strong>"
    );
    for (source, fault) in faults {
        let drawn = human::finding(fault, source.as_deref());
        let drawn = strip_str(&drawn).to_string();
        let _ = write!(
            out,
            "<pre style=\"all:unset;display:block;margin-top:.75rem;white-space:pre-wrap\">{}</pre>",
            escaped(&drawn)
        );
    }
    out + "</section>"
}

/// A page of the preview's own.
pub(super) fn plain(title: &str, content: &str) -> String {
    const STYLE: &str = ":root{color-scheme:light dark}body{max-width:44rem;margin:12vh auto;padding:0 1.25rem;\
        font:17px/1.55 system-ui,sans-serif}li{margin:.35rem 0}a{color:light-dark(#0b57a4,#8ec5ff)}";
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<h1>{title}</h1>\n{content}\n</body>\n</html>\n"
    )
}

/// The page for a path that does not exist.
pub(super) fn missing<'a>(path: &str, pages: impl Iterator<Item = &'a str>) -> String {
    let mut out = format!("<p>There is nothing at <code>/{}</code>.", escaped(path));
    let similar = suggest::pages(path, pages);
    out += if similar.is_empty() {
        "</p>\n"
    } else {
        " Did you mean:</p>\n<ul>\n"
    };
    for url in &similar {
        let _ = writeln!(out, "<li><a href=\"/{0}\">/{0}</a></li>", escaped(url));
    }
    if !similar.is_empty() {
        out += "</ul>\n";
    }
    out += "<p><a href=\"/\">Home</a></p>\n";
    plain("Not found", &(out + &tag(path, "none")))
}
