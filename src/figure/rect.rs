//! Rectangles of a figure, and whether they meet.

use super::svg::{Label, Svg};
use crate::figure::text_width::{self, SIZE, Weight};

/// From a baseline up to the top of the letters, and down to their lowest.
const ASCENT: i32 = 11;
const DESCENT: i32 = 3;

/// A rectangle in pixels, its edges included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// The left edge.
    pub left: i32,
    /// The right edge.
    pub right: i32,
    /// The upper edge.
    pub top: i32,
    /// The lower edge.
    pub bottom: i32,
}

impl Area {
    /// Whether two come nearer to each other than so many pixels.
    #[must_use]
    pub const fn meets(&self, other: &Self, clear: i32) -> bool {
        self.left - clear <= other.right
            && other.left <= self.right + clear
            && self.top - clear <= other.bottom
            && other.top <= self.bottom + clear
    }

    /// Whether it lies in another.
    #[must_use]
    pub const fn within(&self, other: &Self) -> bool {
        self.left >= other.left
            && self.right <= other.right
            && self.top >= other.top
            && self.bottom <= other.bottom
    }
}

/// Words with their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The words.
    pub text: String,
    /// How bold they are.
    pub weight: Weight,
    /// Their left end.
    pub left: i32,
    /// Their baseline.
    pub y: i32,
}

impl Words {
    /// How wide words are.
    #[must_use]
    pub fn width(text: &str, weight: Weight) -> i32 {
        text_width::width(text, SIZE, weight)
    }

    /// What they take.
    #[must_use]
    pub fn area(&self) -> Area {
        Area {
            left: self.left,
            right: self.left + Self::width(&self.text, self.weight),
            top: self.y - ASCENT,
            bottom: self.y + DESCENT,
        }
    }

    /// Writes them.
    pub fn draw(&self, svg: &mut Svg, class: &str) {
        let label = Label::new(&self.text, self.left, self.y);
        svg.text(&label.weight(self.weight).class(class).on_plate());
    }
}
