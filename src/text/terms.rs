//! The terms of a text: what search and recurrence compare texts by. A browser cuts what is typed in the same way
//! (themes/default/assets/search.js), so the rules are those that a regular expression of it can say: a word is a run of
//! letters and digits, without accents and in lower case.

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use rust_stemmers::{Algorithm, Stemmer};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// The most characters of a term: what is longer is a key or a picture, which nobody types.
pub const LONGEST: usize = 64;

/// A term of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term<'t> {
    /// As it compares: in lower case, without accents and apostrophes.
    pub text: &'t str,
    /// As it is written, but for accents.
    pub written: &'t str,
    /// How many words come before it: those of a phrase follow each other, parts of a compound too.
    pub position: usize,
    /// What it is of.
    pub role: Role,
}

/// What a term is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// A word alone.
    Word,
    /// A part of a compound: `retry` of `max_retry`, `Memory` of `OutOfMemory`, two characters of a text without blanks.
    Part,
    /// A compound as one word, at the position of its first part: `node.js` and `NodeJS` are both `nodejs`. Between digits
    /// the mark stays: `1.2` is not `12`.
    Whole,
}

/// Gives the terms of a text, in order; a compound follows its parts.
pub fn each(text: &str, mut found: impl FnMut(Term<'_>)) {
    let text = folded(text);
    let mut terms = Terms {
        text: &text,
        position: 0,
        buffer: String::new(),
    };
    let mut at = 0;
    let mut atoms: Vec<Range<usize>> = Vec::new();
    while let Some(start) = word_start(&text, at) {
        let first = atom(&text, start);
        at = first.end;
        if char_at(&text, start).is_some_and(is_unspaced) {
            terms.pairs(first, &mut found);
            continue;
        }
        atoms.push(first);
        while let Some(next) = joined(&text, at) {
            let next = atom(&text, next);
            at = next.end;
            atoms.push(next);
        }
        terms.compound(&atoms, &mut found);
        atoms.clear();
    }
}

/// A text without accents, its characters in their usual form.
fn folded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let apart = DecomposingNormalizerBorrowed::new_nfkd().normalize(text);
    let bare: String = apart
        .chars()
        .filter(|char| !matches!(char, '\u{300}'..='\u{36f}'))
        .collect();
    Cow::Owned(
        ComposingNormalizerBorrowed::new_nfc()
            .normalize(&bare)
            .into_owned(),
    )
}

