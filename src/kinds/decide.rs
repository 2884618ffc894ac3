//! What a verb with its subject and object tells.

mod deed;
mod finding;
mod message;
mod outcome;
mod words;

use super::class::Class;
use super::event::Event;
use crate::vocabulary::EntryKind::{
    self, Action, FollowUp, Identified, ImpactStarted, Investigating, Misleading, Mitigated, Resolved,
};

pub(super) use words::{Part, words};

/// What words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) kind: EntryKind,
    /// Which of several counts in an entry: the least. An end counts before a cause, and a cause before a deed.
    pub(super) rank: u8,
    /// Whether it is the end of the outage where nothing else is said to be.
    pub(super) may_end: bool,
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "the arms of the decisions tell something or nothing"
)]
const fn told(kind: EntryKind) -> Option<Told> {
    let rank = match kind {
        Misleading => 0,
        Resolved => 1,
        Mitigated => 2,
        Identified => 3,
        Investigating => 5,
        FollowUp => 6,
        _ => 4,
    };
    Some(Told {
        kind,
        rank,
        may_end: false,
    })
}

/// What is said in so many words: `outage begins`.
const fn said_outright(kind: EntryKind) -> Option<Told> {
    Some(Told {
        kind,
        rank: 0,
        may_end: false,
    })
}

/// It works again, of whatever does.
const fn may_be_the_end() -> Option<Told> {
    Some(Told {
        kind: Mitigated,
        rank: 2,
        may_end: true,
    })
}

/// Verbs that may tell of an end.
const OUTCOME: Class = Class::RESOLVE
    .or(Class::RECOVER)
    .or(Class::EASE)
    .or(Class::CLOSE)
    .or(Class::WORK)
    .or(Class::LESSEN)
    .or(Class::BE)
    .or(Class::FINISH);
/// Words that tell of something that is not as it should be.
const BROKEN: Class = Class::TROUBLE
    .or(Class::DOWN)
    .or(Class::BAD)
    .or(Class::NOT)
    .or(Class::FAIL);
/// Words for those who see to a system.
const STAFF: Class = Class::US.or(Class::TEAM).or(Class::NAME);
/// Words for others than those.
const OTHERS: Class = Class::PEOPLE
    .or(Class::PROVIDER)
    .or(Class::MACHINE)
    .or(Class::PUBLIC)
    .or(Class::SERVICE)
    .or(Class::TROUBLE)
    .or(Class::REMEDY);

/// An event with the roles of its subject and object.
struct Scene<'e> {
    event: &'e Event,
    /// The classes of its whole sentence.
    sentence: Class,
    /// Who does it; nobody is named in `Restarted nginx`.
    agent: Class,
    /// To whom or what it is done.
    patient: Class,
}

pub(super) fn event(event: &Event, sentence: Class) -> Option<Told> {
    let (agent, patient) = match event.passive {
        true => (event.by, event.subject),
        false => (event.subject, event.object),
    };
    let scene = Scene {
        event,
        sentence,
        agent,
        patient,
    };
    // `…, which turned out to be unrelated`
    if event.beside && scene.is(Class::FIND) && event.rest.any(Class::INNOCENT) {
        return told(Misleading);
    }
    if event.unreal || event.beside {
        return None;
    }
    if event.helpers.any(Class::WILL | Class::MAY) {
        return if event.helpers.any(Class::HAVE) {
            None
        } else {
            scene.intended()
        };
    }
    if event.helpers.any(Class::HAD) && !event.helpers.any(Class::TO) {
        return None;
    }
    if sentence.any(Class::ELSEWHEN) && !event.verb.any(Class::FIND | Class::NOTICE | Class::BEGIN) {
        return None;
    }
    if event.within.any(Class::INTEND | Class::PLAN) {
        return (event.within.any(Class::PLAN)
            && event.subject.any(Class::US)
            && event.verb.any(Class::ACT | Class::DEED | Class::OTHER)
            && !event.negated)
            .then_some(FollowUp)
            .and_then(told);
    }
    if event.within.any(Class::SUSPECT | Class::ASK | Class::INVESTIGATE) {
        return None;
    }
    let aim = event.helpers.any(Class::TO);
    if event.within.any(Class::OMIT | Class::FAIL) && aim {
        return None;
    }
    if event.within.any(Class::DECIDE) && event.negated {
        return None;
    }
    if event.negated {
        return scene.denied();
    }
    if event.within.any(Class::TRY) && !scene.is(Class::ACT | Class::INVESTIGATE) {
        return None;
    }
    if event
        .within
        .any(Class::FIND | Class::NOTICE | Class::REPORT | Class::ACKNOWLEDGE)
    {
        return None;
    }
    let confirmed = scene.is(Class::CONFIRM) && event.subject.any(Class::RECOVER);
    if event.within.any(Class::CONFIRM | Class::SAY | Class::POST) && !scene.is(OUTCOME) && !confirmed {
        return None;
    }
    scene
        .outcome()
        .or_else(|| scene.finding())
        .or_else(|| scene.message())
        .or_else(|| scene.deed())
}

