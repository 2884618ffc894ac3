//! What a postmortem says, without its text: archive, figures and data need no more. A record may come from a cache, a
//! JSON file or another archive as well as from a file of this site: all of it is written and read back with `serde`.

pub mod accessors;
mod counted;
mod known;
pub mod lengths;
pub mod outages;
mod own_value;
pub mod phases;
use crate::moment::Moment;
use crate::span::Span;
use crate::vocabulary::{
    ActionKind, ActionStatus, DetectedBy, EntryKind, ImpactLevel, LinkKind, Outcome, Status, Trigger,
    Visibility,
};
use crate::yaml::fields::Put;
use jiff::civil::Date;
pub use known::Known;
use lengths::StatedLength;
pub use own_value::OwnValue;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// Where a fact comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// Stated in the front matter.
    FrontMatter,
    /// Stated in the body.
    Body,
    /// Concluded from words, names or the site's settings, and shown as such.
    Inferred,
}

/// A value with where it came from, where it is, and what else was said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact<T> {
    /// The value that counts.
    pub value: T,
    /// Where it comes from.
    pub origin: Origin,
    /// Where it is.
    pub span: Span,
    /// What other places say of the same fact, and where they are.
    pub others: Vec<(T, Span)>,
}

impl<T> Fact<T> {
    /// A fact of which only one place tells.
    pub const fn new(value: T, origin: Origin, span: Span) -> Self {
        Self {
            value,
            origin,
            span,
            others: Vec::new(),
        }
    }

    /// Whether it was concluded, and nobody stated it.
    #[must_use]
    pub const fn is_inferred(&self) -> bool {
        matches!(self.origin, Origin::Inferred)
    }
}

impl<T> Put<T> for Option<Fact<T>> {
    fn put(&mut self, value: T, span: Span) {
        *self = Some(Fact::new(value, Origin::FrontMatter, span));
    }
}

/// Which source a record comes from: the path in its archive. What tells records apart, compares this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceId<'a> {
    /// The archive; None for this site.
    pub archive: Option<&'a str>,
    /// The path in it.
    pub path: &'a str,
}

impl fmt::Display for SourceId<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.archive {
            Some(archive) => write!(out, "{} of {archive}", self.path),
            None => out.write_str(self.path),
        }
    }
}

/// All that is known of one postmortem. Absent means not known; nothing here is a guess without saying so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The archive that it comes from; None for this site.
    pub archive: Option<String>,
    /// The source's path in its archive. It names a record only together with the archive: see [`Record::source_id`].
    pub path: String,
    /// Unique in the archive.
    pub id: String,
    /// The name of its page.
    pub slug: String,
    /// Old slugs, which become redirects.
    pub aliases: Vec<Fact<String>>,
    /// The title.
    pub title: Fact<String>,
    /// The facts by front-matter key.
    pub facts: Facts,
    /// The entries of the timeline, in the order of the text.
    pub entries: Vec<Entry>,
    /// The actions, in the order of the text; those of the front matter first.
    pub actions: Vec<Action>,
    /// The lengths of time that the text states of its incident, in the order of the text.
    pub lengths: Vec<StatedLength>,
    /// Words of the body: headings count; code blocks, HTML tags, comments, front matter and link targets do not.
    pub words: usize,
}

/// Facts by front-matter key.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[expect(
    missing_docs,
    reason = "each is the front-matter key of its name, in the guide"
)]
pub struct Facts {
    pub services: Option<Fact<Vec<ServiceHit>>>,
    pub root_cause: Option<Fact<String>>,
    pub cause_summary: Option<Fact<String>>,
    pub contributing: Option<Fact<Vec<String>>>,
    pub started: Option<Fact<Moment>>,
    pub resolved: Option<Fact<Moment>>,
    pub outages: Option<Fact<Vec<Outage>>>,
    pub detected: Option<Fact<Moment>>,
    pub acknowledged: Option<Fact<Moment>>,
    pub mitigated: Option<Fact<Moment>>,
    pub detected_by: Option<Fact<DetectedBy>>,
    pub severity: Option<Fact<String>>,
    pub status: Option<Fact<Status>>,
    pub authors: Option<Fact<Vec<Person>>>,
    pub reviewers: Option<Fact<Vec<Person>>>,
    pub teams: Option<Fact<Vec<String>>>,
    pub symptoms: Option<Fact<Vec<String>>>,
    pub trigger: Option<Fact<Trigger>>,
    pub impact: Impact,
    pub near_miss: Option<Fact<bool>>,
    pub ongoing: Option<Fact<bool>>,
    pub visibility: Option<Fact<Visibility>>,
    pub related: Option<Fact<Vec<String>>>,
    pub recurrence_of: Option<Fact<Vec<String>>>,
    pub not_related: Option<Fact<Vec<NotRelated>>>,
    pub links: Option<Fact<Vec<Link>>>,
    /// The date of the incident: of `started`, else of the timeline, the Issue Summary, the title or the file's name.
    pub date: Option<Fact<Date>>,
    pub published: Option<Fact<Date>>,
    pub updates: Option<Fact<Vec<Update>>>,
    pub tags: Option<Fact<Vec<String>>>,
    pub summary: Option<Fact<String>>,
    /// The keys of the site's own, as `site.yaml` declares them.
    pub own: BTreeMap<String, Fact<OwnValue>>,
    /// `x-` keys, for themes.
    pub extra: BTreeMap<String, serde_json::Value>,
}

