//! What lines and headings look like: labels, headings that lack a blank, parts of a sentence, lines of a table of contents.

use crate::source::Source;
use crate::span::Span;
use crate::text::blocks::{Block, Line};

/// Whether what is strong in a line began within the line before.
pub(super) fn is_strong_from_before(lines: &[Line], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| lines.get(before));
    before.is_some_and(|before| {
        let last = before.text.strong.last();
        !before.text.all_strong() && last.is_some_and(|strong| strong.end == before.text.plain.len())
    })
}

/// Whether a block is a line of a table of contents: a link to a place of the page, and nothing else.
pub(super) fn is_of_contents(source: &Source, block: &Block) -> bool {
    let [line] = block.lines.as_slice() else {
        return false;
    };
    let text = source.slice(line.span).trim();
    let link = text.strip_prefix('[').and_then(|text| text.strip_suffix(')'));
    link.is_some_and(|link| {
        link.rsplit_once("](#")
            .is_some_and(|(words, place)| !words.contains("](") && !place.contains(char::is_whitespace))
    })
}

/// Whether a label asks for a length of time: `Time to repair`.
pub(super) fn is_measure(label: &str) -> bool {
    let mut words = label.split_whitespace().map(str::to_lowercase);
    let next = &mut words;
    next.next().is_some_and(|word| word == "time")
        && next.next().is_some_and(|word| word == "to" || word == "until")
}

/// The level of a heading that lacks the blank after its signs, `##What we saw`; after one sign it has a few words, or
/// capitals: `#web`, `#Platform team joined the call` are tags.
pub(super) fn lacks_blank(plain: &str) -> Option<u8> {
    const DEEPEST: usize = 6;
    const SHORT: usize = 3;
    const FEW: usize = 3;
    let words = plain.trim_start_matches('#');
    let signs = plain.len() - words.len();
    let few = || words.split_whitespace().nth(FEW).is_none();
    let titled = |word: &str| word.len() <= SHORT || word.starts_with(|char: char| !char.is_lowercase());
    let heading = words.starts_with(char::is_uppercase)
        && !words.contains('#')
        && !words.ends_with(['.', ',', ';'])
        && (signs > 1 || words.contains(' ') && (few() || words.split_whitespace().all(titled)));
    (heading && (1..=DEEPEST).contains(&signs)).then_some(u8::try_from(signs).ok()?)
}

/// Whether a text is nothing but the state of a ticket.
pub(super) fn names_state(text: &str) -> bool {
    const STATES: &[&str] = &[
        "cannot reproduce",
        "done",
        "duplicate",
        "fixed",
        "resolved",
        "unresolved",
        "won't do",
        "won't fix",
    ];
    let text = text.trim_matches(|char: char| !char.is_alphanumeric());
    STATES.iter().any(|state| state.eq_ignore_ascii_case(text))
}

/// Where a strong label with a colon ends that a line begins with, or the line where all of it is strong.
pub(super) fn strong_label(line: &Line) -> Option<usize> {
    let strong = line.text.strong.first().filter(|strong| strong.start == 0)?;
    let plain = line.text.plain.as_str();
    let rest = plain.get(strong.end..)?;
    let colon = rest.starts_with(':') || plain.get(..strong.end)?.ends_with(':');
    (colon || rest.trim().is_empty()).then_some(strong.end + usize::from(rest.starts_with(':')))
}

/// All of a line, with the bullet in front of the first line of an item.
pub(super) fn whole(block: &Block, line: &Line) -> Span {
    match block.lines.first() {
        Some(first) if first.span == line.span => Span::new(block.span.start, line.span.end),
        _ => line.span,
    }
}

/// Whether a plain line is no part of a sentence that runs over several lines.
pub(super) fn stands_alone(lines: &[Line], index: usize) -> bool {
    let Some(line) = lines.get(index) else {
        return false;
    };
    let before = index.checked_sub(1).and_then(|before| lines.get(before));
    let ended = before.is_none_or(|before| before.text.plain.ends_with(['.', ':', '?', '!', ')', ';', '"']));
    let capital = |word: &str| word.len() <= 3 || word.starts_with(|char: char| !char.is_lowercase());
    let capitals = line.text.plain.split_whitespace().all(capital);
    before.is_none() || capitals || ended && !runs_on(lines, index)
}

/// Whether the line after one goes on with its sentence.
pub(super) fn runs_on(lines: &[Line], index: usize) -> bool {
    let first = |at: usize| lines.get(at)?.text.plain.chars().next();
    let ended = lines
        .get(index)
        .is_some_and(|line| line.text.plain.ends_with(['?', ':']));
    first(index + 1).is_some_and(char::is_lowercase) && !ended
}

/// The words of a heading without the colon at its end.
pub(super) fn tidy(text: &str) -> String {
    let text = text.trim().trim_end_matches([':', ';', '：', ' ']);
    text.trim_start_matches('#').trim_start().to_owned()
}
