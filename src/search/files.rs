//! The bytes of an index's files: scripts that call `nevertwice` with their name and data.

use super::index::{LEFT_OUT, Posting, Word};
use super::{DOCUMENTS, Files, Index, MOST_POSTINGS};
use serde::Serialize;
use std::collections::BTreeMap;

/// What the script has to know first.
#[derive(Serialize)]
struct Start<'a> {
    /// How many postmortems there are.
    documents: usize,
    /// How many files of words there are, and how many postmortems a file of what hits show has.
    files: (usize, usize),
    /// From how many documents on a word's postings are not all there.
    most: usize,
    left_out: &'a str,
    /// For each filter its values with their counts.
    filters: Vec<Vec<(&'a str, usize)>>,
}

impl Index {
    /// The file that is loaded first.
    #[must_use]
    pub fn start(&self) -> Vec<u8> {
        let filters = self.filters.iter().map(|filter| {
            let values = filter.iter();
            values
                .map(|(value, found)| (value.as_str(), found.len()))
                .collect()
        });
        let start = Start {
            documents: self.shown.len(),
            files: (self.files.words, DOCUMENTS),
            most: MOST_POSTINGS,
            left_out: LEFT_OUT,
            filters: filters.collect(),
        };
        script("index", &start)
    }

    /// Words by their first two letters: a line a stem.
    #[must_use]
    pub fn words(&self, file: usize) -> Vec<u8> {
        let mut stems: BTreeMap<&str, String> = BTreeMap::new();
        for Word {
            text,
            stem,
            documents,
            ..
        } in self.of(&self.word_files, file)
        {
            let line = stems.entry(stem).or_insert_with(|| {
                let mut line = String::new();
                base36(&mut line, self.files.of_postings(stem));
                line
            });
            line.push(' ');
            line.push_str(text);
            line.push(' ');
            base36(line, *documents);
        }
        let lines: Vec<String> = stems.into_values().collect();
        script(&format!("words/{file}"), &lines.join("\n"))
    }

    /// The postings of the words of some stems.
    #[must_use]
    pub fn postings(&self, file: usize) -> Vec<u8> {
        let words = self.of(&self.posting_files, file);
        let words: Vec<(&str, String)> = words
            .map(|word| (word.text.as_str(), packed(&word.postings)))
            .collect();
        script(&format!("postings/{file}"), &words)
    }

    /// The words of a file.
    pub(super) fn of<'a>(&'a self, files: &'a [Vec<usize>], file: usize) -> impl Iterator<Item = &'a Word> {
        let indexes = files.get(file).into_iter().flatten();
        indexes.filter_map(|&index| self.words.get(index))
    }

    /// The documents of each value of a filter.
    #[must_use]
    pub fn filter(&self, filter: usize) -> Vec<u8> {
        let values = self.filters.get(filter).into_iter().flatten();
        let values = values.map(|(value, documents)| {
            let mut steps = String::new();
            differences(&mut steps, documents, ',');
            (value.as_str(), steps)
        });
        script(&format!("filters/{filter}"), &values.collect::<Vec<_>>())
    }

    /// What hits show.
    #[must_use]
    pub fn documents(&self, file: usize) -> Vec<u8> {
        let range = Files::documents_of(file);
        let shown = self.shown.get(range.start..range.end.min(self.shown.len()));
        script(&format!("documents/{file}"), &shown.unwrap_or_default())
    }
}

fn packed(postings: &[Posting]) -> String {
    let mut out = String::with_capacity(postings.len() * 10);
    let mut before = 0;
    for posting in postings {
        if !out.is_empty() {
            out.push(',');
        }
        base36(&mut out, posting.document.saturating_sub(before));
        before = posting.document;
        out.push('.');
        base36(&mut out, posting.weight as usize);
        out.push('.');
        differences(&mut out, &posting.at, '.');
    }
    out
}

/// Ascending numbers as the steps between them, with a mark between two.
fn differences(out: &mut String, numbers: &[usize], mark: char) {
    let mut before = None;
    for &number in numbers {
        if before.is_some() {
            out.push(mark);
        }
        base36(out, number.saturating_sub(before.unwrap_or_default()));
        before = Some(number);
    }
}

