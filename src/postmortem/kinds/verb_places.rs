//! Where a word is used as a verb: `they alert us`, and not `the alert`.

use super::class::Class;
use super::clauses::{Clause, Event};
use super::lexicon::{BASE, GERUND, PAST, THIRD};
use super::phrases::{BETWEEN, ENDS, HELPERS, QUANTITY, head, nouns};
use super::tokens::Token;

/// The verb at a token, if it is used as one there.
pub(super) fn verb(tokens: &[Token], at: usize, clause: &Clause) -> Option<Event> {
    let token = tokens.get(at)?;
    let before = tokens.get(clause.start..at)?;
    let next = tokens.get(at + 1);
    let helping = before.iter().rev().take_while(|token| {
        (token.is(BETWEEN) && !token.is(Class::DETERMINER) || token.adverb)
            && !(token.is(Class::FULL | Class::PEOPLE) && token.is(Class::PEOPLE))
    });
    let helping = helping.count();
    let (subject, helping) = before.split_at(before.len() - helping);
    let helpers = helping.iter().fold(Class::NONE, |all, token| all | token.class);
    let has = subject.iter().any(|token| !token.adverb)
        || helping.iter().any(|token| {
            token.is(Class::PART | Class::FULL | Class::NOT)
                && !token.adverb
                && before.first().is_some_and(|first| std::ptr::eq(first, token))
                && !token.is(Class::DO | Class::CAN)
        });
    // What stands between a verb and the next one is no subject where it begins with `on`, `with` and the like.
    let has =
        has && !(clause.open.is_some() && subject.first().is_some_and(|token| token.is(Class::PREPOSITION)));
    let mut event = Event {
        at,
        verb: token.verb,
        forms: token.forms,
        helpers,
        unreal: clause.unreal,
        beside: clause.beside,
        has_subject: has,
        start: clause.start,
        ..Event::default()
    };
    // What follows a preposition says more of the subject, but for `most of the users`.
    let head_end = subject
        .iter()
        .position(|token| token.is(Class::PREPOSITION))
        .unwrap_or(subject.len());
    let quantity = subject
        .get(..head_end)
        .unwrap_or_default()
        .iter()
        .all(|token| token.is(QUANTITY));
    let subject = if has { subject } else { &[] };
    event.subject = nouns(if quantity {
        subject
    } else {
        subject.get(..head_end).unwrap_or_default()
    }) | helpers.only(QUANTITY).without(Class::NOT);
    event.head = head(if quantity {
        subject
    } else {
        subject.get(..head_end).unwrap_or_default()
    });
    if !has && let Some((subject, head)) = clause.before {
        (event.subject, event.head) = (subject, head);
        (event.has_subject, event.inherited) = (true, true);
    }
    event.negated = helpers.any(Class::NOT) || subject.first().is_some_and(|token| token.is(Class::NOT));
    if token.is(Class::BE) && token.verb == Class::NONE {
        // Before another verb it only helps.
        let rest = tokens
            .get(at + 1..)?
            .iter()
            .find(|token| !(token.is(BETWEEN) && !token.is(Class::UP) || token.adverb))?;
        let helps = rest.forms & (PAST | GERUND) != 0 && !rest.is(Class::DOWN | Class::UP);
        if helps || !event.has_subject && !rest.is(Class::DOWN | Class::UP | Class::NORMAL) {
            return None;
        }
        if token.is(Class::GET)
            && !rest.is(Class::DOWN)
            && !next.is_some_and(|next| next.is(Class::DETERMINER))
        {
            return None;
        }
        event.verb = Class::BE;
        event.negated |= next.is_some_and(|next| next.is(Class::NOT));
        return Some(event);
    }
    // Beside a verb of its own a clause has others that say which one: `requests made by robots`.
    if clause.open.is_some()
        && token.forms & PAST != 0
        && token.forms & BASE == 0
        && !helpers.any(Class::BE | Class::HAVE | Class::HAD)
    {
        if !has {
            return None;
        }
        event.beside = !tokens
            .get(clause.start..at)
            .unwrap_or_default()
            .iter()
            .any(|token| token.is(Class::US));
    }
    if token.forms == GERUND
        && has
        && clause.open.is_none()
        && !helpers.any(Class::BE)
        && !event
            .subject
            .any(Class::US | Class::TEAM | Class::NAME | Class::PEOPLE)
    {
        event.beside = true;
    }
    if !is_verb(tokens, at, clause, &event, before.last()) {
        return None;
    }
    if token.forms == 0 {
        event.verb = Class::OTHER;
        event.forms = BASE;
    }
    // Without an auxiliary it is passive where nothing follows: `PR merged`, and `they merged the PR`.
    let alone = next.is_none_or(|next| {
        next.adverb
            || next.forms & PAST != 0 && token.verb.any(Class::DECLARE)
            || next.is(Class::PREPOSITION | ENDS | Class::TO | Class::AGAIN | Class::FULL | Class::NORMAL)
                && !next.is(Class::THAT)
    });
    let human = event
        .head
        .any(Class::US | Class::TEAM | Class::NAME | Class::PEOPLE | Class::PROVIDER);
    let left_out = !helpers.any(Class::HAVE | Class::HAD)
        && has
        && alone
        && (!human || token.verb.any(Class::TRANSITIVE))
        && !event.subject.any(Class::US);
    event.passive = token.forms & PAST != 0 && (helpers.any(Class::BE) || left_out);
    Some(event)
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
    let noun = token.class != Class::NONE && !token.is(Class::DOWN | Class::UP);
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
                        next.class == Class::NONE || next.is(Class::SERVICE | Class::REMEDY)
                    }));
        return joined
            || !preceded(Class::DETERMINER | Class::PREPOSITION | Class::NUMBER)
                && !(preceded(Class::FIRST) && token.verb.any(Class::DEED | Class::ACT))
                && !adjective;
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
    if token.forms & BASE == 0 {
        return match (noun, begins) {
            (false, _) => !preceded(Class::NUMBER),
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
                !preceded(Class::NUMBER)
                    && !next.is_some_and(finite)
                    && !(ends
                        && !token.verb.any(Class::FAIL | Class::FINISH | Class::BEGIN)
                        && !(token.verb.any(Class::FIRE) && event.subject.any(Class::MACHINE)))
                    && !of
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
                                | Class::FINE))
                });
        return !named;
    }
    let two =
        clause.before.is_some() && previous.is_some_and(|previous| previous.is(Class::NAME | Class::TEAM));
    let plural = two
        || previous.is_some_and(|previous| {
            previous.plural || previous.is(Class::US) || previous.is(Class::PEOPLE) && !noun
        });
    let taken = !noun
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
                || token.verb.any(Class::WORK | Class::FAIL)
        });
    plural && taken && !(noun && next.is_some_and(finite)) || token.forms & PAST != 0 && !noun
}

fn subject_is_inherited(clause: &Clause, event: &Event, previous: Option<&Token>) -> bool {
    clause.before.is_some()
        && event.has_subject
        && previous.is_none_or(|previous| previous.adverb || previous.is(HELPERS))
}
