//! The Issue Summary says what users saw.

use super::words::{concrete, letters};
use super::{Example, FileContext, Judge, Rule, Verdict, brief};
use crate::config::Profile;
use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
use crate::postmortem::prose::{denied, near};
use crate::rules::brief::PEOPLE;
use crate::text::phrases::Phrases;
use crate::vocabulary::SectionKind;
use std::ops::Range;
use std::sync::LazyLock;

/// `impact-experience`
pub(super) static RULE: Rule = Rule {
    name: RuleName::ImpactExperience,
    summary: "the Issue Summary says what users experienced",
    requires: "the Issue Summary says what people saw or could not do: errors, slowness, a blank page, \"could not log in\"; \
               words such as \"degraded\", or a site that was \"down\", are a question",
    why: "\"What were user experiencing?\" (the assignment). Symptoms are what the next engineer searches for.",
    fix: "Say what users saw: `users got error 502 when they paid`.",
    bad: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Issue Summary\n\nThis is about the website on 3 May, and what became of it.\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Issue Summary\n\nOn 3 May users of the website got a blank page.\n",
    }],
    levels: brief::ASKED_OF_ARCHIVES,
    judge: Judge::File(judge),
};

const HINT: &str = "say what users saw: `users got error 502 when they paid`";

/// What people see, or cannot do.
static SEEN: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "gone|, appeared in, appeared as, appeared with, fell out, busy tone, showed|, displayed, needed, went white, went black, turned white, turned black, too late, hours late, minutes late, days late, came late, two times, to the wrong, stayed shut, stayed closed, stayed dark, stayed grey, stayed gray, stayed silent, heard nothing, hears nothing, hours old, days old, minutes old, no message, no messages, no mail, no signal, no picture, stopped after, gave old, gave wrong, old result, wrong result, weren't able, wasn't able, closed by itself, closed itself, emptied, returned nothing, showed nothing, found nothing, got nothing, saw nothing, refresh, threw, thrown, signed out, logs out, logged off, signed in, spinner, spinning, keeps loading, kept loading, loading and loading, never stop, never end, bounced, black screen, black page, black player, \
         no sound, no result, zero result, no data, nothing came, nothing to see, invalid csrf, invalid token, invalid session, invalid credential, invalid password, cancelled, canceled, declined, gave up, give up, giving up, abandon, takes minutes, for minutes, for ages, too long, forever, \
         old data, old version, old photo, old price, old content, garbled, choppy, cut off, never came, not come, not open, not accepted, weren't accepted, wasn't accepted, stood still, stands still, not show, not print, not finish, not save, not send, not play, won't|, \
         twice|, never arrived, never reached, not arrive, empty, outdated, wait up to, waiting time, unable, inability, not granted, seconds to load, minutes to load, took more than, took over, took up to, took minutes, could not, couldn't, couldn, can not, can't, cannot, not able, nobody could, no one could, \
         nobody was able, impossible to, prevented from, prevented users, prevented customers, prevented access, blocked from, \
         locked out, kicked out, logged out, lost access, loose access, loss of access, no access, losing access, denied, \
         permission denied, rejected, refused, difficult, struggl, trouble, problems access, issues access, issue access, \
         problems log, issues log, issues connect, problems connect, \
         errors, error message, error page, error code, error response, error rate, errors when, an error, connection error, \
         server error, internal error, service error, internal server, http error, gateway error, bad gateway, gateway timeout, \
         not found, 400 |, 401, 403, 404, 429, 500, 501, 502, 503, 504, 5xx, 4xx, exception, \
         time out, timeout, time-out, timed out, timing out, slow, latency, latencies, lag|, lagg, laggy, delay, sluggish, \
         longer than usual, long loading, loading time, load time, response time, took longer, took too long, high response, \
         froze, freez, hung|, hang|, hangs|, hanging, stuck, blank, white screen, white page, empty page, empty reply, \
         unresponsive, not respond, no response, not load, didn't load, did not load, failed to load, never loaded, \
         crash, buffering, broken link, broken page, were missing, missing data, missing order, missing product, missing image, missing page, missing message, disappear, vanish, wrong data, incorrect data, stale, outdated data, \
         duplicate, corrupt, inaccessible, unreachable, not accessible, not reachable, not available, not be reached, \
         no longer accessible, not access, failed to, failing to, failed transaction, failed payment, failed login, failed request, failed booking, failed purchase, failed order, \
         failed attempts, transactions failed, payments failed, requests failed, logins failed, failed checkout, failed upload, transaction failure, \
         payment failure, login failure, request failure, authentication failure, connection failure, unsuccessful, \
         interrupted session, dropped connection, connection drop, disconnect, dropped call, data loss, lost data, lost work, \
         complain, frustrat, confus, users saw, users see, users got, users received, users experienc, \
         customers saw, customers got, customers received, customers experienc, greeted with, redirected to, redirected people, redirected users, redirected visitors, redirected customers, instead of the, nothing happened, would not, wouldn't, \
         scratching their heads, refreshing, poor quality, degraded video, pixelat, dropped packet, not receive, did not receive, not get, \
         not working for, user experience was",
    ])
});

