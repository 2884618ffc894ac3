//! How rightly the words of entries are read, held against what careful readers take them for.
//!
//! `cargo test --test kinds -- --nocapture` prints precision and recall of each kind. `tuned.txt` is what the words of the program
//! were chosen with; `held_out.txt` was written before and is read only here, so that it tells how well they hold elsewhere.
//!
//! `NEVERTWICE_LEARN=1 cargo test --test kinds` learns the table of the odds (src/kinds/odds.txt) anew, from `tuned.txt` and from the
//! entries of real reports, in the same form, of a file that NEVERTWICE_LABELS names: no sentence of those is in the repository.

#![expect(clippy::print_stdout, reason = "the table is what it is for")]
#![expect(
    clippy::disallowed_methods,
    reason = "a test reads and writes files on request"
)]

#[path = "kinds/learn.rs"]
mod learn;

use nevertwice::kinds;
use nevertwice::vocabulary::EntryKind;

/// What a careful reader may take an entry for, and its words.
fn entries<'t>(file: &'t str) -> Vec<(Vec<EntryKind>, &'t str)> {
    let lines = file
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let entry = |line: &'t str| {
        let (kinds, words) = line
            .split_once(" | ")
            .unwrap_or_else(|| panic!("no words in {line:?}"));
        let kind = |name| EntryKind::find(name).unwrap_or_else(|| panic!("no kind {name:?} in {line:?}"));
        (kinds.split('/').map(kind).collect(), words)
    };
    lines.map(entry).collect()
}

/// What a timeline takes an entry for: its label, else its words.
fn said(text: &str) -> EntryKind {
    let label = kinds::label(text);
    let words = label.and_then(|label| text.get(label.end..)).unwrap_or(text);
    label
        .and_then(|label| label.kind)
        .unwrap_or_else(|| kinds::read(words).kind)
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Prints how rightly a set is read; returns the shares of entries that contradict all readers, and of those of which
/// nothing is said though they tell something.
fn measure(name: &str, file: &'static str) -> (f64, f64) {
    let entries = entries(file).into_iter();
    let read: Vec<_> = entries.map(|(kinds, words)| (said(words), kinds)).collect();
    println!("\n{name}: {} entries", read.len());
    println!("{:<16}{:>6}{:>11}{:>8}", "kind", "said", "precision", "recall");
    for &kind in EntryKind::ALL {
        let said = read.iter().filter(|(said, _)| *said == kind);
        let right = said.clone().filter(|(_, kinds)| kinds.contains(&kind)).count();
        let known = read.iter().filter(|(_, kinds)| *kinds == [kind]);
        let found = known.clone().filter(|(said, _)| *said == kind).count();
        let (said, known) = (said.count(), known.count());
        let (precision, recall) = (share(right, said), share(found, known));
        println!("{:<16}{said:>6}{precision:>11.2}{recall:>8.2}", kind.name());
    }
    let contradicts = |(said, kinds): &&(EntryKind, Vec<EntryKind>)| !kinds.contains(said);
    let (missing, wrong): (Vec<_>, Vec<_>) = read
        .iter()
        .filter(contradicts)
        .partition(|(said, _)| *said == EntryKind::Note);
    let (wrong, missing) = (share(wrong.len(), read.len()), share(missing.len(), read.len()));
    println!("wrong {wrong:.3}, missing {missing:.3}");
    (wrong, missing)
}

/// Learns the table of the odds anew, where NEVERTWICE_LEARN asks for it: then run the tests again, for what is in the program is
/// what it was built with. UPDATE is for pages: a table of the entries here alone is a poorer one.
#[test]
fn odds_are_learned() {
    let table = learn::table(include_str!("kinds/tuned.txt"));
    assert!(table.lines().count() > 1000, "{table}");
    if std::env::var_os("NEVERTWICE_LEARN").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/kinds/odds.txt");
        std::fs::write(path, table).expect("the table can be written");
    }
}

#[test]
fn kinds_are_read_as_careful_readers_do() {
    let tuned = measure("tuned", include_str!("kinds/tuned.txt"));
    let held_out = measure("held out", include_str!("kinds/held_out.txt"));
    // Floors: what was reached, with some room for a rule that changes two or three entries.
    for (name, (wrong, missing), (most_wrong, most_missing)) in [
        ("tuned", tuned, (0.02, 0.06)),
        ("held out", held_out, (0.075, 0.26)),
    ] {
        assert!(
            wrong <= most_wrong,
            "{name}: {wrong:.3} of the kinds contradict all readers"
        );
        assert!(
            missing <= most_missing,
            "{name}: {missing:.3} of the kinds are missing"
        );
    }
}
