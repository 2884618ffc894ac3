//! Who was hit, in a few words.

use crate::record::Record;
use crate::record::accessors::Durations;

/// The longest impact in words of its own that is shown in their place, in characters.
const IMPACT: usize = 60;

/// Who was hit, shortly; None for a near miss, which says it in place of its duration.
#[must_use]
pub fn impact(record: &Record) -> Option<String> {
    if record.near_miss() {
        return None;
    }
    let impact = &record.facts.impact;
    let short =
        |text: &String| (text.chars().count() <= IMPACT).then(|| text.trim_end_matches('.').to_owned());
    numbers(record)
        .into_iter()
        .next()
        .or_else(|| impact.summary.as_ref().and_then(|fact| short(&fact.value)))
}

/// `resolved after 5 h 35 min`: where users were well again long before it was over.
#[must_use]
pub fn resolved_late(record: &Record, times: &Durations) -> Option<String> {
    // The calm between several outages is none that followed the last.
    if record.outages().len() > 1 {
        return None;
    }
    let (impact, resolve) = (times.impact?, times.resolve?);
    let late = resolve >= 2 * impact && resolve - impact >= 3600;
    late.then(|| super::unbroken(&format!("resolved after {}", super::duration(resolve))))
}

/// What is known of some words, with `mark` between them.
#[must_use]
pub fn joined(words: [Option<String>; 2], mark: &str) -> String {
    words.into_iter().flatten().collect::<Vec<_>>().join(mark)
}

/// The numbers of an impact, each in words, the most telling first.
#[must_use]
pub fn numbers(record: &Record) -> Vec<String> {
    let impact = &record.facts.impact;
    let percent = impact.users_percent.as_ref();
    let users = impact.users.as_ref().map(|fact| as_count(fact.value));
    let failed = impact.requests_failed.as_ref().map(|fact| as_count(fact.value));
    [
        percent.map(|fact| super::share(fact.value, impact.counted.as_deref())),
        users.map(|users| super::count(users, "user", "users")),
        failed.map(|failed| format!("{} failed", super::count(failed, "request", "requests"))),
        impact.revenue.as_ref().map(|fact| lost(&fact.value)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// An amount is what was lost; words of the writer's own say it themselves.
fn lost(revenue: &str) -> String {
    match revenue.split_whitespace().nth(2) {
        None => format!("{revenue} lost"),
        Some(_) => revenue.to_owned(),
    }
}

fn as_count(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::fixtures::record;

    #[test]
    fn an_end_long_after_the_impact_is_told() {
        let of = |impact: i64, resolve: i64| {
            let times = Durations {
                impact: Some(impact * 60),
                resolve: Some(resolve * 60),
                ..Durations::default()
            };
            resolved_late(
                &record("gates", "boarding", jiff::civil::date(2024, 1, 17)),
                &times,
            )
        };
        let late = of(30, 335).expect("much later");
        assert_eq!(late.replace('\u{a0}', " "), "resolved after 5 h 35 min");
        assert_eq!(of(90, 104), None);
        assert_eq!(of(10, 50), None, "an hour at least");
    }
}
