//! What the rules of the brief share: which sentences belong to the Issue Summary, what the steps of the timeline tell, and
//! how a verdict is said.

use super::{Rule, Verdict};
use crate::config::Profile;
use crate::diagnostic::Level;
use crate::postmortem::Reading;
use crate::postmortem::prose::{Language, Sentence, Step, said};
use crate::postmortem::timeline;
use crate::span::Span;
use crate::text::blocks::BlockKind;
use crate::text::phrases::Phrases;
use crate::vocabulary::SectionKind::{
    self, Background, Cause, Impact, Lessons, Measures, Other, Summary, Timeline,
};
use std::sync::LazyLock;

/// The levels of a requirement of the brief that a good archive has too.
pub(super) const LEVELS: &[(Profile, Level)] = &[
    (Profile::Archive, Level::Warn),
    (Profile::Assignment, Level::Error),
];

/// The levels of a requirement that not every incident can meet: an archive asks for it, and does not insist.
pub(super) const ASKED_OF_ARCHIVES: &[(Profile, Level)] = &[
    (Profile::Archive, Level::Question),
    (Profile::Assignment, Level::Error),
];

/// Words for those who use a service, and for what they send it.
pub(super) static PEOPLE: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "user, customer, client, visitor, student, teacher, employee, staff, member, subscriber, shopper, buyer, player, viewer, reader, \
         guest, patient, passenger, merchant, seller, people, person, everyone, everybody, anyone, anybody, nobody, no one, consumer, \
         participant, tenant, citizen, learner, colleague, developers, department, driver, rider, pupil, parent, candidate, job seeker, applicant, attendee, \
         audience, resident, traveller, traveler, donor, farmer, cashier, tester, editor, librarian, nurse, doctor, folks, kids",
        "request, traffic, session, transaction, payment, order, call|, calls|, message, cart|, carts|, checkout, job|, jobs|, upload, login, booking",
    ])
});

/// What the Issue Summary says; where nothing is called so, all before the timeline.
pub(super) fn summary(reading: &Reading) -> Vec<&Sentence> {
    let own = |kind: SectionKind| matches!(kind, Summary | Impact);
    let sentences = || reading.prose().sentences.iter().filter(|said| !said.pasted);
    if let Some(first) = sentences().position(|sentence| own(sentence.kind)) {
        // A table of facts above it is part of it.
        let headline = |at: usize, said: &Sentence| at < first && said.listed && said.kind == Other;
        let told = sentences().enumerate();
        let told = told.filter(|(at, sentence)| own(sentence.kind) || headline(*at, sentence));
        return told.map(|(_, sentence)| sentence).collect();
    }
    // What is pasted in is followed by more of it: the pages around the brief.
    if reading.prose().sentences.iter().any(|said| said.pasted) {
        return Vec::new();
    }
    let end = body_start(reading);
    let opening = sentences().filter(|sentence| matches!(sentence.kind, Other | Background));
    opening.filter(|sentence| sentence.span().start < end).collect()
}

/// What the Issue Summary says, but for what stands under its root cause.
pub(super) fn impact(reading: &Reading) -> Vec<&Sentence> {
    let mut found = summary(reading);
    found.retain(|sentence| !heading(reading, sentence).contains("cause"));
    found
}

/// So much of a heading is looked at.
const HEADING: usize = 120;

/// The heading or label that a sentence stands under, in lower case.
pub(super) fn heading(reading: &Reading, sentence: &Sentence) -> String {
    let sections = &reading.postmortem.document.sections;
    let section = sentence.section.and_then(|at| sections.get(at));
    let heading = section.and_then(|section| section.heading.as_deref());
    let heading = heading.unwrap_or_default();
    let end = (HEADING.min(heading.len())..=heading.len()).find(|&end| heading.is_char_boundary(end));
    heading
        .get(..end.unwrap_or_default())
        .unwrap_or_default()
        .to_lowercase()
}

/// The sentences of the sections of a kind; where none is called so, of the one that stands in its place.
pub(super) fn sentences(reading: &Reading, kind: SectionKind) -> impl Iterator<Item = &Sentence> {
    let all = reading.prose().sentences.iter();
    let instead = stand_in(reading, kind);
    all.filter(move |sentence| {
        let stands_in = || instead.is_some_and(|section| section.contains(sentence.span()));
        (sentence.kind == kind || stands_in()) && !sentence.pasted
    })
}

/// Headings after the timeline that are no part of the story.
const ASIDE: &[&str] = &[
    "link",
    "reference",
    "resource",
    "appendix",
    "glossary",
    "thank",
    "acknowledg",
    "author",
    "contributor",
    "credit",
    "conclu",
    "closing",
    "about",
    "content",
    "discussion",
    "note",
    "lesson",
];

