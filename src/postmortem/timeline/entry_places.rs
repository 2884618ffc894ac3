//! `16:37 Denver - ...`: a place after each time is the zone of them all.

use super::draft_entry::{DraftEntry, ZoneLabel};
use crate::moment::zone;
use crate::source::Source;
use crate::span::Span;

const MARKS: [char; 5] = [' ', '-', ':', '\u{2013}', '\u{2014}'];

/// Takes the place that the texts of all entries with a time begin with for their zone. With one of them alone it may
/// be where something happened.
pub(super) fn place_as_zone(source: &Source, drafts: &mut [DraftEntry]) {
    let timed = |draft: &&DraftEntry| draft.stamp.as_ref().is_some_and(|stamp| stamp.clock.is_some());
    let Some(place) = drafts
        .iter()
        .find(timed)
        .and_then(|draft| place(&draft.text))
        .map(str::to_owned)
    else {
        return;
    };
    let named = |draft: &&DraftEntry| {
        place_of(&draft.text, &place)
            && place_of(source.slice(draft.content), &place)
            && draft.stamp.as_ref().is_some_and(|stamp| stamp.zone.is_none())
    };
    if drafts.iter().filter(timed).count() < 2 || !drafts.iter().filter(timed).all(|draft| named(&draft)) {
        return;
    }
    for draft in drafts.iter_mut() {
        let Some(stamp) = draft.stamp.as_mut().filter(|stamp| stamp.clock.is_some()) else {
            continue;
        };
        let start = draft.content.start;
        stamp.zone = Some(ZoneLabel {
            name: place.clone(),
            span: Span::new(start, start + place.len()),
        });
        draft.content.start += place.len() + marks(source.slice(draft.content), place.len());
        draft.text.drain(..place.len() + marks(&draft.text, place.len()));
    }
}

/// The place that a text begins with, and a mark behind it.
fn place(text: &str) -> Option<&str> {
    let length = zone::place(text)?;
    let after = text.get(length..)?.trim_start();
    after.starts_with(MARKS).then(|| text.get(..length))?
}

fn place_of(text: &str, place: &str) -> bool {
    self::place(text).is_some_and(|found| found.eq_ignore_ascii_case(place))
}

/// How long the marks are that part a place from the words after it.
fn marks(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    rest.len() - rest.trim_start_matches(MARKS).len()
}
