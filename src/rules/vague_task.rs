//! Every open action ends with something that can be checked.

use super::people::listed;
use super::{Example, FileContext, Judge, Rule, Verdict, open_actions};
use crate::config::Profile;
use crate::diagnostic::{Level, RuleName};
use crate::postmortem::Reading;
use crate::record::Action;

/// `vague-task`
pub(super) static RULE: Rule = Rule {
    name: RuleName::VagueTask,
    summary: "every open action has a verifiable end",
    requires: "every action that is open says what will be different once it is done: not \"be careful\", \"investigate …\", \"make \
               sure …\", or training alone",
    why: "An action that nobody can tick off is open for ever, or is ticked off without a change. Action items are to be actionable, \
          specific and bounded (Google SRE Workbook, chapter 10). Found are tasks that ask people to be careful or to remember; those \
          that begin with \"investigate\", \"look into\", \"consider\" and the like and name no result; \"make sure\" and \"ensure\" without a \
          means; training, reminding and raising awareness; and one to improve something as such, such as \"improve monitoring\". Actions \
          that link to a ticket are not looked at: the end is stated there.",
    fix: "Name the thing that will exist: \"Alert when the queue is older than 5 minutes\" in place of \"Be careful with the queue\"; \
          \"Write down why the failover took 20 minutes, in the runbook\" in place of \"Investigate the failover\".",
    bad: &[Example {
        path: "content/postmortems/login.md",
        text: "# Login down\n\nNobody could log in.\n\n## Action items\n\n- [ ] Be more careful with certificates (@ada, due 2026-03-31)\n",
    }],
    good: &[Example {
        path: "content/postmortems/login.md",
        text: "# Login down\n\nNobody could log in.\n\n## Action items\n\n\
               - [ ] Alert 30 days before a certificate expires (@ada, due 2026-03-31)\n",
    }],
    levels: &[(Profile::Archive, Level::Warn)],
    judge: Judge::File(judge),
};

fn judge(reading: &Reading, _context: &FileContext<'_>) -> Verdict {
    let at = &reading.postmortem;
    let open = at
        .record
        .actions
        .iter()
        .filter(|action| action.status.is_open() && action.link.is_none());
    let open: Vec<&Action> = open.collect();
    if open.is_empty() {
        return Verdict::NotApplicable;
    }
    let vague = open.iter().filter_map(|action| {
        let (why, hint) = vague(&action.task)?;
        let message = format!("the action `{}` {why}", open_actions::task(action));
        Some(RULE.warn(at, open_actions::place(at, action), message).hint(hint))
    });
    Verdict::of(vague.collect(), || {
        open.iter().map(|action| action.span).collect()
    })
}

const CARE: &str = "asks people to take care, which nobody can check";

/// Whether a task only asks people to take care.
pub(super) fn asks_for_care(task: &str) -> bool {
    vague(task).is_some_and(|(why, _)| why == CARE)
}

const NAME_IT: &str = "name the thing that will exist or work otherwise once it is done";

/// What is vague in a task, and the cure.
fn vague(task: &str) -> Option<(&'static str, &'static str)> {
    let lower = task.to_lowercase();
    let all: Vec<&str> = lower
        .split(|char: char| !char.is_alphanumeric() && !matches!(char, '-' | '\'' | '’'))
        .collect();
    let words: Vec<&str> = all
        .into_iter()
        .filter(|word| !word.is_empty())
        .skip_while(|word| listed(OPENING, word))
        .collect();
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let begins = |phrases: &[&str]| {
        phrases
            .iter()
            .any(|phrase| phrase.split(' ').enumerate().all(|(at, part)| word(at) == part))
    };
    if begins(&[
        "be careful",
        "be more careful",
        "be extra careful",
        "be aware",
        "be more aware",
        "be mindful",
        "be more mindful",
        "take care",
        "take more care",
        "pay attention",
        "pay more attention",
        "pay closer attention",
        "remember to",
        "don't forget",
        "do not forget",
        "don’t forget",
        "be vigilant",
        "be more vigilant",
        "exercise caution",
        "use caution",
        "try to",
        "try not",
        "keep in mind",
        "think before",
        "think twice",
        "be cautious",
        "be more cautious",
        "never forget",
        "double check before",
        "work more carefully",
    ]) {
        return Some((
            CARE,
            "let a machine check it, or make the slip impossible; name that",
        ));
    }
    if begins(&[
        "raise awareness",
        "remind",
        "educate",
        "spread awareness",
        "increase awareness",
        "create awareness",
    ]) || is_training(&words)
    {
        return Some((
            "is training alone, and leaves what happened possible",
            "add what makes it impossible or visible: a check, a guard, an alert",
        ));
    }
    let means = has_means(task, &words);
    if begins(&[
        "investigate",
        "look into",
        "look at",
        "explore",
        "think about",
        "look for ways",
        "find out",
        "consider",
        "figure out",
        "dig into",
    ]) && !has_result(&words)
    {
        return Some((
            "names no result",
            "name what will be there in the end: a cause written down, a decision, a change",
        ));
    }
    if begins(&["make sure", "make certain", "ensure", "be sure"]) && !means && words.len() <= MOST_WORDS {
        return Some(("says what should hold, and not what will make it hold", NAME_IT));
    }
    let improves = listed("improve better enhance strengthen more increase", word(0));
    let whole = words
        .get(1..)
        .is_some_and(|rest| !rest.is_empty() && rest.iter().all(|word| listed(BROAD, word)));
    (improves && whole).then_some(("names no change that could be ticked off", NAME_IT))
}

