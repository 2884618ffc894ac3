//! What is seen, thought and found.

use super::{BROKEN, Scene, Told, told, whole};
use crate::kinds::class::Class;
use crate::kinds::lexicon::{BASE, GERUND, PAST, THIRD};
use crate::vocabulary::EntryKind::{
    Acknowledged, Detected, Escalated, Hypothesis, Identified, ImpactStarted, Investigating, Misleading,
    Mitigated, Reported, Resolved,
};

impl Scene<'_> {
    /// What is seen, thought and found.
    pub(super) fn finding(&self) -> Option<Told> {
        let event = self.event;
        let object = event.object;
        let aim = event.helpers.any(Class::TO) && !event.within.any(Class::TRY | Class::BEGIN);
        match () {
            () if aim && !(self.is(Class::FIND) && self.people()) => None,
            () if self.is(Class::VERIFY)
                && (whole(self.patient)
                    || whole(event.content)
                    || event.rest.any(Class::AGAIN | Class::NORMAL))
                && event.rest.any(Class::FINE | Class::UP | Class::NORMAL)
                && !event.rest.any(Class::NOT)
                && event.forms & (PAST | THIRD) != 0
                && !self.provider() =>
            {
                told(Resolved)
            }
            // `Isolated the root cause to the cache`
            () if self.is(Class::ACT)
                && object.any(Class::CAUSE)
                && !object.any(Class::REMEDY)
                && event.rest.any(Class::TO) =>
            {
                told(Identified)
            }
            () if self.is(Class::SHOW)
                && event.passive
                && self.patient.any(Class::CAUSE | Class::TROUBLE) =>
            {
                told(Identified)
            }
            () if self.is(Class::FIND)
                || self.is(Class::SHOW)
                    && (event.next.any(Class::THAT) || event.subject.any(Class::CHECK))
                    && !event.passive =>
            {
                let rest = event.rest;
                match () {
                    // `Alerts went out indicating that …`
                    () if self.is(Class::SHOW)
                        && event.forms & GERUND != 0
                        && self.agent.any(Class::MACHINE) =>
                    {
                        told(Detected)
                    }
                    () if event.within.any(Class::TRY | Class::BEGIN) => told(Investigating),
                    () if event.subject.any(Class::VAGUE) => None,
                    () if rest.any(Class::INNOCENT) && !rest.any(Class::CAUSE) => told(Misleading),
                    // `It turns out that the restart has not helped`
                    () if event.next.any(Class::THAT)
                        && event.content.any(Class::REMEDY | Class::ACT)
                        && rest.any(Class::NOT)
                        && !rest.any(Class::CAUSE) =>
                    {
                        told(Misleading)
                    }
                    // `We realise that the site is down`: what is seen, and not why it is so.
                    () if !event.passive
                        && event.next.any(Class::THAT)
                        && event.content.any(Class::SERVICE | Class::PEOPLE)
                        && !event.content.any(Class::COMPONENT | Class::PIECE)
                        && (rest.any(Class::DOWN) || event.content.any(Class::NOT))
                        && !rest.any(Class::CAUSE | Class::REMEDY)
                        && !self.people() =>
                    {
                        told(Detected)
                    }
                    () if event.next.any(Class::NOT)
                        || object.any(Class::NOT)
                        || rest.any(Class::FINE) && !rest.any(Class::NOT) =>
                    {
                        told(Investigating)
                    }
                    () if event.passive
                        && self.patient.any(Class::PEOPLE | Class::REMEDY)
                        && !self.patient.any(Class::CAUSE | Class::TROUBLE) =>
                    {
                        None
                    }
                    () if event.passive
                        && event.helpers.any(Class::BE)
                        && event.place != Class::NONE
                        && !self.patient.any(Class::CAUSE | Class::TROUBLE)
                        && self.is(Class::SHOW) =>
                    {
                        None
                    }
                    () if self.is(Class::NOTICE)
                        && event.passive
                        && self.patient.any(Class::TROUBLE)
                        && !self.patient.any(Class::CAUSE) =>
                    {
                        told(Detected)
                    }
                    () if self.people() && !event.passive => {
                        rest.any(BROKEN).then_some(Reported).and_then(told)
                    }
                    () if object.any(Class::DOWN) && event.next.any(Class::DETERMINER) => told(Detected),
                    () if self.is(Class::SHOW)
                        && !event.next.any(Class::THAT)
                        && !object.any(Class::CAUSE) =>
                    {
                        told(Investigating)
                    }
                    () => told(Identified),
                }
            }
            () if self.is(Class::CONFIRM) => {
                if (self.patient | object).any(Class::FINE | Class::UP | Class::NORMAL)
                    && (whole(self.patient) || whole(object) || whole(event.content))
                {
                    return told(Resolved);
                }
                if self.people()
                    && event
                        .rest
                        .any(Class::FINE | Class::UP | Class::NORMAL | Class::WORK | Class::AGAIN)
                    && !event.rest.any(Class::NOT | Class::DOWN)
                {
                    return told(Resolved);
                }
                if self.provider() {
                    return None;
                }
                if self.patient.any(Class::RECOVER)
                    || event.passive && event.clause.any(Class::NORMAL)
                    || event.rest.any(Class::RESOLVE) && !event.rest.any(Class::NOT | Class::STAGING)
                {
                    return told(Resolved);
                }
                if self.patient.any(Class::RIGHT) {
                    return told(Acknowledged);
                }
                // `No faults on the firewalls`
                if event.rest.any(Class::NOT) && event.object.any(Class::TROUBLE) {
                    return told(Investigating);
                }
                let fine = event.rest.any(Class::FINE | Class::UP) && !event.rest.any(Class::NOT);
                (!fine && event.forms & GERUND == 0 && !self.patient.any(Class::REMEDY))
                    .then_some(Identified)
                    .and_then(told)
            }
            () if self.is(Class::DECLARE)
                && (self.patient.any(Class::TROUBLE) || !event.has_subject)
                && !self.provider() =>
            {
                match () {
                    () if event.rest.any(Class::NOT) => None,
                    () if event.rest.any(Class::EASE) => told(Mitigated),
                    () if event.rest.any(Class::RESOLVE | Class::OVER | Class::CLOSE) => told(Resolved),
                    () => told(Acknowledged),
                }
            }
            () if self.is(Class::ACKNOWLEDGE)
                && (event.rest.any(Class::THAT) || event.place.any(Class::VAGUE)) =>
            {
                None
            }
            () if self.is(Class::ACKNOWLEDGE) => told(Acknowledged),
            () if self.is(Class::NOTICE) && event.object.any(Class::CAUSE) && !self.people() => {
                told(Identified)
            }
            () if self.is(Class::NOTICE) && event.next.any(Class::NOT) => None,
            () if self.is(Class::NOTICE) => {
                let trouble = event.rest.any(
                    Class::TROUBLE
                        | Class::DOWN
                        | Class::NOT
                        | Class::FAIL
                        | Class::GROW
                        | Class::LESSEN
                        | Class::MACHINE
                        | Class::TICKET,
                );
                match () {
                    () if event.rest.any(Class::RECOVER | Class::NORMAL) => told(Mitigated),
                    () if event.forms == BASE && !event.has_subject => None,
                    () if self.people() && event.within.any(Class::BEGIN) => told(ImpactStarted),
                    () if self.people() => trouble.then_some(Reported).and_then(told),
                    () if event.object.any(Class::TICKET)
                        && !event.object.any(Class::TROUBLE | Class::PEOPLE)
                        && !event.topic.any(Class::TROUBLE | Class::PEOPLE)
                        && !event.passive =>
                    {
                        told(Acknowledged)
                    }
                    () if self.is(Class::SEE) && (!trouble || event.inherited) => None,
                    () => told(Detected),
                }
            }
            () if self.is(Class::FIRE) && !event.passive && object.any(Class::MACHINE) && !self.staff() => {
                told(Detected)
            }
            () if self.agent.any(Class::MACHINE)
                && (self.is(Class::SHOW) && event.rest.any(Class::TROUBLE | Class::GROW | Class::DOWN)
                    || self.is(Class::BEGIN) && event.rest.any(Class::FIRE)) =>
            {
                told(Detected)
            }
            () if self.is(Class::FIRE) && self.agent.any(Class::MACHINE) => told(Detected),
            // `ConsumerLagHigh fires`: what fires is an alert.
            () if self.is(Class::FIRE)
                && !self.is(Class::SAY | Class::ESCALATE | Class::ACT)
                && !event.passive
                && event.has_subject
                && !event.has_object
                && !event
                    .subject
                    .any(Class::US | Class::TEAM | Class::PEOPLE | Class::PROVIDER | Class::SERVICE) =>
            {
                told(Detected)
            }
            () if self.is(Class::FIRE) && event.passive && event.subject.any(Class::MACHINE) => {
                told(Detected)
            }
            () if self.is(Class::FIRE)
                && event.forms & PAST != 0
                && event.helpers.any(Class::BE)
                && !event.has_subject =>
            {
                told(Detected)
            }
            () if self.is(Class::FIRE) && event.passive && event.subject.any(Class::TEAM | Class::US) => {
                told(match () {
                    () if self.agent.any(Class::MACHINE)
                        || self.is(Class::ESCALATE) && event.subject.any(Class::ONCALL | Class::US) =>
                    {
                        Detected
                    }
                    () if self.is(Class::ESCALATE) => Escalated,
                    () => Acknowledged,
                })
            }
            () if self.is(Class::SUSPECT) && event.next.any(Class::UNREAL) => told(Investigating),
            // `They look into it, suspecting the network`
            () if self.is(Class::SUSPECT)
                && event.forms == GERUND
                && event.inherited
                && !event.helpers.any(Class::BE) =>
            {
                None
            }
            () if self.is(Class::SUSPECT) => told(Hypothesis),
            () if self.is(Class::RECEIVE) && self.patient.any(Class::MACHINE) => told(Detected),
            () if self.is(Class::RECEIVE)
                && self.patient.any(Class::TICKET)
                && !self.patient.any(Class::REVIEW) =>
            {
                told(Reported)
            }
            () => None,
        }
    }
}
