//! Plain text that knows its way back to the source.

use crate::span::Span;
use crate::text::clock::{self, Leading, Stamp};

use std::ops::Range;
use std::sync::OnceLock;

/// Plain text of a piece of Markdown or HTML, marks taken away and entities decoded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// The words.
    pub plain: String,
    /// Where runs of it come from: (offset in `plain`, offset in the source), ascending; inside a run both count bytes alike.
    pub runs: Vec<(usize, usize)>,
    /// What of `plain` is strong.
    pub strong: Vec<Range<usize>>,
    /// What of `plain` is inline code: never a time, a label or a heading.
    pub code: Vec<Range<usize>>,
    /// What of `plain` is struck through.
    pub struck: Vec<Range<usize>>,
    /// What of `plain` is in italics.
    pub slanted: Vec<Range<usize>>,
    /// The times in it, once somebody asked for them.
    times: Times,
}

/// The times of a text: sections, timeline and impact ask for those of the same lines. They follow from its words, so
/// that texts are compared without them.
#[derive(Debug, Clone, Default)]
struct Times {
    /// In a box: few lines begin with a time, and lines are moved often.
    leading: OnceLock<Option<Box<Leading>>>,
    all: OnceLock<Vec<Stamp>>,
}

impl PartialEq for Times {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Times {}

impl Text {
    /// Words at a place in the source.
    #[must_use]
    pub fn at(plain: String, source: usize) -> Self {
        Self {
            plain,
            runs: vec![(0, source)],
            ..Self::default()
        }
    }

    /// The time that it begins with.
    #[must_use]
    pub fn leading(&self) -> Option<&Leading> {
        self.times
            .leading
            .get_or_init(|| clock::leading(&self.plain).map(Box::new))
            .as_deref()
    }

    /// All times in it.
    #[must_use]
    pub fn stamps(&self) -> &[Stamp] {
        self.times.all.get_or_init(|| clock::anywhere(&self.plain))
    }

    /// The place in the source of a byte of `plain`.
    #[must_use]
    pub fn source(&self, at: usize) -> usize {
        let run = self.runs.partition_point(|&(plain, _)| plain <= at);
        match run.checked_sub(1).and_then(|run| self.runs.get(run)) {
            Some(&(plain, source)) => source + (at - plain),
            None => 0,
        }
    }

    /// The place in the source of a range of `plain`.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.source(range.start);
        let end = range
            .end
            .checked_sub(1)
            .map_or(start, |last| self.source(last) + 1);
        Span::new(start, end.max(start))
    }

    /// Whether all of it but blanks and punctuation is strong.
    #[must_use]
    pub fn all_strong(&self) -> bool {
        covers(&self.strong, &self.plain, 0..self.plain.len())
    }

    /// Whether a range is in bold.
    #[must_use]
    pub fn is_strong(&self, range: &Range<usize>) -> bool {
        let holds = |strong: &Range<usize>| strong.start <= range.start && range.end <= strong.end;
        self.strong.iter().any(holds)
    }

    /// Whether all of it but blanks and punctuation is in italics.
    #[must_use]
    pub fn all_slanted(&self) -> bool {
        covers(&self.slanted, &self.plain, 0..self.plain.len())
    }

    /// Whether all of a range but blanks and punctuation is struck through.
    #[must_use]
    pub fn all_struck(&self, range: Range<usize>) -> bool {
        covers(&self.struck, &self.plain, range)
    }

    /// Whether a byte of `plain` lies in inline code.
    #[must_use]
    pub fn is_code(&self, at: usize) -> bool {
        let next = self.code.partition_point(|range| range.end <= at);
        self.code.get(next).is_some_and(|range| range.contains(&at))
    }

