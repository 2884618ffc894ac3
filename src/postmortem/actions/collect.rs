//! Finds the actions under the measures.

mod list;

use super::columns::{CellLink, Columns};
use super::fields::{self, Fields, LinkIn};
use super::parts::{self, Context, Part, parts};
use super::{nothing, plain_lines};
use crate::postmortem::document::Section;
use crate::record::Action;
use crate::source::Source;
use crate::span::Span;
use crate::text::blocks::{Block, BlockKind, Line, LinkUse, Scan, Text};
use crate::vocabulary::ActionStatus;
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
        acts: vec![None; scan.blocks.len()],
        contexts: vec![Context::default(); scan.blocks.len()],
        head: None,
        columns: None,
        above: Context::default(),
        announced: None,
        headed: None,
    };
    let mut items = collector.items();
    for (index, block) in scan.blocks.iter().enumerate().filter(|(_, block)| !block.quoted) {
        match block.kind {
            BlockKind::Item { task, .. } => match items.get_mut(index).and_then(Option::take) {
                Some(item) => collector.item(index, block, task, *item),
                None => collector.label(index, block),
            },
            BlockKind::Row { head: true, .. } => collector.head = Some(block),
            BlockKind::Row { .. } => collector.row(block),
            BlockKind::Heading(_) => collector.heading(block),
            BlockKind::Paragraph if block.parent.is_none() => collector.paragraph(block),
            _ => {}
        }
    }
    collector.found
}

struct Collector<'s> {
    source: &'s Source,
    scan: &'s Scan,
    parts: Vec<Part>,
    found: Vec<Action>,
    /// Which action each item is, or belongs to, by the item's place among the blocks.
    acts: Vec<Option<usize>>,
    /// What each item says of those in it.
    contexts: Vec<Context>,
    /// The head of the table, until a row of it is under the measures.
    head: Option<&'s Block>,
    columns: Option<Columns>,
    /// What the line above a list says of it.
    above: Context,
    /// The words of that line, until somebody asks what they say.
    announced: Option<&'s str>,
    /// The part whose heading is an action, and which action that is.
    headed: Option<(Span, usize)>,
}

impl<'s> Collector<'s> {
    /// The part that a place lies in.
    fn part(&self, place: usize) -> Option<Part> {
        self.parts.get(parts::at(&self.parts, place)?).copied()
    }

