//! Words beside the heads of stems: `2nd` or `2nd; first Jan 2024` above a repeat, how long the longest took.

use super::Stem;
use crate::figure::rect::{Area, Words};
use crate::figure::text_width::Weight;

/// From the middle of a head to its edge, and a little more.
pub const HEAD: i32 = 7;
/// From the middle of a head to words beside it, and up to the baseline of words above it.
const BESIDE: i32 = 11;
const UP: i32 = 14;
/// Between words and anything else.
const CLEAR: i32 = 3;

/// A stem with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<'a> {
    /// What it stands for.
    pub stem: &'a Stem,
    /// Its place from the left, in pixels.
    pub x: i32,
    /// The middle of its head, from above.
    pub y: i32,
    /// Whether it is too long for the scale.
    pub cut: bool,
}

impl Placed<'_> {
    /// What its head takes.
    #[must_use]
    pub const fn head(&self) -> Area {
        Area {
            left: self.x - HEAD,
            right: self.x + HEAD,
            top: self.y - HEAD,
            bottom: self.y + HEAD,
        }
    }

    /// What its stem takes, down to the axis.
    #[must_use]
    pub const fn stalk(&self, base: i32) -> Area {
        Area {
            left: self.x,
            right: self.x,
            top: self.y,
            bottom: base,
        }
    }
}

/// Words with their class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The words with their place.
    pub words: Words,
    /// Whether they say that it is a repeat.
    pub again: bool,
}

/// Words for stems in the order of their places, inside a frame whose bottom is the axis. First all that failed again, then those that are cut, then
/// the worst and longest.
#[must_use]
pub fn labels(stems: &[Placed<'_>], frame: &Area) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    for stem in stems.iter().rev().filter(|stem| stem.stem.time > 1) {
        let text = ordinal(stem.stem.time);
        let first = stem.stem.first.as_ref();
        let mut texts: Vec<String> = first
            .map(|first| format!("{text}; first {first}"))
            .into_iter()
            .collect();
        texts.push(text);
        if let Some(words) = place(stems, &labels, frame, stem, &texts, Weight::Bold) {
            labels.push(Label { words, again: true });
        }
    }
    let mut labelled: Vec<&Placed<'_>> = stems.iter().filter(|stem| !stem.stem.words.is_empty()).collect();
    labelled.sort_by_key(|stem| (!stem.cut, stem.stem.order(), stem.x));
    for stem in labelled {
        if let Some(words) = place(stems, &labels, frame, stem, &stem.stem.words, Weight::Regular) {
            labels.push(Label { words, again: false });
        }
    }
    labels
}

/// The first of some texts that has room right of a head, left of it or above it; `2nd` and the like above first.
fn place(
    stems: &[Placed<'_>],
    labels: &[Label],
    frame: &Area,
    stem: &Placed<'_>,
    texts: &[String],
    weight: Weight,
) -> Option<Words> {
    let free = |words: &Words| {
        let area = words.area();
        let near = stems.partition_point(|other| other.x < area.left - HEAD - CLEAR);
        area.within(frame)
            && !labels.iter().any(|label| label.words.area().meets(&area, CLEAR))
            && !stems
                .iter()
                .skip(near)
                .take_while(|other| other.x <= area.right + HEAD + CLEAR)
                .any(|other| other.head().meets(&area, 1) || other.stalk(frame.bottom).meets(&area, CLEAR))
    };
    texts.iter().find_map(|text| {
        let width = Words::width(text, weight);
        let beside = [stem.x + BESIDE, stem.x - BESIDE - width].map(|left| (left, stem.y + 4));
        let above = [0, -width / 3, width / 3].map(|by| (stem.x - width / 2 + by, stem.y - UP));
        let places: Vec<(i32, i32)> = match weight {
            Weight::Bold => above.into_iter().chain(beside).collect(),
            Weight::Regular => beside.into_iter().chain(above).collect(),
        };
        let words = places.into_iter().map(|(left, y)| Words {
            text: text.clone(),
            weight,
            left,
            y,
        });
        words.into_iter().find(free)
    })
}

/// `2nd`, `3rd`, `11th`, `21st`.
fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (1, last) if last != 11 => "st",
        (2, last) if last != 12 => "nd",
        (3, last) if last != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::ordinal;

    #[test]
    fn ordinals_end_as_people_say_them() {
        let ordinals = [2, 3, 4, 11, 12, 13, 21, 22, 112].map(ordinal);
        assert_eq!(
            ordinals,
            [
                "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "112th"
            ]
        );
    }
}
