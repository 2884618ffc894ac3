//! Markdown's events with their places, made easy to cut: neighbouring texts joined, comments gone.

use crate::html::elements::{self, Block};
use crate::html::tokenizer::{Token, Tokenizer};
use crate::source;
use crate::text::blocks::{Padding, options};
use pulldown_cmark::{CowStr, Event, Parser, Tag, TagEnd};
use std::ops::Range;

/// An event and its bytes in the body.
pub(super) type Placed<'a> = (Event<'a>, Range<usize>);

/// The events of a body, and whether it has HTML that a sanitiser must see: none where all tags are words.
pub(super) fn read(body: &str, all_words: bool) -> (Vec<Placed<'_>>, bool) {
    let mut events: Vec<Placed<'_>> = Vec::with_capacity(body.len() / 16);
    let mut comments = Comments::default();
    let mut block = Block::default();
    let mut raw = false;
    let mut padding = Padding::default();
    let all = Parser::new_ext(body, options()).into_offset_iter();
    for (event, range) in all.filter(|(event, range)| !padding.is_too_much(body, event, range)) {
        let inline = matches!(event, Event::InlineHtml(_));
        match event {
            Event::Text(text) => push_text(&mut events, body, fit(text), range),
            Event::Start(tag) => {
                if tag == Tag::HtmlBlock {
                    block = Block::new(body, &range);
                }
                events.push((Event::Start(with_fit_address(tag)), range));
            }
            Event::InlineHtml(html) if is_break(&html) => events.push((Event::HardBreak, range)),
            Event::InlineHtml(html) if all_words || are_words(&html) => {
                push_text(&mut events, body, html, range);
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                let verbatim = html.len() == range.len();
                let in_body = |part: &Range<usize>| match verbatim {
                    true => range.start + part.start..range.start + part.end,
                    false => range.clone(),
                };
                let text = |part: &Range<usize>| html.get(part.clone()).unwrap_or_default().to_owned();
                comments.outside(&html, |part| {
                    if all_words {
                        let words = text(&part).into();
                        return push_text(&mut events, body, words, in_body(&part));
                    }
                    raw |= !text(&part).trim().is_empty();
                    let mut from = part.start;
                    // In a block, a tag whose `<` is a text is words.
                    let words = text(&part);
                    let words = block.words(&words, range.start + part.start).filter(|_| !inline);
                    for at in words {
                        let (before, mark) = (from..part.start + at, part.start + at..part.start + at + 1);
                        from = mark.end;
                        events.push((Event::Html(text(&before).into()), in_body(&before)));
                        events.push((Event::Text("<".into()), in_body(&mark)));
                    }
                    events.push((
                        Event::Html(text(&(from..part.end)).into()),
                        in_body(&(from..part.end)),
                    ));
                });
            }
            event => {
                if matches!(event, Event::End(TagEnd::HtmlBlock)) {
                    comments = Comments::default();
                }
                events.push((event, range));
            }
        }
    }
    (events, raw)
}

/// What entities stand for, fit like the source.
fn fit(text: CowStr<'_>) -> CowStr<'_> {
    source::fit(text.into()).into()
}

fn with_fit_address(mut tag: Tag<'_>) -> Tag<'_> {
    if let Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. } = &mut tag {
        for text in [dest_url, title] {
            *text = fit(std::mem::replace(text, CowStr::Borrowed("")));
        }
    }
    tag
}

/// Joins a text to the one before it where both are side by side in the source.
fn push_text<'a>(events: &mut Vec<Placed<'a>>, body: &'a str, text: CowStr<'a>, range: Range<usize>) {
    if let Some((Event::Text(last), last_range)) = events.last_mut()
        && last_range.end == range.start
        && last.len() == last_range.len()
        && text.len() == range.len()
        && let Some(joined) = body.get(last_range.start..range.end)
    {
        *last = CowStr::Borrowed(joined);
        last_range.end = range.end;
    } else {
        events.push((Event::Text(text), range));
    }
}

/// Whether a tag in a line is words.
fn are_words(tag: &str) -> bool {
    match Tokenizer::new(tag).next() {
        Some((Token::Tag(tag), _)) => elements::is_word(&tag),
        Some((Token::Comment, _)) => false,
        None => true,
    }
}

/// `<br>` needs no sanitiser.
fn is_break(html: &str) -> bool {
    let token = Tokenizer::new(html).next();
    matches!(token, Some((Token::Tag(tag), _)) if tag.name == "br" && !tag.close && tag.is_bare())
}

/// Where in a block of HTML, read line by line, a comment continues.
#[derive(Debug, Default)]
struct Comments {
    inside: bool,
}

impl Comments {
    /// Gives what of a line is no comment.
    fn outside(&mut self, html: &str, mut part: impl FnMut(Range<usize>)) {
        let mut from = 0;
        while from < html.len() {
            let rest = html.get(from..).unwrap_or_default();
            let mark = if self.inside { "-->" } else { "<!--" };
            let (length, found) = match rest.find(mark) {
                Some(at) => (at, true),
                None => (rest.len(), false),
            };
            if !self.inside && length > 0 {
                part(from..from + length);
            }
            from += length;
            if found {
                from += mark.len();
                self.inside = !self.inside;
            }
        }
    }
}

/// The words of the events from `at` to the end of the element that begins there, and the index after it.
pub(super) fn words(events: &[Placed<'_>], at: usize) -> (String, usize) {
    let mut words = String::new();
    let mut depth = 0_usize;
    let mut next = at;
    for (event, _) in events.iter().skip(at) {
        next += 1;
        match event {
            Event::Start(tag) => {
                // Cells are apart.
                if matches!(tag, Tag::TableCell) && !words.is_empty() {
                    words.push_str(", ");
                }
                depth += 1;
            }
            Event::End(_) => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            }
            Event::Text(text) | Event::Code(text) => words.push_str(text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    (words, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_gone_and_are_no_html() {
        let (events, raw) = read("a <!-- x --> b\n\n<!-- one\ntwo <b> -->\n\nc\n", false);
        assert!(!raw);
        assert!(
            !events
                .iter()
                .any(|(event, _)| matches!(event, Event::Html(html) if html.contains('-')))
        );
        let (events, raw) = read("<!-- x\n--> <b>y</b>\n", false);
        assert!(raw);
        let html: String = events
            .iter()
            .filter_map(|(event, _)| match event {
                Event::Html(html) => Some(html.as_ref()),
                _ => None,
            })
            .collect();
        assert_eq!(html, " <b>y</b>\n");
    }

    #[test]
    fn texts_side_by_side_are_one() {
        let (events, raw) = read("see https://a.example/b_c_d & x<br/>y", false);
        assert!(!raw);
        assert_eq!(events[1].0, Event::Text("see https://a.example/b_c_d & x".into()));
        assert_eq!(events[2].0, Event::HardBreak);
    }

    #[test]
    fn words_end_with_their_element() {
        let (events, _) = read("# a *b* `c`\n\nd", false);
        assert_eq!(words(&events, 0), ("a b c".to_owned(), 8));
    }
}
