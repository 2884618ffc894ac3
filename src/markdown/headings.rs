//! Levels without gaps, unique anchors, and the table of contents.

use crate::html::escaped;
use crate::text::emoji;
use std::collections::{BTreeMap, BTreeSet};

/// A heading of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// The anchor, unique on the page.
    pub id: String,
    /// The anchor that GitHub gives it, where that is another: tables of contents written by hand lead there.
    pub alias: Option<String>,
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
    /// All anchors of the page.
    anchors: BTreeSet<String>,
    /// The number that the next heading gets which has the name of another.
    next: BTreeMap<String, usize>,
    /// How often GitHub would have met each anchor.
    met: BTreeMap<String, usize>,
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
        let alias = match depth {
            Depth::Marks(_) | Depth::Section(1..) => self.alias(text),
            Depth::Section(_) | Depth::Label => None,
        };
        let text = emoji::signs(text.trim().trim_end_matches(':').trim_end()).into_owned();
        self.list.push(Heading {
            level,
            id,
            alias,
            text,
        });
        &self.list[self.list.len() - 1]
    }

    /// Takes the last heading back.
    pub(super) fn undo(&mut self) {
        self.list.pop();
        self.above.clone_from(&self.before);
    }

    /// Takes an anchor of the writer's own; false where the page has it already, or uses such names itself.
    pub(super) fn claim(&mut self, id: &str) -> bool {
        let free = !id.is_empty() && !is_reserved(id) && !self.anchors.contains(id);
        if free {
            self.anchors.insert(id.to_owned());
        }
        free
    }

    /// All anchors of the page.
    pub(super) fn anchors(self) -> BTreeSet<String> {
        self.anchors
    }

    /// The anchor that GitHub gives a heading, where it is still free.
    fn alias(&mut self, text: &str) -> Option<String> {
        let name = github_slug(text);
        let met = self.met.entry(name.clone()).or_insert(0);
        *met += 1;
        let alias = match *met {
            1 => name,
            again => format!("{name}-{}", again - 1),
        };
        self.claim(&alias).then_some(alias)
    }

    fn anchor(&mut self, text: &str) -> String {
        let name = slug(text);
        if self.anchors.insert(name.clone()) {
            return name;
        }
        let next = self.next.entry(name.clone()).or_insert(2);
        loop {
            let id = format!("{name}-{next}");
            *next += 1;
            // It may be another heading's own name.
            if self.anchors.insert(id.clone()) {
                return id;
            }
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
    if slug.is_empty() {
        "section".to_owned()
    } else if is_reserved(slug) {
        format!("section-{slug}")
    } else {
        slug.to_owned()
    }
}

/// Whether pages use an anchor themselves, or may: that of an entry, an action, a footnote, a part of the page.
pub fn is_reserved(id: &str) -> bool {
    // The last is that of the marks of the timeline figure.
    let reserved = ["entry-", "action-", "note-", "page-", "m-"];
    reserved.iter().any(|start| id.starts_with(start))
}

/// The anchor of a heading on GitHub, but for the number of one that it met before.
fn github_slug(text: &str) -> String {
    let kept = text.trim().chars().flat_map(char::to_lowercase);
    let kept = kept.filter(|char| char.is_alphanumeric() || matches!(char, ' ' | '-' | '_'));
    kept.map(|char| if char == ' ' { '-' } else { char }).collect()
}

impl Heading {
    /// The start tag.
    pub(super) fn start(&self) -> String {
        format!("<h{} id=\"{}\">", self.level, self.id)
    }

    /// The link to itself and the end tag. The link is for the mouse: read aloud, it would be part of the heading's name, and the
    /// contents of the page have it for the keyboard.
    pub(super) fn end(&self) -> String {
        let alias = self.alias.iter();
        let alias: String = alias.map(|alias| format!(" id=\"{}\"", escaped(alias))).collect();
        format!(
            "<a class=\"anchor\"{alias} href=\"#{}\" aria-hidden=\"true\" tabindex=\"-1\">#</a></h{}>\n",
            self.id, self.level
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

    #[test]
    fn headings_have_the_anchors_of_github_too() {
        let mut headings = Headings::default();
        assert!(headings.claim("taken--too") && !headings.claim("taken--too"));
        assert!(!headings.claim("page-main"));
        let depth = Depth::Marks(2);
        let found: Vec<_> = [
            "What & why",
            "Deploy",
            "Deploy",
            "`a_b` c",
            ":fire: Fix",
            "Taken & too",
            "Fix it",
        ]
        .iter()
        .map(|text| headings.add(depth, text).alias.clone())
        .collect();
        let alias = |name: &str| Some(name.to_owned());
        assert_eq!(
            found,
            [
                alias("what--why"),
                None,
                alias("deploy-1"),
                alias("a_b-c"),
                None,
                None,
                None
            ]
        );
        assert_eq!(headings.add(Depth::Label, "By & hand").alias, None);
        assert_eq!(headings.list[4].text, "🔥 Fix");
        assert_eq!(headings.add(depth, "Deploy 1").id, "deploy-1-2");
        assert!(headings.anchors().contains("deploy-1"));
    }
}
