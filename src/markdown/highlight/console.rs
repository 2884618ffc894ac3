//! A session in a terminal: commands after prompts, and what they print.

use super::classes::Class;
use super::languages::{self, Language};
use super::{Spans, lines};

/// Writes a session: prompts as such, commands as shell, the rest plain.
pub(super) fn write(text: &str, out: &mut Spans) {
    let shell = languages::find("sh");
    for line in text.split_inclusive('\n') {
        let (prompt, command) = line.split_at(prompt(line));
        out.push(Class::Meta, prompt);
        match shell {
            Some(Language::Syntax(shell)) if !prompt.is_empty() => lines::highlight(shell, command, out),
            _ => out.push(Class::None, command),
        }
    }
}

/// Whether a shell's code is a session: its first line begins with a prompt.
pub(super) fn is_session(text: &str) -> bool {
    text.lines()
        .find(|line| !line.trim().is_empty())
        .is_some_and(|line| prompt(line) > 0)
}

/// The length of the prompt that a line begins with: `$ `, `% `, `ada@db-1:~# `, `PS C:\> `. A `#` or `>`
/// alone is none: those are comments and output more often.
fn prompt(line: &str) -> usize {
    let Some(at) = line.find(['$', '#', '>', '%']) else {
        return 0;
    };
    let (before, rest) = line.split_at(at);
    let named = before.contains('@') && !before.trim().contains(' ') || before.starts_with("PS ");
    let alone = before.is_empty() && rest.starts_with(['$', '%']);
    match rest.chars().nth(1) {
        Some(' ') if named || alone => at + 2,
        Some('\n') | None if named => at + 1,
        _ => 0,
    }
}
