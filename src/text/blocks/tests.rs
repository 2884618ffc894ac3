use super::*;
use proptest::prelude::*;
use std::ops::Range;

/// One line a block: what it is, its lines, the item that it is in.
fn shape(text: &str) -> Vec<String> {
    let source = Source::new("a.md", text.as_bytes());
    let blocks = read(&source, Span::new(0, source.text.len()));
    fits(&source, &blocks);
    blocks
        .iter()
        .map(|block| {
            let kind = match block.kind {
                BlockKind::Heading(level) => format!("h{level}"),
                BlockKind::Paragraph => "p".to_owned(),
                BlockKind::Item { depth, ordered, task } => {
                    let mark = if ordered { "#" } else { "-" };
                    let task = task.map_or("", |ticked| if ticked { "[x]" } else { "[ ]" });
                    format!("{}{task}", mark.repeat(depth.into()))
                }
                BlockKind::Row { head: true, table } => format!("head{table}"),
                BlockKind::Row { head: false, table } => format!("row{table}"),
                silent => format!("{silent:?}").to_lowercase(),
            };
            let lines: Vec<&str> = block.lines.iter().map(|line| line.text.plain.as_str()).collect();
            let parent = block
                .parent
                .map_or(String::new(), |parent| format!(" in {parent}"));
            let quoted = if block.quoted { " quoted" } else { "" };
            format!("{kind} {}{parent}{quoted}", lines.join(" / "))
        })
        .collect()
}

/// Every text maps into the source, at the beginning of a character.
fn fits(source: &Source, blocks: &[Block]) {
    for block in blocks {
        assert!(
            source.text.get(block.span.start..block.span.end).is_some(),
            "{block:?}"
        );
        for line in &block.lines {
            assert!(
                source.text.get(line.span.start..line.span.end).is_some(),
                "{line:?}"
            );
            for (at, char) in line.text.plain.char_indices() {
                let place = line.text.span(at..at + char.len_utf8());
                assert!(source.text.is_char_boundary(place.start), "{at} of {line:?}");
                assert!(
                    source.text.is_char_boundary(line.text.source(at)),
                    "{at} of {line:?}"
                );
            }
        }
    }
}

#[test]
fn signs_with_more_bytes_than_their_codes_fit() {
    let source = Source::new("a.md", "plan :b: é :one:".as_bytes());
    let blocks = read(&source, Span::new(0, source.text.len()));
    fits(&source, &blocks);
    let text = &blocks[0].lines[0].text;
    assert_eq!(text.plain, "plan 🅱️ é 1️⃣");
    for (sign, code) in [("🅱️", ":b:"), ("1️⃣", ":one:")] {
        let at = text.plain.find(sign).expect("a sign");
        assert_eq!(source.slice(text.span(at..at + sign.len())), code);
    }
}

#[test]
fn markdown_becomes_blocks_in_reading_order() {
    assert_eq!(
        shape("# A *b* `c`\n\none\ntwo  \nthree\\\nfour\n\n---\n\nSet\n===\n\n```\n- 10:00 no\n```\n> q\n"),
        [
            "h1 A b c",
            "p one / two / three / four",
            "rule ",
            "h1 Set",
            "code ",
            "p q quoted"
        ]
    );
}

#[test]
fn items_own_their_first_lines_and_hold_the_rest() {
    assert_eq!(
        shape(
            "- one\n  more\n\n  second\n\n  ```\n  x\n  ```\n  - [x] inner\n- [ ] two\n\n3. three\n   - four\n"
        ),
        [
            "- one / more",
            "p second in 0",
            "code  in 0",
            "--[x] inner in 0",
            "-[ ] two",
            "# three",
            "-- four in 5",
        ]
    );
}

#[test]
fn rows_have_a_line_a_cell_also_an_empty_one() {
    assert_eq!(
        shape("| Time | What |\n|--|--|\n| 10:00 | **a**<br>b \\| c |\n| | x |\n"),
        ["head0 Time / What", "row0 10:00 / a b | c", "row0  / x"]
    );
}

