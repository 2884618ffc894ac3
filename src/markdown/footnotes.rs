//! Footnotes: numbered as they are referred to, at the end of the page, with links back.

use crate::text::blocks::MOST_LINKS_BACK;
use std::collections::BTreeMap;

/// The footnotes of a text.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    by_label: BTreeMap<String, Footnote>,
    /// How many have a number.
    count: usize,
}

#[derive(Debug, Default)]
struct Footnote {
    number: usize,
    references: usize,
    html: Option<String>,
}

impl Footnotes {
    fn footnote(&mut self, label: &str) -> &mut Footnote {
        // Labels are compared without letter case, as Markdown does.
        let footnote = self.by_label.entry(label.to_lowercase()).or_default();
        if footnote.number == 0 {
            self.count += 1;
            footnote.number = self.count;
        }
        footnote
    }

    /// A reference to a footnote.
    pub(super) fn reference(&mut self, label: &str) -> String {
        let footnote = self.footnote(label);
        footnote.references += 1;
        let number = footnote.number;
        let id = match footnote.references {
            ..=MOST_LINKS_BACK => format!("id=\"{}\" ", back(number, footnote.references)),
            _ => String::new(),
        };
        format!("<sup><a {id}href=\"#note-{number}\" aria-label=\"Footnote {number}\">{number}</a></sup>")
    }

    /// The text of a footnote; of several with one label all are shown.
    pub(super) fn define(&mut self, label: &str, html: &str) {
        // One that nothing refers to gets its number in `html`, after all others.
        let footnote = self.by_label.entry(label.to_lowercase()).or_default();
        footnote.html.get_or_insert_default().push_str(html);
    }

    /// All footnotes; empty without any.
    pub(super) fn html(mut self) -> String {
        let labels: Vec<String> = self.by_label.keys().cloned().collect();
        for label in labels {
            self.footnote(&label);
        }
        let mut footnotes: Vec<Footnote> = self
            .by_label
            .into_values()
            .filter(|footnote| footnote.html.is_some())
            .collect();
        if footnotes.is_empty() {
            return String::new();
        }
        footnotes.sort_by_key(|footnote| footnote.number);
        let mut html = "<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n".to_owned();
        for footnote in footnotes {
            let text = footnote.html.unwrap_or_default();
            let (text, end) = match text.trim_end().strip_suffix("</p>") {
                Some(text) => (text, "</p>"),
                None => (text.as_str(), ""),
            };
            html.push_str(&format!("<li id=\"note-{}\">{text}", footnote.number));
            for reference in 1..=footnote.references.min(MOST_LINKS_BACK) {
                html.push_str(&format!(
                    " <a href=\"#{}\" aria-label=\"Back to the text\">↩</a>",
                    back(footnote.number, reference)
                ));
            }
            html.push_str(&format!("{end}</li>\n"));
        }
        html.push_str("</ol>\n</section>\n");
        html
    }
}

/// The anchor of a reference.
fn back(number: usize, reference: usize) -> String {
    match reference {
        1 => format!("note-{number}-back"),
        reference => format!("note-{number}-back-{reference}"),
    }
}
