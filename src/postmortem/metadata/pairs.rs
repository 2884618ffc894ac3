//! Finds labels with their values: lines, items, rows of tables, terms with definitions, and headings with what is under
//! them.

use super::keys::{self, Key, Meaning};
use crate::postmortem::document::{Section, section_at};
use crate::postmortem::impact::{self, TimeKey};
use crate::postmortem::timeline::update_times;
use crate::source::Source;
use crate::span::Span;
use crate::text::blocks::{Block, BlockKind, Line, Text};
use crate::text::words::is_between_blanks;
use crate::vocabulary::SectionKind;
use std::ops::Range;

/// A label with what stands for it.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) key: Key,
    /// The zone that the label names.
    pub(super) zone: Option<String>,
    pub(super) values: Vec<Text>,
    /// All of it.
    pub(super) span: Span,
}

/// The most lines of a value.
const MOST_LINES: usize = 20;

/// The labels with values of a body.
pub(super) fn all(source: &Source, blocks: &[Block], sections: &[Section], title: Option<Span>) -> Vec<Pair> {
    let mut finder = Finder {
        source,
        blocks,
        sections,
        open: sections.iter().map(may_hold).collect(),
        pairs: Vec::new(),
    };
    let mut table = None;
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        let rows = finder.rows(at);
        let apart = title.is_some_and(|title| title.contains(block.span));
        if !apart && finder.is_open(block) && !update_times::is_update(block) {
            match block.kind {
                BlockKind::Row { table: number, .. } if table != Some(number) => {
                    table = Some(number);
                    finder.table(at..at + rows);
                }
                BlockKind::Paragraph | BlockKind::Item { .. } | BlockKind::Heading(_) => {
                    finder.lines(at, block)
                }
                _ => {}
            }
        }
        at += rows.max(1);
    }
    finder.pairs
}

struct Finder<'a> {
    source: &'a Source,
    blocks: &'a [Block],
    sections: &'a [Section],
    /// Of each section, whether metadata may stand in it.
    open: Vec<bool>,
    pairs: Vec<Pair>,
}

impl Finder<'_> {
    /// How many rows of one table begin at a block.
    fn rows(&self, at: usize) -> usize {
        let of = |block: &Block| match block.kind {
            BlockKind::Row { table, .. } => Some(table),
            _ => None,
        };
        let Some(table) = self.blocks.get(at).and_then(of) else {
            return 0;
        };
        let rest = self.blocks.get(at..).unwrap_or_default().iter();
        rest.take_while(|block| of(block) == Some(table)).count()
    }

    /// Whether metadata may stand at a block: above the first heading, in the summary, under a heading of its own.
    fn is_open(&self, block: &Block) -> bool {
        let open = section_at(self.sections, block.span.start).and_then(|index| self.open.get(index));
        open.is_none_or(|open| *open)
    }

    fn lines(&mut self, at: usize, block: &Block) {
        for (index, line) in block.lines.iter().enumerate() {
            let plain = line.text.plain.as_str();
            for part in parts(plain) {
                if let Some(((key, zone), value)) = label(line, part.clone()) {
                    let text = line.text.part(value.clone());
                    let heading = matches!(block.kind, BlockKind::Heading(_));
                    let marked = heading
                        || plain
                            .get(part.clone())
                            .is_some_and(|part| part.trim_end().ends_with([':', '：']))
                        || line.text.all_strong()
                        || self.is_html(block);
                    let values = if has_words(&text) {
                        vec![text]
                    } else if marked {
                        self.below(at, index)
                    } else {
                        self.defined(block, index)
                    };
                    // A mail is written later.
                    let key = match key {
                        Key::Time(TimeKey::Date) if impact::is_mail_head(block) => {
                            Key::Time(TimeKey::Published)
                        }
                        key => key,
                    };
                    if !values.is_empty() {
                        let span = line.text.span(part);
                        self.pairs.push(Pair {
                            key,
                            zone,
                            values,
                            span,
                        });
                    }
                }
            }
        }
    }

    /// `Severity`, and `: SEV2` on the next line.
    fn defined(&self, block: &Block, index: usize) -> Vec<Text> {
        let next = block
            .lines
            .get(index + 1)
            .filter(|next| next.text.plain.starts_with(": "));
        next.map(|next| next.text.part(2..next.text.plain.len()))
            .into_iter()
            .collect()
    }

    /// What stands below a label that has nothing on its own line: lines of its paragraph, or the items and lines of the
    /// blocks after it.
    fn below(&self, at: usize, index: usize) -> Vec<Text> {
        let Some(block) = self.blocks.get(at) else {
            return Vec::new();
        };
        let plain = |line: &&Line| label(line, 0..line.text.plain.len()).is_none() && has_words(&line.text);
        let own = block.lines.iter().skip(index + 1).take_while(plain);
        let own: Vec<Text> = own.take(MOST_LINES).map(|line| line.text.clone()).collect();
        if !own.is_empty() || index + 1 < block.lines.len() {
            return own;
        }
        let item = matches!(block.kind, BlockKind::Item { .. });
        let heading = matches!(block.kind, BlockKind::Heading(_));
        let mut texts = Vec::new();
        for (index, next) in self.blocks.iter().enumerate().skip(at + 1) {
            let fits = match next.kind {
                BlockKind::Item { .. } => !item || next.parent == Some(at),
                BlockKind::Paragraph => texts.is_empty() || heading,
                BlockKind::Code => continue,
                _ => false,
            };
            if !fits || texts.len() >= MOST_LINES || index > at + MOST_LINES {
                break;
            }
            let paragraph = next.kind == BlockKind::Paragraph;
            texts.extend(
                next.lines
                    .iter()
                    .take_while(|line| !paragraph || plain(line))
                    .map(|line| line.text.clone()),
            );
            if paragraph && !heading {
                break;
            }
        }
        texts
    }

    fn is_html(&self, block: &Block) -> bool {
        self.source.slice(block.span).starts_with("<dt")
    }

    /// A table of two columns, or of pairs of columns, names in the first; else one with names in its head.
    fn table(&mut self, range: Range<usize>) {
        let blocks = self.blocks;
        let rows = blocks.get(range).unwrap_or_default();
        let cell = |line: &Line| keys::key(line.text.plain.trim().trim_end_matches(':'));
        let Some((head, rest)) = rows.split_first() else {
            return;
        };
        let named = head.lines.iter().filter(|line| cell(line).is_some()).count();
        if named >= 2 && named == head.lines.len() && rest.len() == 1 {
            let values = rest.iter().flat_map(|row| &row.lines);
            for (name, value) in head.lines.iter().zip(values) {
                self.cell(cell(name), value);
            }
            return;
        }
        // The first column may count the rows.
        let counts = |line: &Line| line.text.plain.trim_end_matches('.').parse::<u8>().is_ok();
        let counted = !rest.is_empty() && rest.iter().all(|row| row.lines.first().is_some_and(counts));
        for row in rows {
            let cells = row.lines.get(usize::from(counted)..).unwrap_or_default();
            for pair in cells.chunks_exact(2).filter(|_| cells.len() % 2 == 0) {
                if let [name, value] = pair {
                    self.cell(cell(name), value);
                }
            }
        }
    }

    fn cell(&mut self, key: Option<(Key, Option<String>)>, value: &Line) {
        if let Some((key, zone)) = key
            && has_words(&value.text)
        {
            self.pairs.push(Pair {
                key,
                zone,
                values: vec![value.text.clone()],
                span: value.text.span(0..value.text.plain.len()),
            });
        }
    }
}

