//! Finds the actions under the measures.

use super::fields::{self, Fields, LinkIn};
use crate::postmortem::actions::plain_lines;
use crate::postmortem::actions::table_rows::Columns;
use crate::postmortem::document::Section;
use crate::postmortem::sections;
use crate::record::Action;
use crate::source::Source;
use crate::span::Span;
use crate::text::blocks::{Block, BlockKind, Line, Scan, Text};
use crate::vocabulary::{ActionKind, ActionStatus, SectionKind};
use std::ops::Range;

/// The actions of a body, in the order of the text, without ids.
pub(super) fn all(source: &Source, scan: &Scan, sections: &[Section]) -> Vec<Action> {
    let parts = parts(sections);
    if parts.is_empty() {
        return Vec::new();
    }
    let mut collector = Collector {
        source,
        scan,
        parts,
        found: Vec::new(),
        items: vec![None; scan.blocks.len()],
        columns: None,
    };
    for (index, block) in scan.blocks.iter().enumerate().filter(|(_, block)| !block.quoted) {
        match block.kind {
            BlockKind::Item { task, .. } => collector.item(index, block, task),
            BlockKind::Row { head: true, .. } => collector.columns = Columns::new(block),
            BlockKind::Row { .. } => collector.row(block),
            BlockKind::Paragraph if block.parent.is_none() => collector.paragraph(block),
            _ => {}
        }
    }
    collector.found
}

/// A part of the body with measures in it.
#[derive(Debug, Clone, Copy)]
struct Part {
    label: Span,
    span: Span,
    /// Whether the label announces tasks.
    tasks: bool,
    /// Whether the label announces what could be better, broadly.
    broad: bool,
    /// What the label says the actions are for.
    kind: Option<ActionKind>,
}

fn parts(sections: &[Section]) -> Vec<Part> {
    let mut outer = "";
    let mut parts = Vec::new();
    for section in sections {
        let heading = section.heading.as_deref().unwrap_or_default();
        if !section.nested {
            outer = heading;
        }
        if section.kind != SectionKind::Measures {
            continue;
        }
        parts.push(Part {
            label: section.heading_span,
            span: section.span,
            tasks: sections::names_tasks(heading)
                || section.nested && sections::names_tasks(outer) && !sections::names_section(heading),
            broad: heading.to_lowercase().contains("improve"),
            kind: fields::kind(heading).filter(|_| section.nested),
        });
    }
    parts
}

struct Collector<'s> {
    source: &'s Source,
    scan: &'s Scan,
    parts: Vec<Part>,
    found: Vec<Action>,
    /// Which action each item is, by the item's place among the blocks.
    items: Vec<Option<usize>>,
    columns: Option<Columns>,
}

