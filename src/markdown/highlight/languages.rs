//! The names of languages as people write them after a code fence.

use super::SYNTAXES;
use std::collections::HashMap;
use std::sync::LazyLock;

/// How a block is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    /// By the syntax of this index.
    Syntax(usize),
    /// Commands after prompts, and what they print.
    Console,
}

impl Language {
    /// Whether it is a shell's.
    pub(super) fn is_shell(self) -> bool {
        find("sh") == Some(self)
    }
}

/// Names that are neither a syntax's own nor one of its file endings.
const ALIASES: &[(&str, &str)] = &[
    ("apache", "apache conf"),
    ("bash", "sh"),
    ("cfg", "ini"),
    ("conf", "ini"),
    ("config", "ini"),
    ("csharp", "cs"),
    ("docker", "dockerfile"),
    ("env", "sh"),
    ("golang", "go"),
    ("hcl", "tf"),
    ("javascript", "js"),
    ("json5", "json"),
    ("jsonc", "json"),
    ("logs", "log"),
    ("make", "makefile"),
    ("mysql", "sql"),
    ("pgsql", "sql"),
    ("plpgsql", "sql"),
    ("postgres", "sql"),
    ("postgresql", "sql"),
    ("properties", "ini"),
    ("protobuf", "proto"),
    ("py3", "python"),
    ("python3", "python"),
    ("shell", "sh"),
    ("systemd", "ini"),
    ("terraform", "tf"),
    ("tsx", "typescriptreact"),
    ("zsh", "sh"),
];

/// Sessions in a terminal.
const CONSOLES: &[&str] = &[
    "console",
    "shell-session",
    "shellsession",
    "sh-session",
    "terminal",
];

static NAMES: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for (index, syntax) in SYNTAXES.syntaxes().iter().enumerate() {
        // A later syntax is the newer one; a syntax's own name counts more than another's file ending.
        for ending in &syntax.file_extensions {
            names.insert(ending.to_ascii_lowercase(), index);
        }
    }
    for (index, syntax) in SYNTAXES.syntaxes().iter().enumerate() {
        names.insert(syntax.name.to_ascii_lowercase(), index);
    }
    for (alias, name) in ALIASES {
        if let Some(&index) = names.get(*name) {
            names.insert((*alias).to_owned(), index);
        }
    }
    // Plain text has no colours.
    let plain = SYNTAXES.find_syntax_plain_text();
    names.retain(|_, index| {
        SYNTAXES
            .syntaxes()
            .get(*index)
            .is_some_and(|syntax| syntax.name != plain.name)
    });
    names
});

/// How a block in the language of this name is read; None where it is not known.
pub(super) fn find(name: &str) -> Option<Language> {
    if name.is_empty() {
        return None;
    }
    let name = name.to_ascii_lowercase();
    if CONSOLES.contains(&name.as_str()) {
        return Some(Language::Console);
    }
    NAMES.get(&name).copied().map(Language::Syntax)
}

/// The name of the language in the words after a code fence: `rust`, `{.rust}`, `rust,ignore`, `yaml title=x`.
pub(in crate::markdown) fn language(info: &str) -> &str {
    let end = |char: char| char.is_whitespace() || matches!(char, ',' | ';' | '{' | '}' | ':');
    let info = info.trim_start_matches(|char: char| end(char) || char == '.');
    info.split(end).next().unwrap_or_default()
}
