//! The facts that are known, in the order in which people ask for them, as data and as words.

use crate::data;
use crate::moment::Moment;
use crate::postmortem::Postmortem;
use crate::record::{Fact, Impact, Link, NotRelated, Origin, Outage, OwnValue, Person, ServiceHit, Update};
use crate::source::Source;
use crate::span::Span;
use crate::view::words;
use crate::vocabulary::{DetectedBy, ImpactLevel, Status, Trigger, Visibility};
use jiff::civil::Date;
use serde_json::{Value, json};

/// A fact that is known.
#[derive(Debug)]
pub(super) struct Known<'a> {
    pub(super) key: &'a str,
    pub(super) value: Value,
    pub(super) text: String,
    pub(super) origin: Origin,
    pub(super) line: Option<usize>,
    /// What else is said of it, and on which line.
    pub(super) others: Vec<(String, usize)>,
}

/// The facts that most readers look for; they are named where they are not known.
pub(super) const WANTED: &[&str] = &[
    "services",
    "root_cause",
    "started",
    "resolved",
    "detected",
    "detected_by",
    "impact",
    "severity",
    "authors",
    "reviewers",
];

/// The facts that are known.
pub(super) fn known(postmortem: &Postmortem) -> Vec<Known<'_>> {
    let facts = &postmortem.record.facts;
    let mut known = List {
        source: &postmortem.document.source,
        all: Vec::new(),
    };
    known.add("title", Some(&postmortem.record.title));
    known.add("status", facts.status.as_ref());
    known.add("severity", facts.severity.as_ref());
    known.add("services", facts.services.as_ref());
    known.add("teams", facts.teams.as_ref());
    known.add("root_cause", facts.root_cause.as_ref());
    known.add("contributing", facts.contributing.as_ref());
    known.add("trigger", facts.trigger.as_ref());
    known.add("date", facts.date.as_ref());
    known.add("started", facts.started.as_ref());
    known.add("detected", facts.detected.as_ref());
    known.add("detected_by", facts.detected_by.as_ref());
    known.add("acknowledged", facts.acknowledged.as_ref());
    known.add("mitigated", facts.mitigated.as_ref());
    known.add("resolved", facts.resolved.as_ref());
    known.add("outages", facts.outages.as_ref());
    known.add("ongoing", facts.ongoing.as_ref());
    known.add("near_miss", facts.near_miss.as_ref());
    known.impact(postmortem);
    known.add("symptoms", facts.symptoms.as_ref());
    known.add("authors", facts.authors.as_ref());
    known.add("reviewers", facts.reviewers.as_ref());
    known.add("visibility", facts.visibility.as_ref());
    known.add("published", facts.published.as_ref());
    known.add("related", facts.related.as_ref());
    known.add("recurrence_of", facts.recurrence_of.as_ref());
    known.add("not_related", facts.not_related.as_ref());
    known.add("links", facts.links.as_ref());
    known.add("updates", facts.updates.as_ref());
    known.add("tags", facts.tags.as_ref());
    known.add("summary", facts.summary.as_ref());
    for (key, fact) in &facts.own {
        known.add(key, Some(fact));
    }
    known.all
}

struct List<'s> {
    source: &'s Source,
    all: Vec<Known<'s>>,
}

impl<'s> List<'s> {
    fn add<T: Say>(&mut self, key: &'s str, fact: Option<&Fact<T>>) {
        let Some(fact) = fact else { return };
        let text = fact.value.text();
        // What says the same again is no news.
        let others = fact
            .others
            .iter()
            .map(|(value, span)| (value.text(), self.source.line(span.start)))
            .filter(|(other, _)| *other != text);
        self.all.push(Known {
            key,
            value: fact.value.json(),
            others: others.collect(),
            text,
            origin: fact.origin,
            line: self.line(fact.origin, fact.span),
        });
    }

    /// The impact on users: one fact of several parts, in the place of the first of them.
    fn impact(&mut self, postmortem: &Postmortem) {
        let Some(whole) = data::impact(&postmortem.record) else {
            return;
        };
        let impact = &postmortem.record.facts.impact;
        let parts = parts(impact);
        let services = postmortem
            .record
            .facts
            .services
            .as_ref()
            .map(|fact| (String::new(), fact.origin, fact.span));
        let first = parts.first().cloned().or(services);
        let Some((_, origin, span)) = first else { return };
        let others = |of: &Option<Fact<f64>>| {
            let others = of.iter().flat_map(|fact| &fact.others);
            others
                .map(|(value, span)| {
                    (
                        words::share(*value, impact.counted.as_deref()),
                        self.source.line(span.start),
                    )
                })
                .collect()
        };
        self.all.push(Known {
            key: "impact",
            value: serde_json::to_value(whole).unwrap_or_default(),
            text: parts
                .iter()
                .map(|(text, ..)| text.as_str())
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join("; "),
            origin,
            line: self.line(origin, span),
            others: others(&impact.users_percent),
        });
    }

