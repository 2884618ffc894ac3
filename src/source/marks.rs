//! The marks that lines begin with. The blanks behind them: a keyboard puts some there that nobody sees and Markdown
//! does not know. And how many they are: Markdown looks at all quotations and lists around a line anew in each line.

use std::borrow::Cow;

/// Blanks that are none to Markdown: no-break ones, and that of Chinese and Japanese keyboards.
const OTHER: [char; 4] = ['\u{a0}', '\u{2007}', '\u{202f}', '\u{3000}'];

/// The most quotations and lists that begin on one line.
pub(super) const MOST_MARKS: usize = 100;

/// Where each line has a mark beyond the bound. One that is a comma instead makes all after it words.
pub(super) fn beyond_bounds(text: &str) -> impl Iterator<Item = usize> {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        start += line.len();
        let at = start - line.len();
        // Marks have at least a byte each.
        (line.len() > MOST_MARKS).then(|| Some(at + mark_beyond(line)?))?
    })
}

fn mark_beyond(line: &str) -> Option<usize> {
    let mut rest = line;
    for count in 0.. {
        rest = rest.trim_start_matches([' ', '\t']);
        let behind = match rest.strip_prefix('>') {
            Some(behind) => behind,
            None => after_mark(rest).filter(|_| !rest.starts_with(['#', '[']))?,
        };
        if count == MOST_MARKS {
            let mark = rest.len() - behind.len();
            return Some(line.len() - rest.len() + mark - 1);
        }
        rest = behind;
    }
    None
}

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
    fn marks_beyond_the_bound_are_found() {
        let line = |mark: &str, count: usize| format!("a\n{}b\n", mark.repeat(count));
        for (mark, at) in [(">", 102), ("> ", 202), ("- ", 202), ("1. ", 303)] {
            let found = |count: usize| beyond_bounds(&line(mark, count)).collect::<Vec<_>>();
            assert!(found(MOST_MARKS).is_empty(), "{mark}");
            assert_eq!(found(MOST_MARKS + 1), [at], "{mark}");
            assert_eq!(found(9 * MOST_MARKS), [at], "{mark}");
        }
        assert_eq!(beyond_bounds(&"-".repeat(900)).next(), None);
    }

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
