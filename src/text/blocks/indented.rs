//! Indented text: code for Markdown, but many writers indent their prose by many blanks.

use super::input::Input;
use super::logs;
use super::{Block, BlockKind};
use std::ops::Range;

/// Commands with which a line of a shell session begins.
const COMMANDS: &[&str] = &[
    "apt",
    "apt-get",
    "awk",
    "bash",
    "cat",
    "cd",
    "chmod",
    "chown",
    "cp",
    "curl",
    "dig",
    "docker",
    "echo",
    "export",
    "git",
    "grep",
    "helm",
    "kubectl",
    "ls",
    "mkdir",
    "mv",
    "mysql",
    "nginx",
    "npm",
    "pip",
    "ps",
    "psql",
    "puppet",
    "python",
    "python3",
    "rm",
    "scp",
    "sed",
    "service",
    "ssh",
    "strace",
    "sudo",
    "systemctl",
    "tail",
    "vi",
    "vim",
    "wget",
];

/// Marks in code and logs, and hardly in sentences.
const SIGNS: &[&str] = &[
    "&&", "||", "==", "=>", "->", "::", "!=", "+=", " --", "();", " INFO ", " ERROR ", " WARN ", " DEBUG ",
    "</", "{{", "${", "#!/", "]:", "= ",
];

/// Blanks beyond those of an indented block, before a line that is centred.
const CENTRED: usize = 12;

/// Whether a careful reader takes an indented block for sentences: none of its lines looks like code or a
/// log, and it is under a label, consists of words, or is one line set in so far that it is centred on paper.
pub(super) fn is_text<'t>(lines: impl Iterator<Item = &'t str>, before: Option<&Block>) -> bool {
    let mut all = 0;
    let mut prose = 0;
    let mut sentences = 0;
    let mut timed = 0;
    let mut centred = true;
    for line in lines.filter(|line| !line.trim().is_empty()) {
        centred &= line.len() - line.trim_start().len() >= CENTRED;
        let line = line.trim();
        if is_code(line) {
            return false;
        }
        all += 1;
        prose += usize::from(words(line) >= 3);
        timed += usize::from(logs::is_timed(line));
        let first = line.chars().find(|char| char.is_alphanumeric());
        sentences += usize::from(first.is_some_and(|first| first.is_uppercase() || first.is_numeric()));
    }
    let bullet =
        before.is_some_and(|block| matches!(block.kind, BlockKind::Item { .. }) && block.lines.is_empty());
    // Entries stand under a label; under a sentence, times of seconds are those of a log.
    let log = timed == all && !bullet && !before.is_some_and(is_label);
    let label = centred && all == 1 || before.is_some_and(is_label);
    all > 0 && !log && (bullet || prose * 2 >= all || sentences == all && label)
}

/// Whether a line looks like code, a command or a line of a log.
fn is_code(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    let bullet = matches!(first, "-" | "*" | "+");
    let sign = |sign: &&str| line.contains(*sign) && !(bullet && *sign == " --");
    line.starts_with(['$', '>', '{', '}', '<', '/', '@'])
        || line.ends_with(['{', '}', ';', '\\', '$'])
        || COMMANDS.binary_search(&first).is_ok()
        || SIGNS.iter().any(sign)
        || is_stamp(first)
        || logs::is_log(line)
        || words(line) == 0 && !line.chars().any(|char| char.is_ascii_digit())
}

/// Whether a word is the time of a log: a date and a time in one, or a fraction of a second.
fn is_stamp(word: &str) -> bool {
    let word = word.trim_start_matches('[');
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    digits >= 12 && word.contains('T') && word.contains(':')
}

/// Counts the words of letters.
fn words(line: &str) -> usize {
    line.split_whitespace()
        .filter(|word| {
            let word = word.trim_matches(|char: char| char.is_ascii_punctuation());
            word.chars().next().is_some_and(char::is_alphabetic)
                && word
                    .chars()
                    .all(|char| char.is_alphabetic() || matches!(char, '\'' | '’' | '-' | '/'))
        })
        .count()
}

/// Whether a block may be the label of what is indented below it.
fn is_label(block: &Block) -> bool {
    let Some(line) = block.lines.last() else {
        return false;
    };
    let text = line.text.plain.trim_end();
    matches!(block.kind, BlockKind::Heading(_))
        || text.ends_with([':', '?'])
        || !text.ends_with('.') && words(text) <= 8
}

/// The lines without the blanks that all of them begin with.
pub(super) fn dedent<'a>(input: &Input<'_>, lines: Vec<Range<usize>>) -> Input<'a> {
    let indent = |range: &Range<usize>| {
        let line = input.text.get(range.clone()).unwrap_or_default();
        let rest = line.trim_start_matches([' ', '\t']);
        (!rest.trim().is_empty()).then(|| line.len() - rest.len())
    };
    let least = lines.iter().filter_map(indent).min().unwrap_or_default();
    let cut = |range: Range<usize>| {
        let line = input.text.get(range.clone()).unwrap_or_default();
        let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
        range.start + blanks.min(least)..range.end
    };
    Input::pieces(input, lines.into_iter().map(cut))
}
