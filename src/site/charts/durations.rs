//! How long things took: dots on a logarithmic axis.

use super::{FEWEST, SIDE, count, field, name, number};
use crate::archive::Item;
use crate::archive::metrics::Times;
use crate::figure::dot_plot::{self, Line};
use crate::record::accessors::Durations;
use crate::view::{Chart, Html, Table, words};
use crate::vocabulary::DetectedBy;

/// One kind of duration, as the title of a chart and as a line of it.
struct Kind {
    line: &'static str,
    row: &'static str,
    of: fn(&Durations) -> Option<i64>,
    /// Whether it rests on a fact that is inferred.
    inferred: fn(&Durations) -> bool,
}

const KINDS: [Kind; 4] = [
    Kind {
        line: "to detect",
        row: "To detect",
        of: |times| times.detect,
        inferred: |times| times.inferred.detect,
    },
    Kind {
        line: "to acknowledge",
        row: "To acknowledge",
        of: |times| times.acknowledge,
        inferred: |times| times.inferred.acknowledge,
    },
    Kind {
        line: "users affected",
        row: "Users affected for",
        of: |times| times.impact,
        inferred: Durations::impact_inferred,
    },
    Kind {
        line: "to resolve",
        row: "To resolve",
        of: |times| times.resolve,
        inferred: |times| times.inferred.resolve,
    },
];

/// How long it took to detect, acknowledge, mitigate and resolve some incidents. What is known of one or two has no line;
/// None where nothing has one.
pub(in crate::site) fn times(all: &[Durations]) -> Option<Chart> {
    let lines: Vec<(&Kind, Line)> = KINDS
        .iter()
        .map(|kind| (kind, line(kind.line.to_owned(), all.iter().map(kind.of))))
        .filter(|(_, line)| line.seconds.len() >= FEWEST)
        .collect();
    let shown: Vec<Line> = lines.iter().map(|(_, line)| line.clone()).collect();
    let title = title(&shown)?;
    let picture = Picture::new(&shown, &title)?;
    let inferred = lines.iter().filter_map(|(kind, line)| {
        let some = all
            .iter()
            .filter(|times| (kind.of)(times).is_some() && (kind.inferred)(times));
        let share = words::share_inferred(some.count(), line.seconds.len())?;
        Some(format!("{}: {share}.", kind.row))
    });
    let sentence = std::iter::once(picture.sentence("incident"))
        .chain(inferred)
        .collect::<Vec<_>>()
        .join(" ");
    let rows = lines.iter().map(|(kind, line)| row(kind.row, line)).collect();
    Some(picture.chart("times", title, sentence, table("How long it took", rows)))
}

/// `Half were detected within 6 min`; None where too few are known.
fn title(lines: &[Line]) -> Option<String> {
    let known = |label: &str| {
        lines
            .iter()
            .find(|line| line.label == label && line.seconds.len() >= FEWEST)
    };
    // The time that users were affected is drawn over the incidents on their line of time.
    let said = [
        ("to detect", "detected"),
        ("to resolve", "resolved"),
        ("users affected", "under control"),
    ];
    said.into_iter().find_map(|(label, word)| {
        let median = known(label)?.median?;
        Some(match median {
            0 => format!("Half were {word} immediately"),
            median => format!("Half were {word} within {}", words::duration(median)),
        })
    })
}

