//! Earlier postmortems of the same failure: what was promised then, what of it was done, and that it came back all the same.

use super::{Site, entries};
use crate::archive::Item;
use crate::archive::ledger::{Promise, Standing};
use crate::recurrence::{self, Certainty, Match};
use crate::url;
use crate::view::{Before, Promised, words};
use crate::vocabulary::{ActionStatus, Edition};

/// How many promises of one are listed.
const PROMISES: usize = 6;

/// Those of an item, the confirmed ones first.
pub(super) fn of(site: &Site, item: &Item) -> Vec<Before> {
    let matches = site.recurrences.of(item.index).iter();
    matches.filter_map(|found| before(site, item, found)).collect()
}

fn before(site: &Site, item: &Item, found: &Match) -> Option<Before> {
    let earlier = site.archive.items.get(found.earlier)?;
    let confirmed = found.certainty == Certainty::Confirmed;
    let open_edition = site.settings.edition == Edition::Internal;
    let (yes, no) = recurrence::lines_to_paste(&earlier.record.id);
    let given_up = |promise: &Promise<'_>| {
        matches!(
            promise.standing.status,
            ActionStatus::Dropped | ActionStatus::Superseded
        )
    };
    let promises = site.archive.promises_of(earlier);
    let mut promises: Vec<Promised> = promises
        .filter(|promise| !given_up(promise))
        .map(|promise| Promised {
            text: promise.action.task.clone(),
            url: url::action(&promise.item.slug, &promise.action.id),
            // Its state stands where the page lists its own actions.
            state: match promise.item.index == item.index {
                true => "promised again here".to_owned(),
                false => words::unbroken(&entries::state(&promise.standing, site.archive.as_of)),
            },
            done: was_done(&promise.standing, item),
        })
        .collect();
    promises.sort_by_key(|promise| promise.done);
    let promised = promised(&promises, confirmed);
    promises.truncate(PROMISES);
    let unless_confirmed = |reasons: &[String]| match confirmed {
        true => Vec::new(),
        false => reasons.to_vec(),
    };
    Some(Before {
        row: site.row(found.earlier)?,
        confirmed,
        promised,
        promises,
        same: unless_confirmed(&found.same),
        different: unless_confirmed(&found.different),
        to_confirm: (!confirmed && open_edition).then_some(yes),
        to_reject: (!confirmed && open_edition).then_some(no),
    })
}

/// Whether an action was done when an incident began; one that is done on an unknown day counts.
fn was_done(standing: &Standing, item: &Item) -> bool {
    let in_time = standing
        .done_on
        .zip(item.date)
        .is_none_or(|(done, began)| done <= began);
    standing.status.is_done() && in_time
}

fn promised(promises: &[Promised], confirmed: bool) -> String {
    let done = promises.iter().filter(|promise| promise.done).count();
    let said = match (promises.len(), done) {
        (0, _) => "No action was promised then.".to_owned(),
        (1, 0) => "The action promised then was not done.".to_owned(),
        (1, _) => "The action promised then was done.".to_owned(),
        (all, 0) => format!(
            "None of the {} actions promised then was done.",
            words::thousands(all)
        ),
        (all, done) if done == all => {
            format!("All {} actions promised then were done.", words::thousands(all))
        }
        (all, done) => format!(
            "Of {} actions promised then, {} {} done.",
            words::thousands(all),
            words::thousands(done),
            if done == 1 { "was" } else { "were" }
        ),
    };
    match confirmed && done > 0 {
        true => format!("{said} It came back all the same."),
        false => said,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn promises(done: &[bool]) -> Vec<Promised> {
        let promise = |&done: &bool| Promised {
            text: "Renew by a timer".into(),
            url: String::new(),
            state: String::new(),
            done,
        };
        done.iter().map(promise).collect()
    }

    #[test]
    fn what_was_promised_is_said_in_a_sentence() {
        let said = |done: &[bool]| promised(&promises(done), true);
        assert_eq!(said(&[]), "No action was promised then.");
        assert_eq!(said(&[false]), "The action promised then was not done.");
        assert_eq!(
            said(&[false, false]),
            "None of the 2 actions promised then was done."
        );
        assert_eq!(
            said(&[true, false, false]),
            "Of 3 actions promised then, 1 was done. It came back all the same."
        );
        assert_eq!(
            said(&[true, true]),
            "All 2 actions promised then were done. It came back all the same."
        );
        assert_eq!(
            promised(&promises(&[true]), false),
            "The action promised then was done."
        );
    }
}
