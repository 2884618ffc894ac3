//! The times of the Issue Summary have a zone.

use super::{Example, FileContext, Judge, Rule, Verdict, brief, outage_times};
use crate::config::Profile;
use crate::diagnostic::RuleName;
use crate::moment::{Moment, zone};
use crate::postmortem::Reading;
use crate::postmortem::prose::Sentence;
use crate::span::Span;
use crate::vocabulary::SectionKind;

/// `outage-timezone`
pub(super) static RULE: Rule = Rule {
    name: RuleName::OutageTimezone,
    summary: "the outage's times have a time zone",
    requires: "the start and the end in the Issue Summary (or the front matter) have a time zone, or one line states it for all \
               times; a zone in the timeline alone, or two that contradict each other, are a question",
    why: "\"start and end times (including timezone)\" (the assignment). Without it a reader elsewhere cannot tell \
          whether the outage is the one that they saw.",
    fix: "Write the zone after the times: `10:00 to 11:15 UTC`.",
    bad: &[Example {
        path: "README.md",
        text: "# Login down\n\n## Issue Summary\n\nFrom 10:00 to 11:00 nobody could log in.\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "# Login down\n\n## Issue Summary\n\nFrom 10:00 to 11:00 UTC nobody could log in.\n",
    }],
    levels: brief::LEVELS,
    judge: Judge::File(judge),
};

const HINT: &str = "write the zone after the times: `10:00 to 11:15 UTC`";

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let postmortem = &reading.postmortem;
    let facts = &postmortem.record.facts;
    if facts.near_miss.as_ref().is_some_and(|fact| fact.value) {
        return Verdict::NotApplicable;
    }
    if let Some(at) = contradicted(reading) {
        let message = "this zone is that of the outage: the timeline has the same time in another";
        return brief::ask(&RULE, reading, at, message, HINT);
    }
    let whens = [&reading.summary.started, &reading.summary.resolved];
    let stated = whens
        .into_iter()
        .flatten()
        .find(|when| when.clock.is_some() && when.zone.is_some());
    if let Some(when) = stated {
        return Verdict::Met(vec![when.span]);
    }
    let front = postmortem.document.body.start;
    let fact = [&facts.started, &facts.resolved]
        .into_iter()
        .flatten()
        .find(|fact| fact.span.end <= front && fact.value.zone.is_some());
    // Where an archive knows the times, it knows their zones, or `outage-times` says what is missing.
    let known = facts.started.as_ref().filter(|fact| fact.value.zone.is_some());
    if let Some(fact) = fact.or(known.filter(|_| context.profile == Profile::Archive)) {
        return Verdict::Met(vec![fact.span]);
    }
    let stamps = outage_times::stamps(reading);
    if let Some(zoned) = stamps.iter().find(|stamp| stamp.zoned) {
        return Verdict::Met(vec![zoned.span]);
    }
    if let Some(zone) = brief::summary(reading).find_map(named) {
        return Verdict::Met(vec![zone]);
    }
    let summary = stamps.first().map(|stamp| stamp.span);
    let place = summary.unwrap_or_else(|| brief::place(reading, SectionKind::Summary));
    if let Some(note) = brief::zone_note(reading).or_else(|| of_hours(reading)) {
        return Verdict::Met(vec![note]);
    }
    let entries = postmortem.record.entries.iter();
    let zoned = entries
        .filter(|entry| entry.at.as_ref().is_some_and(|at| at.zone.is_some()))
        .find_map(|entry| entry.time_span);
    match (zoned, summary) {
        (Some(_), Some(at)) => {
            let message = "this time is in the zone of the timeline: it states none itself";
            brief::ask(&RULE, reading, at, message, HINT)
        }
        (Some(at), None) => {
            let message = "this zone is that of the outage: the Issue Summary has none";
            brief::ask(&RULE, reading, at, message, HINT)
        }
        (None, Some(_)) => {
            let message = "the outage's times have no time zone";
            brief::unmet(&RULE, reading, place, message, HINT)
        }
        (None, None) => {
            let message = "the Issue Summary states no time zone";
            match context.profile {
                // It has no times at all.
                Profile::Archive => Verdict::NotApplicable,
                Profile::Assignment => brief::unmet(&RULE, reading, place, message, HINT),
            }
        }
    }
}

