//! The Issue Summary names what was hit.

use super::{Example, FileContext, Judge, Rule, Verdict, brief};
use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
use crate::postmortem::prose::{Sentence, near};
use crate::span::Span;
use crate::text::phrases::Phrases;
use std::sync::LazyLock;

/// `impact-service`
pub(super) static RULE: Rule = Rule {
    name: RuleName::ImpactService,
    summary: "the Issue Summary names the service that was down or slow",
    requires: "the Issue Summary (or `services` in the front matter) names what was hit, as a thing that users know or a \
               program: the website, logins, payments, MySQL, `api`; a word such as \"the service\" or \"our servers\" is a question",
    why: "\"what was the impact (what service was down/slow?)\" (the assignment). A reader wants to know first whether it \
          was something that they use.",
    fix: "Name the service: `the payment API was down`.",
    bad: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Issue Summary\n\nFrom 10:00 to 11:00 UTC 80% of our users were affected.\n",
    }],
    good: &[Example {
        path: "README.md",
        text: "# Outage\n\n## Issue Summary\n\nFrom 10:00 to 11:00 UTC the payment API was down for 80% of our users.\n",
    }],
    levels: brief::ASKED_OF_ARCHIVES,
    judge: Judge::File(judge),
};

const HINT: &str = "name the service: `the payment API was down`";

/// What users know or programs are called; a longer word may begin so.
static NAMED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        // What people use.
        "website, web site, webpage, web page, site|, sites|, page|, pages|, homepage, home page, web app, webapp, app|, apps|, \
         application, platform, portal, dashboard, log in|, login, log-in, logging in, sign in|, sign-in, sign up|, sign-up, \
         signup, authenticat, account|, accounts|, checkout, cart|, payment, transaction, billing, booking, order|, orders|, \
         ordering, withdraw, deposit, webmail, mobile money, purchase, search|, store|, shop|, blog, forum, chat, messag, mail, email, e-mail, upload, download, stream, \
         video, marketplace, catalog, product list, registration, subscription, \
         delivery, web service, web stack, web server, webserver, web-server, web host, web infrastructure, \
         payroll, salary, salaries, pump, door, lobby, ticket, internet, intranet, wifi, wi-fi, phone, voip, printer, notification, map|, maps|, wiki, classroom, lms|, \
         board, exchange, calendar, planner, tracker, game, feed|, invoice, till|, kiosk, scanner, camera, printing, print|, ticketing, reservation, scheduling, \
         recommendation, gallery, profile, comment, news, quiz, exam, course, lesson, inventory, warehouse, ride, wallet, ledger, trading, podcast, music, radio, hotline, chatbot, backup, \
         crm|, erp|, cms|, pos|, atm|, bank, hotel, library, bot|, sms|",
        // What runs.
        "api|, apis|, endpoint, database, db|, mysql, mariadb, postgres, mongo, redis, sql|, memcached, nginx, \
         apache, haproxy, tomcat, gunicorn, wordpress, django, flask, rails, php, node.js, docker, container, kubernetes, \
         cluster, dns, cdn|, vpn, ssh, ftp, sftp, smtp, load balancer, load-balancer, loadbalancer, http server, file server, \
         proxy, gateway, repository, repo|, github, gitlab, jenkins, ci|, pipeline, ci/cd, queue, kafka, rabbitmq, elasticsearch, \
         backend, back-end, back end, frontend, front-end, front end, aws|, ec2, s3|, azure, lambda, firewall, router, \
         network|, storage, virtual machine, vm|, vms|, hub|, hubs|, registry, microservice, server-side, \
         web-0, web0, web1, web2, port 80",
    ])
});

/// Words for a service of which nobody can tell which it is.
static VAGUE: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "service|, services|, server|, servers|, system|, systems|, infrastructure|",
        "service, server, system, infrastructure, production, environment, operations|, functionality, feature, program",
    ])
});

/// Words that make no name of such a service: `the entire system`.
const UNNAMED: &[&str] = &[
    "this",
    "that",
    "these",
    "those",
    "their",
    "whole",
    "entire",
    "some",
    "several",
    "many",
    "most",
    "both",
    "other",
    "main",
    "primary",
    "production",
    "critical",
    "core",
    "important",
    "affected",
    "with",
    "from",
    "into",
    "when",
    "where",
    "which",
    "while",
    "company",
    "business",
    "our",
    "your",
    "unavailable",
    "disrupted",
    "complete",
    "full",
    "total",
    "normal",
    "slow",
    "degraded",
    "poor",
    "significant",
    "overall",
    "restored",
    "restore",
    "internal",
    "customer",
    "user",
    "users",
    "experienced",
    "caused",
    "causing",
    "prevented",
    "stopped",
    "made",
    "left",
    "between",
    "across",
    "only",
    "down",
    "essential",
    "existing",
    "different",
    "multiple",
    "various",
    "live",
    "actual",
    "same",
    "were",
    "have",
    "been",
    "bad",
    "good",
    "better",
];

/// What stands after these is the cause, and not what was hit; nor is what does not exist in such a phrase.
const CAUSE: &[&str] = &[
    "caused by",
    "due to",
    "because",
    "root cause",
    "as a result of",
    "triggered by",
    "traced",
];

/// Uses of the words above that name no service.
static OTHER: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "in order to, in order for, status page, account for, bug report, incident report, this report, support ticket, a ticket, the ticket, tickets w, ticket w",
    ])
});

