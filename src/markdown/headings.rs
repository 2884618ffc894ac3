//! Levels without gaps, unique anchors, and the table of contents.

use crate::html::escaped;
use std::collections::BTreeMap;

/// A heading of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// The anchor, unique on the page.
    pub id: String,
    /// The words, plain.
    pub text: String,
}

/// How deep a heading is in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// A main section, and what its marks say; 0 where it has none.
    Section(u8),
    /// As its marks say, 1 to 6.
    Marks(u8),
    /// A label: below every heading with marks.
    Label,
}

impl Depth {
    const fn rank(self) -> u8 {
        match self {
            Self::Section(level) | Self::Marks(level) => level,
            Self::Label => 7,
        }
    }
}

/// Gives each heading its level and anchor, in the order of the page.
#[derive(Debug, Default)]
pub(super) struct Headings {
    /// The headings so far.
    pub(super) list: Vec<Heading>,
    /// The ranks of the headings that the next one may be below.
    above: Vec<u8>,
    /// The same before the last heading.
    before: Vec<u8>,
    /// How often each anchor was wanted.
    wanted: BTreeMap<String, usize>,
}

impl Headings {
    /// The next heading of the page.
    pub(super) fn add(&mut self, depth: Depth, text: &str) -> &Heading {
        let rank = depth.rank();
        self.before.clone_from(&self.above);
        // A section begins anew: `# Summary` and `## Timeline` are siblings.
        let anew = matches!(depth, Depth::Section(_));
        while self.above.pop_if(|above| anew || *above >= rank).is_some() {}
        let level = u8::try_from(self.above.len())
            .unwrap_or(u8::MAX)
            .saturating_add(2)
            .min(6);
        self.above.push(rank);
        let id = self.anchor(text);
        let text = text.trim().trim_end_matches(':').trim_end().to_owned();
        self.list.push(Heading { level, id, text });
        &self.list[self.list.len() - 1]
    }

    /// Takes the last heading back.
    pub(super) fn undo(&mut self) {
        self.list.pop();
        self.above.clone_from(&self.before);
    }

    fn anchor(&mut self, text: &str) -> String {
        let name = slug(text);
        let mut id = name.clone();
        loop {
            let count = self.wanted.entry(id.clone()).or_insert(0);
            *count += 1;
            if *count == 1 {
                return id;
            }
            id = format!("{name}-{count}");
            // The next of this name starts from here; `id` may be another heading's own name.
        }
    }
}

/// Letters and digits, all else a hyphen. Beginnings of names that pages use for their own anchors are kept apart.
fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for char in text.chars().flat_map(char::to_lowercase) {
        if char.is_alphanumeric() {
            slug.push(char);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    // The last is that of the marks of the timeline figure.
    let reserved = ["entry-", "action-", "note-", "page-", "m-"];
    if slug.is_empty() {
        "section".to_owned()
    } else if reserved.iter().any(|start| slug.starts_with(start)) {
        format!("section-{slug}")
    } else {
        slug.to_owned()
    }
}

impl Heading {
    /// The start tag.
    pub(super) fn start(&self) -> String {
        format!("<h{} id=\"{}\">", self.level, self.id)
    }

    /// The link to itself and the end tag.
    pub(super) fn end(&self) -> String {
        format!(
            "<a class=\"anchor\" href=\"#{}\" aria-label=\"Link to “{}”\">#</a></h{}>\n",
            self.id,
            escaped(&self.text),
            self.level
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(depths: &[Depth]) -> Vec<u8> {
        let mut headings = Headings::default();
        depths
            .iter()
            .map(|&depth| headings.add(depth, "x").level)
            .collect()
    }

    #[test]
    fn sections_are_second_level_and_nothing_skips_one() {
        use Depth::{Label, Marks, Section};
        assert_eq!(
            levels(&[Section(2), Marks(4), Marks(6), Section(3), Label, Label]),
            [2, 3, 4, 2, 3, 3]
        );
        assert_eq!(
            levels(&[Marks(3), Marks(2), Marks(4), Label, Marks(2)]),
            [2, 2, 3, 4, 2]
        );
        assert_eq!(
            levels(&[
                Section(1),
                Section(2),
                Marks(2),
                Marks(3),
                Marks(4),
                Marks(5),
                Marks(6)
            ]),
            [2, 2, 2, 3, 4, 5, 6]
        );
    }

    #[test]
    fn anchors_are_unique() {
        let mut headings = Headings::default();
        let ids: Vec<String> = [
            "Fix",
            "Fix 2",
            "Fix!",
            "Fix",
            "Größe: 5%",
            "…",
            "Entry 3",
            "Impact:",
        ]
        .iter()
        .map(|text| headings.add(Depth::Section(2), text).id.clone())
        .collect();
        assert_eq!(
            ids,
            [
                "fix",
                "fix-2",
                "fix-3",
                "fix-4",
                "größe-5",
                "section",
                "section-entry-3",
                "impact"
            ]
        );
        assert_eq!(headings.list[7].text, "Impact");
    }
}
