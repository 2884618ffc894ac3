//! What the rules of the brief share: which sentences belong to the Issue Summary, what the steps of the timeline tell, and
//! how a verdict is said.

use super::{Rule, Verdict};
use crate::config::Profile;
use crate::diagnostic::{Level, RuleName};
use crate::postmortem::Reading;
use crate::postmortem::document::section_at;
use crate::postmortem::prose::{Language, Sentence, Step, said};
use crate::postmortem::timeline;
use crate::span::Span;
use crate::text::blocks::{Block, BlockKind, Line};
use crate::text::phrases::Phrases;
use crate::vocabulary::SectionKind;
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
        "user, customer, client, visitor, voter, bidder, fan|, fans|, trainee, agent|, agents|, student, teacher, employee, staff, member, subscriber, shopper, buyer, player, viewer, reader, \
         guest, patient, passenger, merchant, seller, people, person, everyone, everybody, anyone, anybody, nobody, no one, consumer, \
         participant, tenant, citizen, learner, colleague, developers, department, driver, rider, pupil, parent, candidate, job seeker, applicant, attendee, \
         audience, resident, traveller, traveler, donor, farmer, cashier, tester, editor, librarian, nurse, doctor, folks, kids, family|, families|, dealer|, dealers|, caller, brother, sister, wife|, husband, friend|, friends|, guard|, guards|, secretary, listener, commuter, contestant, pupil, managers|, intern|, interns|, accountant, neighbour, neighbor",
        "request, traffic, session, transaction, payment, order, call|, calls|, message, cart|, carts|, checkout, job|, jobs|, upload, login, booking, reminder, notification, emails|, mails|, searches|, visits|, transfer|, transfers|",
    ])
});

/// Whether words name people, and not only what people send.
pub(super) fn names_people(lower: &str) -> bool {
    PEOPLE.matches(lower).any(|(_, phrase)| phrase.list == 0)
}

/// That nobody knows yet.
pub(super) static OPEN: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "under investigation, still investigat, being investigated, not known yet, not yet known, unknown, do not know, don't know, tbd|, to be determined",
    ])
});

/// Whether an archive's report tells of a weakness or an attack, of which no users need have been hit at any time.
pub(super) fn is_disclosure(reading: &Reading, profile: Profile) -> bool {
    static WEAK: LazyLock<Phrases> = LazyLock::new(|| {
        Phrases::new(["vulnerab, attacker, exploit, compromis, phish, malicious, malware, hackerone, leaked"])
    });
    profile == Profile::Archive && first(summary(reading), &WEAK).is_some()
}

/// What the Issue Summary says; where nothing is called so, all before the timeline.
pub(super) fn summary(reading: &Reading) -> impl Iterator<Item = &Sentence> {
    at(reading, &reading.parts().summary)
}

/// What the Issue Summary says, but for what stands under its root cause.
pub(super) fn impact(reading: &Reading) -> Vec<&Sentence> {
    let said = summary(reading);
    said.filter(|sentence| !heading(reading, sentence).contains("cause"))
        .collect()
}

/// The sentences on the root cause.
pub(super) fn cause(reading: &Reading) -> Vec<&Sentence> {
    at(reading, &reading.parts().cause).collect()
}

/// The sentences on the resolution.
pub(super) fn fix(reading: &Reading) -> Vec<&Sentence> {
    at(reading, &reading.parts().fix).collect()
}

fn at<'r>(reading: &'r Reading, indexes: &'r [usize]) -> impl Iterator<Item = &'r Sentence> {
    let all = &reading.prose().sentences;
    indexes.iter().filter_map(move |&at| all.get(at))
}

/// The heading or label that a sentence stands under, in lower case.
pub(super) fn heading<'r>(reading: &'r Reading, sentence: &Sentence) -> &'r str {
    reading.parts().heading(sentence)
}

/// The sentences of the sections of a kind; where none is called so, of what stands in its place.
pub(super) fn sentences(reading: &Reading, kind: SectionKind) -> impl Iterator<Item = &Sentence> {
    let all = reading.prose().sentences.iter();
    all.filter(move |sentence| reading.parts().belongs(sentence, kind))
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
    let instead = || {
        reading
            .parts()
            .stand_in(kind)
            .map(|section| Span::new(section.start, section.start))
    };
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
    unnamed(rule, reading, profile, message, hint, |_| None)
}

/// The same where what is missing may stand in a place that has another name.
pub(super) fn unnamed(
    rule: &Rule,
    reading: &Reading,
    profile: Profile,
    message: &str,
    hint: &str,
    place: impl FnOnce(&Reading) -> Option<Span>,
) -> Verdict {
    if profile == Profile::Archive {
        return Verdict::NotApplicable;
    }
    let renamed = || Some((place(reading)?, "this stands under another name"));
    let unread = || Some((unread_front(reading)?, "front matter that cannot be read says it"));
    match renamed().or_else(unread) {
        None => unmet(rule, reading, Span::default(), message, hint),
        Some((at, why)) => ask(rule, reading, at, &format!("{why}: {message}"), hint),
    }
}

/// Where front matter that could not be read begins: what is missing may stand in it.
pub(super) fn unread_front(reading: &Reading) -> Option<Span> {
    let postmortem = &reading.postmortem;
    let body = postmortem.document.body.start;
    let mut errors = postmortem.diagnostics.iter().filter(|finding| {
        finding.rule == RuleName::UnreadableFile && !finding.span.is_empty() && finding.span.end <= body
    });
    errors.next().map(|finding| finding.span)
}

