//! What the pages of lanes say in words.

use super::services::{MOST, Service};
use crate::archive::Item;
use crate::figure::date_axis::Window;
use crate::figure::lanes::{self, Lane, Lanes};
use crate::site::lollipop;
use crate::view::words;
use jiff::civil::Date;

/// What a bar of the least width takes, in pixels, and how many pixels the time axis has, about.
const LEAST: i64 = 8;
const AXIS: i64 = 830;

/// `Twenty services, three years`; where no incident names a service `23 incidents, three years`
pub(super) fn title(
    window: Option<Window>,
    year: Option<Date>,
    services: &[Service<'_>],
    items: usize,
) -> String {
    let count = services.iter().filter(|service| service.url.is_some()).count();
    let nameless = services.iter().filter(|service| service.url.is_none());
    let nameless: usize = nameless.map(|service| service.hits).sum();
    let what = match count {
        // Of what names none, most would be told nothing by the few that do.
        _ if nameless * 2 > items => words::count(items, "incident", "incidents"),
        0 => words::count(items, "incident", "incidents"),
        1 => "One service".to_owned(),
        count => format!("{} services", words::number(count)),
    };
    match (year, window) {
        (Some(year), _) => format!("{what} in {}", year.year()),
        (None, None) => "No incidents with a date".to_owned(),
        (None, Some(window)) => format!("{what}, {}", lollipop::captions::span(window)),
    }
}

/// `67 incidents, and one that began earlier. Four of them affected three or more services at once.`; `earlier` of the
/// items began before the time that is shown. What the title counts is not counted again.
pub(super) fn lead(title: &str, items: &[&Item], earlier: usize) -> String {
    let near = items.iter().filter(|item| item.record.near_miss()).count();
    let all = items.len() - near;
    let incidents = words::incidents(all.saturating_sub(earlier), near);
    let incidents = match earlier {
        0 => incidents,
        1 => format!("{incidents}, and one that began earlier"),
        earlier => format!(
            "{incidents}, and {} that began earlier",
            words::number(earlier).to_lowercase()
        ),
    };
    let counted = match title.starts_with(&incidents) {
        true => String::new(),
        false => format!("{incidents}. "),
    };
    let hit = |least| {
        let hit = items.iter().filter(|item| {
            let services = item.record.services();
            services.filter(|name| item.times_of(name).is_some()).count() >= least
        });
        hit.count()
    };
    let who = |count: usize| match count {
        _ if all == 1 => "It".to_owned(),
        count if count == all => "Each".to_owned(),
        count => format!("{} of them", words::number(count)),
    };
    match (hit(3), hit(2)) {
        // The figure says that none names any, if so.
        _ if hit(1) == 0 => String::new(),
        (0, 0) => format!("{counted}None affected more than one service."),
        (0, two) => format!("{counted}{} affected two services at once.", who(two)),
        (three, _) => format!("{counted}{} affected three or more services at once.", who(three)),
    }
}

/// `Locker gateway failed most often, Warehouse for longest`
pub(super) fn heading(services: &[Service<'_>]) -> String {
    let named = services.iter().filter(|service| service.url.is_some());
    let named: Vec<&Service<'_>> = named.filter(|service| service.hits > 0).collect();
    let times = |count| match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{} times", words::number(count).to_lowercase()),
    };
    let Some(first) = named.first() else {
        return match services.iter().any(|service| service.url.is_some()) {
            true => "Near misses alone".to_owned(),
            false => "No incident names a service".to_owned(),
        };
    };
    let most = first.hits;
    let equal = named.iter().take_while(|service| service.hits == most).count();
    let often = match (named.as_slice(), equal) {
        ([only], _) => return format!("{} failed {}", only.name, times(most)),
        (_, 1) => format!("{} failed most often", first.name),
        ([one, other, ..], 2) => format!("{} and {} failed most often", one.name, other.name),
        (_, _) => format!("None failed more than {}", times(most)),
    };
    let longest = named.iter().rev().max_by_key(|service| service.seconds());
    match longest.filter(|service| service.seconds().is_some()) {
        Some(longest) if equal == 1 && longest.name == first.name => format!("{often} and for longest"),
        Some(longest) => format!("{often}, {} for longest", longest.name),
        None => often,
    }
}

/// How it is to be read.
pub(super) fn sentence(lanes: &Lanes, services: &[Service<'_>]) -> String {
    let hits = lanes.lanes.iter().map(Lane::incidents).sum::<usize>();
    let mut sentence = if lanes::by_month(lanes) {
        format!(
            "Each column is one month: height shows the number of incidents (square-root scale; the tallest: {}), width the worst severity.",
            words::thousands(lanes::fullest(lanes))
        )
    } else {
        let least = lanes.window.days() * 86_400 * LEAST / AXIS;
        let told = match least {
            ..86_400 => words::duration(least / 3_600 * 3_600),
            least => words::count(usize::try_from(least / 86_400).unwrap_or(0), "day", "days"),
        };
        let bars = || lanes.lanes.iter().flat_map(|lane| &lane.bars);
        let outages = bars().filter(|bar| !bar.near_miss).count();
        let what = if outages > hits { "outage" } else { "incident" };
        // Where all are drawn at the least width, nothing can be said of their lengths.
        match bars().any(|bar| bar.seconds > least) {
            true => format!("Each bar is one {what}; those longer than {told} are drawn to scale."),
            false => format!("Each bar is one {what}, at the date when it began."),
        }
    };
    if !lanes::by_month(lanes) && hits > lanes.all.len() {
        sentence.push_str(" A line connects the services that one incident affected.");
    }
    // The heading and the numbers count what failed.
    if services
        .iter()
        .any(|service| service.hits < service.members.len())
    {
        sentence.push_str(match lanes::by_month(lanes) {
            true => " Near misses are left out.",
            false => " Near misses are drawn and not counted.",
        });
    }
    if services.len() > MOST {
        sentence.push_str(&format!(
            " Showing the {MOST} of {} services that failed most often; the table lists all.",
            words::thousands(services.len())
        ));
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caption(services: &[(&'static str, usize, Option<i64>)]) -> String {
        let service = |&(name, count, total): &(&'static str, usize, Option<i64>)| {
            Service::of(name, (0..count).collect(), total)
        };
        let services: Vec<Service<'_>> = services.iter().map(service).collect();
        heading(&services)
    }

    #[test]
    fn headings_name_who_failed_most_often_and_longest() {
        assert_eq!(caption(&[]), "No incident names a service");
        assert_eq!(caption(&[("DNS", 1, Some(60))]), "DNS failed once");
        assert_eq!(
            caption(&[("DNS", 3, Some(60)), ("mail", 1, Some(90))]),
            "DNS failed most often, mail for longest"
        );
        assert_eq!(
            caption(&[("DNS", 3, Some(90)), ("mail", 1, None)]),
            "DNS failed most often and for longest"
        );
        assert_eq!(
            caption(&[("DNS", 2, None), ("mail", 2, None), ("web", 1, None)]),
            "DNS and mail failed most often"
        );
        assert_eq!(
            caption(&[("DNS", 1, None), ("mail", 1, Some(1)), ("web", 1, None)]),
            "None failed more than once, mail for longest"
        );
    }
}
