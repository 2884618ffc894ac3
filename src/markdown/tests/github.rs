//! Text as GitHub shows it.

use super::*;

#[test]
fn emoji_codes_are_signs_and_all_else_between_colons_stays() {
    for (text, shown) in [
        (
            ":small_orange_diamond:It was full :fire:\n",
            "<p>🔸It was full 🔥</p>\n",
        ),
        (
            "**:white_check_mark:** `:fire:`\n",
            "<p><strong>✅</strong> <code>:fire:</code></p>\n",
        ),
        (
            "<p>:fire: <code>:fire:</code></p>\n",
            "<p>🔥 <code>:fire:</code></p>\n",
        ),
        (
            "the role :db_primary: at 10:30:45\n",
            "<p>the role :db_primary: at 10:30:45</p>\n",
        ),
    ] {
        assert_eq!(html(text).trim(), shown.trim());
    }
    for text in ["Foo::bar_baz::new", "the :keyy: of", "http://a_b:c_d:e"] {
        assert!(html(text).contains(text), "{text}");
    }
    assert!(html("## :fire: Impact\n").contains("id=\"fire-impact\">🔥 Impact<a"));
    assert!(html("| a |\n|---|\n| :no_entry: |\n").contains("<td>⛔</td>"));
}

#[test]
fn alerts_say_their_kind() {
    assert_eq!(
        html("> [!warning]\n> Mind *this*.\n>\n> - a\n"),
        "<div class=\"admonition admonition-warning\" role=\"note\">\n<p class=\"admonition-name\">Warning</p>\n\
         <p>Mind <em>this</em>.</p>\n<ul>\n<li>a</li>\n</ul>\n</div>\n"
    );
    assert!(
        html("> [!NOTE]\n> <b>x</b>\n").contains("<div class=\"admonition admonition-note\" role=\"note\">")
    );
    assert!(html("> [!NOTE] with words\n").contains("[!NOTE] with words"));
    assert!(html("> [!HINT]\n> x\n").contains("[!HINT]"));
}

#[test]
fn anchors_of_the_writer_stay() {
    let found = html(
        "<a name=\"logs\"></a>\n\nA <a id=\"twice\" href=\"https://a.example\">b</a>\n\n<div id=\"twice\">c</div>\n\n<h2 id=\"own\">Fix</h2>\n",
    );
    for part in [
        "<a id=\"logs\"></a>",
        "<a id=\"twice\"></a><a href=\"https://a.example\">b</a>",
        "<div>",
        "<h2 id=\"fix\"><a id=\"own\"></a>Fix",
    ] {
        assert!(found.contains(part), "{part} in {found}");
    }
    assert!(!html("<p id=\"page-main\">x</p> <p id=\"a b\">y</p>\n").contains("id="));
}

#[test]
fn what_pages_do_not_play_is_linked() {
    let found = html(
        "<iframe src=\"https://graphs.example/d?x=1\"><b>x</b></iframe>\n\nSee <video src=\"img/a.png\" controls></video> and \
         <audio title=\"The call\"><source src=\"https://a.example/c.mp3\"></audio>.\n\nA <video> tag, \
         <iframe src=\"javascript:alert(1)\"></iframe>.\n",
    );
    for part in [
        "<a href=\"https://graphs.example/d?x=1\">frame: graphs.example/d</a>",
        "See <a href=\"img/a.png\">video: img/a.png</a> and <a href=\"https://a.example/c.mp3\">video: a.example/c.mp3</a>.",
        "A &lt;video&gt; tag, frame: javascript:alert(1).",
    ] {
        assert!(found.contains(part), "{part} in {found}");
    }
    assert!(!found.contains("<b>"), "{found}");
}

#[test]
fn comments_that_markdown_cuts_are_hidden_whole() {
    let found = html(
        "<!-- a --> It was full. <!-- for us:\nsecret\n--> It was freed.\n\n<div>\n<!-- b\n\nsecret -->\n</div>\n",
    );
    assert!(
        found.contains("It was full.") && found.contains("It was freed."),
        "{found}"
    );
    assert!(!found.contains("secret") && !found.contains("--"), "{found}");
}
