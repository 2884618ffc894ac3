//! Identifies a finding across runs, even if lines moved in between: for lists of known findings.
//!
//! A fingerprint is the BLAKE3 hash, in hex, of the rule, the path, the words that are pointed at, and the number of
//! findings before it with all of these the same; a zero byte follows each of the first three. Neither place,
//! message nor level is in it.

use super::Diagnostic;
use std::collections::BTreeMap;

/// The fingerprints of findings, which are in order; `words` gives what tells one from others of its rule in its file.
pub fn fingerprints(found: &[Diagnostic], words: impl Fn(&Diagnostic) -> String) -> Vec<String> {
    let mut before = BTreeMap::new();
    let of = |found: &Diagnostic| {
        let parts = [found.rule.name().to_owned(), found.path.clone(), words(found)];
        let mut hasher = blake3::Hasher::new();
        for part in &parts {
            hasher.update(part.as_bytes()).update(&[0]);
        }
        let count: &mut u64 = before.entry(parts).or_default();
        hasher.update(count.to_string().as_bytes());
        *count += 1;
        hasher.finalize().to_hex().to_string()
    };
    found.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::fingerprints;
    use crate::diagnostic::{Diagnostic, RuleName};
    use crate::span::Span;

    /// The fingerprints of findings at each `gremlins` of a text.
    fn of(path: &str, text: &str) -> Vec<String> {
        let places = text.match_indices("gremlins").map(|(at, words)| {
            Diagnostic::error(RuleName::KnownCause, path, Span::new(at, at + words.len()), "x")
        });
        let found: Vec<_> = places.collect();
        fingerprints(&found, |found| text[found.span.start..found.span.end].to_owned())
    }

    #[test]
    fn moved_lines_change_nothing_and_each_finding_has_its_own() {
        let before = of("a.md", "gremlins\ngremlins\n");
        assert_eq!(before, of("a.md", "# New\n\ngremlins, and other gremlins\n"));
        assert_ne!(before[0], before[1]);
        assert_ne!(before[0], of("b.md", "gremlins")[0]);
    }

    #[test]
    fn they_are_the_same_in_every_version() {
        insta::assert_snapshot!(of("a.md", "gremlins")[0], @"d53a3b572c7cf9885f15effbced3742d48bcc3b467bb821ddc52993de0a017f7");
    }
}
