//! An entry's text as words with their classes, and the marks between them. Words in addresses, code, file names and quotation
//! marks are words of something else, and have no class.

use super::class::Class;
use super::lexicon::{self, Forms, Word};
use std::borrow::Cow;
use std::ops::Range;

/// How much of an entry's text is looked through.
const LOOKED_AT: usize = 320;

/// A word, a set phrase or a mark.
#[derive(Debug, Clone, Default)]
pub(super) struct Token {
    pub(super) at: Range<usize>,
    pub(super) class: Class,
    pub(super) verb: Class,
    pub(super) forms: Forms,
    /// Its entry in the lexicon.
    known: Option<&'static Word>,
    /// Whether it only tells how: `quickly`, `now`.
    pub(super) adverb: bool,
    /// The classes of a possessor: `the provider's`.
    pub(super) owner: Class,
    /// Whether it ends like a plural.
    pub(super) plural: bool,
}

impl Token {
    #[inline]
    pub(super) const fn is(&self, class: Class) -> bool {
        self.class.any(class)
    }
}

/// The words of a text before they are looked up: each its place, lower case, and whether it is a word of something else.
struct Raw<'t> {
    at: Range<usize>,
    word: Cow<'t, str>,
    mark: Class,
    opaque: bool,
    capital: bool,
}

pub(super) fn read(text: &str) -> Vec<Token> {
    let end = (0..=LOOKED_AT.min(text.len()))
        .rev()
        .find(|&end| text.is_char_boundary(end));
    let text = text.get(..end.unwrap_or_default()).unwrap_or_default();
    let lower = text.to_ascii_lowercase();
    let raw = split(text, &lower);
    let mut tokens = Vec::with_capacity(raw.len());
    let mut next = 0;
    while let Some(first) = raw.get(next) {
        let (token, taken) = look_up(first, raw.get(next + 1..).unwrap_or_default());
        next += 1 + taken;
        tokens.push(token);
    }
    speaker(&mut tokens);
    particles(&mut tokens, text);
    for at in 1..tokens.len() {
        // `Pictures come back as 403`
        let bad = tokens.get(at).is_some_and(|token| token.is(Class::BAD));
        if let Some(token) = tokens.get_mut(at - 1).filter(|token| bad && token.is(Class::AS)) {
            token.class = Class::PREPOSITION | Class::PLACE;
        }
    }
    // `It is over`, and `over the weekend`.
    for at in 0..tokens.len() {
        let last = tokens
            .get(at + 1)
            .is_none_or(|next| next.class.any(Class::STOP | Class::COMMA | Class::AND));
        if let Some(token) = tokens.get_mut(at).filter(|token| token.is(Class::OVER)) {
            token.class = if last { Class::OVER } else { Class::PREPOSITION };
        }
    }
    tokens
}

fn look_up(first: &Raw<'_>, rest: &[Raw<'_>]) -> (Token, usize) {
    let mut token = Token {
        at: first.at.clone(),
        class: first.mark,
        ..Token::default()
    };
    if first.mark != Class::NONE || first.opaque {
        return (token, 0);
    }
    let word = first.word.as_ref();
    token.plural = word.ends_with('s') && !word.ends_with("ss");
    if word.starts_with('@') {
        token.class = Class::NAME | Class::TEAM;
        return (token, 0);
    }
    if word.starts_with(|char: char| char.is_ascii_digit()) {
        token.class = Class::NUMBER;
        if word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) {
            token.class = Class::ELSEWHEN;
        }
    }
    let word = match word {
        "everything's" => "everything",
        "everyone's" => "everyone",
        _ => word,
    };
    if word.ends_with("'s") && !matches!(word, "it's" | "that's" | "there's" | "let's") {
        token.class = Class::DETERMINER;
        token.owner = word
            .strip_suffix("'s")
            .and_then(lexicon::find)
            .map_or(Class::NONE, |owner| owner.class);
        return (token, 0);
    }
    let known = lexicon::find(word);
    let known = known.or_else(|| word.strip_prefix("re-").and_then(lexicon::find));
    let Some(known) = known else {
        token.adverb = word.ends_with("ly");
        if word.ends_with("n't") {
            let may = matches!(word, "can't" | "couldn't");
            let be = matches!(word, "isn't" | "aren't" | "wasn't" | "weren't" | "ain't");
            token.class = Class::NOT
                | if may {
                    Class::CAN
                } else if be {
                    Class::BE
                } else {
                    Class::DO
                };
        } else if word.ends_with("ed") && word.len() > 4 && !first.capital {
            token.verb = if word.starts_with("re-") {
                Class::ACT
            } else {
                Class::DEED
            };
            token.forms = lexicon::PAST;
        } else if first.capital {
            token.class = token.class | Class::NAME;
        }
        return (token, 0);
    };
    let matching = known.phrases.iter().filter(|(words, _)| {
        words.len() <= rest.len()
            && words
                .iter()
                .zip(rest)
                .all(|(word, raw)| !raw.opaque && raw.word == *word)
    });
    let longest = matching.clone().map(|(words, _)| words.len()).max();
    if let Some(longest) = longest {
        let matching = matching.filter(|(words, _)| words.len() == longest);
        token.class = matching.fold(Class::NONE, |all, (_, class)| all | *class);
        if let Some(last) = rest.get(longest - 1) {
            token.at.end = last.at.end;
            token.plural = last.word.ends_with('s');
        }
        return (token, longest);
    }
    token.class = token.class | known.class;
    if token.is(Class::PART | Class::FULL) && word.ends_with("ly") {
        token.class = token.class | Class::MANNER;
    }
    token.adverb = known.class == Class::ADVERB;
    token.known = Some(known);
    token.verb = known.verb;
    token.forms = known.forms;
    (token, 0)
}

