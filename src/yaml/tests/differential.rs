//! What a text means here is what it means to `serde_yaml`, which writes the YAML of nevertwice.

use super::*;

/// Lines, and rests of lines, that front matter has, and others that are only nearly plain.
const LINES: &[&str] = &[
    "title: words and words",
    "title: \"a: b, c # d\"",
    "title: 'it''s'",
    "title: 'its'",
    "title: \"a \\\" b\"",
    "title:",
    "title: a: b",
    "title: a #b",
    "title: a#b:c",
    "title: \"a\" b",
    "title:  two",
    "title:none",
    "Title: x",
    "1: x",
    "a b: x",
    "n: 12",
    "n: 012",
    "n: 0",
    "n: 1.5",
    "n: -3",
    "n: 0x1F",
    "n: 1e3",
    "n: 1e-3",
    "n: 1_000",
    "n: 18446744073709551616",
    "d: 2024-02-12",
    "d: 2024-02-12T10:50:00Z",
    "d: 10:50",
    "d: 1 2",
    "b: true",
    "b: False",
    "b: yes",
    "b: null",
    "b: ~",
    "b: nan",
    "b: .inf",
    "b: inf",
    "null: x",
    "true: x",
    "l: [a, b c, \"d, e\"]",
    "l: ['a','b', 3]",
    "l: []",
    "l: [ ]",
    "l: [a, ]",
    "l: [a,, b]",
    "l: [a: b]",
    "l: [a",
    "l: [[a], b]",
    "l: [-a, 2024-02-12]",
    "l: [a] b",
    "l: [\"a\" b]",
    "l: ['a' , \"b\" ]",
    "l: [a, [b] ]",
    "l: [1 -]",
    "m: {a: 'b' }",
    "m: {a: b}",
    "m: {a: b, c: \"d, e\", f: [g, {h: 1}]}",
    "m: {a: b, a: c}",
    "m: {a: }",
    "m: {a, b: c}",
    "m: {}",
    "m: {a: b",
    "m: {a: b} c",
    "m: { a: b , c: d }",
    "- {a: b, c: 2024-02-12}",
    "s: |",
    "s: >-",
    "s: &x a",
    "s: *x",
    "s: !t a",
    "s: @x",
    "s: %x",
    "s: \"a",
    "b\"",
    "list:",
    "map:",
    "- a",
    "- a: b",
    "-  c: d",
    "- \"x\"",
    "- [a, b]",
    "- - a",
    "-",
    "- a:",
    "words",
    "é: x",
    "e: é — ü",
    "# words",
    "",
    "---",
    "...",
    "? a",
    ": a",
    "a: - b",
    "u: http://a.b/c?d=e#f",
    "p: (a) b",
    "q: a, b",
    "r: <b>",
    "t: a\tb",
    "w: a ",
    "x-own: 1",
    "y: a\u{2028}b",
    "z: \u{feff}a",
    "k: =",
    "k: a\u{85}b",
    "k: $a",
    "k: a - b",
    "k: a ? b",
    "k: a\\b",
    "t: !!int 12",
    "t: !!int a",
    "t: !!str 12",
    "t: !!float 1",
    "t: !!null a",
    "t: !!bool \"true\"",
    "t: !!foo 12",
    "t: ! 12",
    "n: +12",
    "n: -0x1F",
    "n: 0o17",
    "n: 0b101",
    "n: --1",
    "n: .5",
    "n: +.5e-3",
    "n: 00.5",
    "n: -012",
    "n: 99999999999999999999999999999999999999999999",
    "<<: {a: b}",
    "a: &x {b: c}",
    "? [a]",
    "\"title\": x",
];

/// Whether a tree is what `serde_yaml` reads.
fn same(node: &Node, value: &serde_yaml::Value) -> bool {
    use serde_yaml::Value as Yaml;
    match (&node.value, value) {
        (_, Yaml::Tagged(tagged)) => same(node, &tagged.value),
        (Value::Null, Yaml::Null) => true,
        (Value::Bool(ours), Yaml::Bool(theirs)) => ours == theirs,
        (Value::Number(ours), Yaml::Number(theirs)) => {
            ours.as_u64() == theirs.as_u64()
                && ours.as_i64() == theirs.as_i64()
                && ours.as_f64() == theirs.as_f64()
        }
        // JSON has no such number, or it would lose digits.
        (Value::Text, Yaml::Number(theirs)) => theirs
            .as_f64()
            .is_some_and(|number| !(-1e18..1e18).contains(&number)),
        // A block at the very end of a text ends with a line break here.
        (Value::Text, Yaml::String(theirs)) => {
            node.raw == *theirs || node.raw.strip_suffix('\n') == Some(theirs)
        }
        (Value::List(ours), Yaml::Sequence(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| same(ours, theirs))
        }
        (Value::Map(ours), Yaml::Mapping(theirs)) => {
            ours.len() == theirs.len()
                && ours
                    .iter()
                    .zip(theirs)
                    .all(|(ours, (key, theirs))| same_key(&ours.key, key) && same(&ours.value, theirs))
        }
        _ => false,
    }
}

