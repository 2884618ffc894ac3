//! Texts that cost much: one kind of construct each, as often as a size allows. Each is sound in its front matter, so that
//! the page is built.

/// A name, and the text of about so many bytes.
pub(crate) type Kind = (&'static str, fn(usize) -> String);

const FACTS: &str = "services: [web]\nroot_cause: capacity\nseverity: SEV3\nstatus: closed\n\
                     started: 2024-03-01T10:00:00Z\nresolved: 2024-03-01T11:00:00Z\n\
                     authors: [Ada]\nreviewers: [Bola]\n";

/// A postmortem with more front matter and this body.
fn postmortem(keys: &str, body: &str) -> String {
    format!(
        "---\ntitle: Cost\n{FACTS}{keys}---\n## Issue Summary\n\n\
         From 10:00 to 11:00 UTC web was down for 20% of users.\n\n{body}\n"
    )
}

/// A body that says one thing again and again, after a beginning.
fn again(start: &str, part: &str, size: usize) -> String {
    postmortem("", &format!("{start}{}", part.repeat(size / part.len())))
}

/// A body whose parts are numbered.
fn numbered(start: &str, size: usize, part: impl Fn(usize) -> String) -> String {
    let mut body = start.to_owned();
    let mut number = 0;
    while body.len() < size {
        body.push_str(&part(number));
        number += 1;
    }
    postmortem("", &body)
}

/// Front matter with a list of so many bytes.
fn listed(key: &str, size: usize, part: impl Fn(usize) -> String) -> String {
    let mut list = format!("{key}:\n");
    let mut number = 0;
    while list.len() < size {
        list.push_str(&part(number));
        number += 1;
    }
    postmortem(&list, "")
}

/// A name without a letter, another for each number: all have one slug.
fn signs(mut number: usize) -> String {
    let mut signs = String::new();
    number += 1;
    while number > 0 {
        signs.push(['!', '?', '+', '=', '~', '^'][number % 6]);
        number /= 6;
    }
    signs
}

/// A number in letters.
fn letters(mut number: usize, first: u8) -> String {
    let mut letters = String::new();
    loop {
        letters.push(char::from(first + u8::try_from(number % 26).unwrap_or_default()));
        number /= 26;
        if number == 0 {
            return letters;
        }
    }
}

macro_rules! again {
    ($($name:literal: $start:literal, $part:literal;)*) => {
        &[$(($name, |size| again($start, $part, size)),)*]
    };
}

/// One thing again and again.
const AGAIN: &[Kind] = again! {
    "urls-glued": "", "ahttp://a";
    "urls-bracketed": "http://a", "(";
    "urls-apart": "", "http://a.example/b ";
    "urls-scheme": "", "://";
    "html-div-nested": "<div>\n", "<div>";
    "html-div-lines": "", "<div>\n";
    "html-div-closed": "", "</div>\n";
    "html-details-nested": "<div>\n", "<details>";
    "html-lists-nested": "<div>\n", "<ul><li>";
    "html-definitions-nested": "<div>\n", "<dl><dt>a<dd>";
    "html-quotes-nested": "<div>\n", "<blockquote><p>";
    "html-formatting-reopened": "<div>\n", "<a><b><i><u>";
    "html-formatting-in-paragraphs": "<div>\n", "<b><p>x";
    "html-formatting-crossed": "", "a <b></i> ";
    "html-formatting-misnested": "", "<b><i>x</b>";
    "html-formatting-unclosed": "", "a <em>b ";
    "html-links-unclosed": "", "<a href=\"x\">y ";
    "html-table-foster": "<div>\n", "<table>x<b>";
    "html-table-nested": "<div>\n", "<table><tr><td>";
    "html-cells": "<table>\n", "<tr><td>a<td>b\n";
    "html-headings": "<div>\n", "<h2>a</h2>\n";
    "html-headings-unclosed": "<div>\n", "<h3>a";
    "html-ids": "<div>\n", "<p id=\"a\">x</p>\n";
    "html-select": "<div>\n", "<select><option>a";
    "html-svg-nested": "<div>\n", "<svg><g>";
    "html-math-nested": "<div>\n", "<math><mi>";
    "html-frames-open": "<div>\n", "<iframe>";
    "html-template-nested": "<div>\n", "<template>";
    "html-button-nested": "<div>\n", "<button>";
    "html-ruby": "<div>\n", "<ruby>a<rt>b";
    "html-pictures": "<div>\n", "<img src=\"gone.png\">\n";
    "html-attributes": "<div>\n<p ", "a=b ";
    "html-comments-open": "", "<!-- ";
    "html-comments": "", "a <!-- b --> ";
    "html-marks-alone": "", "a < ";
    "html-tags-open": "", "<a ";
    "html-quotes-open": "", "<a title=\"";
    "html-entities": "", "&amp;";
    "html-unknown": "", "<host> ";
    "html-raw": "", "<script>a</script> ";
    "html-breaks": "", "a<br>";
    "headings-same": "", "## a\n";
    "headings-fix": "", "## Root cause\n\nIt broke.\n\n";
    "headings-timeline": "", "## Timeline\n\n- 10:00 a\n\n";
    "labels": "", "**Impact:** all\n\n";
    "quotes-nested": "", "> > ";
    "lists-nested": "", "- ";
    "lists-numbered": "", "1. ";
    "lists-flat": "", "- a\n";
    "list-items-empty": "", "-\n";
    "emphasis-open": "", "*a _b ";
    "emphasis-stars": "", "**a *b ";
    "emphasis-run": "a", "*";
    "strike-open": "", "~~a ~b ";
    "brackets-open": "", "[";
    "brackets-both": "", "[a](";
    "brackets-references": "", "[a][b] ";
    "brackets-closed": "", "[]";
    "images-open": "", "![";
    "images-gone": "", "![a](b.png)\n";
    "links-gone": "", "[a](b.md) ";
    "links-spaces": "", "[a](b c.md) ";
    "links-places": "", "[a](#gone) ";
    "links-angles": "", "<http://a.example/> ";
    "links-nested": "", "[[a](b)](c) ";
    "footnotes": "", "a[^1] ";
    "footnotes-defined": "", "a[^1]\n\n[^1]: b\n\n";
    "footnotes-one": "[^1]: b\n\n", "[^1]";
    "code-marks": "", "`a ``b ";
    "code-fences": "", "```\na\n```\n";
    "code-line": "```sh\n", "echo \"$a\" | ";
    "code-line-rust": "```rust\n", "(fn<'a>(";
    "code-line-json": "```json\n", "{\"a\":[";
    "code-lines": "```python\n", "x = f(1)  # y\n";
    "code-indented": "", "    a\n\n";
    "code-log": "", "2024-03-01T10:00:00Z host app[1]: GET /a 500\n";
    "table-columns": "", "|a";
    "table-rows": "|a|b|\n|-|-|\n", "|c|d|\n";
    "table-short-rows": "|a|b|c|d|e|f|g|h|\n|-|-|-|-|-|-|-|-|\n", "|c\n";
    "rules": "", "***\n";
    "setext": "", "a\n=\n";
    "backslashes": "", "\\";
    "emoji": "", ":fire:";
    "colons": "", ":a";
    "word": "", "a";
    "blanks": "a", " ";
    "lines-blank": "a", "\n";
    "tabs": "a", "\t";
    "marks-combining": "a", "\u{301}";
    "replaced": "", "\u{fffd}";
    "times-dashes": "## Timeline\n\n", "10-11-";
    "times-apart": "## Timeline\n\n", "10:00 ";
    "times-ranges": "## Timeline\n\n- ", "10:00–10:05 ";
    "times-items": "## Timeline\n\n", "- 10:00 An alert\n";
    "times-lines": "## Timeline\n\n", "10:00 An alert\n";
    "times-rows": "## Timeline\n\n|a|b|\n|-|-|\n", "|10:00|An alert|\n";
    "times-headings": "## Timeline\n\n", "### 10:00 An alert\n\nMore.\n\n";
    "times-nested": "## Timeline\n\n- 10:00 a\n", "  - 10:01 b\n";
    "times-dates": "## Timeline\n\n", "2024-03-01 ";
    "times-days": "## Timeline\n\n", "**March 1**\n\n- 10:00 a\n\n";
    "times-zones": "## Timeline\n\n- 10:00 ", "UTC ";
    "times-prose": "", "At 10:00 UTC it broke, until 11:00. ";
    "times-told": "## Timeline\n\nIt began at 9:00.\n\n", "The queue was empty at 10:12. ";
    "times-zone-brackets": "", "at 10:00 in the office (IST) ";
    "times-numbers": "## Timeline\n\n", "1";
    "times-numbered": "## Timeline\n\n- 10:00 UTC - ", "1. ";
    "times-bulleted": "## Timeline\n\n- 10:00 UTC - ", "- ";
    "times-code": "## Timeline\n\n- 10:00 UTC - ", "`a` ";
    "times-summary": "", "10:00 ";
    "times-began": "", "and it began at 10:00 UTC ";
    "times-brackets": "## Timeline\n\n", "[10:00] (10:01) ";
    "actions": "## Action items\n\n", "- [ ] Do this (owner: Ada, due: 2024-04-01)\n";
    "actions-notes": "## Action items\n\n- [ ] Do ", "(owner: Ada) ";
    "actions-at": "## Action items\n\n- [ ] Do ", "@ada ";
    "actions-rows": "## Action items\n\n|Action|Owner|\n|-|-|\n", "|Do this|Ada|\n";
    "actions-due": "## Action items\n\n- Add x ", "due 1 March 2026 ";
    "actions-due-brackets": "## Action items\n\n- [ ] Add x ", "(@ada, due 2026-03-01) ";
    "actions-due-dashes": "## Action items\n\n- Add x ", "— Ann, 2026-03-01 ";
    "actions-due-by": "## Action items\n\n- Add x ", "@ann by 2026-03-01 ";
    "actions-prose": "## Action items\n\n", "We will do this by May. ";
    "impact-shares": "## Impact\n\n", "10% of users and ";
    "impact-users": "", "5% of users ";
    "impact-people": "", "5 of our users ";
    "impact-down": "", "was down ";
    "impact-lengths": "## Impact\n\n", "for 5 minutes and ";
    "impact-numbers": "## Impact\n\n", "1,000 ";
    "impact-sentence": "", "users could not pay and ";
    "sentences": "", "He should have checked it. ";
    "sentences-short": "", "A. ";
    "sentence": "", "because it would have ";
    "acronyms-same": "", "ABC ";
    "secrets": "", "AKIAIOSFODNN7EXAMPLE ";
    "secrets-line": "", "password=a";
    "secrets-keys": "", "-----BEGIN RSA PRIVATE KEY-----\n";
    "base64": "token ", "aGVsbG8/";
    "names": "", "Ada Lovelace ";
    "addresses-mail": "", "a@b.example ";
    "quote-marks": "", "\"a ";
    "round-brackets": "", "(";
    "chinese": "", "服务中断了。";
    "russian": "", "Сервис не работал. ";
};

/// Constructs that differ each time, or need an end for each beginning.
const OTHERS: &[Kind] = &[
    ("headings-anchors", |size| {
        let numbered: String = (0..size / 20).map(|number| format!("## a-{number}\n")).collect();
        postmortem("", &(numbered + &"## a\n".repeat(size / 10)))
    }),
    ("headings-distinct", |size| {
        numbered("", size, |number| format!("## a {number}\n"))
    }),
    ("headings-levels", |size| {
        numbered("", size, |number| format!("{} a\n", "#".repeat(1 + number % 6)))
    }),
    ("quote-lazy", |size| {
        postmortem(
            "",
            &format!("{} x\n{}", ">".repeat(size / 2), "y\n".repeat(size / 4)),
        )
    }),
    ("quote-deep-lines", |size| {
        again("", &format!("{} x\n", ">".repeat(200)), size)
    }),
    ("lists-deep", |size| {
        numbered("", size, |number| format!("{}- a\n", "  ".repeat(number % 500)))
    }),
    ("images-nested", |size| {
        let count = size / 7;
        postmortem("", &format!("{}a{}", "![".repeat(count), "](x)".repeat(count)))
    }),
    ("code-runs", |size| {
        numbered("", size, |number| format!("{} ", "`".repeat(1 + number % 800)))
    }),
    ("definitions", |size| {
        numbered("", size, |number| format!("[a{number}]: http://b.example\n"))
    }),
    ("definitions-used", |size| {
        numbered("", size, |number| format!("[a{number}]: /b\n\n[a{number}] "))
    }),
    ("table-wide", |size| {
        let count = size / 7;
        let head = format!("{}\n{}\n", "|a".repeat(count), "|-".repeat(count));
        postmortem("", &(head + &"|b\n".repeat(count)))
    }),
    ("footnotes-distinct", |size| {
        numbered("", size, |number| format!("a[^{number}]\n\n[^{number}]: b\n\n"))
    }),
    ("html-names", |size| {
        numbered("<div>\n", size, |number| format!("<{}>", letters(number, b'a')))
    }),
    ("html-ids-distinct", |size| {
        numbered("<div>\n", size, |number| format!("<p id=\"a{number}\">x</p>\n"))
    }),
    ("html-nested-closed", |size| {
        let count = size / 11;
        postmortem(
            "",
            &format!("<div>\n{}x{}", "<div>".repeat(count), "</div>".repeat(count)),
        )
    }),
    ("acronyms", |size| {
        numbered("", size, |number| format!("{}X ", letters(number, b'A')))
    }),
    ("links-gone-distinct", |size| {
        numbered("", size, |number| format!("[a](b{number}.md) "))
    }),
    ("times-distinct", |size| {
        numbered("## Timeline\n\n", size, |number| {
            format!("- {:02}:{:02} Step {number}\n", number / 60 % 24, number % 60)
        })
    }),
    ("times-long-entry", |size| {
        again("## Timeline\n\n- 10:00 An alert", " and then more", size)
    }),
    ("words-distinct", |size| {
        numbered("", size, |number| format!("{} ", letters(number, b'a')))
    }),
    ("tags-clash", |size| {
        listed("tags", size, |number| format!("  - \"a{}\"\n", signs(number)))
    }),
    ("tags-same", |size| listed("tags", size, |_| "  - a\n".to_owned())),
    ("tags-distinct", |size| {
        listed("tags", size, |number| format!("  - a{number}\n"))
    }),
    ("services-distinct", |size| {
        let text = listed("SERVICES", size, |number| format!("  - a{number}\n"));
        text.replace("services: [web]\n", "")
            .replace("SERVICES", "services")
    }),
    ("services-labelled", |size| {
        numbered("**Services affected:** a", size, |number| format!(", b{number}"))
    }),
    ("own-keys-listed", |size| {
        listed("x-services", size, |number| format!("  - a{number}\n"))
    }),
    ("teams-distinct", |size| {
        listed("teams", size, |number| format!("  - a{number}\n"))
    }),
    ("causes-distinct", |size| {
        listed("contributing", size, |number| format!("  - a{number}\n"))
    }),
    ("symptoms", |size| {
        listed("symptoms", size, |number| {
            format!("  - error {number} of a job\n")
        })
    }),
    ("links-listed", |size| {
        listed("links", size, |number| {
            format!("  - {{url: https://a.example/{number}}}\n")
        })
    }),
    ("updates", |size| {
        listed("updates", size, |number| {
            format!("  - {{date: 2024-03-05, text: More {number}}}\n")
        })
    }),
    ("outages", |size| {
        listed("outages", size, |number| {
            format!(
                "  - {{started: \"2024-03-01T10:{:02}:00Z\", services: [a{number}]}}\n",
                number % 60
            )
        })
    }),
    ("actions-stated", |size| {
        listed("actions", size, |number| {
            format!("  - Do the thing of number {number}\n")
        })
    }),
    ("repeats-gone", |size| {
        listed("recurrence_of", size, |number| format!("  - gone-{number}\n"))
    }),
    ("actions-distinct", |size| {
        numbered("## Action items\n\n", size, |number| {
            format!("- [ ] Do the thing of number {number} (owner: Ada {number})\n")
        })
    }),
    ("actions-rows-distinct", |size| {
        numbered("## Action items\n\n|Action|Owner|\n|-|-|\n", size, |number| {
            format!("|Do the thing {number}|Ada {number}|\n")
        })
    }),
    ("related-gone", |size| {
        listed("related", size, |number| format!("  - gone-{number}\n"))
    }),
    ("aliases", |size| {
        listed("aliases", size, |number| format!("  - old-{number}\n"))
    }),
    ("keys-unknown", |size| {
        let keys: String = (0..size / 10).map(|number| format!("k{number}: a\n")).collect();
        postmortem(&keys, "")
    }),
    ("keys-twice", |size| postmortem(&"tags: a\n".repeat(size / 8), "")),
    ("yaml-flow", |size| {
        postmortem(&format!("x-a: {}\n", "[".repeat(size)), "")
    }),
    ("yaml-flow-closed", |size| {
        postmortem(
            &format!("x-a: {}{}\n", "[".repeat(size / 2), "]".repeat(size / 2)),
            "",
        )
    }),
    ("yaml-dashes", |size| {
        postmortem(&format!("x-a:\n  {}a\n", "- ".repeat(size / 2)), "")
    }),
    ("yaml-anchors", |size| {
        let names: String = (0..size / 20)
            .map(|number| format!("  - &a{number} b\n  - *a{number}\n"))
            .collect();
        postmortem(&format!("x-a:\n{names}"), "")
    }),
    ("yaml-string", |size| {
        postmortem(&format!("x-a: \"{}\"\n", "\\\"".repeat(size / 2)), "")
    }),
    ("yaml-block", |size| {
        postmortem(&format!("x-a: |\n{}", "  a\n".repeat(size / 4)), "")
    }),
];

/// All kinds.
pub(crate) fn all() -> impl Iterator<Item = Kind> {
    AGAIN.iter().chain(OTHERS).copied()
}
