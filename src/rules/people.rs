//! What the rules about words on people share: which sentences they read, and who is a person.

use crate::postmortem::Reading;
use crate::postmortem::prose::Sentence;
use crate::text::blocks::BlockKind;
use crate::vocabulary::SectionKind;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// A word of a sentence.
pub(super) struct Word<'a> {
    /// In lower case, with a joint but without marks around it.
    pub(super) lower: &'a str,
    /// As written.
    pub(super) written: &'a str,
    /// Where it is in the sentence.
    pub(super) range: Range<usize>,
    /// Whether a mark that ends a clause stands before it.
    pub(super) after_mark: bool,
}

/// The sentences in which the writer speaks: no headings, no quotations, no entries of the timeline, where people act, and
/// nothing on what is to be done.
pub(super) fn told(reading: &Reading) -> impl Iterator<Item = &Sentence> {
    let entries = &reading.postmortem.record.entries;
    reading.prose().sentences.iter().filter(move |sentence| {
        let block = reading.blocks.get(sentence.block);
        let said = block.is_some_and(|block| !block.quoted && !matches!(block.kind, BlockKind::Heading(_)));
        let at = sentence.span().start;
        let entry = entries
            .partition_point(|entry| entry.span.start <= at)
            .checked_sub(1);
        let inside = entry
            .and_then(|entry| entries.get(entry))
            .is_some_and(|entry| at < entry.span.end);
        said && !inside && sentence.kind != SectionKind::Measures
    })
}

/// The words of a sentence that stand in no quotation.
pub(super) fn words(sentence: &Sentence) -> Vec<Word<'_>> {
    let text = sentence.lower.as_str();
    let mut words = Vec::new();
    let mut closing = None;
    let mut start = None;
    let mut after_mark = false;
    let mut before = ' ';
    for (at, char) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = text
            .get(at + char.len_utf8()..)
            .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        let joint = inside && matches!(char, '\'' | '’' | '-');
        match start {
            None if char.is_alphanumeric() || char == '@' => start = Some(at),
            Some(from) if !(char.is_alphanumeric() || joint || char == '_') => {
                let range = from..at;
                start = None;
                if closing.is_none()
                    && let (Some(lower), Some(written)) =
                        (text.get(range.clone()), sentence.text.get(range.clone()))
                {
                    words.push(Word {
                        lower,
                        written,
                        range,
                        after_mark,
                    });
                }
                after_mark = false;
            }
            _ => {}
        }
        match (closing, char) {
            (Some(mark), char) if char == mark => closing = None,
            (None, '"') => closing = Some('"'),
            (None, '“' | '„') => closing = Some('”'),
            // Within a word it is an apostrophe.
            (None, '\'' | '‘') if !before.is_alphanumeric() => {
                closing = Some(if char == '‘' { '’' } else { '\'' })
            }
            _ => {}
        }
        after_mark |= matches!(char, ',' | ';' | ':' | '(' | ')' | '–' | '—');
        before = char;
    }
    words
}

/// What people are called who run systems. Asked of nearly every word.
static PERSON: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "engineer developer operator admin administrator sysadmin dba technician intern contractor \
     employee colleague teammate coworker co-worker programmer sre devops maintainer reviewer author \
     manager person individual someone somebody trainee student consultant architect coder committer \
     deployer responder member analyst dev freelancer"
        .split(' ')
        .collect()
});

/// The same of several.
static PEOPLE: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "engineers developers operators admins administrators technicians employees colleagues people \
     reviewers members managers staff contractors devs responders maintainers sres interns"
        .split(' ')
        .collect()
});

/// Whether a word is one of a list with blanks between them.
pub(super) fn listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|other| other == word)
}

/// Whether a word is one person.
pub(super) fn is_person(word: &str) -> bool {
    PERSON.contains(word)
}

/// Whether a word is several people.
pub(super) fn is_people(word: &str) -> bool {
    PEOPLE.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::source::Source;
    use std::sync::Arc;

    fn read(text: &str) -> Reading {
        crate::postmortem::read(
            Arc::new(Source::new("a.md", text.as_bytes())),
            &Settings::default(),
        )
    }

    #[test]
    fn only_what_the_writer_tells_is_read() {
        let reading = read(
            "# Down\n\nIt broke.\n\n> Quoted.\n\n## Timeline\n\n- 10:00 UTC - Entered.\n\n## Lessons learned\n\nLearned.\n\n## Action items\n\n- Do it.\n",
        );
        let told: Vec<&str> = told(&reading).map(|sentence| sentence.text.as_str()).collect();
        assert_eq!(told, ["It broke.", "Learned."]);
    }

    #[test]
    fn words_in_quotation_marks_are_not_said() {
        let reading = read("# Down\n\nHe's “not sure”, the on-call said \"oh no\", and 'never' wasn't it.\n");
        let told: Vec<&Sentence> = told(&reading).collect();
        let words: Vec<&str> = words(told[0]).iter().map(|word| word.written).collect();
        assert_eq!(words, ["He's", "the", "on-call", "said", "and", "wasn't", "it"]);
    }
}
