//! Fences that hold no code: a timeline or a chat that was pasted with its times, one step a line.

use super::{Text, logs};
use crate::text::{chat, clock};

/// Whether the lines of a fence are steps that people wrote: half of them or more, and three at least, begin with a clock time, or
/// the messages of a chat; and none is of a program.
pub(super) fn is_told<'t>(info: &str, lines: impl Iterator<Item = &'t str>) -> bool {
    const FEWEST: usize = 3;
    if !matches!(info.trim(), "" | "text" | "txt" | "plain" | "plaintext") {
        return false;
    }
    let (mut all, mut timed, mut exact, mut said) = (0, 0, 0, 0);
    for line in lines.map(str::trim).filter(|line| !line.is_empty()) {
        if logs::is_log(line) {
            return false;
        }
        all += 1;
        timed += usize::from(clock::leading(line).is_some_and(|lead| lead.stamp.clock.is_some()));
        let message = || chat::head(&Text::at(line.to_owned(), 0)).is_some();
        said += usize::from((said > 0 || all == 1) && message());
        // Programs count seconds.
        exact += usize::from(logs::is_timed(line));
    }
    said > 1 || timed >= FEWEST && timed * 2 >= all && exact < timed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use crate::span::Span;

    #[test]
    fn lines_of_a_fence_know_their_place() {
        let text = "```\n09:42 a <b>\n  09:43 c\n\n09:44 d\n```\n";
        let source = Source::new("a.md", text.as_bytes());
        let blocks = crate::text::blocks::read(&source, Span::new(0, text.len()));
        let lines: Vec<&str> = blocks[0]
            .lines
            .iter()
            .map(|line| source.slice(line.span).trim())
            .collect();
        assert_eq!(lines, ["09:42 a <b>", "09:43 c", "09:44 d"]);
    }

    #[test]
    fn steps_are_told_from_logs_and_code() {
        let told = |text: &str| is_told("", text.lines());
        assert!(told(
            "2024-03-11 09:42 the pool is empty\n2024-03-11 09:50 Ann restarts it\n2024-03-11 10:05 all is well"
        ));
        assert!(told(
            "09:42 <ann> is the pool empty?\n09:43 <bob> it is\n09:44 <ann> restarting\nand waiting"
        ));
        assert!(told(
            "Ann Lee  9:42 AM\nis the pool empty?\nit looks so\nbob [9:44 AM]\nrestarting it"
        ));
        assert!(!told(
            "09:42:13 GET /a 200\n09:42:14 GET /b 200\n09:42:15 GET /c 500"
        ));
        assert!(!told(
            "Mar 11 09:42 web1 kernel: a\nMar 11 09:42:14 web1 systemd[1]: b\nMar 11 09:42:15 web1 systemd[1]: c"
        ));
        assert!(!told("total 3\n09:42 a\n09:43 b"));
        assert!(!is_told("python", "09:42 a\n09:43 b\n09:44 c".lines()));
    }
}
