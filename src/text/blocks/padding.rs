//! Cells that the rows of a table lack, which Markdown fills in. Under a wide head many short rows would become a page of
//! megabytes: pages leave such cells out, as browsers do well without them.

use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// The most cells of a text that are filled in.
pub(super) const MOST: usize = 2_000;

/// Counts the cells that were filled in.
#[derive(Debug, Default)]
pub struct Padding {
    count: usize,
}

impl Padding {
    /// Whether an event of a text is of one cell too many.
    pub fn is_too_much(&mut self, text: &str, event: &Event<'_>, range: &Range<usize>) -> bool {
        let begins = matches!(event, Event::Start(Tag::TableCell));
        if !(begins || matches!(event, Event::End(TagEnd::TableCell))) || !range.is_empty() {
            return false;
        }
        // A cell that is there and empty stands before the end of its line.
        let before = text.as_bytes().get(..range.start).and_then(<[u8]>::last);
        if range.start < text.len() && !matches!(before, Some(b'\n' | b'\r')) {
            return false;
        }
        self.count += usize::from(begins);
        self.count > MOST
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Padding};
    use crate::source::Source;
    use crate::span::Span;
    use crate::text::blocks::{MOST_LINKS_BACK, options, scan};
    use pulldown_cmark::{Event, Parser, Tag};

    /// How many cells of a text are left.
    fn cells(text: &str) -> usize {
        let mut padding = Padding::default();
        let events = Parser::new_ext(text, options()).into_offset_iter();
        let kept = events.filter(|(event, range)| !padding.is_too_much(text, event, range));
        kept.filter(|(event, _)| *event == Event::Start(Tag::TableCell))
            .count()
    }

    #[test]
    fn missing_cells_are_filled_in_up_to_a_bound_and_empty_ones_stay() {
        let head = |columns: usize| "|a".repeat(columns) + "\n" + &"|-".repeat(columns) + "\n";
        assert_eq!(cells(&(head(3) + "|b\n|c|")), 9);
        let wide = head(100) + &"|b\n".repeat(90);
        assert_eq!(cells(&wide), 100 + 90 + MOST);
        let empty = format!("{}{}", head(100), ("|".repeat(101) + "\n").repeat(90));
        assert_eq!(cells(&empty), 100 * 91);
    }

    #[test]
    fn bounds_that_a_text_passes_are_named_where_it_does() {
        let told = |text: &str| -> Vec<String> {
            let source = Source::new("a.md", text.as_bytes());
            let scan = scan(&source, Span::new(0, text.len()));
            let found = scan.bounds_passed("a.md");
            found
                .map(|one| format!("{}: {}", source.line(one.span.start), one.message))
                .collect()
        };
        let table = format!("{}\n{}\n", "|a".repeat(100), "|-".repeat(100));
        assert_eq!(told(&(table.clone() + &"|b\n".repeat(20))), [""; 0]);
        assert_eq!(
            told(&(table + &"|b\n".repeat(30))),
            ["23: table rows up to here lack more than 2000 cells; pages do not fill in the rest"]
        );
        let notes = |count: usize| "[^a]\n".repeat(count) + "\n[^a]: b\n";
        assert_eq!(told(&notes(MOST_LINKS_BACK)), [""; 0]);
        assert_eq!(
            told(&notes(MOST_LINKS_BACK + 2)),
            ["21: one footnote is referenced more than 20 times; it links back to the first 20 only"]
        );
    }
}
