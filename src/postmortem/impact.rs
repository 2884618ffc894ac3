//! What the Issue Summary and the impact sections say: when it was, how long, who was hit, in which words.
//!
//! Everything here is stated in the text and kept with its place; what was hit is never guessed. A time stays as
//! written: [`super::derive`] gives it the date and zone that its document has for it.

mod cause;
pub(super) mod claim;
mod count;
mod duration;
mod elsewhere;
mod labels;
mod lengths;
mod level;
mod lost;

mod outage;
mod paragraphs;
mod passage;
mod share;
mod summary_lines;
#[cfg(test)]
mod tests;
mod time_words;
mod tokens;
mod until;
mod words;

use super::document::Section;
use super::sections::marks::is_byline;
use super::timeline;
use crate::record::{Fact, Impact, Origin};
use crate::span::Span;
use crate::text::blocks::Block;
use crate::text::clock::{Clock, Day};
use crate::vocabulary::SectionKind;
use jiff::civil::Time;
pub(crate) use lengths::beside_times;
pub use lengths::lengths;
use level::Levels;
pub use lost::lost;
use paragraphs::{impact, summary};
use passage::Passage;
use summary_lines::SummaryLine;
pub(super) use summary_lines::is_mail_head;
pub(super) use time_words::tells_of_trouble;
use tokens::Token;
use words::{LASTED, OUT};

/// What was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SummaryFacts {
    /// Who was hit, and how.
    pub impact: Impact,
    /// When it began.
    pub started: Option<When>,
    /// When it was over.
    pub resolved: Option<When>,
    /// A second outage, which the first does not hold: what ended that one ended not all.
    pub second: Option<When>,
    /// When somebody noticed.
    pub detected: Option<When>,
    /// When users were well again.
    pub mitigated: Option<When>,
    /// The words that say by whom it was noticed: `detected by customers`.
    pub noticed: Option<(String, Span)>,
    /// The first sentences of a section on the detection.
    pub detection: Vec<(String, Span)>,
    /// How long it was said to last, in seconds.
    pub duration: Option<Fact<i64>>,
    /// The zone that its words give to all times.
    pub zone: Option<String>,
    /// What happened: the first paragraph of prose.
    pub summary: Option<Fact<String>>,
    /// What the cause was, in the first paragraph of prose on it.
    pub cause: Option<Fact<String>>,
    /// The dates that are named, in the order of the text; so do the first paragraphs where no heading stands.
    pub days: Vec<(Day, Span)>,
    /// The date that its first sentence begins with: `On 3 March nobody could pay`.
    pub opening: Option<(Day, Span)>,
    /// The times that lines and tables of metadata give by a label, wherever they stand in the body.
    pub labelled: Vec<(TimeKey, When)>,
}

impl SummaryFacts {
    /// The clock time of the start: that of a label, else that of a sentence.
    pub(super) fn start_time(&self) -> Option<(Time, Option<String>)> {
        let mut labelled = self.labelled.iter();
        let labelled = labelled.find_map(|(key, when)| (*key == TimeKey::Started).then_some(when));
        let when = labelled.or(self.started.as_ref())?;
        match when.clock? {
            Clock::Time(time) => Some((time, when.zone.clone())),
            Clock::Midnight | Clock::Relative(_) => None,
        }
    }

    /// The zone of times that state none: the one that is given to all, else that of the times it states, where they agree.
    pub(super) fn shared_zone(&self) -> Option<&str> {
        let labelled = self.labelled.iter().map(|(_, when)| when);
        let stated = self.started.iter().chain(&self.resolved).chain(labelled);
        let mut zones = stated.filter_map(|when| when.zone.as_deref());
        self.zone.as_deref().or_else(|| {
            let first = zones.next()?;
            zones
                .all(|zone| zone.eq_ignore_ascii_case(first))
                .then_some(first)
        })
    }
}

/// Which time a label gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeKey {
    /// When users began to be hit.
    Started,
    /// When it was over.
    Resolved,
    /// When somebody noticed.
    Detected,
    /// When somebody took it on.
    Acknowledged,
    /// When users were well again.
    Mitigated,
    /// The day of the incident.
    Date,
    /// The day of writing.
    Published,
}

/// A time as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// Its date, or else the one that is nearest in its line.
    pub day: Option<Day>,
    /// Whether the date is its own.
    pub own_day: bool,
    /// The clock time; a day may be all that is said.
    pub clock: Option<Clock>,
    /// Its zone, or that of the time beside it.
    pub zone: Option<String>,
    /// Where it is.
    pub span: Span,
}

