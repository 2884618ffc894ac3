use super::*;

fn slices(text: &str, node: &Node, out: &mut Vec<(String, String)>, path: &str) {
    out.push((path.to_owned(), text[node.span.start..node.span.end].to_owned()));
    match &node.value {
        Value::List(items) => {
            for (at, item) in items.iter().enumerate() {
                slices(text, item, out, &format!("{path}[{at}]"));
            }
        }
        Value::Map(entries) => {
            for entry in entries {
                assert_eq!(
                    text[entry.key_span.start..entry.key_span.end].trim_matches(['"', '\'']),
                    entry.key
                );
                slices(text, &entry.value, out, &format!("{path}.{}", entry.key));
            }
        }
        _ => {}
    }
}

fn spans(text: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    slices(text, &parse(text, 0).unwrap(), &mut out, "");
    out
}

#[test]
fn every_key_and_value_knows_its_bytes() {
    let text = "título: Ñandú \"x\"\nn: 2.10\nlist:\n  - é\n  - \"q: ü\"\nmap: {a: 1, b: [x, y]}\nlast: |\n  one\n  two\n";
    let found = spans(text);
    let of = |path: &str| {
        found
            .iter()
            .find(|(name, _)| name == path)
            .map(|(_, slice)| slice.trim_end())
            .unwrap()
    };
    assert_eq!(of(".título"), "Ñandú \"x\"");
    assert_eq!(of(".n"), "2.10");
    assert_eq!(of(".list"), "- é\n  - \"q: ü\"");
    assert_eq!(of(".list[1]"), "\"q: ü\"");
    assert_eq!(of(".map"), "{a: 1, b: [x, y]}");
    assert_eq!(of(".map.b[1]"), "y");
    assert_eq!(of(".last"), "one\n  two");
}

#[test]
fn scalars_keep_their_words() {
    let text = "v: 2.10\nd: 2024-02-12\no: 0777\nb: true\ny: yes\ne:\nt: ~\nq: ''\n";
    let Value::Map(entries) = parse(text, 0).unwrap().value else {
        panic!("no map")
    };
    let raw: Vec<_> = entries.iter().map(|entry| entry.value.raw.as_str()).collect();
    assert_eq!(raw, ["2.10", "2024-02-12", "0777", "true", "yes", "", "", ""]);
    assert_eq!(entries[0].value.text(), Some("2.10"));
    assert_eq!(entries[1].value.value, Value::Text);
    assert_eq!(entries[3].value.value, Value::Bool(true));
    assert_eq!(entries[4].value.value, Value::Text);
    assert!(entries[5..].iter().all(|entry| entry.value.is_empty()));
}

#[test]
fn aliases_stand_where_they_are_written() {
    let text = "a: &x [1, 2]\nb: *x\n";
    let found = spans(text);
    assert!(found.contains(&(".b".to_owned(), "*x".to_owned())));
    assert!(found.contains(&(".b[1]".to_owned(), "2".to_owned())));
}

#[test]
fn a_key_that_stands_twice_is_told_with_both_places() {
    let text = "é: 1\nmap:\n  a: 1\n  b: 2\n  a: 3\n";
    let error = parse(text, 100).unwrap_err();
    assert_eq!(error.message, "the key `a` stands twice");
    let first = error.first.unwrap();
    assert_eq!(first.start - 100, text.find("a: 1").unwrap());
    assert_eq!(error.span.start - 100, text.find("a: 3").unwrap());
}

#[test]
fn broken_yaml_is_told_in_the_whole_file() {
    for (text, at) in [
        ("ü: x\ntitle: a: b\n", ": b"),
        ("a: [1, 2\nb: 3\n", ""),
        ("a: \"x\n", ""),
        ("a:\n\t- x\n", ""),
        ("a: @x\n", "@x"),
        ("a: *nowhere\n", ""),
        ("a: &l [*l]\n", ""),
    ] {
        let error = parse(text, 7).unwrap_err();
        assert!(
            error.span.start >= 7 && error.span.start <= 7 + text.len(),
            "{text}: {error:?}"
        );
        if !at.is_empty() {
            assert_eq!(error.span.start - 7, text.find(at).unwrap(), "{text}: {error:?}");
        }
        assert!(!error.message.contains("line"), "{error}");
    }
}

#[test]
fn bombs_are_refused_at_once() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let last = format!("*a{}", level - 1);
        bomb.push_str(&format!(
            "a{level}: &a{level} [{}]\n",
            [last.as_str(); 9].join(", ")
        ));
    }
    assert!(parse(&bomb, 0).is_err());
    for open in ["[", "{a: ", "- ", "? "] {
        assert!(parse(&open.repeat(100_000), 0).is_err());
    }
}

#[test]
fn nothing_at_all_is_null() {
    for text in ["", "\n\n", "# words\n"] {
        assert_eq!(parse(text, 3).unwrap().value, Value::Null);
    }
}

#[test]
fn escapes_put_no_control_characters_in() {
    let node = parse("\"k\\a\": \"a\\u0007b\\nc\"\n", 0).unwrap();
    assert_eq!(node.json(), serde_json::json!({ "k\u{fffd}": "a\u{fffd}b\nc" }));
}

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
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(8192))]

    /// What is read by the plain form alone is what both parsers say.
    #[test]
    fn the_plain_form_means_what_yaml_means(lines in proptest::collection::vec((0..LINES.len(), 0..6_usize), 1..7)) {
        let line = |&(at, deep): &(usize, usize)| format!("{}{}\n", "  ".repeat(deep.saturating_sub(3)), LINES[at]);
        let text: String = lines.iter().map(line).collect();
        for text in [text.as_str(), text.trim_end_matches('\n')] {
            if let Some(node) = plain::read(text, 7) {
                assert_eq!(both(text, 7), Ok(node), "{text:?}");
            }
        }
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
    fn lists_and_maps_on_one_line_mean_what_yaml_means(
        form in 0..4_usize, pieces in proptest::collection::vec(0..FLOW.len(), 0..10),
    ) {
        let inner: String = pieces.iter().map(|&at| FLOW[at]).collect();
        let text = match form {
            0 => format!("v: {{{inner}}}\n"),
            1 => format!("v:\n  - {{a: {inner}}}\nw: 1\n"),
            2 => format!("v: [{inner}]\n"),
            _ => format!("v: {inner}\n"),
        };
        if let Some(node) = plain::read(&text, 7) {
            assert_eq!(both(&text, 7), Ok(node), "{text:?}");
        }
    }
}

#[test]
fn front_matter_as_most_write_it_is_plain() {
    let text = "title: \"One: two\"\ndate: 2024-02-12\nservices: [\"a\", b]\nsymptoms:\n- one\n\nactions:\n  - task: x\n    owner: y\nimpact:\n  users: 12\n\
        teams: [{name: a, lead: \"b\"}, {name: c}]\nlinks:\n  - {label: A b, url: \"http://a.b/c\"}\n";
    assert_eq!(plain::read(text, 3), both(text, 3).ok());
    assert!(plain::read(text, 3).is_some());
}
