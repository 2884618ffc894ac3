//! Puts blocks together from what Markdown and HTML open, say and close.

use super::text::Marks;
use super::unread_links::unread_links;
use super::{Block, BlockKind, Line, Scan, Text};
use crate::html::nesting::{Fate, Nesting};
use crate::html::tokenizer::Tag;
use crate::source::fit;
use crate::span::Span;
use crate::text::blocks::LinkUse;

/// The most containers of HTML that are open at once; those inside are read as if they were not there.
const MAX_TAGS: usize = 64;

/// What is open around the text: opened by Markdown, or by an HTML tag of that name.
#[derive(Debug)]
struct Open {
    what: Container,
    tag: Option<String>,
}

/// A thing that holds blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    /// A list.
    List {
        /// Whether it is numbered.
        ordered: bool,
    },
    /// An item, by its place in the list of blocks.
    Item(usize),
    /// A quotation.
    Quote,
    /// A note set apart, as in `> [!NOTE]`: the words are the writer's own.
    Alert,
    /// A table.
    Table,
}

/// The block that takes the text, and the line of it that is being read.
#[derive(Debug)]
struct Leaf {
    block: usize,
    /// Whether it was opened by an HTML tag, so that a paragraph inside is its own text.
    html: bool,
    line: Option<Line>,
}

/// The list of blocks while it grows.
#[derive(Debug, Default)]
pub(super) struct Builder {
    pub(super) scan: Scan,
    open: Vec<Open>,
    /// The items that are open, outermost first.
    items: Vec<usize>,
    /// The lists that are open: whether each is numbered.
    lists: Vec<bool>,
    quotes: usize,
    tags: usize,
    leaf: Option<Leaf>,
    /// Where marks are that came before the block of their words was known.
    pending: Option<usize>,
    tables: usize,
    /// The elements of HTML that are open.
    nesting: Nesting,
    pub(super) strong: usize,
    pub(super) struck: usize,
    pub(super) slanted: usize,
    pub(super) code: usize,
    /// Inside an image, whose words do not count.
    pub(super) images: usize,
}

impl Builder {
    /// Opens a container; `tag` is the HTML tag that does.
    pub(super) fn enter(&mut self, what: Container, tag: Option<&str>) {
        self.end_leaf(None);
        self.pending = None;
        if tag.is_some() && self.tags >= MAX_TAGS {
            return;
        }
        // Converters write `- > words`: the words of an item that begins so are its own.
        let what = match what {
            Container::Quote if self.empty_item().is_some() => Container::Alert,
            what => what,
        };
        match what {
            Container::List { ordered } => self.lists.push(ordered),
            Container::Item(block) => self.items.push(block),
            Container::Quote => self.quotes += 1,
            Container::Alert => {}
            Container::Table => self.tables += 1,
        }
        self.tags += usize::from(tag.is_some());
        self.open.push(Open {
            what,
            tag: tag.map(str::to_owned),
        });
    }

    /// Follows a tag, which pages may leave out.
    pub(super) fn follow(&mut self, tag: &Tag<'_>, span: Span) {
        if self.nesting.tag(tag) == Fate::LeftOut {
            self.scan.left_out.get_or_insert(span);
        }
    }

    /// Takes the innermost container off.
    fn pop(&mut self) -> Option<Open> {
        let open = self.open.pop()?;
        self.tags -= usize::from(open.tag.is_some());
        match open.what {
            Container::List { .. } => drop(self.lists.pop()),
            Container::Item(_) => drop(self.items.pop()),
            Container::Quote => self.quotes -= 1,
            Container::Alert | Container::Table => {}
        }
        Some(open)
    }

    /// The item that has just begun, and has no text yet.
    fn empty_item(&self) -> Option<usize> {
        let mut open = self.open.iter().rev().map(|open| open.what);
        let Some(Container::Item(item)) = open.find(|&what| what != Container::Alert) else {
            return None;
        };
        let is_last = item + 1 == self.scan.blocks.len();
        (is_last && self.scan.blocks.get(item)?.lines.is_empty()).then_some(item)
    }

