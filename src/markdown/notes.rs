//! Footnotes: numbered as they are referred to, at the end of the page, with links back.

use std::collections::BTreeMap;

/// The footnotes of a text.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// By label.
    notes: BTreeMap<String, Note>,
    /// How many have a number.
    count: usize,
}

#[derive(Debug, Default)]
struct Note {
    number: usize,
    references: usize,
    html: Option<String>,
}

impl Notes {
    fn note(&mut self, label: &str) -> &mut Note {
        // Labels are compared without letter case, as Markdown does.
        let note = self.notes.entry(label.to_lowercase()).or_default();
        if note.number == 0 {
            self.count += 1;
            note.number = self.count;
        }
        note
    }

    /// A reference to a note.
    pub(super) fn reference(&mut self, label: &str) -> String {
        let note = self.note(label);
        note.references += 1;
        let number = note.number;
        let id = back(number, note.references);
        format!(
            "<sup><a id=\"{id}\" href=\"#note-{number}\" aria-label=\"Footnote {number}\">{number}</a></sup>"
        )
    }

    /// The text of a note.
    pub(super) fn define(&mut self, label: &str, html: String) {
        // One that nothing refers to gets its number in `html`, after all others.
        self.notes
            .entry(label.to_lowercase())
            .or_default()
            .html
            .get_or_insert(html);
    }

    /// All notes; empty without any.
    pub(super) fn html(mut self) -> String {
        let labels: Vec<String> = self.notes.keys().cloned().collect();
        for label in labels {
            self.note(&label);
        }
        let mut notes: Vec<Note> = self
            .notes
            .into_values()
            .filter(|note| note.html.is_some())
            .collect();
        if notes.is_empty() {
            return String::new();
        }
        notes.sort_by_key(|note| note.number);
        let mut html = "<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n".to_owned();
        for note in notes {
            let text = note.html.unwrap_or_default();
            let (text, end) = match text.trim_end().strip_suffix("</p>") {
                Some(text) => (text, "</p>"),
                None => (text.as_str(), ""),
            };
            html.push_str(&format!("<li id=\"note-{}\">{text}", note.number));
            for reference in 1..=note.references {
                html.push_str(&format!(
                    " <a href=\"#{}\" aria-label=\"Back to the text\">↩</a>",
                    back(note.number, reference)
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
