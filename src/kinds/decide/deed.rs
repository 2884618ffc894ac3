//! What is done, and what fails.

use super::{OTHERS, STAFF, Scene, Told, told};
use crate::kinds::class::Class;
use crate::kinds::event::Event;
use crate::kinds::lexicon::{GERUND, PAST};
use crate::vocabulary::EntryKind::{
    Acknowledged, Action, Communicated, Escalated, FollowUp, ImpactStarted, Investigating, Mitigated,
};

impl Scene<'_> {
    /// What is done.
    pub(super) fn deed(&self) -> Option<Told> {
        let event = self.event;
        let all = event.subject | event.object;
        if all.any(Class::REVIEW | Class::LATER)
            && self.is(Class::INTEND
                | Class::ACT
                | Class::OTHER
                | Class::DEED
                | Class::SAY
                | Class::REPORT
                | Class::OPEN)
        {
            return told(FollowUp);
        }
        let aim = (event.helpers.any(Class::TO) || event.forms == GERUND && event.within != Class::NONE)
            && !event
                .within
                .any(Class::TRY | Class::BEGIN | Class::DECIDE | Class::FINISH);
        let object_public = event.object.any(Class::PUBLIC);
        let moves = self.is(Class::GROW | Class::LESSEN) && !event.has_object && !event.passive;
        match () {
            () if aim => None,
            // `The engine stops accepting orders`
            () if self.is(Class::FAIL)
                && self.is(Class::FINISH)
                && event.has_subject
                && event.governs != Class::NONE
                && !event.within.any(Class::SHOW)
                && !event.governs.any(Class::REPORT | Class::FAIL)
                && !event.subject.any(
                    STAFF | Class::PROVIDER | Class::REMEDY | Class::CHECK | Class::MACHINE | Class::TROUBLE,
                ) =>
            {
                told(ImpactStarted)
            }
            () if self.is(Class::ACT | Class::OPEN) && self.patient.any(Class::LEVEL) => None,
            () if self.is(Class::SAY) && self.patient.any(Class::REMEDY) => told(Action),
            // `Investigation launched`
            () if self.is(Class::ACT)
                && self.patient.any(Class::CHECK)
                && !self.patient.any(Class::REMEDY | Class::CAUSE | Class::TROUBLE) =>
            {
                told(Investigating)
            }
            () if self.is(Class::ACT)
                && (self.is(Class::OPEN) && self.patient.any(Class::TICKET)
                    || self.provider() && object_public) =>
            {
                None
            }
            () if self.is(Class::ACT) && all.any(Class::ACKNOWLEDGE) => told(Acknowledged),
            () if self.is(Class::ACT)
                && self.patient.any(Class::TICKET)
                && event.rest.any(Class::PROVIDER) =>
            {
                told(Escalated)
            }
            () if self.is(Class::BEGIN | Class::FINISH | Class::OTHER | Class::PERFORM)
                && event.subject.any(Class::ACT)
                && (event.passive || !self.is(Class::OTHER)) =>
            {
                told(Action)
            }
            () if self.is(Class::ACT) && (moves || self.thing() || self.people()) => None,
            () if self.is(Class::ACT)
                && !event.passive
                && !event.has_object
                && event.has_subject
                && !event.subject.any(STAFF | Class::PROVIDER | Class::PEOPLE) =>
            {
                None
            }
            () if self.is(Class::ACT) && self.patient.any(Class::TICKET) && event.rest.any(Class::TO) => {
                told(FollowUp)
            }
            () if self.is(Class::ACT)
                && self.patient.any(Class::REMEDY)
                && event.passive
                && event.helpers.any(Class::HAVE)
                && event.rest.any(Class::MACHINE) =>
            {
                told(Mitigated)
            }
            () if self.is(Class::ACT) && self.patient.any(Class::PUBLIC) && !self.provider() => {
                told(Communicated)
            }
            () if self.is(Class::ARRIVE) && event.rest.any(Class::TO) && event.rest.any(Class::REMEDY) => {
                told(Action)
            }
            () if self.is(Class::ARRIVE) && !self.thing() && (self.staff() || self.provider()) => {
                told(Acknowledged)
            }
            () if self.is(Class::BEGIN | Class::PERFORM) && event.object.any(Class::ACT) && self.staff() => {
                told(Action)
            }
            () if self.is(Class::BEGIN | Class::PERFORM) && self.patient.any(Class::CHECK) => {
                told(Investigating)
            }
            () if self.is(Class::WORK) && event.within.any(Class::BEGIN) && self.agent.any(STAFF) => {
                told(Investigating)
            }
            () if self.is(Class::INVESTIGATE)
                && !((event.passive || event.forms == GERUND && event.helpers.any(Class::BE))
                    && self.is(Class::TRY))
                && !self.thing()
                && !self.people()
                && !self.agent.any(Class::MACHINE) =>
            {
                told(Investigating)
            }
            () if self.is(Class::FAIL) && self.fails() => told(ImpactStarted),
            () if self.is(Class::ACT)
                && (event.has_subject || event.has_object || event.forms & (PAST | GERUND) != 0) =>
            {
                self.ours().then_some(Action).and_then(told)
            }
            () if self.is(Class::DEED) && !event.has_subject && event.next.any(Class::NAME | Class::TEAM) => {
                told(Escalated)
            }
            () if self.is(Class::DEED)
                && !event.passive
                && event.subject.any(Class::US | Class::NAME)
                && event.has_object =>
            {
                told(Action)
            }
            () if self.is(Class::REPORT | Class::OPEN)
                && self.patient.any(Class::REMEDY)
                && !self.people() =>
            {
                told(Action)
            }
            () if self.is(Class::DECIDE) || self.is(Class::LAUNCH) && event.has_subject => told(Action),
            // `Ran the migration again`
            () if self.is(Class::WORK)
                && !self.is(Class::BEGIN)
                && !event.passive
                && event.has_object
                && event.object.any(Class::ACT | Class::REMEDY)
                && !event.object.any(Class::CHECK)
                && (self.agent.any(STAFF) || !event.has_subject) =>
            {
                told(Action)
            }
            () if self.is(Class::WORK) && event.subject.any(Class::ACT) && event.forms & GERUND != 0 => {
                told(Action)
            }
            () if self.is(Class::TRY) && self.staff() && event.rest.any(Class::RESOLVE) && !event.passive => {
                told(Action)
            }
            () => None,
        }
    }

    /// Whether something does it that is no person: `the autoscaler removes a node`.
    fn thing(&self) -> bool {
        let subject = self.event.subject;
        !self.event.passive
            && self.event.has_subject
            && subject.any(
                Class::DETERMINER
                    | Class::SERVICE
                    | Class::REMEDY
                    | Class::VAGUE
                    | Class::MACHINE
                    | Class::TROUBLE,
            )
            && !subject.any(STAFF | Class::PEOPLE | Class::PROVIDER)
    }

    /// Whether those who see to the system do it, as far as the words tell: customers change many things.
    fn ours(&self) -> bool {
        let Event { subject, forms, .. } = *self.event;
        // `The pods are evicted by the scheduler service`
        let theirs = Class::MACHINE | Class::SERVICE | Class::PEOPLE | Class::VAGUE;
        if self.event.passive && self.agent.any(theirs) && !self.agent.any(STAFF | Class::REMEDY) {
            return false;
        }
        let others = !self.event.passive && subject.any(OTHERS | Class::VAGUE) && forms & PAST != 0;
        !others || subject.any(STAFF | Class::PROVIDER)
    }

    fn fails(&self) -> bool {
        let event = self.event;
        let subject = event.subject;
        let ticket = subject.any(Class::TICKET) && !subject.any(Class::SERVICE);
        !self.provider()
            && !ticket
            && event.has_subject
            && (!event.passive || !event.by.any(STAFF | Class::PROVIDER))
            && !subject.any(STAFF | Class::MACHINE | Class::REMEDY | Class::CHECK | Class::VAGUE)
            && (!self.is(Class::ACT | Class::FINISH) || !event.passive && !event.has_object)
            && (!self.is(Class::LESSEN)
                || self.is(Class::FINISH)
                || subject.any(Class::SERVICE | Class::PEOPLE) && !subject.any(Class::QUEUE))
            && (!event.passive
                || event.helpers.any(Class::BE)
                || subject.any(Class::SERVICE | Class::PEOPLE | Class::COMPONENT))
    }
}
