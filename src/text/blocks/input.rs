//! A text to parse that was cut out of the source, and its way back to it.

use crate::span::Span;
use std::borrow::Cow;

/// A text and where runs of it come from, like [`super::Text`].
#[derive(Debug)]
pub(super) struct Input<'a> {
    pub(super) text: Cow<'a, str>,
    runs: Vec<(usize, usize)>,
}

impl<'a> Input<'a> {
    /// A text in the source as it is.
    pub(super) fn whole(text: Cow<'a, str>, at: usize) -> Self {
        Self {
            text,
            runs: vec![(0, at)],
        }
    }

    /// Pieces of another input, one after the other.
    pub(super) fn pieces(of: &Input<'_>, ranges: impl IntoIterator<Item = std::ops::Range<usize>>) -> Self {
        let mut text = String::new();
        let mut runs = Vec::new();
        for range in ranges {
            let Some(piece) = of.text.get(range.clone()) else {
                continue;
            };
            if piece.is_empty() {
                continue;
            }
            runs.push((text.len(), of.at(range.start)));
            let first = of.runs.partition_point(|&(at, _)| at <= range.start);
            runs.extend(
                of.runs
                    .iter()
                    .skip(first)
                    .take_while(|&&(at, _)| at < range.end)
                    .map(|&(at, source)| (text.len() + at - range.start, source)),
            );
            text.push_str(piece);
        }
        Self {
            text: Cow::Owned(text),
            runs,
        }
    }

    /// A range of another input behind one byte that keeps Markdown from seeing a block at its begin;
    /// on one line if so asked.
    pub(super) fn inline(of: &Input<'_>, range: std::ops::Range<usize>, one_line: bool) -> Self {
        let Self { text, mut runs } = Self::pieces(of, [range]);
        for (at, _) in &mut runs {
            *at += 1;
        }
        runs.insert(0, (0, runs.first().map_or(0, |&(_, source)| source)));
        let text = if one_line {
            text.replace('\n', " ")
        } else {
            text.into_owned()
        };
        Self {
            text: Cow::Owned(format!(".{text}")),
            runs,
        }
    }

    /// A range cut where the source leaves something out.
    pub(super) fn chunks(
        &self,
        range: std::ops::Range<usize>,
    ) -> impl Iterator<Item = std::ops::Range<usize>> {
        let first = self.runs.partition_point(|&(at, _)| at <= range.start);
        let cuts = self
            .runs
            .iter()
            .skip(first)
            .map(|&(at, _)| at)
            .take_while(move |&at| at < range.end);
        let mut start = range.start;
        cuts.chain([range.end])
            .map(move |end| std::mem::replace(&mut start, end)..end)
    }

    /// The place in the source of a byte.
    pub(super) fn at(&self, offset: usize) -> usize {
        let run = self.runs.partition_point(|&(at, _)| at <= offset);
        match run.checked_sub(1).and_then(|run| self.runs.get(run)) {
            Some(&(at, source)) => source + (offset - at),
            None => 0,
        }
    }

    /// The place in the source of a range.
    pub(super) fn span(&self, range: &std::ops::Range<usize>) -> Span {
        let start = self.at(range.start);
        let end = range.end.checked_sub(1).map_or(start, |last| self.at(last) + 1);
        Span::new(start, end.max(start))
    }
}
