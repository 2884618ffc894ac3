//! Lines of the brief that a writer pasted in and left standing.

use crate::text::phrases::Phrases;
use std::sync::LazyLock;

/// Words of the brief itself. Where they are pasted in, they answer nothing.
static ASKED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "any software system will eventually fail, failing is normal and failing, failing is fine, \
         any great software engineer must learn, tool widely used in the tech industry, after any outage, \
         to provide the rest of the company, often outages can have a huge impact, to ensure that the root cause(s), \
         web stack debugging project issue or an outage, most of you will never have faced, must contain, \
         that is often what executives will read, with start and end times (including, what service was down/slow, \
         what were user experiencing, how many % of the users were, format bullet point, \
         what parts of the system were investigated, an engineer noticed something, explain in detail, \
         which team/individuals was the incident, broadly speaking, be very specific, straight to the point, \
         postmortem format can vary, these blogs must be written in english, request a review for your postmortem, \
         no peers have been reviewed, manual qa review must be done",
    ])
});

/// Whether a text in lower case is a line of the brief.
pub(crate) fn is_pasted(lower: &str) -> bool {
    ASKED.matches(lower).next().is_some()
}
