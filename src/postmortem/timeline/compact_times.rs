//! Timelines whose times are four digits and nothing else, or have a full stop within: `0905 deploy of 5512`, `9.11 errors go up`.

use super::collect::Collector;
use crate::text::clock::{self, Clock, Day};
use jiff::civil::Time;

impl Collector<'_> {
    /// Whether the lines of the timeline begin so: several, in the order of time but for a midnight, no other line with a time of
    /// another form, and not all of them years.
    pub(super) fn is_compact(&self) -> bool {
        const FEWEST: usize = 3;
        let mut times: Vec<(Option<Day>, Time)> = Vec::new();
        let lines = self.blocks.iter().flat_map(|block| &block.lines);
        for line in lines.filter(|line| self.is_in_timeline(line.span.start)) {
            // The year of `2024-05-12 10:00` is no time.
            if line.text.leading().is_some_and(|lead| lead.stamp.clock.is_some()) {
                return false;
            }
            let plain = line
                .text
                .plain
                .trim_start_matches(|char: char| char.is_ascii_alphabetic() || char == ' ');
            let digits = plain.bytes().take_while(u8::is_ascii_digit).count();
            let dotted =
                (1..=2).contains(&digits) && plain.get(digits..).is_some_and(|rest| rest.starts_with('.'));
            let dated = line.text.leading().is_some_and(|lead| lead.stamp.day.is_some());
            let may_be = digits == 4 || dotted || dated;
            let lead = may_be.then(|| clock::compact(&line.text.plain)).flatten();
            let stamp = lead.map(|lead| lead.stamp);
            let day = stamp.as_ref().and_then(|stamp| stamp.day);
            if let Some(Clock::Time(time)) = stamp.and_then(|stamp| stamp.clock) {
                times.push((day, time));
            }
        }
        let back = times
            .windows(2)
            .filter(|pair| matches!(pair, [(day, a), (next, b)] if b < a && day == next))
            .count();
        times.len() >= FEWEST && back <= 1 && !times.iter().all(|(_, time)| matches!(time.hour(), 19 | 20))
    }
}