/// Whether a key is that of `serde_yaml`, where keys are values.
fn same_key(ours: &str, theirs: &serde_yaml::Value) -> bool {
    match theirs {
        serde_yaml::Value::String(theirs) => ours == theirs,
        serde_yaml::Value::Tagged(tagged) => same_key(ours, &tagged.value),
        theirs => serde_yaml::from_str::<serde_yaml::Value>(ours).is_ok_and(|ours| ours == *theirs),
    }
}

/// What YAML 1.2 refuses and the YAML 1.1 of `serde_yaml` takes, and what no table of keys could take.
const STRICTER: &[&str] = &[
    "a byte order mark must not appear inside a document",
    "comments must be separated from other tokens",
    "expected text as a key",
    "invalid indentation in quoted scalar",
    "misplaced bracket",
    "plain scalar cannot start with '-'",
];

/// Whether all keys and values are in the text.
fn is_placed(node: &Node, text: &str) -> bool {
    let within = |span: Span| text.get(span.start..span.end).is_some();
    within(node.span)
        && match &node.value {
            Value::List(items) => items.iter().all(|item| is_placed(item, text)),
            Value::Map(entries) => {
                let mut entries = entries.iter();
                entries.all(|entry| within(entry.key_span) && is_placed(&entry.value, text))
            }
            _ => true,
        }
}

fn compare(text: &str) {
    let theirs = serde_yaml::from_str::<serde_yaml::Value>(text);
    match (parse(text, 0), theirs) {
        (Ok(ours), Ok(theirs)) => {
            assert!(is_placed(&ours, text), "{text:?}\n{ours:?}");
            assert!(same(&ours, &theirs), "{text:?}\n{ours:?}\n{theirs:?}");
        }
        // YAML 1.2 takes more: keys without words, colons before brackets.
        (Ok(_), Err(error)) => {
            assert!(
                !error.to_string().contains("duplicate entry with key \""),
                "{text:?}: {error}"
            );
        }
        (Err(error), Ok(_)) => {
            // A tag makes another key there, and no other here.
            let tagged = text.contains('!') && error.message.contains("duplicate key");
            let stricter = STRICTER.iter().any(|words| error.message.contains(words));
            assert!(tagged || stricter, "{text:?}: {error}");
        }
        (Err(_), Err(_)) => {}
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(8192))]

    #[test]
    fn lines_mean_what_they_mean_to_serde_yaml(lines in proptest::collection::vec((0..LINES.len(), 0..6_usize), 1..7)) {
        let line = |&(at, deep): &(usize, usize)| format!("{}{}\n", "  ".repeat(deep.saturating_sub(3)), LINES[at]);
        let text: String = lines.iter().map(line).collect();
        compare(&text);
        compare(text.trim_end_matches('\n'));
    }
}

/// Pieces of lists and maps on one line.
const FLOW: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "a: ",
    "b: ",
    "c:",
    ", ",
    ",",
    " ",
    "x",
    "y z",
    "\"q: r, s\"",
    "'t'",
    "\"u",
    "1",
    "null",
    "2024-02-12",
    "10:50",
    "-",
    "#",
    "d e: ",
    "é",
    "x}",
    "a: b, ",
    "]}",
    "*n",
    "!t ",
    "? ",
    ": ",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(16384))]

    #[test]
    fn lists_and_maps_on_one_line_mean_what_they_mean_to_serde_yaml(
        form in 0..4_usize, pieces in proptest::collection::vec(0..FLOW.len(), 0..10),
    ) {
        let inner: String = pieces.iter().map(|&at| FLOW[at]).collect();
        let text = match form {
            0 => format!("v: {{{inner}}}\n"),
            1 => format!("v:\n  - {{a: {inner}}}\nw: 1\n"),
            2 => format!("v: [{inner}]\n"),
            _ => format!("v: {inner}\n"),
        };
        compare(&text);
    }
}