/// Takes out who says or does it, where that stands before a mark as in a chat or a table: `kofi: mine`. What is told of them goes
/// with them: `Jana - restarts the viewer`.
fn speaker(tokens: &mut Vec<Token>) {
    const MOST: usize = 3;
    let Some(mark) = tokens
        .iter()
        .take(MOST + 1)
        .position(|token| token.is(Class::STOP))
    else {
        return;
    };
    let (who, rest) = tokens.split_at(mark);
    let named = |token: &Token| {
        token.verb == Class::NONE
            && token.class.without(Class::NAME.or(Class::TEAM).or(Class::NUMBER)) == Class::NONE
    };
    let asked = rest.first().is_none_or(|mark| mark.is(Class::ASKED));
    if asked || rest.len() < 2 || !who.iter().all(named) {
        return;
    }
    let third = |token: &Token| token.verb != Class::NONE && token.forms == lexicon::THIRD;
    if !who.is_empty() && rest.get(1).is_some_and(third) {
        tokens.remove(mark);
    } else {
        tokens.drain(..=mark);
    }
}

/// Gives verbs with a particle their other meaning: `rolled Prow back`.
fn particles(tokens: &mut [Token], text: &str) {
    for at in 0..tokens.len() {
        let known = tokens.get(at).and_then(|token| token.known);
        let Some(known) = known.filter(|known| !known.particles.is_empty()) else {
            continue;
        };
        let near = tokens.get(at + 1..).unwrap_or_default().iter().take(5);
        let near = near.take_while(|token| !token.is(Class::STOP | Class::COLON | Class::COMMA | Class::AND));
        let near: Vec<&str> = near
            .map(|token| text.get(token.at.clone()).unwrap_or_default())
            .collect();
        let class = known.particles.iter().filter_map(|&(particle, class)| {
            let place = near
                .iter()
                .position(|word| word.eq_ignore_ascii_case(particle.split('_').next().unwrap_or_default()))?;
            let whole = particle
                .split('_')
                .zip(near.get(place..)?)
                .all(|(part, word)| word.eq_ignore_ascii_case(part));
            (whole && particle.split('_').count() + place <= near.len()).then_some((place, class))
        });

        let nearest = class.fold(None, |best: Option<(usize, Class)>, (place, class)| match best {
            Some((at, _)) if at < place => best,
            Some((at, other)) if at == place => Some((at, other | class)),
            _ => Some((place, class)),
        });
        let Some((place, class)) = nearest else { continue };
        if let Some(token) = tokens.get_mut(at) {
            token.verb = class;
        }
        if let Some(particle) = tokens
            .get_mut(at + 1 + place)
            .filter(|token| !token.is(Class::PREPOSITION | Class::TO))
        {
            (particle.class, particle.adverb) = (Class::NONE, true);
        }
    }
}

fn split<'t>(text: &str, lower: &'t str) -> Vec<Raw<'t>> {
    let mut all = Vec::with_capacity(text.len() / 4);
    let mut quoted = None;
    let mut start = 0;
    for part in text.split_inclusive(char::is_whitespace) {
        let end = start + part.trim_end().len();
        if start < end {
            chunk(text, lower, start..end, &mut quoted, &mut all);
        }
        start += part.len();
    }
    all
}

