//! A body as its page has it, beside the lead and the figure: what the lead says is not said again right below it, and the
//! section with the entries comes first, since it is the text of the figure.

use crate::html::escaped;
use crate::html::tokenizer::{Token, Tokenizer};
use crate::markdown::{Part, Rendered};
use std::collections::BTreeSet;
use std::mem::take;

/// How a section of a page begins.
const SECTION: &str = "<h2 ";
const PARAGRAPH: &str = "<p>";
const END: &str = "</p>";
/// A heading's second anchor.
const ALIAS: &str = "class=\"anchor\" id=";

/// Takes the words of the lead out of the paragraph at the start or under a heading that begins with them. Gives the anchor of its section
/// where nothing is left of that: links to it lead to the lead.
pub(super) fn without_lead(rendered: &mut Rendered, lead: &str) -> Option<String> {
    let lead = escaped(lead);
    let Rendered { parts, headings, .. } = rendered;
    let last = parts.len().saturating_sub(1);
    for (place, part) in parts.iter_mut().enumerate() {
        let Part::Html(html) = part else { continue };
        let ends = html.match_indices("</h").filter_map(|(at, _)| {
            let long = html.get(at..)?.find('>')?;
            Some(at + long + 1)
        });
        let starts = (place == 0).then_some(0).into_iter().chain(ends);
        let said = starts.filter_map(|start| {
            let rest = html.get(start..)?.trim_start().strip_prefix(PARAGRAPH)?;
            let from = html.len() - rest.len();
            Some((from, from + said(rest, &lead)?))
        });
        let Some((from, to)) = said.into_iter().next() else {
            continue;
        };
        let (before, rest) = (html.get(..from)?, html.get(to..)?.trim_start());
        let Some(after) = rest.strip_prefix(END) else {
            *html = format!("{before}{rest}");
            return None;
        };
        let before = before.strip_suffix(PARAGRAPH)?;
        let after = after.trim_start();
        let Some(section) = before.rfind(SECTION) else {
            *html = format!("{before}{after}");
            return None;
        };
        let heading = before.get(section..)?;
        let over = after.starts_with(SECTION) || after.is_empty() && place == last;
        let anchor = (over && heading.matches("<h").count() == 1)
            .then(|| attribute(heading, "id"))
            .flatten();
        // Another anchor of the heading would be lost with it.
        if anchor.is_some() && heading.contains(ALIAS) {
            return None;
        }
        let kept = if anchor.is_some() {
            before.get(..section)?
        } else {
            before
        };
        headings.retain(|heading| Some(&heading.id) != anchor.as_ref());
        *html = format!("{kept}{after}");
        return anchor;
    }
    None
}

/// The end in `html`, the inside of a paragraph, of words that begin it; None where it begins with others, or where
/// something would be lost with them: a link, or an element that goes on behind them.
fn said(html: &str, words: &str) -> Option<usize> {
    let mut at = 0;
    let mut open = 0;
    let mut words = words.chars().peekable();
    loop {
        let rest = html.get(at..)?;
        if words.peek().is_none() && open == 0 {
            return Some(at);
        }
        if rest.starts_with('<') {
            let long = rest.find('>')? + 1;
            match rest.get(..long)? {
                END | "<br>" => return None,
                tag if tag.starts_with("<a") || tag.starts_with("<img") => return None,
                tag if tag.starts_with("</") => open -= 1,
                _ => open += 1,
            }
            at += long;
            continue;
        }
        let (wanted, found) = (words.next()?, rest.chars().next()?);
        if wanted.is_whitespace() && found.is_whitespace() {
            while words.next_if(|next| next.is_whitespace()).is_some() {}
            at += rest.len() - rest.trim_start().len();
        } else if wanted == found {
            at += found.len_utf8();
        } else {
            return None;
        }
    }
}