    /// A part of it, with its way back.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Self {
        let clip = |ranges: &[Range<usize>]| {
            ranges
                .iter()
                .map(|inner| inner.start.max(range.start)..inner.end.min(range.end))
                .filter(|inner| inner.start < inner.end)
                .map(|inner| inner.start - range.start..inner.end - range.start)
                .collect()
        };
        let plain = self.plain.get(range.clone()).unwrap_or_default().to_owned();
        let first = self.runs.partition_point(|&(at, _)| at <= range.start);
        let runs = std::iter::once((0, self.source(range.start)))
            .chain(
                self.runs
                    .iter()
                    .skip(first)
                    .map(|&(at, source)| (at.saturating_sub(range.start), source)),
            )
            .take_while(|&(at, _)| at == 0 || at < plain.len())
            .collect();
        Self {
            plain,
            runs,
            strong: clip(&self.strong),
            code: clip(&self.code),
            struck: clip(&self.struck),
            slanted: clip(&self.slanted),
            times: Times::default(),
        }
    }

    /// The byte of `plain` at a place in the source, or the first one after it.
    #[must_use]
    pub fn plain_at(&self, source: usize) -> usize {
        let run = self.runs.partition_point(|&(_, from)| from <= source);
        let end = self.runs.get(run).map_or(self.plain.len(), |&(at, _)| at);
        match run.checked_sub(1).and_then(|run| self.runs.get(run)) {
            Some(&(at, from)) => (at + (source - from)).min(end),
            None => 0,
        }
    }

    /// Several texts as one, with a blank between them.
    #[must_use]
    pub fn join<'t>(texts: impl IntoIterator<Item = &'t Self>) -> Self {
        let mut joined = Self::default();
        for text in texts {
            if !joined.plain.is_empty() {
                joined.plain.push(' ');
            }
            let start = joined.plain.len();
            let shift = |range: &Range<usize>| range.start + start..range.end + start;
            joined.plain.push_str(&text.plain);
            joined
                .runs
                .extend(text.runs.iter().map(|&(at, source)| (at + start, source)));
            joined.strong.extend(text.strong.iter().map(shift));
            joined.code.extend(text.code.iter().map(shift));
            joined.struck.extend(text.struck.iter().map(shift));
            joined.slanted.extend(text.slanted.iter().map(shift));
        }
        joined
    }

    /// Adds a run of text at a place in the source. It has to be fit, as the source itself is.
    pub(super) fn push(&mut self, plain: &str, source: usize, marks: Marks) {
        if plain.is_empty() {
            return;
        }
        let start = self.plain.len();
        let follows = self
            .runs
            .last()
            .is_some_and(|&(at, from)| from + (start - at) == source);
        if !follows {
            self.runs.push((start, source));
        }
        self.plain.push_str(plain);
        let end = self.plain.len();
        for (on, ranges) in [
            (marks.strong, &mut self.strong),
            (marks.code, &mut self.code),
            (marks.struck, &mut self.struck),
            (marks.slanted, &mut self.slanted),
        ] {
            match ranges.last_mut() {
                _ if !on => {}
                Some(last) if last.end == start => last.end = end,
                _ => ranges.push(start..end),
            }
        }
    }

    /// The same without blanks at both ends, of any kind that Unicode knows.
    pub(super) fn trimmed(self) -> Self {
        let start = self.plain.len() - self.plain.trim_start().len();
        let end = self.plain.trim_end().len();
        match (start, end) {
            (0, end) if end == self.plain.len() => self,
            _ if end <= start => Self::default(),
            (start, end) => self.part(start..end),
        }
    }
}

/// Whether ranges, which are in order, hold every letter and digit of a part of a text that has some.
fn covers(ranges: &[Range<usize>], text: &str, part: Range<usize>) -> bool {
    let mut ranges = ranges
        .iter()
        .skip_while(|range| range.end <= part.start)
        .peekable();
    let mut some = false;
    for (at, char) in text.get(part.clone()).unwrap_or_default().char_indices() {
        if !char.is_alphanumeric() {
            continue;
        }
        let at = part.start + at;
        while ranges.next_if(|range| range.end <= at).is_some() {}
        if !ranges.peek().is_some_and(|range| range.contains(&at)) {
            return false;
        }
        some = true;
    }
    some
}

/// How text is marked at the moment of reading.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Marks {
    pub(super) strong: bool,
    pub(super) code: bool,
    pub(super) struck: bool,
    pub(super) slanted: bool,
}
