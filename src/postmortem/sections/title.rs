//! The title of a body.

use crate::postmortem::sections::candidates::{Form, Found};
use crate::record::Origin;
use crate::span::Span;
use crate::text::blocks::{Block, BlockKind};

/// Headings that ask for the title.
const LABELS: &[&str] = &["title", "incident title", "postmortem title", "post-mortem title"];

/// The title of a body, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Its words.
    pub text: String,
    /// All of the heading or the line.
    pub span: Span,
    /// Inferred where it is no `# ` heading.
    pub origin: Origin,
}

/// The first `# ` heading that names no section; else what comes first as a title does: a heading
/// above the sections, or a line alone.
pub(super) fn find(blocks: &[Block], found: &[Found]) -> Option<Title> {
    let mut title = search(blocks, found)?;
    // A table that a tag opens within a heading: the page shows its words where they stand.
    let mut after = blocks.iter().skip_while(|block| block.span != title.span).skip(1);
    if after.next().is_some_and(|next| next.span.start < title.span.end) {
        title.span.end = title.span.start;
    }
    Some(title)
}

fn search(blocks: &[Block], found: &[Found]) -> Option<Title> {
    let first = found
        .iter()
        .find(|found| found.named.is_some() && !is_title_like(found));
    let end = first.map_or(usize::MAX, |first| first.span.start);
    let before = || {
        blocks
            .iter()
            .filter(|block| !block.quoted && block.span.start < end)
    };
    let heading = |block: &&Block| matches!(block.kind, BlockKind::Heading(1)) && !block.lines.is_empty();
    if let Some(block) = before().find(heading) {
        // `# Incident Title`, as a template has it, and the title below
        let label = block.lines.first().is_some_and(|line| {
            LABELS
                .iter()
                .any(|label| line.text.plain.eq_ignore_ascii_case(label))
        });
        let below = before().find(|below| below.span.start >= block.span.end);
        let named = below.filter(|below| label && below.kind == BlockKind::Paragraph && is_line(below, end));
        return Some(match named {
            Some(named) => Title {
                span: block.span.to(named.span),
                ..title(named, 0, Origin::Body)
            },
            None => title(block, 0, Origin::Body),
        });
    }
    let above = match first.map(|first| first.form) {
        Some(Form::Heading(level)) => level,
        _ => u8::MAX,
    };
    let block = before().find(|block| !block.lines.is_empty())?;
    if let Some(title) = of_settings(block) {
        return Some(title);
    }
    match block.kind {
        BlockKind::Heading(level) if level < above || is_of_report(block) => {
            Some(title(block, 0, Origin::Inferred))
        }
        BlockKind::Paragraph if first.is_some() && is_line(block, end) => {
            Some(title(block, 0, Origin::Inferred))
        }
        _ => None,
    }
}

/// The title among front matter whose marks are missing: lines that are all keys with their values.
fn of_settings(block: &Block) -> Option<Title> {
    if block.kind != BlockKind::Paragraph || block.lines.len() < 2 {
        return None;
    }
    let mut title = None;
    for line in &block.lines {
        let (key, value) = line.text.plain.split_once(':')?;
        if key.is_empty() || key.contains(|char: char| !char.is_ascii_alphabetic() && char != '_') {
            return None;
        }
        if key.eq_ignore_ascii_case("title") {
            title.get_or_insert((line.span, value.trim().trim_matches(['\'', '"'])));
        }
    }
    let (span, text) = title?;
    (!text.is_empty()).then(|| Title {
        text: text.to_owned(),
        span,
        origin: Origin::Body,
    })
}

/// Whether a heading says that it is over a report, and on what: `Incident report for the harbour gates`.
fn is_of_report(heading: &Block) -> bool {
    const REPORTS: &[&str] = &["postmortem", "post-mortem", "post mortem", "incident report"];
    const FEWEST: usize = 4;
    heading.lines.first().is_some_and(|line| {
        let words = line.text.plain.to_lowercase();
        words.split_whitespace().count() >= FEWEST && REPORTS.iter().any(|report| words.contains(report))
    })
}

/// Whether it is a heading of the first level with more in it than a section's name.
fn is_title_like(found: &Found) -> bool {
    found.form == Form::Heading(1) && (found.rest || found.named.is_none_or(|named| !named.alone))
}

/// Whether a paragraph begins with a title: a short line that is no sentence, strong or followed by another one.
fn is_line(block: &Block, end: usize) -> bool {
    let Some(line) = block.lines.first() else {
        return false;
    };
    let plain = line.text.plain.as_str();
    let next = block.lines.get(1);
    let apart = next.is_none_or(|next| {
        next.span.start >= end
            || next
                .text
                .plain
                .starts_with(|char: char| char.is_uppercase() || char.is_ascii_digit())
    });
    plain.len() <= 100
        && !plain.ends_with(['.', ',', ';', ':', '!'])
        && !line.text.is_code(0)
        && plain.chars().any(char::is_alphabetic)
        && apart
        && (line.text.all_strong() || plain.split_whitespace().count() <= 12)
}

fn title(block: &Block, line: usize, origin: Origin) -> Title {
    let lines = match block.kind {
        BlockKind::Heading(_) => block
            .lines
            .iter()
            .map(|line| line.text.plain.as_str())
            .collect::<Vec<_>>()
            .join(" "),
        _ => block
            .lines
            .get(line)
            .map(|line| line.text.plain.clone())
            .unwrap_or_default(),
    };
    let text = lines.trim().trim_start_matches('#').trim_start();
    let text = ["Project Title:", "Title:"]
        .iter()
        .find_map(|label| text.strip_prefix(label))
        .unwrap_or(text);
    let alone = matches!(block.kind, BlockKind::Heading(_)) || block.lines.len() == 1;
    Title {
        text: text.trim().to_owned(),
        span: match block.lines.get(line) {
            Some(line) if !alone => line.span,
            _ => block.span,
        },
        origin,
    }
}
