//! The notes behind a task: `(Ann, due 2025-01-31, done)`, `. DONE in #12`.

use super::notes::{is_reference, note, starts, track};
use super::spellings::{is_name, is_signature, is_ticket, is_tracker, is_yearless, whole_date};
use super::states::{self, sign_at_end};
use super::{Fields, LinkIn, MAX_NOTES, extra, name};
use std::ops::Range;

/// Marks before a last note.
const MARKS: [&str; 11] = [
    " -- ", " - ", " – ", " — ", "; ", ", ", " | ", ". ", "! ", " due ", " by ",
];
/// Those between a task and a signature.
const DASHES: [&str; 5] = [" -- ", " - ", " – ", " — ", " | "];

/// Takes one note off the end: a bracket, a sign, a state, a link, an owner, `due …`. Gives whether it did.
pub(super) fn take_last(plain: &str, rest: &mut Range<usize>, links: &[LinkIn], fields: &mut Fields) -> bool {
    let text = plain.get(rest.clone()).unwrap_or_default().trim_end();
    let trimmed = text.trim_end_matches(['.', ',', ';', ' ', '-', '–', '—', '|', '/']);
    let end = rest.start + trimmed.len();
    if let Some(open) = bracket(trimmed) {
        // `. Done (2025-01-31)`
        let told = trimmed.get(..open).and_then(last_mark);
        if let Some((at, mark)) = told
            && let Some(state) = trimmed
                .get(at + mark.len()..)
                .and_then(states::note)
                .filter(|state| !state.more)
        {
            fields.reach(state);
            return cut(plain, rest, rest.start + at);
        }
        let mark = trimmed.chars().next_back().map_or(1, char::len_utf8);
        let inner = rest.start + open + mark..end - mark;
        return read_all(plain, inner, trimmed.ends_with(']'), links, fields)
            && cut(plain, rest, rest.start + open);
    }
    if let Some((status, before)) = sign_at_end(trimmed).filter(|(_, before)| !before.trim().is_empty()) {
        fields.status = fields.status.or(Some(status));
        return cut(plain, rest, rest.start + before.len());
    }
    let last = last_mark(trimmed);
    let colon = trimmed.as_bytes().windows(2).rposition(|two| two == b": ");
    let colon = colon.map(|at| (at, ": "));
    // `(@Ports, due 2025-01-31) dropped`
    let closed = trimmed.rfind([')', ']']).map(|at| (at + 1, " "));
    let closed = closed.filter(|&(at, mark)| trimmed.get(at..).is_some_and(|rest| rest.starts_with(mark)));
    // `. Status: in progress`
    if let Some((at, mark)) = last
        && let words = trimmed.get(at + mark.len()..).unwrap_or_default()
        && words.contains(": ")
        && !words.contains("://")
        && note(words, fields)
    {
        return cut(plain, rest, rest.start + at);
    }
    for (at, mark) in [last, colon, closed].into_iter().flatten() {
        let words = trimmed.get(at + mark.len()..).unwrap_or_default();
        let Some(state) = states::note(words) else {
            continue;
        };
        if fields.reach(state) {
            let within = links
                .iter()
                .find(|link| (rest.start + at..end).contains(&link.range.start));
            let link = within.map(|link| link.dest.as_str());
            fields.link = fields.link.take().or_else(|| link.map(str::to_owned));
            fields.extra.push(extra("Status", words, link));
        }
        return cut(plain, rest, rest.start + at);
    }
    if let Some(link) = links
        .iter()
        .rev()
        .find(|link| link.range.end == end && link.range.start > rest.start)
    {
        let words = plain.get(link.range.clone()).unwrap_or_default();
        if is_ticket(words, &link.dest) {
            track(words, &link.dest, fields);
            return cut(plain, rest, link.range.start);
        }
    }
    let blank = trimmed.rfind([' ', '\u{a0}']).map_or(0, |at| at + 1);
    let word = trimmed.get(blank..).unwrap_or_default();
    if blank > 0 && (word.starts_with('@') && word.len() > 1 || is_tracker(word)) {
        let before = fields.owner.take();
        note(word, fields);
        fields.owner = match (fields.owner.take(), before) {
            (Some(first), Some(second)) => Some(format!("{first}, {second}")),
            (owner, before) => owner.or(before),
        };
        return cut(plain, rest, rest.start + blank);
    }
    if let Some((at, mark)) = last {
        let keep = if mark == " due " || mark == " by " {
            1
        } else {
            mark.len()
        };
        let from = rest.start + at + keep;
        let words = plain.get(from..end).unwrap_or_default();
        let keyed = words.contains(':')
            || ["due ", "by ", "owner ", "assigned to ", "eta "]
                .iter()
                .any(|key| starts(words, key));
        if keyed && !words.contains("://") && note(words, fields) {
            return cut(plain, rest, rest.start + at);
        }
        // `— Ann, 2025-01-31`: all of what is behind the last dash.
        let dash = DASHES
            .iter()
            .filter_map(|dash| Some((trimmed.rfind(dash)?, dash.len())))
            .max();
        if let Some((at, length)) = dash {
            return read_all(plain, rest.start + at + length..end, false, links, fields)
                && cut(plain, rest, rest.start + at);
        }
    }
    // `. Ann, 10 Jan`: a signature after the sentence.
    if let Some(at) = trimmed.rfind(". ")
        && let signature = trimmed.get(at + 2..).unwrap_or_default()
        && signature
            .split(',')
            .next()
            .is_some_and(|first| is_name(first) && states::note(first).is_none())
        && (1..=MAX_NOTES).contains(&signature.matches(',').count())
    {
        return read_all(plain, rest.start + at + 2..end, false, links, fields)
            && cut(plain, rest, rest.start + at);
    }
    false
}

