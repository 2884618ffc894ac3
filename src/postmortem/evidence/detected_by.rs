//! Who or what noticed: who did it in the sentence that tells of it, and not whoever else is named there.

use super::calendar::Calendar;
use super::entries::Told;
use crate::postmortem::impact::SummaryFacts;
use crate::record::{Entry, Fact, Origin};
use crate::span::Span;
use crate::text::words::ByLetters;
use crate::vocabulary::{DetectedBy, EntryKind};
use std::sync::LazyLock;

/// What somebody or something is called: a long word begins so, a short one is so, perhaps with an `s`.
const WORDS: &[(DetectedBy, &str)] = &[
    (
        DetectedBy::Monitoring,
        "monitor alert alarm pager datadog nagios prometheus grafana pingdom newrelic cloudwatch zabbix \
         sentry synthetic probe healthcheck automated watchdog canary opsgenie statuscake uptimerobot borgmon icinga \
         dynatrace splunk honeycomb checkly checkmk munin netdata prtg sensu solarwinds thousandeyes victorops telemetry \
         heartbeat crashlytics bugsnag rollbar",
    ),
    (
        DetectedBy::Engineer,
        "engineer developer sre oncall operator sysadmin admin colleague team we i staff maintainer \
         lead employee intern operations ops devops",
    ),
    (
        DetectedBy::Customer,
        "customer user client student visitor instructor teacher reader merchant subscriber community \
         buyer shopper passenger patient player driver guest people complaint ticket twitter forum caller ward nurse \
         doctor seller tenant citizen",
    ),
    (
        DetectedBy::Partner,
        "partner vendor supplier provider reseller carrier registrar",
    ),
    (
        DetectedBy::Other,
        "researcher hunter journalist regulator auditor bugcrowd hackerone",
    ),
];

/// What tells that somebody noticed; a word is so.
static NOTICED: LazyLock<ByLetters> = LazyLock::new(|| ByLetters::of(NOTICE));

const NOTICE: &str = "noticed notices notice noticing reported reports report reporting detected detects discovered \
     discovers alerted alerts fired fires firing fire triggered triggers rang rings paged pages \
     complained complains complain raised raises opened opens contacted contacts notified notifies \
     emailed emails mailed mails wrote writes posted posts flagged flags observed observes saw sees \
     spotted spots found finds warned warns called calls tells told asks asked informed informs \
     disclosed discloses submitted submits reached woke wakes pinged pings messaged caught catches realised realized pointed";

const BE: &[&str] = &["was", "were", "is", "are", "been", "got", "being"];

/// What somebody does who is told.
const RECEIVED: &[&str] = &["receive", "receives", "received"];

/// What stands between one who noticed and the word that tells of it.
const BY: &[&str] = &["by", "from", "via", "through"];

/// Who noticed: as the Issue Summary says it, else a section on the detection, else the first entry that tells of it.
pub(in crate::postmortem) fn detected_by(
    stated: &SummaryFacts,
    entries: &[Entry],
    calendar: &Calendar,
) -> Option<Fact<DetectedBy>> {
    let summary = stated.noticed.as_ref();
    let summary = summary.and_then(|(text, span)| Some(Fact::new(who(text)?, Origin::Inferred, *span)));
    let entry = |entry: &Entry| {
        let by = who(&entry.text).or_else(|| {
            let reports = entry.kind == EntryKind::Reported && speaks_of_reports(&entry.text);
            reports.then_some(DetectedBy::Customer)
        })?;
        Some(Fact::new(by, Origin::Inferred, entry.span))
    };
    let section = entries
        .iter()
        .find(|entry| entry.at.is_none() && entry.kind == EntryKind::Detected);
    let sentence = |(text, span): &(String, Span)| {
        let by = noticed(text).then(|| who(text)).flatten()?;
        Some(Fact::new(by, Origin::Inferred, *span))
    };
    let sentences = || stated.detection.iter().find_map(sentence);
    summary
        .or_else(sentences)
        .or_else(|| section.and_then(entry))
        .or_else(|| {
            let told = Told::new(calendar.incident(entries));
            told.detected().and_then(entry)
        })
}