/// Numbered steps under a heading that names no part of the brief: what was done, in order, if not when.
fn numbered(reading: &Reading) -> Option<Span> {
    const FEWEST: usize = 3;
    const WORDS: usize = 4;
    let sections = &reading.postmortem.document.sections;
    let mut steps = reading.blocks.iter().filter(|block| {
        let at = section_at(sections, block.span.start).and_then(|at| sections.get(at));
        let first = block.lines.first().map_or("", |line| line.text.plain.as_str());
        matches!(block.kind, BlockKind::Item { ordered: true, .. })
            && at.is_some_and(|section| section.kind == SectionKind::Other && section.heading.is_some())
            && first.split_whitespace().count() >= WORDS
    });
    let first = steps.next()?;
    (steps.count() + 1 >= FEWEST).then_some(first.span)
}

/// Where a cause or its fix may stand that no name announces.
pub(super) fn elsewhere(reading: &Reading) -> Option<Span> {
    unknown_label(reading).or_else(|| under_other_names(reading))
}

/// A line that is a label and names no section that anybody knows, `**The culprit**`: what is missing may stand under it.
pub(super) fn unknown_label(reading: &Reading) -> Option<Span> {
    const STRONG: usize = 6;
    const PLAIN: usize = 3;
    let document = &reading.postmortem.document;
    let known = |line: &Line| {
        let at = section_at(&document.sections, line.span.start).and_then(|at| document.sections.get(at));
        document.title.is_some_and(|title| title.contains(line.span))
            || at.is_some_and(|section| section.heading_span.contains(line.span))
    };
    let prose = |block: &&Block| block.kind == BlockKind::Paragraph && !block.quoted;
    // `In the end`, and a sentence on the next line.
    let heads = |block: &Block, line: &Line| {
        let text = line.text.plain.trim();
        let next = block.lines.get(1).map_or("", |next| next.text.plain.trim_end());
        block.lines.first().is_some_and(|first| first.span == line.span)
            && text.starts_with(char::is_uppercase)
            && text.ends_with(char::is_alphabetic)
            && next.split_whitespace().count() > STRONG
    };
    let labels = reading.blocks.iter().filter(prose).flat_map(|block| {
        let alone = block.lines.len() == 1;
        block.lines.iter().filter(move |line| {
            let text = line.text.plain.trim();
            let words = text.split_whitespace().count();
            let plain = alone && text.ends_with(':') || heads(block, line);
            line.text.all_strong() && words <= STRONG || words <= PLAIN && plain
        })
    });
    let mut labels = labels.filter(|line| {
        line.text.leading().is_none() && !line.text.plain.trim().ends_with('.') && !known(line)
    });
    labels.next().map(|label| label.span)
}

/// Where much is said under headings that name no part of the brief.
fn under_other_names(reading: &Reading) -> Option<Span> {
    const MUCH: usize = 30;
    let parts = reading.parts();
    let sentences = reading.prose().sentences.iter().enumerate();
    let other = sentences.filter(|(at, said)| {
        let measures = || parts.belongs(said, SectionKind::Measures);
        let headed = !parts.heading(said).is_empty();
        headed
            && said.kind == SectionKind::Other
            && !said.pasted
            && !parts.summary.contains(at)
            && !measures()
    });
    let other: Vec<&Sentence> = other.map(|(_, said)| said).collect();
    let words: usize = other
        .iter()
        .map(|said| said.text.split_whitespace().count())
        .sum();
    other.first().filter(|_| words >= MUCH).map(|said| said.span())
}

const NO_TIMELINE: &str = "there is no timeline that says this";

/// The verdict on a timeline that does not say what a rule asks for, or on a text without one. In an archive `timeline-present`
/// says enough of a timeline without entries.
pub(super) fn untold(rule: &Rule, reading: &Reading, profile: Profile, message: &str, hint: &str) -> Verdict {
    match steps(reading).next() {
        Some(_) if profile == Profile::Archive && reading.postmortem.record.entries.is_empty() => {
            Verdict::NotApplicable
        }
        Some(step) => unmet(rule, reading, step.span, message, hint),
        None => absent(rule, reading, profile, NO_TIMELINE, hint),
    }
}

/// The same of a deed, which steps without times may tell as well.
pub(super) fn undone(rule: &Rule, reading: &Reading, profile: Profile, message: &str, hint: &str) -> Verdict {
    match steps(reading).next() {
        Some(_) => untold(rule, reading, profile, message, hint),
        None => untimed(rule, reading, profile, hint),
    }
}

/// The verdict on a deed that no timeline tells, since there is none.
pub(super) fn untimed(rule: &Rule, reading: &Reading, profile: Profile, hint: &str) -> Verdict {
    unnamed(rule, reading, profile, NO_TIMELINE, hint, numbered)
}

/// The verdict on an Issue Summary that lacks something, or is lacking itself.
pub(super) fn lacks(rule: &Rule, reading: &Reading, profile: Profile, message: &str, hint: &str) -> Verdict {
    let at = place(reading, SectionKind::Summary);
    match reading.parts().summary.is_empty() {
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