/// Where no section is called by a name of its kind: for the summary the first section before the timeline, `What broke`, for
/// the root cause the first one after it that has prose, `Behind the curtain`, and for the measures the last one that has a
/// list, `Never again`.
pub(super) fn stand_in(reading: &Reading, kind: SectionKind) -> Option<Span> {
    const PROSE: usize = 15;
    if !matches!(kind, Summary | Cause | Measures) {
        return None;
    }
    let sections = &reading.postmortem.document.sections;
    let named = |kind: SectionKind| {
        sections
            .iter()
            .position(|section| section.kind == kind && section.heading.is_some())
    };
    if named(kind).is_some() {
        return None;
    }
    // Entries under any heading are the timeline.
    let entry = reading
        .postmortem
        .record
        .entries
        .first()
        .map(|entry| entry.span.start);
    let holds = |entry| {
        sections
            .iter()
            .rposition(|section| section.heading.is_some() && section.heading_span.start <= entry)
    };
    let timeline = named(Timeline).or_else(|| holds(entry?))?;
    let side = match kind {
        Summary => 0..timeline,
        _ => timeline + 1..sections.len(),
    };
    let top: Vec<usize> = side
        .filter(|&at| sections.get(at).is_some_and(|section| !section.nested))
        .collect();
    let ends = top
        .iter()
        .skip(1)
        .map(|&next| sections.get(next).map(|next| next.heading_span.start));
    let end = match kind {
        Summary => sections.get(timeline)?.heading_span.start,
        _ => reading.postmortem.document.body.end,
    };
    let unnamed = top.iter().zip(ends.chain([None])).filter_map(|(&at, next)| {
        let section = sections.get(at)?;
        let heading = section.heading.as_deref()?.to_lowercase();
        let fits = match section.kind {
            Other => true,
            Background => kind == Summary,
            Lessons => kind == Cause && heading.contains("wrong"),
            _ => false,
        };
        if !fits {
            return None;
        }
        let aside = ASIDE.iter().any(|word| heading.contains(word));
        (!aside).then_some(Span::new(section.heading_span.start, next.unwrap_or(end)))
    });
    let all = &reading.prose().sentences;
    let said = |section: &Span| {
        let first = all.partition_point(|said| said.span().start < section.start);
        let rest = all.get(first..).unwrap_or_default().iter();
        let end = section.end;
        rest.take_while(move |said| said.span().start < end)
    };
    let listed = |section: &Span| said(section).filter(|said| said.listed).count() > 1;
    let prose = |section: &Span| {
        let prose = said(section).filter(|said| !said.listed);
        prose
            .map(|said| said.text.split_whitespace().count())
            .sum::<usize>()
            >= PROSE
    };
    let unnamed: Vec<Span> = unnamed.collect();
    match kind {
        Summary | Cause => unnamed.into_iter().find(prose),
        _ => {
            let cause = stand_in(reading, Cause);
            unnamed
                .into_iter()
                .rfind(|section| listed(section) && Some(*section) != cause)
        }
    }
}

/// Where the first section of some kinds begins.
fn section_start(reading: &Reading, kinds: &[SectionKind]) -> Option<usize> {
    let mut sections = reading.postmortem.document.sections.iter();
    let section = sections.find(|section| kinds.contains(&section.kind) && section.heading.is_some())?;
    Some(section.heading_span.start)
}

/// Where the timeline begins.
pub(super) fn timeline_start(reading: &Reading) -> Option<usize> {
    let entries = &reading.postmortem.record.entries;
    let entry = || entries.first().map(|entry| entry.span.start);
    section_start(reading, &[Timeline]).or_else(entry)
}

/// Where the summary ends at the latest: at the timeline, else at the sections that follow one.
pub(super) fn body_start(reading: &Reading) -> usize {
    let start = timeline_start(reading).or_else(|| section_start(reading, &[Cause, Measures]));
    start.unwrap_or(usize::MAX)
}

/// The steps of the timeline, without lines of the brief.
pub(super) fn steps(reading: &Reading) -> impl Iterator<Item = &Step> {
    reading.prose().steps.iter().filter(|step| !step.pasted)
}

/// The first sentence of some that says one of the phrases: where it does.
pub(super) fn first<'a>(
    sentences: impl IntoIterator<Item = &'a Sentence>,
    phrases: &Phrases,
) -> Option<Span> {
    sentences.into_iter().find_map(|sentence| sentence.says(phrases))
}

/// Whether a step says one of the phrases.
pub(super) fn says(step: &Step, phrases: &Phrases) -> bool {
    said(&step.lower, phrases).is_some()
}

/// The heading of the first section of a kind; the empty span where there is none.
pub(super) fn place(reading: &Reading, kind: SectionKind) -> Span {
    let mut sections = reading.postmortem.document.sections.iter();
    let section = sections.find(|section| section.kind == kind && !section.heading_span.is_empty());
    let instead = || stand_in(reading, kind).map(|section| Span::new(section.start, section.start));
    section
        .map(|section| section.heading_span)
        .or_else(instead)
        .unwrap_or_default()
}

