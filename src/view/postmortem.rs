//! The page of one postmortem.

use super::{Heading, Html, Link, Page, Row, Severity, Shared, When};
use schemars::JsonSchema;
use serde::Serialize;

/// `postmortem.html`
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Postmortem {
    /// Common to every page.
    pub page: Page,
    /// Its title.
    pub title: String,
    /// Its summary, as plain text; null if there is none.
    pub lead: Option<String>,
    /// The anchor of the section that says no more than the lead, and is left out.
    pub lead_anchor: Option<String>,
    /// A notice: that it is a draft, in review, a near miss, or ongoing; otherwise null.
    pub banner: Option<String>,
    /// `draft`, `in-review`, `reviewed` or `closed`.
    pub status: &'static str,
    /// The label of the status; of a closed one with actions still open it says so: `closed, with 2 actions open`.
    pub status_label: String,
    /// The key facts, in order: how long, who was affected, how bad, why, detected by, is it fixed.
    pub cards: Vec<Card>,
    /// Start and end.
    pub span: Span,
    /// The severity.
    pub severity: Severity,
    /// The affected services, and how they were affected.
    pub services: Vec<Hit>,
    /// The root cause; null if unknown.
    pub cause: Option<Link>,
    /// The contributing causes.
    pub contributing: Vec<Link>,
    /// The trigger; null if unknown.
    pub trigger: Option<Link>,
    /// The teams.
    pub teams: Vec<Link>,
    /// The tags.
    pub tags: Vec<Link>,
    /// The front-matter keys that the site declares under `fields`, in its order.
    pub own: Vec<OwnFieldView>,
    /// Symptoms, alerts and error messages, as reported.
    pub symptoms: Vec<String>,
    /// The timeline figure; null if fewer than two entries have a time.
    pub figure: Option<Figure>,
    /// The body, in order.
    pub parts: Vec<Part>,
    /// The number of timeline entries.
    pub entries: usize,
    /// Actions listed only in the front matter, to be shown after the body.
    pub actions: Vec<ActionView>,
    /// Its times compared with the archive.
    pub against: Vec<Against>,
    /// The scale of that comparison: `Log scale, 1 min to 6 h.`
    pub against_scale: String,
    /// Its headings.
    pub contents: Vec<Heading>,
    /// The addresses behind the numbered links of its body, in order, if the theme asks for them in
    /// `theme.json`; otherwise empty.
    pub notes: Vec<String>,
    /// The links from the front matter.
    pub links: Vec<Outside>,
    /// Related postmortems, each a [`Row`].
    pub related: Vec<Shared<Row>>,
    /// The postmortems that name this one as related, without those above.
    pub referred: Vec<Shared<Row>>,
    /// Earlier postmortems of the same failure: those that the author names, then likely ones.
    pub before: Vec<Before>,
    /// Whether no earlier postmortem is of the same failure, nor likely is.
    pub first_time: bool,
    /// The latest update; null if there is none.
    pub updated: Option<UpdateView>,
    /// All updates, oldest first.
    pub updates: Vec<UpdateView>,
    /// The authors.
    pub authors: Vec<PersonView>,
    /// The reviewers.
    pub reviewers: Vec<PersonView>,
    /// The date of publication; null if unknown.
    pub published: Option<When>,
    /// The previous incident, a [`Row`].
    pub previous: Option<Shared<Row>>,
    /// The next incident, a [`Row`].
    pub next: Option<Shared<Row>>,
    /// Where its source can be edited; null without `repository`.
    pub edit: Option<String>,
    /// The url of its facts as JSON.
    pub data: String,
    /// A citation, as plain text.
    pub cite: String,
    /// `x-` keys of the front matter, for themes.
    pub extra: std::collections::BTreeMap<String, serde_json::Value>,
}