/// Who noticed some incidents, and after how long. None where too little is known.
pub(in crate::site) fn detected<'a>(incidents: impl Iterator<Item = (&'a Item, Durations)>) -> Option<Chart> {
    let known: Vec<(DetectedBy, Option<i64>)> = incidents
        .filter_map(|(item, times)| Some((item.record.facts.detected_by.as_ref()?.value, times.detect)))
        .collect();
    if known.len() < FEWEST {
        return None;
    }
    let of = |by: DetectedBy| {
        known
            .iter()
            .filter(move |&&(other, _)| other == by)
            .map(|&(_, time)| time)
    };
    let all = DetectedBy::ALL.iter().copied();
    let lines: Vec<Line> = all
        .map(|by| line(by.label().to_owned(), of(by)))
        .filter(|line| line.seconds.len() + line.unknown > 0)
        .collect();
    let (customers, partners) = (of(DetectedBy::Customer).count(), of(DetectedBy::Partner).count());
    let outside = customers + partners;
    let who = match (customers, partners) {
        (_, 0) => "Customers",
        (0, _) => "Partners",
        _ => "Customers or partners",
    };
    let of_all = |number: usize| {
        format!(
            "{} of {}",
            words::thousands(number),
            words::thousands(known.len())
        )
    };
    let title = match outside {
        0 if of(DetectedBy::Monitoring).count() == known.len() => {
            format!("Monitoring detected all {}", words::thousands(known.len()))
        }
        0 => format!(
            "Monitoring detected {}",
            of_all(of(DetectedBy::Monitoring).count())
        ),
        outside => format!("{who} noticed {} first", of_all(outside)),
    };
    let picture = Picture::new(&lines, &title)?;
    let sentence = "Who noticed, and how soon.".to_owned();
    let rows = lines.iter().map(|line| row(&line.label, line)).collect();
    Some(picture.chart(
        "detected",
        title,
        sentence,
        table("Who noticed, and how soon", rows),
    ))
}

fn line(label: String, times: impl Iterator<Item = Option<i64>>) -> Line {
    let (mut seconds, mut unknown) = (Vec::new(), 0);
    for time in times {
        match time {
            Some(time) => seconds.push(time),
            None => unknown += 1,
        }
    }
    seconds.sort_unstable();
    let times = Times::of(seconds.clone(), unknown);
    let (median, p90) = (times.telling_median(), times.p90);
    Line {
        label,
        seconds,
        median,
        p90,
        unknown,
    }
}

fn row(label: &str, line: &Line) -> Vec<crate::view::Field> {
    let duration = |seconds: Option<i64>| field(words::duration_or_unknown(seconds));
    vec![
        field(label),
        count(line.seconds.len()),
        count(line.unknown),
        duration(line.seconds.first().copied()),
        duration(line.median),
        duration(line.p90),
        duration(line.seconds.last().copied()),
    ]
}

fn table(caption: &str, rows: Vec<Vec<crate::view::Field>>) -> Table {
    let columns = [
        "Recorded",
        "Not recorded",
        "Shortest",
        "Median",
        "90th percentile",
        "Longest",
    ];
    let head = [name("Time")].into_iter().chain(columns.map(number)).collect();
    Table {
        caption: format!("{caption}, measured from the start"),
        head,
        rows,
    }
}

/// The picture: in the side column it is as narrow as a phone's.
struct Picture {
    dots: dot_plot::Dots,
    dashed: bool,
}

impl Picture {
    fn new(lines: &[Line], name: &str) -> Option<Self> {
        Some(Self {
            dots: dot_plot::draw(lines, SIDE, name)?,
            dashed: lines
                .iter()
                .any(|line| line.seconds.len() >= dot_plot::NINE_OF_TEN),
        })
    }

    /// How it is to be read.
    fn sentence(&self, what: &str) -> String {
        let each = match self.dots.each {
            1 => format!("Each dot is an {what}"),
            each => format!("Each dot is {} {what}s", words::thousands(each)),
        };
        let dashed = if self.dashed {
            ", dashed: 90th percentile (p90)"
        } else {
            ""
        };
        let shorter = if self.dots.shorter {
            " Times under a minute are at the left edge."
        } else {
            ""
        };
        format!("{each}; solid line: median{dashed}.{shorter}")
    }

    fn chart(self, id: &'static str, title: String, sentence: String, table: Table) -> Chart {
        Chart {
            id,
            title,
            sentence,
            wide: Html::new(&self.dots.svg),
            narrow: None,
            legend: Vec::new(),
            shape: "",
            table,
        }
    }
}