impl Scene<'_> {
    fn is(&self, class: Class) -> bool {
        self.event.verb.any(class)
    }

    /// Whether those who see to the system do it, or nobody is named.
    fn staff(&self) -> bool {
        self.agent.any(STAFF) || !self.agent.any(OTHERS)
    }

    fn people(&self) -> bool {
        let agent = if self.event.passive {
            self.agent
        } else {
            self.event.head
        };
        agent.any(Class::PEOPLE)
            && !(agent | self.event.subject).any(Class::US | Class::TEAM | Class::PROVIDER)
    }

    fn provider(&self) -> bool {
        (self.event.subject | self.event.teller).any(Class::PROVIDER) && !self.event.subject.any(Class::US)
    }

    /// `We will …`: something to do, if it is ours and is no promise to the public.
    fn intended(&self) -> Option<Told> {
        let event = self.event;
        let ours = event.subject.any(Class::US) || !event.has_subject && !event.passive;
        let news =
            event.object.any(Class::PUBLIC) || self.is(Class::OTHER) && event.object.any(Class::REMEDY);
        let deed = self.is(Class::ACT | Class::DEED | Class::OTHER) && !news;
        (ours && deed && !event.negated && !self.is(Class::BE))
            .then_some(FollowUp)
            .and_then(told)
    }

    /// What is not so: users cannot log in, the site does not load.
    fn denied(&self) -> Option<Told> {
        let event = self.event;
        if self.provider() {
            return None;
        }
        if self.is(Class::BE) && event.object.any(Class::CAUSE) {
            return told(Misleading);
        }
        // `It was not DNS`
        if self.is(Class::BE)
            && event.subject == Class::NONE
            && event.object.any(Class::COMPONENT | Class::PROVIDER)
        {
            return told(Misleading);
        }
        if self.is(Class::RESOLVE | Class::EASE | Class::RECOVER) && event.subject.any(Class::ACT) {
            return told(Action);
        }
        if self.is(Class::FIND) && event.passive && event.subject.any(Class::NOT) {
            return told(Investigating);
        }
        let served = event.subject.any(Class::PEOPLE | Class::SERVICE | Class::PIECE)
            && !event.subject.any(Class::TEAM | Class::US | Class::NAME);
        let now = event.helpers.any(Class::CAN)
            || event.helpers.any(Class::DO) && event.subject.any(Class::SERVICE);
        if helpers_none(event) && !self.is(Class::FIND | Class::INVESTIGATE) {
            return told(ImpactStarted);
        }
        // `Nobody could say who owns it`: what is not known is no impact.
        let reached = now
            && !event.next.any(Class::BESIDE | Class::UNREAL | Class::THAT)
            && !self.is(Class::FIND
                | Class::INVESTIGATE
                | Class::CONFIRM
                | Class::RESOLVE
                | Class::FAIL
                | Class::ACT
                | Class::EASE
                | Class::RECOVER);
        let down = self.is(Class::BE)
            && event.subject.any(Class::SERVICE)
            && event.object.any(Class::UP)
            && !event.helpers.any(Class::STILL);
        (served && (reached || down))
            .then_some(ImpactStarted)
            .and_then(told)
    }
}

/// Whether words name all of a system, and not all of some part of it: `all services`, and not `all DNS records`.
fn whole(named: Class) -> bool {
    named.any(Class::FULL) && named.any(Class::SERVICE) && !named.any(Class::COMPONENT)
}

/// `No pod can fetch its secrets`.
fn helpers_none(event: &Event) -> bool {
    event.subject.any(Class::NOT)
        && event.helpers.any(Class::CAN)
        && !event.next.any(Class::BESIDE | Class::UNREAL | Class::THAT)
        && !event.subject.any(STAFF)
        && !event
            .verb
            .any(Class::SAY | Class::REPORT | Class::NOTICE | Class::CONFIRM | Class::SUSPECT)
}