/// Where the Issue Summary has a time that the timeline has on the same clock in another zone, and at no other entry rightly.
fn contradicted(reading: &Reading) -> Option<Span> {
    let facts = &reading.postmortem.record.facts;
    let start = reading.parts().body_start;
    let entries = || {
        reading
            .postmortem
            .record
            .entries
            .iter()
            .filter_map(|entry| entry.at.as_ref())
    };
    let mut stated = [&facts.started, &facts.resolved].into_iter().flatten();
    let found = stated.find(|fact| {
        let at = &fact.value;
        let differs = |other: &Moment| {
            let zones = at.offset().zip(other.offset());
            other.time == at.time && zones.is_some_and(|(one, other)| one != other)
        };
        let same = || entries().any(|entry| at.until(entry) == Some(0));
        fact.span.end <= start && entries().any(differs) && !same()
    });
    found.map(|fact| fact.span)
}

/// Where a line before the timeline says whose hours are told: `hours in this document are Central European Time`.
fn of_hours(reading: &Reading) -> Option<Span> {
    let start = reading.parts().body_start;
    let mut before = reading
        .prose()
        .sentences
        .iter()
        .take_while(|said| said.span().start < start);
    before.find_map(|said| {
        let (text, lower) = (said.text.as_str(), said.lower.as_str());
        let at = ["hours ", "times "].iter().find_map(|word| lower.find(word))?;
        let rest = text.get(at..)?;
        let mut starts = rest.match_indices(' ').map(|(at, _)| at + 1);
        // `Response times of the Nairobi office` are no hours of a zone.
        let zone = starts.find(|&at| {
            let name = rest.get(at..).unwrap_or_default();
            let first = name.split(' ').next().unwrap_or_default();
            let stated = rest
                .get(..at)
                .is_some_and(|before| before.ends_with(" are ") || before.ends_with(" in "));
            let zone = || name.starts_with(char::is_uppercase) && zone::prefix(name).is_some();
            stated && !NO_PLACE.contains(&first) && (time_of(name).is_some() || zone())
        })?;
        Some(said.span_of(&(at + zone..text.len())))
    })
}

/// Words before `time` that are no place.
const NO_PLACE: &[&str] = &[
    "Local", "Our", "The", "This", "Same", "Start", "End", "Response", "Some", "First", "Last", "Total",
    "Down", "Load",
];

/// Zones that Americans name without a word for time.
const AMERICAN: &[&str] = &["Eastern", "Central", "Mountain", "Pacific"];

/// Where a sentence names a zone as such: `Timezone: Africa/Lagos`, `the hours are those of Accra (GMT)`.
fn labelled(sentence: &Sentence) -> Option<Span> {
    const NEAR: usize = 12;
    let (text, lower) = (sentence.text.as_str(), sentence.lower.as_str());
    let label = ["time zone", "timezone", "time-zone"].iter().find_map(|label| {
        let end = lower.find(label)? + label.len();
        let rest = text.get(end..)?.char_indices().take(NEAR);
        let (at, _) = rest.into_iter().find(|(_, char)| char.is_ascii_uppercase())?;
        let length = text.get(end + at..)?.find([' ', ',', '.', ')']);
        Some(end + at..end + at + length.unwrap_or_else(|| text.len() - end - at))
    });
    let bracket = || {
        let mut open = text.match_indices('(').map(|(at, _)| at + 1);
        open.find_map(|at| {
            let length = zone::prefix(text.get(at..)?).filter(|length| *length > 1)?;
            text.get(at + length..)?
                .starts_with(')')
                .then_some(at..at + length)
        })
    };
    Some(sentence.span_of(&label.or_else(bracket)?))
}

