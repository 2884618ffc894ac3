use super::*;

mod differential;

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
    assert_eq!(raw, ["2.10", "2024-02-12", "0777", "true", "yes", "", "~", ""]);
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
fn a_duplicate_key_is_told_with_both_places() {
    let text = "é: 1\nmap:\n  a: 1\n  b: 2\n  a: 3\n";
    let error = parse(text, 100).unwrap_err();
    assert_eq!(error.message, "duplicate key `a`");
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
    let error = parse("a: @x\n", 0).unwrap_err();
    assert_eq!(error.message, "invalid YAML: unexpected character: `@`");
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
    let words = format!("a: &a {}\nl:\n{}", "x".repeat(2000), "- *a\n".repeat(2000));
    assert_eq!(parse(&words, 0).unwrap_err().message, "aliases repeat too much");
}

#[test]
fn what_aliases_repeat_is_nested_too() {
    let text = |deep: usize| {
        format!(
            "a: &a {}{}\nb: {}*a{}\n",
            "[".repeat(deep),
            "]".repeat(deep),
            "[".repeat(50),
            "]".repeat(50)
        )
    };
    assert!(parse(&text(77), 0).is_ok());
    assert_eq!(
        parse(&text(78), 0).unwrap_err().message,
        "nested more than 128 levels deep"
    );
}

#[test]
fn one_document_is_read() {
    let error = parse("a: 1\n---\nb: 2\n", 0).unwrap_err();
    assert_eq!(error.span, Span::new(5, 8));
    assert!(parse("---\na: 1\n...\n", 0).is_ok());
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
