//! Terms of texts.

use super::*;

/// The terms of a text: `position:term`, with `=` before a compound as one word.
fn terms(text: &str) -> String {
    let mut all = Vec::new();
    each(text, |term| {
        let whole = if term.role == Role::Whole { "=" } else { "" };
        all.push(format!("{}:{whole}{}", term.position, term.text));
    });
    all.join(" ")
}

#[test]
fn words_are_cut_folded_and_counted() {
    for (text, expected) in [
        ("", ""),
        (" — … !", ""),
        ("The disk was full.", "0:the 1:disk 2:was 3:full"),
        ("Größe, café, İzmir", "0:große 1:cafe 2:izmir"),
        ("cafe\u{301}", "0:cafe"),
        ("ﬁle ①", "0:file 1:1"),
        ("it's the server’s fault", "0:its 1:the 2:servers 3:fault"),
        ("'quoted' words'", "0:quoted 1:words"),
        ("exit 137 (x509)", "0:exit 1:137 2:x509"),
        (
            "C++ and C#, not issue #12 or a#b",
            "0:c++ 1:and 2:c# 3:not 4:issue 5:12 6:or 7:a 8:b",
        ),
        ("40% of $1", "0:40 1:of 2:1"),
        ("ошибка Ёлка", "0:ошибка 1:елка"),
    ] {
        assert_eq!(terms(text), expected, "{text}");
    }
}

#[test]
fn compounds_are_found_whole_and_in_parts() {
    for (text, expected) in [
        ("a.b.c d", "0:a 1:b 2:c 0:=abc 3:d"),
        ("roll-back", "0:roll 1:back 0:=rollback"),
        ("max_open_files", "0:max 1:open 2:files 0:=maxopenfiles"),
        (
            "OutOfMemoryError x",
            "0:out 1:of 2:memory 3:error 0:=outofmemoryerror 4:x",
        ),
        ("HTTPServer", "0:http 1:server 0:=httpserver"),
        ("IDs of VMs", "0:ids 1:of 2:vms"),
        ("X.509", "0:x 1:509 0:=x509"),
        (
            "10.0.0.1 is not 1000.1",
            "0:10 1:0 2:0 3:1 0:=10.0.0.1 4:is 5:not 6:1000 7:1 6:=1000.1",
        ),
        ("2024-02-03", "0:2024 1:02 2:03 0:=2024-02-03"),
        ("std::io", "0:std 1:io 0:=stdio"),
        ("https://a.example/x", "0:https 1:a 2:example 3:x 1:=aexamplex"),
        ("ends. Begins -- so", "0:ends 1:begins 2:so"),
        ("fooBar-x", "0:foo 1:bar 0:=foobar 2:x 0:=foobarx"),
    ] {
        assert_eq!(terms(text), expected, "{text}");
    }
}

#[test]
fn scripts_without_blanks_are_cut_into_pairs() {
    assert_eq!(terms("東京都"), "0:東京 1:京都 2:都");
    assert_eq!(terms("DBサーバ障害"), "0:db 1:サー 2:ーバ 3:バ障 4:障害 5:害");
    assert_eq!(terms("서버 장애"), "0:서버 1:장애");
}

#[test]
fn a_term_is_written_as_in_the_text() {
    let mut all = Vec::new();
    each("The Node.js app", |term| {
        all.push((term.written.to_owned(), term.role))
    });
    let expected = [
        ("The", Role::Word),
        ("Node", Role::Part),
        ("js", Role::Part),
        ("Node.js", Role::Whole),
        ("app", Role::Word),
    ];
    assert_eq!(all, expected.map(|(written, role)| (written.to_owned(), role)));
}

#[test]
fn forms_of_a_word_have_one_stem() {
    let mut english = Stems::new("en-GB");
    for (one, other) in [
        ("failed", "failing"),
        ("certificates", "certificate"),
        ("retries", "retry"),
    ] {
        assert_eq!(english.stem(one).to_owned(), english.stem(other));
    }
    assert_eq!(english.stem("x509s"), "x509s");
    assert_eq!(
        Stems::new("de").stem("ausfälle").to_owned(),
        Stems::new("de").stem("ausfälle")
    );
    assert_eq!(Stems::new("de").stem("servern"), "serv");
    assert_eq!(Stems::new("ja").stem("failed"), "failed");
}

proptest::proptest! {
    #[test]
    fn no_text_is_too_odd(text in "\\PC{0,80}") {
        let mut last = 0;
        each(&text, |term| {
            assert!(!term.text.is_empty() && term.text.chars().count() <= 3 * LONGEST);
            assert!(term.position + LONGEST >= last);
            last = last.max(term.position);
        });
    }
}
