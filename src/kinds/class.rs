//! Classes of words, as a set: a word may be of several.

use std::ops::BitOr;

/// A set of classes of words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Class(u128);

impl Class {
    pub(super) const NONE: Self = Self(0);

    /// Whether it has one of these.
    #[inline]
    pub(super) const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    #[inline]
    pub(super) const fn only(self, of: Self) -> Self {
        Self(self.0 & of.0)
    }

    #[inline]
    pub(super) const fn without(self, of: Self) -> Self {
        Self(self.0 & !of.0)
    }

    /// The names of its classes.
    pub(super) fn names(self) -> impl Iterator<Item = &'static str> {
        let named = NAMES.iter().enumerate();
        named
            .filter(move |(bit, _)| self.0 >> bit & 1 == 1)
            .map(|(_, name)| *name)
    }

    #[inline]
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOr for Class {
    type Output = Self;

    #[inline]
    fn bitor(self, other: Self) -> Self {
        self.or(other)
    }
}

/// Gives each class a bit of its own.
macro_rules! classes {
    ($($name:ident)+) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "they number the constants of the same names")]
        enum Bit { $($name),+ }
        impl Class { $(pub(super) const $name: Self = Self(1 << Bit::$name as u128);)+ }
        /// Their names, each at the place of its bit.
        const NAMES: &[&str] = &[$(stringify!($name)),+];
    };
}

classes! {
    // Words that build sentences.
    DETERMINER PREPOSITION BY ABOUT PLACE ADVERB BE HAVE HAD DO CAN MAY WILL TO NOT AND UNREAL BESIDE THAT US AGAIN STILL PART FULL FIRST END LATER NUMBER ELSEWHEN
    // Those who act.
    PEOPLE TEAM PROVIDER MACHINE NAME
    // What they act on.
    PUBLIC TROUBLE SERVICE CAUSE TICKET REVIEW REMEDY CHECK GUESS HELP VAGUE RIGHT
    // States.
    DOWN UP FINE NORMAL MISLED VAIN OVER WRONG INNOCENT UNDO STAGING BAD ATTACK COMPLAINT QUEUE THING GET ONCALL PIECE AS LOW COMPONENT AMOUNT LEVEL RETURNED ISSUED MANNER HOME
    // Verbs.
    ACT ACKNOWLEDGE ARRIVE ASK CLOSE CONFIRM EASE ESCALATE FAIL FIND FIRE FINISH INVESTIGATE LESSEN GROW NOTICE INTEND DECIDE POST
    REPORT RESOLVE RECOVER SAY CALL RECEIVE SHOW PLAN DECLARE PERFORM RESUME DRAIN SINK TRANSITIVE OPEN SEE VERIFY SUFFER RESTORE OMIT BEGIN SUSPECT TRY WORK COME LAUNCH DEED OTHER
    // Marks.
    STOP COMMA COLON ASKED
}
