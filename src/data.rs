//! The facts as data: what postmortems.json and each index.json hold. Every key is always there, and what is
//! not known is null.

mod read;

pub use read::{action, archive, entry, impact, minutes, postmortem, whole};

use crate::archive::{Archive as Postmortems, Item};
use crate::moment::Moment;
use crate::record;
use crate::record::{Known, Link, Person, Update};
use crate::source::Source;
use crate::span::Span;
use crate::url;
use crate::vocabulary::{
    ActionKind, ActionStatus, DetectedBy, EntryKind, ImpactLevel, Status, Trigger, Visibility,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// postmortems.json
#[derive(Debug, Serialize, JsonSchema)]
pub struct Archive<'a> {
    /// The version of this form: 1.
    pub version: u8,
    /// The day up to which things are counted.
    pub as_of: Option<String>,
    /// The postmortems, newest first.
    pub postmortems: Vec<Postmortem<'a>>,
}

/// One postmortem.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Postmortem<'a> {
    /// Unique in the archive.
    pub id: &'a str,
    /// The name of its page.
    pub slug: &'a str,
    /// Its page, from the root of the site: `postmortems/SLUG/`.
    pub url: String,
    /// Its title.
    pub title: &'a str,
    /// Its summary, as plain text.
    pub summary: Option<&'a str>,
    /// The services that were hit.
    pub services: Vec<&'a str>,
    /// The teams.
    pub teams: &'a [String],
    /// The root-cause category.
    pub root_cause: Option<&'a str>,
    /// Other categories that contributed.
    pub contributing: &'a [String],
    /// What set it off.
    pub trigger: Option<Trigger>,
    /// How bad it was.
    pub severity: Option<&'a str>,
    /// How far the text is.
    pub status: Status,
    /// Whether nobody was hit.
    pub near_miss: bool,
    /// Who may read it.
    pub visibility: Visibility,
    /// When it began: RFC 3339, or a time of day where date or zone are not known.
    pub started: Option<String>,
    /// When somebody noticed.
    pub detected: Option<String>,
    /// Who or what noticed.
    pub detected_by: Option<DetectedBy>,
    /// When somebody took it on.
    pub acknowledged: Option<String>,
    /// When users felt nothing of it any more.
    pub mitigated: Option<String>,
    /// When it was over.
    pub resolved: Option<String>,
    /// The day on which it was published.
    pub published: Option<String>,
    /// Its times in whole minutes from `started`.
    pub minutes: Minutes,
    /// What users felt; null where nothing is known of it.
    pub impact: Option<Impact<'a>>,
    /// Alerts and error messages as they were seen.
    pub symptoms: &'a [String],
    /// Who wrote it.
    pub authors: Vec<Author<'a>>,
    /// Who reviewed it.
    pub reviewers: Vec<Author<'a>>,
    /// Its tags.
    pub tags: &'a [String],
    /// Ids or slugs of related postmortems, as stated.
    pub related: &'a [String],
    /// Ids or slugs of earlier postmortems of the same failure, as stated.
    pub recurrence_of: &'a [String],
    /// How many entries its timeline has.
    pub entries: usize,
    /// How many of its actions are open.
    pub actions_open: usize,
    /// How many actions it has.
    pub actions_total: usize,
    /// Earlier postmortems that look like it, best first.
    pub recurrences: Vec<Recurrence<'a>>,
}

/// postmortems/SLUG/index.json: the same, and what the text tells.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Whole<'a> {
    /// What postmortems.json has of it too.
    #[serde(flatten)]
    pub postmortem: Postmortem<'a>,
    /// The entries of its timeline, in the order of the text.
    pub timeline: Vec<Entry<'a>>,
    /// Its actions.
    pub actions: Vec<Action<'a>>,
    /// Links beside the text.
    pub links: Vec<LinkData<'a>>,
    /// What became known later.
    pub updates: Vec<UpdateData<'a>>,
    /// Old names of its page.
    pub aliases: Vec<&'a str>,
}

/// Times in whole minutes, rounded half up.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Minutes {
    /// From start to detected.
    pub detect: Option<i64>,
    /// From start to acknowledged.
    pub acknowledge: Option<i64>,
    /// From start to mitigated.
    pub mitigate: Option<i64>,
    /// From start to resolved.
    pub resolve: Option<i64>,
}

/// What users felt.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Impact<'a> {
    /// In words.
    pub summary: Option<&'a str>,
    /// Of all users, 0 to 100.
    pub users_percent: Option<f64>,
    /// How many users.
    pub users: Option<u64>,
    /// How many requests failed.
    pub requests_failed: Option<u64>,
    /// Money lost, as written.
    pub revenue: Option<&'a str>,
    /// How hard the services were hit.
    pub level: Option<ImpactLevel>,
    /// Services that were hit otherwise than the rest.
    pub services: Vec<ServiceImpact<'a>>,
}

/// How one service was hit.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ServiceImpact<'a> {
    /// Its name.
    pub name: &'a str,
    /// How hard.
    pub level: Option<ImpactLevel>,
    /// From when.
    pub started: Option<String>,
    /// Until when.
    pub resolved: Option<String>,
}

/// A person.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Author<'a> {
    /// The name.
    pub name: &'a str,
    /// A page about them.
    pub url: Option<&'a str>,
}

/// An earlier postmortem that looks like this one.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Recurrence<'a> {
    /// Its id.
    pub id: &'a str,
    /// How alike they are.
    pub score: f64,
    /// Why, in words.
    pub reasons: Vec<String>,
    /// Its actions that were still open.
    pub open_actions: Vec<&'a str>,
}

/// An entry of a timeline.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Entry<'a> {
    /// When: RFC 3339, or a time of day; null without a clock time.
    pub at: Option<String>,
    /// The local date, wherever it is known.
    pub date: Option<String>,
    /// The end of a range.
    pub until: Option<String>,
    /// Whether the time is only about right.
    pub approximate: bool,
    /// The zone as written.
    pub zone: Option<&'a str>,
    /// What it tells.
    pub kind: EntryKind,
    /// Where the kind comes from.
    pub kind_from: KindFrom,
    /// The words.
    pub text: &'a str,
    /// Its line in the source, from 1.
    pub line: Option<usize>,
}

/// Where the kind of an entry comes from.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum KindFrom {
    /// A label in the text.
    Label,
    /// Its words.
    Inferred,
}

/// An action.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Action<'a> {
    /// Unique in its postmortem.
    pub id: &'a str,
    /// What is to be done.
    pub task: &'a str,
    /// Who does it.
    pub owner: Option<&'a str>,
    /// By when.
    pub due: Option<String>,
    /// How far it is.
    pub status: ActionStatus,
    /// When it was done.
    pub done_on: Option<String>,
    /// What it is for.
    pub kind: Option<ActionKind>,
    /// Its ticket.
    pub link: Option<&'a str>,
    /// Its line in the source, from 1.
    pub line: Option<usize>,
}

/// A link beside the text.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LinkData<'a> {
    /// The words.
    pub label: &'a str,
    /// The address.
    pub url: &'a str,
    /// What it leads to.
    pub kind: Option<crate::vocabulary::LinkKind>,
}

/// What became known later.
#[derive(Debug, Serialize, JsonSchema)]
pub struct UpdateData<'a> {
    /// When.
    pub date: String,
    /// What.
    pub note: &'a str,
}