/// Reads the sections of the kinds summary and impact. `metadata` has the places of labels with values, in order.
#[must_use]
pub fn read(blocks: &[Block], sections: &[Section], metadata: &[Span]) -> SummaryFacts {
    let mut lines = summary_lines::collect(blocks, sections, &[SectionKind::Summary, SectionKind::Impact]);
    let mut opening = summary_lines::opening(blocks, sections);
    for lines in [&mut lines, &mut opening] {
        lines.retain(|line| !is_byline(&line.text.plain));
    }
    for line in lines
        .iter_mut()
        .chain(&mut opening)
        .filter(|_| !metadata.is_empty())
    {
        let start = line.span(0..0).start;
        let next = metadata.partition_point(|span| span.end <= start);
        line.metadata = metadata.get(next).is_some_and(|span| span.start <= start);
    }
    let mut stated = SummaryFacts::default();
    let mut all = lines.iter().chain(&opening);
    stated.zone = all.find_map(|line| timeline::stated_zone(&line.text));
    outage::read(&lines, &mut stated);
    let happened = summary_lines::happened(blocks, sections);
    // Each place is looked at only where those before it give no time.
    let untimed = |stated: &SummaryFacts| stated.started.is_none() && stated.resolved.is_none();
    if untimed(&stated) {
        outage::read(&elsewhere::periods(blocks), &mut stated);
    }
    if untimed(&stated) {
        outage::read(&opening, &mut stated);
    }
    if untimed(&stated) {
        outage::read(&elsewhere::title(blocks), &mut stated);
    }
    if untimed(&stated) {
        outage::read(&elsewhere::durations(blocks), &mut stated);
    }
    if untimed(&stated) {
        outage::read(&happened, &mut stated);
    }
    outage::noticed(blocks, sections, &mut stated);
    // The day of a meeting is none of the incident: what a label gives is told by that.
    let prose = opening.iter().filter(|line| !line.metadata);
    days(lines.iter().chain(prose), &mut stated);
    if stated.days.is_empty() {
        days(happened.iter(), &mut stated);
    }
    for line in lines.iter().filter(|line| !line.about_cause) {
        if stated.noticed.is_none() {
            stated.noticed = noticed_by(line);
        }
        if stated.duration.is_none() {
            stated.duration = duration(line);
        }
    }
    let mut levels = Levels::default();
    for passage in Passage::all(&lines) {
        let tokens = passage.tokens();
        amounts(&passage, &tokens, &mut stated);
        levels.add(&passage, &tokens);
    }
    stated.impact.level = levels.level();
    stated.summary = summary(&lines, &opening);
    stated.impact.summary = impact(&lines);
    stated.cause = cause::cause(&lines, &opening, blocks, sections);
    if stated.summary.is_none() {
        stated.summary.clone_from(&stated.impact.summary);
    }
    // A number says it already.
    let hit = &mut stated.impact;
    if hit.summary.is_none()
        && hit.users.is_none()
        && hit.users_percent.is_none()
        && hit.requests_failed.is_none()
    {
        hit.summary = paragraphs::hit(&lines, &opening);
    }
    stated
}

/// The length of time that a text begins with, in seconds, and where it is.
#[must_use]
pub fn stated_length(text: &str) -> Option<(i64, std::ops::Range<usize>)> {
    const NEAR: usize = 3;
    let lower = text.to_ascii_lowercase();
    let tokens = tokens::tokens(&lower);
    (0..tokens.len().min(NEAR)).find_map(|at| {
        let (seconds, taken) = duration::length(tokens.get(at..)?)?;
        let range = tokens.get(at)?.range.start..tokens.get(at + taken - 1)?.range.end;
        (seconds > 0).then_some((seconds, range))
    })
}

/// The part of a line that says by whom it was noticed.
fn noticed_by(line: &SummaryLine<'_>) -> Option<(String, Span)> {
    const NOTICED: &[&str] = &[
        "detected",
        "noticed",
        "discovered",
        "reported",
        "alerted",
        "notified",
        "disclosed",
    ];
    const BY: &[&str] = &["by", "through", "via", "from"];
    const WITHIN: usize = 4;
    let mut ends = memchr::memmem::find_iter(line.lower.as_bytes(), "ed ").map(|at| at + 2);
    let start = ends.find_map(|end| {
        let before = line.lower.get(..end)?;
        let word = NOTICED.iter().find(|word| before.ends_with(**word))?;
        Some(end - word.len())
    })?;
    // `Not reported at all by users`
    let before = line.lower.get(..start)?.trim_end();
    if ["not", "never", "n't"].iter().any(|no| before.ends_with(no)) {
        return None;
    }
    let said = line.lower.get(start..)?;
    let mut words = said.split_whitespace().skip(1).take(WITHIN);
    let by = words.any(|word| BY.contains(&word));
    // `A researcher disclosed it to our team`
    let us = || {
        said.split('.').next().is_some_and(|rest| {
            let words: Vec<&str> = rest.split(|char: char| !char.is_alphanumeric()).collect();
            words.windows(2).any(|pair| matches!(pair, ["to", "us" | "our"]))
        })
    };
    let from = match by {
        true => start,
        false if us() => line.lower.get(..start)?.rfind(". ").map_or(0, |end| end + 2),
        false => return None,
    };
    Some((
        line.lower.get(from..)?.to_owned(),
        line.span(from..line.lower.len()),
    ))
}

