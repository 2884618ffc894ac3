//! A flag of the timeline figure: a label with its leader, and when two of them are in each other's way.

use crate::figure::text_width::{self, SIZE, Weight};

/// How many lanes there are.
pub const LANES: usize = 4;
/// From a leader to its text.
pub const FLAG: i32 = 6;
/// Between two texts of one lane.
const GAP: i32 = 14;
/// A label that wants a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The leader's place in pixels from the left.
    pub x: i32,
    /// The words.
    pub text: String,
    /// The words before they were cut, for labels with room beside them.
    pub whole: String,
    /// How wide they are in pixels.
    pub width: i32,
    /// How bold they are.
    pub weight: Weight,
    /// How much it matters: 0 the most.
    pub rank: usize,
    /// Never dropped.
    pub kept: bool,
    /// What it belongs to, given back.
    pub entry: usize,
}

impl Wish {
    /// Where the text is: right of its leader, or left of it where the page ends.
    pub(super) const fn extent(&self, limit: i32) -> (i32, i32) {
        let right = self.x + FLAG + self.width;
        if right <= limit {
            (self.x + FLAG, right)
        } else {
            (self.x - FLAG - self.width, self.x - FLAG)
        }
    }

    /// The same with other words.
    pub(super) fn with(&self, text: String) -> Self {
        let width = text_width::width(&text, SIZE, self.weight);
        Self {
            text,
            width,
            ..self.clone()
        }
    }
}

/// A label with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// The words, perhaps cut.
    pub text: String,
    /// How bold they are.
    pub weight: Weight,
    /// The leader.
    pub x: i32,
    /// The left end of the text.
    pub left: i32,
    /// The right end of the text.
    pub right: i32,
    /// The lane, counted from the rail up.
    pub lane: usize,
    /// What it belongs to.
    pub entry: usize,
}

impl Flag {
    pub(super) fn new(wish: &Wish, lane: usize, limit: i32) -> Self {
        let (left, right) = wish.extent(limit);
        Self {
            text: wish.text.clone(),
            weight: wish.weight,
            x: wish.x,
            left,
            right,
            lane,
            entry: wish.entry,
        }
    }

    /// Whether two flags get in each other's way.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.place().meets(other.place())
    }

    pub(super) const fn place(&self) -> Place {
        Place {
            x: self.x,
            left: self.left,
            right: self.right,
            lane: self.lane,
        }
    }
}

/// A flag without its words.
#[derive(Clone, Copy)]
pub(super) struct Place {
    x: i32,
    pub(super) left: i32,
    right: i32,
    pub(super) lane: usize,
}

impl Place {
    pub(super) const fn new(wish: &Wish, lane: usize, limit: i32) -> Self {
        let (left, right) = wish.extent(limit);
        Self {
            x: wish.x,
            left,
            right,
            lane,
        }
    }

    pub(super) const fn in_lane(self, lane: usize) -> Self {
        Self { lane, ..self }
    }

    pub(super) const fn meets(self, other: Self) -> bool {
        let (lower, higher) = if self.lane <= other.lane {
            (self, other)
        } else {
            (other, self)
        };
        let through = higher.x > lower.left - FLAG && higher.x < lower.right + FLAG;
        if lower.lane < higher.lane {
            return through;
        }
        let apart = lower.right + GAP <= higher.left || higher.right + GAP <= lower.left;
        through || !apart || (lower.x > higher.left - FLAG && lower.x < higher.right + FLAG)
    }
}
