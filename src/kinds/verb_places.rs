//! Where a word is used as a verb: `they alert us`, and not `the alert`.

use super::class::Class;
use super::event::{Clause, Event};
use super::lexicon::{BASE, GERUND, PAST, THIRD};
use super::phrases::{BETWEEN, ENDS, HELPERS, QUANTITY, head, is_plural, nouns};
use super::tokens::Token;

/// The verb at a token, if it is used as one there.
pub(super) fn verb(tokens: &[Token], at: usize, clause: &Clause) -> Option<Event> {
    let token = tokens.get(at)?;
    let before = tokens.get(clause.start..at)?;
    let helped = || before.last().is_some_and(|last| last.is(HELPERS) || last.adverb);
    if token.forms == 0 && !token.is(Class::BE) && (token.class != Class::NONE || !helped()) {
        return None;
    }
    let mut event = with_subject(before, clause);
    (event.at, event.verb, event.forms) = (at, token.verb, token.forms);
    let after = tokens.get(at + 1..)?;
    if token.is(Class::BE) && token.verb == Class::NONE {
        return is_copula(token, after, &event).then(|| {
            event.verb = Class::BE;
            event.negated |= after.first().is_some_and(|next| next.is(Class::NOT));
            event
        });
    }
    let bare = !event.helpers.any(Class::BE | Class::HAVE | Class::HAD);
    let has = event.has_subject && !event.inherited;
    // Beside a verb of its own a clause has others that say which one: `requests made by robots`.
    if clause.open.is_some() && token.forms & PAST != 0 && token.forms & BASE == 0 && bare {
        if !has {
            return None;
        }
        event.beside = !before.iter().any(|token| token.is(Class::US));
    }
    let acting = Class::US | Class::TEAM | Class::NAME | Class::PEOPLE;
    let lone = clause.open.is_none() && !event.helpers.any(Class::BE);
    let better = token.verb.any(Class::RECOVER);
    event.beside |= token.forms == GERUND && has && lone && !better && !event.subject.any(acting);
    if !is_verb(tokens, at, clause, &event, before.last()) {
        return None;
    }
    if token.forms == 0 {
        (event.verb, event.forms) = (Class::OTHER, BASE);
    }
    // `Packages built and uploaded`
    let subject = has || event.inherited && clause.passive;
    event.passive = token.forms & PAST != 0
        && (event.helpers.any(Class::BE) || subject && is_passive(token, after.first(), &event));
    Some(event)
}

/// What stands before a verb in its clause: the subject and the auxiliaries.
fn with_subject(before: &[Token], clause: &Clause) -> Event {
    let helping = before.iter().rev().take_while(|token| {
        (token.is(BETWEEN) && !token.is(Class::DETERMINER) || token.adverb) && !token.is(Class::PEOPLE)
    });
    let (subject, helping) = before.split_at(before.len() - helping.count());
    let helpers = helping.iter().fold(Class::NONE, |all, token| all | token.class);
    // `All work again`, `Some fail`: how many is all that is said of the subject.
    let amount = |token: &Token| {
        token.is(Class::PART | Class::FULL | Class::NOT) && !token.is(Class::DO | Class::CAN | Class::MANNER)
    };
    let has = subject.iter().any(|token| !token.adverb)
        || subject.is_empty()
            && helping
                .first()
                .is_some_and(|token| amount(token) && !token.adverb);
    // What stands between a verb and the next one is no subject where it begins with `on`, `with` and the like.
    // `two teams of ours and 30 reported it`
    let number = clause.before.is_some() && subject.iter().all(|token| token.is(Class::NUMBER));
    let has = has && !number;
    let has =
        has && !(clause.open.is_some() && subject.first().is_some_and(|token| token.is(Class::PREPOSITION)));
    // What follows a preposition says more of the subject, but for `most of the users`.
    let first = subject
        .iter()
        .position(|token| token.is(Class::PREPOSITION | Class::TO));
    let first = subject.get(..first.unwrap_or(subject.len())).unwrap_or_default();
    let negated = helpers.any(Class::NOT) || subject.first().is_some_and(|token| token.is(Class::NOT));
    let subject = match first.iter().all(|token| token.is(QUANTITY)) {
        _ if !has => &[],
        true => subject,
        false => first,
    };
    let mut event = Event {
        subject: nouns(subject) | helpers.only(QUANTITY).without(Class::NOT),
        head: head(subject),
        plural: has && is_plural(subject),
        has_subject: has,
        helpers,
        negated,
        unreal: clause.unreal,
        beside: clause.beside,
        start: clause.start,
        ..Event::default()
    };
    if let Some((subject, head)) = clause.before.filter(|_| !has) {
        (event.subject, event.head) = (subject, head);
        (event.has_subject, event.inherited) = (true, true);
    }
    event
}

