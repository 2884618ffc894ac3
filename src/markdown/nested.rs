//! HTML within the bounds of a sanitiser, which builds a tree of it.

use crate::html::nesting::{Fate, Nesting};
use crate::html::tokenizer::{Token, Tokenizer};
use std::borrow::Cow;

/// HTML without the tags that go beyond the bounds of [`Nesting`]; their words stay.
pub(super) fn within_bounds(html: &str) -> Cow<'_, str> {
    let mut nesting = Nesting::default();
    let mut out = String::new();
    let (mut copied, mut read) = (0, 0);
    for (token, range) in Tokenizer::new(html) {
        let words = html.get(read..range.start).unwrap_or_default();
        let mut end_table = |at: usize| {
            out.push_str(html.get(copied..at).unwrap_or_default());
            out.push_str("</table>");
            copied = at;
        };
        if !words.trim().is_empty() && nesting.ends_table(None) {
            end_table(read);
        }
        read = range.end;
        let Token::Tag(tag) = token else { continue };
        if nesting.ends_table(Some(&tag)) {
            end_table(range.start);
        }
        if nesting.tag(&tag) == Fate::LeftOut {
            out.push_str(html.get(copied..range.start).unwrap_or_default());
            copied = range.end;
        }
    }
    if copied == 0 {
        return html.into();
    }
    out.push_str(html.get(copied..).unwrap_or_default());
    out.into()
}

#[cfg(test)]
mod tests {
    use super::within_bounds;

    #[test]
    fn tags_beyond_the_bounds_are_left_out_and_words_stay() {
        let html = "<div>a".repeat(1000);
        let bounded = within_bounds(&html);
        assert_eq!(bounded.matches("<div>").count(), crate::html::nesting::DEEPEST);
        assert_eq!(bounded.matches('a').count(), 1000);
        let sound = "<ul><li>a<li>b</ul><p>c <b>d</b>";
        assert_eq!(within_bounds(sound), sound);
    }

    #[test]
    fn words_beside_cells_end_their_table_where_they_are_many() {
        let bounded = within_bounds(&"<table>x<b>".repeat(1000)).into_owned();
        assert!(bounded.contains("<table></table>x"), "{bounded}");
        assert_eq!(bounded.matches('x').count(), 1000);
    }
}
