//! The page of one postmortem.

use super::{Heading, Html, Link, Page, Row, Severity, Shared, When};
use schemars::JsonSchema;
use serde::Serialize;

/// `postmortem.html`
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Postmortem {
    /// What every page has.
    pub page: Page,
    /// Its title.
    pub title: String,
    /// Its summary, as plain text; null where there is none.
    pub lead: Option<String>,
    /// What a reader must know first: that it is a draft, in review, a near miss, or still going on; null otherwise.
    pub banner: Option<String>,
    /// `draft`, `in-review`, `reviewed` or `closed`.
    pub status: &'static str,
    /// The status in words.
    pub status_label: &'static str,
    /// What the first screen says, in order: how long, who was hit, how bad, why, found by, is it fixed.
    pub cards: Vec<Card>,
    /// From when to when.
    pub span: Span,
    /// How bad it was.
    pub severity: Severity,
    /// What was hit, and how.
    pub services: Vec<Hit>,
    /// The root cause; null where it is not known.
    pub cause: Option<Link>,
    /// What contributed.
    pub contributing: Vec<Link>,
    /// What set it off; null where it is not known.
    pub trigger: Option<Link>,
    /// The teams.
    pub teams: Vec<Link>,
    /// The tags.
    pub tags: Vec<Link>,
    /// Alerts and error messages as they were seen.
    pub symptoms: Vec<String>,
    /// The timeline as a picture; null where fewer than two entries have a time.
    pub figure: Option<Figure>,
    /// The body, in order.
    pub parts: Vec<Part>,
    /// How many entries the timeline has.
    pub entries: usize,
    /// Actions that stand in the front matter alone: for a list after the body.
    pub actions: Vec<ActionView>,
    /// Its times beside those of the archive.
    pub against: Vec<Against>,
    /// The scale of these: `Logarithm of minutes, 1 min to 6 h.`
    pub against_scale: String,
    /// Its headings.
    pub contents: Vec<Heading>,
    /// The addresses that the numbers behind the links of its body stand for, in their order: where the theme
    /// asks for them, in `theme.json`; empty otherwise.
    pub notes: Vec<String>,
    /// Links beside the text.
    pub links: Vec<Outside>,
    /// Related postmortems, each a [`Row`].
    pub related: Vec<Shared<Row>>,
    /// Earlier postmortems of the same failure, as its writer says, each a [`Row`].
    pub recurrence_of: Vec<Shared<Row>>,
    /// The last of the updates; null where there is none.
    pub updated: Option<UpdateView>,
    /// What became known later, oldest first.
    pub updates: Vec<UpdateView>,
    /// Who wrote it.
    pub authors: Vec<PersonView>,
    /// Who reviewed it.
    pub reviewers: Vec<PersonView>,
    /// When it was published; null where that is not known.
    pub published: Option<When>,
    /// The postmortem before it in time, a [`Row`].
    pub previous: Option<Shared<Row>>,
    /// The postmortem after it in time, a [`Row`].
    pub next: Option<Shared<Row>>,
    /// Where its source can be changed; null without `repository`.
    pub edit: Option<String>,
    /// The url of its facts as JSON.
    pub data: String,
    /// How to cite it, as plain text.
    pub cite: String,
    /// `x-` keys of the front matter, for themes.
    pub extra: std::collections::BTreeMap<String, serde_json::Value>,
}

/// One question of the first screen with its answer.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Card {
    /// `how-long`, `who`, `how-bad`, `why`, `found-by` or `fixed`.
    pub key: &'static str,
    /// `How long`
    pub label: &'static str,
    /// `1 h 47 min`, `not recorded`
    pub value: String,
    /// Whether the answer is known.
    pub known: bool,
    /// `10 Mar 2026, 07:00 to 08:47 UTC`; null where there is nothing to add.
    pub note: Option<String>,
    /// A second line that calls for attention: `1 late`.
    pub alert: Option<String>,
    /// Where the answer leads: for `why` the cause; null where it leads nowhere.
    pub url: Option<String>,
    /// The rank of the severity that is the answer, for its mark; 0 for any other answer.
    pub rank: usize,
    /// What was hit, under the answer: for `how-bad` the services.
    pub hits: Vec<Hit>,
}

/// From when to when, in the incident's own zone.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Span {
    /// When it began.
    pub started: When,
    /// When users felt nothing of it any more.
    pub mitigated: When,
    /// When it was over.
    pub resolved: When,
}

