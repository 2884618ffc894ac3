//! How far an action is, in the words of people: in a cell, in a note behind the task, in a heading.

mod phrases;
#[cfg(test)]
mod tests;

use super::spellings::date;
use crate::moment::month;
use crate::text::blocks::Text;
use crate::text::words::ByLetters;
use crate::vocabulary::ActionStatus;
use jiff::civil::Date;
use phrases::beginning;
pub(super) use phrases::{sign, sign_at_end};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

/// What words say of how far an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::postmortem::actions) struct State {
    pub(in crate::postmortem::actions) status: ActionStatus,
    pub(in crate::postmortem::actions) done_on: Option<Date>,
    /// Whether the words say more than that, and are kept.
    pub(in crate::postmortem::actions) more: bool,
}

/// Words that may follow a state: how, where and when it was reached.
static AROUND: LazyLock<ByLetters> = LazyLock::new(|| {
    ByLetters::of(
        "a already and apr april as at aug august by change commit day dec december during evening feb february \
     for friday from in issue issues it jan january jul july jun june mar march may monday morning mr mrs next night nov \
     november now oct october of on or pr production prs pull release request same see sep sept september since the \
     thursday ticket today tuesday under version via wednesday week with",
    )
});

/// Words that may stand before a state.
const LEAD: [&str; 8] = ["been", "has", "have", "is", "it", "now", "this", "was"];

/// Words by which a state is not reached yet.
static HELD: LazyLock<ByLetters> = LazyLock::new(|| {
    ByLetters::of(
        "almost awaiting half mostly nearly not once partial partially partly pending remaining unless until \
     waiting yet",
    )
});

/// Words of a heading that name actions, and say nothing of how far they are.
static NAMES: LazyLock<ByLetters> = LazyLock::new(|| {
    ByLetters::of(
        "action actions already and been corrective far fixes follow has have immediate improvements item \
     items long measures or preventative preventive remediation short so steps tasks term things ups we \
     we've were what work",
    )
});

/// How many words of a cell, a note or a heading are looked at.
const LOOKED_AT: usize = 24;
/// How many words may say why something was dropped.
const MOST_REASONS: usize = 3;
/// How many words a state has at most.
const LONGEST: usize = 4;

/// Words in small letters, with their places.
struct Words<'t> {
    list: Vec<(Cow<'t, str>, Range<usize>)>,
    /// Whether there are more than were looked at.
    cut: bool,
}

impl<'t> Words<'t> {
    fn of(text: &'t str) -> Self {
        let mut list = Vec::new();
        let mut start = None;
        let ends = text.char_indices().chain(std::iter::once((text.len(), ' ')));
        for (at, char) in ends {
            match (is_inside(char), start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    if list.len() == LOOKED_AT {
                        return Self { list, cut: true };
                    }
                    let word = text.get(from..at).unwrap_or_default();
                    list.push((lower(word), from..at));
                    start = None;
                }
                _ => {}
            }
        }
        Self { list, cut: false }
    }

    fn word(&self, index: usize) -> &str {
        self.list.get(index).map_or("", |(word, _)| word)
    }

    /// The state that some words are.
    fn state(&self, range: Range<usize>) -> Option<ActionStatus> {
        let words = self.list.get(range)?;
        let mut phrases = beginning(&words.first()?.0);
        let (_, status) = phrases.find(|(phrase, _)| phrase.iter().eq(words.iter().map(|(word, _)| word)))?;
        Some(*status)
    }

    /// The longest state that begins at a word, and how many words it has.
    fn at(&self, first: usize) -> Option<(ActionStatus, usize)> {
        let words = self.list.get(first..)?;
        let here = beginning(self.word(first)).filter(|(phrase, _)| {
            let words = words.iter().map(|(word, _)| word);
            phrase.iter().eq(words.take(phrase.len()))
        });
        let (phrase, status) = here.max_by_key(|(phrase, _)| phrase.len())?;
        Some((*status, phrase.len()))
    }

    /// The longest state that ends with the last word, and how many words it has.
    fn last(&self) -> Option<(ActionStatus, usize)> {
        let all = self.list.len();
        let mut lengths = (1..=LONGEST.min(all)).rev().filter(|_| !self.cut);
        lengths.find_map(|length| Some((self.state(all - length..all)?, length)))
    }

    fn any(&self, is: impl Fn(&str) -> bool) -> bool {
        self.list.iter().any(|(word, _)| is(word))
    }
}

/// Whether a character belongs to a word.
fn is_inside(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '\'' | '’' | '%')
}

