//! The names of sections: one table, and how a heading or a label is held against it.

mod around;
mod name_table;
mod qualifiers;
mod sentences;
#[cfg(test)]
mod tests;

use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::sync::LazyLock;

use crate::postmortem::sections::marks;
use crate::text::words::ByLetters;
use crate::vocabulary::SectionKind;
use crate::vocabulary::SectionKind::{Cause, Detection, Lessons, Measures, Other, Summary, Timeline};
use around::{ADVICE, AROUND, MODIFIERS, SEARCHES, are_tasks, is_for_others};
use name_table::{HEADINGS, NAMES, QUESTIONS, Table, WHOLE};

/// A name that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) kind: SectionKind,
    /// Whether it names both the root cause and the resolution.
    pub(super) whole_cause: bool,
    /// Whether it names a root cause, and not a resolution alone.
    pub(super) root_cause: bool,
    /// Whether it is one of the four names of the brief in full.
    pub(super) full: bool,
    /// Whether hardly a word is around it.
    pub(super) alone: bool,
}

/// A name, what it names, and its place among all of them.
type Placed = (usize, SectionKind, &'static str);

/// The names that a text may hold, by their first words.
static WITHIN: LazyLock<HashMap<&str, Vec<Placed>, FixedState>> = LazyLock::new(|| {
    let mut names: HashMap<_, Vec<_>, _> = HashMap::default();
    for (index, (kind, name)) in flat(NAMES).chain(flat(QUESTIONS)).enumerate() {
        let first = name.split(' ').next().unwrap_or_default();
        names.entry(first).or_default().push((index, kind, name));
    }
    names
});

/// The words that labels begin with.
static FIRST: LazyLock<ByLetters> = LazyLock::new(|| {
    let names = [WHOLE, QUESTIONS, NAMES].into_iter().flat_map(flat);
    let begin = names.filter_map(|(_, name)| name.split(' ').next());
    let others = AROUND
        .iter()
        .chain(MODIFIERS)
        .chain(ADVICE)
        .chain(SEARCHES)
        .copied();
    ByLetters::new(begin.chain(others).chain(sentences::first_words()))
});

/// How many of them labels may hold too; the questions come after these.
static IN_LABELS: LazyLock<usize> = LazyLock::new(|| flat(NAMES).count());

/// The most words of a name that a label may hold.
const MOST_WORDS: usize = 4;

/// The names that a text may be as a whole, each with whether only a heading may.
static ALONE: LazyLock<HashMap<&str, (SectionKind, bool), FixedState>> = LazyLock::new(|| {
    let mut names = HashMap::default();
    for (kind, name) in [WHOLE, QUESTIONS, NAMES].into_iter().flat_map(flat) {
        names.entry(name).or_insert((kind, false));
    }
    for (kind, name) in flat(HEADINGS) {
        names.entry(name).or_insert((kind, true));
    }
    names
});

fn flat(table: &'static Table) -> impl Iterator<Item = (SectionKind, &'static str)> {
    let rows = table.iter();
    rows.flat_map(|(kind, names)| names.iter().map(|name| (*kind, *name)))
}

/// The names that ship and those of `site.yaml`.
#[derive(Debug)]
pub(super) struct Names {
    added: Vec<(SectionKind, String)>,
}

impl Names {
    pub(super) fn new(added: &[(String, SectionKind)]) -> Self {
        Self {
            added: added
                .iter()
                .map(|(name, kind)| (*kind, normal(name)))
                .filter(|(_, name)| !name.is_empty())
                .collect(),
        }
    }

    /// What a heading names, or asks: the longest name that it contains.
    pub(super) fn heading(&self, text: &str) -> Option<Named> {
        // `E. Measures`
        let text = text.get(marks::number(text)..).unwrap_or_default();
        let joined = normal(text);
        if let Some(kind) = self.whole(&joined) {
            return Some(named(kind, &joined, true));
        }
        let (bare, left) = qualifiers::split(text);
        let core = left.contains(char::is_alphanumeric).then(|| normal(bare));
        if let Some(kind) = core.as_deref().and_then(|core| self.whole(core)) {
            return Some(named(kind, &joined, true));
        }
        let core = core.as_deref().unwrap_or(&joined);
        if is_for_others(core) {
            return Some(named(Other, &joined, true));
        }
        let added = self.added.iter().any(|(_, name)| holds(&joined, name));
        if !added && let Some(kind) = sentences::heading(&joined) {
            return Some(named(kind, &joined, false));
        }
        let held = || self.held(&joined);
        if !added && is_timeline(core) {
            return Some(named(Timeline, &joined, held().count() == 1));
        }
        if are_tasks(core) {
            return Some(named(Measures, &joined, true));
        }
        let (kind, name) = longest(held())?;
        let measures = || held().any(|(index, kind, _)| kind == Measures && in_labels(index));
        let kind = if (name == "mitigation" || kind == Lessons) && measures() {
            Measures
        } else {
            kind
        };
        Some(named(kind, &joined, is_bare(&joined, name)))
    }

    /// What a label names: it is a name, with hardly a word around it.
    pub(super) fn label(&self, text: &str) -> Option<Named> {
        let may = text.len() <= 100 && self.may_begin(text);
        may.then(|| self.bare(text)).flatten()
    }

    /// Whether a label may begin a text, by the first word; the words of a site are all looked for.
    pub(super) fn may_begin(&self, text: &str) -> bool {
        !self.added.is_empty() || may_be_label(text)
    }

    fn bare(&self, text: &str) -> Option<Named> {
        let joined = normal(text);
        if let Some(kind) = self.whole_label(&joined) {
            return Some(named(kind, &joined, true));
        }
        // A time in the brackets is that of an entry, `Resolution (10:45)`; others hold a link. No entry is called a timeline.
        let (bare, left) = qualifiers::split(text);
        let bracket = left
            .trim()
            .strip_prefix('(')
            .and_then(|left| left.strip_suffix(')'));
        let dated = bracket.is_some_and(|date| !date.contains([':', '(', '['])) && is_timeline(&normal(bare));
        let counts = left.contains(|char: char| char.is_ascii_digit() || char == '[') && !dated;
        let core = if counts || !left.contains(char::is_alphanumeric) {
            joined
        } else {
            normal(bare)
        };
        if let Some(kind) = self.whole_label(&core) {
            return Some(named(kind, &core, true));
        }
        if is_for_others(&core) {
            return Some(named(Other, &core, true));
        }
        if let Some(kind) = sentences::asked(&core).or_else(|| are_tasks(&core).then_some(Measures)) {
            return Some(named(kind, &core, true));
        }
        // All words of a label but those around are of its name.
        let mut own = core.split(' ').filter(|word| !is_around(word));
        if self.added.is_empty() && own.nth(MOST_WORDS).is_some() {
            return None;
        }
        let held = self.held(&core).filter(|(index, ..)| in_labels(*index));
        let (kind, name) = longest(held)?;
        is_bare(&core, name).then(|| named(kind, &core, true))
    }

    fn whole(&self, joined: &str) -> Option<SectionKind> {
        let shipped = || ALONE.get(joined).map(|(kind, _)| *kind);
        let search = || around::is_search(joined).then_some(Detection);
        self.of_site(joined).or_else(shipped).or_else(search)
    }

    /// The same of a label, which is no name that only a heading may be.
    fn whole_label(&self, joined: &str) -> Option<SectionKind> {
        let shipped = || ALONE.get(joined).filter(|(_, heading)| !heading);
        let search = || around::is_search(joined).then_some(Detection);
        self.of_site(joined)
            .or_else(|| shipped().map(|(kind, _)| *kind))
            .or_else(search)
    }

    fn of_site(&self, joined: &str) -> Option<SectionKind> {
        let added = self.added.iter().find(|(_, name)| name == joined);
        added.map(|(kind, _)| *kind)
    }

    /// The names that a text holds: those of the site, without a place, and those that ship.
    fn held<'t>(&'t self, joined: &'t str) -> impl Iterator<Item = (Option<usize>, SectionKind, &'t str)> {
        let added = self
            .added
            .iter()
            .map(|(kind, name)| (None, *kind, name.as_str()))
            .filter(|(_, _, name)| holds(joined, name));
        let of_document = qualifiers::is_document(joined);
        let shipped = rests(joined).filter(move |_| !of_document).flat_map(|rest| {
            let first = rest.split(' ').next().unwrap_or_default();
            let names = WITHIN.get(first).into_iter().flatten();
            names.filter(move |(_, _, name)| begins(rest, name))
        });
        added.chain(shipped.map(|(index, kind, name)| (Some(*index), *kind, *name)))
    }
}

