//! Lines of the brief that a writer pasted in and left standing.

use aho_corasick::{AhoCorasick, MatchKind};
use std::sync::LazyLock;

/// Words of the brief itself. Where they are pasted in, they answer nothing.
const BRIEF: &str = "any software system will eventually fail, failing is normal and failing, failing is fine, \
     any great software engineer must learn, tool widely used in the tech industry, after any outage, \
     to provide the rest of the company, often outages can have a huge impact, to ensure that the root cause(s), \
     web stack debugging project issue or an outage, most of you will never have faced, must contain, \
     that is often what executives will read, with start and end times (including, what service was down/slow, \
     what were user experiencing, how many % of the users were, format bullet point, \
     what parts of the system were investigated, an engineer noticed something, explain in detail, \
     which team/individuals was the incident, broadly speaking, be very specific, straight to the point, \
     postmortem format can vary, these blogs must be written in english, request a review for your postmortem, \
     no peers have been reviewed, manual qa review must be done";

static PHRASES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let mut builder = AhoCorasick::builder();
    // Most sentences are too short for a search that jumps.
    builder.match_kind(MatchKind::LeftmostFirst).prefilter(false);
    builder.build(BRIEF.split(',').map(str::trim)).ok()
});

/// Whether a text in lower case is a line of the brief.
pub(crate) fn is_pasted(lower: &str) -> bool {
    let begins = |at| {
        let before: Option<&str> = lower.get(..at);
        !before.is_some_and(|before| before.ends_with(char::is_alphanumeric))
    };
    let mut hits = PHRASES.iter().flat_map(|phrases| phrases.find_iter(lower));
    hits.any(|hit| begins(hit.start()))
}
