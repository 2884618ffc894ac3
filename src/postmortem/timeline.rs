//! The timeline: from the blocks of a body to entries with a moment and a kind each.
//!
//! [`collect`] finds draft entries; [`entry_zones`] and [`entry_dates`] resolve what is not written beside the time.
//! Nothing is invented: what no rule resolves stays unknown.

mod chat;
mod collect;
mod compact_times;
mod context;
mod days;
mod draft_entry;
mod entries;
mod entry_dates;
mod entry_halves;
mod entry_order;
mod entry_places;
mod entry_zones;
mod finish;
mod half_names;
mod inherited;
mod items;
mod lines;
mod open_entry;
mod opening;
mod prose;
pub(super) mod runs;
mod stated_dates;
mod table_rows;
pub(super) mod update_times;
mod updates;
mod year_slip;
mod zone_notes;

use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::kinds::Kinds;
use crate::postmortem::document::Section;
use crate::postmortem::evidence::Calendar;
use crate::postmortem::evidence::number_order;
use crate::record::{Entry, Facts};
use crate::source::Source;
use crate::span::Span;
use crate::text::blocks::{Block, Text};
use collect::Collector;
use draft_entry::DraftEntry;

/// The entries of a timeline, in the order of the text.
#[derive(Debug)]
pub struct Timeline {
    /// The entries.
    pub entries: Vec<Entry>,
    /// All that the words of those without a label tell, each with the place of the words.
    pub told: Vec<(usize, Kinds)>,
    /// What is doubtful about them.
    pub doubts: Vec<Diagnostic>,
}

/// Reads the entries of the timeline.
///
/// `facts` are those of the front matter: `started` gives dates and zones to entries that state none, and so does the
/// `calendar`. `metadata` has the places of labels with values.
#[must_use]
pub fn read(
    source: &Source,
    blocks: &[Block],
    sections: &[Section],
    metadata: &[Span],
    calendar: &Calendar,
    facts: &Facts,
    settings: &Settings,
) -> Timeline {
    let mut collector = Collector::new(source, blocks, sections);
    collector.sections();
    if !collector.has_timeline() {
        collector.runs(metadata);
    }
    let (mut drafts, mut doubts) = collector.finish();
    settle(&mut drafts, blocks);
    let context = context::Context::new(source, blocks, sections, calendar, facts, settings, &mut doubts);
    let (entries, told) = finish::finish(source, drafts, &context, &mut doubts);
    Timeline {
        entries,
        told,
        doubts,
    }
}

/// Gives dates of numbers with two meanings the one that other dates of the text show.
fn settle(entries: &mut [DraftEntry], blocks: &[Block]) {
    let days = entries.iter().filter_map(|entry| Some(days::stated(entry)?.day));
    let Some(order) = number_order::order_of(blocks, days) else {
        return;
    };
    let stamps = entries.iter_mut().flat_map(|entry| {
        let own = entry.stamp.as_mut().and_then(|stamp| stamp.day.as_mut());
        own.into_iter().chain(&mut entry.heading).chain(&mut entry.usual)
    });
    for stated in stamps {
        stated.day = number_order::settled(stated.day, Some(order));
    }
}

/// Whether a line states the zone of all times: `All times are in UTC`.
#[must_use]
pub fn states_zone(text: &Text) -> bool {
    stated_zone(text).is_some()
}

/// The zone that a line states for all times.
#[must_use]
pub fn stated_zone(text: &Text) -> Option<String> {
    if !zone_notes::has_sign(text) || !text.plain.to_ascii_lowercase().contains("all ") {
        return None;
    }
    let zone = match zone_notes::note(text) {
        Some(zone_notes::Note::Zone(zone)) => Some(zone),
        _ => zone_notes::aside(text),
    };
    zone.map(|zone| zone.name)
}