/// A service, and how it was hit where that differs from the rest.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ServiceHit {
    /// Its name as the site knows it: an alias of `site.yaml` is its service.
    pub name: String,
    /// The name as written, where the site knows it by another one.
    pub stated: Option<String>,
    /// Where the name is.
    pub span: Span,
    /// How hard it was hit.
    pub level: Option<ImpactLevel>,
    /// When it began for this service.
    pub started: Option<Moment>,
    /// When it ended for this service.
    pub resolved: Option<Moment>,
}

/// One of several outages that a postmortem tells of.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Outage {
    /// When it began.
    pub started: Option<Moment>,
    /// When it ended; None while it is ongoing.
    pub resolved: Option<Moment>,
    /// The services that it affected; none means all of the incident.
    pub services: Vec<String>,
    /// How hard they were hit.
    pub level: Option<ImpactLevel>,
}

/// The impact on users.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Impact {
    /// In words.
    pub summary: Option<Fact<String>>,
    /// Of all users, 0 to 100.
    pub users_percent: Option<Fact<f64>>,
    /// What the percentage is of, where the text counts something else than people: `requests`, `payments`.
    pub counted: Option<String>,
    /// How many users.
    pub users: Option<Fact<u64>>,
    /// How many requests failed.
    pub requests_failed: Option<Fact<u64>>,
    /// Money lost, as written.
    pub revenue: Option<Fact<String>>,
    /// How hard the services were hit.
    pub level: Option<Fact<ImpactLevel>>,
}

/// A person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The name.
    pub name: String,
    /// A page about them.
    pub url: Option<String>,
}

/// A postmortem that only looks alike, and why it is another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotRelated {
    /// Its id or slug.
    pub id: String,
    /// Why they are not the same.
    pub because: String,
}

/// A link beside the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The words.
    pub label: String,
    /// The address.
    pub url: String,
    /// What it leads to.
    pub kind: Option<LinkKind>,
}

/// What became known later.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// When.
    pub date: Date,
    /// What.
    pub note: String,
}

/// One entry of the timeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// When; None without a clock time.
    pub at: Option<Moment>,
    /// The local date, wherever it is known, also without a clock time.
    pub date: Option<Date>,
    /// Whether it, or the heading above it, states the date; otherwise it was taken from elsewhere.
    pub dated: bool,
    /// The end of a range of times.
    pub until: Option<Moment>,
    /// `~14:05`, `ca. 18:30`, `about 2 pm`.
    pub approximate: bool,
    /// What it tells.
    pub kind: EntryKind,
    /// Whether a label in the text says so; otherwise it was inferred from words.
    pub labelled: bool,
    /// The words, without time and label, as plain text.
    pub text: String,
    /// All its blocks in the source.
    pub span: Span,
    /// What of them is shown: after the time and the label.
    pub content: Span,
    /// What is within `content` and is not shown: cells of a table that date, time or zone were read from.
    pub hidden: Vec<Span>,
    /// Where the time is, if there is one.
    pub time_span: Option<Span>,
    /// How long a false lead took, in seconds, where its words say so.
    pub lost: Option<i64>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Action {
    /// Stated, else a hash of the postmortem's id and the task.
    pub id: String,
    /// What is to be done, as plain text.
    pub task: String,
    /// Who does it.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<Date>,
    /// How far it is.
    pub status: ActionStatus,
    /// When it was done.
    pub done_on: Option<Date>,
    /// What it is for.
    pub kind: Option<ActionKind>,
    /// Its ticket.
    pub link: Option<String>,
    /// How urgent it is, as written.
    pub priority: Option<String>,
    /// What became of it, as a later incident showed.
    pub outcome: Option<Outcome>,
    /// The id of that incident's postmortem.
    pub by: Option<String>,
    /// What else is said of it: cells of its table, words beside its state and ticket.
    pub extra: Vec<Extra>,
    /// All its blocks in the source.
    pub span: Span,
    /// What of them is shown, where it is in the body; None for one of the front matter alone.
    pub content: Option<Span>,
}

/// Words about an action that are none of its other facts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extra {
    /// What they are: the head of their column.
    pub label: String,
    /// The words, as plain text.
    pub value: String,
    /// The address of the link in them.
    pub link: Option<String>,
}

#[cfg(test)]
mod tests;
