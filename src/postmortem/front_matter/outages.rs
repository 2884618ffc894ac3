//! Several outages that one postmortem tells of.

use crate::config::Settings;
use crate::moment::Moment;
use crate::record::{Fact, Facts};

/// The services of outages by their names in the site; the first outage began the incident and the last ended it, where
/// nothing else is stated.
pub(super) fn settle(facts: &mut Facts, settings: &Settings) {
    let Some(outages) = &mut facts.outages else {
        return;
    };
    for name in outages.value.iter_mut().flat_map(|outage| &mut outage.services) {
        if let Some(known) = settings.service(name) {
            name.clone_from(&known.name);
        }
    }
    let fact = |moment: &Moment| Fact::new(moment.clone(), outages.origin, outages.span);
    let starts = outages.value.iter().filter_map(|outage| outage.started.as_ref());
    let first = starts.min_by_key(|moment| moment.seconds()).map(fact);
    let ends: Option<Vec<&Moment>> = outages
        .value
        .iter()
        .map(|outage| outage.resolved.as_ref())
        .collect();
    let last = ends.and_then(|ends| ends.into_iter().max_by_key(|moment| moment.seconds()).map(fact));
    let ongoing = facts.ongoing.as_ref().is_some_and(|ongoing| ongoing.value);
    facts.started = facts.started.take().or(first);
    facts.resolved = facts.resolved.take().or(last.filter(|_| !ongoing));
}
