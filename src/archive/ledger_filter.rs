//! Which actions of the ledger somebody asks for.

use super::Archive;
use super::facet::FacetId;
use super::ledger::{Place, Promise, State};
use crate::vocabulary::ActionKind;

/// What actions must be like; what is empty asks for nothing.
#[derive(Debug, Clone, Default)]
pub struct LedgerFilter {
    /// Any of these; an action that is late is open, too.
    pub states: Vec<State>,
    /// Any of these owners.
    pub owners: Vec<String>,
    /// Any of these services.
    pub services: Vec<String>,
    /// Any of these teams, by the owner of the action.
    pub teams: Vec<String>,
    /// Any of these purposes.
    pub kinds: Vec<ActionKind>,
}

impl LedgerFilter {
    /// The places of the actions that pass, in the order of the ledger.
    #[must_use]
    pub fn places(&self, archive: &Archive) -> Vec<Place> {
        let mut places = archive.ledger();
        places.retain(|&place| {
            let promise = archive.promise(place);
            promise.is_some_and(|promise| self.passes(archive, &promise))
        });
        places
    }

    fn passes(&self, archive: &Archive, promise: &Promise<'_>) -> bool {
        let state = promise.standing.state(archive.as_of);
        let is_state = |asked: &State| *asked == state || (*asked, state) == (State::Open, State::Late);
        let is_owner = |owner: &String| {
            let of = promise.action.owner.as_deref();
            of.is_some_and(|of| same(of, owner))
        };
        any(&self.states, is_state)
            && any(&self.owners, is_owner)
            && any(&self.services, |name| is_after(archive, promise, name))
            && any(&self.teams, |name| {
                archive
                    .team_of(promise.action)
                    .is_some_and(|team| same(team, name))
            })
            && any(&self.kinds, |&kind| promise.action.kind == Some(kind))
    }
}

/// Whether one of some holds, or none was asked for.
fn any<T>(asked: &[T], holds: impl FnMut(&T) -> bool) -> bool {
    asked.is_empty() || asked.iter().any(holds)
}

/// Whether it follows an incident of a service.
fn is_after(archive: &Archive, promise: &Promise<'_>, name: &str) -> bool {
    let mut groups = archive.groups_of(promise.item, FacetId::SERVICE);
    groups.any(|group| same(&group.name, name) || same(&group.label, name))
}

/// Whether two names are the same to people: `@ann` is Ann.
fn same(one: &str, other: &str) -> bool {
    let bare = |name: &str| name.trim().trim_start_matches('@').to_lowercase();
    bare(one) == bare(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::fixtures::{action, record};
    use crate::config::Settings;
    use crate::record::Action;
    use crate::vocabulary::ActionStatus::{Done, Dropped, Open};
    use jiff::civil::date;
    use std::sync::Arc;

    fn archive() -> Archive {
        let owned = |id: &str, status, owner: &str, kind| Action {
            owner: Some(owner.to_owned()),
            kind,
            due: Some(date(2025, 1, 5)),
            ..action(id, status)
        };
        let mut mail = record("mail", "Mail", date(2025, 1, 10));
        mail.actions = vec![
            owned("late", Open, "@ann", Some(ActionKind::Detect)),
            owned("done", Done, "Bo", None),
            owned("dropped", Dropped, "Ann", None),
            owned("of a team", Done, "Ann (Platform)", None),
        ];
        let mut web = record("web", "Web", date(2025, 1, 2));
        web.actions = vec![action("undated", Open)];
        Archive::new(vec![Arc::new(mail), Arc::new(web)], &Settings::default())
    }

    #[test]
    fn actions_pass_by_state_owner_service_team_and_kind() {
        let archive = archive();
        let names = |filter: LedgerFilter| {
            let places = filter.places(&archive);
            let promises = places.iter().filter_map(|&place| archive.promise(place));
            promises.map(|one| one.action.id.clone()).collect::<Vec<_>>()
        };
        let of = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let states = |states: &[State]| LedgerFilter {
            states: states.to_vec(),
            ..LedgerFilter::default()
        };
        let none = LedgerFilter::default();
        assert_eq!(
            names(none.clone()),
            ["late", "undated", "done", "of a team", "dropped"]
        );
        assert_eq!(names(states(&[State::Late])), ["late"]);
        assert_eq!(names(states(&[State::Open])), ["late", "undated"]);
        assert_eq!(
            names(states(&[State::Late, State::Done])),
            ["late", "done", "of a team"]
        );
        let owners = of(&["ann"]);
        assert_eq!(
            names(LedgerFilter {
                owners,
                ..none.clone()
            }),
            ["late", "dropped"]
        );
        let services = of(&["web"]);
        assert_eq!(
            names(LedgerFilter {
                services,
                ..none.clone()
            }),
            ["undated"]
        );
        let teams = of(&["platform"]);
        assert_eq!(
            names(LedgerFilter {
                teams,
                ..none.clone()
            }),
            ["of a team"]
        );
        let kinds = vec![ActionKind::Detect];
        let late_of = LedgerFilter {
            kinds,
            ..states(&[State::Done])
        };
        assert!(names(late_of).is_empty());
    }
}