/// Whether `is` and the like say what something is; before another verb they only help.
fn is_copula(token: &Token, after: &[Token], event: &Event) -> bool {
    let mut rest = after
        .iter()
        .filter(|token| token.is(Class::UP) || !(token.is(BETWEEN) || token.adverb));
    let Some(state) = rest.next() else { return false };
    let helps = state.forms & (PAST | GERUND) != 0 && !state.is(Class::DOWN | Class::UP);
    let got = token.is(Class::GET)
        && !state.is(Class::DOWN)
        && !after.first().is_some_and(|next| next.is(Class::DETERMINER));
    !helps && !got && (event.has_subject || state.is(Class::DOWN | Class::UP | Class::NORMAL))
}

/// Whether a verb is passive without an auxiliary: `PR merged`, and not `they merged the PR`.
fn is_passive(token: &Token, next: Option<&Token>, event: &Event) -> bool {
    let ends = Class::PREPOSITION | ENDS | Class::TO | Class::AGAIN | Class::FULL | Class::NORMAL;
    let alone = next.is_none_or(|next| {
        next.adverb
            || next.forms & PAST != 0 && token.verb.any(Class::DECLARE)
            || next.is(ends) && (!next.is(Class::THAT) || token.verb == Class::ACT)
    });
    let human = event
        .head
        .any(Class::US | Class::TEAM | Class::NAME | Class::PEOPLE | Class::PROVIDER);
    let may = token.verb.any(Class::TRANSITIVE)
        || token.verb.any(Class::OPEN) && event.head.any(Class::TICKET)
        || !human
            && !token
                .verb
                .any(Class::WORK | Class::RECOVER | Class::GROW | Class::COME | Class::FAIL);
    alone && may && !event.helpers.any(Class::HAVE | Class::HAD) && !event.subject.any(Class::US)
}

