//! Tables of actions: what each column holds, whatever its head is called.

use super::fields::{self, Fields, extra};
use crate::text::blocks::{Block, Line};
use crate::text::placeholder;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    /// Numbers of the rows.
    Number,
    /// What is to be done; of several the one of the lowest rank.
    Task(u8),
    Owner,
    Due,
    Status,
    DoneOn,
    Kind,
    Priority,
    Ticket,
    /// Words about the action.
    Note,
    Other,
}

/// A link of a cell: its words and its address.
pub(super) struct CellLink {
    pub(super) words: String,
    pub(super) dest: String,
}

/// The columns of a table, from its head: what each holds, and what it is called.
#[derive(Debug, Clone)]
pub(super) struct Columns(Vec<(Column, String)>);

impl Columns {
    /// The columns; None where none of them holds tasks.
    pub(super) fn new(head: &Block) -> Option<Self> {
        let names = head
            .lines
            .iter()
            .map(|cell| cell.text.plain.trim().trim_end_matches(':'));
        let mut columns: Vec<_> = names.map(|name| (column(name), name.to_owned())).collect();
        // A team owns an action where nobody else is named.
        if columns
            .iter()
            .filter(|(column, _)| *column == Column::Owner)
            .count()
            > 1
            && let Some(team) = columns
                .iter_mut()
                .find(|(column, name)| *column == Column::Owner && is_team(name))
        {
            team.0 = Column::Note;
        }
        if !columns
            .iter()
            .any(|(column, _)| matches!(column, Column::Task(_)))
        {
            let told = |column: &Column| {
                matches!(
                    column,
                    Column::Owner | Column::Due | Column::Status | Column::Priority
                )
            };
            columns.iter().find(|(column, _)| told(column))?;
            columns.iter_mut().find(|(column, _)| *column == Column::Other)?.0 = Column::Task(9);
        }
        Some(Self(columns))
    }

    /// The cell of the task: the first one that says something, in the best of the columns for it.
    pub(super) fn task(&self, row: &Block) -> Option<usize> {
        let cells = self.0.iter().zip(&row.lines).enumerate();
        let tasks = cells.filter_map(|(index, ((column, _), cell))| match column {
            Column::Task(rank) if says_something(cell) => Some((*rank, index)),
            _ => None,
        });
        tasks.min().map(|(_, index)| index)
    }

    /// Reads the other cells of a row; `links` are those of a cell.
    pub(super) fn read(&self, row: &Block, task: usize, links: impl Fn(&Line) -> Vec<CellLink>) -> Fields {
        let mut into = Fields::default();
        let mut aside = None;
        for (index, ((column, name), cell)) in self.0.iter().zip(&row.lines).enumerate() {
            let words = cell.text.plain.trim();
            if index == task {
                continue;
            }
            let links = links(cell);
            if words.is_empty() && links.is_empty() {
                continue;
            }
            // A state in a column of its own counts more than one that stands elsewhere.
            let state = (!matches!(
                column,
                Column::Status | Column::Due | Column::Owner | Column::Priority
            ))
            .then(|| fields::aside(&cell.text))
            .flatten();
            let rest = match &state {
                Some((_, range)) => {
                    let before = words.get(..range.start.min(words.len())).unwrap_or_default();
                    let after = cell.text.plain.get(range.end..).unwrap_or_default();
                    format!("{before}{after}").trim().to_owned()
                }
                None => words.to_owned(),
            };
            aside = aside.or(state.map(|(state, _)| state));
            let told = into.take(*column, &rest, &links);
            if !told && !placeholder::is_nothing(&rest) {
                let label = match name.as_str() {
                    "" => "Note",
                    name => name,
                };
                let first = links.first().map(|link| link.dest.as_str());
                let others = links
                    .iter()
                    .fold(rest.clone(), |rest, link| rest.replacen(&link.words, "", 1));
                let only_links = links.len() > 1 && !others.contains(char::is_alphanumeric);
                if !only_links {
                    into.extra.push(extra(label, &rest, first));
                }
                let more = links.iter().skip(usize::from(!only_links));
                into.extra
                    .extend(more.map(|link| extra(label, &link.words, Some(&link.dest))));
            }
        }
        if let Some(state) = aside.filter(|_| into.status.is_none()) {
            into.reach(state);
        }
        into
    }
}

