//! The actions of an archive for spreadsheets.

use super::actions::{Actions, LedgerAction};
use crate::format::no_formula;

/// The names of the columns.
const HEAD: [&str; 17] = [
    "state",
    "days late",
    "task",
    "owner",
    "team",
    "due",
    "done on",
    "age in days",
    "kind",
    "priority",
    "ticket",
    "postmortem",
    "title",
    "date",
    "services",
    "teams",
    "address",
];

/// A row for each action, below the names of the columns; addresses are whole where `base` is known.
#[must_use]
pub fn csv(actions: &Actions<'_>, base: Option<&str>) -> Vec<u8> {
    let mut out = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = out.write_record(HEAD);
    for action in &actions.actions {
        let _ = out.write_record(cells(action, base).map(|cell| no_formula(&cell)));
    }
    out.into_inner().unwrap_or_default()
}

fn cells(action: &LedgerAction<'_>, base: Option<&str>) -> [String; 17] {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let state = match action.overdue {
        true => "overdue",
        false => action.status.name(),
    };
    let late = (action.days_late > 0).then(|| action.days_late.to_string());
    [
        state.to_owned(),
        late.unwrap_or_default(),
        action.task.to_owned(),
        text(action.owner),
        text(action.team),
        text(action.due.as_deref()),
        text(action.done_on.as_deref()),
        action.age_days.map(|days| days.to_string()).unwrap_or_default(),
        text(action.kind.map(|kind| kind.name())),
        text(action.priority),
        text(action.link),
        action.postmortem.to_owned(),
        action.title.clone(),
        text(action.date.as_deref()),
        action.services.join("; "),
        action.teams.join("; "),
        match base {
            Some(base) => format!("{base}{}", action.url),
            None => action.url.clone(),
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::Archive;
    use crate::archive::fixtures::{action, record};
    use crate::config::Settings;
    use crate::data::actions::actions;
    use crate::record::Action;
    use crate::vocabulary::ActionStatus::Open;
    use jiff::civil::date;
    use std::sync::Arc;

    #[test]
    fn cells_are_quoted_and_are_no_formulas() {
        let mut mail = record("mail", "Mail, in \"north\"", date(2025, 1, 10));
        let task = |task: &str, due| Action {
            task: task.to_owned(),
            owner: Some("@ann".to_owned()),
            due,
            ..action("a", Open)
        };
        mail.actions = vec![
            task("=HYPERLINK(\"http://a.example\")", Some(date(2025, 1, 1))),
            task("+1 to alert", None),
            task("Say \"no\", twice", None),
        ];
        let archive = Archive::new(vec![Arc::new(mail)], &Settings::default());
        let data = actions(&archive, &archive.ledger());
        let text = String::from_utf8(csv(&data, Some("https://a.example/"))).unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(reader.headers().unwrap().len(), HEAD.len());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(&rows[0][0], "overdue");
        assert_eq!(&rows[0][2], "'=HYPERLINK(\"http://a.example\")");
        assert_eq!(&rows[0][3], "'@ann");
        assert_eq!(&rows[1][2], "'+1 to alert");
        assert_eq!(&rows[2][2], "Say \"no\", twice");
        assert_eq!(&rows[2][14], "Mail, in \"north\"");
        assert_eq!(&rows[2][16], "https://a.example/postmortems/mail/#action-a");
        let begins: Vec<&str> = rows.iter().flat_map(|row| row.iter()).collect();
        assert!(!begins.iter().any(|cell| cell.starts_with(['=', '+', '-', '@'])));
    }
}
