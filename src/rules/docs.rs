//! The page of a rule, in Markdown: what `explain` prints and what stands in `docs/rules.md`.

use super::{ALL, Example, Judge, Rule, levels};
use crate::config::Profile;
use crate::diagnostic::Level;
use std::fmt::Write;

/// Columns of the text.
const WIDTH: usize = 100;

/// The page of one rule.
#[must_use]
pub fn page(rule: &Rule) -> String {
    let mut out = format!("## {}\n\n", rule.name);
    out += &wrapped(&format!("Requires: {}.", rule.requires));
    out += &wrapped(rule.why);
    out += &wrapped(&format!("How to fix: {}", rule.fix));
    let scope = match rule.judge {
        Judge::Reading | Judge::Theme | Judge::File(_) => "single file",
        Judge::Archive(_) => "whole site",
    };
    let _ = writeln!(
        out,
        "Level: {}. Scope: {scope}.\n",
        in_profiles(|profile| format!("{} ({})", level(rule, profile), profile.name())).join(", ")
    );
    for (title, examples) in [("Bad:", rule.bad), ("Good:", rule.good)] {
        let _ = writeln!(out, "{title}\n");
        for example in examples {
            out += &fenced(example);
        }
    }
    out
}

/// All pages, as `docs/rules.md` has them.
#[must_use]
pub fn pages() -> String {
    let mut out = "# Rules\n\n".to_owned();
    out += &wrapped(
        "This page is generated from the rules. `nevertwice explain RULE` prints a single rule. To change the level \
         of a rule, set it to `off`, `warn` or `error` under `rules:` in `site.yaml`. To suppress a rule in one file, \
         add a comment with a reason: `<!-- nevertwice: allow RULE: reason -->`.",
    );
    let row = |first: &str, cell: &dyn Fn(Profile) -> String| {
        format!("| {first} | {} |\n", in_profiles(cell).join(" | "))
    };
    out += &row("rule", &|profile| profile.name().to_owned());
    out += &format!("|---|{}\n", in_profiles(|_| "---|".to_owned()).concat());
    for rule in ALL {
        let name = rule.name;
        out += &row(&format!("[{name}](#{name})"), &|profile| {
            level(rule, profile).to_owned()
        });
    }
    for rule in ALL {
        out.push('\n');
        out += page(rule).trim_end();
        out.push('\n');
    }
    out
}

fn level(rule: &Rule, profile: Profile) -> &'static str {
    levels::level(rule, profile).map_or("off", Level::name)
}

fn in_profiles(cell: impl Fn(Profile) -> String) -> Vec<String> {
    Profile::ALL.iter().map(|profile| cell(*profile)).collect()
}

/// An example as a code block, under its path. Long ones, which are there for their length, are cut.
fn fenced(example: &Example) -> String {
    const LINES: usize = 40;
    let language = if example.path.ends_with(".yaml") {
        "yaml"
    } else {
        "markdown"
    };
    let lines: Vec<&str> = example.text.lines().take(LINES).collect();
    let more = if example.text.lines().count() > LINES {
        "\n…"
    } else {
        ""
    };
    // Four marks, since examples may have code blocks of their own.
    format!(
        "`{}`\n\n````{language}\n{}{more}\n````\n\n",
        example.path,
        lines.join("\n")
    )
}

/// A paragraph in lines of at most [`WIDTH`] columns.
fn wrapped(text: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in text.split_whitespace() {
        let width = word.chars().count();
        if column > 0 && column + 1 + width > WIDTH {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out += word;
        column += width;
    }
    out + "\n\n"
}