/// Whether a character is of a script that has no blanks between words.
const fn is_unspaced(char: char) -> bool {
    matches!(char,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{2fdf}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Where the next word begins, from a place on.
fn word_start(text: &str, from: usize) -> Option<usize> {
    Some(from + text.get(from..)?.find(char::is_alphanumeric)?)
}

/// The run of letters and digits at a place; an apostrophe between letters is none's end, and `C++` and `C#` end in their marks.
fn atom(text: &str, start: usize) -> Range<usize> {
    let rest = text.get(start..).unwrap_or_default();
    let unspaced = rest.starts_with(is_unspaced);
    let inside = |char: char| char.is_alphanumeric() && is_unspaced(char) == unspaced;
    let mut length = 0;
    loop {
        let run = rest.get(length..).unwrap_or_default();
        length += run.find(|char| !inside(char)).unwrap_or(run.len());
        let after = rest.get(length..).unwrap_or_default();
        match after.chars().next().filter(|char| matches!(char, '\'' | '’')) {
            Some(mark)
                if !unspaced
                    && after
                        .get(mark.len_utf8()..)
                        .is_some_and(|next| next.starts_with(inside)) =>
            {
                length += mark.len_utf8();
            }
            _ => break,
        }
    }
    let after = rest.get(length..).unwrap_or_default();
    let sharp = |after: &str| {
        after
            .strip_prefix('#')
            .is_some_and(|next| !next.starts_with(char::is_alphanumeric))
    };
    if !unspaced && after.starts_with("++") {
        length += 2;
    } else if !unspaced && sharp(after) {
        length += 1;
    }
    start..start + length
}

/// Where the next word of a compound begins, if one follows its mark at a place.
fn joined(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let mark = if rest.starts_with("::") { 2 } else { 1 };
    let next = rest.get(mark..)?.chars().next()?;
    let joins = matches!(
        rest.bytes().next(),
        Some(b'.' | b'_' | b'-' | b'/' | b':' | b'@' | b'\\')
    );
    (joins && next.is_alphanumeric() && !is_unspaced(next)).then_some(at + mark)
}

/// What gives out terms.
struct Terms<'t> {
    text: &'t str,
    position: usize,
    buffer: String,
}

impl Terms<'_> {
    fn give(
        &mut self,
        written: Range<usize>,
        text: &str,
        role: Role,
        position: usize,
        found: &mut impl FnMut(Term<'_>),
    ) {
        self.buffer.clear();
        let bare = text
            .chars()
            .filter(|char| !matches!(char, '\'' | '’'))
            .take(LONGEST);
        if text.is_ascii() {
            self.buffer.extend(bare);
            self.buffer.make_ascii_lowercase();
        } else {
            self.buffer.extend(bare.flat_map(char::to_lowercase));
        }
        found(Term {
            text: &self.buffer,
            written: self.text.get(written).unwrap_or_default(),
            position,
            role,
        });
    }

    /// Words and what joins them.
    fn compound(&mut self, atoms: &[Range<usize>], found: &mut impl FnMut(Term<'_>)) {
        let (text, begin) = (self.text, self.position);
        let slice = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
        for atom in atoms {
            let word = slice(atom);
            let first = self.position;
            let mut start = 0;
            for end in humps(word) {
                let part = atom.start + start..atom.start + end;
                self.give(part.clone(), slice(&part), Role::Part, self.position, found);
                self.position += 1;
                start = end;
            }
            let (alone, whole) = (atoms.len() == 1, start > 0);
            if whole {
                let part = atom.start + start..atom.end;
                self.give(part.clone(), slice(&part), Role::Part, self.position, found);
            }
            let role = match (whole, alone) {
                (true, _) => Role::Whole,
                (false, true) => Role::Word,
                (false, false) => Role::Part,
            };
            self.give(atom.clone(), word, role, first, found);
            self.position += 1;
        }
        let (Some(first), Some(last)) = (atoms.first(), atoms.last()) else {
            return;
        };
        let all = first.start..last.end;
        if atoms.len() > 1 && all.len() <= LONGEST {
            let mut whole = String::with_capacity(all.len());
            let mut end = first.start;
            for atom in atoms {
                let word = slice(atom);
                let digits = whole.ends_with(|char: char| char.is_ascii_digit())
                    && word.starts_with(|char: char| char.is_ascii_digit());
                if digits {
                    whole.push_str(slice(&(end..atom.start)));
                }
                whole.push_str(word);
                end = atom.end;
            }
            self.give(all, &whole, Role::Whole, begin, found);
        }
    }

    /// A text without blanks, by every two characters, and the last alone: so any part of it is found.
    fn pairs(&mut self, run: Range<usize>, found: &mut impl FnMut(Term<'_>)) {
        let text = self.text.get(run.clone()).unwrap_or_default();
        let mut chars = text.char_indices().peekable();
        while let Some((at, char)) = chars.next() {
            let end = chars
                .peek()
                .map_or(at + char.len_utf8(), |(next, char)| next + char.len_utf8());
            let pair = run.start + at..run.start + end;
            self.give(
                pair,
                text.get(at..end).unwrap_or_default(),
                Role::Part,
                self.position,
                found,
            );
            self.position += 1;
        }
    }
}

/// Where a word in camel case is parted: `HTTPServer` at `Server`, `IDs` nowhere.
fn humps(word: &str) -> Vec<usize> {
    let mut places = Vec::new();
    if !word.is_ascii() || !word.bytes().skip(1).any(|byte| byte.is_ascii_uppercase()) {
        return places;
    }
    for (at, window) in word.as_bytes().windows(3).enumerate() {
        let &[before, upper, after] = window else { continue };
        let next = word.as_bytes().get(at + 3).copied().unwrap_or_default();
        let hump = before.is_ascii_lowercase() || (after.is_ascii_lowercase() && next.is_ascii_lowercase());
        if upper.is_ascii_uppercase() && hump {
            places.push(at + 1);
        }
    }
    places
}

/// Makes stems, and keeps those it made.
pub struct Stems {
    stemmer: Option<Stemmer>,
    known: HashMap<Box<str>, Box<str>>,
}

impl std::fmt::Debug for Stems {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Stems")
            .field("known", &self.known.len())
            .finish_non_exhaustive()
    }
}

impl Stems {
    /// Those of a language, by its tag (`en`, `de-AT`); of a language that none are known of, a word is its own stem.
    #[must_use]
    pub fn new(language: &str) -> Self {
        let stemmer = algorithm(language).map(Stemmer::create);
        Self {
            stemmer,
            known: HashMap::new(),
        }
    }

    /// The stem of a term. What has a digit is a name, and its own stem.
    pub fn stem<'a>(&'a mut self, term: &'a str) -> &'a str {
        let Some(stemmer) = &self.stemmer else { return term };
        if !term.chars().all(char::is_alphabetic) {
            return term;
        }
        if !self.known.contains_key(term) {
            self.known.insert(term.into(), stemmer.stem(term).into());
        }
        self.known.get(term).map_or(term, |stem| stem)
    }
}

fn algorithm(language: &str) -> Option<Algorithm> {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    Some(match primary.to_ascii_lowercase().as_str() {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "nl" => Algorithm::Dutch,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
