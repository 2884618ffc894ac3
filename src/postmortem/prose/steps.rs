//! The steps of a timeline, with all that each tells.

use super::{Sentence, is_pasted};
use crate::kinds::{self, Kinds};
use crate::record::Entry;
use crate::source::Source;
use crate::span::Span;
use crate::text::blocks::{Block, BlockKind};
use crate::text::sentences;
use crate::vocabulary::{EntryKind, SectionKind};
use std::sync::OnceLock;

/// Something that happened, as the timeline tells it.
#[derive(Debug)]
pub struct Step {
    /// Its words, without time and label, in lower case.
    pub lower: String,
    /// What stands before them, in lower case: a label among it.
    pub label: String,
    /// Where they are.
    pub span: Span,
    /// Its words as written.
    text: String,
    /// What its entry is known to tell, where it is one.
    own: Option<EntryKind>,
    /// What its sentences tell, first and at all; where it was not read as one, once a rule asked: reading that takes long.
    told: OnceLock<(Option<EntryKind>, Kinds)>,
    /// Whether its own label says so.
    pub labelled: bool,
    /// Whether it has a clock time.
    pub timed: bool,
    /// Whether it is a line of the brief, which answers nothing.
    pub pasted: bool,
}

impl Step {
    /// What it tells first of all: what its label says, else its first sentence.
    #[must_use]
    pub fn kind(&self) -> Option<EntryKind> {
        self.own.or_else(|| self.told().0)
    }

    /// Whether it tells one of these, by its label or in a sentence.
    #[must_use]
    pub fn tells(&self, kinds: &[EntryKind]) -> bool {
        self.own.is_some_and(|own| kinds.contains(&own)) || self.told().1.any(kinds)
    }

    /// Its words as written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    fn told(&self) -> (Option<EntryKind>, Kinds) {
        *self.told.get_or_init(|| {
            let told = all(&self.text);
            (told.first().copied(), told.into_iter().collect())
        })
    }
}

/// The entries, and the sentences of the timeline's sections that are part of none.
pub(super) fn steps(
    source: &Source,
    blocks: &[Block],
    sentences: &[Sentence],
    entries: &[Entry],
    told: &[(usize, Kinds)],
) -> Vec<Step> {
    let mut steps: Vec<Step> = entries.iter().map(|entry| step(source, entry, told)).collect();
    let ends = |span: Span| entries.partition_point(|entry| entry.span.end <= span.start);
    for sentence in sentences {
        let block = blocks.get(sentence.block).map(|block| block.kind);
        let head = matches!(block, Some(BlockKind::Row { head: true, .. }));
        if head || !matches!(sentence.kind, SectionKind::Timeline | SectionKind::Detection) {
            continue;
        }
        let span = sentence.span();
        let entry = entries.get(ends(span));
        if entry.is_none_or(|entry| entry.span.start > span.start) {
            steps.push(Step {
                text: sentence.text.clone(),
                own: None,
                told: OnceLock::new(),
                lower: sentence.lower.clone(),
                label: String::new(),
                span,
                labelled: false,
                timed: false,
                pasted: sentence.pasted,
            });
        }
    }
    // What leads to the entries is told before them.
    steps.sort_by_key(|step| step.span.start);
    steps
}

/// So many bytes of an entry are judged.
const LONGEST_STEP: usize = 4_000;

fn step(source: &Source, entry: &Entry, told: &[(usize, Kinds)]) -> Step {
    let before = source.slice(Span::new(
        entry.span.start,
        entry.content.start.max(entry.span.start),
    ));
    // What an entry tells, it tells at its start: more is pasted, and rules look around in a step again and again.
    let end = (LONGEST_STEP.min(entry.text.len())..).find(|&end| entry.text.is_char_boundary(end));
    let text = entry.text.get(..end.unwrap_or_default()).unwrap_or_default();
    let lower = text.to_ascii_lowercase();
    // Of several sentences reading knows what they tell together, and not what each does.
    let place = told.binary_search_by_key(&entry.content.start, |&(at, _)| at);
    let read = place.ok().and_then(|at| told.get(at));
    let read = read.filter(|_| sentences::split(text).len() == 1);
    Step {
        pasted: is_pasted(&lower),
        lower,
        label: before.to_ascii_lowercase(),
        span: entry.content,
        text: text.to_owned(),
        own: Some(entry.kind),
        told: read.map_or_else(OnceLock::new, |(_, kinds)| (Some(entry.kind), *kinds).into()),
        labelled: entry.labelled,
        timed: entry.at.is_some(),
    }
}

/// All that a text tells, sentence by sentence.
fn all(text: &str) -> Vec<EntryKind> {
    let parts = sentences::split(text).into_iter();
    let parts = parts.filter_map(|range| text.get(range));
    parts.flat_map(kinds::all).collect()
}