/// What people tell to have met with, so far after them.
static MET: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "had to, were told, was told, found, were shown, was shown, were sent, kept being, waited, waiting, wait|, faced, facing, encountered, suffered, receiv, seeing, getting, were given, got|, \
         saw, noticed, experienced, lost, were asked, were left, missed",
    ])
});
const FAR: usize = 60;

/// A label has so many words at most.
const LABEL: usize = 6;

/// So few words about people tell nothing: `Impact: users`.
const FEWEST: usize = 4;

/// That something was wrong, and not what; and that it was not there.
static WRONG: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "unusable, degrad, disrupt, interrupt, doesn't work, does not work, didn't work, did not work, not work, stopped working, \
         stopped respond, malfunction, fail, broke|, broken, halt, error, not operational, ceased",
        "down|, offline, unavailab, out of service, went dark, problem, issue, outage, downtime, incident",
    ])
});

/// What people have before their eyes: where it is down, they see it.
static SIGHT: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "website, web site, site|, page|, pages|, app|, apps|, application, portal, shop|, store|, platform, blog, forum, game|, dashboard, login, checkout",
    ])
});

/// That people were hit, and not by what.
static HIT: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(["affect, impact, hit|, concern"]));

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let facts = &reading.postmortem.record.facts;
    if facts.near_miss.as_ref().is_some_and(|fact| fact.value) {
        return Verdict::NotApplicable;
    }
    let symptoms = facts.symptoms.as_ref().map(|fact| fact.span);
    let said = brief::impact(reading);
    // What follows `caused by` is inside the systems; `unable` and `no longer` deny by themselves.
    let seen = said.iter().find_map(|sentence| {
        let (at, phrase) = SEEN.matches(&sentence.lower).find(|(at, phrase)| {
            phrase.words.starts_with("unable")
                || phrase.words == "inability"
                || !is_cause(&sentence.lower, *at)
                    && !((denies(phrase.words) || phrase.words.starts_with("showed"))
                        && within(&sentence.lower, *at))
        })?;
        Some(sentence.span_of(&(at..at + phrase.len())))
    });
    if let Some(at) = seen.or(symptoms) {
        return Verdict::Met(vec![at]);
    }
    // `Shoppers found empty pages`: people, and what happened to them.
    let met = said.iter().find_map(|sentence| {
        let (people, _) = PEOPLE
            .matches(&sentence.lower)
            .find(|(_, phrase)| phrase.list == 0)?;
        let mut verbs = MET.matches(&sentence.lower);
        let met = verbs.find(|(at, _)| (people..people + FAR).contains(at));
        let met = met.map(|(at, phrase)| at..at + phrase.len());
        Some(sentence.span_of(&met.or_else(|| lived(&sentence.lower, people))?))
    });
    if let Some(at) = met {
        return Verdict::Met(vec![at]);
    }
    if let Some(at) = said.iter().find_map(|sentence| {
        let found = kept_from(&sentence.lower).or_else(|| nobody_could(&sentence.lower));
        Some(sentence.span_of(&found?))
    }) {
        return Verdict::Met(vec![at]);
    }
    // `Voters saw a wheel`, and `Customer experience: …`, whatever it was.
    let told = said.iter().find(|sentence| {
        let heading = brief::heading(reading, sentence);
        let own = sentence.lower.split_once(':').map_or("", |(label, _)| label);
        let asks = |label: &str| {
            let short = label.split_whitespace().count() <= LABEL;
            short && ["experienc", "symptom"].iter().any(|word| label.contains(word))
        };
        let asked = asks(heading) || asks(own);
        asked && concrete(&sentence.lower).next().is_some() || they_saw(&sentence.lower)
    });
    if let Some(sentence) = told {
        return Verdict::Met(vec![sentence.span()]);
    }
    let quoted = said.iter().find_map(|sentence| {
        let quoted = message(&sentence.text).filter(|quoted| !is_cause(&sentence.lower, quoted.start));
        Some(sentence.span_of(&quoted?))
    });
    if let Some(at) = quoted {
        return Verdict::Met(vec![at]);
    }
    let people = || {
        let titled = !brief::place(reading, SectionKind::Summary).is_empty();
        let person = said.iter().find(|sentence| {
            let labelled = || {
                brief::heading(reading, sentence).contains("impact")
                    && concrete(&sentence.lower).nth(1).is_some()
            };
            let people = brief::names_people(&sentence.lower) || labelled();
            let long = sentence.lower.split_whitespace().nth(FEWEST).is_some();
            people && titled && long && !HIT.is_in(&sentence.lower)
        });
        person.map(|sentence| sentence.span())
    };
    let wrong = said.iter().find_map(|sentence| {
        // Of what stands behind it users see nothing: `MySQL was down`.
        let sight = || context.profile == Profile::Archive || SIGHT.is_in(&sentence.lower);
        let mut found = WRONG
            .matches(&sentence.lower)
            .filter(|(_, phrase)| phrase.list == 0 || sight());
        found
            .find(|(at, _)| !denied(&sentence.lower, *at) && !is_length_of(&sentence.lower, *at))
            .map(|(at, phrase)| sentence.span_of(&(at..at + phrase.len())))
    });
    if brief::is_disclosure(reading, context.profile) {
        return Verdict::NotApplicable;
    }
    match wrong.or_else(people) {
        Some(at) => brief::doubt(
            &RULE,
            reading,
            context.profile,
            at,
            "this says what users saw",
            HINT,
        ),
        None => brief::lacks(
            &RULE,
            reading,
            context.profile,
            "the Issue Summary does not say what users saw",
            HINT,
        ),
    }
}

