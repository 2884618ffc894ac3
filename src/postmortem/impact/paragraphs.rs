//! What happened, and who was hit, in the first paragraph that tells it.

use super::duration::has_unit;
use super::summary_lines::SummaryLine;
use super::time_words::tells_of_trouble;
use crate::record::{Fact, Origin};
use crate::text::blocks::asks_the_writer;
use crate::text::emoji;
use crate::text::sentences;
use crate::text::words::join;
use crate::vocabulary::SectionKind;

/// The first paragraph of the Issue Summary that is prose; that of the paragraphs above all headings, where it tells when what
/// failed, and this one does not.
pub(super) fn summary(lines: &[SummaryLine<'_>], opening: &[SummaryLine<'_>]) -> Option<Fact<String>> {
    let of_summary = |line: &SummaryLine<'_>| {
        line.kind == SectionKind::Summary && !line.is_label() && !line.about_cause && !line.about_impact
    };
    let first = paragraphs(lines, of_summary).find(|told| !greets(&told.value))?;
    let dated = |lines: &[SummaryLine<'_>], told: &Fact<String>| {
        let mut own = lines
            .iter()
            .filter(|line| told.span.contains(line.span(0..line.lower.len())));
        own.any(|line| !line.text.stamps().is_empty())
    };
    if dated(lines, &first) {
        return Some(first);
    }
    let above = paragraph(opening, |line| !line.is_label());
    above
        .filter(|told| dated(opening, told) && tells_of_trouble(&told.value))
        .or(Some(first))
}

/// Whether a paragraph opens a letter: `Hello everybody, I run the website.`
fn greets(text: &str) -> bool {
    const GREETINGS: &[&str] = &["dear", "greetings", "hello", "hey", "hi"];
    const GREETED: &[&str] = &[
        "all",
        "customers",
        "everybody",
        "everyone",
        "folks",
        "team",
        "there",
        "users",
    ];
    let mut words = text.split(|char: char| !char.is_alphanumeric());
    let first = words.next().unwrap_or_default();
    let second = words.next().unwrap_or_default();
    let is = |list: &[&str], word: &str| list.iter().any(|one| one.eq_ignore_ascii_case(word));
    // `Hello World page returned 500` greets nobody.
    let called = text
        .strip_prefix(first)
        .is_some_and(|rest| rest.starts_with([',', '!', '.', ':']));
    is(GREETINGS, first) && (called || is(GREETED, second))
}

