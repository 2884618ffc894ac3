//! Finds what may begin a section: headings, and lines that are labels.

use super::marks::{decoration, has_time, is_byline, number, separators};
use super::names::{Named, Names};
use super::shapes::{
    is_measure, is_of_contents, is_strong_from_before, lacks_blank, names_state, runs_on, stands_alone,
    strong_label, tidy, whole,
};
use crate::postmortem::impact::stated_length;
use crate::source::Source;
use crate::span::Span;
use crate::text::blocks::{Block, BlockKind, Line};
use crate::vocabulary::SectionKind;

/// The form of a heading or a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A heading of a level.
    Heading(u8),
    /// A line that is a label, or that begins with one.
    Line,
    /// A label at the beginning of an item, whether of an outermost list.
    Bullet {
        /// Whether its list is an outermost one.
        outer: bool,
    },
}

/// What may begin a section.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) form: Form,
    /// What it names; a heading may name nothing.
    pub(super) named: Option<Named>,
    pub(super) words: String,
    pub(super) span: Span,
    /// Where the text under it starts.
    pub(super) start: usize,
    /// Whether text follows on the same line.
    pub(super) rest: bool,
    /// Whether it is an item with text or blocks of its own: what follows the item is none of its own.
    pub(super) filled: bool,
    /// Whether that text holds a clock time.
    pub(super) timed: bool,
}

/// All headings and labels of a body, in the order of the text.
pub(super) fn all(source: &Source, blocks: &[Block], names: &Names) -> Vec<Found> {
    let mut all = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let mut finder = Finder { names, all: &mut all };
        match block.kind {
            BlockKind::Heading(level) => finder.heading(block, level),
            _ if block.quoted || is_of_contents(source, block) => {}
            BlockKind::Paragraph => {
                for line in 0..block.lines.len() {
                    finder.line(block, line, Form::Line);
                }
            }
            BlockKind::Item { depth, .. } => {
                for (line, at) in block
                    .lines
                    .iter()
                    .enumerate()
                    .map(|(line, text)| (line, text.span.start))
                {
                    if line == 0 {
                        let holds = blocks
                            .get(index + 1)
                            .is_some_and(|next| next.parent == Some(index));
                        finder.item(block, depth == 1, holds);
                    } else if column(source, at) <= column(source, block.span.start) {
                        // Not indented as the item is: the writer meant a new line, and not the item's.
                        finder.line(block, line, Form::Line);
                    }
                }
            }
            _ => {}
        }
    }
    all
}

fn column(source: &Source, at: usize) -> usize {
    let before = source.text.get(..at).unwrap_or_default();
    at - before.rfind('\n').map_or(0, |end| end + 1)
}

/// The least bytes of a line that may hold several sections.
const RUN_TOGETHER: usize = 160;

/// How many labels are looked for on one line.
const MAX_LABELS: usize = 8;

struct Finder<'f> {
    names: &'f Names,
    all: &'f mut Vec<Found>,
}

