//! Containers as VuePress, Docusaurus and status generators write them: `::: warning`, a text, `:::`.

use crate::text::clock;
use std::borrow::Cow;

const MARK: &str = ":::";
const FENCES: [&str; 2] = ["```", "~~~"];

/// A text in which no container is left, of the same length: its marks are blank, and a title with date and time is the heading of
/// an update: `::: update Resolved | 2024-05-06T07:08Z`.
pub(super) fn opened(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains("\n:::") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut fence = None;
    for line in text.split_inclusive('\n') {
        let mark = FENCES
            .into_iter()
            .find(|mark| line.trim_start().starts_with(mark));
        if mark.is_some() && (fence.is_none() || fence == mark) {
            fence = if fence.is_some() { None } else { mark };
        }
        let masked = if fence.is_none() { masked(line) } else { None };
        out.push_str(masked.as_deref().unwrap_or(line));
    }
    out.into()
}

/// A line that opens or closes a container, without its mark.
fn masked(line: &str) -> Option<String> {
    let rest = line.strip_prefix(MARK)?.trim_start_matches(':');
    let named = rest.trim_start_matches(' ');
    let name = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_');
    let title = named.trim_start_matches(name);
    let mark = line.len() - title.len();
    if title.trim().is_empty() || title.starts_with('{') && title.trim_end().ends_with('}') {
        let end = line.trim_end_matches('\n').len();
        return Some(" ".repeat(end) + line.get(end..)?);
    }
    if !title.starts_with(' ') || title.len() == named.len() {
        return None;
    }
    let timed = clock::anywhere(title)
        .iter()
        .any(|stamp| stamp.day.is_some() && stamp.clock.is_some());
    Some(if timed {
        let depth = mark.min(6);
        "#".repeat(depth) + &" ".repeat(mark - depth) + &title.replacen('|', "-", 1)
    } else {
        "\n".repeat(mark) + title
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_no_words_and_all_else_keeps_its_place() {
        for (text, shown) in [
            ("a\n::: warning\nb\n:::\nc\n", "a\n           \nb\n   \nc\n"),
            ("a\n::: {.note}\nb\n", "a\n           \nb\n"),
            ("a\n:::tip Take care\n", "a\n\n\n\n\n\n\n Take care\n"),
            (
                "a\n::: update Open | 2024-05-06T07:08Z\n",
                "a\n######     Open - 2024-05-06T07:08Z\n",
            ),
            ("a\n```\n::: b\n```\n", "a\n```\n::: b\n```\n"),
            ("a\n:::note[b]\n", "a\n:::note[b]\n"),
        ] {
            assert_eq!(opened(text.into()), shown);
            assert_eq!(shown.len(), text.len());
        }
    }
}