/// What is said of the impact, without its length.
pub(super) fn impact(lines: &[SummaryLine<'_>]) -> Option<Fact<String>> {
    paragraphs(lines, |line| line.about_impact).find(|told| !is_length(&told.value))
}

/// Who was hit, by the sentence of the summary that tells what people met.
pub(super) fn hit(lines: &[SummaryLine<'_>], opening: &[SummaryLine<'_>]) -> Option<Fact<String>> {
    let told = paragraphs(lines, |line| !line.about_cause).chain(paragraphs(opening, |_| true));
    let mut hits = told.filter_map(|told| {
        let all = sentences::split(&told.value).into_iter();
        let mut all = all.filter_map(|range| told.value.get(range));
        let sentence = all.find(|sentence| tells_of_people(sentence))?.to_owned();
        Some(Fact::new(sentence, Origin::Inferred, told.span))
    });
    hits.next()
}

/// `Downtime of about 3 hours`
fn is_length(text: &str) -> bool {
    const MOST_WORDS: usize = 8;
    const NAMES: &[&str] = &["downtime", "duration", "lasted", "outage", "total"];
    let lower = text.to_ascii_lowercase();
    let first = lower
        .split(|char: char| !char.is_alphanumeric())
        .next()
        .unwrap_or_default();
    NAMES.contains(&first) && lower.split_whitespace().count() <= MOST_WORDS && has_unit(&lower)
}

/// Whether a sentence says what people met: `Students were unable to log in`.
fn tells_of_people(sentence: &str) -> bool {
    const PEOPLE: &[&str] = &[
        "clients",
        "customers",
        "developers",
        "everybody",
        "everyone",
        "guests",
        "members",
        "people",
        "players",
        "readers",
        "students",
        "subscribers",
        "users",
        "visitors",
    ];
    const MET: &[&str] = &[
        "affected",
        "could",
        "couldn't",
        "experienced",
        "impacted",
        "lost",
        "received",
        "saw",
        "unable",
    ];
    const NEAR: usize = 4;
    /// Words of a sentence that says who was spared, or what may be.
    const SPARED: &[&str] = &[
        "if",
        "may",
        "might",
        "no",
        "not",
        "sorry",
        "unaffected",
        "will",
        "would",
    ];
    let lower = sentence.to_ascii_lowercase();
    let words: Vec<&str> = lower
        .split(|char: char| !(char.is_alphanumeric() || char == '\''))
        .filter(|word| !word.is_empty())
        .collect();
    let met = words.iter().enumerate().any(|(at, word)| {
        let mut after = words.iter().skip(at + 1).take(NEAR);
        PEOPLE.contains(word) && after.any(|word| MET.contains(word))
    });
    let spared = words.iter().enumerate().any(|(at, word)| {
        // `could not` is what they met.
        let could = at.checked_sub(1).and_then(|before| words.get(before)) == Some(&"could");
        SPARED.contains(word) && !could
    });
    met && !spared
}

/// The first paragraph among the lines that a test takes.
pub(super) fn paragraph(
    lines: &[SummaryLine<'_>],
    takes: impl Fn(&SummaryLine<'_>) -> bool,
) -> Option<Fact<String>> {
    paragraphs(lines, takes).next()
}

/// The blocks with prose among the lines that a test takes, each as one text.
pub(super) fn paragraphs(
    lines: &[SummaryLine<'_>],
    takes: impl Fn(&SummaryLine<'_>) -> bool,
) -> impl Iterator<Item = Fact<String>> {
    const FEWEST_WORDS: usize = 6;
    const FEWEST_OF_SENTENCE: usize = 3;
    let mut taken = lines
        .iter()
        .filter(move |line| !line.heading && !line.in_table && !line.metadata && takes(line))
        .peekable();
    let texts = std::iter::from_fn(move || {
        let first = taken.next()?;
        let mut text = first.prose().to_owned();
        let mut span = first.span(first.prose_range());
        let mut last = first;
        let mut over = false;
        // A colon leaves what it announces to the first item of a list, and not to what stands below a picture or code.
        while let Some(next) = taken
            .next_if(|next| next.block == first.block || text.ends_with(':') && next.block == last.block + 1)
        {
            over |= next.is_field_below(last) && !breaks_off(&text);
            if !over {
                text.push(' ');
                text.push_str(next.prose());
                span = span.to(next.span(next.prose_range()));
            }
            last = next;
        }
        Some((text, span, over))
    });
    texts.filter_map(|(text, span, over)| {
        let words = without_shortcodes(&text);
        let mut text = String::with_capacity(words.len());
        join(&mut text, words);
        let fewest = if over || text.ends_with(['.', '!']) {
            FEWEST_OF_SENTENCE
        } else {
            FEWEST_WORDS
        };
        let words = text
            .split(' ')
            .filter(|word| word.contains(char::is_alphanumeric));
        let told =
            words.take(fewest).count() >= fewest && !asks_the_writer(&text, false) && !breaks_off(&text);
        told.then(|| Fact::new(text, Origin::Body, span))
    })
}

/// Whether the writer left a text before its sentence was over: `At the time of writing there were`
fn breaks_off(text: &str) -> bool {
    const OPEN: &[&str] = &[
        "a", "an", "and", "are", "because", "been", "by", "has", "have", "is", "of", "or", "that", "the",
        "was", "were", "with",
    ];
    let last = text.rsplit(' ').next().unwrap_or_default();
    OPEN.contains(&last)
}

/// A text without the signs that it begins with, and without codes of signs that nobody knows, as in `:our_logo: Errors`.
fn without_shortcodes(mut text: &str) -> &str {
    const LONGEST: usize = 40;
    loop {
        text = text.trim_start_matches(|char: char| char.is_whitespace() || emoji::is_sign(char));
        let code = text
            .strip_prefix(':')
            .and_then(|rest| rest.split_once(':'))
            .filter(|(code, _)| {
                let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+');
                (1..=LONGEST).contains(&code.len()) && code.bytes().all(plain)
            });
        match code {
            Some((_, rest)) => text = rest,
            None => return text,
        }
    }
}
