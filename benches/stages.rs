//! How long the stages of a build take: `cargo bench`, or `cargo bench -- parse` for one of them.
//!
//! The texts are those of the sample site, and copies of them that are moved by years.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use jiff::civil::date;
use nevertwice::config::Profile;
use nevertwice::figure::date_axis::Window;
use nevertwice::figure::lollipop::{self, Stem, Strip};
use nevertwice::figure::timeline;
use nevertwice::markdown::highlight;
use nevertwice::postmortem;
use nevertwice::project::{self, Project, Sources};
use nevertwice::recurrence::Recurrences;
use nevertwice::rules::{self, FileContext, ProfileLevels};
use nevertwice::site::Site;
use nevertwice::source::Source;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

/// As in the program, so that what is measured here counts there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

criterion_main!(stages);
criterion_group! {
    name = stages;
    config = Criterion::default().sample_size(30);
    targets = parse, check, render, figure, highlight, recurrence
}

/// The sample site with its postmortems copied, each copy four years before the last one: leap years stay leap years.
fn sample(copies: usize) -> Sources {
    let mut sources =
        project::load(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the sample site can be read");
    let moved = |source: &Arc<Source>, copy: usize| {
        let text = (2020..=2027).fold(source.text.clone(), |text, year| {
            text.replace(&format!("{year}-"), &format!("{}-", year - 4 * copy))
        });
        let path = source.path.replace("/20", &format!("/copy-{copy}-20"));
        Arc::new(Source::new(path, text.as_bytes()))
    };
    let copied =
        (1..copies).flat_map(|copy| sources.postmortems.iter().map(move |source| moved(source, copy)));
    let copied: Vec<_> = copied.collect();
    sources.postmortems.extend(copied);
    sources
}

fn parse(criterion: &mut Criterion) {
    let sources = sample(1);
    let bytes: usize = sources.postmortems.iter().map(|source| source.text.len()).sum();
    let mut group = criterion.benchmark_group("parse");
    group.throughput(Throughput::Bytes(u64::try_from(bytes).expect("few bytes")));
    group.bench_function("sample", |bencher| {
        bencher.iter(|| {
            for source in &sources.postmortems {
                black_box(postmortem::parse(source.clone(), &sources.settings));
            }
        });
    });
}

fn check(criterion: &mut Criterion) {
    let sources = sample(1);
    let (settings, profile) = (&sources.settings, Profile::Archive);
    let levels = ProfileLevels::new(settings, profile);
    let context = FileContext {
        settings,
        profile,
        levels: &levels,
    };
    let texts = sources.postmortems.iter().cloned();
    let read: Vec<_> = texts.map(|source| postmortem::read(source, settings)).collect();
    criterion.bench_function("check/sample", |bencher| {
        bencher.iter(|| {
            for one in &read {
                black_box(rules::check_file(one, &context));
            }
        });
    });
}

fn render(criterion: &mut Criterion) {
    let site = site(sample(20));
    let mut group = criterion.benchmark_group("render");
    for (name, folder) in [
        ("postmortem", "postmortems/2024-10-03-failover/"),
        ("list", "archive/"),
    ] {
        let path = format!("{folder}index.html");
        let route = site.route(&path).expect("the sample site has this page");
        group.bench_function(name, |bencher| {
            bencher.iter(|| site.render(black_box(route)).expect("it can be rendered"));
        });
    }
}

fn site(sources: Sources) -> Site {
    Project::read(sources, || {}).site(|_| true, |_| true, None)
}

fn figure(criterion: &mut Criterion) {
    let read = Project::read(sample(1), || {}).postmortems;
    let mut group = criterion.benchmark_group("figure");
    group.bench_function("timeline", |bencher| {
        bencher.iter(|| {
            for one in &read {
                black_box(timeline::draw(&one.record));
            }
        });
    });
    let strip = Strip {
        window: Window {
            from: date(2025, 6, 1),
            to: date(2026, 5, 31),
        },
        stems: (0..60).map(stem).collect(),
    };
    group.bench_function("strip", |bencher| {
        bencher.iter(|| lollipop::draw(black_box(&strip), 1152, "Twelve months"));
    });
}

/// One of 60 incidents of a year, of any length and severity.
fn stem(number: usize) -> Stem {
    let day = i64::try_from(number * 6).expect("a small number");
    let at = day * 86_400 + day * 997 % 86_400;
    Stem {
        at,
        day,
        seconds: (!number.is_multiple_of(7)).then_some(60 * (1 + day * day % 700)),
        rank: 1 + number % 4,
        time: number,
        repeats: number.checked_sub(11).filter(|_| number.is_multiple_of(5)),
        first: None,
        words: vec![format!("Incident {number}: the gates were shut")],
        name: format!("Incident {number}"),
        href: format!("postmortems/incident-{number}/"),
    }
}

/// Code blocks, no two of them with a line in common: lines that were met before cost nothing.
fn highlight(criterion: &mut Criterion) {
    let mut number = 0;
    let mut block = || {
        number += 1;
        let python = format!(
            "def book_{number}(sailing, seats={number}):\n    # never more than {number}\n    if sailing.free < seats + {number}:\n        \
             raise Full(f\"no room on sailing {number}\")\n    return Booking({number}, sailing)\n"
        );
        let sql = format!(
            "SELECT id, {number} AS copy FROM bookings_{number} WHERE sailing = 'IM-{number}' LIMIT {number};\n"
        );
        [("python", python), ("sql", sql)]
    };
    criterion.bench_function("highlight/new lines", |bencher| {
        let written =
            |blocks: [(&str, String); 2]| blocks.map(|(language, text)| highlight::html(language, &text));
        bencher.iter_batched(&mut block, written, BatchSize::SmallInput);
    });
}

/// Which failures of an archive came back: the traits of all texts, their index, and what each is like.
fn recurrence(criterion: &mut Criterion) {
    let project = Project::read(sample(20), || {});
    let site = project.site(|_| true, |_| true, None);
    let archive = site.archive();
    let of_path = |path: &str| {
        project
            .postmortems
            .iter()
            .find(|one| one.record.path == path)
            .cloned()
    };
    let texts: Vec<_> = archive
        .items
        .iter()
        .map(|item| of_path(&item.record.path))
        .collect();
    criterion.bench_function("recurrence/all", |bencher| {
        bencher.iter(|| {
            let found = Recurrences::new(archive, &texts, site.settings());
            (0..texts.len())
                .map(|position| found.of(position).len())
                .sum::<usize>()
        });
    });
}
