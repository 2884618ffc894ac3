//! Tasks on plain lines: where each is a line of its own, and not a sentence of a text.

use super::{boxes, fields};
use crate::postmortem::sections::marks::number;
use crate::text::blocks::Text;

/// Words with which sentences of a text begin, and tasks do not.
const PROSE: &[&str] = &[
    "a",
    "after",
    "all",
    "although",
    "an",
    "and",
    "as",
    "because",
    "below",
    "but",
    "by",
    "conclusion",
    "conclusions",
    "each",
    "every",
    "for",
    "from",
    "going",
    "here",
    "how",
    "however",
    "i",
    "if",
    "in",
    "it",
    "moving",
    "note",
    "on",
    "once",
    "our",
    "overall",
    "please",
    "since",
    "so",
    "that",
    "the",
    "their",
    "there",
    "therefore",
    "these",
    "they",
    "things",
    "this",
    "those",
    "thus",
    "to",
    "we",
    "what",
    "when",
    "while",
    "why",
    "with",
    "you",
];

/// The tasks among the lines of a paragraph. `listed` says that a label above announces tasks: one line is enough then.
/// `labelled` says that the label is on the first line itself: `TODO: page on depth`.
pub(super) fn tasks(lines: &[Text], listed: bool, labelled: bool) -> Vec<Text> {
    let bodies: Vec<(Mark, Text)> = lines.iter().map(body).collect();
    let task = |(mark, text): &(Mark, Text)| is_task(text, *mark == Mark::Number);
    let marked = bodies.iter().all(|body| body.0 != Mark::None || !task(body));
    let asked = listed && labelled && lines.len() == 1;
    let begins = |text: &Text| is_capital(text) || asked && fields::begins_task(&text.plain);
    let capitals = bodies.iter().filter(|(_, text)| begins(text)).count();
    let first = bodies.first().is_some_and(task);
    let own_lines = if listed {
        capitals * 2 > lines.len()
    } else {
        capitals == lines.len()
    };
    if !first || !(own_lines && (listed || lines.len() > 1) || marked) {
        return Vec::new();
    }
    bodies.into_iter().filter(task).map(|(_, text)| text).collect()
}

/// The tasks among the lines of a paragraph that have a box, each with the lines below it. Markdown knows no box without
/// a bullet and blanks: `[ ] …`, `-[x] …`, `– [ ] …`.
pub(super) fn boxed(lines: &[Text]) -> Vec<Text> {
    let mut tasks: Vec<Text> = Vec::new();
    for line in lines {
        match (from_box(line), tasks.last_mut()) {
            (Some(task), _) => tasks.push(task),
            (None, Some(last)) => *last = Text::join([&*last, line]),
            (None, None) => {}
        }
    }
    tasks
}

/// A line from its box on.
fn from_box(line: &Text) -> Option<Text> {
    const BULLETS: [char; 8] = ['-', '–', '—', '*', '+', '•', '·', ' '];
    let plain = line.plain.as_str();
    let rest = plain.trim_start_matches(BULLETS);
    let (_, task) = boxes::boxed(rest)?;
    task.contains(char::is_alphabetic)
        .then(|| line.part(plain.len() - rest.len()..plain.len()))
}

/// Whether a text begins as sentences do, and tasks do not.
#[must_use]
pub fn begins_prose(text: &str) -> bool {
    // `a. Install …`
    let words = text.get(number(text)..).unwrap_or_default();
    let first = words.split(|char: char| !char.is_alphanumeric()).next();
    first.is_some_and(|first| PROSE.binary_search(&first.to_lowercase().as_str()).is_ok())
}

/// What a line has in front in place of a bullet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    None,
    /// A sign or an emoji.
    Sign,
    Number,
}

/// Whether the lines of a paragraph are one task with a title: **`Retry limits.`** `We will …`
pub(super) fn is_titled(lines: &[Text]) -> bool {
    let Some(first) = lines.first() else { return false };
    let title = first
        .strong
        .first()
        .filter(|title| title.start == 0 && title.end < first.plain.len());
    let whole = title.is_some() || lines.len() > 1 && first.all_strong();
    whole && is_task(first, false) && lines.iter().skip(1).all(|line| line.strong.is_empty())
}

fn is_capital(text: &Text) -> bool {
    text.plain.starts_with(|char: char| !char.is_lowercase())
}

/// Whether a line is a task and no sentence, label, question or address. What has a number of its own may be a sentence.
fn is_task(text: &Text, numbered: bool) -> bool {
    let plain = text.plain.as_str();
    let first = plain
        .split(|char: char| !char.is_alphanumeric())
        .next()
        .unwrap_or_default();
    plain.split_whitespace().nth(1).is_some()
        && !first.is_empty()
        && (numbered || !begins_prose(plain))
        && !plain.ends_with([':', '?'])
        && !plain.starts_with("http")
}

/// A line without what stands for a bullet: a sign, an emoji, a number; and which it was.
fn body(line: &Text) -> (Mark, Text) {
    let plain = line.plain.as_str();
    let mut rest = plain.trim_start_matches(|char: char| {
        !char.is_alphanumeric() && !matches!(char, ':' | '(' | '"' | '`' | '@' | '[')
    });
    if let Some((name, after)) = rest.strip_prefix(':').and_then(|rest| rest.split_once(':'))
        && !name.is_empty()
        && name
            .chars()
            .all(|char| char.is_ascii_alphanumeric() || matches!(char, '_' | '+' | '-'))
    {
        rest = after.trim_start();
    }
    let words = without_number(rest);
    let mark = match plain.len() - words.len() {
        0 => Mark::None,
        _ if words.len() < rest.len() => Mark::Number,
        _ => Mark::Sign,
    };
    (mark, line.part(plain.len() - words.len()..plain.len()))
}

/// A line without the number in front: `1. …`, `1, …`, `a) …`, `4.1 …`.
pub(super) fn without_number(line: &str) -> &str {
    let part = line.trim_start_matches(|char: char| char.is_ascii_digit() || char == '.');
    let number = line.get(..line.len() - part.len()).unwrap_or_default();
    if part.trim_start_matches(' ').starts_with(char::is_uppercase)
        && part.starts_with(' ')
        && matches!(number.trim_end_matches('.').split_once('.'), Some((a, b)) if !a.is_empty() && !b.is_empty())
    {
        return part.trim_start();
    }
    let digits = line.trim_start_matches(|char: char| char.is_ascii_digit());
    let letter = line.strip_prefix(|char: char| char.is_ascii_lowercase());
    let digits = letter.filter(|rest| rest.starts_with(')')).unwrap_or(digits);
    let numbered = digits.len() < line.len() && digits.starts_with(['.', ',', ')']);
    let rest = digits.get(1..).filter(|rest| numbered && rest.starts_with(' '));
    rest.map_or(line, str::trim_start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_in_order() {
        assert!(PROSE.is_sorted());
    }
}