/// Where `time` begins behind the names of a place: `Addis Ababa time`, `Gulf Standard Time`.
fn time_of(text: &str) -> Option<usize> {
    /// The most words of a name, and the word `time`.
    const MOST: usize = 4;
    /// What stands last in the name of a zone before a `Time` that is a part of it; `Average Response Time` is none.
    const ZONE: &[&str] = &[
        "Standard", "Daylight", "Summer", "Winter", "Mean", "European", "Africa", "African",
    ];
    let (mut end, mut last) = (0, "");
    for (count, word) in text.split(' ').take(MOST).enumerate() {
        match word.trim_end_matches(['.', ',', ')', ';']) {
            "time" if count > 0 => return Some(end),
            "Time" => return (count > 1 && ZONE.contains(&last)).then_some(end),
            _ => {}
        }
        last = word;
        if !word.starts_with(char::is_uppercase) || !word.chars().all(char::is_alphabetic) {
            return None;
        }
        end += word.len() + usize::from(end > 0);
    }
    None
}

/// How far behind the digits of a time its zone stands at most: `at 3 in the afternoon (EAT)`.
const BEHIND: usize = 32;

/// Where a sentence with a number names a zone apart from its times: `from 3 to 5 in the afternoon EAT`, `at 9 (Lagos time)`.
fn named(sentence: &Sentence) -> Option<Span> {
    let text = sentence.text.as_str();
    if let Some(zone) = labelled(sentence) {
        return Some(zone);
    }
    if !text.contains(|char: char| char.is_ascii_digit()) {
        return None;
    }
    let mut inside = false;
    let starts = text.char_indices().filter(|&(_, char)| {
        let begins = !inside && char.is_ascii_uppercase();
        inside = char.is_alphanumeric();
        begins
    });
    let mut starts = starts.map(|(at, _)| at);
    starts.find_map(|at| {
        let rest = text.get(at..)?;
        let after = |length: usize| rest.get(length..).unwrap_or_default();
        let short = |length: &usize| {
            let mut letters = rest.chars().take(2);
            *length > 1
                && letters.all(|char| char.is_ascii_uppercase())
                && !after(*length).starts_with(char::is_alphanumeric)
        };
        let word = || {
            let length = rest.find(|char: char| !char.is_alphabetic())?;
            let word = rest.get(..length)?;
            let named = length > 2 && !NO_PLACE.contains(&word);
            let place = time_of(rest).filter(|_| named);
            place.or_else(|| AMERICAN.contains(&word).then_some(length))
        };
        let place = || {
            zone::place(rest)
                .filter(|&length| after(length).starts_with(" time"))
                .or_else(word)
        };
        let length = zone::prefix(rest).filter(short).or_else(place)?;
        // `The MSK cluster lost 2 brokers`: a zone stands behind a time.
        let mut before = text.get(..at)?.chars().rev().take(BEHIND);
        before.find(char::is_ascii_digit)?;
        Some(sentence.span_of(&(at..at + length)))
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::diagnostic::Level;
    use crate::rules::testing::{assignment, levels};

    #[test]
    fn zones_that_contradict_each_other_are_a_question() {
        let of = |zone: &str, first: &str, last: &str| {
            levels(&assignment(
                &RULE,
                &format!(
                    "# Down\n\n## Issue Summary\n\nOn 2024-03-04 from 10:00 to 11:00 {zone} nobody could log in.\n\n\
                     ## Timeline (all times in UTC)\n\n- {first} - Alert\n- {last} - Restarted nginx\n"
                ),
            ))
        };
        assert_eq!(of("EST", "10:00", "11:00"), [Level::Question]);
        assert_eq!(of("UTC", "10:00", "11:00"), []);
        assert_eq!(of("+01:00", "09:00", "10:00"), []);
    }
}
