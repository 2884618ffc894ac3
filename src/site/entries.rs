//! Entries and actions as pages show them.

use crate::archive::Item;
use crate::archive::ledger::{Promise, Rank, Standing};
use crate::figure::entry_rows::Track;
use crate::figure::text_width;
use crate::figure::timeline::Figure;
use crate::moment::Zone;
use crate::record::{Action, Entry, Extra, Record};
use crate::site::Site;
use crate::url;
use crate::view::{ActionView, EntryView, ExtraView, Html, Joined, Link, When, words};
use crate::vocabulary::{ActionStatus, Outcome};
use jiff::civil::Date;

/// The entries of a record, shown one after the other.
pub(super) struct Entries<'a> {
    record: &'a Record,
    figure: Option<&'a Figure>,
    date: Option<Date>,
    zone: Option<String>,
}

impl<'a> Entries<'a> {
    pub(super) const fn new(record: &'a Record, figure: Option<&'a Figure>) -> Self {
        Self {
            record,
            figure,
            date: None,
            zone: None,
        }
    }

    /// The entry at an index of the record, with its content as HTML.
    pub(super) fn view(&mut self, index: usize, html: &str) -> Option<EntryView> {
        let entry = self.record.entries.get(index)?;
        let row = self.figure.and_then(|figure| figure.rows.get(index));
        let some = |text: &String| (!text.is_empty()).then(|| text.clone());
        Some(EntryView {
            id: format!("entry-{}", index + 1),
            time: time(entry),
            datetime: entry.at.as_ref().map(words::datetime),
            date: self.date(entry),
            zone: self.zone(entry),
            approximate: entry.approximate,
            kind: entry.kind.name(),
            kind_label: entry.kind.label(),
            inferred: !entry.labelled,
            phase: row.map_or("", |row| row.phase),
            opens: row
                .and_then(|row| row.opens.as_ref())
                .map(|(phase, length)| format!("{phase}, {length}")),
            // `37 minutes lost` is not said twice.
            lost: row
                .and_then(|row| some(&row.lost))
                .filter(|_| entry.lost.is_none()),
            detour: row.map_or("", |row| match row.track {
                Track::None => "",
                Track::Start => "start",
                Track::Inside => "inside",
                Track::End => "end",
            }),
            silence: row.and_then(|row| some(&row.silence)),
            silence_phase: row.map_or("", |row| row.silence_phase),
            html: match entry.labelled {
                true => Html::new(&capital(html)),
                false => Html::new(html),
            },
        })
    }

    /// Takes note of the heading above the entries that come next: a day that it names is not named once more.
    pub(super) fn below(&mut self, heading: &str, next: usize) {
        let entry = self.record.entries.get(next);
        let date = entry.and_then(|entry| entry.date.or_else(|| entry.at.as_ref()?.date));
        let names = |date: &Date| {
            let long = format!("{} {}", date.day(), words::month_year(*date));
            [long, words::date(*date), date.to_string()]
                .iter()
                .any(|name| heading.contains(name.as_str()))
        };
        self.date = date.filter(names).or(self.date);
    }

    /// When an entry was and, where a label says so, what it tells, before its text: `07:12 UTC, detected: `.
    pub(super) fn words(&mut self, index: usize) -> Option<String> {
        let entry = self.record.entries.get(index)?;
        let date = self.date(entry).map(|date| date.text);
        let clock = time(entry);
        let zone = entry.at.as_ref().and_then(|at| at.zone.as_ref()).map(Zone::name);
        let clock = match zone {
            Some(zone) if !clock.is_empty() => format!("{clock} {zone}"),
            _ => clock,
        };
        let label = entry.kind.label();
        // `resolved: Resolved.` says it twice.
        let said = entry.text.trim_end_matches('.').eq_ignore_ascii_case(label);
        let label = (entry.labelled && !said).then(|| label.to_owned());
        let parts = [date, Some(clock).filter(|clock| !clock.is_empty()), label];
        let words: Vec<String> = parts.into_iter().flatten().collect();
        (!words.is_empty()).then(|| format!("{}: ", words.join(", ")))
    }

    fn date(&mut self, entry: &Entry) -> Option<When> {
        let date = entry.date.or_else(|| entry.at.as_ref().and_then(|at| at.date))?;
        if self.date == Some(date) {
            return None;
        }
        self.date = Some(date);
        Some(When {
            text: format!("{} {}", words::weekday(date), words::date(date)),
            datetime: Some(date.to_string()),
        })
    }

    fn zone(&mut self, entry: &Entry) -> Option<String> {
        let at = entry.at.as_ref()?;
        let zone = words::zone(at).into_owned();
        if self.zone.as_ref() == Some(&zone) {
            return None;
        }
        self.zone = Some(zone.clone());
        Some(zone)
    }
}

/// The HTML of an entry after its label (`detected: the alert fires`), begun with a capital as in the figure.
fn capital(html: &str) -> String {
    let (tag, words) = match html.strip_prefix("<p>") {
        Some(words) => ("<p>", words),
        None => ("", html),
    };
    let (text, rest) = words.split_at(words.find('<').unwrap_or(words.len()));
    format!("{tag}{}{rest}", text_width::capital(text))
}

/// `07:00`, `~07:00`, `07:00 to 07:20`
fn time(entry: &Entry) -> String {
    let about = if entry.approximate { "~" } else { "" };
    match (&entry.at, &entry.until) {
        (Some(at), Some(until)) => format!("{about}{} to {}", words::clock(at), words::clock(until)),
        (Some(at), None) => format!("{about}{}", words::clock(at)),
        (None, _) => String::new(),
    }
}

