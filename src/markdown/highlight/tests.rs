use super::*;

#[track_caller]
fn check(language: &str, text: &str, expected: &str) {
    assert_eq!(html(language, text), expected);
}

#[test]
fn languages_of_operations_have_colours() {
    check(
        "yaml",
        "a: \"b\" # c\nm: 1\n",
        "<span class=a>a</span>: <span class=s>&quot;b&quot; </span><span class=c># c\n</span><span class=a>m</span>: <span class=n>1\n</span>",
    );
    check(
        "json",
        "{\"a\": [1, \"x\\n\"]}",
        "{<span class=a>&quot;a&quot;</span>: [<span class=n>1</span>, <span class=s>&quot;x\\n&quot;</span>]}",
    );
    check(
        "SQL",
        "SELECT count(*) FROM t WHERE x = 'a';",
        "<span class=k>SELECT </span><span class=f>count</span>(<span class=k>*</span>) <span class=k>FROM</span> t <span class=k>WHERE</span> x = <span class=s>'a'</span>;",
    );
    check(
        "diff",
        "--- a\n+++ b\n-x\n+<y>\n",
        "<span class=m>--- a\n+++ b\n</span><span class=d>-x\n</span><span class=i>+&lt;y&gt;\n</span>",
    );
    check(
        "nginx",
        "listen 443;\nset $a b;\n",
        "<span class=k>listen </span><span class=s>443</span>;\n<span class=k>set </span><span class=v>$a </span><span class=s>b</span>;\n",
    );
}

#[test]
fn names_of_languages_are_found_as_people_write_them() {
    for name in [
        "rust",
        "go",
        "golang",
        "py",
        "python3",
        "sh",
        "bash",
        "shell",
        "zsh",
        "console",
        "yml",
        "toml",
        "ini",
        "conf",
        "tf",
        "hcl",
        "terraform",
        "Dockerfile",
        "docker",
        "nginx",
        "js",
        "ts",
        "tsx",
        "java",
        "kotlin",
        "c",
        "cpp",
        "c++",
        "csharp",
        "rb",
        "php",
        "sql",
        "postgresql",
        "diff",
        "patch",
        "json",
        "jsonc",
        "xml",
        "html",
        "css",
        "proto",
        "log",
        "makefile",
        "lua",
        "scala",
        "elixir",
        "haskell",
        "powershell",
        "graphql",
        "apache",
        "puppet",
        "perl",
        "http",
    ] {
        assert!(languages::find(name).is_some(), "{name}");
    }
    for name in ["", "text", "txt", "plain", "nosuch"] {
        assert!(languages::find(name).is_none(), "{name}");
    }
    for (info, name) in [
        ("rust,ignore", "rust"),
        ("{.rust .x}", "rust"),
        ("yaml title=\"a\"", "yaml"),
        ("", ""),
        (" ", ""),
    ] {
        assert_eq!(language(info), name);
    }
}

#[test]
fn prompts_are_told_from_what_is_printed() {
    let colours = "<span class=m>$ </span><span class=f>ls </span><span class=s>&quot;x&quot;\n</span>x # 1\n<span class=m>ada@db:~# </span><span class=f>exit\n</span><span class=m>ada@db:~#\n</span>";
    for language in ["console", "bash"] {
        check(
            language,
            "$ ls \"x\"\nx # 1\nada@db:~# exit\nada@db:~#\n",
            colours,
        );
    }
    check("sh", "# a $ b\n", "<span class=c># a $ b\n</span>");
}

/// As in a thread that has met nothing yet.
fn afresh(language: &str, text: &str) -> String {
    std::thread::scope(|scope| scope.spawn(|| html(language, text)).join().unwrap())
}

#[test]
fn what_was_met_before_changes_nothing() {
    let texts = [
        ("python", "x = '''a\nb'''\ny = 1\n"),
        ("python", "y = 1\nb'''\n"),
        ("sh", "cat <<A\n$x\nA\necho\n"),
        ("sh", "cat <<B\n$x\nA\nB\necho\n"),
    ];
    for (language, text) in texts.iter().chain(texts.iter().rev()) {
        assert_eq!(html(language, text), afresh(language, text));
    }
}

#[test]
fn more_states_than_are_remembered_change_nothing() {
    for number in 0..600 {
        let text = format!("cat <<END{number}\n$x\nEND{number}\necho\n");
        let html = html("sh", &text);
        if number % 100 == 99 {
            assert_eq!(html, afresh("sh", &text));
        }
    }
}

#[test]
fn long_blocks_and_lines_are_plain() {
    let long = "x = 1\n".repeat(LONGEST_BLOCK / 6 + 1);
    check("python", &long, &long);
    let line = format!("x = \"{}\"\n", "a".repeat(LONGEST_LINE));
    let html = html("python", &format!("{line}y = 1\n"));
    assert_eq!(
        html,
        format!("{}y = <span class=n>1\n</span>", line.replace('"', "&quot;"))
    );
}

/// Relative luminance, as WCAG 2 defines it.
fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
}

#[test]
fn every_colour_is_legible_and_every_class_has_one() {
    let css = include_str!("../../../themes/default/assets/highlight.css");
    let mut seen = 0;
    for line in css
        .lines()
        .filter(|line| line.trim_start().starts_with("--code-"))
    {
        let colours: Vec<&str> = line.split('#').skip(1).map(|colour| &colour[..6]).collect();
        for (colour, ground) in colours.iter().zip(["f4f1ea", "1e2125"]) {
            let (one, other) = (luminance(colour), luminance(ground));
            let contrast = (one.max(other) + 0.05) / (one.min(other) + 0.05);
            assert!(contrast >= 4.5, "{line} on {ground}: {contrast:.2}");
            seen += 1;
        }
    }
    assert_eq!(seen, 22);
    for letter in ["k", "s", "c", "n", "f", "t", "v", "a", "i", "d", "m"] {
        assert!(css.contains(&format!("pre .{letter} {{")), "{letter}");
    }
}
