//! Digests and evidence as Markdown, and as one HTML file that needs nothing else.

use super::tables::{self, cell};
use crate::html::escape;
use crate::insight::digest::Digest;
use crate::insight::evidence::Case;
use crate::insight::section::Value;
use crate::url;
use crate::view::words;
use jiff::civil::Date;
use pulldown_cmark::{Options, Parser, html};
use std::fmt::Write as _;

/// How the HTML file looks: on a screen, in a mail, on two sheets of paper.
const STYLE: &str = include_str!("digest.css");

/// A digest as Markdown.
#[must_use]
pub fn markdown(digest: &Digest, as_of: Option<Date>, base: Option<&str>) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "# {}\n\n{}{}\n",
        cell(&digest.title),
        cell(&digest.lead),
        day(as_of)
    );
    out.push_str("| | In this period | Before |\n|---|---:|---|\n");
    for number in &digest.numbers {
        let (value, before) = (cell(&number.value.words()), cell(&number.before));
        let _ = writeln!(out, "| {} | {value} | {before} |", number.label);
    }
    out.push('\n');
    if let Some(note) = &digest.note {
        let _ = writeln!(out, "{}\n", cell(note));
    }
    out.push_str(&tables::markdown(&digest.sections, 2, base));
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// Evidence as Markdown: one postmortem after the other.
#[must_use]
pub fn evidence(title: &str, as_of: Option<Date>, cases: &[Case], base: Option<&str>) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "# {}\n\nEach postmortem with its review, its causes and its actions.{}\n",
        cell(title),
        day(as_of)
    );
    for case in cases {
        let title = cell(&case.title.words());
        match (&case.title, base) {
            (Value::Link { url, .. }, Some(base)) => {
                let _ = writeln!(out, "## [{title}]({})\n", url::absolute(base, url));
            }
            _ => {
                let _ = writeln!(out, "## {title}\n");
            }
        }
        for (label, value) in case.facts.iter().filter(|(_, value)| *value != Value::Nothing) {
            let _ = writeln!(out, "- {label}: {}", cell(&value.words()));
        }
        out.push('\n');
        out.push_str(&tables::markdown(std::slice::from_ref(&case.actions), 3, base));
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn day(as_of: Option<Date>) -> String {
    as_of.map_or_else(String::new, |day| format!(" As of {}.", words::date(day)))
}

/// Markdown of ours as one HTML file.
#[must_use]
pub fn html(markdown: &str, language: &str) -> String {
    let heading = markdown.lines().next().unwrap_or_default();
    let heading = heading.trim_start_matches("# ").replace('\\', "");
    let (mut title, mut lang) = (String::new(), String::new());
    escape(&mut title, &heading);
    escape(&mut lang, language);
    let mut body = String::new();
    html::push_html(&mut body, Parser::new_ext(markdown, Options::ENABLE_TABLES));
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, \
         initial-scale=1\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_its_own_holds_words_of_a_text_as_words() {
        let markdown = format!(
            "# {}\n\n| {} |\n|---|\n",
            cell("a <b> & c"),
            cell("<script>x</script> | y")
        );
        let html = html(&markdown, "en");
        assert!(html.contains("<title>a &lt;b&gt; &amp; c</title>"), "{html}");
        assert!(
            html.contains("&lt;script&gt;x&lt;/script&gt; | y") && !html.contains("<script>"),
            "{html}"
        );
    }
}
