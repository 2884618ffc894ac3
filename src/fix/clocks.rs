//! How the clock times of a timeline are spelt: `10.05`, `10h05`, `1005`, `10:05 hrs` are all `10:05`.

use crate::diagnostic::Edit;
use crate::postmortem::Postmortem;
use crate::span::Span;

/// What stands between hours and minutes where no colon does.
const BETWEEN: &[char] = &['.', 'h', 'H', '：', '·', '∶'];
/// What stands behind a time and says no more than that it is one.
const BEHIND: &[&str] = &["hrs", "Uhr", "uhr", "h"];

/// A colon for each time of an entry that has none, and no words behind it.
pub(super) fn edits(postmortem: &Postmortem) -> Vec<Edit> {
    let source = &postmortem.document.source;
    let entries = postmortem.record.entries.iter();
    let stamps = entries.filter_map(|entry| entry.time_span.filter(|_| entry.at.is_some()));
    let edits = stamps.flat_map(|span| {
        let found = respelt(source.slice(span));
        found.into_iter().map(move |mut edit| {
            edit.span = Span::new(edit.span.start + span.start, edit.span.end + span.start);
            edit
        })
    });
    edits.collect()
}

/// The changes of one stamp. Four digits are a time only where nothing else is: else they may be a year.
fn respelt(stamp: &str) -> Vec<Edit> {
    let apart = numbers(stamp)
        .filter_map(|number| with_colon(stamp, number))
        .collect::<Vec<_>>();
    if apart.is_empty() && !stamp.contains(':') {
        return numbers(stamp)
            .filter_map(|number| of_four(stamp, number))
            .collect();
    }
    apart
}

/// The runs of digits in a text.
fn numbers(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let digit = |char: char| char.is_ascii_digit();
        let start = at + text.get(at..)?.find(digit)?;
        let rest = text.get(start..)?;
        at = start + rest.find(|char| !digit(char)).unwrap_or(rest.len());
        Some(Span::new(start, at))
    })
}

/// `10.05`, `10h05`, and what stands behind them and behind `10:05`.
fn with_colon(text: &str, hour: Span) -> Option<Edit> {
    let before = text.get(..hour.start)?;
    let inside = before.ends_with(|char: char| char.is_alphanumeric() || ".:/+".contains(char));
    let rest = text.get(hour.end..)?;
    let between = rest
        .chars()
        .next()
        .filter(|char| *char == ':' || BETWEEN.contains(char))?;
    let minutes = rest.get(between.len_utf8()..)?;
    let (digits, after) = (minutes.get(..2)?, minutes.get(2..)?);
    let is_clock = value(text.get(hour.start..hour.end)?)? <= 24 && value(digits)? < 60;
    let kept = behind(after);
    let more = kept.starts_with(|char: char| char.is_alphanumeric())
        || kept.starts_with(['.', ':'])
            && kept
                .get(1..)
                .is_some_and(|next| next.starts_with(|char: char| char.is_ascii_digit()));
    let wrong = between != ':' || kept.len() < after.len();
    (is_clock && wrong && !inside && !more).then(|| Edit {
        span: Span::new(hour.end, text.len() - kept.len()),
        replacement: format!(":{digits}"),
    })
}

/// `1005`, also as one of two in `1005-1020`.
fn of_four(text: &str, number: Span) -> Option<Edit> {
    let digits = text.get(number.start..number.end)?;
    let (hours, minutes) = digits.split_at_checked(2)?;
    let (before, after) = (text.get(..number.start)?, text.get(number.end..)?);
    let kept = behind(after);
    let four = |text: &str| text.len() >= 4 && text.chars().take(4).all(|char| char.is_ascii_digit());
    let joined = match before.strip_suffix('-') {
        Some(first) => !first.get(first.len().saturating_sub(4)..).is_some_and(four),
        None => before.ends_with(|char: char| char.is_alphanumeric() || ".:/+".contains(char)),
    };
    let joins = match kept.strip_prefix('-') {
        Some(second) => !four(second),
        None => kept.starts_with(|char: char| char.is_alphanumeric() && char != 'Z' || ".:/".contains(char)),
    };
    let is_clock = digits.len() == 4 && value(hours)? < 24 && value(minutes)? < 60;
    (is_clock && !joined && !joins).then(|| Edit {
        span: Span::new(number.start, text.len() - kept.len()),
        replacement: format!("{hours}:{minutes}"),
    })
}

fn value(digits: &str) -> Option<u8> {
    let short = digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| short)
}

/// A text without the words behind a time that it begins with.
fn behind(text: &str) -> &str {
    let words = text.trim_start_matches(' ');
    let mut rest = BEHIND.iter().filter_map(|word| words.strip_prefix(word));
    rest.find(|rest| !rest.starts_with(char::is_alphanumeric))
        .unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::respelt;
    use crate::diagnostic::apply;

    #[test]
    fn times_get_their_colon() {
        for (stamp, spelt) in [
            ("10.05 UTC", "10:05 UTC"),
            ("9h05", "9:05"),
            ("10：05", "10:05"),
            ("1405 UTC", "14:05 UTC"),
            ("1405Z", "14:05Z"),
            ("1405-1420", "14:05-14:20"),
            ("10.05-10.20", "10:05-10:20"),
            ("10:05h", "10:05"),
            ("10:05 hrs UTC", "10:05 UTC"),
            ("14.05 Uhr", "14:05"),
            ("1405hrs", "14:05"),
            ("2024-02-12 10.05", "2024-02-12 10:05"),
        ] {
            assert_eq!(apply(stamp, &respelt(stamp)), spelt);
            assert_eq!(respelt(spelt), [], "{spelt}");
        }
    }

    #[test]
    fn what_is_right_or_no_time_stays() {
        for stamp in [
            "10:05",
            "10:05:30",
            "9:05 am",
            "10:05 UTC+0200",
            "2024-02-12",
            "12.02.2024",
            "12.02.2024 10:05",
            "Feb 12 2024 10:05",
            "25.70",
            "10h05m",
            "2024-02-12T10:05Z",
            "é",
            "10.",
        ] {
            assert_eq!(apply(stamp, &respelt(stamp)), stamp);
        }
    }
}
