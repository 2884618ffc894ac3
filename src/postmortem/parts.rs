//! Which sentences of a body tell what the brief asks for: the summary, the root cause, the fix, the measures; by the names of
//! their sections, else by their places. Made once, when the first rule asks.

mod instead;

use super::Postmortem;
use super::document::{Document, Section};
use super::prose::{Prose, Sentence};
use crate::span::Span;
use crate::vocabulary::SectionKind::{self, Background, Cause, Impact, Measures, Other, Summary, Timeline};

/// The parts of a body, as indexes into its sentences.
#[derive(Debug, Default)]
pub struct Parts {
    /// What the Issue Summary says; where nothing is called so, all before the timeline.
    pub summary: Vec<usize>,
    /// What is said of the root cause.
    pub cause: Vec<usize>,
    /// What is said of the resolution; what stands under a heading for both is in both.
    pub fix: Vec<usize>,
    /// Where the timeline begins.
    pub timeline_start: Option<usize>,
    /// Where the summary ends at the latest: at the timeline, else at the sections that follow one.
    pub body_start: usize,
    /// The headings, in lower case, each as long as anybody reads.
    headings: Vec<String>,
    /// What stands in the place of the summary, the root cause and the measures.
    instead: [Option<Span>; 3],
}

impl Parts {
    /// What stands in the place of a section that nothing is called after.
    #[must_use]
    pub fn stand_in(&self, kind: SectionKind) -> Option<Span> {
        let [summary, cause, measures] = self.instead;
        match kind {
            Summary => summary,
            Cause => cause,
            Measures => measures,
            _ => None,
        }
    }

    /// The heading or label that a sentence stands under, in lower case.
    #[must_use]
    pub fn heading(&self, sentence: &Sentence) -> &str {
        let heading = sentence.section.and_then(|at| self.headings.get(at));
        heading.map_or("", String::as_str)
    }

    /// Whether a sentence belongs to a kind of section, or to what stands in its place.
    #[must_use]
    pub fn belongs(&self, sentence: &Sentence, kind: SectionKind) -> bool {
        let instead = || {
            self.stand_in(kind)
                .is_some_and(|span| span.contains(sentence.span()))
        };
        !sentence.pasted && (sentence.kind == kind || instead())
    }
}

/// Reads the parts of a postmortem from its sentences.
#[must_use]
pub fn read(postmortem: &Postmortem, prose: &Prose) -> Parts {
    let document = &postmortem.document;
    let entries = &postmortem.record.entries;
    let entry = entries.first().map(|entry| entry.span.start);
    let timeline_start = section_start(document, &[Timeline]).or(entry);
    let body_start = timeline_start.or_else(|| section_start(document, &[Cause, Measures]));
    let mut parts = Parts {
        headings: document.sections.iter().map(heading).collect(),
        timeline_start,
        body_start: body_start.unwrap_or(usize::MAX),
        instead: instead::read(document, prose, entry),
        ..Parts::default()
    };
    parts.summary = summary(&parts, prose);
    (parts.cause, parts.fix) = cause_and_fix(&parts, prose);
    parts
}

/// Where the first section of some kinds begins.
fn section_start(document: &Document, kinds: &[SectionKind]) -> Option<usize> {
    let mut sections = document.sections.iter();
    let section = sections.find(|section| kinds.contains(&section.kind) && section.heading.is_some())?;
    Some(section.heading_span.start)
}

fn heading(section: &Section) -> String {
    /// So much of a heading is looked at.
    const MOST: usize = 120;
    let heading = section.heading.as_deref().unwrap_or_default();
    let end = (MOST.min(heading.len())..=heading.len()).find(|&end| heading.is_char_boundary(end));
    heading
        .get(..end.unwrap_or_default())
        .unwrap_or_default()
        .to_lowercase()
}

fn summary(parts: &Parts, prose: &Prose) -> Vec<usize> {
    let own = |kind: SectionKind| matches!(kind, Summary | Impact);
    let sentences = || {
        prose
            .sentences
            .iter()
            .enumerate()
            .filter(|(_, said)| !said.pasted)
    };
    if let Some((first, _)) = sentences().find(|(_, sentence)| own(sentence.kind)) {
        // A table of facts above it is part of it.
        let headline = |at: usize, said: &Sentence| at < first && said.listed && said.kind == Other;
        let told = sentences().filter(|(at, said)| own(said.kind) || headline(*at, said));
        return told.map(|(at, _)| at).collect();
    }
    // What is pasted in is followed by more of it: the pages around the brief.
    if prose.sentences.iter().any(|said| said.pasted) {
        return Vec::new();
    }
    let opening = sentences().filter(|(_, said)| matches!(said.kind, Other | Background));
    opening
        .filter(|(_, said)| said.span().start < parts.body_start)
        .map(|(at, _)| at)
        .collect()
}

/// The sentences on the root cause and on the resolution: by their headings; what stands under both is both.
fn cause_and_fix(parts: &Parts, prose: &Prose) -> (Vec<usize>, Vec<usize>) {
    const FIX: &[&str] = &[
        "resol",
        "fix",
        "recover",
        "mitigat",
        "solution",
        "remed",
        "repair",
        "was done",
        "did about",
        "out of it",
        "got out",
        "it ended",
    ];
    const CAUSE: &[&str] = &[
        "cause",
        "reason",
        "why",
        "trigger",
        "factor",
        "happened",
        "analysis",
        "explanation of",
        "problem",
    ];
    let all = prose.sentences.iter().enumerate();
    let all: Vec<_> = all.filter(|(_, said)| parts.belongs(said, Cause)).collect();
    // What stands before the timeline is the summary's, where a section of its own follows.
    let early = |said: &Sentence| said.span().start < parts.body_start;
    let later = all.iter().any(|(_, said)| said.span().start > parts.body_start);
    let (mut cause, mut fix) = (Vec::new(), Vec::new());
    for (at, sentence) in all {
        if later && early(sentence) {
            continue;
        }
        let is = |words: &[&str]| words.iter().any(|word| parts.heading(sentence).contains(word));
        let (on_cause, on_fix) = match (is(CAUSE), is(FIX)) {
            (false, false) => (true, true),
            named => named,
        };
        if on_cause {
            cause.push(at);
        }
        if on_fix {
            fix.push(at);
        }
    }
    // Under `Resolution` alone the cause may stand too.
    if cause.is_empty() {
        cause.clone_from(&fix);
    }
    (cause, fix)
}
