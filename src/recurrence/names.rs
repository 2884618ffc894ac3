//! Names that are typed the same each time: hosts, paths, metrics, exceptions, codes.

/// The longest name: what is longer is an address with a query, or an id.
const LONGEST: usize = 60;

/// Gives the names of a text, in the form in which they compare and as they are written, as often as they stand there.
pub(super) fn each(text: &str, mut found: impl FnMut(&str, &str)) {
    let apart = |char: char| {
        matches!(
            char,
            ' ' | '\n'
                | '\t'
                | '`'
                | '"'
                | '\''
                | '('
                | ')'
                | '['
                | ']'
                | '<'
                | '>'
                | '{'
                | '}'
                | ','
                | ';'
                | '|'
                | '*'
                | '='
                | '“'
                | '”'
        ) || char.is_whitespace()
    };
    for part in text.split(apart) {
        // Most of a text is plain words.
        let mut rest = part.bytes().skip(1);
        if rest.all(|byte| byte.is_ascii_lowercase()) {
            continue;
        }
        let name =
            part.trim_matches(|char: char| !char.is_ascii_alphanumeric() && char != '/' && char != '_');
        if (4..=LONGEST).contains(&name.len()) && is_name(name) {
            found(&name.to_ascii_lowercase(), name);
        }
    }
}

/// Whether no sentence would have this word: it has marks inside, digits behind letters, or capitals within.
fn is_name(name: &str) -> bool {
    let bytes = name.as_bytes();
    let (mut digits, mut letters, mut marks) = (0, 0, 0);
    for byte in bytes {
        match byte {
            b'0'..=b'9' => digits += 1,
            b'a'..=b'z' | b'A'..=b'Z' => letters += 1,
            b'.' | b'_' | b'/' | b':' | b'@' => marks += 1,
            b'-' => {}
            // Other scripts and signs are in no name of a machine.
            _ => return false,
        }
    }
    let pairs = bytes.windows(2);
    let humps =
        pairs.filter(|pair| matches!(pair, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase()));
    // One capital within is how products are spelt, and `2nd`, `1h50m` are no names; ids of builds have many digits.
    let coded = digits > 0 && !name.starts_with(|char: char| char.is_ascii_digit());
    let typed = marks > 0 || coded || humps.count() > 1 || ERRORS.iter().any(|end| name.ends_with(end));
    letters > 0 && digits <= 4 && typed && !is_of_the_web(name)
}

/// How the names of errors end.
const ERRORS: &[&str] = &["Error", "Exception", "Fault", "Killed"];

/// Addresses of pages and well-known sites name no part of a system.
fn is_of_the_web(name: &str) -> bool {
    name.starts_with("http")
        || name.starts_with("www.")
        || name.contains("github")
        || name.contains("slack.com")
}

#[cfg(test)]
mod tests {
    fn found(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        super::each(text, |name, _| found.push(name.to_owned()));
        found
    }

    #[test]
    fn what_is_typed_the_same_each_time_is_a_name() {
        let text = "`/var/lock/indexer.lock` of eu-db-2, queue_depth of billing.internal:5432 rose: NullPointerException, x509 (OOMKilled)";
        let expected = [
            "/var/lock/indexer.lock",
            "eu-db-2",
            "queue_depth",
            "billing.internal:5432",
            "nullpointerexception",
            "x509",
            "oomkilled",
        ];
        assert_eq!(found(text), expected);
    }

    #[test]
    fn words_times_and_the_web_are_no_names() {
        let text = "At 14:05 UTC on 2024-02-12 the on-call engineer opened https://github.com/a/b/pull/7, the 2nd in 1h50m; \
                    GitHub was slow. See www.example.com and deadbeef0123456789.";
        assert_eq!(found(text), Vec::<String>::new());
    }
}
