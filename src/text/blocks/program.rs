//! JavaScript above the text, as MDX has it: `import Image from 'next/image'`, `export const post = { … }`.

use crate::diagnostic::{Diagnostic, RuleName};
use crate::source::Source;
use crate::span::Span;

/// The body below it, and the finding that it is left out; None where there is none.
#[must_use]
pub fn below_program(source: &Source, body: Span) -> Option<(Span, Diagnostic)> {
    let text = source.slice(body);
    let length = length(text);
    let first = text.len() - text.trim_start().len();
    (length > first).then(|| {
        let place = Span::new(body.start + first, body.start + length);
        let message = "the JavaScript above the text is left out: pages are made of Markdown alone";
        let told = Diagnostic::warn(RuleName::UnreadableFile, &source.path, place, message)
            .hint("say in the front matter what it says of the postmortem, such as `title` and `date`, and delete it");
        (Span::new(body.start + length, body.end), told)
    })
}

/// The length of all statements at the start of a text, with the blanks around them; 0 where the text begins with none.
fn length(text: &str) -> usize {
    let mut end = 0;
    // How many brackets are open.
    let mut depth = 0_usize;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let blank = line.trim().is_empty();
        if depth == 0 && !blank && !begins_statement(line) {
            break;
        }
        at += line.len();
        for char in line.chars() {
            match char {
                '{' | '[' | '(' => depth += 1,
                '}' | ']' | ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        // A statement that never ends is none.
        if depth == 0 && !blank {
            end = at;
        }
    }
    end
}

fn begins_statement(line: &str) -> bool {
    let line = line.trim_end().trim_end_matches(';');
    let quoted = line.ends_with(['\'', '"']);
    match line.split_once(' ') {
        Some(("import", rest)) => quoted && (rest.contains(" from ") || rest.starts_with(['\'', '"'])),
        Some(("export", rest)) => ["const ", "let ", "function ", "default "]
            .iter()
            .any(|word| rest.starts_with(word)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn statements_end_where_the_text_begins() {
        let rest = |text: &'static str| &text[length(text)..];
        assert_eq!(
            rest("import A from 'a'\n\nexport const b = {\n  c: 'd',\n}\n\n## Gates\n"),
            "\n## Gates\n"
        );
        assert_eq!(rest("import 'a.css';\n# Gates\n"), "# Gates\n");
        for text in [
            "import taxes rose\n",
            "export const b = {\n  c: 'd',\n\n## Gates\n",
            "Exports failed.\n",
            "",
        ] {
            assert_eq!(length(text), 0, "{text}");
        }
    }
}
