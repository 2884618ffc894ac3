//! One postmortem: what was read from one source, and where each part of it is.
//!
//! [`read`] is total: any text gives a postmortem and a list of diagnostics.

pub mod actions;
pub mod derive;
pub mod document;
pub mod evidence;
pub mod front_matter;
pub mod impact;
pub mod incident_log;
pub mod metadata;
pub mod parts;
pub mod prose;
pub mod sections;
pub mod suppressions;
#[cfg(test)]
mod tests;
pub mod timeline;

pub use crate::record::Record;
pub use document::Document;

use crate::config::Settings;
use crate::diagnostic::{Diagnostic, RuleName};
use crate::kinds::Kinds;
use crate::record::{Fact, Origin};
use crate::source::Source;
use crate::span::Span;
use crate::text::blocks::{self, Block};
use crate::text::undated::undated;
use evidence::Calendar;
use impact::SummaryFacts;
use parts::Parts;
use prose::Prose;
use std::sync::{Arc, OnceLock};

/// Facts, text and findings of one source.
#[derive(Debug, Clone)]
pub struct Postmortem {
    /// The facts: owned, free of the text, shared with the archive.
    pub record: Arc<Record>,
    /// The text and the places of its parts.
    pub document: Document,
    /// What reading found to be wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// A postmortem, and what was made of its text on the way to it. Rules look at this while it is there; of ten thousand
/// files it would be too much to keep.
#[derive(Debug)]
pub struct Reading {
    /// What is kept.
    pub postmortem: Postmortem,
    /// The body, block by block.
    pub blocks: Vec<Block>,
    /// What the Issue Summary and the impact sections say.
    pub summary: SummaryFacts,
    /// All that entries tell, each with the place of its words.
    told: Vec<(usize, Kinds)>,
    /// Its sentences and steps, once a rule asked for them.
    prose: OnceLock<Prose>,
    /// Which of the sentences tell what, the same.
    parts: OnceLock<Parts>,
}

impl Reading {
    /// The sentences of the body and the steps of its timeline.
    #[must_use]
    pub fn prose(&self) -> &Prose {
        let postmortem = &self.postmortem;
        self.prose.get_or_init(|| {
            prose::read(
                &postmortem.document,
                &self.blocks,
                &postmortem.record.entries,
                &self.told,
            )
        })
    }

    /// Which of the sentences tell of the summary, the root cause, the fix and the measures.
    #[must_use]
    pub fn parts(&self) -> &Parts {
        self.parts
            .get_or_init(|| parts::read(&self.postmortem, self.prose()))
    }
}

/// A title that only its own page shows whole.
fn long_title(source: &Source, title: &Fact<String>) -> Option<Diagnostic> {
    const SHOWN: usize = Record::LONGEST_TITLE;
    title.value.chars().nth(SHOWN)?;
    let message = format!("the title is longer than {SHOWN} characters: lists, feeds and figures cut it");
    Some(
        Diagnostic::warn(RuleName::InvalidValue, &source.path, title.span, message).hint(
            "say in a few words what failed for whom; what else there is to say belongs in the summary",
        ),
    )
}

/// The postmortem of one source, where nobody asks how it was read.
#[must_use]
pub fn parse(source: Arc<Source>, settings: &Settings) -> Postmortem {
    read(source, settings).postmortem
}

/// Reads one source. Any text gives a postmortem; what is wrong with it is in `diagnostics`, in the order of reading.
#[must_use]
pub fn read(source: Arc<Source>, settings: &Settings) -> Reading {
    let mut front = front_matter::read(&source, settings);
    let body = blocks::unfenced(&source, front.body);
    let (below, program) = blocks::below_program(&source, body).unzip();
    let body = below.unwrap_or(body);
    let scan = blocks::scan(&source, body);
    let sections = sections::read(&source, body, &scan.blocks, settings);
    // A line that is only in the position of a title counts where nothing else is one, or where both say the same.
    let heading = sections.title.filter(|title| {
        let stated = front.title.as_ref();
        title.origin == Origin::Body
            || stated.is_none_or(|stated| stated.value.trim().eq_ignore_ascii_case(&title.text))
    });
    let heading_title = heading
        .as_ref()
        .map(|title| Fact::new(title.text.clone(), title.origin, title.span));
    let titles: Vec<_> = front.title.iter().cloned().chain(heading_title).collect();
    let title = heading.as_ref().map(|heading| heading.span);
    let metadata = metadata::read(&source, &scan.blocks, &sections.list, title, settings);
    let mut summary = impact::read(&scan.blocks, &sections.list, &metadata.spans);
    summary.labelled.clone_from(&metadata.labelled);
    if metadata.noticed.is_some() {
        summary.noticed.clone_from(&metadata.noticed);
    }
    summary.duration = summary.duration.or_else(|| metadata.duration.clone());
    derive::give_way(&mut front.facts, &summary);
    let calendar = Calendar::new(&source, &scan.blocks, &titles, &front.facts, &summary);
    let timeline = timeline::read(
        &source,
        &scan.blocks,
        &sections.list,
        &metadata.spans,
        &calendar,
        &front.facts,
        settings,
    );
    let entries = timeline.entries;
    let lengths = impact::lengths(&scan.blocks, &sections.list, &entries);
    let said = derive::Body {
        source: &source,
        titles: &titles,
        stated: &summary,
        metadata: &metadata,
        calendar: &calendar,
        entries: &entries,
        lengths: &lengths,
    };
    let derived = derive::derive(&mut front, said, settings);
    let actions = actions::read(&source, &scan, &sections.list, front.actions, &derived.id);
    let mut diagnostics = source.problems.clone();
    diagnostics.extend(program);
    diagnostics.extend(scan.bounds_passed(&source.path));
    diagnostics.extend(front.diagnostics);
    diagnostics.extend(sections.diagnostics);
    diagnostics.extend(timeline.doubts);
    diagnostics.extend(derived.doubts);
    diagnostics.extend(long_title(&source, &derived.title));
    if source.is_blank() {
        diagnostics.push(
            Diagnostic::error(
                RuleName::UnreadableFile,
                &source.path,
                Span::default(),
                "the file is empty",
            )
            .hint("write the postmortem, or delete the file; `nevertwice new` makes one to fill in"),
        );
    }
    let unknown = metadata.question(&source, settings);
    diagnostics.extend(unknown.filter(|_| derived.facts.severity.is_none()));
    let record = Record {
        archive: None,
        path: source.path.clone(),
        id: derived.id,
        slug: derived.slug,
        aliases: front.aliases,
        title: derived.title,
        facts: derived.facts,
        entries,
        actions,
        lengths,
        words: crate::text::words::count(&scan.blocks),
    };
    let title = heading
        .filter(|heading| says(&record.title.value, &heading.text))
        .map(|heading| heading.span);
    let document = Document {
        body,
        title,
        sections: sections.list,
        links: scan.links,
        unread_links: scan.unread_links,
        allowed: suppressions::read(&source, &scan.comments),
        source,
    };
    Reading {
        postmortem: Postmortem {
            record: Arc::new(record),
            document,
            diagnostics,
        },
        blocks: scan.blocks,
        summary,
        told: timeline.told,
        prose: OnceLock::new(),
        parts: OnceLock::new(),
    }
}

/// Whether a title says all words of a heading, but for the day.
fn says(title: &str, heading: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|char: char| !char.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (title, heading) = (words(title), words(undated(heading)));
    heading.is_empty() || title.windows(heading.len()).any(|part| part == heading)
}
