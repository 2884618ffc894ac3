//! Videos, frames and whatever else would load or play something: links to what they show, since pages load nothing
//! from elsewhere and words must not vanish.

use crate::html::elements;
use crate::html::escaped;
use crate::html::tokenizer::{Tag, Token, Tokenizer};
use std::borrow::Cow;

/// HTML with a link in the place of each such element; it has yet to be made safe.
pub(super) fn as_links(html: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    let mut tokens = Tokenizer::new(html);
    while let Some((token, range)) = tokens.next() {
        let Token::Tag(tag) = token else { continue };
        if !elements::embeds(&tag.name) {
            continue;
        }
        out.push_str(html.get(done..range.start).unwrap_or_default());
        done = range.end;
        if let Some(address) = elements::embedded(&tag) {
            let words = words(&tag, &address);
            out.push_str(&format!(
                "<a href=\"{}\">{}</a>",
                escaped(&address),
                escaped(&words)
            ));
        }
        if tag.name == "iframe" && !tag.close {
            done = tokens.skip_element("iframe");
        }
    }
    if done == 0 {
        return html.into();
    }
    out.push_str(html.get(done..).unwrap_or_default());
    out.into()
}

/// What it is and where from: its title, else the address without what says nothing to people.
fn words(tag: &Tag<'_>, address: &str) -> String {
    let what = match tag.name.as_str() {
        "audio" => "audio",
        "iframe" => "frame",
        "source" | "video" => "video",
        _ => "file",
    };
    let title = tag.attribute("title").filter(|title| !title.trim().is_empty());
    let plain = address.split(['?', '#']).next().unwrap_or_default();
    let plain = plain.split_once("//").map_or(plain, |(_, rest)| rest);
    format!("{what}: {}", title.as_deref().unwrap_or(plain))
}
