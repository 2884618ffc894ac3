//! Deeds that no list of changes foresees: commands, and verbs.

use crate::postmortem::Reading;
use crate::postmortem::prose::Step;
use crate::rules::people::listed;
use crate::rules::words::letters;

/// What a command does that only shows something.
const SHOWS: &[&str] = &[
    "show",
    "status",
    "get",
    "describe",
    "log",
    "logs",
    "tail",
    "head",
    "cat",
    "less",
    "grep",
    "ps",
    "top",
    "htop",
    "df",
    "du",
    "ls",
    "dig",
    "nslookup",
    "curl",
    "ping",
    "telnet",
    "select",
    "explain",
    "strace",
    "journalctl",
    "info",
    "history",
    "diff",
    "list",
    "netstat",
    "ss",
    "lsof",
    "traceroute",
    "dmesg",
    "free",
    "blame",
    "bisect",
    "uptime",
    "whois",
    "-t",
];

/// Whether a step is told as a command that changes something.
pub(super) fn is_command(reading: &Reading, step: &Step) -> bool {
    if is_typed(&step.lower) {
        return true;
    }
    let source = &reading.postmortem.document.source;
    let text = source.slice(step.span).trim_start();
    let opened = source
        .text
        .get(..step.span.start)
        .is_some_and(|before| before.ends_with('`'));
    let code = text.strip_prefix('`').or_else(|| opened.then_some(text));
    let command = code.and_then(|rest| rest.split('`').next());
    command.is_some_and(|command| {
        let mut words = command.split(|char: char| char.is_whitespace() || "|;&".contains(char));
        command.contains(' ') && !words.any(|word| SHOWS.contains(&word.to_ascii_lowercase().as_str()))
    })
}

/// Whether a step is a command by its first word: `apt-get install php-mysql`.
fn is_typed(lower: &str) -> bool {
    const COMMANDS: &str =
        "sudo apt apt-get chmod chown docker docker-compose kubectl mv npm pip rm sed systemctl ufw";
    let words: Vec<&str> = lower.split_whitespace().collect();
    let typed = matches!(words.as_slice(), [first, _, ..] if listed(COMMANDS, first));
    // `Docker is down`
    let told = words
        .get(1)
        .is_some_and(|second| ["is", "was", "has"].contains(second));
    typed && !told && !words.iter().any(|word| SHOWS.contains(word))
}

/// Whether something was started that is no trouble: `chronyd started`.
fn started(lower: &str) -> bool {
    const TROUBLE: &[&str] = &[
        "outage",
        "incident",
        "issue",
        "problem",
        "error",
        "alert",
        "investigation",
        "failure",
        "timeout",
        "traffic",
        "users",
        "it",
    ];
    let mut clauses = lower.split([',', ';', '.', ':', '(']);
    clauses.any(|clause| {
        let subject = clause.trim().strip_suffix("started");
        subject.is_some_and(|subject| {
            let mut words = subject.split_whitespace();
            !subject.is_empty() && !words.any(|word| TROUBLE.iter().any(|of| word.starts_with(of)))
        })
    })
}

/// Whether a step tells of something that was done, in words that nobody foresees: `Plugin deregistered with the tool`.
pub(in crate::rules) fn did(lower: &str) -> bool {
    const OTHERWISE: &str = "started failed crashed stopped affected confirmed continued experienced identified discovered \
        checked analyzed analysed tested monitored observed verified reviewed escalated received \
        suspected assumed realized realised determined looked asked needed opened fixed resolved solved \
        restored recovered returned closed ended finished completed worked stabilized normalized \
        mitigated complained investigated called phoned contacted informed alerted notified noticed \
        lasted scheduled wondered believed guessed decided planned";
    const LOOKING: &str = "check see find look ask call notice think suspect investigate are is was were have had could \
        can get got saw found do does did leave left wait waited try tried say said tell told write \
        wrote know need want hope go went don didn";
    let words: Vec<&str> = letters(lower).collect();
    const LAID: &str = "bought sent shut split laid put set taken given written rewritten built rebuilt cut brought run drawn";
    // `The deleted photos` names things.
    const THE: &[&str] = &[
        "the", "a", "an", "all", "some", "this", "these", "our", "any", "no",
    ];
    // `Ada gives the pool 50 connections`, `the vendor doubles the quota`
    const DOES: &str = "gives sets doubles raises lowers turns puts takes writes adds runs makes throws cuts moves opens closes changes";
    // `made the corrections`
    const CHANGES: &str = "adjustments changes correction corrections fix fixes update updates";
    let makes = |at: usize| {
        words
            .iter()
            .skip(at + 1)
            .take(3)
            .any(|word| listed(CHANGES, word))
    };
    let deeds = |at: usize, word: &str| (1..=2).contains(&at) && listed(DOES, word) && words.len() > at + 2;
    let past = words.iter().enumerate().any(|(at, word)| {
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        let laid =
            before.is_some_and(|before| ["was", "were", "is", "are"].contains(before)) && listed(LAID, word);
        // `Base DN set in the settings`
        let told = words
            .get(at + 1)
            .is_some_and(|next| listed("in on to for with from back", next));
        laid || word != &"sent" && told && listed(LAID, word)
            || deeds(at, word)
            || ["made", "making"].contains(word) && makes(at)
            || word.len() > 4
                && word.ends_with("ed")
                && !listed(OTHERWISE, word)
                && !before.is_some_and(|before| THE.contains(before))
    }) || started(lower);
    // `We mount the new disk`
    let mut pairs = words.windows(2);
    let now = pairs.any(|pair| matches!(pair, ["we" | "i" | "he" | "she", verb] if !listed(LOOKING, verb) && !listed(OTHERWISE, verb)));
    past || now
}
