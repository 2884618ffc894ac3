//! The facts as data: what postmortems.json and each index.json hold. Every key is always there, and what is
//! not known is null.

pub mod actions;
pub mod actions_calendar;
pub mod actions_csv;
mod from_record;
mod service;

pub use from_record::{action, archive, entry, impact, minutes, outage, postmortem, recurrence, whole};

pub use service::{Service, service};

use crate::archive::{Archive as Postmortems, Item};
use crate::moment::Moment;
use crate::record::{self, Known, Link, Person, Update};
use crate::recurrence::{Match, Recurrences};
use crate::source::Source;
use crate::span::Span;
use crate::url;
use crate::vocabulary::{
    ActionKind, ActionStatus, DetectedBy, EntryKind, ImpactLevel, Outcome, Status, Trigger, Visibility,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// The document of postmortems.json.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Archive<'a> {
    /// The version of this format: 1.
    pub version: u8,
    /// The date that counts as today.
    pub as_of: Option<String>,
    /// The postmortems, newest first.
    pub postmortems: Vec<Postmortem<'a>>,
}

/// One postmortem.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Postmortem<'a> {
    /// The id, unique in the archive.
    pub id: &'a str,
    /// The slug: the last part of the page's URL.
    pub slug: &'a str,
    /// The path of the page, from the root of the site: `postmortems/SLUG/`.
    pub url: String,
    /// The title.
    pub title: &'a str,
    /// The summary, as plain text.
    pub summary: Option<&'a str>,
    /// The affected services.
    pub services: Vec<&'a str>,
    /// The teams.
    pub teams: &'a [String],
    /// The root-cause category.
    pub root_cause: Option<&'a str>,
    /// Other contributing categories.
    pub contributing: &'a [String],
    /// What triggered the incident.
    pub trigger: Option<Trigger>,
    /// The severity.
    pub severity: Option<&'a str>,
    /// The status of the postmortem.
    pub status: Status,
    /// Whether it was a near miss: nothing was affected.
    pub near_miss: bool,
    /// Who may read the postmortem.
    pub visibility: Visibility,
    /// When the incident started: RFC 3339, or a time of day if date or zone are not known.
    pub started: Option<String>,
    /// When the incident was detected.
    pub detected: Option<String>,
    /// Who or what detected it.
    pub detected_by: Option<DetectedBy>,
    /// When somebody acknowledged it.
    pub acknowledged: Option<String>,
    /// When the impact on users ended.
    pub mitigated: Option<String>,
    /// When the incident ended.
    pub resolved: Option<String>,
    /// The outages, where the postmortem tells of several; otherwise empty.
    pub outages: Vec<OutageData<'a>>,
    /// The date of publication.
    pub published: Option<String>,
    /// Durations in whole minutes, since `started` but for `impact`.
    pub minutes: Minutes,
    /// The facts that are inferred from the text, by front-matter key; all others are stated.
    pub inferred: Vec<&'static str>,
    /// The impact on users; null if nothing is known about it.
    pub impact: Option<Impact<'a>>,
    /// Alerts and error messages, verbatim.
    pub symptoms: &'a [String],
    /// The authors.
    pub authors: Vec<Author<'a>>,
    /// The reviewers.
    pub reviewers: Vec<Author<'a>>,
    /// The tags.
    pub tags: &'a [String],
    /// Related postmortems of the archive, by id or slug, as stated.
    pub related: Vec<&'a str>,
    /// Earlier postmortems of the same failure of the archive, by id or slug, as stated.
    pub recurrence_of: Vec<&'a str>,
    /// The number of timeline entries.
    pub entries: usize,
    /// The number of open actions.
    pub actions_open: usize,
    /// The number of actions.
    pub actions_total: usize,
    /// Earlier postmortems that are, or likely are, of the same failure: confirmed ones first, then the best match.
    pub recurrences: Vec<Recurrence<'a>>,
}

/// The document of postmortems/SLUG/index.json: the same fields, and what the text says.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Whole<'a> {
    /// The fields that postmortems.json has, too.
    #[serde(flatten)]
    pub postmortem: Postmortem<'a>,
    /// The entries of the timeline, in document order.
    pub timeline: Vec<Entry<'a>>,
    /// The actions.
    pub actions: Vec<Action<'a>>,
    /// Links shown next to the text.
    pub links: Vec<LinkData<'a>>,
    /// Later updates.
    pub updates: Vec<UpdateData<'a>>,
    /// Former slugs of the page.
    pub aliases: Vec<&'a str>,
}

