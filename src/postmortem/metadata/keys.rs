//! The labels of metadata, as templates and teams name them.

use crate::moment::zone;
use crate::postmortem::impact::TimeKey;
use crate::postmortem::sections::marks::{self, OF_INCIDENT};
use crate::text::words::ByLetters;
use foldhash::fast::FixedState;
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

/// What a label of metadata gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Severity,
    /// A priority: a severity only where the site has one of that name.
    Priority,
    Services,
    Authors,
    /// Who keeps the document: its author where none is named.
    Owner,
    Status,
    Teams,
    Tags,
    Symptoms,
    Duration,
    Time(TimeKey),
    /// When it began and when it was over.
    Window,
    /// The same where both are there: a single time may be that of anything.
    Times,
    /// Who or what noticed.
    DetectedBy,
    /// Metadata for which a postmortem has no fact: neither prose nor an entry.
    Other,
}

/// Words that say that a label speaks of the text itself.
const OF_DOCUMENT: &[&str] = &["postmortem", "report", "document"];

/// The labels, in lower case, parted by commas, without [`OF_INCIDENT`] and [`OF_DOCUMENT`].
const NAMES: &[(Key, &str)] = &[
    (
        Key::Severity,
        "severity,sev,severity level,sev level,severity rating,schweregrad,gravité",
    ),
    (
        Key::Priority,
        "priority,severity priority,priority severity,prio,priorität,priorité",
    ),
    (
        Key::Services,
        "service,services,systems,components,affected service,affected services,services affected,service affected,\
         impacted service,impacted services,services impacted,service impacted,affected system,affected systems,\
         systems affected,impacted systems,affected component,affected components,components affected,\
         affected product,affected products,affected application,affected applications,betroffene systeme,betroffene dienste,services touchés",
    ),
    (
        Key::Authors,
        "author,authors,by,written by,created by,prepared by,authored by,drafted by,autor,autoren,verfasser,auteur,auteurs,rédigé par",
    ),
    (Key::Owner, "owner,owners"),
    (Key::Status, "status,state,review status"),
    (
        Key::Teams,
        "team,teams,owning team,owning teams,responsible team,responsible teams,teams involved,response team,response teams",
    ),
    (
        Key::Window,
        "period,timeframe,time frame,time span,timespan,time range,window,time window,impact window,impact period,\
         downtime window,downtime period,degradation window,degradation period",
    ),
    (Key::Times, "time,times"),
    (
        Key::Time(TimeKey::Started),
        "first impact,first failure,first failures,impact from,t0,t 0,t zero,time zero",
    ),
    (
        Key::Time(TimeKey::Resolved),
        "last impact,last failure,last failures,impact until",
    ),
    (Key::Tags, "tag,tags,label,labels,keywords"),
    (
        Key::Symptoms,
        "symptom,symptoms,error signature,error signatures,error message,error messages,alert,alerts,alert name,\
         alert names,alerts fired,signature,signatures",
    ),
    (
        Key::Duration,
        "duration,total duration,impact duration,duration impact,downtime,total downtime,downtime duration,\
         duration downtime,time to repair,time to resolve,time to resolution,time to recovery,time to recover,\
         time to restore,time to fix,ttr,mttr,length,total time,how long,dauer,durée",
    ),
    (
        Key::DetectedBy,
        "detected by,discovered by,found by,noticed by,raised by,alerted by,detection method,detection source,\
         method of detection,means of detection,how detected,how was it detected,how it was detected,who noticed,\
         who noticed it,who found it,who detected it,how we found out,how did we find out,gemeldet von,\
         entdeckt von,détecté par",
    ),
    (
        Key::Other,
        "commander,ic,lead,manager,communications lead,scribe,on call,oncall,on call engineer,responder,responders,\
         participants,participant,attendees,facilitator,reviewer,reviewers,reviewed by,approver,approved by,id,number,\
         ticket,tickets,jira,jira ticket,tracking,slack channel,channel,slack,version,last updated,last modified,\
         updated,modified,related,related incidents,time to detect,time to detection,ttd,mttd,time to acknowledge,mtta,\
         time to mitigate,time to mitigation,ttm,category,type,environment,region,regions,\
         declared by,reported by,status page,meeting,recording,call recording,meeting scheduled for,visibility,audience,\
         classification",
    ),
];

