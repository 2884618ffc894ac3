//! Nothing that runs or loads gets through, and the output is balanced whatever the input.

use super::*;
use proptest::prelude::*;

/// Tags whose ends are missing or in the wrong order, or an empty text.
fn unbalanced(html: &str) -> String {
    const VOID: &[&str] = &["br", "hr", "img", "input", "wbr", "col"];
    let mut open = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let mut quoted = false;
        let end = rest.find(|char| {
            quoted ^= char == '"';
            char == '>' && !quoted
        });
        let Some(end) = end else {
            return format!("a tag without end: {rest}");
        };
        let tag = &rest[..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return format!("a stray </{name}>");
            }
        } else {
            let name = tag.split(' ').next().unwrap_or_default();
            if !VOID.contains(&name) {
                open.push(name);
            }
        }
    }
    open.join(" ")
}

#[test]
fn what_could_run_is_gone() {
    for text in [
        "<script>alert(1)</script>",
        "a <script>alert(1)</script> b",
        "<img src=x onerror=alert(1)>",
        "<img src=\"img/a.png\" onload=\"alert(1)\">",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<math><mi xlink:href=\"javascript:alert(1)\">x</mi></math>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\"jav&#x0A;ascript:alert(1)\">x</a>",
        "<a href=\"&#106;avascript&colon;alert(1)\">x</a>",
        "<a href=' &#1; javascript:alert(1)'>x</a>",
        "<a href=\"data:text/html;base64,PHNjcmlwdD4=\">x</a>",
        "<iframe src=\"https://evil.example\"></iframe>",
        "<object data=x></object><embed src=x>",
        "<form action=https://evil.example><input name=q><button formaction=javascript:alert(1)>x</button></form>",
        "<style>body{display:none}</style><p style=\"position:fixed\">x</p>",
        "<link rel=stylesheet href=https://evil.example/x.css><meta http-equiv=refresh content=0><base href=//evil.example>",
        "<details open ontoggle=alert(1)>x</details>",
        "<blockquote cite=\"javascript:alert(1)\">x</blockquote><q cite=data:text/html,x>y</q>",
        "<p id=page-main class=header>x</p>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
        "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\"></textarea>",
        "[x](javascript:alert(1))",
        "[x](JaVa&#115;cript:alert(1))",
        "[x](java&NewLine;script:alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "[x](vbscript:x) [y](data:text/html,x) ![z](javascript:alert(1))",
        "<javascript:alert(1)>",
        "[x]\n\n[x]: javascript:alert(1)",
        "![\" onerror=\"alert(1)](img/a.png)",
        "[x](https://a.example/\"onmouseover=\"alert(1))",
        "```\"><script>alert(1)</script>\nx\n```",
        "# x\" onclick=\"alert(1)\n\n<b>y</b>",
        "<div title=\"\n\n# <img src=x onerror=alert(1)>\n\n```\n\" onclick=\"alert(1)\n```\n\n\">x</div>",
        "https://a.example/\"onclick=alert(1)",
        "<img src=\"https://evil.example/pixel.png\">",
        "<picture><source srcset=\"https://evil.example/x\"></picture>",
        "<video src=https://evil.example/x autoplay></video>",
    ] {
        let html = html(text);
        let tags: String = tags(&html).to_lowercase();
        for bad in [
            "<script",
            "javascript:",
            "vbscript:",
            "data:",
            "<iframe",
            "<svg",
            "<math",
            "<object",
            "<embed",
            "<form",
            "<style",
            "<link",
            "<meta",
            "<base",
            "<video",
            "<source",
            "srcset",
            " onerror=",
            " onload=",
            " onclick=",
            " onmouseover=",
            " ontoggle=",
            "src=\"http",
            "id=\"page-main\"",
            "position:",
            "<textarea",
            "<noscript",
        ] {
            assert!(!tags.contains(bad), "{bad} in {html} of {text}");
        }
        assert_eq!(unbalanced(&html), "", "{html} of {text}");
    }
}

