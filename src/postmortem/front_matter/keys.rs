//! The keys of front matter: each is declared here and nowhere else.

use super::FrontMatter;
use crate::postmortem::record::{Action, Fact, Impact, Link, NotRelated, Origin, Person, ServiceHit, Update};
use crate::vocabulary::{
    ActionKind, ActionStatus, DetectedBy, ImpactLevel, LinkKind, Status, Trigger, Visibility,
};
use crate::yaml::fields::{Reader, keys};
use crate::yaml::kind::{
    Address, Count, Day, Fields, Flag, Kind, List, Map, Percent, Slug, Text, Time, Word,
};
use crate::yaml::name_list::NameList;
use crate::yaml::{Node, Value};
use jiff::civil::Date;
use schemars::{Schema, SchemaGenerator};

keys! {
    /// The table of front matter, in the order of the guide.
    pub KEYS: FrontMatter {
        /// The title; else the first heading that names no section, else the file's name.
        title: Text => title;
        /// The services that were hit: names, or maps where one was hit otherwise than the rest.
        services: NameList<Hit> => facts.services;
        /// The root-cause category.
        root_cause: Text => facts.root_cause;
        /// Other categories that contributed.
        contributing: NameList<Text> => facts.contributing;
        /// When it began: RFC 3339, or date, time and zone such as `2024-02-12 01:00 Africa/Lagos`.
        started: Time => facts.started;
        /// When it was over.
        resolved: Time => facts.resolved;
        /// How severe it was: one of the site's severities.
        severity: Text => facts.severity;
        /// How far the postmortem is; all but drafts are published.
        status: Word<Status> => facts.status;
        /// Who wrote it.
        authors: NameList<Map<Person>> => facts.authors;
        /// Who reviewed it.
        reviewers: NameList<Map<Person>> => facts.reviewers;
        /// The teams it concerns; else the owners of the services.
        teams: NameList<Text> => facts.teams;
        /// When somebody or something noticed.
        detected: Time => facts.detected;
        /// When somebody took it on.
        acknowledged: Time => facts.acknowledged;
        /// When users felt nothing of it any more.
        mitigated: Time => facts.mitigated;
        /// Who or what noticed.
        detected_by: Word<DetectedBy> => facts.detected_by;
        /// Alerts and error messages as they were seen.
        symptoms: List<Text> => facts.symptoms;
        /// What set it off.
        trigger: Word<Trigger> => facts.trigger;
        /// What users felt.
        impact: Map<Impact> => facts.impact;
        /// Whether nothing was hit in the end.
        near_miss: Flag => facts.near_miss;
        /// Whether it is not over yet.
        ongoing: Flag => facts.ongoing;
        /// Who may read it.
        visibility: Word<Visibility> => facts.visibility;
        /// What is to be done; an item of the body with the same text is the same action.
        actions: List<Task> => actions;
        /// Postmortems that belong to it, by id or slug.
        related: NameList<Text> => facts.related;
        /// Postmortems of which this is the same failure again, by id or slug.
        recurrence_of: NameList<Text> => facts.recurrence_of;
        /// Postmortems that only look alike, each with the reason.
        not_related: List<Map<NotRelated>> => facts.not_related;
        /// Links beside the text.
        links: List<Map<Link>> => facts.links;
        /// Its name in the archive; else the file's name.
        id: Text => id;
        /// The name of its page; else the file's name.
        slug: Slug => slug;
        /// Old names of its page, which lead to it.
        aliases: NameList<Alias> => aliases;
        /// The date of the incident, where `started` does not tell it.
        date: Day => facts.date;
        /// When the postmortem was published.
        published: Day => facts.published;
        /// What became known later.
        updates: List<Map<Update>> => facts.updates;
        /// Words to find it by.
        tags: NameList<Text> => facts.tags;
        /// What happened, in a sentence or two; else the first paragraph of the Issue Summary.
        summary: Text => facts.summary;
    }
}

impl Fields for Impact {
    keys! {
        KEYS: Self {
            /// What users felt, in words.
            summary: Text => summary;
            /// How many of all users were hit, in percent.
            users_percent: Percent => users_percent;
            /// How many users were hit.
            users: Count => users;
            /// How many requests failed.
            requests_failed: Count => requests_failed;
            /// Money lost, as people say it.
            revenue: Text => revenue;
            /// How hard the services were hit.
            level: Word<ImpactLevel> => level;
        }
    }
}

impl Fields for Person {
    keys! {
        KEYS: Self {
            /// The name.
            name: Text => name;
            /// A page about them.
            url: Address => url;
        }
    }
    const SHORT: Option<fn(String) -> Self> = Some(|name| Self { name, url: None });
    const NEEDED: &'static [&'static str] = &["name"];
}

impl Fields for NotRelated {
    keys! {
        KEYS: Self {
            /// The id or slug of the other one.
            id: Text => id;
            /// Why they are not the same.
            because: Text => because;
        }
    }
    const NEEDED: &'static [&'static str] = &["id", "because"];
}

impl Fields for Link {
    keys! {
        KEYS: Self {
            /// The words of the link.
            label: Text => label;
            /// The address.
            url: Address => url;
            /// What it leads to.
            kind: Word<LinkKind> => kind;
        }
    }
    const NEEDED: &'static [&'static str] = &["url"];
}

impl Fields for Update {
    keys! {
        KEYS: Self {
            /// When it became known.
            date: Day => date;
            /// What became known.
            note: Text => note;
        }
    }
    const NEEDED: &'static [&'static str] = &["date", "note"];
}

/// A service: its name, or a map.
struct Hit;

impl Kind for Hit {
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
            /// How hard this one was hit.
            level: Word<ImpactLevel> => level;
            /// When it began for this one.
            started: Time => started;
            /// When it was over for this one.
            resolved: Time => resolved;
        }
    }
    const SHORT: Option<fn(String) -> Self> = Some(|name| Self {
        name,
        ..Self::default()
    });
    const NEEDED: &'static [&'static str] = &["name"];
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
}

impl Kind for Task {
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
            /// A name of its own; else made from the postmortem's id and the task.
            id: Text => id;
            /// What is to be done.
            task: Text => task;
            /// Who does it.
            owner: Text => owner;
            /// By when.
            due: Day => due;
            /// How far it is.
            status: Word<ActionStatus> => status;
            /// When it was done.
            done_on: Day => done_on;
            /// What it is for.
            kind: Word<ActionKind> => kind;
            /// Its ticket.
            link: Address => link;
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

impl Kind for Alias {
    type Value = Fact<String>;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Fact<String>> {
        Slug::read(node, reader).map(|alias| Fact::new(alias, Origin::FrontMatter, node.span))
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        Slug::schema(generator)
    }
}
