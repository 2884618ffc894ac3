//! Texts as pages and feeds show them: rendered Markdown, with entries and actions where they are.

use crate::archive::Item;
use crate::figure::timeline::Figure;
use crate::html::escaped;
use crate::markdown::{self, Rendered};
use crate::page::Page;
use crate::postmortem::Postmortem;
use crate::site::link_footnotes::LinkFootnotes;
use crate::site::{Site, arranged, entries};
use crate::url;
use crate::view::{ActionView, EntryView, Heading, Html, Part};

/// A text of the site's own.
pub(super) struct OwnText {
    pub(super) html: Html,
    pub(super) contents: Vec<Heading>,
    /// The addresses of its links.
    pub(super) notes: Vec<String>,
}

/// The parts of a postmortem's body.
#[derive(Default)]
pub(super) struct Body {
    pub(super) parts: Vec<Part>,
    pub(super) contents: Vec<Heading>,
    /// The anchor of the section of which the lead is all.
    pub(super) lead_anchor: Option<String>,
    /// Which actions are in the body.
    pub(super) shown: Vec<bool>,
    /// The addresses of its links.
    pub(super) notes: Vec<String>,
}

/// A page of content/pages, at `path`.
pub(super) fn text(site: &Site, path: &str, page: &Page) -> OwnText {
    let rendered = markdown::page(&page.source, page.body, page.heading, &site.links);
    let mut footnotes = LinkFootnotes::new(site, path);
    OwnText {
        html: Html::new(&footnotes.mark(&html(&rendered))),
        contents: headings(&rendered),
        notes: footnotes.addresses,
    }
}

/// The body of a postmortem below its lead, its entries as the figure has them.
pub(super) fn body(
    site: &Site,
    item: &Item,
    text: &Postmortem,
    lead: Option<&str>,
    figure: Option<&Figure>,
) -> Body {
    let mut rendered = markdown::render(text, &site.links);
    let lead = lead.filter(|_| !site.theme.manifest().lead_in_body);
    let lead_anchor = lead.and_then(|lead| arranged::without_lead(&mut rendered, lead));
    if figure.is_some() {
        let entries = &item.record.entries;
        arranged::timeline_first(&mut rendered, |index| {
            entries.get(index).is_some_and(|entry| entry.at.is_some())
        });
    }
    let record = &item.record;
    let mut listed = entries::Entries::new(record, figure);
    let mut shown = vec![false; record.actions.len()];
    let mut footnotes = LinkFootnotes::new(site, &url::postmortem(&item.slug));
    let mut parts = Vec::with_capacity(rendered.parts.len());
    let mut heading = None;
    for part in &rendered.parts {
        let above = heading.take();
        parts.push(match part {
            markdown::Part::Html(html) => {
                heading = last_heading(html);
                self::part("html", Html::new(&footnotes.mark(html)), Vec::new(), Vec::new())
            }
            markdown::Part::Entries(entries) => {
                if let (Some(heading), Some((first, _))) = (above, entries.first()) {
                    listed.below(heading, *first);
                }
                let entries = entries
                    .iter()
                    .filter_map(|(index, html)| listed.view(*index, &footnotes.mark(html)));
                self::part("entries", Html::new(""), entries.collect(), Vec::new())
            }
            markdown::Part::Actions(actions) => {
                let mut views = Vec::with_capacity(actions.len());
                for (index, html) in actions {
                    let shown_html = Html::new(&footnotes.mark(html));
                    views.extend(entries::action(site, (item, *index), html, shown_html));
                    if let Some(shown) = shown.get_mut(*index) {
                        *shown = true;
                    }
                }
                self::part("actions", Html::new(""), Vec::new(), entries::sorted(views))
            }
        });
    }
    Body {
        parts,
        contents: headings(&rendered),
        lead_anchor,
        shown,
        notes: footnotes.addresses,
    }
}

fn part(kind: &'static str, html: Html, entries: Vec<EntryView>, actions: Vec<ActionView>) -> Part {
    Part {
        kind,
        html,
        entries,
        actions,
    }
}

fn headings(rendered: &Rendered) -> Vec<Heading> {
    let headings = rendered.headings.iter();
    headings
        .map(|heading| Heading {
            level: heading.level,
            id: heading.id.clone(),
            text: heading.text.clone(),
        })
        .collect()
}