/// Whether a sentence tells that somebody noticed, and neither that nobody did nor who could have.
fn noticed(text: &str) -> bool {
    const UNSAID: &[&str] = &[
        "no", "not", "never", "nobody", "none", "nothing", "without", "should", "would", "could", "can",
        "may", "might", "will", "t",
    ];
    let lower = text.to_lowercase();
    let mut words = lower.split(|char: char| !char.is_alphanumeric());
    let told = words.find(|word| NOTICED.contains(word) || UNSAID.contains(word));
    told.is_some_and(|word| !UNSAID.contains(&word))
}

/// Who noticed, by one text: whoever is named after `by`, else who is named last before the word that tells of it.
fn who(text: &str) -> Option<DetectedBy> {
    let text = text
        .to_lowercase()
        .replace("on-call", "oncall")
        .replace("on call", "oncall");
    let sentence = text.split(". ").next().unwrap_or_default();
    let end = ["rather than", "instead of"]
        .iter()
        .filter_map(|but| sentence.find(but))
        .min();
    let said = sentence.get(..end.unwrap_or(sentence.len())).unwrap_or_default();
    let words: Vec<&str> = said
        .split(|char: char| !char.is_alphanumeric() && char != '@')
        .filter(|word| !word.is_empty())
        .collect();
    let verb = words.iter().position(|word| NOTICED.contains(word));
    // `The duty engineer receives an alert`: not who gets it.
    let received = words.iter().position(|word| RECEIVED.contains(word));
    let received = received.filter(|received| verb.is_none_or(|verb| *received < verb));
    if let Some(received) = received
        && let Some(by @ (DetectedBy::Monitoring | DetectedBy::Customer)) = words
            .iter()
            .skip(received + 1)
            .take(4)
            .find_map(|word| class(word))
    {
        return Some(by);
    }
    let Some(verb) = verb else {
        // `Alert: the queue is full`, `Users cannot log in`, `Phone call from a customer`
        let by = words.iter().take(4).position(|word| BY.contains(word));
        let named = by.and_then(|by| words.iter().skip(by + 1).take(4).find_map(|word| class(word)));
        return words.iter().take(3).find_map(|word| class(word)).or(named);
    };
    let (before, after) = words.split_at(verb);
    // `detected when monitoring sent an alert`
    let clause = after
        .iter()
        .take(3)
        .position(|word| matches!(*word, "when" | "as" | "after" | "because"));
    if let Some(clause) = clause {
        let rest = after.get(clause + 1..).unwrap_or_default();
        return who(&rest.join(" "));
    }
    let passive = before.iter().rev().take(2).any(|word| BE.contains(word));
    // Nobody pages but a machine: `detected and paged`, `Ann paged`.
    let paged =
        after.first() == Some(&"paged") || words.get(verb) == Some(&"paged") && !after.contains(&"by");
    let paged = paged.then_some(DetectedBy::Monitoring);
    let by = after.iter().take(5).position(|word| BY.contains(word));
    let named = by.and_then(|by| after.iter().skip(by + 1).take(6).find_map(|word| class(word)));
    if passive || by.is_some() {
        // `reported by Kim`: whoever that is, nothing says it.
        let alerted = passive && words.get(verb) == Some(&"alerted");
        // `We were alerted to it in Grafana`
        let named_later = || after.iter().skip(1).find_map(|word| class(word));
        let tool = || named_later().filter(|by| *by == DetectedBy::Monitoring);
        return named.or(paged).or_else(|| alerted.then(tool).flatten());
    }
    // `The pager calls Ann`: the verb tells last who it was.
    let subject = before.iter().rev().chain(after.first());
    subject.copied().find_map(class).or(paged)
}

/// Whether reports are what a text speaks of, and not somebody who reports.
fn speaks_of_reports(text: &str) -> bool {
    const FIRST: &[&str] = &["report", "reports", "complaints", "complaint"];
    let mut words = text
        .split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words
        .by_ref()
        .take(3)
        .any(|word| FIRST.iter().any(|first| word.eq_ignore_ascii_case(first)))
        && !words.next().is_some_and(|next| next.eq_ignore_ascii_case("by"))
}

fn class(word: &str) -> Option<DetectedBy> {
    const LONG: usize = 5;
    if word.len() > 1 && word.starts_with('@') {
        return Some(DetectedBy::Engineer);
    }
    let is = |name: &str| {
        word.strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || rest == "s" || name.len() >= LONG)
    };
    WORDS
        .iter()
        .find(|(_, names)| names.split(' ').any(is))
        .map(|&(by, _)| by)
}
