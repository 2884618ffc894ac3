//! From draft entries to the entries of the record: moments, kinds, and doubts about zones.

use super::days;
use super::draft_entry::{DraftEntry, ZoneLabel};
use super::entry_places::place_as_zone;
use crate::diagnostic::{Diagnostic, RuleName};
use crate::kinds;
use crate::kinds::Kinds;
use crate::moment::{Moment, Zone, zone};
use crate::postmortem::impact;
use crate::postmortem::timeline::context::Context;
use crate::postmortem::timeline::entry_dates::{self, Dates, Point};
use crate::postmortem::timeline::entry_zones::zones;
use crate::record::Entry;
use crate::source::Source;
use crate::span::Span;
use crate::text::clock;
use crate::vocabulary::EntryKind;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use std::borrow::Cow;
use std::collections::BTreeSet;

pub(super) fn finish(
    source: &Source,
    mut drafts: Vec<DraftEntry>,
    context: &Context,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Entry>, Vec<(usize, Kinds)>) {
    place_as_zone(source, &mut drafts);
    let labels = zones(&drafts, context);
    let crowded = crowded(&drafts);
    let Dates {
        known,
        entries: times,
    } = entry_dates::dates(source, &drafts, &labels, context, diagnostics);
    let first = times.iter().find_map(|when| when.day).unwrap_or_default();
    let mut noted = BTreeSet::new();
    let mut last = None;
    let mut entries: Vec<Entry> = Vec::with_capacity(drafts.len());
    let mut told = Vec::with_capacity(drafts.len());
    for ((draft, when), label) in drafts.into_iter().zip(times).zip(labels) {
        let span = draft.stamp.as_ref().map(|stamp| stamp.span);
        let mut moment = |point: Point| {
            let date = days::date(point.day).filter(|_| known);
            let local = date.map(|date| DateTime::from_parts(date, point.time));
            Moment {
                date: date.filter(|_| !when.dropped),
                day: if known && !when.dropped {
                    0
                } else {
                    i16::try_from(point.day - first).unwrap_or_default()
                },
                time: point.time,
                zone: label.as_ref().map(|label| {
                    settle(
                        source,
                        label,
                        local,
                        context,
                        when.second,
                        span,
                        &mut noted,
                        diagnostics,
                    )
                }),
            }
        };
        let (at, until) = (when.at.map(&mut moment), when.until.map(&mut moment));
        // What nobody could read, and a date without its year, is shown as it is written.
        let words_stay = draft.stamp.as_ref().is_some_and(|stamp| {
            let relative = stamp.clock.is_some() && when.at.is_none();
            stamp.unread || relative || stamp.day.is_some() && (when.dropped || !known && at.is_some())
        });
        let mut tells = None;
        let (kind, labelled) = match (draft.kind, draft.above) {
            (Some(kind), _) => (kind, true),
            (None, Some(above)) if !crowded.contains(&draft.group) || at.is_none() => (above, true),
            (None, above) => {
                let reading = kinds::read(own_words(&without_code(source, &draft)));
                tells = Some(reading.tells);
                if reading.may_end && at.is_some() {
                    last = Some(entries.len());
                }
                (inferred(&draft, reading.kind, above), false)
            }
        };
        entries.push(Entry {
            time_span: span
                .filter(|_| at.is_some() || draft.stamp.as_ref().is_some_and(|stamp| stamp.day.is_some())),
            at,
            date: when.day.filter(|_| known && !when.dropped).and_then(days::date),
            dated: days::stated(&draft).is_some(),
            until,
            approximate: draft.stamp.as_ref().is_some_and(|stamp| stamp.approximate),
            kind,
            labelled,
            lost: (kind == EntryKind::Misleading)
                .then(|| impact::lost(&draft.text))
                .flatten(),
            text: draft.text,
            span: draft.span,
            content: if words_stay {
                unread(source, draft.span, span, draft.content)
            } else {
                draft.content
            },
            hidden: draft.hidden,
        });
        let place = entries.last().map(|entry| entry.content.start);
        told.extend(place.zip(tells));
    }
    if context.ongoing {
        still_on(&mut entries);
    } else {
        last_restoration(&mut entries, last);
    }
    (entries, told)
}

/// The content with the words of its stamp, and the bracket or mark before them.
fn unread(source: &Source, entry: Span, stamp: Option<Span>, content: Span) -> Span {
    let Some(stamp) = stamp.filter(|stamp| entry.start <= stamp.start && stamp.start < content.start) else {
        return content;
    };
    let before = source.slice(Span::new(entry.start, stamp.start));
    let marks = before.len() - before.trim_end_matches(['[', '(', '{', '*', '_', '`']).len();
    Span::new(stamp.start - marks, content.end)
}