/// A word in small letters, with plain apostrophes.
fn lower(word: &str) -> Cow<'_, str> {
    match word
        .bytes()
        .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
    {
        true => Cow::Borrowed(word),
        false => Cow::Owned(word.replace('’', "'").to_lowercase()),
    }
}

/// The first word of a text, as it is written.
fn first(text: &str) -> Option<&str> {
    let mut words = text.split(|char| !is_inside(char));
    words.find(|word| !word.is_empty())
}

/// Whether a state may begin with a word, as it is written.
fn may_begin(word: &str) -> bool {
    !word.is_ascii() || beginning(word).next().is_some()
}

/// A state in words that are nothing else: `Done`, `won't fix`, `[x]`.
#[must_use]
pub fn status(text: &str) -> Option<ActionStatus> {
    let Some(first) = first(text) else {
        let (status, rest) = sign(text.trim())?;
        return rest.trim().is_empty().then_some(status);
    };
    // Most words begin no state.
    let words = may_begin(first)
        .then(|| Words::of(text))
        .filter(|words| !words.cut)?;
    words.state(0..words.list.len())
}

/// A note that is a state and says at most how, where and when it was reached: `Done in #12`, `fixed by Ann, 3 May 2024`.
pub(in crate::postmortem::actions) fn note(text: &str) -> Option<State> {
    let text = text.trim();
    let (signed, rest) = sign(text).map_or((None, text), |(status, rest)| (Some(status), rest));
    let Some(first) = first(rest) else {
        return signed.map(|status| state(status, "", false));
    };
    if !may_begin(first) && !LEAD.iter().any(|lead| lead.eq_ignore_ascii_case(first)) {
        return None;
    }
    let words = Words::of(rest);
    // `This has been done`
    let lead = words
        .list
        .iter()
        .take_while(|(word, _)| LEAD.contains(&word.as_ref()))
        .count();
    let (status, length) = words.at(lead).map(|(status, length)| (status, lead + length))?;
    let tail = words.list.get(length..)?;
    let proper = |index: usize| {
        let word = words
            .list
            .get(index)
            .and_then(|(_, range)| rest.get(range.clone()));
        word.is_some_and(|word| word.starts_with(char::is_uppercase))
    };
    let understood = tail.iter().enumerate().all(|(index, (word, _))| {
        let index = length + index;
        AROUND.contains(word)
            || word.contains(|char: char| char.is_ascii_digit())
            // Names: `by Ann Lee`.
            || proper(index) && (index > length && proper(index - 1) || AROUND.contains(words.word(index - 1)))
            || words.at(index).is_some_and(|(other, _)| other == status)
    });
    // `Rejected, cost`: why it was dropped.
    let understood = understood || status == ActionStatus::Dropped && tail.len() <= MOST_REASONS;
    let end = words.list.get(length - 1).map_or(0, |(_, range)| range.end);
    let label = rest.get(end..).is_some_and(|rest| rest.starts_with(':'));
    let whole = understood && !label && !words.cut && !words.any(|word| HELD.contains(word));
    (whole || tail.is_empty()).then(|| followed(status, rest, tail))
}

/// What a cell of states says: `✅ Done`, `**Done**, merged 2024-03-01`, `Not done`, `80 %`.
pub(in crate::postmortem::actions) fn cell(text: &str) -> Option<State> {
    let text = text.trim();
    let (signed, rest) = sign(text).map_or((None, text), |(status, rest)| (Some(status), rest));
    let words = Words::of(rest);
    let all = words.list.len();
    if all == 0 {
        return signed.map(|status| state(status, "", false));
    }
    let first = words.at(0);
    let whole = |length: usize| length == all && !words.cut;
    if let Some((status @ (ActionStatus::Dropped | ActionStatus::Open), length)) = first {
        let plain = matches!(words.word(0), "open" | "todo" | "to" | "outstanding")
            || status == ActionStatus::Dropped;
        return Some(state(status, rest, !(whole(length) && plain)));
    }
    if words.any(|word| HELD.contains(word)) || words.any(|word| matches!(word, "be" | "will")) {
        return Some(state(ActionStatus::Open, rest, true));
    }
    if let Some((status, length)) = first {
        let tail = words.list.get(length..).unwrap_or_default();
        return Some(followed(status, rest, tail));
    }
    if let Some(status) = signed {
        return Some(state(status, rest, true));
    }
    if let Some((status, _)) = words.last() {
        return Some(state(status, rest, true));
    }
    if let Some((share, _)) = words.list.iter().find(|(word, _)| word.ends_with('%')) {
        let done = share.trim_end_matches('%') == "100";
        return Some(state(
            if done {
                ActionStatus::Done
            } else {
                ActionStatus::Open
            },
            rest,
            !done,
        ));
    }
    match (words.word(0), words.word(1), all) {
        ("yes" | "y" | "ok" | "true", _, 1) => Some(state(ActionStatus::Done, rest, false)),
        ("no" | "n" | "false", _, 1) => Some(state(ActionStatus::Open, rest, false)),
        ("na", _, 1) | ("n", "a", 2) => Some(state(ActionStatus::Dropped, rest, true)),
        _ => None,
    }
}