/// Whether a word is a verb where it stands: `they alert us`, and not `the alert`.
fn is_verb(tokens: &[Token], at: usize, clause: &Clause, event: &Event, previous: Option<&Token>) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let after = tokens.get(at + 1..).unwrap_or_default();
    let next = after.first();
    let helped = event
        .helpers
        .any(Class::DO | Class::CAN | Class::MAY | Class::WILL | Class::TO);
    if helped
        && (token.forms & BASE != 0
            || token.forms == 0
                && token.class == Class::NONE
                && !token.adverb
                && event.helpers.any(Class::WILL | Class::CAN | Class::MAY))
    {
        return true;
    }
    if token.forms == 0 {
        return false;
    }
    let preceded = |class: Class| {
        previous
            .is_some_and(|previous| previous.is(class) && !previous.is(Class::US | Class::PEOPLE | Class::BE))
    };
    let followed = |class: Class| next.is_some_and(|next| next.is(class));
    let finite = |token: &Token| {
        token.forms & BASE == 0
            && (token.forms & PAST != 0
                || token.forms & THIRD != 0
                    && token
                        .class
                        .without(Class::UP | Class::DOWN | Class::END | Class::FIRST | Class::FINE)
                        == Class::NONE)
            || token.is(HELPERS) && !token.is(Class::TO | Class::NOT)
    };
    let noun = token.class.without(Class::BE) != Class::NONE && !token.is(Class::DOWN | Class::UP);
    let starts = !event.has_subject;
    let begins = starts || subject_is_inherited(clause, event, previous);
    // Whether the clause has another verb, so that this word stands before its noun: `failed jobs restart`.
    let rest = after.iter().take(5).take_while(|token| !token.is(ENDS));
    let other = rest.clone().any(finite);
    if token.forms & PAST != 0 && (token.forms & BASE == 0 || event.helpers.any(Class::BE | Class::HAVE)) {
        let joined = event.helpers.any(Class::BE | Class::HAVE | Class::HAD);
        let bare = next.is_some_and(|next| {
            !next.is(Class::DETERMINER
                | Class::PART
                | Class::NUMBER
                | Class::FULL
                | Class::US
                | Class::NAME
                | Class::PREPOSITION)
        });
        let adjective = begins
            && (bare
                && other
                && !token
                    .verb
                    .any(Class::FIND | Class::NOTICE | Class::CONFIRM | Class::SAY)
                || token.verb.any(Class::FAIL)
                    && next.is_some_and(|next| {
                        next.class == Class::NONE
                            || next.is(Class::SERVICE | Class::REMEDY) && !next.is(Class::FULL)
                    }));
        // `3 failed jobs`, and not `#12 reverted`.
        let counted = preceded(Class::NUMBER) && next.is_some_and(|next| !next.is(Class::PREPOSITION | ENDS));
        return joined
            || !(adjective
                || counted
                || preceded(Class::DETERMINER | Class::PREPOSITION)
                || preceded(Class::FIRST) && token.verb.any(Class::DEED | Class::ACT));
    }
    if preceded(Class::DETERMINER | Class::PREPOSITION) {
        return false;
    }
    if token.forms & GERUND != 0 {
        let governed = clause.open.is_some() && previous.is_none();
        let named = next.is_some_and(finite)
            || followed(Class::COLON)
            || noun
                && begins
                && (other
                    || next.is_none_or(|next| {
                        next.is(Class::STOP | Class::SERVICE | Class::MACHINE | Class::TROUBLE)
                    }));
        return event.helpers.any(Class::BE) || governed || !named && (begins || !noun && !other);
    }
    // `3 restarts`, and not `Hotfix 1.9.3 goes live`.
    let counted = || {
        let named = at.checked_sub(2).filter(|&named| named >= clause.start);
        let named = named.and_then(|named| tokens.get(named));
        preceded(Class::NUMBER)
            && named.is_none_or(|named| {
                named.adverb || named.is(Class::PREPOSITION | Class::DETERMINER | BETWEEN | ENDS)
            })
    };
    if token.forms & BASE == 0 {
        return match (noun, begins) {
            (false, _) => !counted(),
            (true, true) => {
                !starts
                    && next.is_some_and(|next| {
                        !finite(next)
                            && !next.is(Class::NORMAL | Class::UP | Class::DOWN | Class::STOP)
                            && next.forms & (BASE | GERUND) == 0
                    })
            }
            (true, false) => {
                let ends = next.is_none_or(|next| next.is(Class::STOP));
                let of = followed(Class::PREPOSITION) && event.subject.any(Class::PEOPLE);
                let stands = !ends
                    || token.verb.any(Class::FAIL | Class::FINISH | Class::BEGIN)
                    || token.verb.any(Class::FIRE) && event.subject.any(Class::MACHINE);
                let counted = counted() && !followed(Class::DETERMINER);
                // `Control requests in one region began to time out`
                let joined = followed(Class::PREPOSITION) && other;
                // `A third of requests failing`
                let part = token.is(Class::TICKET) && next.is_some_and(|next| next.forms & GERUND != 0);
                // `All uploads end in an error`
                let subject = next.is_some_and(|next| {
                    next.forms & BASE != 0 && next.class.without(Class::END | Class::FIRST) == Class::NONE
                });
                stands && !counted && !subject && !part && !joined && !next.is_some_and(finite) && !of
            }
        };
    }
    if begins {
        let named = other
            || noun
                && next.is_none_or(|next| {
                    !next.is(Class::THAT)
                        && (next.forms & (GERUND | BASE) != 0 && !next.is(Class::DETERMINER)
                            || next.is(Class::PREPOSITION
                                | ENDS
                                | Class::NUMBER
                                | HELPERS
                                | Class::DOWN
                                | Class::UP
                                | Class::FINISH
                                | Class::FINE))
                });
        return !named;
    }
    let two =
        clause.before.is_some() && previous.is_some_and(|previous| previous.is(Class::NAME | Class::TEAM));
    // `Alerts for the checkout fire`
    let fires = token.verb.any(Class::FIRE)
        && event.head.any(Class::MACHINE)
        && previous.is_some_and(|previous| !previous.is(Class::MACHINE));
    let plural = two
        || fires
        || event.plural
        || previous.is_some_and(|previous| {
            previous.plural || previous.is(Class::US) || previous.is(Class::PEOPLE) && !noun
        });
    // Who acts does something: `engineers revert changes`, `we call in Raj`.
    let acts = previous.is_some_and(|previous| {
        previous.is(Class::US) || previous.plural && previous.is(Class::TEAM | Class::PEOPLE)
    });
    let taken = !noun
        || acts
            && next.is_some_and(|next| {
                previous.is_some_and(|previous| previous.is(Class::US))
                    || !next.is(Class::PREPOSITION | ENDS | HELPERS)
            })
        || next.is_some_and(|next| {
            next.is(Class::DETERMINER
                | Class::FULL
                | Class::PART
                | Class::NUMBER
                | Class::US
                | Class::TEAM
                | Class::NAME
                | Class::PEOPLE
                | Class::PROVIDER
                | Class::THAT)
                || next.class == Class::NONE && next.forms == 0
                || token.verb.any(Class::WORK | Class::FAIL | Class::FINISH)
        })
        || token.verb.any(Class::BEGIN);
    // `Pool size set to 100`
    let past = token.forms & PAST != 0 && (!noun || followed(Class::TO));
    plural && taken && !(noun && next.is_some_and(finite)) || past
}

fn subject_is_inherited(clause: &Clause, event: &Event, previous: Option<&Token>) -> bool {
    clause.before.is_some()
        && event.has_subject
        && previous.is_none_or(|previous| previous.adverb || previous.is(HELPERS))
}
