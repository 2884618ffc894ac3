//! The words of postmortems: closed lists, each with its name in files and its label on pages.

use serde::{Deserialize, Serialize};

/// Declares an enum with its kebab-case names, labels and the list of all.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident = $word:literal, $label:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
        pub enum $name { $($(#[$inner])* #[doc = $label] #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// All of them, in their documented order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in files and addresses.
            #[must_use]
            pub const fn name(self) -> &'static str { match self { $(Self::$variant => $word),+ } }

            /// The words on pages.
            #[must_use]
            pub const fn label(self) -> &'static str { match self { $(Self::$variant => $label),+ } }

            /// The one of this name, in any letter case, with spaces or underscores for hyphens.
            #[must_use]
            pub fn find(name: &str) -> Option<Self> {
                let name = name.trim().to_lowercase().replace([' ', '_'], "-");
                Self::ALL.iter().copied().find(|word| word.name() == name)
            }
        }
    };
}

words! {
    /// The kind of a timeline entry.
    EntryKind {
        ImpactStarted = "impact-started", "impact";
        Reported = "reported", "reported";
        Detected = "detected", "detected";
        Acknowledged = "acknowledged", "acknowledged";
        Investigating = "investigating", "investigating";
        Hypothesis = "hypothesis", "hypothesis";
        Misleading = "misleading", "false lead";
        Escalated = "escalated", "escalated";
        Identified = "identified", "identified";
        Action = "action", "action";
        Mitigated = "mitigated", "mitigated";
        Resolved = "resolved", "resolved";
        Communicated = "communicated", "communicated";
        FollowUp = "follow-up", "follow-up";
        Note = "note", "note";
    }
}

words! {
    /// Which fonts pages are set in.
    Fonts {
        Own = "own", "fonts of the site";
        System = "system", "fonts of the reader's machine";
    }
}

words! {
    /// The kind of a section. The assignment asks for summary, timeline, cause and measures.
    SectionKind {
        Summary = "summary", "Issue Summary";
        Impact = "impact", "Impact";
        Background = "background", "Background";
        Timeline = "timeline", "Timeline";
        Detection = "detection", "Detection";
        Cause = "cause", "Root cause and resolution";
        Measures = "measures", "Corrective and preventative measures";
        Lessons = "lessons", "Lessons";
        Other = "other", "Other";
    }
}

words! {
    /// The status of a postmortem. All but drafts are published.
    Status {
        Draft = "draft", "draft";
        InReview = "in-review", "in review";
        Reviewed = "reviewed", "reviewed";
        Closed = "closed", "closed";
    }
}

words! {
    /// Who or what detected the incident.
    DetectedBy {
        Monitoring = "monitoring", "Monitoring";
        Engineer = "engineer", "Engineer";
        Customer = "customer", "Customer";
        Partner = "partner", "Partner";
        Other = "other", "Other";
    }
}

words! {
    /// How severely a service was affected.
    ImpactLevel {
        Down = "down", "down";
        Degraded = "degraded", "degraded";
        None = "none", "not affected";
    }
}

words! {
    /// Who may read a postmortem.
    Visibility {
        Internal = "internal", "internal";
        Public = "public", "public";
    }
}

words! {
    /// The status of an action.
    ActionStatus {
        Proposed = "proposed", "proposed";
        Open = "open", "open";
        Done = "done", "done";
        Verified = "verified", "verified";
        Dropped = "dropped", "dropped";
        Superseded = "superseded", "superseded";
    }
}

impl ActionStatus {
    /// Whether the task was carried out.
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Done | Self::Verified)
    }

    /// Whether the task is still to be done: it is neither done nor given up. What is only proposed waits for somebody, too.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Proposed)
    }
}

words! {
    /// What became of an action, as a later incident showed.
    Outcome {
        Held = "held", "held";
        DidNotHold = "did-not-hold", "did not hold";
        Caused = "caused", "caused another incident";
    }
}

words! {
    /// The purpose of an action.
    ActionKind {
        Detect = "detect", "detect";
        Mitigate = "mitigate", "mitigate";
        Prevent = "prevent", "prevent";
        Process = "process", "process";
    }
}

words! {
    /// What a link of a postmortem points to.
    LinkKind {
        Status = "status", "Status page";
        Ticket = "ticket", "Ticket";
        Dashboard = "dashboard", "Dashboard";
        Runbook = "runbook", "Runbook";
        Channel = "channel", "Incident channel";
        Source = "source", "Source";
    }
}

words! {
    /// Who the pages are for.
    Edition {
        Internal = "internal", "everybody in the company";
        Public = "public", "everybody";
    }
}

words! {
    /// Which rules apply.
    Profile {
        Archive = "archive", "a company's archive";
        Assignment = "assignment", "a student assignment";
    }
}

impl Default for Profile {
    /// What a site holds that says nothing of it.
    fn default() -> Self {
        Self::Archive
    }
}

words! {
    /// What a front-matter key of a site's own holds.
    FieldType {
        Text = "text", "text";
        List = "list", "a list of names";
        Number = "number", "a number";
        Boolean = "boolean", "true or false";
        Date = "date", "a date";
        Url = "url", "a URL";
    }
}

words! {
    /// What triggered the incident: the triggers of the Google SRE Workbook, appendix C, and other recurring ones.
    Trigger {
        BinaryPush = "binary-push", "Software release";
        ConfigPush = "config-push", "Configuration change";
        UserBehaviour = "user-behaviour", "User behaviour";
        Pipeline = "pipeline", "Processing pipeline";
        ProviderChange = "provider-change", "Provider change";
        PerformanceDecay = "performance-decay", "Performance degradation";
        CapacityManagement = "capacity-management", "Capacity management";
        Hardware = "hardware", "Hardware";
        Expiry = "expiry", "Expiry";
        ManualOperation = "manual-operation", "Manual operation";
        Attack = "attack", "Attack";
        Unknown = "unknown", "Unknown";
    }
}

/// The root-cause categories that ship, name and label; `site.yaml` adds to them and renames them.
/// Sources: the Google SRE Workbook, appendix C; "How to fight production incidents?" (SoCC 2022);
/// the categories of icco/postmortems. There is no "human error" among them.
pub const CAUSES: &[(&str, &str)] = &[
    ("software-defect", "Software defect"),
    ("config-error", "Configuration"),
    ("change-process", "Change process"),
    ("capacity", "Capacity"),
    ("cascading", "Cascading failure"),
    ("dependency", "Dependency"),
    ("infrastructure", "Infrastructure"),
    ("network", "Network"),
    ("datastore", "Datastore"),
    ("identity-cert", "Identity and certificates"),
    ("security", "Security"),
    ("automation", "Automation"),
    ("clock", "Clocks and time"),
    ("procedure-gap", "Procedure gap"),
    ("knowledge-gap", "Knowledge gap"),
    ("coordination", "Coordination"),
    ("unknown", "Unknown"),
];
