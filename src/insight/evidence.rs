//! For auditors: all postmortems of a period, with when each was reviewed, why it failed, and each action traced to how it ended.

use super::coverage::days_to_publish;
use super::digest::Selection;
use super::promises::Fate;
use super::section::{Column, Section, Value};
use crate::archive::facet::FacetId;
use crate::archive::{Archive, Item};
use crate::record::Known;
use crate::url;
use crate::view::words;

/// The columns about a postmortem; those after them are about an action.
const OF_POSTMORTEM: usize = 17;

/// A postmortem, for people who read it one by one.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Its title, with its day.
    pub title: Value,
    /// What is known of it: a label and a value.
    pub facts: Vec<(&'static str, Value)>,
    /// Its actions.
    pub actions: Section,
}

/// All of a period, newest first: a row for each action, and one for each postmortem that has none.
#[must_use]
pub fn table(archive: &Archive, selection: &Selection) -> Section {
    let mut columns = columns();
    columns.extend(action_columns());
    let mut rows = Vec::new();
    for item in selection.begun(archive) {
        let facts: Vec<Value> = facts(archive, item);
        if item.record.actions.is_empty() {
            let mut row = facts.clone();
            row.resize(columns.len(), Value::Nothing);
            rows.push(row);
        }
        for action in 0..item.record.actions.len() {
            let mut row = facts.clone();
            row.extend(of_action(archive, item, action));
            rows.push(row);
        }
    }
    let postmortems = selection.begun(archive).count();
    Section {
        id: "evidence",
        title: format!(
            "{}: {}, each with its actions",
            selection.days.name(),
            words::count(postmortems, "postmortem", "postmortems")
        ),
        how: "Postmortems that began in the period, near misses included; the state of each action as of the day up to which things count.",
        notes: Vec::new(),
        columns,
        rows,
        figure: None,
    }
}

/// The same, one postmortem after the other.
#[must_use]
pub fn cases(archive: &Archive, selection: &Selection) -> Vec<Case> {
    selection
        .begun(archive)
        .map(|item| {
            let labels = columns().into_iter().map(|column| column.label);
            let labels = labels.filter_map(|label| match label {
                std::borrow::Cow::Borrowed(label) => Some(label),
                std::borrow::Cow::Owned(_) => None,
            });
            // The title heads them.
            let facts = labels
                .zip(facts(archive, item))
                .filter(|(label, _)| *label != "Title");
            let promises = archive.promises_of(item);
            let closed = promises
                .filter(|promise| promise.standing.status.is_done())
                .count();
            Case {
                title: page(item),
                facts: facts.collect(),
                actions: Section {
                    id: "actions",
                    title: match item.record.actions.len() {
                        0 => "No actions".to_owned(),
                        all => format!(
                            "{} of {} done",
                            words::thousands(closed),
                            words::count(all, "action", "actions")
                        ),
                    },
                    how: "The actions of the postmortem, in its order.",
                    notes: Vec::new(),
                    columns: action_columns(),
                    rows: (0..item.record.actions.len())
                        .map(|action| of_action(archive, item, action))
                        .collect(),
                    figure: None,
                },
            }
        })
        .collect()
}

fn columns() -> Vec<Column> {
    let columns: [Column; OF_POSTMORTEM] = [
        Column::text("date", "Date"),
        Column::text("id", "Id"),
        Column::text("title", "Title"),
        Column::text("severity", "Severity"),
        Column::text("services", "Services"),
        Column::text("teams", "Teams"),
        Column::text("started", "Started"),
        Column::text("resolved", "Resolved"),
        Column::number("affected_minutes", "Users affected"),
        Column::text("status", "Status"),
        Column::text("reviewers", "Reviewed by"),
        Column::text("published", "Published"),
        Column::number("publish_days", "Days to publish"),
        Column::text("root_cause", "Root cause"),
        Column::text("contributing", "Contributing causes"),
        Column::text("trigger", "Trigger"),
        Column::text("repeats", "Repeats"),
    ];
    columns.into()
}