/// The largest number has thirteen digits.
fn base36(out: &mut String, mut number: usize) {
    let mut digits = [0; 13];
    let mut first = digits.len();
    for (at, digit) in digits.iter_mut().enumerate().rev() {
        *digit = number % 36;
        number /= 36;
        first = at;
        if number == 0 {
            break;
        }
    }
    let digits = digits.iter().skip(first);
    out.extend(digits.filter_map(|&digit| char::from_digit(u32::try_from(digit).ok()?, 36)));
}

fn script(name: &str, data: &impl Serialize) -> Vec<u8> {
    let data = serde_json::to_string(data).unwrap_or_default();
    // Two line ends of JSON are none in older scripts.
    let data = data.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    format!("nevertwice(\"{name}\",{data});\n").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Document, Shown};

    fn index() -> Index {
        let document = |title: &str, body: &str, service: &str| Document {
            texts: vec![(8, title.to_owned()), (1, body.to_owned())],
            filters: vec![vec![service.to_owned()]],
            shown: Shown(
                String::new(),
                title.to_owned(),
                String::new(),
                (0, String::new()),
                String::new(),
                String::new(),
                String::new(),
                Vec::new(),
            ),
        };
        Index::new(vec![
            document("Lamps failed", "the lamp failed, exit 137", "lamps"),
            document("Crane stuck", "it is failing; constructor and lamps", "crane"),
        ])
    }

    fn word<'a>(index: &'a Index, text: &str) -> &'a Word {
        index.words.iter().find(|word| word.text == text).unwrap()
    }

    fn text(bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn words_of_a_stem_are_one_line() {
        let words = text(index().words(0));
        assert!(words.starts_with("nevertwice(\"words/0\",\""), "{words}");
        assert!(words.contains("\\n0 failed 1 failing 1\\n"), "{words}");
        assert!(words.contains("\\n0 lamp 1 lamps 2\\n"), "{words}");
        assert!(!words.contains(" the "), "{words}");
    }

    #[test]
    fn postings_hold_documents_weights_and_places() {
        let index = index();
        let postings = text(index.postings(0));
        // The first word of the first document, and the second, four words of the body before it.
        let lamps = &word(&index, "lamps").postings;
        assert_eq!(
            lamps.iter().map(|posting| posting.document).collect::<Vec<_>>(),
            [0, 1]
        );
        assert_eq!(lamps[0].at, [0]);
        assert!(lamps[0].weight > lamps[1].weight, "a title weighs more");
        assert!(postings.contains("[\"constructor\",\"1."), "{postings}");
        let exit = &word(&index, "exit").postings[0].at;
        let code = &word(&index, "137").postings[0].at;
        assert_eq!(exit[0] + 1, code[0], "they stand beside each other");
    }

    #[test]
    fn filters_and_documents_are_files_too() {
        let index = index();
        assert_eq!(
            text(index.filter(0)),
            "nevertwice(\"filters/0\",[[\"crane\",\"1\"],[\"lamps\",\"0\"]]);\n"
        );
        assert!(text(index.documents(0)).contains("Crane stuck"));
        assert_eq!(text(index.documents(9)), "nevertwice(\"documents/9\",[]);\n");
        assert!(text(index.start()).contains("\"documents\":2"));
    }

    #[test]
    fn a_word_of_every_document_has_a_bounded_file() {
        let many = (0..MOST_POSTINGS + 50).map(|at| Document {
            texts: vec![(1, format!("timeline {at} {}", "timeline ".repeat(at % 5)))],
            ..Document::default()
        });
        let index = Index::new(many.collect());
        let word = word(&index, "timeline");
        assert_eq!(
            (word.documents, word.postings.len()),
            (MOST_POSTINGS + 50, MOST_POSTINGS)
        );
        assert!(word.postings.is_sorted_by_key(|posting| posting.document));
    }

    #[test]
    fn an_empty_archive_has_an_empty_index() {
        let index = Index::new(Vec::new());
        assert_eq!(text(index.words(0)), "nevertwice(\"words/0\",\"\");\n");
    }

    #[test]
    fn numbers_are_short() {
        let written = |write: &dyn Fn(&mut String)| {
            let mut out = String::new();
            write(&mut out);
            out
        };
        let number = |number| written(&|out| base36(out, number));
        assert_eq!([0, 35, 36, 1295].map(number), ["0", "z", "10", "zz"]);
        assert_eq!(number(usize::MAX), "3w5e11264sgsf");
        assert_eq!(written(&|out| differences(out, &[3, 5, 41], ',')), "3,2,10");
    }
}