    /// Opens an item of the innermost list.
    pub(super) fn enter_item(&mut self, span: Span, tag: Option<&str>) {
        self.end_leaf(None);
        let ordered = self.lists.last().copied().unwrap_or_default();
        let depth = u8::try_from(self.lists.len().max(1)).unwrap_or(u8::MAX);
        let kind = BlockKind::Item {
            depth,
            ordered,
            task: None,
        };
        let block = self.push(kind, span);
        self.enter(Container::Item(block), tag);
    }

    /// Sets the box of the innermost item.
    pub(super) fn task_box(&mut self, ticked: bool) {
        if let Some(&item) = self.items.last()
            && let Some(BlockKind::Item { task, .. }) =
                self.scan.blocks.get_mut(item).map(|block| &mut block.kind)
        {
            *task = Some(ticked);
        }
    }

    /// Closes the innermost container that Markdown opened, and all that HTML opened inside.
    pub(super) fn leave(&mut self) {
        self.end_leaf(None);
        self.pending = None;
        while self.pop().is_some_and(|open| open.tag.is_some()) {}
    }

    /// Closes the innermost container of an HTML tag, unless Markdown opened one inside it.
    pub(super) fn leave_tag(&mut self, tag: &str, end: usize) {
        self.end_leaf(None);
        let inner = self.open.iter().rev().take_while(|open| open.tag.is_some());
        let Some(depth) = inner
            .enumerate()
            .find_map(|(depth, open)| (open.tag.as_deref() == Some(tag)).then_some(depth))
        else {
            return;
        };
        for _ in 0..=depth {
            if let Some(Open {
                what: Container::Item(item),
                ..
            }) = self.pop()
            {
                self.stretch(item, end);
            }
        }
    }

    /// Closes what HTML left open inside the innermost container of Markdown: a heading ends it.
    pub(super) fn leave_html(&mut self) {
        self.end_leaf(None);
        let ends = |open: &Open| open.tag.is_some() && open.what != Container::Quote;
        while self.open.last().is_some_and(ends) {
            self.pop();
        }
    }

    /// Whether an HTML tag of that name is open inside the innermost container of Markdown.
    pub(super) fn within(&self, tag: &str, until: &[&str]) -> bool {
        self.open
            .iter()
            .rev()
            .take_while(|open| open.tag.as_deref().is_some_and(|open| !until.contains(&open)))
            .any(|open| open.tag.as_deref() == Some(tag))
    }

    /// Adds a block without text of its own.
    pub(super) fn block(&mut self, kind: BlockKind, span: Span) {
        self.end_leaf(None);
        self.push(kind, span);
    }

    /// Opens a block that takes text.
    pub(super) fn open_leaf(&mut self, kind: BlockKind, span: Span, html: bool) {
        self.end_leaf(None);
        let block = self.push(kind, span);
        self.leaf = Some(Leaf {
            block,
            html,
            line: None,
        });
    }

    /// Opens a row of the innermost table.
    pub(super) fn open_row(&mut self, head: bool, span: Span, html: bool) {
        let table = self.tables.saturating_sub(1);
        self.open_leaf(BlockKind::Row { head, table }, span, html);
    }

    /// Whether a block is open that takes text.
    pub(super) fn has_leaf(&self) -> bool {
        self.leaf.is_some()
    }

    /// Whether that block is a heading or a cell.
    pub(super) fn takes_one_line(&self) -> bool {
        let block = self
            .leaf
            .as_ref()
            .and_then(|leaf| self.scan.blocks.get(leaf.block));
        block.is_some_and(|block| matches!(block.kind, BlockKind::Heading(_) | BlockKind::Row { .. }))
    }

    /// The row that is open, if one is.
    pub(super) fn row(&mut self) -> Option<&mut Block> {
        let block = self.leaf.as_ref()?.block;
        let block = self.scan.blocks.get_mut(block)?;
        matches!(block.kind, BlockKind::Row { .. }).then_some(block)
    }