/// An action of an item with what it is sorted by; `shown` is the source of `html`. What a later postmortem promises again
/// is as far as it is there.
pub(super) fn action(
    site: &Site,
    (item, index): (&Item, usize),
    shown: &str,
    html: Html,
) -> Option<(Rank, ActionView)> {
    let today = site.archive.as_of;
    let action = item.record.actions.get(index)?;
    let promise = site.archive.promise((item.index, index))?;
    let standing = promise.standing;
    // A task that links to its ticket itself needs no second link.
    let linked = |link: &String| {
        shown.contains(&format!("href=\"{}\"", link.replace('&', "&amp;")))
            || action.extra.iter().any(|extra| extra.link.as_ref() == Some(link))
    };
    let view = ActionView {
        id: url::action_anchor(&action.id),
        html,
        owner: words::or_unknown(action.owner.clone()),
        due: words::date_or_unknown(standing.due),
        status: standing.status.name(),
        state: words::unbroken(&state(&standing, today)),
        late: standing.is_overdue(today),
        kind: action.kind.map(crate::vocabulary::ActionKind::name),
        href: action.link.clone().filter(|link| !linked(link)),
        priority: action.priority.clone(),
        outcome: action.outcome.map(Outcome::label),
        by: action.by.as_deref().and_then(|id| postmortem(site, id)),
        joined: joined(&promise, item, action),
        extra: action.extra.iter().map(extra).collect(),
    };
    Some((standing.rank(today), view))
}

/// The other postmortem that promises the same, the last one or else the first one.
fn joined(promise: &Promise<'_>, item: &Item, action: &Action) -> Option<Joined> {
    let first = promise.first;
    // Each page shows the first date: its own is told beside it.
    let own = action.due.filter(|_| action.due != promise.standing.due);
    let of = |label, url: String, other: &Item| Joined {
        label,
        to: Link::new(words::title(&other.record), url),
        due: own.map(|due| words::date_or_unknown(Some(due))),
    };
    let later = || url::action(&promise.item.slug, &promise.action.id);
    match promise.item.index == item.index {
        false if promise.standing.status.is_done() => Some(of("Done in", later(), promise.item)),
        false => Some(of("Promised again in", later(), promise.item)),
        true if first.index != item.index => {
            Some(of("First promised in", url::postmortem(&first.slug), first))
        }
        true => None,
    }
}

/// How far an action is: `open`, `12 days overdue`, `done 12 Nov 2025, 12 days late`. Without a day that counts as today
/// nothing is overdue.
#[must_use]
pub fn state(standing: &Standing, today: Option<Date>) -> String {
    let label = standing.status.label();
    let late = usize::try_from(standing.days_late(today)).unwrap_or_default();
    let days = words::count(late, "day", "days");
    match standing.done_on.filter(|_| standing.status.is_done()) {
        Some(day) if late > 0 => format!("{label} {}, {days} late", words::date(day)),
        Some(day) => format!("{label} {}", words::date(day)),
        None if late > 0 && standing.status == ActionStatus::Proposed => {
            format!("{label}, {days} overdue")
        }
        None if late > 0 => format!("{days} overdue"),
        None => label.to_owned(),
    }
}

/// Actions in their order; those of one state stay as the text has them.
pub(super) fn sorted(mut actions: Vec<(Rank, ActionView)>) -> Vec<ActionView> {
    actions.sort_by_key(|&(order, _)| order);
    actions.into_iter().map(|(_, view)| view).collect()
}

/// What is known of an action beside its task, as plain text: `done 12 Feb 2024, Ann, due 1 Mar 2024, prevent`.
pub(super) fn known(action: &Action) -> String {
    let due = action.due.map(|due| format!("due {}", words::date(due)));
    let kind = action.kind.map(|kind| kind.name().to_owned());
    let priority = action
        .priority
        .as_ref()
        .map(|priority| format!("priority {priority}"));
    let parts = [
        Some(state(&Standing::of(action), None)),
        action.owner.clone(),
        due,
        kind,
        priority,
    ];
    let extra = action
        .extra
        .iter()
        .map(|extra| format!("{}: {}", extra.label, extra.value));
    parts
        .into_iter()
        .flatten()
        .chain(extra)
        .collect::<Vec<_>>()
        .join(", ")
}

fn extra(extra: &Extra) -> ExtraView {
    ExtraView {
        label: extra.label.clone(),
        text: extra.value.clone(),
        href: extra.link.clone(),
    }
}

/// The page of a postmortem.
fn postmortem(site: &Site, id: &str) -> Option<Link> {
    let index = [site.archive.find(id)?];
    let item = site.archive.members(&index).next()?;
    Some(Link::new(words::title(&item.record), url::postmortem(&item.slug)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::fixtures::action;
    use jiff::civil::date;

    #[test]
    fn an_entry_begins_with_a_capital_after_its_label() {
        assert_eq!(
            capital("<p>the alert <b>fires</b></p>"),
            "<p>The alert <b>fires</b></p>"
        );
        assert_eq!(capital("on-call paged"), "On-call paged");
        for same in [
            "<code>db-main</code> is slow",
            "<p><b>all</b> fails</p>",
            "db-main.internal fails",
            "",
        ] {
            assert_eq!(capital(same), same);
        }
    }

    #[test]
    fn what_was_done_late_says_by_how_much() {
        let mut late = action("a", ActionStatus::Done);
        late.due = Some(date(2025, 10, 31));
        late.done_on = Some(date(2025, 11, 12));
        assert!(
            known(&late).starts_with("done 12 Nov 2025, 12 days late"),
            "{}",
            known(&late)
        );
        late.due = Some(date(2025, 11, 12));
        assert!(!known(&late).contains("late"));
    }
}
