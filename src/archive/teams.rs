//! Which team answers for an action: the one that its owner is, or is a member of.

use super::Archive;
use super::facet::{Group, key};
use crate::config::Settings;
use crate::record::Action;
use std::collections::HashMap;

/// What stands around the name of a team and is no part of it.
const AROUND: [&str; 6] = ["the", "team", "teams", "squad", "group", "default"];
/// Words between two owners, or between a person and a team.
const BETWEEN: [&str; 9] = ["and", "or", "with", "of", "from", "in", "at", "for", "via"];

/// The teams, by what owners of actions call them.
#[derive(Debug, Default)]
pub(super) struct Teams {
    /// As they are written on pages.
    names: Vec<String>,
    /// Indexes in `names`.
    by_name: HashMap<String, usize>,
    /// None of those who are in several teams.
    by_member: HashMap<String, Option<usize>>,
}

impl Teams {
    /// Those that postmortems name, then those that the settings name, also as owners of services.
    pub(super) fn new(groups: &[Group], settings: &Settings) -> Self {
        let mut teams = Self::default();
        // `Data` and `Data group` are two teams where postmortems name both.
        for (at, group) in groups.iter().enumerate() {
            teams.names.push(group.name.trim().to_owned());
            teams.by_name.entry(key(&group.name)).or_insert(at);
        }
        for group in groups {
            let former = group.aliases.iter().map(|(name, _)| name.as_str());
            teams.add(&group.name, former);
        }
        for owner in settings
            .services
            .iter()
            .filter_map(|service| service.owner.as_deref())
        {
            teams.add(owner, []);
        }
        for team in &settings.teams {
            let at = teams.add(&team.name, []);
            for member in &team.members {
                let of = teams.by_member.entry(bare(member)).or_insert(Some(at));
                if *of != Some(at) {
                    *of = None;
                }
            }
        }
        teams
    }

    /// Adds a team, or gives the index of the one that has the name already.
    fn add<'a>(&mut self, name: &'a str, former: impl IntoIterator<Item = &'a str>) -> usize {
        let known = self.find(name);
        let at = known.unwrap_or(self.names.len());
        self.by_name.entry(bare(name)).or_insert(at);
        if known.is_none() {
            self.names.push(name.trim().to_owned());
        }
        for name in former {
            self.by_name.entry(bare(name)).or_insert(at);
        }
        at
    }

    /// The index of the team that has a name.
    fn find(&self, name: &str) -> Option<usize> {
        let found = self.by_name.get(&key(name));
        found.or_else(|| self.by_name.get(&bare(name))).copied()
    }

    /// The team of an owner. Of several that are named, the first; a team that is named counts before that of a person.
    fn of(&self, owner: &str) -> Option<&str> {
        let named = self.find(owner);
        let named = named.or_else(|| parts(owner).find_map(|part| self.by_name.get(&part).copied()));
        let found = named.or_else(|| {
            let mut people = std::iter::once(bare(owner)).chain(parts(owner));
            people.find_map(|person| *self.by_member.get(&person)?)
        })?;
        self.names.get(found).map(String::as_str)
    }
}

/// The owners that a text names: `Ann (Platform team)`, `Ann from Platform`, `Platform, Ports`.
fn parts(owner: &str) -> impl Iterator<Item = String> {
    let pieces = owner.split(|letter: char| !letter.is_alphanumeric() && !" .'’-_@".contains(letter));
    pieces.flat_map(|piece| {
        let words: Vec<&str> = piece.split_whitespace().collect();
        let is_between = |word: &&str| BETWEEN.iter().any(|between| word.eq_ignore_ascii_case(between));
        let parts = words.split(is_between).map(|part| bare(&part.join(" ")));
        let parts = std::iter::once(bare(piece)).chain(parts);
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>()
    })
}

/// A name without what is no part of it: `@platform`, `Platform team` and `group:default/team-platform` are Platform.
fn bare(name: &str) -> String {
    let name = key(name);
    let words: Vec<&str> = name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let is_around = |word: &&str| AROUND.contains(word);
    let start = words.iter().take_while(|word| is_around(word)).count();
    let end = words.iter().rev().take_while(|word| is_around(word)).count();
    match words.get(start..words.len() - end) {
        Some(own) if !own.is_empty() => own.join(" "),
        // A team may be called "the group".
        _ => words.join(" "),
    }
}

impl Archive {
    /// The team of a name, as the site writes it.
    #[must_use]
    pub fn team(&self, name: &str) -> Option<&str> {
        let at = self.teams.find(name)?;
        self.teams.names.get(at).map(String::as_str)
    }

    /// The name of the team that answers for an action; None where its owner is none that is known.
    #[must_use]
    pub fn team_of(&self, action: &Action) -> Option<&str> {
        self.teams.of(action.owner.as_deref()?)
    }
}

#[cfg(test)]
mod tests {
    use crate::archive::Archive;
    use crate::archive::fixtures::{action, record};
    use crate::config::{Service, Settings, Team};
    use crate::record::Action;
    use crate::vocabulary::ActionStatus::Open;
    use jiff::civil::date;
    use std::sync::Arc;

    #[test]
    fn an_owner_is_a_team_or_a_member_of_one() {
        let settings = Settings {
            teams: vec![Team {
                name: "Data".into(),
                members: vec!["Ann Lee".into(), "@bo".into()],
                ..Team::default()
            }],
            services: vec![Service {
                name: "web".into(),
                owner: Some("team-edge".into()),
                ..Service::default()
            }],
            ..Settings::default()
        };
        // Its team is Platform.
        let archive = Archive::new(vec![Arc::new(record("a", "web", date(2025, 1, 1)))], &settings);
        let of = |owner: &str| {
            let owner = Some(owner.to_owned());
            let action = Action {
                owner,
                ..action("a", Open)
            };
            archive.team_of(&action).map(str::to_owned)
        };
        for owner in [
            "Platform",
            "@platform",
            "the platform team",
            "Team Platform",
            "group:default/team-platform",
            "Cy (Platform)",
            "Cy from the Platform team",
            "Cy, Platform",
            "Platform / Cy",
            "Platform and Data",
            "Ann Lee (Platform)",
        ] {
            assert_eq!(of(owner).as_deref(), Some("Platform"), "{owner}");
        }
        for owner in ["data", "Ann Lee", "@ann-lee", "Bo", "Cy and Bo", "Bo + Cy"] {
            assert_eq!(of(owner).as_deref(), Some("Data"), "{owner}");
        }
        assert_eq!(of("Edge").as_deref(), Some("team-edge"));
        for owner in ["Cy", "Data Kapoor", "Ann", "platform-lead", "", "TBD"] {
            assert_eq!(of(owner), None, "{owner}");
        }
        assert_eq!(archive.team_of(&action("none", Open)), None);
    }
}
