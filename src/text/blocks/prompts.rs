//! What a template asks of its writer, and what stands below it answers: `*Describe how users were affected.*` It says nothing of
//! the incident.

use super::{Block, BlockKind};
use crate::text::sentences;

/// Verbs that ask for words, and begin no sentence of a report.
const ASK: &[&str] = &[
    "describe",
    "detail",
    "explain",
    "list",
    "mention",
    "outline",
    "provide",
    "specify",
    "summarise",
    "summarize",
];

/// Those that are nouns too.
const NOUNS: &[&str] = &["detail", "list", "mention", "outline"];

/// Verbs that may ask for other things, or are nouns too.
const MAY_ASK: &[&str] = &[
    "add",
    "answer",
    "capture",
    "consider",
    "define",
    "discuss",
    "document",
    "ensure",
    "enter",
    "estimate",
    "fill",
    "give",
    "highlight",
    "identify",
    "include",
    "indicate",
    "insert",
    "link",
    "name",
    "note",
    "paste",
    "put",
    "quantify",
    "record",
    "remove",
    "replace",
    "report",
    "run",
    "say",
    "state",
    "tell",
    "use",
    "write",
];

/// What follows such a verb.
const OBJECT: &[&str] = &[
    "a", "all", "an", "any", "briefly", "each", "every", "here", "how", "if", "in", "one", "that", "the",
    "what", "when", "where", "whether", "which", "who", "why", "your",
];

/// What a section does.
const TELLS: &[&str] = &[
    "contains",
    "covers",
    "describes",
    "explains",
    "lists",
    "provides",
    "should",
];

/// Words for what a section holds.
const HOLDS: &[&str] = &[
    "account",
    "analysis",
    "description",
    "explanation",
    "list",
    "overview",
    "summary",
];

/// Calls the paragraphs that are prompts so: those set off by italics, a quotation or brackets. A question, which may be a label,
/// is one only right below its heading.
pub(super) fn mark(blocks: &mut [Block]) {
    let mut below_heading = false;
    for block in blocks {
        if block.kind == BlockKind::Paragraph && is_set_off(block) {
            let text = text(block);
            let slanted = !block.quoted;
            if asks_the_writer(&text, true) || below_heading && slanted && is_questions(&text) {
                block.kind = BlockKind::Prompt;
            }
        }
        below_heading = matches!(block.kind, BlockKind::Heading(_));
    }
}

fn is_set_off(block: &Block) -> bool {
    let slanted = || block.lines.iter().all(|line| line.text.all_slanted());
    let enclosed = || {
        let first = block
            .lines
            .first()
            .and_then(|line| line.text.plain.chars().next());
        let last = block.lines.last().and_then(|line| line.text.plain.chars().last());
        matches!(
            (first, last),
            (Some('['), Some(']')) | (Some('<'), Some('>')) | (Some('('), Some(')'))
        )
    };
    !block.lines.is_empty() && (block.quoted || slanted() || enclosed())
}

fn text(block: &Block) -> String {
    let lines = block.lines.iter().map(|line| line.text.plain.as_str());
    lines.collect::<Vec<_>>().join(" ")
}

/// Whether a text asks its writer for words. One that is not set off from the report has to ask plainly.
#[must_use]
pub fn asks_the_writer(text: &str, set_off: bool) -> bool {
    let words = text
        .split(|char: char| !(char.is_alphanumeric() || char == '\''))
        .filter(|word| !word.is_empty());
    let words = words.map(str::to_ascii_lowercase);
    let words: Vec<String> = words
        .skip_while(|word| matches!(word.as_str(), "please" | "briefly"))
        .take(5)
        .collect();
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|word| list.contains(&word.as_str()));
    if is(0, &["this"]) && is(1, &["section"]) {
        return set_off || is(2, TELLS);
    }
    // `A short summary of what happened`
    let noun = || is(0, &["a", "an"]) && (1..4).any(|at| is(at, HOLDS) && is(at + 1, &["of"]));
    // `List endpoint returned 500` is a sentence of the report.
    let asks = is(0, ASK) && (is(1, OBJECT) || set_off && !is(0, NOUNS));
    asks || set_off && (is(0, MAY_ASK) && is(1, OBJECT) || noun())
}

/// Whether all sentences of a text are questions that ask what a report tells.
fn is_questions(text: &str) -> bool {
    const ASKS: &[&str] = &[
        "did", "how", "if", "was", "were", "what", "when", "where", "which", "who", "why",
    ];
    let mut sentences = sentences::split(text)
        .into_iter()
        .filter_map(|range| text.get(range));
    sentences.all(|sentence| {
        let first = sentence
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        sentence.ends_with('?') && ASKS.contains(&first.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use crate::span::Span;

    fn prompts(text: &str) -> Vec<String> {
        let source = Source::new("a.md", text.as_bytes());
        let blocks = super::super::read(&source, Span::new(0, source.text.len()));
        let prompts = blocks.iter().filter(|block| block.kind == BlockKind::Prompt);
        prompts.map(super::text).collect()
    }

    #[test]
    fn what_a_template_asks_is_a_prompt() {
        for prompt in [
            "*Describe which customers were hit.*",
            "_Please summarise the incident\nin two sentences._",
            "> Explain how this was found.",
            "[State the times with a zone]",
            "<i>Note what has to change.</i>",
            "*This section holds what was learned.*",
            "*A short description of the incident*",
            "*Who took part, and what was in their way?*",
        ] {
            assert_eq!(
                prompts(&format!("## Impact\n\n{prompt}\n\nAll shops.\n")).len(),
                1,
                "{prompt}"
            );
        }
        for told in [
            "Describe calls failed.",
            "*Notes were lost.*",
            "*State was lost on all nodes.*",
            "> Why is the shop down?",
            "*Nobody could pay.*",
            "*Report generation failed.*",
            "Provide a phone for the night.",
        ] {
            assert_eq!(
                prompts(&format!("## Impact\n\n{told}\n")),
                Vec::<String>::new(),
                "{told}"
            );
        }
        // A label in the middle of a text.
        assert_eq!(
            prompts("It broke.\n\n*What went wrong?*\n\nA key.\n"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn prose_asks_its_writer_plainly_or_not_at_all() {
        for prompt in [
            "Describe the impact in one line.",
            "Provide a list of all teams.",
            "This section describes the cause.",
        ] {
            assert!(asks_the_writer(prompt, false), "{prompt}");
        }
        for told in [
            "Describe calls failed.",
            "Note that all shops were closed.",
            "This section of the line was down.",
            "",
        ] {
            assert!(!asks_the_writer(told, false), "{told}");
        }
    }
}
