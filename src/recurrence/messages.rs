//! What machines said, as a text quotes it. What changes each time, numbers and ids, counts for nothing.

/// The first words of what people typed, and no machine said.
const COMMANDS: &[&str] = &[
    "aws",
    "az",
    "cat",
    "cd",
    "chmod",
    "curl",
    "docker",
    "echo",
    "find",
    "gcloud",
    "git",
    "grep",
    "helm",
    "kubectl",
    "ls",
    "npm",
    "psql",
    "python",
    "redis-cli",
    "select",
    "ssh",
    "sudo",
    "systemctl",
    "tail",
    "terraform",
    "wget",
];

/// The longest message: what is longer is a listing.
const LONGEST: usize = 300;

/// The first byte of `“`, and of most marks that are not ASCII.
const MARK: u8 = 0xe2;

/// Gives the messages of a text, as they compare and as they are written: what is quoted, or code, and has several words.
pub(super) fn each(text: &str, mut found: impl FnMut(&str, &str)) {
    if !text.contains(['"', '`', '“', '~']) && !text.contains("    ") {
        return;
    }
    let mut fenced = false;
    for line in text.lines() {
        let bare = line.trim();
        if bare.starts_with("```") || bare.starts_with("~~~") {
            fenced = !fenced;
        } else if fenced || line.starts_with("    ") {
            compared(bare, &mut found);
        } else if memchr::memchr3(b'"', b'`', MARK, bare.as_bytes()).is_some() {
            for (open, close) in [('"', '"'), ('`', '`'), ('“', '”')] {
                let mut rest = bare;
                while let Some((_, after)) = rest.split_once(open)
                    && let Some((inner, after)) = after.split_once(close)
                {
                    compared(inner, &mut found);
                    rest = after;
                }
            }
        }
    }
}

/// The same of a text that is one message.
pub(super) fn whole(text: &str, mut found: impl FnMut(&str, &str)) {
    compared(text.trim(), &mut found);
}

/// A message as it compares: its words in lower case, without those that have digits in them.
fn compared(written: &str, found: &mut impl FnMut(&str, &str)) {
    if written.len() > LONGEST {
        return;
    }
    let written = written.trim_start_matches(['$', '#', '>', ' ']);
    let mut message = String::new();
    let mut count = 0;
    for word in written.split(|char: char| !char.is_alphanumeric() && char != '_') {
        if word.is_empty() || word.contains(|char: char| char.is_ascii_digit()) {
            continue;
        }
        if count == 0 && COMMANDS.iter().any(|command| word.eq_ignore_ascii_case(command)) {
            return;
        }
        if count > 0 {
            message.push(' ');
        }
        message.extend(word.chars().flat_map(char::to_lowercase));
        count += 1;
    }
    if count >= 3 {
        found(&message, written);
    }
}

#[cfg(test)]
mod tests {
    fn found(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        super::each(text, |message, _| found.push(message.to_owned()));
        found
    }

    #[test]
    fn numbers_and_ids_of_messages_count_for_nothing() {
        let one = found("we saw `pool 3 exhausted after 30001ms` on all hosts");
        assert_eq!(one, ["pool exhausted after"]);
        assert_eq!(one, found("```\npool 17 exhausted after 12ms\n```"));
        assert_eq!(one, found("the log said \"Pool 4: exhausted, after 9s\" twice"));
    }

    #[test]
    fn commands_single_words_and_open_quotes_are_no_messages() {
        for text in [
            "`kubectl delete pod hub-1 --force now`",
            "`$ sudo systemctl restart nginx`",
            "the flag `--force` and the word \"broken\"",
            "a mark of 3\" and no other",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
