//! The services and teams of a Backstage catalogue: entities of `catalog-info.yaml` files.
//!
//! Read are names, titles, owners, links and what depends on what, of components, resources, systems and APIs, and who is in
//! which group. All else that an entity says is for others: it is neither read nor judged.

mod teams;

pub use teams::add;

use super::{Service, ServiceLink, Team};
use crate::diagnostic::{Diagnostic, RuleName};
use crate::source::Source;
use crate::span::Span;
use crate::yaml::fields::Reader;
use crate::yaml::value_kind::{Address, Text, ValueKind};
use crate::yaml::{self, Node, Value};
use std::collections::BTreeMap;
use std::sync::Arc;
use teams::Teams;

/// The name that the files of a catalogue have.
pub const FILES: [&str; 2] = ["catalog-info.yaml", "catalog-info.yml"];

/// The kinds of entities that an incident can hit; where two have one name, the earlier kind counts.
const KINDS: [&str; 4] = ["component", "resource", "system", "api"];

/// An entity, with where it stands.
struct Entity {
    kind: usize,
    namespace: String,
    service: Service,
    path: String,
    span: Span,
    line: usize,
}

/// The services and the teams that files list, in the order of their names, and what is wrong with the files.
#[must_use]
pub fn read(files: &[Arc<Source>]) -> (Vec<Service>, Vec<Team>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let mut teams = Teams::default();
    let mut entities = Vec::new();
    for file in files {
        problems.extend(file.problems.iter().cloned());
        match yaml::parse_all(&file.text) {
            Ok(documents) => {
                documents.iter().for_each(|document| teams.take(document));
                let mut reader = Reader::new(&file.path, &file.text);
                let of_file = documents
                    .iter()
                    .filter_map(|document| entity(document, file, &mut reader));
                entities.extend(of_file);
                problems.append(&mut reader.problems);
            }
            Err(error) => problems.push(error.diagnostic(&file.path)),
        }
    }
    let mut known: BTreeMap<String, Entity> = BTreeMap::new();
    for entity in entities {
        let key = entity.service.name.to_lowercase();
        match known.get(&key) {
            Some(first) if first.kind == entity.kind && first.namespace == entity.namespace => {
                let message = format!(
                    "a second {} is called `{}`: the first one is in {}, line {}",
                    KINDS.get(entity.kind).unwrap_or(&"entity"),
                    entity.service.name,
                    first.path,
                    first.line
                );
                let found = Diagnostic::error(RuleName::InvalidValue, &entity.path, entity.span, message);
                problems.push(found.hint("rename one of them, or remove the copy"));
            }
            Some(first) if first.kind <= entity.kind => {}
            _ => {
                known.insert(key, entity);
            }
        }
    }
    let services = known.into_values().map(|entity| entity.service);
    (services.collect(), teams.list(), problems)
}

/// The entity of a document; None of one that is no service, and of one that cannot be read.
fn entity(document: &Node, file: &Source, reader: &mut Reader<'_>) -> Option<Entity> {
    match &document.value {
        Value::Null => return None,
        Value::Map(_) => {}
        _ => {
            reader.wrong_type(document, "an entity: a map with `kind` and `metadata`");
            return None;
        }
    }
    let Some(kind) = get(document, "kind") else {
        reader.invalid(
            document.span,
            "this entity has no `kind`",
            "add one, such as `kind: Component`",
        );
        return None;
    };
    let kind = Text::read(kind, reader)?.to_lowercase();
    let kind = KINDS.iter().position(|known| *known == kind)?;
    let metadata = get(document, "metadata");
    let Some(name) = metadata.and_then(|metadata| get(metadata, "name")) else {
        let at = metadata.map_or(document.span, |metadata| metadata.span);
        reader.invalid(
            at,
            "this entity has no `metadata.name`",
            "add the name of the service",
        );
        return None;
    };
    let span = name.span;
    let name = Text::read(name, reader)?;
    let metadata = metadata?;
    let title = get(metadata, "title").and_then(|title| Text::read(title, reader));
    let namespace = get(metadata, "namespace").and_then(|namespace| Text::read(namespace, reader));
    let links = get(metadata, "links").map_or_else(Vec::new, |links| links_of(links, reader));
    let spec = get(document, "spec");
    let owner = spec.and_then(|spec| get(spec, "owner"));
    let owner = owner.and_then(|owner| Text::read(owner, reader));
    let depends_on = spec.and_then(|spec| get(spec, "dependsOn"));
    let depends_on = depends_on.map_or_else(Vec::new, |references| references_of(references, reader));
    Some(Entity {
        kind,
        namespace: namespace.unwrap_or_else(|| "default".to_owned()),
        service: Service {
            aliases: title
                .filter(|title| !title.eq_ignore_ascii_case(&name))
                .into_iter()
                .collect(),
            owner: owner.as_deref().map(referred),
            url: links.first().map(|link| link.url.clone()),
            depends_on,
            links,
            name,
        },
        path: file.path.clone(),
        span,
        line: file.place(span).line,
    })
}