impl Collector<'_> {
    /// The part that a place lies in.
    fn part(&self, at: usize) -> Option<&Part> {
        let next = self.parts.partition_point(|part| part.label.start <= at);
        let part = next.checked_sub(1).and_then(|index| self.parts.get(index))?;
        (at < part.span.end || at <= part.label.end && part.label.start <= at).then_some(part)
    }

    /// What of a line is under the measures, without the label in front.
    fn text(&self, line: &Line) -> Option<(Text, Part)> {
        // The end decides: a label may be at the beginning of the line, and it may be the first one.
        let part = *self.part(line.span.end.saturating_sub(1))?;
        if line.span.end <= part.label.end {
            return None;
        }
        let from = if line.span.start < part.span.start {
            line.text.plain_at(part.span.start)
        } else {
            0
        };
        let text = line.text.part(from..line.text.plain.len());
        (!text.plain.is_empty()).then_some((text, part))
    }

    fn item(&mut self, index: usize, block: &Block, task: Option<bool>) {
        let mut lines = block.lines.iter().filter_map(|line| self.text(line));
        let Some((first, part)) = lines.next() else { return };
        let rest = lines
            .take_while(|(_, other)| other.span == part.span)
            .map(|(text, _)| text);
        let mut texts: Vec<Text> = std::iter::once(first).chain(rest).collect();
        if block
            .lines
            .first()
            .is_some_and(|line| line.span.end <= part.label.end)
            && self.lines(&texts, part)
        {
            return;
        }
        // `Improvements: better reviews` in one item is no task.
        let labelled = block.span.start <= part.label.start && part.label.start < block.span.end;
        if part.broad && !part.tasks && labelled {
            return;
        }
        // An address on a line of its own belongs to the page, and is no part of the task.
        while texts.len() > 1 && texts.last().is_some_and(|text| is_address(&text.plain)) {
            texts.pop();
        }
        let text = Text::join(&texts);
        let links = self.links(&text, lines_span(block));
        let parent = block.parent.and_then(|parent| *self.items.get(parent)?);
        if let Some(action) = parent.and_then(|parent| self.found.get_mut(parent)) {
            let mut fields = Fields::default();
            if fields::attribute(&text, &links, &mut fields) {
                return adopt(action, fields);
            }
        }
        let inner = self.scan.blocks.get(index + 1..).unwrap_or_default();
        let child = inner.iter().take_while(|other| other.span.start < block.span.end);
        let child =
            child.filter(|other| other.parent == Some(index) && matches!(other.kind, BlockKind::Item { .. }));
        let child = child
            .map(|other| (other.span.start, self.is_attribute(other)))
            .next();
        let introduces_more = child.is_some_and(|(_, attribute)| !attribute);
        let fields = fields::read(&text, &links);
        if introduces_more
            && task.is_none()
            && !fields.tell()
            && introduces(text.plain.get(fields.task.clone()).unwrap_or_default())
        {
            return;
        }
        let end = child
            .filter(|_| introduces_more)
            .map_or(block.span.end, |(start, _)| start)
            .min(part.span.end);
        let span = self.trimmed(Span::new(block.span.start, end));
        let noted = fields.task.end < text.plain.trim_end().len();
        let alone = inner.first().is_none_or(|next| next.span.start >= block.span.end);
        let whole = fields.task.start == 0
            && block
                .lines
                .first()
                .is_some_and(|line| line.span.start >= part.span.start);
        let start = match block.lines.first() {
            Some(line) if whole => line.span.start,
            _ => text.source(fields.task.start),
        };
        let content = Span::new(
            start,
            if noted && alone {
                self.end_of(&text, fields.task.clone())
            } else {
                span.end
            },
        );
        let ticked = task.map(|ticked| {
            if ticked {
                ActionStatus::Done
            } else {
                ActionStatus::Open
            }
        });
        if self.add(&text, fields, ticked, part, span, content)
            && let Some(item) = self.items.get_mut(index)
        {
            *item = self.found.len().checked_sub(1);
        }
    }

    /// Whether an item says something of the action that it is in.
    fn is_attribute(&self, item: &Block) -> bool {
        let text = Text::join(item.lines.iter().map(|line| &line.text));
        fields::attribute(
            &text,
            &self.links(&text, lines_span(item)),
            &mut Fields::default(),
        )
    }

    fn row(&mut self, row: &Block) {
        let Some(columns) = &self.columns else { return };
        let Some(&part) = self.part(row.span.start) else {
            return;
        };
        let Some(cell) = columns.task().and_then(|task| row.lines.get(task)) else {
            return;
        };
        let links = self.links(&cell.text, cell.span);
        let mut fields = fields::read(&cell.text, &links);
        let link = |cell: usize| {
            let span = row.lines.get(cell)?.span;
            let mut tickets = self.inside(span).filter(|link| is_web(&link.dest));
            tickets.next().map(|link| link.dest.clone())
        };
        columns.read(row, link, &mut fields);
        let text = cell.text.clone();
        self.add(&text, fields, None, part, row.span, cell.span);
    }

    fn paragraph(&mut self, block: &Block) {
        let lines: Vec<(Text, Part)> = block.lines.iter().filter_map(|line| self.text(line)).collect();
        for lines in lines.chunk_by(|one, other| one.1.span == other.1.span) {
            let Some((_, part)) = lines.first() else { continue };
            let texts: Vec<Text> = lines.iter().map(|(text, _)| text.clone()).collect();
            self.lines(&texts, *part);
        }
    }

    /// Adds the tasks on lines of their own; gives whether there are some.
    fn lines(&mut self, lines: &[Text], part: Part) -> bool {
        let before = self.found.len();
        for text in plain_lines::tasks(lines, part.tasks) {
            let span = text.span(0..text.plain.len());
            let links = self.links(&text, span);
            let fields = fields::read(&text, &links);
            let content = text.span(fields.task.clone());
            self.add(&text, fields, None, part, span, content);
        }
        self.found.len() > before
    }

    /// Where a task ends in the source: before the notes on it, and after the mark of a footnote.
    fn end_of(&self, text: &Text, task: Range<usize>) -> usize {
        let rest = text.plain.get(task.end..).unwrap_or_default();
        let notes = text.source(task.end + rest.len() - rest.trim_start().len());
        let end = text.span(task).end;
        let between = self.source.slice(Span::new(end, notes.max(end)));
        let mark = between
            .rfind("[^")
            .and_then(|open| Some(open + between.get(open..)?.find(']')?));
        mark.map_or(end, |close| end + close + 1)
    }

    /// A span without the blanks at its end.
    fn trimmed(&self, span: Span) -> Span {
        Span::new(
            span.start,
            span.start + self.source.slice(span).trim_ascii_end().len(),
        )
    }

    /// Adds an action, unless nothing is left to do in its words.
    fn add(
        &mut self,
        text: &Text,
        fields: Fields,
        ticked: Option<ActionStatus>,
        part: Part,
        span: Span,
        content: Span,
    ) -> bool {
        let task = text.plain.get(fields.task).unwrap_or_default().trim();
        let empty =
            ["", "tbd", "todo", "n/a", "none", "..."].contains(&task.to_lowercase().trim_end_matches('.'));
        if empty || !task.contains(char::is_alphanumeric) {
            return false;
        }
        let status = match (ticked, fields.status) {
            (Some(ActionStatus::Done), _) | (_, None) if fields.done_on.is_some() => ActionStatus::Done,
            (Some(ActionStatus::Open) | None, Some(status)) => status,
            (ticked, _) => ticked.unwrap_or(ActionStatus::Open),
        };
        self.found.push(Action {
            id: String::new(),
            task: task.to_owned(),
            owner: fields.owner,
            due: fields.due,
            status,
            done_on: fields.done_on,
            kind: fields.kind.or(part.kind),
            link: fields.link,
            span,
            content: Some(content),
        });
        true
    }

    /// The links in a span; they are in the order of the text.
    fn inside(&self, span: Span) -> impl Iterator<Item = &crate::text::blocks::LinkUse> {
        let first = self
            .scan
            .links
            .partition_point(|link| link.span.start < span.start);
        let links = self
            .scan
            .links
            .iter()
            .skip(first)
            .take_while(move |link| link.span.start < span.end);
        links.filter(|link| !link.image)
    }

    /// The links of a text, by where their words are in it.
    fn links(&self, text: &Text, span: Span) -> Vec<LinkIn> {
        let web = self.inside(span).filter(|link| is_web(&link.dest));
        let links = web.map(|link| LinkIn {
            range: text.plain_at(link.span.start)..text.plain_at(link.span.end),
            dest: link.dest.clone(),
        });
        links.filter(|link| !link.range.is_empty()).collect()
    }
}

/// Whether the words of an item with items inside only introduce those.
fn introduces(words: &str) -> bool {
    words.ends_with(':') || words.split_whitespace().count() <= 4
}

/// The lines of an item itself, without what else is in it.
fn lines_span(item: &Block) -> Span {
    let lines = item.lines.iter().map(|line| line.span);
    lines
        .reduce(Span::to)
        .unwrap_or(Span::new(item.span.start, item.span.start))
}

/// Whether a link can lead to a ticket. Any other stays in the words, where it is resolved, or refused.
fn is_web(dest: &str) -> bool {
    let scheme = dest.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        ["http", "https", "mailto"]
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known))
    })
}

fn is_address(words: &str) -> bool {
    words.starts_with("http") && !words.contains(char::is_whitespace)
}

/// Gives an action what a note below it says.
fn adopt(action: &mut Action, fields: Fields) {
    action.owner = action.owner.take().or(fields.owner);
    action.due = action.due.or(fields.due);
    action.kind = fields.kind.or(action.kind);
    action.link = action.link.take().or(fields.link);
    action.done_on = action.done_on.or(fields.done_on);
    if let Some(status) = fields.status {
        action.status = status;
    }
}