fn action_columns() -> Vec<Column> {
    vec![
        Column::text("action", "Action"),
        Column::text("action_id", "Action id"),
        Column::text("owner", "Owner"),
        Column::text("due", "Due"),
        Column::text("state", "State"),
        Column::text("done_on", "Done"),
        Column::number("late_days", "Late"),
        Column::text("kept", "Kept"),
        Column::text("ticket", "Ticket"),
        Column::text("outcome", "Outcome"),
        Column::text("promised_again_in", "Promised again in"),
    ]
}

fn page(item: &Item) -> Value {
    Value::link(words::title(&item.record), url::postmortem(&item.slug))
}

fn facts(archive: &Archive, item: &Item) -> Vec<Value> {
    let record = &item.record;
    let facts = &record.facts;
    let groups = |facet: FacetId| {
        let labels: Vec<&str> = archive
            .groups_of(item, facet)
            .map(|group| group.label.as_str())
            .collect();
        Value::known((!labels.is_empty()).then(|| labels.join(", ")))
    };
    let people: Vec<&str> = facts
        .reviewers
        .list()
        .iter()
        .map(|person| person.name.as_str())
        .collect();
    let earlier = archive.members(archive.repeats(item));
    let earlier: Vec<&str> = earlier.map(|earlier| earlier.record.id.as_str()).collect();
    let list = |names: Vec<&str>| match names.is_empty() {
        true => Value::Nothing,
        false => Value::Text(names.join(", ")),
    };
    let moment = |moment: Option<&crate::moment::Moment>| Value::known(moment.map(ToString::to_string));
    let impact = item.impact_times().and_then(|times| times.impact);
    vec![
        Value::day(item.date),
        Value::Text(record.id.clone()),
        page(item),
        groups(FacetId::SEVERITY),
        groups(FacetId::SERVICE),
        groups(FacetId::TEAM),
        moment(facts.started.value()),
        match record.ongoing() {
            true => Value::Text("ongoing".to_owned()),
            false => moment(facts.resolved.value()),
        },
        match record.near_miss() {
            true => Value::Seconds(0),
            false => Value::seconds(impact),
        },
        Value::Text(record.status().name().to_owned()),
        match people.is_empty() {
            true => Value::Unknown,
            false => list(people),
        },
        Value::day(facts.published.value().copied()),
        days_to_publish(record).map_or(Value::Unknown, Value::Days),
        Value::known(facts.root_cause.text()),
        list(facts.contributing.list().iter().map(String::as_str).collect()),
        Value::known(facts.trigger.value().map(|trigger| trigger.name())),
        list(earlier),
    ]
}

/// An action, with what later postmortems say of it.
fn of_action(archive: &Archive, item: &Item, action: usize) -> Vec<Value> {
    let Some(promise) = archive.promise((item.index, action)) else {
        return Vec::new();
    };
    let standing = &promise.standing;
    let own = item.record.actions.get(action).unwrap_or(promise.action);
    let fate = Fate::of(standing, archive.as_of);
    let text = |text: Option<&str>| text.map_or(Value::Nothing, |text| Value::Text(text.to_owned()));
    vec![
        Value::Text(own.task.clone()),
        Value::Text(own.id.clone()),
        Value::known(own.owner.clone()),
        Value::day(standing.due),
        Value::Text(standing.status.name().to_owned()),
        match standing.status.is_done() {
            true => Value::day(standing.done_on),
            false => Value::Nothing,
        },
        match fate {
            Fate::Late | Fate::Overdue => Value::Days(i64::from(standing.days_late(archive.as_of))),
            _ => Value::Nothing,
        },
        text(match fate {
            Fate::InTime => Some("in time"),
            Fate::Late => Some("late"),
            Fate::Overdue => Some("overdue"),
            _ => None,
        }),
        text(own.link.as_deref()),
        text(own.outcome.map(|outcome| outcome.name())),
        text((promise.item.index != item.index).then_some(promise.item.record.id.as_str())),
    ]
}