/// Whether metadata may stand in a section.
fn may_hold(section: &Section) -> bool {
    match (&section.heading, section.kind) {
        (_, SectionKind::Summary | SectionKind::Impact) | (None, _) => true,
        (Some(words), SectionKind::Other) => {
            let label = words.split([':', '=']).next().unwrap_or_default();
            keys::is_heading(words) || keys::key(label).is_some()
        }
        _ => false,
    }
}

fn has_words(text: &Text) -> bool {
    text.plain.contains(char::is_alphanumeric)
}

/// The parts of a line that bars or dots part: `Severity: SEV2 | Status: closed`.
fn parts(plain: &str) -> impl Iterator<Item = Range<usize>> {
    // Bytes that begin one of them are few.
    let may = memchr::memchr3_iter(b'|', 0xc2, 0xe2, plain.as_bytes());
    let marks = may.filter_map(|at| {
        let char = plain.get(at..)?.chars().next()?;
        let end = at + char.len_utf8();
        (matches!(char, '|' | '·' | '•') && is_between_blanks(plain, at..end)).then_some((at, end))
    });
    let ends = marks.chain([(plain.len(), plain.len())]);
    let mut start = 0;
    ends.map(move |(end, next)| std::mem::replace(&mut start, next)..end)
}

/// Whether a colon stands between digits.
fn is_in_clock(text: &[u8], colon: usize) -> bool {
    let digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    colon > 0 && digit(colon - 1) && digit(colon + 1)
}

/// What the label that a part of a line begins with gives, and its value: after a colon, a dash or strong words, or no value where
/// all of it is a label.
fn label(line: &Line, part: Range<usize>) -> Option<(Meaning, Range<usize>)> {
    let plain = line.text.plain.as_str();
    let text = plain.get(part.clone())?;
    let begin = part.start + text.find(char::is_alphanumeric)?;
    let text = plain.get(begin..part.end)?;
    if !keys::may_begin(text) || line.text.is_code(begin) {
        return None;
    }
    let near = text.char_indices().take_while(|&(at, _)| at <= keys::LONGEST);
    let marks = near.filter(|&(at, char)| match char {
        // `Incident began at 11:26` is a sentence.
        ':' => !is_in_clock(text.as_bytes(), at),
        '：' => true,
        '-' | '–' | '—' => is_between_blanks(text, at..at + char.len_utf8()),
        _ => false,
    });
    let marks = marks.map(|(at, char)| (begin + at, begin + at + char.len_utf8()));
    let strong = line.text.strong.iter().find(|strong| strong.contains(&begin));
    let strong = strong.map(|strong| (strong.end.min(part.end), strong.end.min(part.end)));
    let whole = (text.len() <= keys::LONGEST).then_some((part.end, part.end));
    let mut ends = marks.take(2).chain(strong).chain(whole);
    ends.find_map(|(end, next)| {
        let key = keys::key(plain.get(begin..end)?)?;
        let rest = plain.get(next..part.end)?;
        let blank = |char: char| char.is_whitespace() || matches!(char, ':' | '*' | '_');
        Some((key, part.end - rest.trim_start_matches(blank).len()..part.end))
    })
}
