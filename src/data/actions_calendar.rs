//! The due dates of actions for calendars (RFC 5545): each open one with a due date is an event on that whole day, since the
//! calendars that most people have show no to-dos of others.

use super::actions::{Actions, LedgerAction};
use crate::slug::slug;
use crate::view::words;
use icalendar::{Calendar, Component, Event, Property};
use jiff::civil::Date;

/// The longest text, in characters: calendars show a line of it, and the time to fold it grows with its square.
const LONGEST: usize = 300;

/// A calendar called `name`; addresses are whole where `base` is known, and left out elsewhere.
#[must_use]
pub fn calendar(actions: &Actions<'_>, name: &str, base: Option<&str>) -> Vec<u8> {
    let mut calendar = Calendar::empty();
    let generator = concat!("-//nevertwice//", env!("CARGO_PKG_VERSION"), "//EN");
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", generator));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    // Not the crate's `name`: it writes a second property whose text it does not escape.
    calendar.append_property(Property::new("X-WR-CALNAME", name).done());
    let open = actions.actions.iter().filter(|action| action.status.is_open());
    for action in open {
        if let Some(due) = action.due.as_deref().and_then(|due| due.parse().ok()) {
            calendar.push(event(action, due, actions.as_of.as_deref(), base));
        }
    }
    calendar.to_string().into_bytes()
}

fn event(action: &LedgerAction<'_>, due: Date, as_of: Option<&str>, base: Option<&str>) -> Event {
    let compact = |day: &str| day.replace('-', "");
    let mut event = Event::new();
    // Of the archive's today and not of the clock, so that the same archive gives the same bytes.
    let stamp = compact(as_of.unwrap_or(&due.to_string()));
    event.append_property(("DTSTAMP", format!("{stamp}T000000Z").as_str()));
    event.append_property(("UID", uid(action, base).as_str()));
    let mut start = Property::new("DTSTART", compact(&due.to_string()));
    start.append_parameter(("VALUE", "DATE"));
    event.append_property(start.done());
    event.append_property(("TRANSP", "TRANSPARENT"));
    let short = |text: &str| words::shorten(text, LONGEST);
    event.summary(&format!("Due: {}", short(action.task)));
    let owner = action.owner.map(|owner| format!("Owner: {}. ", short(owner)));
    event.description(&format!(
        "{}Promised after: {}",
        owner.unwrap_or_default(),
        action.title
    ));
    if let Some(base) = base {
        event.append_property(("URL", format!("{base}{}", action.url).as_str()));
    }
    event.done()
}

/// The same for the same action of the same site, whatever else changes.
fn uid(action: &LedgerAction<'_>, base: Option<&str>) -> String {
    let host = base.and_then(|base| base.split_once("://")?.1.split('/').next());
    // Two ids may have one slug.
    let whole = blake3::hash(format!("{}\0{}", action.id, action.postmortem).as_bytes()).to_hex();
    format!(
        "{}-{}@{}",
        slug(action.id),
        whole.chars().take(16).collect::<String>(),
        host.unwrap_or("nevertwice")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::Archive;
    use crate::archive::fixtures::{action, record};
    use crate::config::Settings;
    use crate::data::actions::actions;
    use crate::record::Action;
    use crate::vocabulary::ActionStatus::{Done, Open};
    use jiff::civil::date;
    use std::sync::Arc;

    #[test]
    fn open_actions_with_a_day_are_events_on_it() {
        let mut mail = record("mail", "Mail", date(2025, 1, 10));
        let dated = |id: &str, status| Action {
            task: format!("Alert, then page; {id}: {}", "long words ".repeat(9)),
            due: Some(date(2025, 3, 1)),
            ..action(id, status)
        };
        mail.actions = vec![dated("a1", Open), dated("a2", Done), action("a3", Open)];
        let archive = Archive::new(vec![Arc::new(mail)], &Settings::default());
        let data = actions(&archive, &archive.ledger());
        let text = String::from_utf8(calendar(&data, "Kestrel", Some("https://a.example/b/"))).unwrap();
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 1, "{text}");
        for line in [
            "DTSTAMP:20250110T000000Z",
            "DTSTART;VALUE=DATE:20250301",
            "X-WR-CALNAME:Kestrel",
            "URL:https://a.example/b/postmortems/mail/#action-a1",
        ] {
            assert!(text.contains(&format!("{line}\r\n")), "{line}\n{text}");
        }
        let uid = text.lines().find(|line| line.starts_with("UID:a1-"));
        assert!(uid.is_some_and(|uid| uid.ends_with("@a.example")), "{text}");
        assert!(
            text.contains("SUMMARY:Due: Alert\\, then page\\; a1: long words"),
            "{text}"
        );
        assert!(text.lines().all(|line| line.len() <= 75), "{text}");
        let again = calendar(&data, "Kestrel", Some("https://a.example/b/"));
        assert_eq!(again, text.into_bytes());
    }
}