#[test]
fn html_becomes_the_same_blocks() {
    assert_eq!(
        shape(
            "<h1>Issue Summary:</h1>\n<p>&emsp;:rocket:Start: 10:00 &amp; on<br/>End: 11:00</p>\n<ul>\n<li>one</li>\n<li><p>two</p><ul><li>deep</ul>\n</ul>\n<h2>Timeline</h2>\n- 10:00 a **b**\n- 10:05 c\n"
        ),
        [
            "h1 Issue Summary:",
            "p 🚀Start: 10:00 & on / End: 11:00",
            "- one",
            "- two",
            "-- deep in 3",
            "h2 Timeline",
            "- 10:00 a b",
            "- 10:05 c",
        ]
    );
    assert_eq!(
        shape(
            "<table>\n<tr><th>Time</th><th>What</th></tr>\n<tr><td>10:00</td><td></td></tr>\n<tr><td>10:05<td>x\n</table>\n\nafter"
        ),
        ["head0 Time / What", "row0 10:00 / ", "row0 10:05 / x", "p after"]
    );
}

#[test]
fn html_around_markdown_vanishes() {
    assert_eq!(
        shape(
            "<div align=\"center\">\n\n# Title\n\n<img src=\"a.png\">\n\n</div>\n\n<p align=\"center\">\n  text **bold**\n</p>\n\n<!-- a comment\n\nof two parts -->\n\n<span style=\"color: red\">10:00</span> <b>x</b>\n"
        ),
        [
            "html ",
            "h1 Title",
            "html ",
            "html ",
            "p text bold",
            "html ",
            "p 10:00 x"
        ]
    );
    assert_eq!(
        shape("<p>open\n\n## Next\n\n<li>a\n\n## Last\n\nb"),
        ["p open", "h2 Next", "- a", "h2 Last", "p b"]
    );
}

#[test]
fn raw_html_holds_no_text() {
    assert_eq!(
        shape("<pre>\n10:00 no\n</pre>\n\n<script>\nx\n</script>\n"),
        ["code ", "html "]
    );
}

#[test]
fn indented_prose_is_text_and_indented_code_is_code() {
    assert_eq!(
        shape(
            "When was it seen?\n\n        10:05 the team saw that **all** pages failed\n        10:10 they called the database team\n"
        ),
        [
            "p When was it seen?",
            "p 10:05 the team saw that all pages failed / 10:10 they called the database team"
        ]
    );
    assert_eq!(
        shape("What broke?\n\n\tThe shop.\n"),
        ["p What broke?", "p The shop."]
    );
    assert_eq!(
        shape("Who was called?\n\n\tThe database team\n        was called.\n"),
        ["p Who was called?", "p The database team / was called."]
    );
    assert_eq!(shape("-       far off\n"), ["- far off"]);
    let timed = "\n\n    10:05:13 the server said no\n    10:05:14 it said no again\n";
    assert_eq!(shape(&format!("It wrote this to the log.{timed}"))[1], "code ");
    assert!(shape(&format!("Timeline:{timed}"))[1].starts_with("p 10:05:13"));
    for code in [
        "$ sudo systemctl restart nginx",
        "kubectl delete pod the one that hangs",
        "2024-01-01T10:00:00Z the server said no",
        "when the server says no {",
        "x = the sum of all things",
        "Nov 10 12:00:01 web sshd[123]: connection closed by peer",
        "Nov 10 12:00:01 web kernel: the process was killed",
        "ERROR: the relation of that name does not exist",
    ] {
        assert_eq!(
            shape(&format!("We ran this:\n\n    {code}\n"))[1],
            "code ",
            "{code}"
        );
    }
}

