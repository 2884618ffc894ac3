//! Emoji codes in a text that knows its way back to the source.

use super::Text;
use crate::text::emoji;
use std::ops::Range;

impl Text {
    /// The same with the signs of the emoji codes in it; those in code are text.
    pub(super) fn with_signs(self) -> Self {
        let codes = emoji::codes(&self.plain).filter(|(code, _)| !self.is_code(code.start));
        let codes: Vec<_> = codes.collect();
        if codes.is_empty() {
            return self;
        }
        let mut out = Self::default();
        // Where a run of words begins before and after, in order.
        let mut moved = vec![(0, 0)];
        let mut done = 0;
        for (code, sign) in codes {
            self.copy(done..code.start, &mut out);
            // The last byte of a sign stands for that of its code, so that a span of the sign is one of the code. Some
            // signs have more bytes than their codes: what is behind their first character stands for the same.
            let (at, last) = (out.plain.len(), self.source(code.end - 1));
            let behind = sign.char_indices().skip(1).map(|(offset, _)| offset);
            out.runs.push((at, self.source(code.start)));
            out.runs
                .extend(behind.chain([sign.len() - 1]).map(|offset| (at + offset, last)));
            out.plain.push_str(sign);
            moved.extend([(code.start, at), (code.end, out.plain.len())]);
            done = code.end;
        }
        self.copy(done..self.plain.len(), &mut out);
        let place = |at: usize| {
            let next = moved.partition_point(|&(before, _)| before <= at);
            let (before, after) = next
                .checked_sub(1)
                .and_then(|last| moved.get(last))
                .copied()
                .unwrap_or_default();
            let end = moved.get(next).map_or(out.plain.len(), |&(_, after)| after);
            (after + at - before).min(end)
        };
        let ranges = |ranges: &[Range<usize>]| {
            let places = ranges.iter().map(|range| place(range.start)..place(range.end));
            places.collect()
        };
        (out.strong, out.slanted) = (ranges(&self.strong), ranges(&self.slanted));
        (out.code, out.struck) = (ranges(&self.code), ranges(&self.struck));
        out
    }

    /// Adds a range of the words, with their way back, to the end of another text.
    fn copy(&self, range: Range<usize>, out: &mut Self) {
        if range.is_empty() {
            return;
        }
        let at = out.plain.len();
        out.runs.push((at, self.source(range.start)));
        let first = self.runs.partition_point(|&(plain, _)| plain <= range.start);
        let runs = self.runs.iter().skip(first);
        let inside = runs.take_while(|&&(plain, _)| plain < range.end);
        out.runs
            .extend(inside.map(|&(plain, source)| (at + plain - range.start, source)));
        out.plain.push_str(self.plain.get(range).unwrap_or_default());
    }
}