/// Whether it is written in another language: what its words say nobody can tell here.
pub(super) fn is_foreign(reading: &Reading) -> bool {
    matches!(reading.prose().language(), (Language::Other(_), _))
}

/// The verdict on a text that lacks what a rule asks for.
pub(super) fn unmet(rule: &Rule, reading: &Reading, at: Span, message: &str, hint: &str) -> Verdict {
    if is_foreign(reading) {
        return Verdict::NotApplicable;
    }
    Verdict::NotMet(vec![rule.error(&reading.postmortem, at, message).hint(hint)])
}

/// The verdict on a text of which careful readers may differ.
pub(super) fn ask(rule: &Rule, reading: &Reading, at: Span, message: &str, hint: &str) -> Verdict {
    if is_foreign(reading) {
        return Verdict::NotApplicable;
    }
    let message = format!("cannot tell whether {message}");
    Verdict::Question(vec![rule.question(&reading.postmortem, at, message).hint(hint)])
}

/// The same of a requirement that an archive only asks about: it is asked about what is missing, and not about what is there.
pub(super) fn doubt(
    rule: &Rule,
    reading: &Reading,
    profile: Profile,
    at: Span,
    message: &str,
    hint: &str,
) -> Verdict {
    match profile {
        Profile::Archive => Verdict::Met(vec![at]),
        Profile::Assignment => ask(rule, reading, at, message, hint),
    }
}

/// The verdict on a text without the section that would say it: in an archive, `sections` and `timeline-present` say enough.
pub(super) fn absent(rule: &Rule, reading: &Reading, profile: Profile, message: &str, hint: &str) -> Verdict {
    match profile {
        Profile::Archive => Verdict::NotApplicable,
        Profile::Assignment => unmet(rule, reading, Span::default(), message, hint),
    }
}

/// The verdict on a timeline that does not say what a rule asks for, or on a text without one. In an archive `timeline-present`
/// says enough of a timeline without entries.
pub(super) fn untold(rule: &Rule, reading: &Reading, profile: Profile, message: &str, hint: &str) -> Verdict {
    match steps(reading).next() {
        Some(_) if profile == Profile::Archive && reading.postmortem.record.entries.is_empty() => {
            Verdict::NotApplicable
        }
        Some(step) => unmet(rule, reading, step.span, message, hint),
        None => absent(
            rule,
            reading,
            profile,
            "there is no timeline that says this",
            hint,
        ),
    }
}

/// The verdict on an Issue Summary that lacks something, or is lacking itself.
pub(super) fn lacks(rule: &Rule, reading: &Reading, profile: Profile, message: &str, hint: &str) -> Verdict {
    let at = place(reading, SectionKind::Summary);
    match summary(reading).is_empty() {
        true => absent(rule, reading, profile, message, hint),
        false => unmet(rule, reading, at, message, hint),
    }
}

/// Where a line states the zone of all times: `All times are in UTC`.
pub(super) fn zone_note(reading: &Reading) -> Option<Span> {
    let blocks = reading.blocks.iter();
    let prose = blocks.filter(|block| !matches!(block.kind, BlockKind::Heading(_) | BlockKind::Code));
    let mut lines = prose.flat_map(|block| &block.lines);
    let line = lines.find(|line| timeline::states_zone(&line.text))?;
    Some(line.span)
}

/// The sentences on the root cause and on the resolution: by their headings; what stands under both is both.
pub(super) fn cause_and_fix(reading: &Reading) -> (Vec<&Sentence>, Vec<&Sentence>) {
    const FIX: &[&str] = &[
        "resol", "fix", "recover", "mitigat", "solution", "remed", "repair",
    ];
    const CAUSE: &[&str] = &[
        "cause",
        "reason",
        "why",
        "trigger",
        "factor",
        "happened",
        "analysis",
        "explanation of",
        "problem",
    ];
    let start = body_start(reading);
    let all: Vec<&Sentence> = sentences(reading, SectionKind::Cause).collect();
    // What stands before the timeline is the summary's, where a section of its own follows.
    let later = all.iter().any(|sentence| sentence.span().start > start);
    let mut parts = (Vec::new(), Vec::new());
    for sentence in all {
        if later && sentence.span().start < start {
            continue;
        }
        let heading = heading(reading, sentence);
        let is = |words: &[&str]| words.iter().any(|word| heading.contains(word));
        let (cause, fix) = match (is(CAUSE), is(FIX)) {
            (false, false) => (true, true),
            parts => parts,
        };
        if cause {
            parts.0.push(sentence);
        }
        if fix {
            parts.1.push(sentence);
        }
    }
    // Under `Resolution` alone the cause may stand too.
    if parts.0.is_empty() {
        parts.0.clone_from(&parts.1);
    }
    parts
}
