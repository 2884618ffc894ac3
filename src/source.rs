//! A text as it was read, and places in it.

mod marks;

use crate::diagnostic::{Diagnostic, RuleName};
use crate::span::{Place, Span};
use marks::MOST_MARKS;
use std::borrow::Cow;
use std::sync::OnceLock;

/// One source file: its text, made fit to parse, and where its lines begin.
///
/// The text has no byte order mark, ends lines with `\n` alone, holds no control characters and only plain blanks
/// behind the marks of lines, so that every later stage may forget about them. Lines and columns are those of the file.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path as shown to people, with `/` between its parts.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// What was wrong with the bytes themselves.
    pub problems: Vec<Diagnostic>,
    /// Made when somebody asks for a line: of most sources nobody does.
    places: OnceLock<Places>,
}

/// Finds the line and the column of a byte.
#[derive(Debug, Clone)]
struct Places {
    /// Where the lines begin.
    lines: Vec<usize>,
    /// How many characters begin before each [`STRIDE`]th byte.
    chars: Vec<usize>,
    /// How many of these are two units in UTF-16.
    wide: Vec<usize>,
}

/// Columns are counted from the last of such steps on, so that a text which is one line takes no time for each.
const STRIDE: usize = 4 << 10;

/// The most bytes of one file that are read; what is beyond is reported and left out (twice what the largest postmortem should ever need).
pub const MAX_BYTES: usize = 8 << 20;

impl Source {
    /// Decodes the bytes of a file. What is not UTF-8 becomes U+FFFD and is reported.
    #[must_use]
    pub fn new(path: impl Into<String>, bytes: &[u8]) -> Self {
        let path = path.into();
        if let Some(text) = utf16(bytes) {
            // Read all the same, so that what it says of itself counts: whether it is a draft, for one.
            let mut source = Self::new(path, text.as_bytes());
            let problem = Diagnostic::error(
                RuleName::UnreadableFile,
                &source.path,
                Span::default(),
                "this file is UTF-16, not UTF-8",
            );
            source.problems.insert(0, problem.hint("save the file as UTF-8"));
            return source;
        }
        let mut problems = Vec::new();
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let kept = &bytes[..bytes.len().min(MAX_BYTES)];
        let read = std::str::from_utf8(kept);
        let text = match read {
            Ok(text) => clean(text),
            Err(_) => clean(&String::from_utf8_lossy(kept)),
        };
        let (text, beyond) = within_bounds(text);
        if let Some(mark) = beyond {
            let message = format!(
                "more than {MOST_MARKS} quotations and lists begin on this line; the others are words"
            );
            problems.push(
                Diagnostic::warn(
                    RuleName::UnreadableFile,
                    &path,
                    Span::new(mark, mark + 1),
                    message,
                )
                .hint("remove some of the marks at the start of the line"),
            );
        }
        if let Err(error) = read
            && kept.len() == bytes.len()
        {
            let good = kept.get(..error.valid_up_to()).unwrap_or_default();
            let start = clean(&String::from_utf8_lossy(good)).len();
            let byte = kept.get(error.valid_up_to()).copied().unwrap_or_default();
            problems.push(
                Diagnostic::error(
                    RuleName::UnreadableFile,
                    &path,
                    Span::new(start, start + 3),
                    format!("this file is not UTF-8: invalid byte 0x{byte:02X}"),
                )
                .hint("save the file as UTF-8"),
            );
        }
        if kept.len() < bytes.len() {
            problems.push(
                Diagnostic::error(
                    RuleName::UnreadableFile,
                    &path,
                    Span::default(),
                    format!("this file is larger than {MAX_BYTES} bytes, and the rest is ignored"),
                )
                .hint("move logs and data to files next to the postmortem, and link to them"),
            );
        }
        Self {
            path,
            text,
            problems,
            places: OnceLock::new(),
        }
    }

    fn places(&self) -> &Places {
        self.places.get_or_init(|| Places::new(&self.text))
    }

