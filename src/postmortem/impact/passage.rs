//! Lines that are read as one text: a paragraph however its lines are broken, or a row of a table.

use super::summary_lines::SummaryLine;
use crate::postmortem::impact::tokens::{self, Token};
use crate::span::Span;
use std::ops::Range;

/// A text of one or more lines.
pub(super) struct Passage<'a> {
    lines: &'a [SummaryLine<'a>],
    /// Where each line begins in `lower`.
    starts: Vec<usize>,
    /// The words as written.
    plain: String,
    /// The words in lower case; bytes count as in `plain`.
    lower: String,
}

impl<'a> Passage<'a> {
    /// The passages of lines, without those about the cause.
    pub(super) fn all(lines: &'a [SummaryLine<'a>]) -> impl Iterator<Item = Self> {
        lines
            .chunk_by(|line, next| {
                line.block == next.block
                    && line.about_cause == next.about_cause
                    && (line.in_table || !next.is_label())
            })
            .filter(|lines| lines.first().is_some_and(|line| !line.about_cause))
            .map(Self::new)
    }

    fn new(lines: &'a [SummaryLine<'a>]) -> Self {
        let joint = match lines.first() {
            Some(line) if line.in_table => " | ",
            _ => " ",
        };
        let mut starts = Vec::with_capacity(lines.len());
        let mut plain = String::new();
        for line in lines {
            if !starts.is_empty() {
                plain.push_str(joint);
            }
            starts.push(plain.len());
            plain.push_str(&line.text.plain);
        }
        let lower = plain.to_ascii_lowercase();
        Self {
            lines,
            starts,
            plain,
            lower,
        }
    }

    /// Whether its label or heading asks for the impact.
    pub(super) fn about_impact(&self) -> bool {
        self.lines.first().is_some_and(|line| line.about_impact)
    }

    /// Whether it is a row that tells of what its first cell names, one product of several, and not of all.
    pub(super) fn names_one(&self) -> bool {
        const ALL: &[&str] = &[
            "impact", "affect", "request", "error", "fail", "user", "customer", "traffic", "scope", "summary",
        ];
        let row = self
            .lines
            .first()
            .filter(|line| line.in_table && self.lines.len() > 1);
        row.is_some_and(|line| !ALL.iter().any(|word| line.lower.contains(word)))
    }

    /// The text in lower case.
    pub(super) fn lower(&self) -> &str {
        &self.lower
    }

    /// Its words, numbers and marks. Code, addresses, dates and times are one mark each: nothing in them is counted.
    pub(super) fn tokens(&self) -> Vec<Token<'_>> {
        let mut opaque: Vec<Range<usize>> = Vec::new();
        for (line, &start) in self.lines.iter().zip(&self.starts) {
            let stamps = line.text.stamps().iter().map(|stamp| &stamp.range);
            let ranges = stamps.chain(&line.text.code);
            opaque.extend(ranges.map(|range| range.start + start..range.end + start));
        }
        opaque.extend(addresses(&self.lower));
        opaque.sort_unstable_by_key(|range| range.start);
        tokens::around(&self.lower, &opaque, &self.plain)
    }

    /// The place in the file of a range of it.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let place = |at| {
            let (line, at) = self.line_at(at)?;
            Some((line, at.min(line.lower.len())))
        };
        let first = place(range.start).map(|(line, at)| line.span(at..at));
        let last = place(range.end).map(|(line, at)| line.span(0..at));
        match (first, last) {
            (Some(first), Some(last)) => Span::new(first.start, last.end.max(first.start)),
            _ => Span::default(),
        }
    }

    /// The place in the file of the line that a byte is in.
    pub(super) fn line_span(&self, at: usize) -> Span {
        self.line_at(at)
            .map_or(Span::default(), |(line, _)| line.span(0..line.lower.len()))
    }

    /// The line that a byte is in, and the byte's place in it.
    fn line_at(&self, at: usize) -> Option<(&SummaryLine<'a>, usize)> {
        let index = self
            .starts
            .partition_point(|&start| start <= at)
            .saturating_sub(1);
        Some((self.lines.get(index)?, at - self.starts.get(index)?))
    }
}

/// Where web and mail addresses are in a text.
fn addresses(text: &str) -> Vec<Range<usize>> {
    // A text without a mark of either has none.
    if memchr::memchr2(b'/', b'@', text.as_bytes()).is_none() && !text.contains("www.") {
        return Vec::new();
    }
    let mut end = 0;
    let words = text.split_inclusive(|char: char| char.is_ascii_whitespace());
    words
        .map(|word| {
            let start = end;
            end += word.len();
            (start, word.trim_end_matches([' ', '\t', '.', ',', ';', ')']))
        })
        .filter(|(_, word)| {
            word.contains("://")
                || word.contains("www.")
                || word.split_once('@').is_some_and(|(_, host)| host.contains('.'))
        })
        .map(|(start, word)| start..start + word.len())
        .collect()
}
