//! How many actions were done, by service, team and kind.

use crate::archive::Archive;
use crate::archive::facet::{FacetId, Group};
use crate::archive::ledger::{Place, Promise, State};
use crate::figure::completion_bar;
use crate::view::{Completion, CompletionRow, Html, words};
use crate::vocabulary::ActionKind;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The most rows of a table.
const MOST: usize = 12;

/// What became of some actions. What was dropped does not count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::site) struct Counts {
    in_time: usize,
    pub(super) done_late: usize,
    open: usize,
    overdue: usize,
}

impl Counts {
    pub(in crate::site) fn of<'a>(archive: &Archive, promises: impl Iterator<Item = Promise<'a>>) -> Self {
        let mut counts = Self::default();
        for promise in promises {
            counts.add(archive, &promise);
        }
        counts
    }

    /// All that are done.
    pub(super) const fn done(&self) -> usize {
        self.in_time + self.done_late
    }

    pub(in crate::site) const fn all(&self) -> usize {
        self.done() + self.open + self.overdue
    }

    /// `7 were done, 1 was done late and 5 are overdue`
    pub(in crate::site) fn words(&self) -> String {
        let be = |count: usize, one: &str, many: &str, what: &str| {
            let verb = if count == 1 { one } else { many };
            (count > 0).then(|| format!("{} {verb} {what}", words::thousands(count)))
        };
        let parts = [
            be(self.in_time, "was", "were", "done"),
            be(self.done_late, "was", "were", "done late"),
            be(self.open, "is", "are", "open"),
            be(self.overdue, "is", "are", "overdue"),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        match parts.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            _ => parts.concat(),
        }
    }

    fn add(&mut self, archive: &Archive, promise: &Promise<'_>) {
        let standing = &promise.standing;
        let count = match standing.state(archive.as_of) {
            State::Done if standing.days_late(archive.as_of) > 0 => &mut self.done_late,
            State::Done => &mut self.in_time,
            State::Open => &mut self.open,
            State::Late => &mut self.overdue,
            State::Dropped => return,
        };
        *count += 1;
    }
}

/// The actions at some places.
pub(super) fn promises<'a>(archive: &'a Archive, places: &'a [Place]) -> impl Iterator<Item = Promise<'a>> {
    places.iter().filter_map(|&place| archive.promise(place))
}

/// The tables of an archive; one with a single row says nothing.
pub(super) fn tables(archive: &Archive, places: &[Place]) -> Vec<Completion> {
    let mut services: BTreeMap<usize, Counts> = BTreeMap::new();
    let mut teams: BTreeMap<Option<&str>, Counts> = BTreeMap::new();
    let mut kinds: BTreeMap<Option<ActionKind>, Counts> = BTreeMap::new();
    for promise in promises(archive, places) {
        for &group in archive.group_indexes(promise.item, FacetId::SERVICE) {
            services.entry(group).or_default().add(archive, &promise);
        }
        let team = teams.entry(archive.team_of(promise.action)).or_default();
        team.add(archive, &promise);
        let kind = kinds.entry(promise.action.kind).or_default();
        kind.add(archive, &promise);
    }
    let services = services.into_iter().filter_map(|(group, counts)| {
        let Group { label, url, .. } = archive.groups(FacetId::SERVICE).get(group)?;
        Some((label.clone(), Some(url.clone()), counts))
    });
    let teams = teams.into_iter().map(|(team, counts)| {
        let url = team.and_then(|team| archive.group(FacetId::TEAM, team));
        let name = team.unwrap_or("no team named");
        (name.to_owned(), url.map(|group| group.url.clone()), counts)
    });
    let kinds = kinds.into_iter().map(|(kind, counts)| {
        let name = kind.map_or("not recorded", ActionKind::name);
        (name.to_owned(), None, counts)
    });
    type Rows = Vec<(String, Option<String>, Counts)>;
    let tables: [(&str, &str, Rows); 3] = [
        ("service", "By service", services.collect()),
        ("team", "By team of the owner", teams.collect()),
        ("kind", "By purpose", kinds.collect()),
    ];
    let tables = tables.into_iter().filter(|(_, _, rows)| rows.len() > 1);
    tables.map(|(id, title, rows)| table(id, title, rows)).collect()
}

fn table(
    id: &'static str,
    title: &'static str,
    mut rows: Vec<(String, Option<String>, Counts)>,
) -> Completion {
    rows.retain(|(_, _, counts)| counts.all() > 0);
    rows.sort_by_cached_key(|(name, _, counts)| {
        (
            Reverse(counts.overdue),
            Reverse(counts.open),
            Reverse(counts.all()),
            name.clone(),
        )
    });
    let most = rows
        .iter()
        .map(|(_, _, counts)| counts.all())
        .max()
        .unwrap_or_default();
    let more = rows.len().saturating_sub(MOST);
    let shown = rows.into_iter().take(MOST);
    let rows = shown.map(|(text, url, counts)| CompletionRow {
        text,
        url,
        bar: Html::new(&completion_bar::draw(
            [counts.in_time, counts.done_late, counts.open, counts.overdue],
            most,
        )),
        done: counts.in_time,
        done_late: counts.done_late,
        open: counts.open,
        overdue: counts.overdue,
    });
    Completion {
        id,
        title,
        rows: rows.collect(),
        more,
    }
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

    #[test]
    fn actions_are_counted_by_what_became_of_them() {
        let due = |id: &str, status, done| Action {
            due: Some(date(2025, 1, 5)),
            done_on: done,
            kind: Some(ActionKind::Detect),
            ..action(id, status)
        };
        let mut mail = record("mail", "Mail", date(2025, 1, 10));
        let owned = |owner: &str, action: Action| Action {
            owner: Some(owner.to_owned()),
            ..action
        };
        mail.actions = vec![
            owned("the Platform team", due("late", Open, None)),
            due("in time", Done, Some(date(2025, 1, 5))),
            due("done late", Done, Some(date(2025, 1, 6))),
            due("of no day", Done, None),
            due("dropped", Dropped, None),
        ];
        let mut web = record("web", "Web", date(2025, 1, 2));
        web.actions = vec![action("undated", Open)];
        let archive = Archive::new(vec![Arc::new(web), Arc::new(mail)], &Settings::default());
        let places = archive.ledger();
        let all = Counts::of(&archive, promises(&archive, &places));
        assert_eq!(
            all.words(),
            "2 were done, 1 was done late, 1 is open and 1 is overdue"
        );
        let tables = tables(&archive, &places);
        let ids: Vec<&str> = tables.iter().map(|table| table.id).collect();
        assert_eq!(ids, ["service", "team", "kind"]);
        let row = |row: &CompletionRow| (row.text.clone(), [row.done, row.done_late, row.open, row.overdue]);
        let rows: Vec<_> = tables[0].rows.iter().map(row).collect();
        let mail = ("Mail".to_owned(), [2, 1, 0, 1]);
        assert_eq!(rows, [mail, ("Web".to_owned(), [0, 0, 1, 0])]);
        // Each counts once, whatever the team of its incident.
        let rows: Vec<_> = tables[1].rows.iter().map(row).collect();
        let nobody = ("no team named".to_owned(), [2, 1, 1, 0]);
        assert_eq!(rows, [("Platform".to_owned(), [0, 0, 0, 1]), nobody]);
        assert_eq!(row(&tables[2].rows[1]).0, "not recorded");
    }
}