    /// The line of a byte offset, from 1.
    #[must_use]
    pub fn line(&self, offset: usize) -> usize {
        self.places().lines.partition_point(|&start| start <= offset)
    }

    /// The whole line of a byte offset, without its end.
    #[must_use]
    pub fn line_span(&self, offset: usize) -> Span {
        let lines = &self.places().lines;
        let line = self.line(offset.min(self.text.len()));
        Span::new(
            lines[line - 1],
            lines.get(line).map_or(self.text.len(), |next| next - 1),
        )
    }

    /// The line and column of both ends of a span.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        let (line, column) = self.position(span.start);
        let (end_line, end_column) = self.position(span.end.max(span.start));
        Place {
            line,
            column,
            end_line,
            end_column,
        }
    }

    /// The same, with columns in units of UTF-16, as code hosts and editors count them.
    #[must_use]
    pub fn utf16_place(&self, span: Span) -> Place {
        let place = self.place(span);
        Place {
            column: place.column + self.wide_before(span.start),
            end_column: place.end_column + self.wide_before(span.end.max(span.start)),
            ..place
        }
    }

    /// Whether nothing is in it but white space.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.trim_ascii().is_empty()
    }

    /// The text of a span; empty where the span does not fit the text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    fn position(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.text.len());
        let line = self.line(offset);
        (line, self.in_line(offset, &self.places().chars, beginnings) + 1)
    }

    /// How many characters of two units in UTF-16 are before a byte in its line.
    fn wide_before(&self, offset: usize) -> usize {
        self.in_line(offset.min(self.text.len()), &self.places().wide, wide)
    }

    /// How much of what `count` counts is before a byte in its line; `strides` says how much is before each stride.
    fn in_line(&self, offset: usize, strides: &[usize], count: fn(&[u8]) -> usize) -> usize {
        let before = |offset: usize| {
            let stride = offset / STRIDE;
            let rest = self.text.as_bytes().get(stride * STRIDE..offset);
            strides.get(stride).copied().unwrap_or_default() + rest.map_or(0, count)
        };
        before(offset) - before(self.places().lines[self.line(offset) - 1])
    }
}

impl Places {
    fn new(text: &str) -> Self {
        let lines = text.match_indices('\n').map(|(at, _)| at + 1);
        // The end of the text may be where another step would begin.
        let strides = || text.as_bytes().chunks(STRIDE).chain([&[][..]]);
        let before = |count: fn(&[u8]) -> usize| {
            let counts = strides().scan(0, |before, stride| {
                let this = *before;
                *before += count(stride);
                Some(this)
            });
            counts.collect()
        };
        Self {
            lines: std::iter::once(0).chain(lines).collect(),
            chars: before(beginnings),
            wide: before(wide),
        }
    }
}

/// How many characters begin in a part of a text.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

/// How many of them are two units in UTF-16: those of four bytes.
fn wide(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte >= 0xf0).count()
}

/// The text of bytes that begin with the mark of UTF-16, as some editors and shells write.
pub(crate) fn utf16(bytes: &[u8]) -> Option<String> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let (pairs, _) = bytes.get(2..MAX_BYTES.min(bytes.len()))?.as_chunks();
    let units = pairs.iter().map(|&pair| unit(pair));
    let text = char::decode_utf16(units).map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER));
    Some(text.collect())
}

/// Line ends become `\n`; control characters other than tab and line end become U+FFFD.
fn clean(text: &str) -> String {
    let lines = match text.contains('\r') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(text),
    };
    marks::with_plain_blanks(fit(lines)).into_owned()
}

/// A text whose lines have no more marks of quotations and lists than are read; and the first mark that was one too many.
fn within_bounds(text: String) -> (String, Option<usize>) {
    let beyond: Vec<usize> = marks::beyond_bounds(&text).collect();
    let Some(&first) = beyond.first() else {
        return (text, None);
    };
    let mut out = String::with_capacity(text.len());
    for mark in beyond {
        out.push_str(text.get(out.len()..mark).unwrap_or_default());
        out.push(',');
    }
    out.push_str(text.get(out.len()..).unwrap_or_default());
    (out, Some(first))
}