    fn line(&self, origin: Origin, span: Span) -> Option<usize> {
        (origin != Origin::Inferred || !span.is_empty()).then(|| self.source.line(span.start))
    }
}

/// The parts of an impact in words, what counts first.
fn parts(impact: &Impact) -> Vec<(String, Origin, Span)> {
    fn part<T>(fact: &Option<Fact<T>>, text: impl Fn(&T) -> String) -> Option<(String, Origin, Span)> {
        fact.as_ref()
            .map(|fact| (text(&fact.value), fact.origin, fact.span))
    }
    [
        part(&impact.users_percent, |percent| {
            words::share(*percent, impact.counted.as_deref())
        }),
        part(&impact.users, |users| format!("{users} users")),
        part(&impact.requests_failed, |requests| {
            format!("{requests} failed requests")
        }),
        part(&impact.revenue, |revenue| format!("{revenue} lost")),
        part(&impact.level, |level| level.label().to_owned()),
        part(&impact.summary, String::clone),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A value as data and as words.
trait Say {
    fn json(&self) -> Value;
    fn text(&self) -> String;
}

impl Say for String {
    fn json(&self) -> Value {
        json!(self)
    }

    fn text(&self) -> String {
        self.clone()
    }
}

impl Say for OwnValue {
    fn json(&self) -> Value {
        self.json()
    }

    fn text(&self) -> String {
        self.words.join(", ")
    }
}

impl Say for bool {
    fn json(&self) -> Value {
        json!(self)
    }

    fn text(&self) -> String {
        if *self { "yes" } else { "no" }.to_owned()
    }
}

impl Say for Moment {
    fn json(&self) -> Value {
        json!(Self::json(self))
    }

    fn text(&self) -> String {
        words::moment(self).text
    }
}

impl Say for Date {
    fn json(&self) -> Value {
        json!(self.to_string())
    }

    fn text(&self) -> String {
        self.to_string()
    }
}

macro_rules! say_words {
    ($($word:ty),+) => { $(impl Say for $word {
        fn json(&self) -> Value {
            json!(self.name())
        }

        fn text(&self) -> String {
            self.name().to_owned()
        }
    })+ };
}

say_words!(Status, Trigger, DetectedBy, Visibility, ImpactLevel);

impl<T: Say> Say for Vec<T> {
    fn json(&self) -> Value {
        self.iter().map(Say::json).collect()
    }

    fn text(&self) -> String {
        self.iter().map(Say::text).collect::<Vec<_>>().join(", ")
    }
}

impl Say for ServiceHit {
    fn json(&self) -> Value {
        json!(self.name)
    }

    fn text(&self) -> String {
        match self.level {
            Some(level) => format!("{} ({})", self.name, level.label()),
            None => self.name.clone(),
        }
    }
}

impl Say for Outage {
    fn json(&self) -> Value {
        json!(data::outage(self))
    }

    fn text(&self) -> String {
        match (&self.started, &self.resolved) {
            (Some(started), Some(resolved)) => words::span(started, resolved),
            (Some(started), None) => format!("since {}", words::moment(started).text),
            (None, _) => words::UNKNOWN.to_owned(),
        }
    }
}

impl Say for Person {
    fn json(&self) -> Value {
        json!(self)
    }

    fn text(&self) -> String {
        self.name.clone()
    }
}

impl Say for NotRelated {
    fn json(&self) -> Value {
        json!(self)
    }

    fn text(&self) -> String {
        format!("{} ({})", self.id, self.because)
    }
}

impl Say for Link {
    fn json(&self) -> Value {
        json!(self)
    }

    fn text(&self) -> String {
        format!("{} <{}>", self.label, self.url)
    }
}

impl Say for Update {
    fn json(&self) -> Value {
        json!(self)
    }

    fn text(&self) -> String {
        format!("{} {}", self.date, self.note)
    }
}
