//! What pages look like, by small examples.

mod github;
mod parts;
mod safety;

use super::*;
use crate::record::{Action, Entry};
use crate::vocabulary::{ActionStatus, EntryKind, SectionKind};

/// A body under test; entries, actions and labels are named by words in it.
#[derive(Default)]
struct Case<'a> {
    text: &'a str,
    title: Option<&'a str>,
    /// All of each entry, and its content.
    entries: &'a [(&'a str, &'a str)],
    /// Words within the content of each entry that are not shown.
    hidden: Option<&'a str>,
    actions: &'a [(&'a str, &'a str)],
    /// The heading of each section, and whether it is inside the one before.
    sections: &'a [(&'a str, bool)],
}

/// An entry at a place.
fn entry(span: Span, content: Span) -> Entry {
    Entry {
        at: None,
        date: None,
        dated: true,
        until: None,
        approximate: false,
        kind: EntryKind::Note,
        labelled: false,
        text: String::new(),
        span,
        content,
        hidden: Vec::new(),
        time_span: None,
        lost: None,
    }
}

/// Where words are, looked for from `from` on.
fn place(text: &str, words: &str, from: usize) -> Span {
    let start = from
        + text[from..]
            .find(words)
            .unwrap_or_else(|| panic!("no {words:?} in {text:?}"));
    Span::new(start, start + words.len())
}

impl Case<'_> {
    fn render(&self) -> Rendered {
        let mut from = 0;
        let entries: Vec<Entry> = self
            .entries
            .iter()
            .map(|(all, content)| {
                let span = place(self.text, all, from);
                from = span.start + 1;
                let hidden = self.hidden.map(|words| place(self.text, words, span.start));
                Entry {
                    hidden: hidden.into_iter().collect(),
                    ..entry(span, place(self.text, content, span.start))
                }
            })
            .collect();
        let actions: Vec<Action> = self
            .actions
            .iter()
            .map(|(all, content)| {
                let span = place(self.text, all, 0);
                Action {
                    id: String::new(),
                    task: String::new(),
                    owner: None,
                    due: None,
                    status: ActionStatus::Open,
                    done_on: None,
                    kind: None,
                    link: None,
                    priority: None,
                    outcome: None,
                    by: None,
                    extra: Vec::new(),
                    span,
                    content: Some(place(self.text, content, span.start)),
                }
            })
            .collect();
        let mut from = 0;
        let sections: Vec<Section> = self
            .sections
            .iter()
            .map(|&(heading, nested)| {
                let heading_span = place(self.text, heading, from);
                from = heading_span.end;
                Section {
                    kind: SectionKind::Other,
                    heading: Some(heading.trim_matches(['#', '*', ' ', ':']).to_owned()),
                    heading_span,
                    span: Span::default(),
                    nested,
                    guessed: false,
                }
            })
            .collect();
        let body = Body {
            path: "content/postmortems/a.md",
            text: self.text,
            span: Span::new(0, self.text.len()),
            title: self.title.map(|title| place(self.text, title, 0)),
            sections: &sections,
            entries: &entries,
            actions: &actions,
        };
        walk::render(&body, &links())
    }

    fn html(&self) -> String {
        let rendered = self.render();
        rendered.parts.iter().map(flat).collect()
    }
}

/// A part as one text, its entries and actions in square brackets.
fn flat(part: &Part) -> String {
    let list = |name: &str, list: &[(usize, String)]| -> String {
        list.iter()
            .map(|(index, html)| format!("[{name} {index}: {html}]"))
            .collect()
    };
    match part {
        Part::Html(html) => html.clone(),
        Part::Entries(entries) => list("entry", entries),
        Part::Actions(actions) => list("action", actions),
    }
}

fn links() -> Links {
    Links::new(
        "content",
        [
            ("content/postmortems/a.md".to_owned(), "postmortems/a/".to_owned()),
            ("content/postmortems/b.md".to_owned(), "postmortems/b/".to_owned()),
        ],
        ["content/postmortems/img/a.png".to_owned()].into(),
    )
    .sized([("content/postmortems/img/a.png".to_owned(), (640, 480))].into())
}

/// The HTML of a text without entries.
fn html(text: &str) -> String {
    Case {
        text,
        ..Case::default()
    }
    .html()
}

