//! How well failures that came back are found, held against pairs that were labelled by hand.
//!
//! The sample content and two archives of its own are measured in every run, and must not get worse. Other archives are given
//! by their folders, which may have a `labels.tsv`; the table says how each fares, beside plain measures of likeness:
//!
//! ```sh
//! NEVERTWICE_ARCHIVES="mybinder=DIR wild=DIR" cargo test --test recurrence -- --nocapture
//! ```
//!
//! `recurrence/labels.tsv` names the archives and the pairs. What it does not name repeats nothing.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test reads archives, and prints what it measured"
)]

#[path = "recurrence/baselines.rs"]
mod baselines;
#[path = "recurrence/corpus.rs"]
mod corpus;

use corpus::Corpus;
use std::fmt::Write;

/// How one measure fares with some postmortems of an archive.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Score {
    /// Those that repeat an earlier one.
    repeats: usize,
    /// The earlier one is ranked first, or among the first three.
    first: usize,
    third: usize,
    /// It is claimed.
    found: usize,
    /// Those that repeat nothing, nor anything near it.
    once: usize,
    /// Of these, where a repeat is claimed.
    wrong: usize,
}

/// What a measure says of one postmortem: the earlier ones by rank, and which of them it claims.
struct Answer {
    ranked: Vec<usize>,
    claimed: Vec<usize>,
}

fn score(corpus: &Corpus, half: Half, answer: impl Fn(usize) -> Answer) -> Score {
    let mut score = Score::default();
    for position in corpus.half(half) {
        let (repeats, kin) = corpus.labels(position);
        let answer = answer(position);
        if repeats.is_empty() {
            if kin.is_empty() {
                score.once += 1;
                score.wrong += usize::from(!answer.claimed.is_empty());
            }
            continue;
        }
        // What is near enough wrongs nobody who reads it first.
        let mut ranked = answer.ranked.iter().filter(|one| !kin.contains(one));
        let rank = ranked.position(|one| repeats.contains(one));
        score.repeats += 1;
        score.first += usize::from(rank == Some(0));
        score.third += usize::from(rank.is_some_and(|rank| rank < 3));
        score.found += usize::from(answer.claimed.iter().any(|one| repeats.contains(one)));
    }
    score
}

/// Which postmortems of an archive are looked at: weights are tuned on the older half, and the newer one tells how they fare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Older,
    Newer,
}

fn ours(corpus: &Corpus, position: usize) -> Answer {
    let ranked = corpus.recurrences.ranked(position);
    let claimed = corpus.recurrences.of(position);
    Answer {
        ranked: ranked.into_iter().map(|(earlier, _)| earlier).collect(),
        claimed: claimed.iter().map(|found| found.earlier).collect(),
    }
}

/// A line for each measure and half of an archive.
fn table(corpora: &[Corpus]) -> String {
    let mut table = String::from(
        "archive   half   measure               repeats  first  in 3  claimed   once  claimed wrongly\n",
    );
    for corpus in corpora {
        for half in [Half::Older, Half::Newer] {
            let baselines = baselines::Baselines::new(corpus);
            let rows = [
                ("nevertwice", score(corpus, half, |at| ours(corpus, at))),
                ("TF-IDF", score(corpus, half, |at| baselines.tf_idf(at))),
                ("BM25", score(corpus, half, |at| baselines.bm25(at))),
                (
                    "service and category",
                    score(corpus, half, |at| baselines.facts(at)),
                ),
            ];
            for (name, score) in rows {
                let half = match half {
                    Half::Older => "older",
                    Half::Newer => "newer",
                };
                let Score {
                    repeats,
                    first,
                    third,
                    found,
                    once,
                    wrong,
                } = score;
                let name_of = &corpus.name;
                let _ = writeln!(
                    table,
                    "{name_of:<9} {half}  {name:<21} {repeats:>7} {first:>6} {third:>5} {found:>8} {once:>6} {wrong:>16}"
                );
            }
        }
    }
    table
}

/// How many archives are measured in every run.
const OWN: usize = 3;

#[test]
fn repeats_are_found_and_what_came_once_is_left_alone() {
    let sample = Corpus::read("sample", "content/postmortems");
    let archive = Corpus::of_one_file("archive", "tests/recurrence/archive.md");
    let wind = Corpus::of_one_file("wind", "tests/recurrence/wind.md");
    let mut corpora = vec![sample, archive, wind];
    let others = std::env::var("NEVERTWICE_ARCHIVES").unwrap_or_default();
    for (name, folder) in others.split_whitespace().filter_map(|one| one.split_once('=')) {
        corpora.push(Corpus::read(name, folder));
    }
    println!("{}", table(&corpora));
    for corpus in &corpora {
        print!("{}", corpus.claims());
    }
    let mut all = Score::default();
    for corpus in corpora.iter().take(OWN) {
        for half in [Half::Older, Half::Newer] {
            let score = score(corpus, half, |at| ours(corpus, at));
            assert_eq!(score.first, score.repeats, "{}", corpus.name);
            all.repeats += score.repeats;
            all.found += score.found;
            all.once += score.once;
            all.wrong += score.wrong;
        }
    }
    // Nine of ten that repeat are claimed, and one of eight at most that do not.
    assert!(10 * all.found >= 9 * all.repeats, "{all:?}");
    assert!(8 * all.wrong <= all.once, "{all:?}");
}