/// A state that stands out in a cell about something else, `Bug 55 **DONE**`, and where it is.
pub(in crate::postmortem::actions) fn aside(text: &Text) -> Option<(State, Range<usize>)> {
    let plain = text.plain.as_str();
    if let Some(state) = note(plain).filter(|state| !state.more) {
        return Some((state, 0..plain.len()));
    }
    if let Some((status, rest)) = sign(plain).filter(|(status, _)| *status == ActionStatus::Done) {
        return Some((state(status, "", false), 0..plain.len() - rest.len()));
    }
    let words = Words::of(plain);
    let stands_out = |first: usize, length: usize| {
        let start = words.list.get(first)?.1.start;
        let end = words.list.get(first + length - 1)?.1.end;
        let part = plain.get(start..end)?;
        // `OPEN-12` is a ticket.
        let parted = !plain.get(end..)?.starts_with('-');
        let capitals = !part.contains(char::is_lowercase);
        let strong = || text.part(start..end).all_strong();
        // `team/repo#12 (closed)`
        let bracket = start.checked_sub(1).filter(|_| {
            plain.get(..start).is_some_and(|before| before.ends_with('('))
                && plain.get(end..).is_some_and(|after| after.starts_with(')'))
        });
        if let Some(open) = bracket {
            return Some(open..end + 1);
        }
        (parted && part.len() > 2 && (capitals || strong())).then_some(start..end)
    };
    let last = words.last().and_then(|(status, length)| {
        let first = words.list.len() - length;
        let denied = first > 0 && words.word(first - 1) == "not";
        Some((status, stands_out(first, length).filter(|_| !denied)?))
    });
    let first = || {
        words
            .at(0)
            .and_then(|(status, length)| Some((status, stands_out(0, length)?)))
    };
    let (status, range) = last.or_else(first)?;
    Some((state(status, plain, false), range))
}

/// What a heading or a line above a list says of all its actions: `Immediate actions (completed)`, `In progress:`.
pub(in crate::postmortem::actions) fn heading(text: &str) -> Option<ActionStatus> {
    let text = text.trim().trim_end_matches(':');
    let bracket = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    let dashed = || {
        let dash = [" - ", " – ", " — ", ": "]
            .iter()
            .filter_map(|dash| text.rfind(dash).map(|at| at + dash.len()));
        dash.max().and_then(|at| text.get(at..))
    };
    let dashed = || text.contains(['-', '–', '—', ':']).then(dashed).flatten();
    if let Some(state) = bracket.map(|(_, inside)| inside).or_else(dashed).and_then(note) {
        return Some(state.status);
    }
    let text = sign(text).map_or(text, |(_, rest)| rest);
    let words = Words::of(bracket.map_or(text, |(outside, _)| outside));
    let mut found = None;
    let mut index = 0;
    while index < words.list.len() {
        let taken = matches!(words.word(index), "taken" | "did").then_some((ActionStatus::Done, 1));
        match words.at(index).or(taken) {
            Some((status, length)) => {
                if found.is_some_and(|found| found != status) {
                    return None;
                }
                found = Some(status);
                index += length;
            }
            None if NAMES.contains(words.word(index)) => index += 1,
            None => return None,
        }
    }
    found.filter(|_| !words.cut)
}

fn state(status: ActionStatus, text: &str, more: bool) -> State {
    let reached = matches!(status, ActionStatus::Done | ActionStatus::Verified);
    State {
        status,
        done_on: reached.then(|| date(text)).flatten(),
        more,
    }
}

/// A state and the words behind it, which may say on which day it was reached, and nothing more.
fn followed(status: ActionStatus, text: &str, tail: &[(Cow<'_, str>, Range<usize>)]) -> State {
    let of_day = |word: &str| {
        word.starts_with(|char: char| char.is_ascii_digit())
            || matches!(word, "on" | "at" | "since" | "the" | "of")
            || month::named(word).is_some()
    };
    let all = || tail.iter().all(|(word, _)| of_day(word));
    let day = date(text);
    let reached = matches!(status, ActionStatus::Done | ActionStatus::Verified);
    State {
        status,
        done_on: day.filter(|_| reached),
        more: !tail.is_empty() && (day.is_none() || !all()),
    }
}