#[test]
fn headings_nest_from_the_second_level_with_anchors() {
    let case = Case {
        text: "# An outage\n\n## Summary\n\n#### Impact & *more*:\n\n## Fix\n\n## Fix\n",
        title: Some("# An outage"),
        sections: &[("## Summary", false), ("## Fix", false)],
        ..Case::default()
    };
    let rendered = case.render();
    let list: Vec<(u8, &str, &str)> = rendered
        .headings
        .iter()
        .map(|h| (h.level, h.id.as_str(), h.text.as_str()))
        .collect();
    assert_eq!(
        list,
        [
            (2, "summary", "Summary"),
            (3, "impact-more", "Impact & more"),
            (2, "fix", "Fix"),
            (2, "fix-2", "Fix")
        ]
    );
    let html = case.html();
    assert!(!html.contains("outage"), "{html}");
    assert!(
        html.contains(
            "<h3 id=\"impact-more\">Impact &amp; <em>more</em>:\
             <a class=\"anchor\" id=\"impact--more\" href=\"#impact-more\" aria-hidden=\"true\" tabindex=\"-1\">#</a></h3>"
        ),
        "{html}"
    );
}

#[test]
fn labels_on_lines_become_headings_and_their_text_stays() {
    let case = Case {
        text: "**Issue Summary:**\n\n**Duration:** 2 hours\nImpact: 40% of users\nmore\n\n- **Owner:** Ada\n",
        sections: &[
            ("**Issue Summary:**", false),
            ("**Duration:**", true),
            ("Impact", true),
            ("**Owner:**", true),
        ],
        ..Case::default()
    };
    let levels: Vec<(u8, String)> = case
        .render()
        .headings
        .into_iter()
        .map(|h| (h.level, h.text))
        .collect();
    assert_eq!(
        levels,
        [
            (2, "Issue Summary".into()),
            (3, "Duration".into()),
            (3, "Impact".into())
        ]
    );
    let html = case.html();
    for part in [
        "<h2 id=\"issue-summary\">Issue Summary<a",
        "</h3>\n<p>2 hours</p>\n<h3 id=\"impact\">Impact<a",
        "</h3>\n<p>40% of users\nmore</p>",
        "<li><strong>Owner:</strong> Ada</li>",
    ] {
        assert!(html.contains(part), "{part} not in {html}");
    }
}

