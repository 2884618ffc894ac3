//! HTML as the writers of Markdown use it: paragraphs, headings, lists and tables become the same blocks
//! as Markdown's, what only decorates vanishes, and text between tags is read as Markdown.

use super::builder::{Builder, Container};
use super::input::Input;
use super::markdown::{self, Mode};
use crate::html::elements;
use crate::html::tokenizer::{Tag, Token, Tokenizer};
use crate::span::Span;
use crate::text::blocks::{BlockKind, indented};

/// Reads a block of HTML.
pub(super) fn block(builder: &mut Builder, input: &Input<'_>, span: Span, mode: Mode) {
    let before = builder.scan.blocks.len();
    let mut segment = 0;
    let mut tokens = Tokenizer::new(&input.text);
    while let Some((token, range)) = tokens.next() {
        let span = input.span(&range);
        let Token::Tag(tag) = token else {
            flush(builder, input, segment..range.start, mode);
            builder.scan.comments.push(span);
            segment = range.end;
            continue;
        };
        if !elements::ends_text(&tag.name) {
            continue;
        }
        flush(builder, input, segment..range.start, mode);
        segment = range.end;
        if elements::holds_no_text(&tag.name) && !tag.close {
            segment = tokens.skip_element(&tag.name);
            if tag.name == "pre" {
                builder.block(BlockKind::Code, input.span(&(range.start..segment)));
            }
            embedded(builder, &tag, span);
        } else {
            apply(builder, &tag, span);
        }
    }
    flush(builder, input, segment..input.text.len(), mode);
    if builder.scan.blocks.len() == before && !builder.has_leaf() {
        builder.block(BlockKind::Html, span);
    }
}

/// Reads the text between two tags.
fn flush(builder: &mut Builder, input: &Input<'_>, range: std::ops::Range<usize>, mode: Mode) {
    let words = input.text.get(range.clone()).unwrap_or_default();
    if words.trim().is_empty() {
        return;
    }
    let one_line = builder.takes_one_line();
    if one_line || mode != Mode::Body {
        return markdown::read(builder, &Input::inline(input, range, one_line), Mode::Inline);
    }
    let mut start = range.start;
    let lines = words.split_inclusive('\n').map(|line| {
        start += line.len();
        start - line.len()..start
    });
    let text = indented::dedent(input, lines.collect());
    markdown::read(builder, &text, Mode::Nested(1));
}

/// Reads a tag or a comment in a line of Markdown.
pub(super) fn inline(builder: &mut Builder, text: &str, span: Span) {
    match Tokenizer::new(text).next() {
        Some((Token::Tag(tag), _)) if elements::is_word(&tag) => {
            builder.text(text, span.start);
            builder.touch(span);
        }
        Some((Token::Tag(tag), _)) => {
            builder.touch(span);
            apply(builder, &tag, span);
        }
        Some((Token::Comment, _)) => {
            builder.touch(span);
            builder.scan.comments.push(span);
        }
        // `<my-pod>` is none of HTML's.
        None => {
            builder.text(text, span.start);
            builder.touch(span);
        }
    }
}

/// Notes what an element shows that pages link to.
fn embedded(builder: &mut Builder, tag: &Tag<'_>, span: Span) {
    if let Some(dest) = elements::embedded(tag) {
        builder.link(&dest, false, span);
    }
}

/// What a tag does to the blocks.
fn apply(builder: &mut Builder, tag: &Tag<'_>, span: Span) {
    builder.follow(tag, span);
    embedded(builder, tag, span);
    let step = |count: &mut usize| {
        *count = if tag.close {
            count.saturating_sub(1)
        } else {
            *count + 1
        }
    };
    match tag.name.as_str() {
        "b" | "strong" => step(&mut builder.strong),
        "i" | "em" => step(&mut builder.slanted),
        "code" | "tt" | "kbd" | "samp" => step(&mut builder.code),
        "del" | "s" | "strike" => step(&mut builder.struck),
        "a" if !tag.close => tag
            .attribute("href")
            .into_iter()
            .for_each(|dest| builder.link(&dest, false, span)),
        "img" => tag
            .attribute("src")
            .into_iter()
            .for_each(|dest| builder.link(&dest, true, span)),
        "input" if tag.attribute("type").as_deref() == Some("checkbox") => {
            builder.task_box(tag.attribute("checked").is_some());
        }
        "br" if builder.takes_one_line() => builder.text(" ", span.start),
        "br" => builder.end_line(None),
        "tr" if tag.close => builder.end_leaf(Some(span.end)),
        "tr" => builder.open_row(false, span, true),
        "td" | "th" => cell(builder, tag, span),
        "table" if tag.close => builder.leave_tag("table", span.end),
        "table" => builder.enter(Container::Table, Some("table")),
        name if elements::ends_text(name) && builder.row().is_none() => block_tag(builder, tag, name, span),
        name if elements::ends_text(name) => builder.text(" ", span.start),
        _ => {}
    }
}

/// A tag that opens or closes a block outside tables.
fn block_tag(builder: &mut Builder, tag: &Tag<'_>, name: &str, span: Span) {
    match (name, tag.close) {
        ("hr", _) => builder.block(BlockKind::Rule, span),
        ("ul" | "ol" | "blockquote" | "li", true) => builder.leave_tag(name, span.end),
        ("ul" | "ol", false) => {
            let ordered = name == "ol";
            builder.enter(Container::List { ordered }, Some(name));
        }
        ("blockquote", false) => builder.enter(Container::Quote, Some(name)),
        ("li", false) => {
            if builder.within("li", &["ul", "ol"]) {
                builder.leave_tag("li", span.start);
            }
            builder.enter_item(span, Some(name));
        }
        ("p" | "dt" | "dd" | "summary" | "caption" | "figcaption", false) => {
            builder.open_paragraph(span, true)
        }
        (_, true) => builder.end_leaf(Some(span.end)),
        (_, false) => match elements::heading_level(name) {
            Some(level) => {
                builder.leave_html();
                builder.open_leaf(BlockKind::Heading(level), span, true);
            }
            None => builder.end_leaf(None),
        },
    }
}

/// A cell: its row is a head if all its cells are.
fn cell(builder: &mut Builder, tag: &Tag<'_>, span: Span) {
    if tag.close {
        return builder.end_line(Some(span));
    }
    builder.end_line(None);
    let Some(row) = builder.row() else { return };
    if let BlockKind::Row { head, .. } = &mut row.kind {
        *head = tag.name == "th" && (*head || row.lines.is_empty());
    }
}