/// Whether a character has no place in a text: XML, such as feeds are, knows no way to write it.
fn is_unfit(char: char) -> bool {
    match char {
        ' '..='~' | '\n' | '\t' => false,
        '\u{fffe}' | '\u{ffff}' => true,
        _ => char.is_control(),
    }
}

/// A text that came out of escapes or entities, fit like the source itself.
#[must_use]
pub fn fit(text: Cow<'_, str>) -> Cow<'_, str> {
    match text.contains(is_unfit) {
        true => Cow::Owned(text.replace(is_unfit, "\u{fffd}")),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_order_mark_carriage_returns_and_control_characters_are_no_errors() {
        let source = Source::new("a.md", b"\xef\xbb\xbfone\r\ntwo\x07\rthree");
        assert_eq!(source.text, "one\ntwo\u{fffd}\nthree");
        assert!(source.problems.is_empty());
    }

    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        assert_eq!(Source::new("a.md", "a\u{ffff}".as_bytes()).text, "a\u{fffd}");
        assert_eq!(fit("a\u{1b}b\n\tc".into()), "a\u{fffd}b\n\tc");
    }

    #[test]
    fn places_count_characters_from_one() {
        let source = Source::new("a.md", "é\nüx".as_bytes());
        let place = source.place(Span::new(5, 6));
        assert_eq!((place.line, place.column), (2, 2));
        assert_eq!((place.end_line, place.end_column), (2, 3));
        assert_eq!(source.line_span(2), Span::new(0, 2));
        assert_eq!(source.line_span(9), Span::new(3, 6));
    }

    #[test]
    fn places_in_utf16_count_its_units() {
        let source = Source::new("a.md", "🔥é🔥\n🔥ab".as_bytes());
        let place = source.utf16_place(Span::new(4, 16));
        assert_eq!((place.line, place.column), (1, 3));
        assert_eq!((place.end_line, place.end_column), (2, 4));
        assert_eq!(source.place(Span::new(4, 16)).end_column, 3);
        let long = Source::new("a.md", "🔥".repeat(STRIDE).as_bytes());
        assert_eq!(
            long.utf16_place(Span::new(3 * STRIDE, 4 * STRIDE)).end_column,
            2 * STRIDE + 1
        );
    }

    #[test]
    fn utf16_is_reported_and_read() {
        for big in [false, true] {
            let units = "\u{feff}---\nstatus: draft\n---\nGrüße\n".encode_utf16();
            let bytes: Vec<u8> = units
                .flat_map(|unit| {
                    if big {
                        unit.to_be_bytes()
                    } else {
                        unit.to_le_bytes()
                    }
                })
                .collect();
            let source = Source::new("a.md", &bytes);
            assert_eq!(source.text, "---\nstatus: draft\n---\nGrüße\n");
            assert_eq!(source.problems.len(), 1);
        }
        assert_eq!(Source::new("a.md", b"\xff\xfe").text, "");
    }

    #[test]
    fn columns_of_a_line_longer_than_a_stride() {
        let source = Source::new(
            "a.md",
            format!("one\n{}", "é".repeat(3 * STRIDE / 2 - 2)).as_bytes(),
        );
        for chars in [0, 1, STRIDE / 2 - 2, STRIDE, 3 * STRIDE / 2 - 2] {
            assert_eq!(source.position(4 + 2 * chars), (2, chars + 1));
        }
    }

    #[test]
    fn bytes_that_are_not_utf8_are_reported_where_they_stand() {
        let source = Source::new("a.md", b"ok\nbad \xff here");
        assert_eq!(source.problems.len(), 1);
        assert_eq!(source.place(source.problems[0].span).line, 2);
        assert_eq!(source.place(source.problems[0].span).column, 5);
    }
}