/// Whether words tell what people see, or cannot do.
pub(super) fn seen(lower: &str) -> bool {
    SEEN.is_in(lower)
}

/// Where people are kept from what they want to do: `this prevented all employees from finding pages`.
fn kept_from(lower: &str) -> Option<Range<usize>> {
    static KEPT: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(["prevent, stopp, kept|, keep, block"]));
    KEPT.matches(lower).find_map(|(at, _)| {
        let rest = lower.get(at..)?;
        let from = at + rest.find(" from ").filter(|from| *from < FAR)?;
        brief::names_people(lower.get(at..from)?).then_some(at..from)
    })
}

/// Where nobody could do something: `nobody in our three offices could print`.
fn nobody_could(lower: &str) -> Option<Range<usize>> {
    ["nobody ", "no one "].iter().find_map(|nobody| {
        let at = lower.find(nobody)?;
        let clause = lower.get(at..)?.split(['.', ';', ':']).next()?;
        let could = clause.find(" could ").filter(|could| *could < FAR)?;
        Some(at..at + could)
    })
}

/// Whether many saw something who are no part of the systems, and not those who run them: `voters saw an empty page`.
fn they_saw(lower: &str) -> bool {
    const OURS: &[&str] = &[
        "servers",
        "systems",
        "nodes",
        "services",
        "engineers",
        "developers",
        "admins",
        "operators",
        "teams",
        "logs",
        "metrics",
    ];
    let words: Vec<&str> = lower.split_whitespace().collect();
    words.windows(2).any(
        |pair| matches!(pair, [who, "saw"] if who.len() > 3 && who.ends_with('s') && !OURS.contains(who)),
    )
}

