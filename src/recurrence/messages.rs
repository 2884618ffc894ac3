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
        } else {
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
        let word = word.to_lowercase();
        if count == 0 && COMMANDS.contains(&word.as_str()) {
            return;
        }
        if count > 0 {
            message.push(' ');
        }
        message.push_str(&word);
        count += 1;
    }
    if count >= 3 {
        found(&message, written);
    }
}