/// Moves the section with the first entries that have a time before all others, under what stands above any heading, where it is
/// one by itself: under a heading of its own, and whole.
pub(super) fn timeline_first(rendered: &mut Rendered, timed: impl Fn(usize) -> bool) {
    let Some(moved) = timeline(&rendered.parts, timed) else {
        return;
    };
    let ids: BTreeSet<String> = moved
        .section
        .iter()
        .filter_map(|part| match part {
            Part::Html(html) => Some(anchors(html)),
            Part::Entries(_) | Part::Actions(_) => None,
        })
        .flatten()
        .collect();
    rendered.parts = vec![Part::Html(moved.opening)];
    rendered.parts.extend(moved.section);
    rendered.parts.extend(moved.others);
    let (first, others) = take(&mut rendered.headings)
        .into_iter()
        .partition::<Vec<_>, _>(|heading| ids.contains(&heading.id));
    rendered.headings = first;
    rendered.headings.extend(others);
}

/// The parts of a body in three: what is above any heading, those of one section, and all others.
struct Split {
    opening: String,
    section: Vec<Part>,
    others: Vec<Part>,
}

fn timeline(parts: &[Part], timed: impl Fn(usize) -> bool) -> Option<Split> {
    let holds = |part: &Part| matches!(part, Part::Entries(entries) if entries.iter().any(|(index, _)| timed(*index)));
    let entries = parts.iter().position(holds)?;
    let first = entries.checked_sub(1)?;
    let Part::Html(above) = parts.get(first)? else {
        return None;
    };
    let start = above.rfind(SECTION)?;
    let (before, heading) = above.split_at(start);
    // Only a day, or a word on what follows, stands between its heading and the entries.
    if heading.matches("<h").count() > 2 {
        return None;
    }
    let mut section = vec![Part::Html(heading.to_owned())];
    let mut others = parts.get(..first)?.to_vec();
    others.push(Part::Html(before.to_owned()));
    let Some(Part::Html(text)) = others.first_mut() else {
        return None;
    };
    // It is first already where no other heading is above it.
    let after = text.split_off(text.find(SECTION)?);
    let opening = std::mem::replace(text, after);
    let mut over = false;
    for part in parts.get(entries..)? {
        match part {
            Part::Html(html) if !over => {
                let end = html.find(SECTION);
                let (inside, after) = html.split_at(end.unwrap_or(html.len()));
                section.push(Part::Html(inside.to_owned()));
                over = end.is_some();
                if over {
                    others.push(Part::Html(after.to_owned()));
                }
            }
            part if over => others.push(part.clone()),
            part => section.push(part.clone()),
        }
    }
    let whole = is_whole(&section) && is_whole(&[Part::Html(opening.clone())]);
    whole.then_some(Split {
        opening,
        section,
        others,
    })
}

/// Whether every element that begins in the parts ends in them, and no other.
fn is_whole(parts: &[Part]) -> bool {
    let mut open: Vec<String> = Vec::new();
    for part in parts {
        let Part::Html(html) = part else { continue };
        for (token, _) in Tokenizer::well_formed(html) {
            let Token::Tag(tag) = token else { continue };
            if tag.close {
                if open.pop().as_ref() != Some(&tag.name) {
                    return false;
                }
            } else if !is_void(&tag.name) && !tag.is_empty_element() {
                open.push(tag.name);
            }
        }
    }
    open.is_empty()
}

/// Whether an element has no end.
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area" | "br" | "col" | "hr" | "img" | "input" | "source" | "track" | "wbr"
    )
}

/// The anchors of headings.
fn anchors(html: &str) -> impl Iterator<Item = String> {
    html.split("<h")
        .skip(1)
        .filter_map(|heading| attribute(heading, "id"))
}