/// The longest of names; of two of one length what is to be done, then the later one.
fn longest<'t>(
    names: impl Iterator<Item = (Option<usize>, SectionKind, &'t str)>,
) -> Option<(SectionKind, &'t str)> {
    names
        .max_by_key(|(index, kind, name)| (name.len(), *kind == Measures, *index))
        .map(|(_, kind, name)| (kind, name))
}

/// Whether a name may be held by labels too, and is no question.
fn in_labels(index: Option<usize>) -> bool {
    index.is_none_or(|index| index < *IN_LABELS)
}

/// Whether a text holds a name as whole words; both are words between single blanks.
fn holds(text: &str, name: &str) -> bool {
    holds_any(text, &[name])
}

fn holds_any(text: &str, names: &[&str]) -> bool {
    rests(text).any(|rest| names.iter().any(|name| begins(rest, name)))
}

/// A text from each of its words on.
fn rests(text: &str) -> impl Iterator<Item = &str> {
    let blanks = text.bytes().enumerate().filter(|&(_, byte)| byte == b' ');
    let starts = std::iter::once(0).chain(blanks.map(|(at, _)| at + 1));
    starts.filter_map(|at| text.get(at..))
}

fn begins(text: &str, name: &str) -> bool {
    // Most begin with another letter, which is told at once.
    text.as_bytes().first() == name.as_bytes().first()
        && text
            .strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Whether a text may be a label by a name that ships: the name begins it, or a word that may be before one. Most lines
/// are seen to be none by this.
fn may_be_label(text: &str) -> bool {
    let words = text.split(|char: char| !char.is_alphanumeric());
    let counts = |word: &&str| {
        let is = |other: &&str| word.eq_ignore_ascii_case(other);
        let left_out = word.len() <= 3 && ["and", "or", "its", "s"].iter().any(is);
        !left_out && !word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let first = words.into_iter().find(counts);
    let known = |word: &str| {
        FIRST
            .alike(word)
            .iter()
            .any(|other| other.eq_ignore_ascii_case(word))
    };
    first.is_some_and(|word| !word.is_ascii() || known(word))
}

/// Whether a heading is about the course of events, whatever it is the course of: `Follow-up timeline`.
fn is_timeline(joined: &str) -> bool {
    ["timeline", "time line", "chronology"].iter().any(|name| {
        joined.ends_with(name) && holds(joined, name)
            || joined
                .strip_prefix(name)
                .is_some_and(|rest| rest.starts_with(" of ") || rest.starts_with(" for "))
    })
}

fn is_around(word: &str) -> bool {
    AROUND.binary_search(&word).is_ok()
}

/// Whether only such words are around a name as are in labels.
fn is_bare(text: &str, name: &str) -> bool {
    let named = rests(text).find(|rest| begins(rest, name));
    named.is_some_and(|rest| {
        let before = text.get(..text.len() - rest.len()).unwrap_or_default();
        let after = rest.get(name.len()..).unwrap_or_default();
        let mut around = before.split_whitespace().chain(after.split_whitespace());
        around.all(is_around)
    })
}

/// Whether a heading or label names things to do, one a line.
pub(super) fn are_named_tasks(text: &str) -> bool {
    let joined = normal(text);
    let names = [
        "tasks",
        "task list",
        "list of tasks",
        "todo",
        "todos",
        "to do",
        "to dos",
        "action items",
        "actions",
        "next steps",
        "follow ups",
    ];
    (holds_any(&joined, &names) || are_tasks(&joined)) && Names::new(&[]).heading(text).is_some()
}

/// Whether a heading names the steps of a search.
pub(super) fn is_search(text: &str) -> bool {
    around::is_search(&normal(text))
}

fn named(kind: SectionKind, joined: &str, alone: bool) -> Named {
    let has = |names| holds_any(joined, names);
    let root_cause = has(&["cause", "causes"]);
    Named {
        kind,
        alone,
        root_cause,
        whole_cause: root_cause && has(&["resolution", "recovery", "mitigation", "fix", "solution"]),
        full: match kind {
            Summary => has(&["issue summary", "incident summary", "executive summary"]),
            Timeline => has(&["timeline"]),
            Cause => root_cause && has(&["resolution"]),
            Measures => has(&["corrective", "preventative", "preventive", "action items"]),
            _ => false,
        },
    }
}

/// The words of a text in lower case between single blanks, without number in front, `and`, `or`, `its` and
/// the `s` of `cause(s)`.
fn normal(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    let lower = text.to_lowercase();
    let words = lower.split(|char: char| !char.is_alphanumeric());
    for word in words.filter(|word| !matches!(*word, "" | "and" | "or" | "its" | "s")) {
        let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if number(&normal) {
            normal.clear();
        }
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.push_str(word);
    }
    normal
}
