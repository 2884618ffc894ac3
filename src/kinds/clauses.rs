//! Who did what to what: the verbs of a text, each with its subject, its object, and whether it is said to be so.

use super::class::Class;
use super::event::{Clause, Event};
use super::lexicon::GERUND;
use super::phrases::{HELPERS, head, nouns};
use super::tokens::Token;
use super::verb_places::verb;

/// Verbs after which another clause says what is told or aimed at, with `that` or without.
const TELLING: Class = Class::FIND
    .or(Class::NOTICE)
    .or(Class::CONFIRM)
    .or(Class::SAY)
    .or(Class::REPORT)
    .or(Class::SUSPECT)
    .or(Class::POST)
    .or(Class::INVESTIGATE)
    .or(Class::INTEND)
    .or(Class::ASK)
    .or(Class::DECIDE)
    .or(Class::CALL)
    .or(Class::PLAN)
    .or(Class::SHOW)
    .or(Class::ACKNOWLEDGE)
    .or(Class::TRY)
    .or(Class::BEGIN);

pub(super) fn read(tokens: &[Token]) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    let mut clause = Clause::default();
    for (at, token) in tokens.iter().enumerate() {
        // `Had it been so` is not told to be so.
        let had = token.is(Class::HAD) && at == clause.start && clause.before.is_none();
        let class = if had { Class::UNREAL } else { token.class };
        let next = Clause {
            start: at + 1,
            ..Clause::default()
        };
        let spoken = clause.open.and_then(|open| events.get(open));
        let subject = || tokens.get(clause.start..at).unwrap_or_default();
        let has = || subject().iter().any(|token| !token.is(HELPERS) && !token.adverb);
        if class.any(Class::STOP) {
            clause = next;
        } else if class.any(Class::COMMA | Class::AND) && token.verb == Class::NONE {
            let before = match spoken {
                Some(event) => event.has_subject.then_some((event.subject, event.head)),
                None => clause
                    .before
                    .or(has().then(|| (nouns(subject()), head(subject())))),
            };
            // `If it grows until it is full, then problems begin`
            let joins = |next: &Token| next.is(Class::AND);
            let then = tokens.get(at + 1).is_some_and(joins);
            let stays = class.any(Class::AND);
            clause = Clause {
                before,
                passive: spoken.is_some_and(|event| event.passive),
                unreal: clause.unreal && (stays || then),
                beside: clause.beside && stays,
                ..next
            };
        } else if class.any(Class::UNREAL) {
            clause = Clause {
                unreal: true,
                open: clause.open,
                ..next
            };
        } else if class.any(Class::BESIDE | Class::THAT) && clause.open.is_none() && has() {
            clause.relative = true;
        } else if class.any(Class::BESIDE) {
            clause = Clause {
                unreal: clause.unreal,
                beside: true,
                ..next
            };
        } else if clause.open.is_some()
            && (class.any(Class::THAT)
                // `Began by checking`
                || class.any(Class::BY) && spoken.is_some_and(|event| event.verb.any(Class::BEGIN)))
        {
            clause = Clause {
                unreal: clause.unreal,
                beside: clause.beside,
                open: clause.open,
                ..next
            };
        } else if let Some(mut event) = verb(tokens, at, &clause) {
            let aside = event.beside && !clause.beside && clause.open.is_none();
            if clause.relative || aside {
                clause.relative = false;
                event.beside = true;
                events.push(event);
                continue;
            }
            if let Some(governor) = spoken {
                let aim = event.helpers.any(Class::TO)
                    || event.forms & GERUND != 0 && !event.helpers.any(Class::BE);
                if aim || governor.verb.any(TELLING) {
                    event.within = governor.verb | governor.within;
                    event.teller = governor.subject | governor.teller;
                    event.unreal |= governor.unreal;
                    event.beside |= governor.beside;
                    event.negated |= aim && governor.negated;
                }
                if aim || !event.has_subject {
                    (event.subject, event.head, event.has_subject) =
                        (governor.subject, governor.head, governor.has_subject);
                }
            }
            if let Some(governor) = clause.open.and_then(|open| events.get_mut(open))
                && event.forms == GERUND
            {
                governor.governs = governor.governs | event.verb;
            }
            clause = Clause {
                open: Some(events.len()),
                unreal: clause.unreal,
                beside: clause.beside,
                ..next
            };
            events.push(event);
        }
    }
    for event in &mut events {
        let rest = tokens
            .iter()
            .skip(event.at + 1)
            .take_while(|token| !token.is(Class::STOP));
        event.rest = rest.fold(Class::NONE, |all, token| {
            all | token.class | token.verb | token.owner
        });
    }
    for index in 0..events.len() {
        let from = events.get(index).map_or(0, |event| event.start);
        let to = events.get(index + 1).map_or(tokens.len(), |next| next.start);
        let clause = tokens.get(from..to).unwrap_or_default().iter();
        let clause = clause
            .take_while(|token| !token.is(Class::STOP))
            .fold(Class::NONE, |all, token| all | token.class);
        if let Some(event) = events.get_mut(index) {
            event.clause = clause;
        }
        let next = events.get(index + 1).map_or(tokens.len(), |next| next.at);
        if let Some(event) = events.get_mut(index) {
            event.follow(tokens.get(event.at + 1..next).unwrap_or_default());
        }
    }
    events
}
