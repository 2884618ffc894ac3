//! What a strip says in words.

use crate::archive::metrics::Metrics;
use crate::archive::total::Longest;
use crate::figure::columns::Columns;
use crate::figure::date_axis::{Step, Window};
use crate::figure::lollipop::{Stem, Strip};
use crate::view::words;

/// What `count` incidents show: `Three of 27 incidents were repeats`; where `again` is 0, how long they took.
pub(super) fn title(
    window: Window,
    count: usize,
    again: usize,
    metrics: &Metrics,
    longest: Option<Longest>,
) -> String {
    let span = span(window);
    let longest = longest.filter(|longest| longest.seconds > 0);
    let lasted = |past: &str| {
        longest.map(|Longest { seconds, ongoing }| {
            let how = if ongoing { "is ongoing, for" } else { past };
            format!("{how} {}", words::duration(seconds))
        })
    };
    match (count, again, lasted("lasted")) {
        (0, _, _) => format!("No incidents in {span}"),
        (1, 1, _) => "It was a repeat".to_owned(),
        (1, _, Some(lasted)) => format!("It {lasted}"),
        (1, _, None) => format!("One incident in {span}"),
        (count, again, _) if again > 0 => format!(
            "{} of {} incidents {}",
            words::number(again),
            words::number(count).to_lowercase(),
            if again == 1 {
                "was a repeat"
            } else {
                "were repeats"
            }
        ),
        // Where most are not recorded, half of the rest is not half of them.
        (_, _, Some(_)) if metrics.user_impact.n >= 4.max(count.div_ceil(2)) => {
            let longest = lasted("after").unwrap_or_default();
            match metrics.user_impact.median.unwrap_or_default() {
                0 => format!("Half were under control immediately, the longest {longest}"),
                median => format!(
                    "Half were under control within {}, the longest {longest}",
                    words::duration(median)
                ),
            }
        }
        (_, _, Some(lasted)) => format!("The longest {lasted}"),
        (_, _, None) => format!("{} in {span}", counted(count)),
    }
}

/// What columns on so many pixels show: `Most in March 2026: 48 incidents`
pub(super) fn most(columns: &Columns, width: i32) -> String {
    let step = columns.step(width);
    let fullest = columns.fullest(step);
    fullest.map_or_else(String::new, |(period, count)| {
        let incidents = words::count(count, "incident", "incidents");
        let when = match step {
            Step::Month => words::month_year(period.first),
            step => step.whole(&period),
        };
        format!("Most in {when}: {incidents}")
    })
}

/// How it is to be read. A strip of `all` services shows everything of its time: what is not in it was earlier.
pub(super) fn sentence(strip: &Strip, near_misses: usize, all: bool) -> String {
    let stems = &strip.stems;
    if stems.is_empty() {
        return String::new();
    }
    let mut sentence = match stems.len() {
        1 => "Height shows duration.".to_owned(),
        _ => "Each mark is one incident; height shows duration (square-root scale).".to_owned(),
    };
    if stems.iter().any(|stem| stem.seconds.is_none()) {
        sentence.push_str(" Dotted: duration not recorded.");
    }
    if near_misses > 0 {
        sentence.push_str(" A mark without a stem is a near miss.");
    }
    if stems.iter().any(|stem| stem.repeats.is_some()) {
        sentence.push_str(" An arc links a failure to its repeat.");
    }
    let unseen = |stem: &Stem| stem.time > 1 && stem.repeats.is_none() && stem.first.is_none();
    if stems.iter().any(unseen) {
        let first = match all {
            true => format!("was before {}", words::month_year(strip.window.from)),
            false => "is not in this chart".to_owned(),
        };
        sentence.push_str(&format!(" For a repeat without an arc, the first time {first}."));
    }
    sentence
}

/// That near misses are left out, where there are any; with its space in front.
pub(super) fn left_out(near_misses: usize) -> &'static str {
    match near_misses {
        0 => "",
        _ => " Near misses are left out.",
    }
}

/// `Two incidents`
fn counted(count: usize) -> String {
    format!("{} incidents", words::number(count))
}

/// `three years`, `ten months`
pub(in crate::site) fn span(window: Window) -> String {
    let months = usize::try_from(window.months()).unwrap_or(0);
    let years = (months + 6) / 12;
    let whole = months.abs_diff(years * 12) <= 1;
    match (months, years) {
        (1, _) => "one month".to_owned(),
        (..=23, _) => format!("{} months", words::number(months).to_lowercase()),
        (_, years) if whole || years > 3 => format!("{} years", words::number(years).to_lowercase()),
        _ => format!("{months} months"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::accessors::Durations;
    use jiff::civil::date;

    fn stem(seconds: Option<i64>, time: usize) -> Stem {
        Stem {
            at: 0,
            day: 0,
            seconds,
            rank: 2,
            time,
            repeats: None,
            first: None,
            words: Vec::new(),
            name: String::new(),
            href: String::new(),
        }
    }

    fn caption(stems: Vec<Stem>) -> String {
        let window = Window {
            from: date(2025, 4, 1),
            to: date(2026, 3, 31),
        };
        let times = |stem: &Stem| Durations {
            impact: stem.seconds,
            ..Durations::default()
        };
        let metrics = Metrics::of(stems.iter().map(|stem| Some(times(stem))));
        let again = stems.iter().filter(|stem| stem.time > 1).count();
        let longest = stems.iter().filter_map(|stem| stem.seconds).max();
        let longest = longest.map(|seconds| Longest {
            seconds,
            ongoing: false,
        });
        title(window, stems.len(), again, &metrics, longest)
    }

    #[test]
    fn titles_say_what_is_seen() {
        let minutes = |minutes: i64| stem(Some(minutes * 60), 1);
        assert_eq!(caption(Vec::new()), "No incidents in twelve months");
        assert_eq!(caption(vec![minutes(47)]), "It lasted 47 min");
        assert_eq!(caption(vec![stem(None, 1)]), "One incident in twelve months");
        assert_eq!(caption(vec![stem(None, 2)]), "It was a repeat");
        assert_eq!(
            caption(vec![minutes(47), minutes(1380)]),
            "The longest lasted 23 h"
        );
        assert_eq!(
            caption([47, 50, 1380, 20].map(minutes).into()),
            "Half were under control within 49 min, the longest after 23 h"
        );
        let mut few: Vec<Stem> = [47, 50, 1380, 20].map(minutes).into();
        few.extend((0..5).map(|_| stem(None, 1)));
        assert_eq!(caption(few), "The longest lasted 23 h");
        assert_eq!(
            caption(vec![minutes(47), stem(Some(60), 3)]),
            "One of two incidents was a repeat"
        );
    }
}
