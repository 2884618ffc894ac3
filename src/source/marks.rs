//! The blanks behind the marks of headings, lists and tasks: a keyboard puts some there that nobody sees and Markdown
//! does not know.

use std::borrow::Cow;

/// Blanks that are none to Markdown: no-break ones, and that of Chinese and Japanese keyboards.
const OTHER: [char; 4] = ['\u{a0}', '\u{2007}', '\u{202f}', '\u{3000}'];

/// A text with plain blanks behind its marks. Each becomes as many as it has bytes, so that all else keeps its place.
pub(super) fn with_plain_blanks(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.is_ascii() || !OTHER.iter().any(|&blank| text.contains(blank)) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let mut rest = line;
        let mut done = 0;
        loop {
            rest = rest.trim_start_matches([' ', '\t', '>']);
            let Some(after) = after_mark(rest) else { break };
            rest = after;
            if let Some(blank) = after.chars().next().filter(|char| OTHER.contains(char)) {
                let at = line.len() - after.len();
                out.push_str(line.get(done..at).unwrap_or_default());
                out.push_str("   ".get(..blank.len_utf8()).unwrap_or_default());
                done = at + blank.len_utf8();
                rest = line.get(done..).unwrap_or_default();
            }
        }
        out.push_str(line.get(done..).unwrap_or_default());
    }
    out.into()
}

/// What is behind a mark that a line begins with: `##`, `-`, `1.`, `[ ]`.
fn after_mark(line: &str) -> Option<&str> {
    let number = line.trim_start_matches(|char: char| char.is_ascii_digit());
    let after = if line.starts_with('#') {
        line.trim_start_matches('#')
    } else if number.len() < line.len() {
        number.strip_prefix(['.', ')'])?
    } else if let Some(task) = line.strip_prefix('[') {
        task.strip_prefix([' ', 'x', 'X'])?.strip_prefix(']')?
    } else {
        line.strip_prefix(['-', '*', '+'])?
    };
    let blank = |char: char| char == ' ' || OTHER.contains(&char);
    after.starts_with(blank).then_some(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_behind_marks_are_plain() {
        for (text, plain) in [
            ("##\u{a0}A\u{a0}b\n", "##  A\u{a0}b\n"),
            ("-\u{a0}[ ]\u{a0}a\n  1.\u{202f}b\n", "-  [ ]  a\n  1.   b\n"),
            ("> *\u{3000}[x]\u{a0}a", "> *   [x]  a"),
            (
                "a -\u{a0}b\n-a\u{a0}b\n#1\u{a0}c\n",
                "a -\u{a0}b\n-a\u{a0}b\n#1\u{a0}c\n",
            ),
            ("\u{a0}\n10:05\u{a0}UTC", "\u{a0}\n10:05\u{a0}UTC"),
        ] {
            assert_eq!(with_plain_blanks(text.into()), plain);
            assert_eq!(text.len(), plain.len());
        }
    }
}
