//! The text of a postmortem as its page shows it, line by line, without comments and marks of HTML.

use crate::postmortem::Postmortem;
use crate::text::blocks::{self, Block, BlockKind};

/// A line: its number in the file, and its words.
pub(super) type Line = (usize, String);

/// All lines of a body.
pub(super) fn lines(postmortem: &Postmortem) -> Vec<Line> {
    let document = &postmortem.document;
    let source = &document.source;
    let mut lines = Vec::new();
    for block in blocks::read(source, document.body) {
        let first = source.line(block.span.start);
        match block.kind {
            BlockKind::Code => {
                let code = source.slice(block.span).lines().zip(first..);
                lines.extend(code.map(|(line, number)| (number, line.to_owned())));
            }
            BlockKind::Row { .. } => {
                let cells: Vec<&str> = block.lines.iter().map(|cell| cell.text.plain.trim()).collect();
                lines.push((first, cells.join(" | ")));
            }
            BlockKind::Rule | BlockKind::Html => {}
            BlockKind::Heading(_) | BlockKind::Paragraph | BlockKind::Item { .. } | BlockKind::Prompt => {
                let mark = mark(&block);
                for (index, line) in block.lines.iter().enumerate() {
                    let mark = if index == 0 { mark.as_str() } else { "" };
                    lines.push((
                        source.line(line.span.start),
                        format!("{mark}{}", line.text.plain.trim()),
                    ));
                }
            }
        }
    }
    lines.retain(|(_, words)| !words.is_empty());
    lines
}

/// What stands before the first line of a block.
fn mark(block: &Block) -> String {
    match block.kind {
        BlockKind::Heading(level) => format!("{} ", "#".repeat(level.into())),
        BlockKind::Item { depth, task, .. } => {
            let indent = "  ".repeat(usize::from(depth.saturating_sub(1)));
            let done = match task {
                Some(true) => "[x] ",
                Some(false) => "[ ] ",
                None => "",
            };
            format!("{indent}- {done}")
        }
        _ => String::new(),
    }
}
