//! Reads the plain form of YAML that nearly all front matter has, in one pass: keys in small letters, values on the line of
//! their key, lists in brackets or with dashes, maps by their indentation or in braces, words bare or in quotes without escapes.
//!
//! It reads only what YAML lets mean one thing, and leaves all else, errors too, to [`super::both`]: a test holds that the
//! two never differ.

use super::{Entry, Node, Value};
use crate::span::Span;

/// The deepest indentation that is read here, so that a text nests only so far.
const DEEPEST: usize = 40;

/// How many lists and maps on one line may be in one another.
const DEEPEST_FLOW: usize = 8;

/// The most keys of one map that are read here.
const MOST_KEYS: usize = 64;

/// A line with words.
struct Line<'t> {
    /// Where its words begin in the whole file.
    start: usize,
    /// How many blanks stand before them.
    indent: usize,
    words: &'t str,
}

/// The lines that are still to be read, the next one last.
struct Reader<'t>(Vec<Line<'t>>);

/// Reads a text that begins at the byte `offset` of its file; None where it is not plain, or empty.
pub(super) fn read(text: &str, offset: usize) -> Option<Node> {
    let mut start = offset;
    let mut lines = Vec::new();
    for whole in text.split_inclusive('\n') {
        let line = whole.strip_suffix('\n').unwrap_or(whole);
        let words = line.trim_start_matches(' ');
        let indent = line.len() - words.len();
        if line.ends_with(' ') || indent > DEEPEST || !words.chars().all(is_plain) {
            return None;
        }
        if !words.is_empty() {
            lines.push(Line {
                start: start + indent,
                indent,
                words,
            });
        }
        start += whole.len();
    }
    lines.reverse();
    let mut reader = Reader(lines);
    let node = reader.map(0)?;
    reader.0.is_empty().then_some(node)
}

/// Whether a character is neither a tab or other control character nor one of those that end lines or that YAML refuses.
fn is_plain(char: char) -> bool {
    match char {
        ' '..='~' => true,
        _ => {
            char >= '\u{a0}'
                && !matches!(
                    char,
                    '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
                )
        }
    }
}

impl Reader<'_> {
    /// A map whose keys stand in one column.
    fn map(&mut self, indent: usize) -> Option<Node> {
        let mut entries: Vec<Entry> = Vec::new();
        while let Some(line) = self.0.pop_if(|line| line.indent == indent) {
            let key = key(line.words)?;
            let rest = line.words.get(key.len() + 1..)?;
            let words = rest.trim_start_matches(' ');
            let value = if words.is_empty() {
                self.below(indent)?
            } else {
                value(words, line.start + line.words.len() - words.len())?
            };
            add(&mut entries, key, line.start, value)?;
        }
        let span = entries.first()?.key_span.to(entries.last()?.value.span);
        Some(Node::of(span, Value::Map(entries)))
    }

    /// The value of a key with nothing behind it: a map or a list on the lines below.
    fn below(&mut self, indent: usize) -> Option<Node> {
        let next = self.0.last()?;
        let column = next.indent;
        match next.words.starts_with("- ") {
            // In the column of its key a list begins with its first item, further in with its first dash.
            true if column == indent => {
                let mut list = self.list(column)?;
                if let Value::List(items) = &list.value {
                    list.span.start = items.first()?.span.start;
                }
                Some(list)
            }
            true if column > indent => self.list(column),
            false if column > indent => self.map(column),
            _ => None,
        }
    }

    /// A list whose dashes stand in one column.
    fn list(&mut self, indent: usize) -> Option<Node> {
        let start = self.0.last()?.start;
        let mut items: Vec<Node> = Vec::new();
        while let Some(mut line) = self
            .0
            .pop_if(|line| line.indent == indent && line.words.starts_with("- "))
        {
            let words = line.words.get(1..)?.trim_start_matches(' ');
            let skipped = line.words.len() - words.len();
            let at = line.start + skipped;
            items.push(if key(words).is_some() {
                let column = indent + skipped;
                (line.start, line.indent, line.words) = (at, column, words);
                self.0.push(line);
                self.map(column)?
            } else {
                value(words, at)?
            });
        }
        let span = Span::new(start, items.last()?.span.end);
        Some(Node::of(span, Value::List(items)))
    }
}

/// The key that a line begins with.
fn key(line: &str) -> Option<&str> {
    let end = line.bytes().position(|byte| byte == b':')?;
    let key = line.get(..end)?;
    let letter = |byte: u8| byte.is_ascii_lowercase();
    let plain = key.bytes().next().is_some_and(letter)
        && key
            .bytes()
            .all(|byte| letter(byte) || byte.is_ascii_digit() || matches!(byte, b'_' | b'-'));
    let after = line.as_bytes().get(end + 1);
    (plain && after.is_none_or(|&byte| byte == b' ')).then_some(key)
}