impl Fields {
    /// Takes what a cell says; gives whether that is all of it.
    fn take(&mut self, column: Column, words: &str, links: &[CellLink]) -> bool {
        match column {
            Column::Number => words.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'),
            Column::Owner if self.owner.is_none() => {
                self.owner = fields::name(words);
                true
            }
            Column::Due if self.due.is_none() => {
                // The words of a period stay beside the day that it ends on.
                self.due = fields::date(words).or_else(|| fields::end_of_period(words));
                fields::whole_date(words).is_some()
            }
            Column::Status => match fields::cell(words) {
                Some(state) => !self.reach(state),
                None => false,
            },
            Column::DoneOn if self.done_on.is_none() => {
                self.done_on = fields::date(words);
                fields::whole_date(words).is_some()
            }
            Column::Kind if self.kind.is_none() => {
                self.kind = fields::kind(words);
                self.kind.is_some()
            }
            Column::Priority if self.priority.is_none() => {
                self.priority = fields::name(words);
                true
            }
            Column::Ticket => {
                let address = words.starts_with("http") && !words.contains(char::is_whitespace);
                let link = links.first().map(|link| link.dest.as_str());
                let link = link.or_else(|| address.then_some(words));
                self.link = self.link.take().or_else(|| link.map(str::to_owned));
                links.len() < 2 && link.is_some_and(|link| link == words || fields::is_plain_ticket(words))
            }
            _ => false,
        }
    }
}

/// Whether a cell can be a task: more than a number or the name of a ticket.
fn says_something(cell: &Line) -> bool {
    let words = cell.text.plain.trim();
    words.contains(char::is_alphabetic) && !fields::is_number(words)
}

fn is_team(name: &str) -> bool {
    name.to_lowercase().contains("team")
}

/// What a column holds, by the words of its head.
fn column(head: &str) -> Column {
    let lower = head.to_lowercase();
    let words: Vec<&str> = lower
        .split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let has = |list: &str| list.split_whitespace().any(|word| words.contains(&word));
    let is = |list: &[&str]| list.contains(&words.join(" ").as_str());
    if words.is_empty() {
        return match head {
            "" => Column::Other,
            _ if head.contains(['✅', '✔', '☑', '✓']) => Column::Status,
            _ => Column::Number,
        };
    }
    if is(&["no", "nr", "n", "number", "num"]) {
        return Column::Number;
    }
    let day = has("date on at when");
    if has("id created opened raised added") || day && has("start started") {
        return Column::Note;
    }
    if has("due until deadline eta target timeframe timeline expected bis frist termin fällig échéance délai")
        || is(&[
            "by",
            "by when",
            "when",
            "date",
            "planned date",
            "end date",
            "schedule",
        ])
    {
        return Column::Due;
    }
    if day && has("done completed closed finished completion resolved closure") {
        return Column::DoneOn;
    }
    if has(
        "owner owners owned assignee assignees assigned responsible accountable dri dris who poc \
         team teams person people contact champion wer verantwortlich zuständig qui responsable",
    ) {
        return Column::Owner;
    }
    if has(
        "status state progress done completed complete completion closed finished stand statut état avancement",
    ) {
        return Column::Status;
    }
    if has("priority prio urgency") || is(&["p", "pri"]) {
        return Column::Priority;
    }
    if has("type kind category class") {
        return Column::Kind;
    }
    if has(
        "ticket tickets issue issues jira bug bugs link links tracker tracking url pr prs mr \
         reference references ref refs github gitlab linear asana card",
    ) {
        return Column::Ticket;
    }
    if has(
        "action actions task tasks todo todos measure measures improvement improvements \
         recommendation recommendations remediation countermeasure countermeasures deliverable \
         activity step steps fix solution followup maßnahme massnahme aufgabe mesure tâche",
    ) || is(&["to do", "follow up", "follow ups"])
    {
        return Column::Task(0);
    }
    if has("item items what mitigation change prevention work was") {
        return Column::Task(1);
    }
    if is(&["title", "summary", "name", "headline"]) {
        return Column::Task(2);
    }
    if has("description") {
        return Column::Task(3);
    }
    if has(
        "comment comments note notes remark remarks detail details reason rationale why result \
         results outcome update updates impact benefit effort cost risk estimate problem cause \
         finding severity component area service system",
    ) {
        return Column::Note;
    }
    Column::Other
}