    /// Opens a paragraph: the text of an open HTML block or of an item that has none yet, else a block.
    pub(super) fn open_paragraph(&mut self, span: Span, html: bool) {
        if let Some(leaf) = &self.leaf
            && leaf.html
            && !html
            && (leaf.line.is_none() || self.row().is_some())
        {
            return;
        }
        self.end_leaf(None);
        let block = match self.empty_item() {
            Some(item) => item,
            None => self.push(BlockKind::Paragraph, span),
        };
        self.leaf = Some(Leaf {
            block,
            html,
            line: None,
        });
    }

    /// Adds text at a place in the source.
    pub(super) fn text(&mut self, plain: &str, at: usize) {
        if self.images > 0 || plain.is_empty() {
            return;
        }
        if self.leaf.is_none() {
            if plain.trim().is_empty() {
                return;
            }
            self.open_paragraph(Span::new(at, at + plain.len()), false);
        }
        let marks = Marks {
            strong: self.strong > 0,
            code: self.code > 0,
            struck: self.struck > 0,
            slanted: self.slanted > 0,
        };
        if let Some(leaf) = &mut self.leaf {
            let start = self.pending.take().map_or(at, |pending| pending.min(at));
            let line = leaf.line.get_or_insert_with(|| Line {
                text: Text::default(),
                span: Span::new(start, at),
            });
            line.text.push(plain, at, marks);
        }
    }

    /// Makes the line that is being read hold marks without words.
    pub(super) fn touch(&mut self, span: Span) {
        if let Some(leaf) = &mut self.leaf {
            let line = leaf.line.get_or_insert_with(|| Line {
                text: Text::default(),
                span,
            });
            line.span = line.span.to(span);
        } else {
            self.pending.get_or_insert(span.start);
        }
    }

    /// Ends the line; a cell of a table counts also when it is empty.
    pub(super) fn end_line(&mut self, cell: Option<Span>) {
        let Some(leaf) = &mut self.leaf else { return };
        let line = match (leaf.line.take(), cell) {
            (Some(line), _) => line,
            (None, Some(span)) => Line {
                text: Text::default(),
                span,
            },
            (None, None) => return,
        };
        let line = Line {
            text: line.text.trimmed().with_signs(),
            span: line.span,
        };
        self.scan.unread_links.extend(unread_links(&line.text));
        if (cell.is_some() || !line.text.plain.is_empty())
            && let Some(block) = self.scan.blocks.get_mut(leaf.block)
        {
            block.lines.push(line);
        }
    }

    /// Ends the block that takes text; `end` is where its closing tag ends.
    pub(super) fn end_leaf(&mut self, end: Option<usize>) {
        self.end_line(None);
        let Some(leaf) = self.leaf.take() else { return };
        (self.strong, self.struck, self.slanted) = (0, 0, 0);
        (self.code, self.images) = (0, 0);
        let Some(block) = self.scan.blocks.get_mut(leaf.block) else {
            return;
        };
        if leaf.html && block.kind == BlockKind::Paragraph && block.lines.is_empty() {
            block.kind = BlockKind::Html;
        }
        let last = block.lines.last().map(|line| line.span.end);
        if let Some(end) = end.or(last) {
            self.stretch(leaf.block, end);
        }
    }

    /// Notes a link or an image.
    pub(super) fn link(&mut self, dest: &str, image: bool, span: Span) {
        self.scan.links.push(LinkUse {
            dest: fit(dest.into()).into_owned(),
            image,
            span,
        });
    }

    fn stretch(&mut self, block: usize, end: usize) {
        if let Some(block) = self.scan.blocks.get_mut(block) {
            block.span.end = block.span.end.max(end);
        }
    }

    fn push(&mut self, kind: BlockKind, span: Span) -> usize {
        // Marks belong to the text of the paragraph that is opened for them, and of no other block.
        self.pending = self.pending.filter(|_| kind == BlockKind::Paragraph);
        let block = Block {
            kind,
            span,
            lines: Vec::new(),
            parent: self.items.last().copied(),
            quoted: self.quotes > 0,
        };
        self.scan.blocks.push(block);
        self.scan.blocks.len() - 1
    }
}