/// Where a message of several words is quoted: `"Invalid CSRF token"`.
fn message(text: &str) -> Option<Range<usize>> {
    const MARKS: [(char, char); 2] = [('"', '"'), ('“', '”')];
    MARKS.iter().find_map(|&(open, close)| {
        let start = text.find(open)? + open.len_utf8();
        let end = start + text.get(start..)?.find(close)?;
        let words = text.get(start..end)?.split_whitespace().count();
        (words > 1).then_some(start..end)
    })
}

/// Where people do what nobody foresees: `players fell out of their matches`, and not `users were affected`.
fn lived(lower: &str, people: usize) -> Option<Range<usize>> {
    const PAST: &[&str] = &[
        "fell", "stood", "heard", "sat", "paid", "came", "saw", "felt", "drew", "ran", "stared", "walked",
    ];
    let rest = lower.get(people..)?;
    let word = rest
        .split_whitespace()
        .skip(1)
        .take(2)
        .find(|word| PAST.contains(word))?;
    let at = people + rest.find(word)?;
    Some(at..at + word.len())
}

/// Whether the words before a place ask how long it took: `Duration of the interruption: 47 minutes`.
fn is_length_of(lower: &str, at: usize) -> bool {
    let before = near(lower, at).trim_end();
    let before = before.strip_suffix(" the").unwrap_or(before);
    before.ends_with("duration of") || before.ends_with("length of")
}

/// Whether what is seen is that something did not happen.
fn denies(words: &str) -> bool {
    letters(words).any(|word| ["not", "nothing", "cannot"].contains(&word))
}

/// Whether it is a part of the systems, which no user sees, that could not do something: `the pods could not be scheduled`.
fn within(lower: &str, at: usize) -> bool {
    static INNER: LazyLock<Phrases> = LazyLock::new(|| {
        Phrases::new([
            "pod|, pods|, node|, nodes|, process, worker, thread, replica, container, scheduler, job|, jobs|, disk|, cpu|, kernel, script, cron, proxy,              balancer, mysql, postgres, redis, nginx, apache, php, kubernetes, certificate, dependency, connections, log|, logs|, monitoring, investigation, graph, metric, analysis",
        ])
    });
    const SUBJECT: usize = 5;
    let clause = near(lower, at)
        .rsplit([',', ';', ':', '.'])
        .next()
        .unwrap_or_default();
    let mut blanks = clause.trim_end().rmatch_indices(char::is_whitespace);
    let start = blanks.nth(SUBJECT - 1).map_or(0, |(start, _)| start);
    let subject = clause.get(start..).unwrap_or_default();
    let people = brief::names_people(subject);
    !people && INNER.is_in(subject)
}

/// Whether the words before a place say that the cause follows, or name a kind of error that no user sees.
fn is_cause(lower: &str, at: usize) -> bool {
    const CAUSE: &[&str] = &[
        "caused by",
        "due to",
        "because of",
        "root cause",
        "human",
        "configuration",
        "syntax",
        "spelling",
        "coding",
        "typo",
        "typing",
        "trial and",
    ];
    const NEAR: usize = 28;
    let before = near(lower, at).rsplit([',', ';', ':']).next().unwrap_or_default();
    let from = before.len().saturating_sub(NEAR);
    let before = (from..=before.len())
        .find_map(|from| before.get(from..))
        .unwrap_or_default();
    CAUSE.iter().any(|cause| before.contains(cause))
}