/// An earlier postmortem of the same failure.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Before {
    /// It, as a [`Row`].
    pub row: Shared<Row>,
    /// Whether the author says that it is the same failure; otherwise it only likely is.
    pub confirmed: bool,
    /// What was promised then: `Of 4 actions promised then, 1 was done. It came back all the same.`
    pub promised: String,
    /// The actions promised then that were still open, or that were done and did not help, in that order.
    pub promises: Vec<Promised>,
    /// Why it is likely the same: `same service: boarding`; empty where it is confirmed.
    pub same: Vec<String>,
    /// Where they differ: `trigger: Expiry, then Attack`; empty where it is confirmed.
    pub different: Vec<String>,
    /// The line of front matter that confirms it; null where it is confirmed, and in the public edition.
    pub to_confirm: Option<String>,
    /// The line of front matter that rejects it; null where it is confirmed, and in the public edition.
    pub to_reject: Option<String>,
}

/// An action of an earlier postmortem of the same failure.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Promised {
    /// The task.
    pub text: String,
    /// Its place in its postmortem.
    pub url: String,
    /// `open`, `10 days overdue`, `done 12 Mar 2026`
    pub state: String,
    /// Whether it was done before the failure came back.
    pub done: bool,
}

/// A key fact.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Card {
    /// `how-long`, `who`, `how-bad`, `why`, `found-by` or `fixed`.
    pub key: &'static str,
    /// The label: `How long`
    pub label: &'static str,
    /// The value: `1 h 47 min`, `not recorded`
    pub value: String,
    /// Whether the value is known.
    pub known: bool,
    /// Whether the value is inferred from the text: shown as such.
    pub inferred: bool,
    /// In a draft, the front-matter keys that would make an unknown value known; otherwise empty.
    pub missing: Vec<&'static str>,
    /// `10 Mar 2026, 07:00 to 08:47 UTC`; null if there is none.
    pub note: Option<String>,
    /// A warning: `1 overdue`; null if there is none.
    pub alert: Option<String>,
    /// The url of its link, for `why` that of the cause; null if there is none.
    pub url: Option<String>,
    /// The rank of a severity, for its mark; 0 for all other facts.
    pub rank: usize,
    /// For `how-bad`, the affected services; otherwise empty.
    pub hits: Vec<Hit>,
}

/// Start and end, in the incident's own time zone.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Span {
    /// When it started.
    pub started: When,
    /// When users were no longer affected.
    pub mitigated: When,
    /// When it was resolved.
    pub resolved: When,
}

/// An affected service.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Hit {
    /// Its name.
    pub text: String,
    /// Its page.
    pub url: String,
    /// How it was affected, if different from the incident as a whole: `degraded, 07:00 to 07:40 UTC`; otherwise null.
    pub how: Option<String>,
}

/// A front-matter key of the site's own.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct OwnFieldView {
    /// Its label.
    pub label: String,
    /// Its values.
    pub values: Vec<OwnValueView>,
}

/// A value of a front-matter key of the site's own.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct OwnValueView {
    /// The value, in words.
    pub text: String,
    /// Its page, if the key has an index; otherwise null.
    pub url: Option<String>,
    /// The address that it is, for a key of the type `url`; otherwise null.
    pub href: Option<String>,
}

/// The timeline figure.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Figure {
    /// The SVG.
    pub svg: Html,
    /// A sentence that says what it shows.
    pub sentence: String,
    /// A second sentence on the time lost on false leads; empty if there were none.
    pub lost: String,
    /// Whether a phase is inferred from the text: its length has a `≈` then.
    pub inferred: bool,
    /// The phases alone, for phones.
    pub phases: Option<Html>,
}

/// A part of the body: print `html`, `entries` or `actions`, depending on `kind`.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Part {
    /// `html`, `entries` or `actions`; the other two are empty.
    pub kind: &'static str,
    /// Rendered Markdown.
    pub html: Html,
    /// Consecutive timeline entries.
    pub entries: Vec<EntryView>,
    /// Consecutive actions.
    pub actions: Vec<ActionView>,
}