/// The times: words that give one by themselves, and those that do beside a word of [`TIMED`].
const TIMES: &[(TimeKey, &[&str], &[&str])] = &[
    (
        TimeKey::Started,
        &[
            "start",
            "started",
            "began",
            "begin",
            "beginning",
            "onset",
            "beginn",
            "début",
        ],
        &[],
    ),
    (
        TimeKey::Resolved,
        &[
            "end",
            "ended",
            "resolved",
            "restored",
            "recovered",
            "fixed",
            "finished",
            "ende",
        ],
        &["resolution", "recovery", "restoration"],
    ),
    (
        TimeKey::Detected,
        &["detected", "discovered", "noticed", "alerted"],
        &["detection", "discovery", "alert", "reported"],
    ),
    (
        TimeKey::Acknowledged,
        &["acknowledged", "acked"],
        &["acknowledgement", "acknowledgment"],
    ),
    (TimeKey::Mitigated, &["mitigated"], &["mitigation"]),
    (
        TimeKey::Date,
        &["occurred"],
        &["occurrence", "occurence", "occurance"],
    ),
    (
        TimeKey::Published,
        &["published", "posted", "written"],
        &["publication", "report", "postmortem"],
    ),
];

/// Words that say that a label gives a time.
const TIMED: &[&str] = &[
    "at",
    "on",
    "time",
    "date",
    "dates",
    "day",
    "timestamp",
    "when",
    "first",
    "datum",
    "wann",
];

/// Other words that may be beside them.
const BESIDE: &[&str] = &[
    "and",
    "did",
    "it",
    "was",
    "fully",
    "impact",
    "downtime",
    "degradation",
    "service",
];

static KEYS: LazyLock<HashMap<&str, Key, FixedState>> = LazyLock::new(|| {
    let rows = NAMES.iter();
    rows.flat_map(|(key, names)| names.split(',').map(|name| (name, *key)))
        .collect()
});

/// The words of labels.
static WORDS: LazyLock<ByLetters> = LazyLock::new(|| {
    let names = KEYS.keys().flat_map(|name| name.split(' '));
    let times = TIMES
        .iter()
        .flat_map(|(_, alone, timed)| alone.iter().chain(*timed));
    let others = [OF_INCIDENT, OF_DOCUMENT, TIMED, BESIDE].into_iter().flatten();
    let all = names.chain(times.chain(others).copied());
    let all: BTreeSet<&str> = all.chain(["post", "mortem", "s"]).collect();
    ByLetters::new(all.into_iter())
});

/// Whether a word is one of them.
fn is_known(word: &str) -> bool {
    let mut alike = WORDS.alike(word).iter();
    alike.any(|known| known.eq_ignore_ascii_case(word))
}

/// The words of a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|char: char| !char.is_alphanumeric());
    words.filter(|word| !word.is_empty())
}

/// The most bytes of a label.
pub(super) const LONGEST: usize = 60;

/// Whether a text may begin with a label, by its first word. Most lines are seen to have none by this.
pub(super) fn may_begin(text: &str) -> bool {
    let text = text.get(marks::number(text)..).unwrap_or_default();
    words(text).next().is_some_and(is_known)
}

/// What a label gives, and the zone that it says its times are in: `Start (UTC)`.
pub(super) type Meaning = (Key, Option<String>);

/// What a label means.
pub(super) fn key(label: &str) -> Option<Meaning> {
    if label.len() > LONGEST {
        return None;
    }
    let label = label.get(marks::number(label)..).unwrap_or_default();
    let is_zone = |word: &&str| zone::prefix(word) == Some(word.len());
    let (bare, inner) = match label.split_once(['(', '[']) {
        Some((bare, inner)) => (bare, inner),
        None => (label, ""),
    };
    let mark = |char: char| !char.is_alphanumeric() && !matches!(char, '/' | '_' | '+' | '-');
    let (bare, last) = match bare.trim_end_matches(mark).rsplit_once(' ') {
        Some((before, last)) if !last.contains(char::is_lowercase) && is_zone(&last) => (before, Some(last)),
        _ => (bare, None),
    };
    if !words(bare).all(is_known) {
        return None;
    }
    let bracketed = inner.split(mark).find(is_zone);
    let lower = bare
        .to_lowercase()
        .replace("post-mortem", "postmortem")
        .replace("post mortem", "postmortem");
    let words: Vec<&str> = words(&lower).filter(|word| *word != "s").collect();
    let key = named(&words).or_else(|| time(&words))?;
    Some((key, bracketed.or(last).map(str::to_owned)))
}

fn named(words: &[&str]) -> Option<Key> {
    let found = |words: &[&str]| KEYS.get(words.join(" ").as_str()).copied();
    let of_text = without(words, OF_DOCUMENT);
    // The status of an incident is none of its postmortem.
    let of_incident = || found(&without(&of_text, OF_INCIDENT)).filter(|key| *key != Key::Status);
    found(words).or_else(|| found(&of_text)).or_else(of_incident)
}

