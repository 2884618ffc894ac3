//! The teams of a catalogue: its groups, with the users that are in them.

use super::{get, referred};
use crate::config::Team;
use crate::yaml::{Node, Value};
use std::collections::{BTreeMap, HashMap};

/// The groups that documents tell of, by their names in lower case.
#[derive(Debug, Default)]
pub(super) struct Teams(BTreeMap<String, Team>);

impl Teams {
    /// Takes what a document says of a group or a user. Whatever has another form says nothing here.
    pub(super) fn take(&mut self, document: &Node) {
        let at = |path: [&str; 2]| text(get(get(document, path[0])?, path[1])?);
        let (Some(kind), Some(name)) = (get(document, "kind").and_then(text), at(["metadata", "name"]))
        else {
            return;
        };
        let spec = get(document, "spec");
        let profile = spec.and_then(|spec| get(spec, "profile"));
        let of_profile = |key: &str| text(get(profile?, key)?);
        if kind.eq_ignore_ascii_case("group") {
            let team = self.team(name);
            team.contact = team.contact.take().or(of_profile("email").map(str::to_owned));
            team.members.extend(names(spec, "members"));
        } else if kind.eq_ignore_ascii_case("user") {
            let called = [Some(name), of_profile("displayName")];
            let called: Vec<String> = called.into_iter().flatten().map(str::to_owned).collect();
            for group in names(spec, "memberOf") {
                self.team(&group).members.extend_from_slice(&called);
            }
        }
    }

    fn team(&mut self, name: &str) -> &mut Team {
        self.0.entry(name.to_lowercase()).or_insert_with(|| Team {
            name: name.to_owned(),
            ..Team::default()
        })
    }

    /// The teams in the order of their names.
    pub(super) fn list(self) -> Vec<Team> {
        self.0.into_values().collect()
    }
}

/// Adds the teams of a catalogue to those that `site.yaml` states, which go before them.
pub fn add(stated: &mut Vec<Team>, found: Vec<Team>) {
    let known = stated.iter().enumerate();
    let known: HashMap<String, usize> = known.map(|(at, own)| (own.name.to_lowercase(), at)).collect();
    for team in found {
        let own = known.get(&team.name.to_lowercase());
        match own.and_then(|&at| stated.get_mut(at)) {
            Some(own) => {
                own.contact = own.contact.take().or(team.contact);
                own.members.extend(team.members);
            }
            None => stated.push(team),
        }
    }
}

fn text(node: &Node) -> Option<&str> {
    let is_text = node.value == Value::Text;
    Some(node.raw.trim()).filter(|text| is_text && !text.is_empty())
}

/// The names that the references of a list mean.
fn names(spec: Option<&Node>, key: &str) -> Vec<String> {
    let list = spec.and_then(|spec| get(spec, key));
    match list.map(|list| &list.value) {
        Some(Value::List(items)) => items.iter().filter_map(text).map(referred).collect(),
        _ => Vec::new(),
    }
}
