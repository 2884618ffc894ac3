//! What stands in the place of a section that nothing is called after: for the summary the first section before the timeline,
//! `What broke`, for the root cause the first one after it that has prose, `Behind the curtain`, and for the measures the last
//! one that has a list, `Never again`. In a text without headings paragraphs stand in the places of sections.

use crate::postmortem::document::{Document, Section};
use crate::postmortem::prose::{Prose, Sentence};
use crate::span::Span;
use crate::vocabulary::SectionKind::{self, Background, Cause, Lessons, Measures, Other, Summary, Timeline};
use std::ops::Range;

/// Headings after the timeline that are no part of the story.
const ASIDE: &[&str] = &[
    "link",
    "reference",
    "resource",
    "appendix",
    "glossary",
    "thank",
    "acknowledg",
    "author",
    "contributor",
    "credit",
    "closing",
    "about",
    "content",
    "discussion",
    "note",
    "lesson",
    "response",
];

/// What a conclusion says that names the cause.
const NAMES_CAUSE: &[&str] = &["cause", "due to", "because", "reason", "led to", "result of"];

/// With so many words a section has prose.
const PROSE: usize = 15;

/// What stands in the place of the summary, the root cause and the measures, each where no section is called by a name of its kind.
pub(super) fn read(document: &Document, prose: &Prose, entry: Option<usize>) -> [Option<Span>; 3] {
    let sections = &document.sections;
    if sections.iter().all(|section| section.heading.is_none()) {
        return unheaded(document, prose);
    }
    let named = |kind: SectionKind| {
        sections
            .iter()
            .position(|section| section.kind == kind && section.heading.is_some())
    };
    // Entries under any heading are the timeline.
    let holds = |entry| {
        sections
            .iter()
            .rposition(|section| section.heading.is_some() && section.heading_span.start <= entry)
    };
    let Some(timeline) = named(Timeline).or_else(|| holds(entry?)) else {
        return [None; 3];
    };
    let Some(start) = sections.get(timeline).map(|section| section.heading_span.start) else {
        return [None; 3];
    };
    let before = |from: usize, kind| unnamed(sections, from..timeline, start, kind);
    let after = |kind| unnamed(sections, timeline + 1..sections.len(), document.body.end, kind);
    let missing = |kind| named(kind).is_none();
    let concludes = |section: &Span| {
        let heading = document.source.slice(*section).lines().next().unwrap_or_default();
        heading.to_lowercase().contains("conclu")
    };
    let names_cause = |section: &Span| {
        said(prose, *section).any(|said| NAMES_CAUSE.iter().any(|word| said.lower.contains(word)))
    };
    let tells =
        |section: &Span| words(prose, *section) >= PROSE && (!concludes(section) || names_cause(section));
    let summary = || before(0, Summary).into_iter().find(tells);
    let cause = || {
        // Told before the timeline, after the summary.
        let early = || before(named(Summary)? + 1, Cause).into_iter().find(tells);
        after(Cause).into_iter().find(tells).or_else(early)
    };
    let cause = missing(Cause).then(cause).flatten();
    let listed = |section: &Span| said(prose, *section).filter(|said| said.listed).count() > 1;
    let measures = || {
        let mut after = after(Measures).into_iter();
        after.rfind(|section| listed(section) && Some(*section) != cause)
    };
    [
        missing(Summary).then(summary).flatten(),
        cause,
        missing(Measures).then(measures).flatten(),
    ]
}

/// The outer sections on one side of the timeline that no other part of the brief is called after.
fn unnamed(sections: &[Section], side: Range<usize>, end: usize, kind: SectionKind) -> Vec<Span> {
    let outer = |at: &usize| sections.get(*at).is_some_and(|section| !section.nested);
    let outer: Vec<usize> = side.filter(outer).collect();
    let ends = outer
        .iter()
        .skip(1)
        .map(|&next| sections.get(next).map(|next| next.heading_span.start));
    let fitting = outer.iter().zip(ends.chain([None])).filter_map(|(&at, next)| {
        let section = sections.get(at)?;
        let heading = section.heading.as_deref()?.to_lowercase();
        let fits = match section.kind {
            Other if heading.contains("conclu") => kind == Cause,
            Other => !ASIDE.iter().any(|word| heading.contains(word)),
            Background => kind == Summary,
            Lessons => kind == Cause && heading.contains("wrong"),
            _ => false,
        };
        fits.then_some(Span::new(section.heading_span.start, next.unwrap_or(end)))
    });
    fitting.collect()
}

/// The same of a text without any heading: the list that ends it, with the paragraph that leads to it, is the measures; what stands
/// between that and the first paragraph tells the cause.
fn unheaded(document: &Document, prose: &Prose) -> [Option<Span>; 3] {
    let sentences = &prose.sentences;
    let first = sentences.first().map(|said| said.block);
    let second = sentences.iter().find(|said| Some(said.block) > first);
    let last = sentences.iter().rposition(|said| said.listed);
    let list = last.map(|last| {
        let before = sentences.iter().take(last).rposition(|said| !said.listed);
        before.map_or(0, |before| before + 1)..last + 1
    });
    let items = list.as_ref().and_then(|list| sentences.get(list.clone()));
    let tasks = items.is_some_and(|items| {
        let untimed = |said: &Sentence| !said.text.starts_with(|char: char| char.is_ascii_digit());
        items.len() > 1 && items.iter().all(untimed)
    });
    let list = list.filter(|_| tasks).map(|list| list.start);
    let leading = list.and_then(|list| sentences.get(list.checked_sub(1)?));
    let leads = leading.and_then(|leading| sentences.iter().find(|said| said.block == leading.block));
    let at = |said: &Sentence| said.span().start;
    let measures = leads.or_else(|| sentences.get(list?)).map(at);
    let cause = second
        .map(at)
        .map(|start| Span::new(start, measures.unwrap_or(document.body.end)));
    let cause = cause.filter(|cause| cause.start < cause.end && words(prose, *cause) >= PROSE);
    [
        None,
        cause,
        measures.map(|start| Span::new(start, document.body.end)),
    ]
}

/// The sentences of a place.
fn said(prose: &Prose, place: Span) -> impl Iterator<Item = &Sentence> {
    let all = &prose.sentences;
    let first = all.partition_point(|said| said.span().start < place.start);
    let rest = all.get(first..).unwrap_or_default().iter();
    rest.take_while(move |said| said.span().start < place.end)
}

/// How many words stand there beside lists.
fn words(prose: &Prose, place: Span) -> usize {
    let prose = said(prose, place).filter(|said| !said.listed);
    prose.map(|said| said.text.split_whitespace().count()).sum()
}