/// The value of a key; None where nothing is there.
fn get<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    let Value::Map(entries) = &node.value else {
        return None;
    };
    let entry = entries.iter().find(|entry| entry.key == key)?;
    (!entry.value.is_empty()).then_some(&entry.value)
}

fn items<'a>(node: &'a Node, wanted: &str, reader: &mut Reader<'_>) -> &'a [Node] {
    match &node.value {
        Value::List(items) => items,
        _ => {
            reader.wrong_type(node, wanted);
            &[]
        }
    }
}

fn links_of(node: &Node, reader: &mut Reader<'_>) -> Vec<ServiceLink> {
    let mut links = Vec::new();
    for link in items(node, "a list of links", reader) {
        let Some(url) = get(link, "url") else {
            reader.invalid(
                link.span,
                "this link has no `url`",
                "add its address: `url: https://…`",
            );
            continue;
        };
        let Some(url) = Address::read(url, reader) else {
            continue;
        };
        let title = get(link, "title").and_then(|title| Text::read(title, reader));
        let label = title.unwrap_or_else(|| url.clone());
        links.push(ServiceLink { label, url });
    }
    links
}

fn references_of(node: &Node, reader: &mut Reader<'_>) -> Vec<String> {
    let items = items(
        node,
        "a list of entities, such as `component:default/payments`",
        reader,
    );
    let names = items.iter().filter_map(|item| Text::read(item, reader));
    names.map(|name| referred(&name)).collect()
}

