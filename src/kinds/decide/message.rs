//! Who tells whom.

use super::{BROKEN, OTHERS, STAFF, Scene, Told, told};
use crate::kinds::class::Class;
use crate::kinds::lexicon::GERUND;
use crate::vocabulary::EntryKind::{
    Acknowledged, Communicated, Detected, Escalated, FollowUp, Mitigated, Reported,
};

impl Scene<'_> {
    /// Who tells whom.
    pub(super) fn message(&self) -> Option<Told> {
        let event = self.event;
        let object = event.object;
        let said = self.is(Class::OPEN
            | Class::SAY
            | Class::POST
            | Class::REPORT
            | Class::ASK
            | Class::CALL
            | Class::FIRE
            | Class::ESCALATE);
        if self.is(Class::COME) && event.head.any(Class::MACHINE) && !event.passive {
            return told(Detected);
        }
        if (event.passive && self.is(Class::SHOW) || self.is(Class::LAUNCH | Class::ISSUED))
            && event.subject.any(Class::PUBLIC)
        {
            return told(Communicated);
        }
        if (self.is(Class::COME) || self.is(Class::BEGIN) && event.head.any(Class::COMPLAINT))
            && event.subject.any(Class::TICKET)
            && !event.subject.any(Class::REMEDY)
        {
            return told(Reported);
        }
        if self.is(Class::OPEN | Class::ACT) && (event.subject | object).any(Class::ACKNOWLEDGE) {
            return told(Acknowledged);
        }
        if !said
            || event.helpers.any(Class::TO) && !event.within.any(Class::TRY | Class::BEGIN | Class::DECIDE)
        {
            return None;
        }
        let reports = event.head.any(Class::COMPLAINT) && !event.passive;
        // `A report in the forum said that …`
        if reports && self.is(Class::REPORT) && event.next.any(Class::THAT) {
            return told(Reported);
        }
        if self.is(Class::ESCALATE) && (reports || object.any(Class::US) && self.people()) {
            return told(Reported);
        }
        if self.agent.any(Class::MACHINE)
            || self.is(Class::ESCALATE) && event.passive && event.rest.any(Class::MACHINE)
        {
            return told(Detected);
        }
        // `Severity raised to 1`
        if self.patient.any(Class::LEVEL) && self.is(Class::OPEN) {
            return told(Escalated);
        }
        if self.provider() && !event.passive {
            // They forward a complaint of somebody else's.
            let complaint = event.rest.any(Class::COMPLAINT | Class::ATTACK)
                && !event.rest.any(Class::CLOSE | Class::RESOLVE | Class::PUBLIC);
            return (complaint && self.is(Class::SAY))
                .then_some(Reported)
                .and_then(told);
        }
        if self.is(Class::ASK | Class::SAY | Class::REPORT) && event.within.any(Class::REPORT | Class::SAY) {
            return None;
        }
        if self.is(Class::OPEN) && object.any(Class::PROVIDER) && !self.people() {
            return told(Escalated);
        }
        if self.people() && self.is(Class::FIRE) {
            return told(Reported);
        }
        if self.people() && self.is(Class::OPEN) {
            // `Support files a bug with the developers`
            if event.rest.any(Class::TEAM) && self.patient.any(Class::TICKET | Class::TROUBLE) {
                return told(Escalated);
            }
            return self
                .patient
                .any(Class::TICKET | Class::TROUBLE)
                .then_some(Reported)
                .and_then(told);
        }
        // They tell that it works again.
        if self.people() && self.is(Class::REPORT) && event.next.any(Class::THAT) && self.over() {
            return told(Mitigated);
        }
        if self.people() && self.is(Class::SAY | Class::REPORT | Class::ASK | Class::CALL | Class::POST) {
            let party = object.any(Class::PROVIDER) && !object.any(Class::US);
            let about = !self.is(Class::ASK)
                || object.any(Class::US | Class::TROUBLE)
                || event.rest.any(Class::UNREAL | Class::DOWN);
            return if party {
                told(Escalated)
            } else if about || event.next == Class::NONE {
                told(Reported)
            } else {
                None
            };
        }
        if self.is(Class::POST) {
            let public = (object | event.place | event.subject)
                .any(Class::PUBLIC | Class::PEOPLE | Class::TROUBLE | Class::TICKET | Class::REVIEW)
                || event.passive && event.place.any(Class::SERVICE);
            return (public || !event.has_object && !event.passive)
                .then_some(Communicated)
                .and_then(told);
        }
        if self.is(Class::OPEN)
            && self.patient.any(Class::TROUBLE)
            && !self.patient.any(Class::TICKET)
            && event.passive
            && !self.agent.any(OTHERS)
            && object == Class::NONE
            && event.place == Class::NONE
            && event.rest.any(Class::TEAM)
        {
            return told(Acknowledged);
        }
        if self.is(Class::SAY) && event.passive {
            return match () {
                () if self.patient.any(Class::US) => told(Reported),
                () if self.patient.any(Class::TICKET)
                    && (object.any(Class::TEAM) || event.rest.any(Class::PROVIDER)) =>
                {
                    told(Escalated)
                }
                () if self.patient.any(Class::PEOPLE | Class::PUBLIC | Class::TICKET) => told(Communicated),
                () if self.patient.any(Class::TEAM) => told(Escalated),
                () => None,
            };
        }
        if self.is(Class::SAY) && (object | event.place).any(Class::PEOPLE | Class::PUBLIC)
            || self.is(Class::REPORT) && self.agent.any(STAFF) && event.rest.any(Class::PUBLIC)
        {
            return told(Communicated);
        }
        let parties = if event.passive {
            self.patient | object
        } else {
            object
        };
        // `Looped in @ana`: the particle looks like a place.
        let parties = if self.is(Class::ESCALATE) {
            parties | event.place
        } else {
            parties
        };
        let party = parties.any(Class::TEAM | Class::PROVIDER | Class::NAME)
            || (parties | event.topic).any(Class::HELP);
        if self.is(Class::ESCALATE)
            && (party
                || self.patient.any(Class::TROUBLE | Class::TICKET)
                || event.passive
                    && (event.helpers.any(Class::HAVE)
                        || event.has_subject
                            && !event.helpers.any(Class::CAN)
                            && !self.patient.any(OTHERS | Class::US | Class::PIECE))
                || !event.has_subject && !self.patient.any(Class::MACHINE | Class::SERVICE))
        {
            return told(Escalated);
        }
        if self.is(Class::REPORT | Class::OPEN) && (self.patient | object).any(Class::TICKET | Class::TROUBLE)
        {
            if object.any(Class::PROVIDER | Class::TEAM) {
                return told(Escalated);
            }
            if event.rest.any(Class::TO) && event.rest.any(Class::ACT) {
                return told(FollowUp);
            }
            return (event.passive || self.agent.any(STAFF) && !self.agent.any(Class::US))
                .then_some(Reported)
                .and_then(told);
        }
        if self.is(Class::REPORT) && self.agent.any(Class::NAME | Class::TEAM) {
            return ((event.rest.any(BROKEN | Class::SUFFER)
                || object == Class::NONE && !event.next.any(Class::THAT))
                && event.forms != GERUND)
                .then_some(Reported)
                .and_then(told);
        }
        let party = party || self.is(Class::ASK | Class::CALL) && event.rest.any(Class::PROVIDER);
        if self.is(Class::SAY | Class::ASK | Class::CALL) && party {
            return told(Escalated);
        }
        None
    }

    /// Whether trouble is told to be over: `that the error was fixed`.
    fn over(&self) -> bool {
        let rest = self.event.rest;
        rest.any(Class::TROUBLE | Class::SERVICE)
            && rest.any(Class::RESOLVE | Class::NORMAL | Class::AGAIN | Class::OVER)
            && !rest.any(Class::NOT | Class::DOWN)
    }
}
