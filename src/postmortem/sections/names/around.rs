//! Words around the names of sections: data alone.

/// What a heading names that says of them only [`MODIFIERS`].
const TASKS: &[&str] = &[
    "action",
    "actions",
    "items",
    "measures",
    "plans",
    "solutions",
    "steps",
    "tasks",
    "work",
];

/// Words that say when, why or by whom things are to be done.
pub(super) const MODIFIERS: &[&str] = &[
    "additional",
    "agreed",
    "followup",
    "further",
    "future",
    "improvement",
    "incident",
    "long",
    "longer",
    "medium",
    "mid",
    "next",
    "open",
    "our",
    "outstanding",
    "planned",
    "post",
    "postmortem",
    "prevention",
    "proposed",
    "recommended",
    "remaining",
    "remedial",
    "retrospective",
    "review",
    "short",
    "suggested",
    "term",
];

/// Whether a heading names things to do by words that say when, why or by whom alone: `Long-term actions`, `Action taken / proposed`.
pub(super) fn are_tasks(joined: &str) -> bool {
    const AHEAD: &[&str] = &["agreed", "planned", "proposed", "recommended", "suggested"];
    let (Some((before, last)), Some((first, after))) = (joined.rsplit_once(' '), joined.split_once(' '))
    else {
        return false;
    };
    let modifier = |word| MODIFIERS.binary_search(&word).is_ok();
    let behind = AHEAD.contains(&last) && after.split(' ').all(|word| word == "taken" || modifier(word));
    TASKS.contains(&first) && behind || TASKS.contains(&last) && before.split(' ').all(modifier)
}

/// What somebody is told to do.
pub(super) const ADVICE: &[&str] = &[
    "actions",
    "advice",
    "guidance",
    "recommendations",
    "steps",
    "suggestions",
    "workarounds",
];

/// Whether a heading is about what somebody else should do: `Recommendations for customers`, `How can users prepare?`.
pub(super) fn is_for_others(joined: &str) -> bool {
    const OTHERS: &[&str] = &[
        "clients",
        "customers",
        "developers",
        "maintainers",
        "operators",
        "others",
        "readers",
        "subscribers",
        "tenants",
        "users",
        "you",
    ];
    let asked = joined
        .strip_prefix("how can ")
        .or_else(|| joined.strip_prefix("what can "));
    if asked
        .and_then(|asked| asked.split(' ').next())
        .is_some_and(|whom| OTHERS.contains(&whom))
    {
        return true;
    }
    let (what, whom) = joined.split_once(" for ").unwrap_or_default();
    let ends = |text: &str, words: &[&str]| text.rsplit(' ').next().is_some_and(|last| words.contains(&last));
    ends(what, ADVICE) && ends(whom, OTHERS)
}

/// What a search is called by.
pub(super) const SEARCHES: &[&str] = &[
    "debugging",
    "diagnostic",
    "investigation",
    "investigative",
    "troubleshooting",
];

/// Whether a heading names the steps of a search: `Debugging process`.
pub(super) fn is_search(joined: &str) -> bool {
    const STEPS: &[&str] = &["journey", "log", "procedure", "process", "steps"];
    joined
        .split_once(' ')
        .is_some_and(|(search, steps)| SEARCHES.contains(&search) && STEPS.contains(&steps))
}

/// Words that may be around a name in a label: `Duration of the outage`, `Root cause explanation`.
pub(super) const AROUND: &[&str] = &[
    "a",
    "address",
    "an",
    "analysis",
    "corrective",
    "debugging",
    "description",
    "detail",
    "detailed",
    "details",
    "disruption",
    "downtime",
    "event",
    "events",
    "explanation",
    "final",
    "fix",
    "fixes",
    "for",
    "full",
    "future",
    "in",
    "incident",
    "initial",
    "investigation",
    "issue",
    "issues",
    "key",
    "list",
    "main",
    "method",
    "methods",
    "mitigation",
    "of",
    "on",
    "our",
    "outage",
    "plan",
    "preventative",
    "prevention",
    "preventive",
    "primary",
    "problem",
    "process",
    "recovery",
    "remediation",
    "resolution",
    "resolutions",
    "section",
    "service",
    "services",
    "solution",
    "solutions",
    "steps",
    "summary",
    "taken",
    "tasks",
    "technical",
    "the",
    "time",
    "to",
    "todo",
    "underlying",
    "user",
    "users",
];
