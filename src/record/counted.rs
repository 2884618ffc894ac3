//! How long it counts as, where the text and the times of its entries say different things.

use super::accessors::Durations;
use super::{Record, phases};

impl Record {
    /// Its times as they count: where the text states the length of all of it, and no times say it, or those that do are
    /// inferred and deny it, it took as long as stated.
    #[must_use]
    pub fn counted_times(&self) -> Durations {
        let times = self.times();
        let open = !self.outages().is_empty() || self.ongoing() || self.ends_disagree();
        let stated = self.stated_whole().filter(|_| !open);
        match stated.filter(|stated| phases::edges(self, &phases::timed(self)).deny(stated)) {
            Some(stated) => Durations {
                mitigate: None,
                resolve: None,
                impact: Some(stated.seconds),
                ..times
            },
            None => times,
        }
    }
}