impl Finder<'_> {
    fn heading(&mut self, block: &Block, level: u8) {
        let Some(line) = block.lines.first() else { return };
        // It is an entry of the timeline, or says who wrote this and when, and names no section.
        if line.text.leading().is_some() || is_byline(&line.text.plain) {
            return;
        }
        let form = Form::Heading(level);
        if let Some(after) = self.label(block, line, 0, form) {
            return self.labels(block, line, after);
        }
        let words = tidy(
            &block
                .lines
                .iter()
                .map(|line| line.text.plain.as_str())
                .collect::<Vec<_>>()
                .join(" "),
        );
        self.all.push(Found {
            form,
            named: self.names.heading(&words),
            words,
            span: block.span,
            start: block.span.end,
            rest: false,
            filled: false,
            timed: false,
        });
    }

    /// The first line of an item. A label that names nothing counts too: it may end what its sibling began.
    fn item(&mut self, block: &Block, outer: bool, holds: bool) {
        let before = self.all.len();
        self.line(block, 0, Form::Bullet { outer });
        if self.all.len() == before
            && outer
            && let Some(line) = block.lines.first()
            && let Some(end) = strong_label(line)
            && line.text.leading().is_none()
        {
            self.all.push(Found {
                form: Form::Bullet { outer },
                named: None,
                words: tidy(line.text.plain.get(..end).unwrap_or_default()),
                span: Span::new(block.span.start, line.text.span(0..end).end),
                start: line.text.span(0..end).end,
                rest: end < line.text.plain.len(),
                filled: true,
                timed: false,
            });
        }
        for found in self.all.iter_mut().skip(before) {
            found.filled = holds || found.rest;
        }
    }

    fn line(&mut self, block: &Block, index: usize, form: Form) {
        let Some(line) = block.lines.get(index) else {
            return;
        };
        let before = self.all.len();
        self.named(block, line, index, form);
        // An entry of the timeline names no section. Few lines name one, so times are read last.
        if self.all.len() > before && line.text.leading().is_some() {
            self.all.truncate(before);
        }
    }

    /// A line that is a label, or that begins with one or more.
    fn named(&mut self, block: &Block, line: &Line, index: usize, form: Form) {
        let plain = line.text.plain.as_str();
        if plain.is_empty() || line.text.is_code(0) {
            return;
        }
        if let Some(after) = self.label(block, line, 0, form) {
            return self.labels(block, line, after);
        }
        if plain.len() > 100 {
            return self.sentences(block, line, 0);
        }
        let strong = line.text.all_strong() && !is_strong_from_before(&block.lines, index);
        let words = plain.get(number(plain)..).unwrap_or_default();
        let named = match form {
            Form::Line if strong => self.names.heading(plain),
            // Told at once, and true of most lines.
            _ if !self.names.may_begin(words) => None,
            // `##Timeline`, which lacks a blank.
            _ if strong || plain.starts_with('#') || stands_alone(&block.lines, index) => {
                self.names.label(words)
            }
            // A full name needs no full stop before it.
            _ if !runs_on(&block.lines, index) => self.names.label(words).filter(|named| named.full),
            _ => None,
        };
        let level = lacks_blank(plain).filter(|_| form == Form::Line);
        if named.is_some() {
            self.all.push(Found {
                form: level.map_or(form, Form::Heading),
                named,
                words: tidy(plain),
                span: whole(block, line),
                start: line.span.end,
                rest: false,
                filled: false,
                timed: block
                    .lines
                    .get(index + 1)
                    .is_some_and(|next| next.text.leading().is_some_and(|lead| lead.stamp.clock.is_some())),
            });
        } else if !self.all.is_empty()
            // The first of all is the title.
            && let Some(level) = level
        {
            self.all.push(Found {
                form: Form::Heading(level),
                named: None,
                words: tidy(plain),
                span: whole(block, line),
                start: line.span.end,
                rest: false,
                filled: false,
                timed: false,
            });
        }
    }

    /// More labels in what follows a label on its line: `Issue Summary: Duration: 2 hours`.
    fn labels(&mut self, block: &Block, line: &Line, from: usize) {
        let mut from = from;
        for _ in 0..MAX_LABELS {
            match self.label(block, line, from, Form::Line) {
                Some(after) if after < line.text.plain.len() => from = after,
                Some(_) => return,
                None => break,
            }
        }
        self.sentences(block, line, from);
    }

    /// The names of the brief's sections in full, with a colon, where a sentence begins within a line: texts
    /// whose line ends were lost.
    fn sentences(&mut self, block: &Block, line: &Line, from: usize) {
        let plain = line.text.plain.as_str();
        if plain.len() < RUN_TOGETHER {
            return;
        }
        let Some(last_colon) = plain.rfind(':') else {
            return;
        };
        let ends = plain.match_indices('.').map(|(at, end)| at + end.len());
        for at in ends.filter(|&at| at >= from && at < last_colon) {
            let rest = plain.get(at..).unwrap_or_default();
            let Some(rest) = rest
                .strip_prefix(' ')
                .filter(|rest| rest.starts_with(char::is_uppercase))
            else {
                continue;
            };
            let at = at + 1;
            let colon = rest.char_indices().take(60).find(|&(_, char)| char == ':');
            let full = colon.is_some_and(|(colon, _)| {
                let words = rest.get(..colon).unwrap_or_default();
                self.names.label(words).is_some_and(|named| named.full)
            });
            if full {
                self.label(block, line, at, Form::Line);
            }
        }
    }

    /// A label from a byte of a line on, with a colon or a dash after it, or strong; gives where its text starts.
    /// A heading is one only where text follows, or else it is read as a whole.
    fn label(&mut self, block: &Block, line: &Line, from: usize, form: Form) -> Option<usize> {
        let plain = line.text.plain.as_str();
        let begin = from + decoration(plain.get(from..)?);
        let text = plain.get(begin..)?;
        let strong = line.text.strong.first();
        let strong = strong.filter(|strong| from == 0 && strong.start <= begin && strong.end > begin);
        // Most lines begin with a word that begins no label. Strong words may end inside it.
        let after = strong.and_then(|strong| plain.get(strong.end..));
        let inside = after.is_some_and(|after| after.starts_with(char::is_alphanumeric));
        if !inside && !self.names.may_begin(text) {
            return None;
        }
        // `Root cause and resolution. Each lesson is kept …`
        let stop = text.find(". ").filter(|&end| {
            let full = |name: &str| self.names.label(name).is_some_and(|named| named.full);
            let first = block.lines.first().is_some_and(|first| first.span == line.span);
            from == 0 && first && form == Form::Line && text.get(..end).is_some_and(full)
        });
        let stop = stop.map(|end| (begin + end, begin + end + 1));
        let ends = separators(text)
            .map(|(end, next)| (begin + end, begin + next))
            .chain(strong.map(|strong| (strong.end, strong.end)));
        let (end, next, named) = stop.into_iter().chain(ends.take(3)).find_map(|(end, next)| {
            let named = self.names.label(plain.get(begin..end)?)?;
            Some((end, next, named))
        })?;
        let rest = plain.get(next..).unwrap_or_default();
        let is_word = |char: char| char.is_alphanumeric() || matches!(char, '(' | '~' | '`' | '"');
        let start = next + rest.find(is_word).unwrap_or(rest.len());
        let has_rest = start < plain.len();
        // `Resolution: Won't fix` is a field of a tracker, and `Time to detection: 12 min` a number.
        let field = named.kind == SectionKind::Cause && names_state(rest)
            || is_measure(plain.get(begin..end)?) && stated_length(rest).is_some();
        if field || line.text.is_code(begin) || !has_rest && matches!(form, Form::Heading(_)) {
            return None;
        }
        let first = whole(block, line);
        self.all.push(Found {
            form,
            named: Some(named),
            words: tidy(plain.get(begin..end).unwrap_or_default()),
            span: Span::new(
                if from == 0 {
                    first.start
                } else {
                    line.text.source(begin)
                },
                line.text.span(begin..next).end,
            ),
            start: if has_rest {
                line.text.source(start)
            } else {
                first.end
            },
            rest: has_rest,
            filled: has_rest,
            timed: has_time(rest),
        });
        Some(start)
    }
}