    /// What of a line is under the measures, without the label in front.
    fn text(&self, line: &Line) -> Option<(Text, Part)> {
        // The end decides: a label may be at the beginning of the line, and it may be the first one.
        let part = self.part(line.span.end.saturating_sub(1))?;
        if part.is_label(line) {
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

    fn row(&mut self, row: &Block) {
        let Some(part) = self.part(row.span.start) else {
            return;
        };
        if let Some(head) = self.head.take() {
            self.columns = Columns::new(head);
        }
        let Some(columns) = &self.columns else { return };
        let Some((index, cell)) = columns
            .task(row)
            .and_then(|task| Some((task, row.lines.get(task)?)))
        else {
            return;
        };
        if nothing::is_nothing(&cell.text.plain) {
            return;
        }
        let links = |cell: &Line| {
            let links = self.inside(cell.span).filter(|link| is_web(&link.dest));
            let links = links.map(|link| CellLink {
                words: cell
                    .text
                    .plain
                    .get(cell.text.plain_at(link.span.start)..cell.text.plain_at(link.span.end))
                    .unwrap_or_default()
                    .to_owned(),
                dest: link.dest.clone(),
            });
            links.collect()
        };
        let mut fields = columns.read(row, index, links);
        let own = fields::read(&cell.text, &self.links(&cell.text, cell.span));
        fields.task = own.task.clone();
        fields.fill(own);
        let content = if fields.task == (0..cell.text.plain.len()) {
            cell.span
        } else {
            cell.text.span(fields.task.clone())
        };
        let context = self.above().or(part.context);
        self.add(&cell.text, fields, None, context, row.span, content);
    }

    /// A sub-heading is an action where it says what is to be done, and the paragraphs below say more of it.
    fn heading(&mut self, block: &Block) {
        (self.above, self.announced) = (Context::default(), None);
        let Some(part) = self
            .part(block.span.start)
            .filter(|part| part.nested && !part.listed)
        else {
            return;
        };
        let below = self.source.slice(part.span).trim();
        if part.label.end < block.span.start || part.span.end <= block.span.end || below.is_empty() {
            return;
        }
        let whole = Text::join(block.lines.iter().map(|line| &line.text));
        let number = whole.plain.len() - plain_lines::without_number(&whole.plain).len();
        let text = whole.part(number..whole.plain.len());
        let mut fields = fields::read(&text, &self.links(&text, block.span));
        // `### Fewer workers`, and below it `Cut the workers from 16 to 12.`
        let told = || {
            let at = self
                .scan
                .blocks
                .partition_point(|below| below.span.start < block.span.end);
            self.scan
                .blocks
                .get(at)
                .filter(|below| below.kind == BlockKind::Paragraph)?
                .lines
                .first()
        };
        let deed = || {
            told().is_some_and(|line| {
                let plain = &line.text.plain;
                fields::tells_of_deed(plain) && !fields::is_put_off(plain)
            })
        };
        if fields.status.is_none() && part.context.status.is_none() && deed() {
            fields.status = Some(ActionStatus::Done);
        }
        let words = text.plain.get(fields.task.clone()).unwrap_or_default();
        let labelled = fields.task.start + number > 0;
        if !(labelled || fields::begins_task(words))
            || words.split_whitespace().count() < 3
            || nothing::is_nothing(words)
        {
            return;
        }
        let span = self.trimmed(Span::new(block.span.start, part.span.end));
        let content = Span::new(text.source(fields.task.start), span.end);
        if self.add(&text, fields, None, part.context, span, content) {
            self.headed = self.found.len().checked_sub(1).map(|action| (part.span, action));
        }
    }

    /// What the line above a list says of it.
    fn above(&mut self) -> Context {
        if let Some(words) = self.announced.take() {
            self.above = Context::of(words);
        }
        self.above
    }

    fn paragraph(&mut self, block: &'s Block) {
        self.above = Context::default();
        let last = block.lines.last().map(|line| &line.text);
        let announces = |text: &&Text| text.plain.ends_with(':') || text.all_strong();
        self.announced = last.filter(announces).map(|text| text.plain.as_str());
        let lines: Vec<(Text, Part)> = block.lines.iter().filter_map(|line| self.text(line)).collect();
        for lines in lines.chunk_by(|one, other| one.1.span == other.1.span) {
            let Some((_, part)) = lines.first() else { continue };
            let mut texts: Vec<Text> = lines.iter().map(|(text, _)| text.clone()).collect();
            if part.tasks && plain_lines::is_titled(&texts) {
                texts = vec![Text::join(&texts)];
            }
            self.lines(&texts, *part);
        }
    }

    /// Adds the tasks on lines of their own; gives whether there are some.
    fn lines(&mut self, lines: &[Text], part: Part) -> bool {
        let before = self.found.len();
        let headed = self.headed.is_some_and(|(span, _)| span == part.span);
        let boxed = plain_lines::boxed(lines);
        if part.listed && !headed && boxed.is_empty() {
            return false;
        }
        let (mut tasks, mut notes) = (Vec::new(), Fields::default());
        for line in lines {
            let links = self.links(line, line.span(0..line.plain.len()));
            let mut note = Fields::default();
            let keyed = line.plain.contains(':') && !line.plain.ends_with(':');
            if keyed && fields::attribute(line, &links, &mut note) {
                notes.fill(note);
            } else {
                tasks.push(line.clone());
            }
        }
        if !headed {
            let first = lines.first().map_or(0, |line| line.source(0));
            let between = Span::new(part.label.end, first.max(part.label.end));
            let labelled = !self.source.slice(between).contains('\n');
            let tasks = if boxed.is_empty() {
                plain_lines::tasks(&tasks, part.tasks, labelled)
            } else {
                boxed
            };
            for text in tasks {
                if nothing::is_nothing(&text.plain) {
                    continue;
                }
                let span = text.span(0..text.plain.len());
                let fields = fields::read(&text, &self.links(&text, span));
                let content = text.span(fields.task.clone());
                self.add(&text, fields, None, part.context, span, content);
            }
        }
        if let Some(last) = self
            .found
            .last_mut()
            .filter(|last| part.span.contains(last.span) || headed)
        {
            adopt(last, notes);
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
        context: Context,
        span: Span,
        content: Span,
    ) -> bool {
        let task = text.plain.get(fields.task).unwrap_or_default().trim();
        if nothing::is_nothing(task) {
            return false;
        }
        let status = match (ticked, fields.status) {
            (Some(ActionStatus::Done), Some(ActionStatus::Verified)) => ActionStatus::Verified,
            (Some(ActionStatus::Done), _) => ActionStatus::Done,
            (_, Some(status)) => status,
            (_, None) if fields.done_on.is_some() => ActionStatus::Done,
            (Some(open), None) => open,
            (None, None) => {
                let deed = || fields::tells_of_deed(task).then_some(ActionStatus::Done);
                context.status.or_else(deed).unwrap_or(ActionStatus::Open)
            }
        };
        self.found.push(Action {
            id: String::new(),
            task: task.to_owned(),
            owner: fields.owner,
            due: fields.due,
            status,
            done_on: fields.done_on,
            kind: fields.kind.or(context.kind),
            link: fields.link,
            priority: fields.priority,
            outcome: None,
            by: None,
            extra: fields.extra,
            span,
            content: Some(content),
        });
        true
    }

    /// The links in a span; they are in the order of the text.
    fn inside(&self, span: Span) -> impl Iterator<Item = &LinkUse> {
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

/// Gives an action what a note below it says.
fn adopt(action: &mut Action, fields: Fields) {
    action.owner = action.owner.take().or(fields.owner);
    action.due = action.due.or(fields.due);
    action.kind = fields.kind.or(action.kind);
    action.priority = action.priority.take().or(fields.priority);
    action.link = action.link.take().or(fields.link);
    action.done_on = action.done_on.or(fields.done_on);
    action.extra.extend(fields.extra);
    if let Some(status) = fields.status {
        action.status = status;
    }
}