#[test]
fn tags_that_are_words_stay_and_take_nothing_with_them() {
    for (text, shown) in [
        (
            "ssh <host>; kill <pid> & <my-pod>",
            "ssh &lt;host&gt;; kill &lt;pid&gt; &amp; &lt;my-pod&gt;",
        ),
        ("a <b>c</b> <String>", "a <b>c</b> &lt;String&gt;"),
        ("had a <script> tag.\n\n## After", "had a &lt;script&gt; tag."),
        (
            "<b>had</b> a <title> and </title>.\n\n## After",
            "<b>had</b> a &lt;title&gt; and &lt;/title&gt;.",
        ),
        ("<b>x</b> <textarea> y\n\n## After", "<b>x</b> &lt;textarea&gt; y"),
        (
            "<div>\n<template> <host> z\n</div>\n\n## After",
            "&lt;template&gt; &lt;host&gt; z",
        ),
        ("<p>x</p>\n\n<div title=\"\n\nlost?\n\n## After", "lost?"),
        ("<table><svg><title>\n\nlost?\n\n## After", "lost?"),
    ] {
        let html = html(text);
        assert!(html.contains(shown), "{html} of {text}");
        assert_eq!(
            html.contains("<h2 id=\"after\">After<"),
            text.contains("After"),
            "{html} of {text}"
        );
        assert_eq!(unbalanced(&html), "", "{html} of {text}");
    }
    assert_eq!(
        html("<div>\n<style>p { color: red }</style>\nx\n</div>")
            .matches("color")
            .count(),
        0
    );
}

#[test]
fn entities_put_no_control_characters_in() {
    for text in [
        "a &#27; b\n\n# c &#7;",
        "[a](b.md \"&#27;\") ![&#27;](img/a.png \"&#27;\") [x](https://a.example/&#27;)",
        "<b title=\"&#27;\">&#27;</b>\n\n<h2>&#xFFFF;</h2>",
    ] {
        let html = html(text);
        assert!(html.contains('\u{fffd}'), "{html}");
        assert!(
            !html.contains(|char: char| char.is_control() && char != '\n' || char == '\u{ffff}'),
            "{html}"
        );
    }
}

/// The tags of HTML, each value in quotes replaced by one that says whether it is dangerous.
fn tags(html: &str) -> String {
    let mut tags = String::new();
    let (mut inside, mut quoted, mut value) = (false, false, String::new());
    for char in html.chars() {
        match char {
            '"' if inside => {
                if quoted {
                    let address = value.trim().to_lowercase();
                    let address = address.split(['/', '?', '#']).next().unwrap_or_default();
                    tags.push_str(if tags.ends_with("src=\"") || tags.ends_with("href=\"") {
                        address
                    } else {
                        ""
                    });
                    if tags.ends_with("id=\"") && value == "main" {
                        tags.push_str("main");
                    }
                    value.clear();
                }
                quoted = !quoted;
                tags.push('"');
            }
            _ if quoted => value.push(char),
            '<' => {
                inside = true;
                tags.push(char);
            }
            '>' => {
                inside = false;
                tags.push(char);
            }
            _ if inside => tags.push(char),
            _ => {}
        }
    }
    tags
}

#[test]
fn comments_are_nowhere() {
    for text in [
        "a <!-- secret --> b",
        "<!-- secret -->\n\nb",
        "<p>x<!-- secret --></p>",
        "<!-- secret\n\nsecret",
        "- a <!--\n  secret -->\n",
    ] {
        assert!(!html(text).contains("secret"), "{}", html(text));
    }
    assert!(html("`<!-- code -->`").contains("code"));
}

