//! Markdown to safe HTML: links that fit the site, headings with anchors, highlighted code.

pub mod links;