/// Reads what stands between two blanks: marks, a word, marks.
fn chunk<'t>(
    text: &str,
    lower: &'t str,
    range: Range<usize>,
    quoted: &mut Option<char>,
    all: &mut Vec<Raw<'t>>,
) {
    let chunk = text.get(range.clone()).unwrap_or_default();
    let mut mark = |at: Range<usize>, mark| {
        all.push(Raw {
            at,
            word: Cow::Borrowed(""),
            mark,
            opaque: false,
            capital: false,
        });
    };
    // Most words have no mark before or after them.
    let whole = |chunk: &str| chunk.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if quoted.is_none() && whole(chunk) {
        return all.push(word(text, lower, range, false, all.last()));
    }
    let inner = chunk.trim_start_matches(|char: char| !char.is_alphanumeric() && char != '@');
    let start = range.start + (chunk.len() - inner.len());
    let opening = text.get(range.start..start).unwrap_or_default();
    if inner.is_empty() {
        if chunk.contains(['-', '\u{2013}', '\u{2014}', '|', '\u{2192}']) {
            mark(range, Class::STOP);
        } else if chunk.contains(['&', '+']) {
            mark(range, Class::AND);
        } else if let Some(quote) = *quoted
            && chunk.contains(quote)
        {
            *quoted = None;
        }
        return;
    }
    if opening.contains(['(', '[', '\u{2014}']) {
        mark(range.start..start, Class::STOP);
    }
    if let Some(quote) = opening
        .chars()
        .next_back()
        .filter(|char| matches!(char, '"' | '`' | '\u{201c}'))
    {
        *quoted = Some(if quote == '\u{201c}' { '\u{201d}' } else { quote });
    }
    let inner = inner.trim_end_matches(|char: char| !char.is_alphanumeric() && char != '%');
    let end = start + inner.len();
    let closing = text.get(end..range.end).unwrap_or_default();
    let opaque = quoted.is_some() || is_opaque(inner);
    all.push(word(text, lower, start..end, opaque, all.last()));
    if closing.is_empty() {
        return;
    }
    if quoted.is_some_and(|quote| closing.contains(quote)) {
        *quoted = None;
    }
    let class = match closing {
        _ if closing.contains('?') => Class::ASKED | Class::STOP,
        _ if closing.contains(['!', ';', ')', ']', '\u{2014}', '\u{2026}'])
            || closing.contains('.') && !is_short(lower.get(start..end)) =>
        {
            Class::STOP
        }
        _ if closing.contains(':') => Class::COLON | Class::STOP,
        _ if closing.contains(',') => Class::COMMA,
        _ => return,
    };
    all.push(Raw {
        at: end..range.end,
        word: Cow::Borrowed(""),
        mark: class,
        opaque: false,
        capital: false,
    });
}

/// A word without marks.
fn word<'t>(text: &str, lower: &'t str, at: Range<usize>, opaque: bool, before: Option<&Raw<'_>>) -> Raw<'t> {
    let written = text.get(at.clone()).unwrap_or_default();
    let mut word = Cow::Borrowed(lower.get(at.clone()).unwrap_or_default());
    if !word.is_ascii() {
        word = Cow::Owned(word.replace(['\u{2019}', '\u{2011}'], "'"));
    }
    let begins = before.is_none_or(|before| before.mark.any(Class::STOP));
    Raw {
        at,
        word,
        mark: Class::NONE,
        // The country is no pronoun.
        opaque: opaque || written == "US",
        capital: !begins && written.starts_with(char::is_uppercase),
    }
}

/// Whether a word is cut short, and its point ends no sentence.
fn is_short(word: Option<&str>) -> bool {
    matches!(
        word,
        Some("prof" | "dr" | "approx" | "e.g" | "i.e" | "vs" | "mr" | "ms")
    )
}

/// Whether a word is an address, code or the name of a file.
fn is_opaque(word: &str) -> bool {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'\'' | b'-');
    if word.as_bytes().iter().all(plain) {
        return false;
    }
    let inner = |mark: char| word.trim_matches(mark).contains(mark);
    word.contains("://")
        || ['/', '_', '=', '\\', '(', '<', '{', '#', ':']
            .iter()
            .any(|&mark| inner(mark))
        || word.chars().skip(1).any(|char| char == '@')
        || word
            .split_once('.')
            .is_some_and(|(_, end)| end.starts_with(|char: char| char.is_alphabetic()))
}