#[test]
fn links_lead_to_pages_files_and_outside_or_are_text() {
    for (text, expected) in [
        ("[b](b.md#fix)", "<p><a href=\"../b/#fix\">b</a></p>\n"),
        ("[x](gone.md) y", "<p>x y</p>\n"),
        ("[x](javascript:alert(1))", "<p>x</p>\n"),
        (
            "[x](https://a.example/?a=1&b=\"2\" \"t<\")",
            "<p>[x](https://a.example/?a=1&amp;b=&quot;2&quot; &quot;t&lt;&quot;)</p>\n",
        ),
        (
            "https://a.example/b_c_d.",
            "<p><a href=\"https://a.example/b_c_d\">https://a.example/b_c_d</a>.</p>\n",
        ),
        (
            "[https://a.example](b.md)",
            "<p><a href=\"../b/\">https://a.example</a></p>\n",
        ),
        (
            "<a@b.example>",
            "<p><a href=\"mailto:a@b.example\">a@b.example</a></p>\n",
        ),
        ("45 % of a, b % c", "<p>45\u{a0}% of a, b % c</p>\n"),
        (
            "x ![A *b*](img/a.png)",
            "<p>x <img src=\"img/a.png\" alt=\"A b\" width=\"640\" height=\"480\" decoding=\"async\"></p>\n",
        ),
        (
            "![A](img/a.png \"The graph\")",
            "<figure><img src=\"img/a.png\" alt=\"A\" width=\"640\" height=\"480\" decoding=\"async\"><figcaption>The graph</figcaption></figure>\n",
        ),
        (
            "![gone](img/b.png)",
            "<p><span class=\"missing\">missing: gone</span></p>\n",
        ),
        (
            "![far](https://a.example/x.png)",
            "<p><a href=\"https://a.example/x.png\">far</a></p>\n",
        ),
        (
            "[![far](https://a.example/x.png)](b.md)",
            "<p><a href=\"../b/\">far</a></p>\n",
        ),
    ] {
        let found = html(text);
        if text.starts_with("[x](https") {
            // Quotes end an address: Markdown sees no link here.
            assert!(
                !found.contains("<a href=\"https://a.example/?a=1&amp;b=\"2"),
                "{found}"
            );
            continue;
        }
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn tables_scroll_and_tasks_have_words() {
    assert_eq!(
        html("| a | b |\n|---|--:|\n| 1 | |\n"),
        "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Table: a, b\"><table>\n\
         <thead><tr><th scope=\"col\">a</th><th scope=\"col\" class=\"right\">b</th></tr></thead>\n\
         <tr><td>1</td><td class=\"right\"></td></tr>\n</table></div>\n"
    );
    assert_eq!(
        html("- [x] a\n- [ ] b\n"),
        "<ul>\n<li><input type=\"checkbox\" disabled checked aria-label=\"done\"> a</li>\n\
         <li><input type=\"checkbox\" disabled aria-label=\"not done\"> b</li>\n</ul>\n"
    );
}

#[test]
fn footnotes_of_one_label_are_all_shown() {
    let html = html("a[^1]\n\n[^1]: First words.\n\n[^1]: Second words.\n");
    assert!(
        html.contains("First words.") && html.contains("Second words."),
        "{html}"
    );
    assert_eq!(html.matches("<li").count(), 1);
}

#[test]
fn footnotes_are_numbered_as_they_are_met_and_lead_back() {
    let html = html("a[^x] b[^y] c[^x]\n\n[^y]: Y\n[^x]: X *x*\n");
    for part in [
        "a<sup><a id=\"note-1-back\" href=\"#note-1\" aria-label=\"Footnote 1\">1</a></sup> b<sup><a id=\"note-2-back\"",
        "<li id=\"note-1\"><p>X <em>x</em> <a href=\"#note-1-back\" aria-label=\"Back to the text\">↩</a> \
         <a href=\"#note-1-back-2\" aria-label=\"Back to the text\">↩</a></p></li>\n<li id=\"note-2\"><p>Y ",
    ] {
        assert!(html.contains(part), "{part} not in {html}");
    }
}

#[test]
fn a_footnote_leads_back_to_a_few_places() {
    let html = html(&format!("{}\n\n[^1]: b\n", "[^1]".repeat(500)));
    assert_eq!(html.matches("<sup><a").count(), 500);
    assert_eq!(html.matches("Back to the text").count(), 20);
    assert_eq!(html.matches(" id=\"note-1-back").count(), 20);
}

#[test]
fn code_keeps_its_lines_and_can_be_scrolled_by_keyboard() {
    assert_eq!(
        html("```{.nosuch}\na < b\n\n  c\n```\n"),
        "<pre tabindex=\"0\"><code class=\"language-nosuch\">a &lt; b\n\n  c\n</code></pre>\n"
    );
    assert_eq!(
        html("    a\n\n    b\n"),
        "<pre tabindex=\"0\"><code>a\n\nb\n</code></pre>\n"
    );
}

#[test]
fn lines_with_a_label_each_stay_apart() {
    assert_eq!(
        html("Start time: 9 am\nEnd time: 10 am\nand a few seconds\n**Impact:** none\n"),
        "<p>Start time: 9 am<br>\nEnd time: 10 am\nand a few seconds<br>\n<strong>Impact:</strong> none</p>\n"
    );
    assert_eq!(
        html("It was the\nSecond: no label, 10:\n30"),
        "<p>It was the<br>\nSecond: no label, 10:\n30</p>\n"
    );
}

#[test]
fn indented_prose_is_no_code() {
    assert_eq!(
        html("a\n\n\tThe whole shop was down for an hour.\n\tThen it was not.\n"),
        "<p>a</p>\n<p>The whole shop was down for an hour.\nThen it was not.\n</p>\n"
    );
    assert!(html("a\n\n    sudo service nginx restart\n").contains("<pre"));
}

#[test]
fn a_header_without_words_is_a_plain_cell() {
    let found = html("| | b |\n|---|---|\n| 1 | 2 |\n");
    assert!(
        found.contains("<thead><tr><td></td><th scope=\"col\">b</th></tr></thead>"),
        "{found}"
    );
}