/// What stands before the verb of a task.
const OPENING: &str = "todo we should must need needs to will please also next everyone everybody engineers developers team always just the";

/// More words than this say how.
const MOST_WORDS: usize = 12;

/// Things that are improved as such, and the words between them.
const BROAD: &str = "monitoring communication documentation testing tests alerting alerts processes process observability resilience \
    reliability performance quality logging training awareness security collaboration procedures the our overall general and of code \
    system systems infrastructure response incident better team internal robustness stability";

/// Whether people are trained, and not a model or a classifier.
fn is_training(words: &[&str]) -> bool {
    const PEOPLE: &str = "team teams staff engineers developers operators people everyone employees admins support on-call us ourselves \
        responders members personnel devs all users the our new";
    const TRAINS: &str =
        "provide conduct organize organise offer hold give run arrange schedule additional more";
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let of_people = |from: usize| {
        words
            .iter()
            .skip(from)
            .take(3)
            .any(|word| listed(PEOPLE, word) && !listed("the our new all", word))
    };
    let concrete = words
        .iter()
        .any(|word| listed("record video quiz drill game exercise runbook checklist", word));
    let trains = word(0) == "train" && of_people(1)
        || word(0) == "training"
            && (words.len() <= 4 || matches!(word(1), "for" | "of" | "on") && of_people(2))
        || listed(TRAINS, word(0))
            && words
                .iter()
                .skip(1)
                .take(3)
                .any(|word| listed("training trainings", word));
    trains && !concrete
}

/// Whether a task of looking at something names what comes of it.
fn has_result(words: &[&str]) -> bool {
    const RESULT: &str = "and document documented report write decide present propose publish fix summarize summarise proposal recommendation \
        rfc doc spike prototype list so by until adr ticket tickets result results implement implementing add adding replace replacing moving \
        move using switching switch";
    words.iter().skip(1).any(|word| listed(RESULT, word))
}

/// Whether a task to make sure of something says by which means, or a number that can be measured.
fn has_means(task: &str, words: &[&str]) -> bool {
    const MEANS: &str = "by with via using through test tests tested check checks alert alerts alarm script ci automatic automatically \
        automated lint linter validation runbook checklist dashboard policy monitor monitored monitoring backup backups limit limits job cron \
        review reviewed documented canary rollback config configuration";
    task.contains(|char: char| char.is_ascii_digit() || char == '`')
        || words.iter().any(|word| listed(MEANS, word))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::archive;

    fn of(task: &str) -> Vec<String> {
        let found = archive(
            &RULE,
            &format!("# Down\n\nIt was.\n\n## Action items\n\n- [ ] {task} (@ada, due 2026-03-31)\n"),
        );
        found.into_iter().map(|(_, _, message)| message).collect()
    }

    #[test]
    fn tasks_that_nobody_can_tick_off_are_found() {
        for task in [
            "Be more careful with migrations",
            "Be careful when editing DNS",
            "Remember to check the disk",
            "We should pay more attention to alerts",
            "Don't forget the second region",
            "Investigate the slow queries",
            "Look into the cause of the restarts",
            "Consider a second provider",
            "Figure out why the pager was silent",
            "Make sure this does not happen again",
            "Ensure that everybody knows the procedure",
            "Train the team on Kubernetes",
            "Provide training for new engineers",
            "Conduct regular training sessions",
            "Remind everyone to lock their screens",
            "Raise awareness of phishing",
            "Improve monitoring",
            "Better communication",
            "Improve our documentation and testing",
        ] {
            assert_eq!(of(task).len(), 1, "{task}");
        }
    }

    #[test]
    fn tasks_with_an_end_are_none() {
        for task in [
            "Alert when the queue is older than 5 minutes",
            "Patch Nginx on all hosts",
            "Investigate the slow queries and write down the cause",
            "Look into the restarts; report at the weekly meeting",
            "Make sure that two people approve a deploy, by a branch rule",
            "Ensure backups are restored in a monthly test",
            "Ensure the timeout is at most 30 seconds",
            "Train the spam model on the new data",
            "Write a runbook for the failover",
            "Improve the alert on replication lag: page after 60 seconds",
            "Improve cache hit rate of the product page",
            "Add monitoring on server memory",
            "Remove the second certificate",
            "Review the access list every quarter",
            "Increase the memory limit of the hub",
            "More replicas of the proxy",
            "Trained operators get a badge",
            "Carefully copy the keys to the vault",
        ] {
            assert_eq!(of(task), Vec::<String>::new(), "{task}");
        }
    }

    #[test]
    fn what_is_done_or_has_a_ticket_is_not_looked_at() {
        for item in [
            "- [x] Investigate the leak",
            "- [ ] Investigate the leak (https://tracker.example/7)",
        ] {
            assert_eq!(
                archive(&RULE, &format!("# Down\n\n## Action items\n\n{item}\n")),
                [],
                "{item}"
            );
        }
    }
}
