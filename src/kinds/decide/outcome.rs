//! Whether it got worse, better, or ended.

use super::{BROKEN, STAFF, Scene, Told, may_be_the_end, said_outright, told, whole};
use crate::kinds::class::Class;
use crate::kinds::event::Event;
use crate::kinds::lexicon::{GERUND, PAST};
use crate::vocabulary::EntryKind::{
    Acknowledged, Action, Communicated, Detected, Identified, ImpactStarted, Mitigated, Reported, Resolved,
};

impl Scene<'_> {
    /// Whether it got worse, better, or ended.
    pub(super) fn outcome(&self) -> Option<Told> {
        let Event {
            subject,
            object,
            helpers,
            ..
        } = *self.event;
        let event = self.event;
        // What somebody reports is theirs, and what is decided is not yet done.
        if self.provider()
            || event.within.any(Class::REPORT | Class::DECIDE)
            || event.within.any(Class::CONFIRM) && self.sentence.any(Class::PROVIDER)
        {
            return None;
        }
        let all = subject | object;
        let again = event.clause.any(Class::AGAIN | Class::NORMAL);
        let part = event.within.any(Class::BEGIN)
            || event.rest.any(Class::QUEUE | Class::STILL)
            || event.clause.any(Class::PART | Class::STILL) && !all.any(Class::FULL)
            || all.any(Class::PART) && !all.any(Class::FULL)
            || subject.any(Class::FIRST);
        let ended = || told(if part { Mitigated } else { Resolved });
        let better = |known: bool| if known || part { ended() } else { may_be_the_end() };
        let aim = helpers.any(Class::TO) && !event.within.any(Class::BEGIN);
        let progressive = event.forms & GERUND != 0;
        let ticket = [subject, event.head]
            .iter()
            .any(|named| named.any(Class::TICKET) && !named.any(Class::SERVICE));
        let system =
            !ticket && !subject.any(STAFF | Class::PIECE | Class::REMEDY | Class::CHECK | Class::STAGING);
        // `Most users are back`, and nothing else is said of them.
        let most = subject.any(Class::PART) && !self.sentence.any(BROKEN | Class::BESIDE);
        // Of some part of it that no list has, that it works says little.
        let known = event.clause.any(Class::FULL)
            || subject.any(Class::SERVICE | Class::FULL | Class::TROUBLE | Class::NORMAL)
            || !event.has_subject;
        if aim {
            return None;
        }
        if self.is(Class::BE) {
            return match () {
                () if object.any(Class::MACHINE) && self.staff() && event.next.any(Class::DETERMINER) => {
                    told(Detected)
                }
                () if object.any(Class::TICKET)
                    && subject.any(Class::US)
                    && event.next.any(Class::DETERMINER) =>
                {
                    told(Reported)
                }
                () if object.any(Class::ISSUED) && subject.any(Class::PUBLIC) => told(Communicated),
                () if object.any(Class::ISSUED) && subject.any(Class::REMEDY) => told(Action),
                () if object.any(Class::RETURNED) && system && !subject.any(Class::PEOPLE) => {
                    may_be_the_end()
                }
                () if object.any(Class::HOME)
                    && object.any(Class::UP)
                    && system
                    && !known
                    && subject.any(Class::DETERMINER)
                    && !subject.any(
                        Class::PART
                            | Class::PEOPLE
                            | Class::TROUBLE
                            | Class::PROVIDER
                            | Class::MACHINE
                            | Class::VAGUE,
                    ) =>
                {
                    may_be_the_end()
                }
                () if object.any(Class::NORMAL) && system => better(known),
                // `The errors are back`
                () if object.any(Class::HOME)
                    && subject.any(Class::TROUBLE)
                    && !subject.any(Class::SERVICE | Class::QUEUE) =>
                {
                    told(ImpactStarted)
                }
                () if object.any(Class::ACKNOWLEDGE) && self.staff() => told(Acknowledged),
                () if subject.any(Class::TROUBLE) && object.any(Class::OVER) => ended(),
                () if object.any(Class::BAD)
                    && subject.any(Class::PEOPLE | Class::SERVICE)
                    && !subject.any(Class::QUEUE)
                    && event.next.any(Class::DETERMINER | Class::BAD | Class::NUMBER) =>
                {
                    told(ImpactStarted)
                }
                () if object.any(Class::DOWN)
                    && (system || subject.any(Class::PIECE))
                    && !subject.any(Class::PEOPLE | Class::TROUBLE) =>
                {
                    told(ImpactStarted).map(|told| Told {
                        // Of a single host more is told by what is done about it.
                        rank: if system { told.rank } else { 5 },
                        ..told
                    })
                }
                () if object.any(Class::UP)
                    && system
                    && (again
                        || most
                        || (all | event.rest).any(Class::FULL)
                        || subject.any(Class::SERVICE)) =>
                {
                    ended()
                }
                () if object.any(Class::FINE)
                    && system
                    && (again
                        || most
                        || whole(all)
                        || event.within.any(Class::CONFIRM) && !subject.any(Class::COMPONENT)) =>
                {
                    ended()
                }
                () if subject.any(Class::CAUSE)
                    && !subject.any(Class::CHECK | Class::GUESS)
                    && !object.any(Class::STILL) =>
                {
                    told(Identified)
                }
                () if object.any(Class::CAUSE) => told(Identified),
                () => None,
            };
        }
        let matter = self
            .patient
            .any(Class::TROUBLE | Class::SERVICE | Class::FULL | Class::NORMAL)
            && !self.patient.any(Class::TICKET)
            || self.patient.any(Class::TROUBLE)
            || (!event.has_subject || event.inherited && !event.passive) && !event.has_object;
        match () {
            () if self.is(Class::RESOLVE) && event.next.any(Class::TO) => None,
            () if self.is(Class::RESOLVE) && matter && event.forms & PAST != 0 && !progressive => ended(),
            // `…, restoring the service`: what came of it.
            () if self.is(Class::RESOLVE)
                && matter
                && progressive
                && event.inherited
                && !helpers.any(Class::BE) =>
            {
                ended()
            }
            () if self.is(Class::RESOLVE) && event.within.any(Class::BEGIN) => told(Mitigated),
            () if self.is(Class::RESTORE) && event.passive && !object.any(Class::VAGUE) => better(false),
            // `We fixed the header`: a deed, of those who are known to do it.
            () if self.is(Class::RESOLVE) => {
                (self.staff() && event.has_subject && event.has_object && !event.passive || progressive)
                    .then_some(Action)
                    .and_then(told)
            }
            // `The lag goes down`
            () if self.is(Class::SINK)
                && subject.any(Class::TROUBLE | Class::QUEUE)
                && !subject.any(Class::SERVICE) =>
            {
                told(Mitigated)
            }
            () if self.is(Class::DRAIN) && subject.any(Class::QUEUE) && event.passive && !progressive => {
                may_be_the_end()
            }
            // `Trading resumes`, of whatever does
            () if self.is(Class::RESUME)
                && !event.passive
                && event.has_subject
                && system
                && !known
                && !subject.any(
                    Class::PEOPLE | Class::VAGUE | Class::MACHINE | Class::PROVIDER | Class::TROUBLE,
                ) =>
            {
                may_be_the_end()
            }
            () if self.is(Class::LESSEN)
                && event.passive
                && subject.any(Class::TROUBLE | Class::MACHINE | Class::QUEUE) =>
            {
                told(Mitigated)
            }
            () if helpers.any(Class::CAN) && again && system => {
                better(subject.any(Class::PEOPLE | Class::SERVICE))
            }
            () if self.is(Class::EASE) && !progressive => told(Mitigated),
            () if self.is(Class::RECOVER)
                && system
                && object.any(Class::UP | Class::FINE)
                && !event.passive =>
            {
                better(known)
            }
            () if self.is(Class::RECOVER)
                && system
                && !subject.any(Class::PEOPLE)
                && !(object | event.next).any(Class::BAD)
                && (known || event.clause.any(Class::NORMAL)) =>
            {
                let whole = event.clause.any(Class::FULL | Class::NORMAL) && known || !event.has_subject;
                match () {
                    () if whole && !part && (event.forms & PAST != 0 || event.clause.any(Class::NORMAL)) => {
                        told(Resolved)
                    }
                    () if subject.any(Class::TROUBLE) && self.is(Class::LESSEN) => told(Mitigated),
                    () if subject.any(Class::TROUBLE) => None,
                    () if part || progressive => told(Mitigated),
                    () => may_be_the_end(),
                }
            }
            () if self.is(Class::SUFFER)
                && event.passive
                && subject.any(Class::PEOPLE | Class::SERVICE)
                && !subject.any(STAFF) =>
            {
                told(ImpactStarted)
            }
            () if self.is(Class::SUFFER)
                && (subject.any(Class::PEOPLE | Class::SERVICE) || event.within.any(Class::BEGIN))
                && !subject.any(STAFF)
                && (object | event.place).any(Class::TROUBLE | Class::BAD) =>
            {
                told(ImpactStarted)
            }
            () if self.is(Class::OTHER)
                && subject.any(Class::SERVICE)
                && !subject.any(STAFF)
                && event.within.any(Class::BEGIN)
                && event.next.any(Class::NUMBER) =>
            {
                told(ImpactStarted)
            }
            () if self.is(Class::GROW) && subject.any(Class::TROUBLE) && !event.passive => {
                told(ImpactStarted)
            }
            () if self.is(Class::WORK | Class::SHOW | Class::RECOVER | Class::SAY | Class::FINISH)
                && event.has_subject
                && ((object | event.place | event.next).any(Class::BAD) && !object.any(Class::NOT)
                    || event.next.any(Class::NOT) && !self.is(Class::FINISH | Class::SHOW | Class::SAY))
                && !ticket
                && !subject.any(STAFF | Class::PEOPLE | Class::CHECK | Class::MACHINE | Class::THING) =>
            {
                told(ImpactStarted)
            }
            () if subject.any(Class::ATTACK)
                && (!event.passive && !self.is(Class::TRY | Class::FAIL)
                    || event.passive && self.is(Class::NOTICE | Class::POST)) =>
            {
                told(ImpactStarted)
            }
            // It is the queue that grows less: neither `Queue workers stopped` nor `The queue stopped` is a relief.
            () if (self.is(Class::LESSEN) || event.verb.without(Class::DRAIN) == Class::ACT)
                && !(event.verb | event.within).any(Class::FINISH)
                && event.head.any(Class::QUEUE)
                && !event.passive
                && event.governs == Class::NONE
                && !event.has_object =>
            {
                told(Mitigated)
            }
            () if self.is(Class::FAIL)
                && self.is(Class::FINISH)
                && event.head.any(Class::QUEUE)
                && !event.passive
                && !event.has_object =>
            {
                told(ImpactStarted)
            }
            () if self.is(Class::LESSEN)
                && subject.any(Class::TROUBLE | Class::MACHINE)
                && !event.passive =>
            {
                if self.is(Class::FINISH) && !part {
                    may_be_the_end()
                } else {
                    told(Mitigated)
                }
            }
            () if self.is(Class::WORK)
                && event.has_subject
                && (!event.has_object || subject.any(Class::SERVICE))
                && (again
                    || most && !event.has_object && !event.rest.any(Class::PART)
                    || progressive && system && object.any(Class::FINE)
                    || subject.any(Class::FULL) && progressive
                    || event.within.any(Class::CONFIRM) && all.any(Class::FULL))
                && !event.passive
                && !subject.any(STAFF) =>
            {
                ended()
            }
            // `Tickets are accepted again`, `It is once more merging at its usual rate`
            () if again
                && system
                && !subject.any(Class::PEOPLE | Class::TROUBLE | Class::MACHINE)
                && event.has_subject
                && helpers.any(Class::BE)
                && (event.passive && self.is(Class::WORK | Class::POST | Class::DEED | Class::OTHER)
                    || progressive && event.clause.any(Class::NORMAL)) =>
            {
                better(known)
            }
            // `Errors gone for most`
            () if self.is(Class::OTHER)
                && event.passive
                && subject.any(Class::TROUBLE)
                && event.clause.any(Class::LOW) =>
            {
                told(Mitigated)
            }
            () if self.is(Class::OTHER) && object.any(Class::TROUBLE) && object.any(Class::END) => ended(),
            // What is left of the queue is told beside it: `closed after the backlog is gone`.
            () if self.is(Class::CLOSE) && self.patient.any(Class::TROUBLE) => {
                told(if event.clause.any(Class::PART | Class::STILL) {
                    Mitigated
                } else {
                    Resolved
                })
            }
            () if self.is(Class::INTEND)
                && self.staff()
                && object.any(Class::TROUBLE)
                && object.any(Class::OVER) =>
            {
                told(Resolved)
            }
            () if self.is(Class::FINISH) && subject.any(Class::TROUBLE) => ended(),
            () if self.is(Class::FINISH) && subject.any(Class::UNDO) && !event.inherited => told(Mitigated),
            () if self.is(Class::BEGIN) && subject.any(Class::TROUBLE) => said_outright(ImpactStarted),
            () => None,
        }
    }
}