/// The last of the marks before notes, and where it is.
fn last_mark(text: &str) -> Option<(usize, &'static str)> {
    // Looked for from the end, at the two bytes with which they begin.
    let begins = |two: &[u8]| {
        matches!(
            two,
            [b' ', b'-' | b'|' | b'd' | b'b' | 0xe2] | [b';' | b',' | b'.' | b'!', b' ']
        )
    };
    let twos = text.as_bytes().windows(2).enumerate().skip(1).rev();
    twos.filter(|(_, two)| begins(two)).find_map(|(at, _)| {
        let rest = text.get(at..)?;
        let mark = MARKS.iter().find(|mark| rest.starts_with(**mark))?;
        // `R. Osei`
        let before = text.get(..at).unwrap_or_default();
        let word = before.rsplit([' ', '\u{a0}']).next().unwrap_or_default();
        if *mark == ". " && word.len() == 1 && word.starts_with(char::is_uppercase) {
            return None;
        }
        Some((at, *mark))
    })
}

/// Ends the task before a note.
fn cut(plain: &str, rest: &mut Range<usize>, at: usize) -> bool {
    let text = plain.get(rest.start..at).unwrap_or_default();
    rest.end = rest.start
        + text
            .trim_end_matches([' ', ',', ';', '-', '–', '—', '|', '(', ':'])
            .len();
    true
}

/// Where the bracket opens that a text ends with.
fn bracket(text: &str) -> Option<usize> {
    let (open, close) = match text.chars().last()? {
        ')' => ('(', ')'),
        ']' => ('[', ']'),
        '〕' => ('〔', '〕'),
        '）' => ('（', '）'),
        '］' => ('［', '］'),
        _ => return None,
    };
    let mut depth = 0usize;
    for (at, char) in text.char_indices().rev() {
        if char == close {
            depth += 1;
        } else if char == open {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// Reads the notes in a bracket or behind a dash; gives whether all of it was understood. `square` brackets may hold a
/// name alone.
fn read_all(plain: &str, inner: Range<usize>, square: bool, links: &[LinkIn], fields: &mut Fields) -> bool {
    let text = plain.get(inner.clone()).unwrap_or_default();
    if text.matches([',', ';', '|']).count() > MAX_NOTES {
        return false;
    }
    if let Some(state) =
        states::note(text).filter(|_| !links.iter().any(|link| inner.contains(&link.range.start)))
    {
        if fields.reach(state) {
            fields.extra.push(extra("Status", text, None));
        }
        return true;
    }
    let mut read = Fields::default();
    let mut names = Vec::new();
    let (mut unread, mut day) = (false, false);
    let mut at = inner.start;
    for piece in text.split([',', ';', '|']) {
        let range = at..at + piece.len();
        at = range.end + 1;
        let link = links
            .iter()
            .find(|link| link.range.start >= range.start && link.range.end <= range.end);
        let words = piece.trim().trim_end_matches('.');
        if let Some(link) = link.filter(|link| !is_reference(plain, &range, link)) {
            // The words say more than where the ticket is, and stay.
            read.link.get_or_insert_with(|| link.dest.clone());
            unread = states::note(words).is_none_or(|state| {
                read.reach(state);
                read.extra.push(extra("Status", words, Some(&link.dest)));
                false
            });
            continue;
        }
        let mut one = Fields::default();
        let named = words.starts_with(char::is_uppercase);
        let signed = named.then(|| words.rsplit_once(" by ")).flatten();
        let signed = signed.filter(|(name, _)| is_name(name));
        let signed = signed.and_then(|(owner, day)| Some((owner, whole_date(day)?)));
        if let Some((owner, day)) = signed {
            (one.owner, one.due) = (name(owner), Some(day));
        }
        // `Ann, 10 Jan`: of which year, nobody says.
        let yearless = is_yearless(words) && text.contains([',', ';', '|']);
        if yearless {
            one.extra.push(extra("Date", words, None));
        }
        day |= yearless;
        let known = signed.is_some()
            || yearless
            || match link {
                Some(link) => {
                    track(
                        plain.get(link.range.clone()).unwrap_or_default(),
                        &link.dest,
                        &mut one,
                    );
                    true
                }
                None => note(words, &mut one),
            };
        if !known || !read.join(one) {
            names.push(words);
        }
    }
    let has_fields = read.status.is_some()
        || read.owner.is_some()
        || read.due.is_some()
        || read.link.is_some()
        || read.done_on.is_some();
    let dated = has_fields || day || fields.due.is_some() || fields.status.is_some();
    if let [only] = names.as_slice()
        && read.owner.is_none()
        && (dated && is_name(only) || square && is_signature(only))
    {
        read.owner = name(only);
        names.clear();
    }
    let all = names.is_empty() && !unread && read != Fields::default();
    if all || has_fields {
        if !all {
            // They stay in the words.
            read.extra.clear();
        }
        fields.fill(read);
    }
    all
}