fn without<'t>(words: &[&'t str], others: &[&str]) -> Vec<&'t str> {
    words
        .iter()
        .copied()
        .filter(|word| !others.contains(word))
        .collect()
}

/// The time that a label gives: `Start`, `Time detected`, `Resolution time`, `When was it noticed`.
fn time(words: &[&str]) -> Option<Key> {
    let timed = words.iter().any(|word| TIMED.contains(word));
    let around = |word: &str| {
        [OF_INCIDENT, TIMED, BESIDE]
            .iter()
            .any(|others| others.contains(&word))
    };
    let mut kept = words.iter().copied().filter(|word| !around(word));
    let Some(word) = kept.next() else {
        let day = |word: &&str| matches!(*word, "date" | "dates" | "day" | "when" | "datum" | "wann");
        // `Date of incident`, `Date/time`: with a clock time it is that of the start.
        let start = |word: &&str| matches!(*word, "incident" | "outage" | "time");
        let key = if words.iter().any(start) {
            Key::Window
        } else {
            Key::Time(TimeKey::Date)
        };
        return words.iter().any(day).then_some(key);
    };
    let of = |(_, alone, beside): &&(TimeKey, &[&str], &[&str])| {
        alone.contains(&word) || timed && beside.contains(&word)
    };
    let found = TIMES.iter().find(of).filter(|_| kept.next().is_none());
    // `Date and time of occurrence`
    let both = words.contains(&"time") && words.contains(&"date");
    found.map(|&(key, ..)| match key {
        TimeKey::Date if both => Key::Window,
        key => Key::Time(key),
    })
}

/// Whether a heading is over metadata alone.
pub(super) fn is_heading(words: &str) -> bool {
    const NAMES: &str = "metadata,meta,details,at a glance,key facts,facts,information,info,basic information,\
                         general information,incident details,incident information,incident metadata,properties,\
                         key information,quick facts,incident info,report details,postmortem details,document information";
    let words = words.get(marks::number(words)..).unwrap_or_default();
    let words = words.trim_matches(|char: char| !char.is_alphanumeric());
    NAMES.split(',').any(|name| name.eq_ignore_ascii_case(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_in_the_words_of_many_templates() {
        for (label, wanted, zone) in [
            ("Severity", Some(Key::Severity), None),
            ("Incident severity", Some(Key::Severity), None),
            ("Affected Service(s)", Some(Key::Services), None),
            ("Postmortem owner", Some(Key::Owner), None),
            ("Status", Some(Key::Status), None),
            ("Incident status", None, None),
            ("Start (UTC)", Some(Key::Time(TimeKey::Started)), Some("UTC")),
            ("Start of the outage", Some(Key::Time(TimeKey::Started)), None),
            ("Outage Start (power)", Some(Key::Time(TimeKey::Started)), None),
            ("Detected (PST)", Some(Key::Time(TimeKey::Detected)), Some("PST")),
            ("End time, UTC", Some(Key::Time(TimeKey::Resolved)), Some("UTC")),
            ("Date of incident", Some(Key::Window), None),
            ("Date", Some(Key::Time(TimeKey::Date)), None),
            ("Date of post-mortem", Some(Key::Time(TimeKey::Published)), None),
            ("T0", Some(Key::Time(TimeKey::Started)), None),
            ("Outage window", Some(Key::Window), None),
            ("Period (UTC)", Some(Key::Window), Some("UTC")),
            ("When was it noticed", Some(Key::Time(TimeKey::Detected)), None),
            ("Impact end time", Some(Key::Time(TimeKey::Resolved)), None),
            ("Resolution time", Some(Key::Time(TimeKey::Resolved)), None),
            ("Resolution", None, None),
            ("Impact", None, None),
            ("Time", Some(Key::Times), None),
            ("Post-mortem written by", Some(Key::Authors), None),
            ("Time to repair", Some(Key::Duration), None),
            (
                "2.1 Date and time of detection (UTC)",
                Some(Key::Time(TimeKey::Detected)),
                Some("UTC"),
            ),
            ("4. Meeting scheduled for", Some(Key::Other), None),
            ("Incident commander", Some(Key::Other), None),
            ("Root cause", None, None),
            ("One more thing", None, None),
            ("", None, None),
        ] {
            let found = key(label);
            assert_eq!(found.as_ref().map(|(key, _)| *key), wanted, "{label}");
            assert_eq!(found.and_then(|(_, zone)| zone).as_deref(), zone, "{label}");
            assert!(wanted.is_none() || may_begin(label), "{label}");
        }
    }
}
