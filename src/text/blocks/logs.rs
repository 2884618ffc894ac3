//! Lines that programs wrote, as they stand in logs and traces.

/// Levels that begin a line of a log, or stand behind its time.
const LEVELS: &[&str] = &[
    "CRIT", "CRITICAL", "DEBUG", "EMERG", "ERR", "ERROR", "FATAL", "INFO", "NOTICE", "PANIC", "SEVERE",
    "TRACE", "WARN", "WARNING",
];

/// How lines of errors and traces begin.
const STARTS: &[&str] = &[
    "Caused by: ",
    "Exception in thread ",
    "File \"",
    "HTTP/1",
    "Traceback (most recent",
    "curl: (",
    "error: ",
    "fatal: ",
    "goroutine ",
    "npm ERR!",
    "panic: ",
    "warning: ",
];

/// Names of months and weekdays, by their first letters.
const DAYS: &[&str] = &[
    "Apr", "Aug", "Dec", "Feb", "Fri", "Jan", "Jul", "Jun", "Mar", "May", "Mon", "Nov", "Oct", "Sat", "Sep",
    "Sun", "Thu", "Tue", "Wed",
];

/// Whether a line tells that a program wrote it.
pub(super) fn is_log(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    is_level(first)
        || STARTS.iter().any(|start| line.starts_with(start))
        || first == "at" && line.ends_with(')') && line.contains('(')
        || after_time(line).is_some_and(is_message)
}

/// Whether a line begins with a time of seconds, after a date or none.
pub(super) fn is_timed(line: &str) -> bool {
    after_time(line).is_some()
}

/// `ERROR`, `[WARN]`, `INFO:`
fn is_level(word: &str) -> bool {
    let word = word.trim_matches(['[', ']', '(', ')', '<', '>', '|', ':', '-']);
    LEVELS.contains(&word)
}

/// What is behind a time of seconds that a line begins with.
fn after_time(line: &str) -> Option<&str> {
    const MOST_WORDS: usize = 4;
    let mut rest = line.trim_start_matches(['[', '(', '"']);
    for _ in 0..MOST_WORDS {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        if has_seconds(word) {
            return Some(after.trim_start());
        }
        if !is_date(word) {
            return None;
        }
        rest = after.trim_start();
    }
    None
}

/// `09:42:13`, with a date before it or none, and a fraction or a zone after it.
fn has_seconds(word: &str) -> bool {
    let digits = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let colons = word.match_indices(':').map(|(at, _)| at);
    let mut ends = colons.filter(|at| {
        let around = (word.get(at.wrapping_sub(2)..*at), word.get(at + 1..at + 3));
        matches!(around, (Some(before), Some(after)) if digits(before) && digits(after))
    });
    matches!((ends.next(), ends.next()), (Some(first), Some(second)) if second == first + 3)
}

/// A word of a date: `2024-03-11`, `11`, `Mar`, or `E0312`.
fn is_date(word: &str) -> bool {
    let plain = word.trim_start_matches(['E', 'F', 'I', 'W']);
    let numbers = plain
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b"-/.,".contains(&byte));
    !plain.is_empty() && numbers || word.get(..3).is_some_and(|start| DAYS.contains(&start))
}

/// Whether what is behind a time is a level, or a host and a process, as programs write them.
fn is_message(text: &str) -> bool {
    let mut words = text
        .split_whitespace()
        .skip_while(|word| matches!(*word, "UTC" | "GMT" | "Z" | "-" | "|") || word.starts_with('+'));
    let first = words.next().unwrap_or_default();
    let second = words.next().unwrap_or_default();
    let bracketed = first.strip_prefix('[').is_some_and(|inside| {
        inside.contains(|char: char| char.is_ascii_digit())
            || is_level(&inside.to_uppercase())
            || inside.starts_with("main")
    });
    let process = second.strip_suffix(':').is_some_and(|name| {
        !first.is_empty()
            && !first.ends_with(['.', ',', ':'])
            && name.ends_with(|char: char| char.is_alphanumeric() || char == ']')
    });
    is_level(first) || bracketed || process
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_logs_are_known() {
        for line in [
            "Mar 11 09:42:13 web1 kernel: Out of memory: Killed process 4242 (nginx)",
            "Mar 11 09:42:14 web1 systemd[1]: nginx.service: Main process exited",
            "2024/03/11 09:42:13 [error] 31#31: upstream timed out",
            "[2024-03-11 09:42:13] production.ERROR: no connection",
            "2024-03-11 09:42:13,123 ERROR the pool is empty",
            "09:42:13.004 [main] WARN the pool is nearly empty",
            "E0311 09:42:13.123456       1 reflector.go:138] Failed to list",
            "WARN the pool is nearly empty",
            "error: the server refuses the request",
            "at com.example.Shop.pay(Shop.java:12)",
            "Traceback (most recent call last):",
        ] {
            assert!(is_log(line) || is_timed(line), "{line}");
        }
        for line in [
            "10:05 the team saw that all pages failed",
            "11 March 10:05 UTC we called the database team",
            "At ten the pool was empty (again)",
            "The error was in the config",
            "Information came late",
            "Mar 11 was a Monday",
        ] {
            assert!(!is_log(line) && !is_timed(line), "{line}");
        }
        for entry in [
            "10:05:13 UTC [Bob] restarts the pool",
            "10:05:13 - Bob restarts the pool",
        ] {
            assert!(!is_log(entry) && is_timed(entry), "{entry}");
        }
    }
}