/// A value that ends with its line.
fn value(words: &str, start: usize) -> Option<Node> {
    let (node, rest) = match words.as_bytes().first()? {
        b'[' | b'{' => flow(words, start, DEEPEST_FLOW)?,
        b'"' | b'\'' => quoted(words, start)?,
        _ => {
            let colon = words.contains(": ") || words.ends_with(':');
            (
                bare(words, start).filter(|_| !colon && !words.contains(" #"))?,
                "",
            )
        }
    };
    rest.is_empty().then_some(node)
}

/// A list in brackets or a map in braces, `deepest` in one another, and what stands behind it.
fn flow(words: &str, start: usize, deepest: usize) -> Option<(Node, &str)> {
    let place = |rest: &str| start + words.len() - rest.len();
    let (mut items, mut entries) = (Vec::new(), Vec::new());
    let map = words.starts_with('{');
    let close = if map { '}' } else { ']' };
    let mut rest = words.get(1..)?.trim_start_matches(' ');
    while !rest.starts_with(close) {
        let at = rest;
        let key = if map { Some(key(rest)?) } else { None };
        rest = rest.get(key.map_or(0, |key| key.len() + 1)..)?;
        rest = rest.trim_start_matches(' ');
        let (node, after) = match rest.as_bytes().first()? {
            b'[' | b'{' => flow(rest, place(rest), deepest.checked_sub(1)?)?,
            b'"' | b'\'' => quoted(rest, place(rest))?,
            _ => {
                let (item, after) = rest.split_at(rest.find([',', '[', ']', '{', '}'])?);
                // One parser takes a dash before a comma or a bracket for the begin of an item.
                let marks = item.contains(|char| ":#?&*!|>'\"%@`".contains(char)) || item.ends_with('-');
                let node = bare(item.trim_end_matches(' '), place(rest));
                (node.filter(|_| !marks)?, after)
            }
        };
        match key {
            Some(key) => add(&mut entries, key, place(at), node)?,
            None => items.push(node),
        }
        let after = after.trim_start_matches(' ');
        rest = match after.strip_prefix(',') {
            // A comma at the end may be one too many.
            Some(rest) => Some(rest.trim_start_matches(' ')).filter(|rest| !rest.starts_with(close))?,
            None if after.starts_with(close) => after,
            None => return None,
        };
    }
    let after = rest.get(1..)?;
    let value = if map {
        Value::Map(entries)
    } else {
        Value::List(items)
    };
    Some((Node::of(Span::new(start, place(after)), value), after))
}

/// Adds what stands under a key at a place. None where the key is there already, or the keys are too many to be compared
/// with one another.
fn add(entries: &mut Vec<Entry>, key: &str, at: usize, value: Node) -> Option<()> {
    if entries.len() >= MOST_KEYS || entries.iter().any(|entry| entry.key == key) {
        return None;
    }
    entries.push(Entry {
        key: key.to_owned(),
        key_span: Span::new(at, at + key.len()),
        value,
    });
    Some(())
}

/// Words in quotes, and what stands behind them.
fn quoted(words: &str, start: usize) -> Option<(Node, &str)> {
    let (mark, rest) = words.split_at_checked(1)?;
    let (inner, after) = rest.split_once(mark)?;
    // Two quotes in a row mean one, and a backslash begins an escape.
    if after.starts_with(mark) || mark == "\"" && inner.contains('\\') {
        return None;
    }
    let end = start + words.len() - after.len();
    Some((Node::words(inner, Span::new(start, end), Value::Text), after))
}

/// Words without quotes, where it is plain what they are.
fn bare(words: &str, start: usize) -> Option<Node> {
    let first = words.chars().next()?;
    let span = Span::new(start, start + words.len());
    let value = match words {
        "null" | "Null" | "NULL" => return Some(Node::of(span, Value::Null)),
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if first.is_ascii_digit() => digits(words)?,
        _ if first.is_ascii_alphabetic()
            || !first.is_ascii()
            || matches!(first, '(' | '/' | '$' | '<' | '_') =>
        {
            Value::Text
        }
        _ => return None,
    };
    Some(Node::words(words, span, value))
}

/// What words are that begin with a digit: a whole number in the common form, or what no number has, as dates do.
fn digits(words: &str) -> Option<Value> {
    let bytes = words.as_bytes();
    if bytes.iter().all(u8::is_ascii_digit) {
        let common = words == "0" || !words.starts_with('0');
        return words
            .parse::<u64>()
            .ok()
            .filter(|_| common)
            .map(|number| Value::Number(number.into()));
    }
    let dash = |pair: &[u8]| matches!(pair, [b'0'..=b'9', b'-']);
    let text = words.contains([' ', ':']) || bytes.windows(2).any(dash);
    text.then_some(Value::Text)
}

impl Node {
    fn of(span: Span, value: Value) -> Self {
        Self {
            span,
            value,
            raw: String::new(),
        }
    }

    fn words(words: &str, span: Span, value: Value) -> Self {
        Self {
            span,
            value,
            raw: words.to_owned(),
        }
    }
}