/// The labels that more than one entry with a time shares: such a label is not the kind of each of them.
fn crowded(entries: &[DraftEntry]) -> BTreeSet<usize> {
    let timed = |entry: &&DraftEntry| entry.stamp.as_ref().is_some_and(|stamp| stamp.clock.is_some());
    let groups: Vec<_> = entries.iter().filter(timed).map(|entry| entry.group).collect();
    let pairs = groups.windows(2).filter(|pair| pair.first() == pair.last());
    pairs.filter_map(|pair| pair.first().copied()).collect()
}

/// The words of an entry but for inline code, which names things: `restart` in the name of a script is no restart.
fn without_code<'d>(source: &Source, draft: &'d DraftEntry) -> Cow<'d, str> {
    let content = source.slice(draft.content);
    let mut text = Cow::Borrowed(draft.text.as_str());
    let mut from = 0;
    for code in content
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|code| !code.is_empty())
    {
        if let Some(at) = text.get(from..).and_then(|rest| rest.find(code)) {
            let at = from + at;
            text.to_mut().replace_range(at..at + code.len(), "`");
            from = at + 1;
        }
    }
    text
}

/// The words up to a sentence that begins with a time of its own: `… By 23:02 we knew the cause` tells of later.
fn own_words(text: &str) -> &str {
    let mut sentences = text.match_indices(". ").map(|(at, end)| at + end.len());
    let begins = |rest: &str| {
        rest.starts_with(|char: char| char.is_uppercase() || char.is_ascii_digit())
            && clock::leading(rest).is_some_and(|lead| lead.stamp.clock.is_some())
    };
    let later = sentences.find(|&at| text.get(at..).is_some_and(begins));
    text.get(..later.unwrap_or(text.len())).unwrap_or(text)
}

/// The kind from the words of an entry, else from the label above it. That a hypothesis misled, only the label says.
fn inferred(draft: &DraftEntry, kind: EntryKind, above: Option<EntryKind>) -> EntryKind {
    match (kind, above) {
        (EntryKind::Note, Some(above)) => above,
        (
            EntryKind::Investigating | EntryKind::Hypothesis | EntryKind::Action,
            Some(EntryKind::Misleading),
        ) => EntryKind::Misleading,
        (EntryKind::Note, None) if draft.act => EntryKind::Investigating,
        (kind, _) => kind,
    }
}

/// What goes on was ended by nothing: words that sound so tell of something else.
fn still_on(entries: &mut [Entry]) {
    for entry in entries {
        if !entry.labelled && matches!(entry.kind, EntryKind::Resolved | EntryKind::Mitigated) {
            entry.kind = EntryKind::Note;
        }
    }
}

/// Where no entry says that the incident was resolved, the last one that says that something works again does.
fn last_restoration(entries: &mut [Entry], last: Option<usize>) {
    if entries.iter().any(|entry| entry.kind == EntryKind::Resolved) {
        return;
    }
    let fails = |entry: &Entry| matches!(entry.kind, EntryKind::ImpactStarted | EntryKind::Reported);
    let relapse = last
        .and_then(|last| entries.get(last + 1..))
        .is_some_and(|later| later.iter().any(fails));
    if let Some(entry) = last
        .and_then(|last| entries.get_mut(last))
        .filter(|entry| !relapse && entry.kind == EntryKind::Mitigated)
    {
        entry.kind = EntryKind::Resolved;
    }
}

/// Resolves the offset of a zone at a moment; each doubt is reported once.
#[expect(clippy::too_many_arguments, reason = "one step of a loop, named to be read")]
fn settle(
    source: &Source,
    label: &ZoneLabel,
    local: Option<DateTime>,
    context: &Context,
    second: Option<Offset>,
    span: Option<Span>,
    noted: &mut BTreeSet<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Zone {
    let near = context.started.and_then(|started| started.offset);
    let mut resolved = zone::resolve(&label.name, local, near);
    if let (Some(second), Some(zone::Note::Fold(_))) = (second, resolved.note) {
        resolved.zone.offset = Some(second);
        resolved.note = Some(zone::Note::Second(second));
    }
    if let Some(note) = resolved.note {
        let message = note.message(&label.name);
        if noted.insert(message.clone()) {
            let once = matches!(
                note,
                zone::Note::Gap(_) | zone::Note::Fold(_) | zone::Note::Second(_)
            );
            let span = if once || label.span.is_empty() {
                span.unwrap_or(label.span)
            } else {
                label.span
            };
            let other = zone::other_half(&label.name);
            let hint = match (note, other) {
                (zone::Note::Season(..), Some(other)) => {
                    format!("if these times are what clocks showed, write `{other}`")
                }
                _ => "use an offset (`+01:00`) or a time zone name (`Europe/Paris`)".to_owned(),
            };
            diagnostics
                .push(Diagnostic::warn(RuleName::UnreadableTime, &source.path, span, message).hint(hint));
        }
    }
    resolved.zone
}