#[test]
fn html_of_readmes_stays_whole_around_markdown() {
    let html = html(
        "# Title\n\n<details>\n<summary>Logs &amp; <b>more</b></summary>\n\n## Inner\n\n```\nlog\n```\n\n| a |\n|---|\n| 1<br>2 |\n\n- [x] t\n\n</details>\n\n\
         Press <kbd>Ctrl</kbd>, H<sub>2</sub>O <a href=\"b.md\">b</a> <img src=\"img/a.png\" width=\"20\" alt=\"A\">\n\n<h2 align=\"center\">Raw <i>one</i></h2>\n\n<p align=\"center\">[b](b.md)</p>\n",
    );
    for part in [
        "<details><summary>Logs &amp; <b>more</b></summary>",
        "<h3 id=\"inner\">Inner<a class=\"anchor\"",
        "<pre tabindex=\"0\"><code>log\n</code></pre>",
        "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Table: a\"><table>",
        "1<br>\n2",
        "aria-label=\"done\"> t",
        "</details>",
        "<kbd>Ctrl</kbd>, H<sub>2</sub>O <a href=\"../b/\">b</a> <img src=\"img/a.png\" alt=\"A\" width=\"20\" decoding",
        "<h3 id=\"raw-one\">Raw <i>one</i><a class=\"anchor\"",
    ] {
        assert!(html.contains(part), "{part} not in {html}");
    }
    assert_eq!(unbalanced(&html), "");
}

#[test]
fn pictures_of_raw_html_follow_the_rules_of_markdown() {
    assert!(
        html("<img src=\"https://a.example/x.png\" alt=\"far\">")
            .contains("<a href=\"https://a.example/x.png\">far</a>")
    );
    assert_eq!(
        html("<a href=\"https://ci.example\"><img src=\"https://a.example/x.png\" alt=\"far\"></a>\n"),
        "<p><a href=\"https://ci.example\">far</a></p>"
    );
    assert!(
        html("x <img src=\"gone.png\" alt=\"gone\">")
            .contains("x <span class=\"missing\">missing: gone</span>")
    );
}

#[test]
fn depth_and_size_are_no_danger() {
    for text in [
        "> ".repeat(5_000),
        "*a ".repeat(5_000),
        "[".repeat(5_000),
        "<div>".repeat(2_000),
        "- ".repeat(5_000),
    ] {
        assert_eq!(unbalanced(&html(&text)), "", "{}", &text[..5]);
    }
}

proptest! {
    #[test]
    fn any_text_gives_balanced_html_and_each_entry_once(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "a", "10:00 x", "\n", "\n\n", "- ", "  ", "    ", "**", "*", "`", "> ", "# ", "| ", "|---|\n", "[", "](b.md)",
                "![", "](img/a.png)", "<b>", "</b>", "<div>", "</div>", "<li>", "<p>", "<!--", "-->", "&lt;", "[^1]", "[^1]: ",
                "```\n", "<h2>", "<a href=\"b.md\">", "\"", "é", "1. ", "- [ ] ", "~~", "<br>", "<table><tr>", "https://a.b/",
            ]),
            0..40,
        ),
        places in prop::collection::vec((0..200_usize, 0..40_usize, 0..10_usize), 0..4),
    ) {
        let text: String = words.concat();
        let fit = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let entries: Vec<Entry> = places
            .into_iter()
            .map(|(start, length, skip)| {
                let span = Span::new(fit(start), fit(start + length));
                entry(span, Span::new(fit(start + skip).min(span.end), span.end))
            })
            .filter(|entry| !entry.span.is_empty())
            .collect();
        let body = Body {
            path: "content/postmortems/a.md",
            text: &text,
            span: Span::new(0, text.len()),
            title: None,
            sections: &[],
            entries: &entries,
            actions: &[],
        };
        let rendered = walk::render(&body, &links());
        let mut seen = Vec::new();
        let mut all = String::new();
        for part in &rendered.parts {
            match part {
                Part::Html(html) => all.push_str(html),
                Part::Entries(entries) => {
                    for (index, html) in entries {
                        seen.push(*index);
                        prop_assert_eq!(unbalanced(html), "", "entry {} of {:?}", html, text);
                    }
                }
                Part::Actions(_) => {}
            }
        }
        prop_assert_eq!(unbalanced(&all), "", "{} of {:?}", all, text);
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..entries.len()).collect::<Vec<_>>());
    }
}