#[test]
fn marks_are_known() {
    let source = Source::new(
        "a.md",
        "**10:00:** ran `a b` ~~gone~~ at ~10:05 & <b>c</b>".as_bytes(),
    );
    let blocks = read(&source, Span::new(0, source.text.len()));
    let text = &blocks[0].lines[0].text;
    assert_eq!(text.plain, "10:00: ran a b gone at ~10:05 & c");
    let words = |ranges: &[Range<usize>]| {
        ranges
            .iter()
            .map(|range| text.plain[range.clone()].to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(words(&text.strong), ["10:00:", "c"]);
    assert_eq!(words(&text.code), ["a b"]);
    assert_eq!(words(&text.struck), ["gone"]);
    assert_eq!(blocks[0].lines[0].span, Span::new(0, source.text.len()));
}

#[test]
fn text_knows_its_way_back() {
    let text = "- x &amp; *y* \\* &eacute; [label](http://a/b) z";
    let source = Source::new("a.md", text.as_bytes());
    let blocks = read(&source, Span::new(0, source.text.len()));
    let line = &blocks[0].lines[0].text;
    assert_eq!(line.plain, "x & y * é label z");
    for word in ["x", "y", "label", "z"] {
        let at = line.plain.find(word).unwrap_or_default();
        assert_eq!(source.slice(line.span(at..at + word.len())), word);
    }
    let part = line.part(2..7);
    assert_eq!(part.plain, "& y *");
    assert_eq!(source.slice(part.span(2..3)), "y");
}

#[test]
fn links_images_and_comments_are_noted() {
    let text = "[a](b.md) ![c](d.png) <img src=e.png> <a href='f'>g</a> <https://h.i> <!-- j -->";
    let source = Source::new("a.md", text.as_bytes());
    let scan = scan(&source, Span::new(0, source.text.len()));
    let links: Vec<_> = scan
        .links
        .iter()
        .map(|link| (link.dest.as_str(), link.image))
        .collect();
    assert_eq!(
        links,
        [
            ("b.md", false),
            ("d.png", true),
            ("e.png", true),
            ("f", false),
            ("https://h.i", false)
        ]
    );
    assert_eq!(source.slice(scan.comments[0]), "<!-- j -->");
    assert_eq!(scan.blocks[0].lines[0].text.plain, "a   g https://h.i");
}

#[test]
fn a_file_that_is_one_fence_is_its_content() {
    let inside = |text: &str| {
        let source = Source::new("a.md", text.as_bytes());
        source
            .slice(unfenced(&source, Span::new(0, source.text.len())))
            .to_owned()
    };
    assert_eq!(inside("\n```\n# A\n```\n\n"), "# A\n");
    assert_eq!(inside("~~~~md\n# A\n~~~\n"), "# A\n~~~\n");
    assert_eq!(inside("```\na\n```\nb\n"), "```\na\n```\nb\n");
    assert_eq!(inside("```bash\nls\n```\n"), "```bash\nls\n```\n");
}

#[test]
fn deep_nesting_is_read_in_linear_time() {
    for unit in ["> ", "- ", "<ul><li>", "<b ", "[", "~", "*a **"] {
        shape(&unit.repeat(20_000));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_text_is_read(parts in prop::collection::vec(prop::sample::select(PARTS), 0..30)) {
        shape(&parts.concat());
    }

    #[test]
    fn any_characters_are_read(text in "\\PC{0,80}") {
        shape(&text);
    }
}

const PARTS: &[&str] = &[
    "\n",
    "\n\n",
    "    ",
    "\t",
    "- ",
    "* [x] ",
    "1. ",
    "> ",
    "# ",
    "```\n",
    "| a | b |\n|--|--|\n",
    "| é | `x\\|y` |\n",
    "**",
    "_",
    "`",
    "~",
    "~~",
    "&amp;",
    "&nGt;",
    "&eacute;",
    "&#x1F600;",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<br>",
    "<li>",
    "</li>",
    "<ul>",
    "</ul>",
    "<td>",
    "<tr>",
    "<table>",
    "</table>",
    "<h2>",
    "</h2>",
    "<pre>",
    "</pre>",
    "<!--",
    "-->",
    "<div>",
    "</div>",
    "<img src=x>",
    "[a](b)",
    "![ü](y)",
    "ünï 🎉",
    "10:00 word",
    "\u{a0}",
    "\u{2003}",
    "[^1]",
    "[^1]: note\n",
    "\\",
    "<",
    ">",
    "---\n",
    "===\n",
    "word of text",
    "\u{fffd}",
];

#[test]
fn tags_of_no_element_are_words() {
    let text = Source::new("a.md", b"ssh <host>; kill <my-pod> <b>now</b>");
    let scan = read(&text, Span::new(0, text.text.len()));
    assert_eq!(scan[0].lines[0].text.plain, "ssh <host>; kill <my-pod> now");
}

#[test]
fn entities_put_no_control_characters_in() {
    assert_eq!(shape("a &#1; b &#x1b;c"), ["p a \u{fffd} b \u{fffd}c"]);
}

#[test]
fn blocks_go_from_thread_to_thread() {
    fn is_shared<T: Send + Sync>() {}
    is_shared::<Scan>();
}

#[test]
fn texts_are_the_same_whoever_asked_for_their_times() {
    let [one, other] = [0, 0].map(|at| Text::at("14:05 UTC: it is down".to_owned(), at));
    assert!(one.leading().is_some() && one.stamps().len() == 1);
    assert_eq!(one, other);
}

#[test]
fn a_line_centred_on_paper_is_no_code() {
    assert_eq!(
        shape("Words end.\n\n                    Preventive measures\n\n- Do it"),
        ["p Words end.", "p Preventive measures", "- Do it"]
    );
    assert_eq!(shape("Words end.\n\n    Preventive measures\n")[1], "code ");
}
