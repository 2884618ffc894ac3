//! The keys of front matter: each is declared here and nowhere else.

use super::FrontMatter;
use crate::record::{Action, Fact, Impact, Link, NotRelated, Origin, Outage, Person, ServiceHit, Update};
use crate::text::placeholder;
use crate::vocabulary::{
    ActionKind, ActionStatus, DetectedBy, ImpactLevel, LinkKind, Outcome, Status, Trigger, Visibility,
};
use crate::yaml::fields::{Reader, keys, shorten};
use crate::yaml::name_list::NameList;
use crate::yaml::value_kind::{
    Address, Count, Day, Fields, Flag, List, Map, Percent, Prose, Slug, Text, Time, ValueKind, Word,
};
use crate::yaml::{Node, Value};
use jiff::civil::Date;
use schemars::{Schema, SchemaGenerator};

keys! {
    /// The table of front matter, in the order of the guide.
    pub KEYS: FrontMatter {
        /// The title; by default the first heading that is not the name of a section, or the file name.
        title: Prose => title;
        /// The affected services: names, or maps for services that were affected differently from the rest.
        services: NameList<Hit> => facts.services;
        /// The root-cause category.
        root_cause: Text => facts.root_cause;
        /// Other contributing categories.
        contributing: NameList<Text> => facts.contributing;
        /// When the incident started: RFC 3339, or date, time and zone such as `2024-02-12 01:00 Africa/Lagos`.
        started: Time => facts.started;
        /// When the incident ended.
        resolved: Time => facts.resolved;
        /// The outages, where one postmortem tells of several; `started` and `resolved` default to the first and the last.
        outages: List<Map<Outage>> => facts.outages;
        /// The severity: one of those defined for the site.
        severity: Text => facts.severity;
        /// The status of the postmortem; all but drafts are published.
        status: Word<Status> => facts.status;
        /// The authors.
        authors: NameList<Named> => facts.authors;
        /// The reviewers.
        reviewers: NameList<Named> => facts.reviewers;
        /// The teams involved; by default the owners of the services.
        teams: NameList<Text> => facts.teams;
        /// When the incident was detected.
        detected: Time => facts.detected;
        /// When somebody acknowledged it.
        acknowledged: Time => facts.acknowledged;
        /// When the impact on users ended.
        mitigated: Time => facts.mitigated;
        /// Who or what detected the incident.
        detected_by: Word<DetectedBy> => facts.detected_by;
        /// Alerts and error messages, verbatim.
        symptoms: List<Prose> => facts.symptoms;
        /// What triggered the incident.
        trigger: Word<Trigger> => facts.trigger;
        /// The impact on users.
        impact: Map<Impact> => facts.impact;
        /// Whether it was a near miss: nothing was affected.
        near_miss: Flag => facts.near_miss;
        /// Whether the incident is still ongoing.
        ongoing: Flag => facts.ongoing;
        /// Who may read the postmortem.
        visibility: Word<Visibility> => facts.visibility;
        /// The action items; an item in the body with the same text is the same action.
        actions: List<Task> => actions;
        /// Related postmortems, by id or slug.
        related: NameList<Text> => facts.related;
        /// Earlier postmortems of the same failure, by id or slug.
        recurrence_of: NameList<Text> => facts.recurrence_of;
        /// Postmortems that only look related, each with the reason.
        not_related: List<Map<NotRelated>> => facts.not_related;
        /// Links shown next to the text.
        links: List<Map<Link>> => facts.links;
        /// The id of the postmortem in the archive; by default the file name.
        id: Text => id;
        /// The last part of the page's URL; by default the file name.
        slug: Slug => slug;
        /// Former slugs of the page, which redirect to it.
        aliases: NameList<Alias> => aliases;
        /// The date of the incident, if `started` is not known.
        date: Day => facts.date;
        /// When the postmortem was published.
        published: Day => facts.published;
        /// Later updates.
        updates: List<Map<Update>> => facts.updates;
        /// Tags.
        tags: NameList<Text> => facts.tags;
        /// What happened, in a sentence or two; by default the first paragraph of the Issue Summary.
        summary: Prose => facts.summary;
    }
}

impl Fields for Impact {
    keys! {
        KEYS: Self {
            /// The impact on users, in words.
            summary: Prose => summary;
            /// The percentage of users affected.
            users_percent: Percent => users_percent;
            /// The number of users affected.
            users: Count => users;
            /// The number of failed requests.
            requests_failed: Count => requests_failed;
            /// Lost revenue, as text.
            revenue: Prose => revenue;
            /// How severely the services were affected.
            level: Word<ImpactLevel> => level;
        }
    }
}

/// A person, by name. A placeholder names nobody: a postmortem that waits for its reviewer was not reviewed.
struct Named;

impl ValueKind for Named {
    type Value = Person;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Person> {
        let person = Map::<Person>::read(node, reader)?;
        if placeholder::is_nobody(&person.name) {
            reader.invalid(
                node.span,
                format!("`{}` names nobody", shorten(&person.name)),
                "write the name of a person, or leave the key out",
            );
            return None;
        }
        Some(person)
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        Map::<Person>::schema(generator)
    }
}

