//! Links and images that Markdown does not read, since their addresses have blanks.

use super::{LinkUse, Text};

/// Those in a line, which stand there as words: `![graph](error rate.png)`.
pub(super) fn unread_links(line: &Text) -> impl Iterator<Item = LinkUse> {
    /// The most bytes of a label or of an address: no more is looked at for each mark.
    const LONGEST: usize = 1000;
    let plain = line.plain.as_str();
    let mut done = 0;
    // Nearly all texts have no bracket, which is told faster.
    let marks = plain
        .contains(']')
        .then(|| plain.match_indices("]("))
        .into_iter()
        .flatten();
    marks.filter_map(move |(at, _)| {
        let boundary = |at: &usize| plain.is_char_boundary(*at);
        let from = (at.saturating_sub(LONGEST).max(done)..).find(boundary)?;
        let label = from + plain.get(from..at)?.rfind('[')?;
        let until = (at + 2..=plain.len().min(at + 2 + LONGEST)).rfind(boundary)?;
        let rest = plain.get(at + 2..until)?;
        let inside = rest.get(..rest.find(')')?)?;
        // The title is no part of the address.
        let dest = inside.split(" \"").next()?.trim();
        let (name, ending) = dest.rsplit_once('.')?;
        let is_file =
            (2..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !is_file || !name.contains(' ') || dest.contains(['(', '<']) || line.is_code(at) {
            return None;
        }
        let image = plain.get(..label)?.ends_with('!');
        done = at + 2 + inside.len() + 1;
        Some(LinkUse {
            dest: dest.to_owned(),
            image,
            span: line.span(label - usize::from(image)..done),
        })
    })
}