/// A timeline entry.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct EntryView {
    /// `entry-3`: the anchor of its list item, which the figure links to. Counted from 1.
    pub id: String,
    /// `07:00`, `~07:00`, `07:00 to 07:20`; empty without a clock time.
    pub time: String,
    /// For `<time datetime>`; null without a clock time.
    pub datetime: Option<String>,
    /// The day, if different from the previous entry: `Wed 11 Mar 2026`; otherwise null.
    pub date: Option<When>,
    /// The time zone, if different from the previous entry: `UTC`; otherwise null.
    pub zone: Option<String>,
    /// Whether the time is approximate.
    pub approximate: bool,
    /// `impact-started`, `detected`, …: for marks and colours.
    pub kind: &'static str,
    /// The label of the kind: `impact`, `detected`, …
    pub kind_label: &'static str,
    /// Whether the kind was inferred from the text: shown as such.
    pub inferred: bool,
    /// The phase that starts or continues at this entry: `undetected`, `diagnosing`, `mitigating`, `watching` (shown as "monitoring"), `outage` (one of several, of which no more is known); empty if none.
    pub phase: &'static str,
    /// The phase that starts here, and its length: `diagnosing, 53 min`; null if none does.
    pub opens: Option<String>,
    /// If a false lead starts here: `39 min lost`; otherwise null.
    pub lost: Option<String>,
    /// The part of a false lead beside this entry: `start`, `inside` or `end`; empty if none.
    pub detour: &'static str,
    /// A long gap before it: `no entry for 16 h 39 min`; otherwise null.
    pub silence: Option<String>,
    /// The phase that this gap is part of; empty if none.
    pub silence_phase: &'static str,
    /// Its text.
    pub html: Html,
}

/// One action.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct ActionView {
    /// Its anchor: `action-` followed by its id.
    pub id: String,
    /// The task.
    pub html: Html,
    /// The owner, or `not recorded`.
    pub owner: String,
    /// The due date.
    pub due: When,
    /// `proposed`, `open`, `done`, `verified`, `dropped` or `superseded`.
    pub status: &'static str,
    /// `open`, `10 days overdue`, `done 12 Mar 2026`, `dropped`
    pub state: String,
    /// Whether it is overdue.
    pub late: bool,
    /// `detect`, `mitigate`, `prevent` or `process`; null if unknown.
    pub kind: Option<&'static str>,
    /// Its ticket; null if there is none, or if it is among `extra`.
    pub href: Option<String>,
    /// The priority, as written; null if unknown.
    pub priority: Option<String>,
    /// What became of it, as a later incident showed: `did not hold`; null if unknown.
    pub outcome: Option<&'static str>,
    /// The postmortem of that incident; null if unknown.
    pub by: Option<Link>,
    /// The other postmortem that promises the same, where the failure came back; null if there is none.
    pub joined: Option<Joined>,
    /// What else is said of it: the other cells of its row, words beside its state.
    pub extra: Vec<ExtraView>,
}

/// Another postmortem that promises the same.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Joined {
    /// `Done in`, `Promised again in`, `First promised in`
    pub label: &'static str,
    /// The action there.
    pub to: Link,
    /// The due date that this postmortem gives it, where the first one gave another; else null.
    pub due: Option<When>,
}

/// Words about an action.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct ExtraView {
    /// What they are: the head of their column.
    pub label: String,
    /// The words.
    pub text: String,
    /// The address of their link; null if there is none.
    pub href: Option<String>,
}

/// One of its times compared with the archive.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Against {
    /// `Detected after`
    pub label: &'static str,
    /// `12 min`
    pub value: String,
    /// `median: 6 min`
    pub median: String,
    /// The number of postmortems in which it is recorded.
    pub n: usize,
    /// All times of the archive, one tick each, as SVG path data in a box 1,000 wide.
    pub ticks: Html,
    /// Its position on the scale, in percent: `43.20`.
    pub x: String,
    /// The position of the median.
    pub median_x: String,
}

/// An external link.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Outside {
    /// The text.
    pub text: String,
    /// The complete address; null in a draft where it is missing or invalid.
    pub href: Option<String>,
    /// The kind of target: `Status page`, `Ticket`, …; null if not stated.
    pub kind: Option<&'static str>,
}

/// An update.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct UpdateView {
    /// Its date.
    pub date: When,
    /// Its text.
    pub note: String,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct PersonView {
    /// The name.
    pub name: String,
    /// Their author page, which lists their postmortems; null for reviewers who wrote none.
    pub url: Option<String>,
    /// A page about them elsewhere; null if not stated.
    pub href: Option<String>,
}