impl Fields for Person {
    keys! {
        KEYS: Self {
            /// The name.
            name: Text => name;
            /// The URL of a page about them.
            url: Address => url;
        }
    }
    const SHORT: Option<fn(String) -> Self> = Some(|name| Self { name, url: None });
    const NEEDED: &'static [&'static str] = &["name"];
}

impl Fields for NotRelated {
    keys! {
        KEYS: Self {
            /// The id or slug of the other postmortem.
            id: Text => id;
            /// Why they are not related.
            because: Prose => because;
        }
    }
    const NEEDED: &'static [&'static str] = &["id", "because"];
}

impl Fields for Link {
    keys! {
        KEYS: Self {
            /// The text of the link.
            label: Prose => label;
            /// The URL.
            url: Address => url;
            /// What it links to.
            kind: Word<LinkKind> => kind;
        }
    }
    const NEEDED: &'static [&'static str] = &["url"];
}

impl Fields for Update {
    keys! {
        KEYS: Self {
            /// The date of the update.
            date: Day => date;
            /// The text of the update.
            note: Prose => note;
        }
    }
    const NEEDED: &'static [&'static str] = &["date", "note"];
}

/// A service: its name, or a map.
struct Hit;

impl ValueKind for Hit {
    type Value = ServiceHit;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<ServiceHit> {
        let mut hit = Map::<ServiceHit>::read(node, reader)?;
        hit.span = match &node.value {
            Value::Map(entries) => entries
                .iter()
                .find(|entry| entry.key == "name")
                .map_or(node.span, |entry| entry.value.span),
            _ => node.span,
        };
        Some(hit)
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        Map::<ServiceHit>::schema(generator)
    }
}

impl Fields for ServiceHit {
    keys! {
        KEYS: Self {
            /// The name of the service, or an alias of it.
            name: Text => name;
            /// How severely this service was affected.
            level: Word<ImpactLevel> => level;
            /// When the incident started for this service.
            started: Time => started;
            /// When the incident ended for this service.
            resolved: Time => resolved;
        }
    }
    const SHORT: Option<fn(String) -> Self> = Some(|name| Self {
        name,
        ..Self::default()
    });
    const NEEDED: &'static [&'static str] = &["name"];
}

impl Fields for Outage {
    keys! {
        KEYS: Self {
            /// When the outage started.
            started: Time => started;
            /// When the outage ended.
            resolved: Time => resolved;
            /// The services that it affected; by default all of the incident.
            services: NameList<Text> => services;
            /// How severely they were affected.
            level: Word<ImpactLevel> => level;
        }
    }
    const NEEDED: &'static [&'static str] = &["started"];
}

/// An action: its task, or a map.
struct Task;

/// An action as front matter states it.
#[derive(Default)]
struct Stated {
    id: String,
    task: String,
    owner: Option<String>,
    due: Option<Date>,
    status: Option<ActionStatus>,
    done_on: Option<Date>,
    kind: Option<ActionKind>,
    link: Option<String>,
    priority: Option<String>,
    outcome: Option<Outcome>,
    by: Option<String>,
}

impl ValueKind for Task {
    type Value = Action;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Action> {
        let stated = Map::<Stated>::read(node, reader)?;
        let done = stated.done_on.map_or(ActionStatus::Open, |_| ActionStatus::Done);
        Some(Action {
            id: stated.id,
            task: stated.task,
            owner: stated.owner,
            due: stated.due,
            status: stated.status.unwrap_or(done),
            done_on: stated.done_on,
            kind: stated.kind,
            link: stated.link,
            priority: stated.priority,
            outcome: stated.outcome,
            by: stated.by,
            extra: Vec::new(),
            span: node.span,
            content: None,
        })
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        Map::<Stated>::schema(generator)
    }
}

impl Fields for Stated {
    keys! {
        KEYS: Self {
            /// An id; by default derived from the postmortem's id and the task.
            id: Text => id;
            /// The task.
            task: Prose => task;
            /// The owner.
            owner: Text => owner;
            /// The due date.
            due: Day => due;
            /// The status.
            status: Word<ActionStatus> => status;
            /// The date on which it was done.
            done_on: Day => done_on;
            /// The purpose.
            kind: Word<ActionKind> => kind;
            /// The URL of its ticket.
            link: Address => link;
            /// The priority, as text: `P1`, `high`.
            priority: Text => priority;
            /// What became of it, as a later incident showed.
            outcome: Word<Outcome> => outcome;
            /// The id of that incident's postmortem.
            by: Text => by;
        }
    }
    const SHORT: Option<fn(String) -> Self> = Some(|task| Self {
        task,
        ..Self::default()
    });
    const NEEDED: &'static [&'static str] = &["task"];
}

/// An old name of the page, with its place.
struct Alias;

impl ValueKind for Alias {
    type Value = Fact<String>;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Fact<String>> {
        Slug::read(node, reader).map(|alias| Fact::new(alias, Origin::FrontMatter, node.span))
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        Slug::schema(generator)
    }
}
