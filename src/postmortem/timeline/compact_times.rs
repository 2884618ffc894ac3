//! Timelines whose times are four digits and nothing else, or have a full stop within: `0905 deploy of 5512`, `9.11 errors go up`.

use super::collect::Collector;
use crate::text::clock::{self, Clock, Day, Stamp};
use jiff::civil::Time;

impl Collector<'_> {
    /// Whether the lines of the timeline begin so: several, in the order of time but for a midnight, no other line with a time of
    /// another form, and not all of them years.
    pub(super) fn is_compact(&self) -> bool {
        const FEWEST: usize = 3;
        const SLIPS: usize = 4;
        let mut times: Vec<(Option<Day>, Time)> = Vec::new();
        let (mut others, mut stops) = (0, 0);
        // Four digits may all be years; with a full stop within they are none.
        let mut years = true;
        // The day that a line of its own gives to those below it.
        let mut above = None;
        let lines = self.blocks.iter().flat_map(|block| &block.lines);
        for line in lines.filter(|line| self.is_in_timeline(line.span.start)) {
            let leading = line.text.leading();
            // The year of `2024-05-12 10:00` is no time; one colon among many full stops is a slip.
            if leading.as_ref().is_some_and(|lead| lead.stamp.clock.is_some()) {
                others += 1;
                continue;
            }
            let dated = leading.and_then(|lead| lead.stamp.day);
            let plain = line
                .text
                .plain
                .trim_start_matches(|char: char| char.is_ascii_alphabetic() || char == ' ');
            let digits = plain.bytes().take_while(u8::is_ascii_digit).count();
            let dotted =
                (1..=2).contains(&digits) && plain.get(digits..).is_some_and(|rest| rest.starts_with('.'));
            let may_be = digits == 4 || dotted || dated.is_some();
            let lead = may_be.then(|| clock::compact(&line.text.plain)).flatten();
            match lead.map(|lead| lead.stamp) {
                Some(Stamp {
                    clock: Some(Clock::Time(time)),
                    day,
                    ..
                }) => {
                    years &= !dotted && matches!(time.hour(), 19 | 20);
                    stops += usize::from(dotted);
                    times.push((day.or(above), time));
                }
                _ => above = dated.or(above),
            }
        }
        let back = times
            .windows(2)
            .filter(|pair| matches!(pair, [(day, a), (next, b)] if b < a && day == next))
            .count();
        let alone = others == 0 || stops == times.len() && stops >= SLIPS * others;
        times.len() >= FEWEST && alone && back <= 1 && !years
    }
}