/// A service that was hit.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Hit {
    /// Its name.
    pub text: String,
    /// Its page.
    pub url: String,
    /// How it was hit where that differs from the rest: `degraded, 07:00 to 07:40 UTC`; null otherwise.
    pub how: Option<String>,
}

/// A picture with its sentence.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Figure {
    /// The picture.
    pub svg: Html,
    /// What it shows, in words.
    pub sentence: String,
    /// What went to wrong tracks, in another sentence; empty where nothing did.
    pub lost: String,
}

/// A piece of the body: print `html`, or the list of `entries`, or that of `actions`, as `kind` says.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Part {
    /// `html`, `entries` or `actions`; the other keys are empty then.
    pub kind: &'static str,
    /// Rendered Markdown.
    pub html: Html,
    /// Entries of the timeline, one after the other.
    pub entries: Vec<EntryView>,
    /// Actions, one after the other.
    pub actions: Vec<ActionView>,
}

/// One entry of the timeline.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct EntryView {
    /// `entry-3`: the anchor of its list item, and what the figure points to. Counted from 1.
    pub id: String,
    /// `07:00`, `~07:00`, `07:00 to 07:20`; empty without a clock time.
    pub time: String,
    /// For `<time datetime>`; null without a clock time.
    pub datetime: Option<String>,
    /// The day, where it is another than that of the entry before: `Wed 11 Mar 2026`; null otherwise.
    pub date: Option<When>,
    /// The zone, where it is another than that of the entry before: `UTC`; null otherwise.
    pub zone: Option<String>,
    /// Whether the time is only about right.
    pub approximate: bool,
    /// `impact-started`, `detected`, …: for marks and colours.
    pub kind: &'static str,
    /// `impact`, `detected`, …
    pub kind_label: &'static str,
    /// Whether the kind was concluded from words: shown as such.
    pub inferred: bool,
    /// The phase that begins with it or goes on after it: `undetected`, `diagnosing`, `mitigating`, `watching`; empty where none does.
    pub phase: &'static str,
    /// The phase that begins with it, and how long it lasts: `diagnosing, 53 min`; null where none does.
    pub opens: Option<String>,
    /// Where a wrong track leaves from here: `39 min lost`; null otherwise.
    pub lost: Option<String>,
    /// What the line of a wrong track does beside it: `start`, `inside` or `end`; empty where there is none.
    pub detour: &'static str,
    /// The time since the entry before: `12 min`; null where it is not known.
    pub after: Option<String>,
    /// A silence before it that is worth a line: `no entry for 16 h 39 min`; null otherwise.
    pub silence: Option<String>,
    /// Its text.
    pub html: Html,
}

/// One action.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct ActionView {
    /// Its anchor: `action-` and its id.
    pub id: String,
    /// What is to be done.
    pub html: Html,
    /// Who does it, or `not recorded`.
    pub owner: String,
    /// By when.
    pub due: When,
    /// `open`, `done` or `dropped`.
    pub status: &'static str,
    /// `open`, `10 days late`, `done 12 Mar 2026`, `dropped`
    pub state: String,
    /// Whether it is open past its day.
    pub late: bool,
    /// `detect`, `mitigate`, `prevent` or `process`; null where it is not known.
    pub kind: Option<&'static str>,
    /// Its ticket; null where there is none.
    pub href: Option<String>,
}

/// One of its times beside those of the archive.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Against {
    /// `Detected after`
    pub label: &'static str,
    /// `12 min`
    pub value: String,
    /// `median 6 min`
    pub median: String,
    /// In how many postmortems it is known.
    pub n: usize,
    /// All times of the archive, one stroke each, as the data of a path in a box 1,000 wide.
    pub ticks: Html,
    /// Where it lies on the scale, in percent: `43.20`.
    pub x: String,
    /// Where the median lies on it.
    pub median_x: String,
}

/// A link that leaves the site.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Outside {
    /// The words.
    pub text: String,
    /// The whole address; null in a draft that states none, or one that cannot be.
    pub href: Option<String>,
    /// What it leads to: `Status page`, `Ticket`, …; null where that is not said.
    pub kind: Option<&'static str>,
}

/// What became known later.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct UpdateView {
    /// When.
    pub date: When,
    /// What.
    pub note: String,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct PersonView {
    /// The name.
    pub name: String,
    /// Their postmortems: an author's page; null for reviewers who wrote none.
    pub url: Option<String>,
    /// A page about them; null where none is stated.
    pub href: Option<String>,
}