fn judge(reading: &Reading, context: &FileContext<'_>) -> Verdict {
    let facts = &reading.postmortem.record.facts;
    if let Some(services) = &facts.services {
        return Verdict::Met(vec![services.span]);
    }
    if facts.near_miss.as_ref().is_some_and(|fact| fact.value) {
        return Verdict::NotApplicable;
    }
    let said = brief::impact(reading);
    if let Some(at) = said.iter().find_map(|sentence| named(sentence)) {
        return Verdict::Met(vec![at]);
    }
    let failing = || said.iter().find_map(|sentence| failing(sentence));
    match brief::first(said.iter().copied(), &VAGUE).or_else(failing) {
        Some(at) => brief::doubt(
            &RULE,
            reading,
            context.profile,
            at,
            "this names the service that was hit",
            HINT,
        ),
        None if tells_of_things(&said) => {
            let at = said.first().map_or(Span::default(), |first| first.span());
            let message = "this names the service that was hit";
            brief::doubt(&RULE, reading, context.profile, at, message, HINT)
        }
        None => brief::lacks(
            &RULE,
            reading,
            context.profile,
            "the Issue Summary does not name the service that was hit",
            HINT,
        ),
    }
}

/// Whether a summary speaks of other things than an outage and people: what was hit may be among them.
fn tells_of_things(said: &[&Sentence]) -> bool {
    const GENERAL: &[&str] = &[
        "users",
        "user",
        "customers",
        "affected",
        "impact",
        "impacted",
        "outage",
        "downtime",
        "incident",
        "issue",
        "problem",
        "error",
        "errors",
        "lasted",
        "hours",
        "hour",
        "minutes",
        "caused",
        "cause",
        "root",
        "duration",
        "time",
        "during",
        "about",
        "around",
        "between",
        "human",
        "bug",
        "took",
        "were",
        "from",
        "until",
        "with",
        "this",
        "that",
        "have",
        "been",
        "percent",
        "many",
        "most",
        "some",
        "people",
        "everyone",
        "nobody",
        "down",
        "start",
        "began",
        "ended",
        "finished",
        "resolved",
        "fixed",
        "which",
        "because",
        "mistake",
        "failure",
        "failed",
        "team",
        "summary",
    ];
    const FEWEST: usize = 4;
    let words = said
        .iter()
        .flat_map(|said| said.lower.split(|char: char| !char.is_alphabetic()));
    words
        .filter(|word| word.len() > 3 && !GENERAL.contains(word))
        .nth(FEWEST)
        .is_some()
}

/// Where a sentence names what was hit: a word of the lists, a name as `ChatJoy` is one, or code.
fn named(sentence: &Sentence) -> Option<Span> {
    let causes = CAUSE.iter().filter_map(|cause| sentence.lower.find(cause));
    let end = causes.min().unwrap_or(sentence.lower.len());
    let found = NAMED.matches(&sentence.lower);
    let others = OTHER.matches(&sentence.lower);
    let others: Vec<_> = others.map(|(at, phrase)| at..at + phrase.len()).collect();
    let other = |at: usize| {
        let next = others.partition_point(|other| other.end <= at);
        others.get(next).is_some_and(|other| other.contains(&at))
    };
    let mut found = found.filter(|(at, _)| *at < end && !other(*at));
    if let Some((at, phrase)) = found.next() {
        return Some(sentence.span_of(&(at..at + phrase.len())));
    }
    // `The stock service`, `our school management system`
    let kind_of = |at: usize| {
        let word = near(&sentence.lower, at).split_whitespace().next_back();
        word.is_some_and(|word| {
            word.len() > 3 && word.chars().all(char::is_alphabetic) && !UNNAMED.contains(&word)
        })
    };
    if let Some((at, phrase)) = VAGUE
        .matches(&sentence.lower)
        .find(|(at, phrase)| *at < end && phrase.list == 0 && kind_of(*at))
    {
        return Some(sentence.span_of(&(at..at + phrase.len())));
    }
    let before = sentence.text.get(..end)?;
    let inner_capital = |word: &&str| {
        let mut letters = word.chars().skip(1).skip_while(|char| char.is_uppercase());
        word.chars().any(char::is_lowercase) && letters.any(char::is_uppercase)
    };
    let word = before
        .split(|char: char| !char.is_alphanumeric())
        .find(inner_capital)?;
    let at = before.find(word)?;
    Some(sentence.span_of(&(at..at + word.len())))
}

/// Where a sentence says of something else than people or the outage that it failed: `The notebooks did not start`.
fn failing(sentence: &Sentence) -> Option<Span> {
    let (at, phrase) = FAILS.matches(&sentence.lower).next()?;
    let before = near(&sentence.lower, at);
    let clause = before.rsplit([',', ';', ':']).next().unwrap_or_default();
    let mut words = clause.split(|char: char| !char.is_alphabetic());
    let named = words.any(|word| word.len() > 3 && !EMPTY.contains(&word));
    let other = OUTAGE.iter().any(|word| clause.contains(word)) || brief::names_people(clause);
    (named && !other).then(|| sentence.span_of(&(at..at + phrase.len())))
}

/// What something does that fails.
static FAILS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "did not, could not, couldn't, didn't, not available, not accessible, not reachable, not responding, not loading, not working, hung, froze, was down, were down, went down, was offline, were offline, unavailab, unreachable, \
         inaccessible, failed, stopped, crashed, returned, refused, was slow, were slow, was lost",
    ])
});
const OUTAGE: &[&str] = &[
    "outage", "incident", "issue", "problem", "error", "impact", "which", "report", "downtime",
];
const EMPTY: &[&str] = &[
    "from",
    "between",
    "until",
    "during",
    "there",
    "this",
    "that",
    "they",
    "about",
    "around",
    "approximately",
    "when",
    "some",
    "many",
    "most",
    "with",
];
