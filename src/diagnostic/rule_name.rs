//! The names of the rules, for whatever finds something. What each requires is told in `rules`.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! names {
    ($($variant:ident = $name:literal,)*) => {
        /// The name of a rule.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum RuleName {
            $(
                #[doc = concat!("`", $name, "`")]
                #[serde(rename = $name)]
                $variant,
            )*
        }

        impl RuleName {
            /// All names, sorted.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name in kebab-case, as in `site.yaml` and in JSON.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

names! {
    Acronyms = "acronyms",
    ActionDue = "action-due",
    ActionOverdue = "action-overdue",
    ActionOwner = "action-owner",
    ActionsTaken = "actions-taken",
    Blame = "blame",
    CauseInDetail = "cause-in-detail",
    Counterfactual = "counterfactual",
    DetectedHow = "detected-how",
    DetectedWhen = "detected-when",
    DurationAgrees = "duration-agrees",
    English = "english",
    EscalatedTo = "escalated-to",
    FactsDisagree = "facts-disagree",
    FixInDetail = "fix-in-detail",
    HowResolved = "how-resolved",
    ImpactExperience = "impact-experience",
    ImpactPercent = "impact-percent",
    ImpactService = "impact-service",
    Improvements = "improvements",
    InvalidValue = "invalid-value",
    KnownCause = "known-cause",
    KnownService = "known-service",
    LinksResolve = "links-resolve",
    MetricsAgree = "metrics-agree",
    MisleadingPaths = "misleading-paths",
    OutageTimes = "outage-times",
    OutageTimezone = "outage-timezone",
    PeerReview = "peer-review",
    PublicBeforeMended = "public-before-mended",
    RecurrenceAcknowledged = "recurrence-acknowledged",
    RequiredFields = "required-fields",
    ReviewLate = "review-late",
    RootCauseInSummary = "root-cause-in-summary",
    Secrets = "secrets",
    Sections = "sections",
    SummaryPresent = "summary-present",
    TaskList = "task-list",
    Theme = "theme",
    TimelineBrief = "timeline-brief",
    TimelineFormat = "timeline-format",
    TimelinePresent = "timeline-present",
    TimesInOrder = "times-in-order",
    UniqueId = "unique-id",
    UnknownKey = "unknown-key",
    UnreadableFile = "unreadable-file",
    UnreadableTime = "unreadable-time",
    VagueTask = "vague-task",
    WordCount = "word-count",
}

impl fmt::Display for RuleName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}
