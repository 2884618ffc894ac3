//! A session in a terminal: commands after prompts, and what they print.

use super::Spans;
use super::classes::Class;
use super::languages::{self, Language};
use super::lines;

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

/// The length of the prompt that a line begins with: `$ `, `# `, `> `, `ada@db-1:~$ `, `PS C:\> `.
fn prompt(line: &str) -> usize {
    let Some(at) = line.find(['$', '#', '>', '%']) else {
        return 0;
    };
    let before = line.get(..at).unwrap_or_default();
    let name = before.is_empty()
        || before.contains('@') && !before.trim().contains(' ')
        || before.starts_with("PS ");
    let end = at + 1;
    match line.get(end..).and_then(|rest| rest.chars().next()) {
        Some(' ') if name => end + 1,
        _ => 0,
    }
}