/// The dates that are named, and the one that the first line of prose opens with.
fn days<'a>(lines: impl Iterator<Item = &'a SummaryLine<'a>>, stated: &mut SummaryFacts) {
    const FEWEST_WORDS: usize = 5;
    let mut first = true;
    for line in lines {
        let days = line.days();
        let sentence = first && !line.heading && !line.in_table && !line.about_cause;
        let prose = sentence && line.prose().split_whitespace().nth(FEWEST_WORDS - 1).is_some();
        if let Some((day, range)) = days.first().filter(|_| prose)
            && time_words::opens(line.lower.get(..range.start).unwrap_or_default())
        {
            stated.opening = Some((*day, line.span(range.clone())));
        }
        first &= !prose;
        let days = days.into_iter();
        stated
            .days
            .extend(days.map(|(day, range)| (day, line.span(range))));
    }
}

fn amounts(passage: &Passage<'_>, tokens: &[Token<'_>], stated: &mut SummaryFacts) {
    let asked = passage.about_impact();
    let fact = |found: &share::Found| passage.span(found.range.clone());
    let of_one = |found: &share::Found| passage.names_one() && share::counted(tokens, found).is_some();
    if let Some(found) = share::percent(tokens, asked).filter(|found| !of_one(found)) {
        let span = fact(&found);
        match &mut stated.impact.users_percent {
            None => {
                stated.impact.counted = share::counted(tokens, &found).map(str::to_owned);
                let origin = if found.exact {
                    Origin::Body
                } else {
                    Origin::Inferred
                };
                stated.impact.users_percent = Some(Fact::new(found.value, origin, span));
            }
            // A number says more than `all users`.
            Some(first) if found.exact && first.origin == Origin::Inferred => {
                stated.impact.counted = share::counted(tokens, &found).map(str::to_owned);
                let words = (first.value, first.span);
                *first = Fact::new(found.value, Origin::Body, span);
                first.others.push(words);
            }
            Some(first) => first.others.push((found.value, span)),
        }
    }
    // Counts are whole by the grammar, and far below the limits of the type.
    for (field, found) in [
        (&mut stated.impact.users, count::users(tokens, asked)),
        (&mut stated.impact.requests_failed, count::requests_failed(tokens)),
    ] {
        if let Some(found) = found {
            let (count, span) = (found.value as u64, fact(&found));
            match field {
                Some(first) => first.others.push((count, span)),
                None => *field = Some(Fact::new(count, Origin::Body, span)),
            }
        }
    }
}

/// A length of time that the words before it, or its label, say to be that of the outage.
fn duration(line: &SummaryLine<'_>) -> Option<Fact<i64>> {
    // Most lines name no unit of time.
    if !duration::has_unit(&line.lower) {
        return None;
    }
    let labelled = line.label.contains("duration") || line.label.contains("downtime");
    let tokens = tokens::tokens(&line.lower);
    (0..tokens.len()).find_map(|at| {
        let (seconds, taken) = duration::length(tokens.get(at..)?)?;
        let before = tokens.get(at.saturating_sub(5)..at)?;
        let introduced = before.iter().any(|token| token.is(LASTED));
        // `14:00 - 16:30 UTC (2 hours 30 minutes)`
        let in_brackets = before.last().is_some_and(|token| token.word == "(")
            && before
                .iter()
                .any(|token| token.is_number() || matches!(token.word, "utc" | "gmt"));
        let for_so_long = before.iter().any(|token| token.word == "for")
            && tokens
                .get(at.saturating_sub(25)..at)?
                .iter()
                .any(|token| token.is(OUT));
        let range = tokens.get(at)?.range.start..tokens.get(at + taken - 1)?.range.end;
        (seconds > 0 && (labelled || introduced || in_brackets || for_so_long))
            .then(|| Fact::new(seconds, Origin::Body, line.span(range)))
    })
}