/// The body of a postmortem for feeds: lists instead of what a theme makes of entries and actions.
pub(super) fn flat(site: &Site, text: &Postmortem) -> String {
    let rendered = markdown::render(text, &site.links);
    let mut listed = entries::Entries::new(&text.record, None);
    let mut out = String::new();
    for part in &rendered.parts {
        match part {
            markdown::Part::Html(html) => out.push_str(&without_anchors(html)),
            markdown::Part::Entries(entries) => {
                let entries = entries.iter().map(|(index, html)| {
                    let when = listed.words(*index).unwrap_or_default();
                    format!("{}{html}", escaped(&when))
                });
                list(&mut out, entries);
            }
            markdown::Part::Actions(actions) => {
                let actions = actions.iter().map(|(index, html)| {
                    let action = text.record.actions.get(*index);
                    let known = action.map(entries::known).unwrap_or_default();
                    format!("{html} ({})", escaped(&known))
                });
                list(&mut out, actions);
            }
        }
    }
    out
}

/// The text of the heading that HTML of ours ends with, as it stands between its tags.
fn last_heading(html: &str) -> Option<&str> {
    let (_, last) = html.trim_end().rsplit_once("<h")?;
    let (_, text) = last.split_once('>')?;
    let (text, after) = text.split_once("<a class=\"anchor\"")?;
    after
        .find("</h")
        .filter(|&at| after.len() == at + "</h2>".len())?;
    Some(text)
}

/// The same HTML without the links of headings to themselves, which only a page needs.
fn without_anchors(html: &str) -> String {
    const OPEN: &str = "<a class=\"anchor\"";
    const CLOSE: &str = "</a>";
    let mut pieces = html.split(OPEN);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let after = piece.find(CLOSE).and_then(|at| piece.get(at + CLOSE.len()..));
        out.push_str(after.unwrap_or_default());
    }
    out
}

fn list(out: &mut String, items: impl Iterator<Item = String>) {
    out.push_str("<ul>");
    for item in items {
        out.push_str("<li>");
        out.push_str(&item);
        out.push_str("</li>");
    }
    out.push_str("</ul>\n");
}

fn html(rendered: &Rendered) -> String {
    let parts = rendered.parts.iter();
    parts
        .filter_map(|part| match part {
            markdown::Part::Html(html) => Some(html.as_str()),
            markdown::Part::Entries(_) | markdown::Part::Actions(_) => None,
        })
        .collect()
}

/// HTML of our own with the addresses of its links made whole, as seen from the page at `page`.
pub(super) fn absolute(html: &str, page: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    // Our own writer puts attributes in double quotes, and escapes quotes in texts.
    while let Some(at) = rest.find("=\"") {
        let (before, value) = rest.split_at(at + 2);
        out.push_str(before);
        rest = value;
        if before.ends_with(" href=\"") || before.ends_with(" src=\"") {
            let (address, after) = value.split_at(value.find('"').unwrap_or(value.len()));
            out.push_str(&url::join(page, address));
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::absolute;

    #[test]
    fn links_of_feeds_are_whole_addresses() {
        let page = "https://a.example/site/postmortems/x/";
        let html = r##"<p><a href="../nginx/#why">n</a><img src="a.png" alt="href=&quot;"><a href="https://b.example/">b</a><a href="#t">t</a><a href="../../">home</a><a href="mailto:a@b.example">m</a></p>"##;
        let expected = r##"<p><a href="https://a.example/site/postmortems/nginx/#why">n</a><img src="https://a.example/site/postmortems/x/a.png" alt="href=&quot;"><a href="https://b.example/">b</a><a href="https://a.example/site/postmortems/x/#t">t</a><a href="https://a.example/site/">home</a><a href="mailto:a@b.example">m</a></p>"##;
        assert_eq!(absolute(html, page), expected);
    }

    #[test]
    fn many_links_take_time_in_proportion_to_them() {
        // Minutes, if each link searched what is left of the text.
        let links = |address: &str| format!("<p><a href=\"{address}\">x</a></p>\n").repeat(200_000);
        let whole = absolute(&links("#t"), "https://a.example/");
        assert!(whole == links("https://a.example/#t"));
    }
}