/// An attribute of the tag that a piece of our own HTML begins with.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let (inside, _) = tag.split_once('>')?;
    let (_, value) = inside.split_once(&format!(" {name}=\""))?;
    value.split_once('"').map(|(value, _)| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{timeline_first, without_lead};
    use crate::markdown::{Heading, Part, Rendered};

    fn rendered(parts: &[Part], ids: &[&str]) -> Rendered {
        let heading = |id: &&str| Heading {
            level: 2,
            id: (*id).to_owned(),
            alias: None,
            text: (*id).to_owned(),
        };
        Rendered {
            parts: parts.to_vec(),
            headings: ids.iter().map(heading).collect(),
            ..Rendered::default()
        }
    }

    fn html(text: &str) -> Part {
        Part::Html(text.to_owned())
    }

    fn section(id: &str) -> String {
        format!("<h2 id=\"{id}\">{id}<a class=\"anchor\" href=\"#{id}\">#</a></h2>\n")
    }

    fn ids(rendered: &Rendered) -> Vec<&str> {
        rendered
            .headings
            .iter()
            .map(|heading| heading.id.as_str())
            .collect()
    }

    #[test]
    fn what_the_lead_says_is_not_said_again() {
        let summary = section("summary");
        let left = |words: &str, lead: &str| {
            let text = format!("{summary}<p>{words}</p>\n{}<p>x</p>\n", section("cause"));
            let mut body = rendered(&[html(&text)], &["summary", "cause"]);
            let anchor = without_lead(&mut body, lead);
            let Some(Part::Html(html)) = body.parts.first().cloned() else {
                panic!("no part")
            };
            (
                html.replace(&summary, "H")
                    .split("<h2")
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
                anchor,
            )
        };
        assert_eq!(
            left("A &amp; B fell. C too.", "A & B fell."),
            ("H<p>C too.</p>\n".to_owned(), None)
        );
        assert_eq!(
            left("A <strong>fell\nfar.</strong> C.", "A fell far."),
            ("H<p>C.</p>\n".to_owned(), None)
        );
        for (words, lead) in [
            ("A fell.", "A rose."),
            ("A <a href=\"x\">fell</a>. C.", "A fell."),
            ("A <b>fell. C</b>", "A fell."),
            ("A fell on and", "A fell…"),
        ] {
            assert_eq!(left(words, lead), (format!("H<p>{words}</p>\n"), None), "{words}");
        }
        // All of it: what leads to the section leads to the lead.
        assert_eq!(
            left("A fell.", "A fell."),
            (String::new(), Some("summary".to_owned()))
        );
    }

    #[test]
    fn the_section_of_the_timeline_comes_first_where_it_is_whole() {
        let entries = Part::Entries(vec![(0, String::new())]);
        let order = |above: &str, below: &str| {
            let mut body = rendered(
                &[html(above), entries.clone(), html(below)],
                &["summary", "timeline", "cause"],
            );
            timeline_first(&mut body, |entry| entry == 0);
            let Some(Part::Html(opening)) = body.parts.first() else {
                panic!("no part")
            };
            assert_eq!(opening.starts_with("<p>first"), above.starts_with("<p>first"));
            ids(&body).join(" ")
        };
        let above = format!(
            "{}<p>x</p>\n{}<h3 id=\"day\">day</h3>\n<ul>",
            section("summary"),
            section("timeline")
        );
        let below = format!("</ul><p>y</p>{}<p>z</p>", section("cause"));
        assert_eq!(order(&above, &below), "timeline summary cause");
        let opened = format!("<p>first</p>{above}");
        assert_eq!(order(&opened, &below), "timeline summary cause");
        // What no entry with a time stands in is not what the figure shows.
        let mut body = rendered(
            &[
                html(&above),
                Part::Entries(vec![(1, String::new())]),
                html(&below),
            ],
            &["summary", "timeline"],
        );
        timeline_first(&mut body, |entry| entry == 0);
        assert_eq!(ids(&body), ["summary", "timeline"]);
        // An element that goes on, and another section within.
        assert_eq!(
            order(&above, &below.replace("</ul>", "")),
            "summary timeline cause"
        );
        assert_eq!(
            order(&above.replace("<ul>", "<h3 id=\"b\">b</h3><ul>"), &below),
            "summary timeline cause"
        );
    }
}
