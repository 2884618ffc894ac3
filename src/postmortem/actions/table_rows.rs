//! Tables of actions: what each column holds.

use super::fields::{self, Fields};
use crate::text::blocks::Block;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Task,
    Owner,
    Due,
    Status,
    DoneOn,
    Kind,
    Link,
    Other,
}

/// The columns of a table, from its head.
#[derive(Debug, Clone)]
pub(super) struct Columns(Vec<Column>);

impl Columns {
    /// The columns; None where none of them holds tasks.
    pub(super) fn new(head: &Block) -> Option<Self> {
        let columns: Vec<_> = head.lines.iter().map(|cell| column(&cell.text.plain)).collect();
        columns.contains(&Column::Task).then_some(Self(columns))
    }

    /// The cell of the task, by its place.
    pub(super) fn task(&self) -> Option<usize> {
        self.0.iter().position(|column| *column == Column::Task)
    }

    /// Reads the other cells of a row; `link` is the address of the first link of a cell.
    pub(super) fn read(&self, row: &Block, link: impl Fn(usize) -> Option<String>, into: &mut Fields) {
        for (index, (column, cell)) in self.0.iter().zip(&row.lines).enumerate() {
            let words = cell.text.plain.trim();
            match column {
                Column::Owner => into.owner = into.owner.take().or_else(|| fields::name(words)),
                Column::Due => into.due = into.due.or_else(|| fields::date(words)),
                Column::Status => into.status = into.status.or_else(|| fields::status(words)),
                Column::DoneOn => into.done_on = into.done_on.or_else(|| fields::date(words)),
                Column::Kind => into.kind = into.kind.or_else(|| fields::kind(words)),
                Column::Link => {
                    into.link = into.link.take().or_else(|| link(index)).or_else(|| {
                        let address = words.starts_with("http");
                        address.then(|| words.to_owned())
                    });
                }
                Column::Task | Column::Other => {}
            }
        }
    }
}

fn column(head: &str) -> Column {
    let head = head.trim().trim_end_matches([':', '.']).to_lowercase();
    match head.as_str() {
        "action" | "actions" | "action item" | "action items" | "task" | "tasks" | "to do" | "todo"
        | "item" | "what" | "description" | "measure" | "improvement" | "follow-up" | "follow up" => {
            Column::Task
        }
        "owner" | "owners" | "assignee" | "assigned" | "assigned to" | "responsible" | "who" | "team"
        | "dri" | "person" => Column::Owner,
        "due" | "due date" | "deadline" | "when" | "target" | "target date" | "eta" | "date" | "by" => {
            Column::Due
        }
        "status" | "state" | "progress" | "done" => Column::Status,
        "done on" | "completed" | "completed on" | "closed on" => Column::DoneOn,
        "kind" | "type" | "category" => Column::Kind,
        "ticket" | "link" | "issue" | "tracker" | "bug" | "jira" | "reference" | "url" | "pr"
        | "tracking" => Column::Link,
        _ => Column::Other,
    }
}
