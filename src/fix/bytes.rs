//! From a mended text back to the bytes of its file.

/// The bytes of a file whose text was `old`, with the lines of `new` where they differ; its byte order mark, its ends of
/// lines and all other lines stay. None where a source is no plain UTF-8. A line that was made fit to be read, and is not
/// what the file says, stays too.
#[must_use]
pub fn with_text(bytes: &[u8], old: &str, new: &str) -> Option<Vec<u8>> {
    let raw = std::str::from_utf8(bytes).ok()?;
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw.strip_prefix('\u{feff}').unwrap_or(raw);
    out.push_str(raw.get(..raw.len() - rest.len())?);
    let mut lines = old.split('\n').zip(new.split('\n'));
    loop {
        let end = rest.find(['\r', '\n']).unwrap_or(rest.len());
        let (line, more) = rest.split_at(end);
        let (before, after) = lines.next()?;
        let changed = before != after && before.len() == line.len();
        out.push_str(if changed { after } else { line });
        let mark = if more.starts_with("\r\n") {
            2
        } else {
            usize::from(!more.is_empty())
        };
        out.push_str(more.get(..mark)?);
        if more.is_empty() {
            break;
        }
        rest = more.get(mark..)?;
    }
    lines.next().is_none().then(|| out.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::with_text;
    use crate::source::Source;

    fn written(bytes: &str, change: impl Fn(&str) -> String) -> String {
        let old = Source::new("a.md", bytes.as_bytes()).text;
        String::from_utf8(with_text(bytes.as_bytes(), &old, &change(&old)).unwrap()).unwrap()
    }

    #[test]
    fn marks_and_ends_of_lines_stay() {
        let bytes = "\u{feff}one\r\ntwo\rthree\n\nfour";
        let upper = |text: &str| text.replace("two", "TWO!").replace("four", "FOUR!");
        assert_eq!(written(bytes, upper), "\u{feff}one\r\nTWO!\rthree\n\nFOUR!");
        assert_eq!(written(bytes, str::to_owned), bytes);
        assert_eq!(written("", str::to_owned), "");
    }

    #[test]
    fn a_line_that_was_made_fit_is_not_written() {
        let upper = |text: &str| text.to_uppercase();
        assert_eq!(written("a\u{7}b\nc\n", upper), "a\u{7}b\nC\n");
        assert_eq!(with_text(b"\xff", "\u{fffd}", "x"), None);
    }
}