/// Durations in whole minutes, rounded half up.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Minutes {
    /// From start to detection.
    pub detect: Option<i64>,
    /// From start to acknowledgement.
    pub acknowledge: Option<i64>,
    /// From start to mitigation.
    pub mitigate: Option<i64>,
    /// From start to resolution.
    pub resolve: Option<i64>,
    /// How long users were affected: in all outages, those that overlap once; without outages until mitigated, else
    /// until resolved; 0 for a near miss.
    pub impact: Option<i64>,
}

/// One of several outages.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OutageData<'a> {
    /// When it started.
    pub started: Option<String>,
    /// When it ended; null while it is ongoing.
    pub resolved: Option<String>,
    /// The services that it affected; empty means all of the incident.
    pub services: &'a [String],
    /// How severely they were affected.
    pub level: Option<ImpactLevel>,
}

/// The impact on users.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Impact<'a> {
    /// The impact, in words.
    pub summary: Option<&'a str>,
    /// The percentage of all users, 0 to 100.
    pub users_percent: Option<f64>,
    /// The number of users affected.
    pub users: Option<u64>,
    /// The number of failed requests.
    pub requests_failed: Option<u64>,
    /// Lost revenue, as written.
    pub revenue: Option<&'a str>,
    /// How severely the services were affected.
    pub level: Option<ImpactLevel>,
    /// Services that were affected differently from the rest.
    pub services: Vec<ServiceImpact<'a>>,
}

/// The impact on one service.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ServiceImpact<'a> {
    /// The name.
    pub name: &'a str,
    /// How severely it was affected.
    pub level: Option<ImpactLevel>,
    /// When the impact started.
    pub started: Option<String>,
    /// When the impact ended.
    pub resolved: Option<String>,
}

/// A person.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Author<'a> {
    /// The name.
    pub name: &'a str,
    /// The URL of a page about them.
    pub url: Option<&'a str>,
}

/// An earlier postmortem of the same failure.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Recurrence<'a> {
    /// The id.
    pub id: &'a str,
    /// The similarity score; comparable within one archive only.
    pub score: f64,
    /// What is the same and, after `differs:`, what is not; the first is `confirmed: recurrence_of` where the postmortem says
    /// so itself.
    pub reasons: Vec<String>,
    /// Its actions that are still open.
    pub open_actions: Vec<&'a str>,
}

/// An entry of a timeline.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Entry<'a> {
    /// The time: RFC 3339, or a time of day; null without a clock time.
    pub at: Option<String>,
    /// The local date, if known.
    pub date: Option<String>,
    /// The end of a range.
    pub until: Option<String>,
    /// Whether the time is approximate.
    pub approximate: bool,
    /// The time zone, as written.
    pub zone: Option<&'a str>,
    /// The kind of the entry.
    pub kind: EntryKind,
    /// Where the kind comes from.
    pub kind_from: KindFrom,
    /// The text.
    pub text: &'a str,
    /// The line in the source, from 1.
    pub line: Option<usize>,
}

/// Where the kind of an entry comes from.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum KindFrom {
    /// A label in the text.
    Label,
    /// The words of the entry.
    Inferred,
}

/// An action item.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Action<'a> {
    /// The id, unique in the postmortem.
    pub id: &'a str,
    /// The task.
    pub task: &'a str,
    /// The owner.
    pub owner: Option<&'a str>,
    /// The due date.
    pub due: Option<String>,
    /// The status.
    pub status: ActionStatus,
    /// The date on which it was done.
    pub done_on: Option<String>,
    /// The purpose.
    pub kind: Option<ActionKind>,
    /// The URL of its ticket.
    pub link: Option<&'a str>,
    /// The priority, as written.
    pub priority: Option<&'a str>,
    /// What became of it, as a later incident showed.
    pub outcome: Option<Outcome>,
    /// The id of that incident's postmortem.
    pub by: Option<&'a str>,
    /// What else is said of it: the other cells of its row, words beside its state.
    pub extra: Vec<Extra<'a>>,
    /// The line in the source, from 1.
    pub line: Option<usize>,
}

/// Words about an action that are none of its other facts.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Extra<'a> {
    /// What they are: the head of their column.
    pub label: &'a str,
    /// The words, as plain text.
    pub value: &'a str,
}

/// A link shown next to the text.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LinkData<'a> {
    /// The text of the link.
    pub label: &'a str,
    /// The URL.
    pub url: &'a str,
    /// What it links to.
    pub kind: Option<crate::vocabulary::LinkKind>,
}

/// A later update.
#[derive(Debug, Serialize, JsonSchema)]
pub struct UpdateData<'a> {
    /// The date.
    pub date: String,
    /// The text.
    pub note: &'a str,
}