/// The name that a reference means: `payments` of `component:default/payments`.
fn referred(reference: &str) -> String {
    let name = reference.rsplit(['/', ':']).next().unwrap_or(reference);
    name.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> Arc<Source> {
        Arc::new(Source::new(path, text.as_bytes()))
    }

    fn told(found: &[Diagnostic], files: &[Arc<Source>]) -> Vec<String> {
        let line = |found: &Diagnostic| {
            let file = files.iter().find(|file| file.path == found.path).unwrap();
            format!(
                "{}:{}: {}",
                found.path,
                file.place(found.span).line,
                found.message
            )
        };
        found.iter().map(line).collect()
    }

    #[test]
    fn several_documents_of_a_file_are_services_with_owner_links_and_what_they_need() {
        let files = [file(
            "catalog-info.yaml",
            "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: booking\n  title: Booking site\n  links:\n    - url: \
             https://wiki.skerry.example/booking\n      title: Runbook\n    - {url: https://dash.skerry.example}\nspec:\n  type: service\n  \
             owner: group:default/team-booking\n  dependsOn: [component:default/payments, resource:orders-db, accounts]\n---\nkind: \
             Group\nmetadata: {name: team-booking}\n---\n# nothing\n---\nkind: Resource\nmetadata: {name: orders-db}\nspec: {owner: \
             data}\n",
        )];
        let (services, _, problems) = read(&files);
        assert_eq!(problems, []);
        let [booking, database] = services.as_slice() else {
            panic!("{services:?}")
        };
        assert_eq!(
            (booking.name.as_str(), booking.aliases.as_slice()),
            ("booking", &["Booking site".to_owned()][..])
        );
        assert_eq!(booking.owner.as_deref(), Some("team-booking"));
        assert_eq!(booking.depends_on, ["payments", "orders-db", "accounts"]);
        assert_eq!(
            booking.url.as_deref(),
            Some("https://wiki.skerry.example/booking")
        );
        let labels: Vec<&str> = booking.links.iter().map(|link| link.label.as_str()).collect();
        assert_eq!(labels, ["Runbook", "https://dash.skerry.example"]);
        assert_eq!(
            (database.name.as_str(), database.owner.as_deref()),
            ("orders-db", Some("data"))
        );
    }

    #[test]
    fn what_is_wrong_is_told_with_file_and_line() {
        let files = [
            file(
                "a/catalog-info.yaml",
                "kind: Component\nmetadata: {name: api}\n---\nkind: Resource\nmetadata: {name: api}\n",
            ),
            file(
                "b/catalog-info.yaml",
                "kind: Component\nmetadata:\n  name: api\n---\nkind: Component\nmetadata:\n  title: x\n---\nmetadata: {name: \
                 y}\n---\nkind: System\nmetadata:\n  name: z\n  links:\n    - title: no address\n    - url: javascript:x\nspec:\n  \
                 owner: [a, b]\n  dependsOn: api\n",
            ),
            file("c/catalog-info.yaml", "kind: Component\n  metadata: {}\n"),
            file("d/catalog-info.yaml", "- kind: Component\n"),
        ];
        let (services, _, problems) = read(&files);
        let names: Vec<&str> = services.iter().map(|service| service.name.as_str()).collect();
        assert_eq!(names, ["api", "z"]);
        let told = told(&problems, &files);
        let expected = [
            "b/catalog-info.yaml:7: this entity has no `metadata.name`",
            "b/catalog-info.yaml:9: this entity has no `kind`",
            "b/catalog-info.yaml:15: this link has no `url`",
            "b/catalog-info.yaml:16: `javascript:x` is not a web address",
            "b/catalog-info.yaml:18: expected text, found a list",
            "b/catalog-info.yaml:19: expected a list of entities, such as `component:default/payments`, found `api`",
            "c/catalog-info.yaml:2:",
            "d/catalog-info.yaml:1: expected an entity: a map with `kind` and `metadata`, found a list",
            "b/catalog-info.yaml:3: a second component is called `api`: the first one is in a/catalog-info.yaml, line 2",
        ];
        assert_eq!(told.len(), expected.len(), "{told:#?}");
        for (told, expected) in told.iter().zip(expected) {
            assert!(told.starts_with(expected), "{told}");
        }
    }

    #[test]
    fn groups_are_teams_with_their_users() {
        let files = [file(
            "catalog-info.yaml",
            "kind: User\nmetadata: {name: ann}\nspec: {profile: {displayName: Ann Lee}, memberOf: [group:default/data]}\n---\nkind: \
             Group\nmetadata: {name: Data}\nspec: {profile: {email: data@skerry.example}, members: [user:default/bo]}\n---\nkind: \
             Group\nmetadata: {name: edge}\nspec: {members: 3}\n",
        )];
        let (_, found, problems) = read(&files);
        assert_eq!(problems, []);
        let mut stated = vec![Team {
            name: "DATA".into(),
            contact: Some("#data".into()),
            ..Team::default()
        }];
        add(&mut stated, found);
        let [data, edge] = stated.as_slice() else {
            panic!("{stated:?}")
        };
        assert_eq!(data.members, ["ann", "Ann Lee", "bo"]);
        assert_eq!(data.contact.as_deref(), Some("#data"));
        assert_eq!((edge.name.as_str(), edge.contact.as_deref()), ("edge", None));
    }
}
