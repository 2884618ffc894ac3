//! Flags: the labels of marks, in lanes above the rail, where none meets another's text or leader.

use crate::figure::label_fitting;
use crate::figure::text_width;
use crate::figure::text_width::Weight;

/// How many lanes there are.
pub const LANES: usize = 4;
/// From a leader to its text.
pub const FLAG: i32 = 6;
/// Between two texts of one lane.
const GAP: i32 = 14;
/// The font size.
pub const SIZE: i32 = 13;
/// Labels beyond this many are not tried: no more have room.
const TRIED: usize = 60;

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

/// Places what fits between 0 and `limit` pixels, the most important first of all. Every one that is `kept`
/// gets a place, if there are at most as many of them as lanes and none is wider than a sixth of the room.
#[must_use]
pub fn place(wishes: &[Wish], limit: i32) -> Vec<Flag> {
    let mut tried: Vec<&Wish> = wishes.iter().collect();
    tried.sort_by_key(|wish| (!wish.kept, wish.rank, wish.x, wish.entry));
    tried.truncate(TRIED);
    let mut dropped: Vec<&Wish> = Vec::new();
    let mut flags = loop {
        match nested(&tried, limit) {
            Ok(flags) => break flags,
            Err(loser) => dropped.push(tried.remove(loser)),
        }
    };
    if dropped.iter().any(|wish| wish.kept) {
        let kept: Vec<&Wish> = wishes.iter().filter(|wish| wish.kept).take(LANES).collect();
        flags = pinned(&kept, limit);
        dropped.extend(tried.iter().filter(|wish| !wish.kept));
        dropped.retain(|wish| !kept.contains(wish));
    }
    dropped.sort_by_key(|wish| (!wish.kept, wish.rank, wish.x, wish.entry));
    for wish in dropped {
        let room = label_fitting::free_lane(wish, &flags, limit)
            .or_else(|| label_fitting::shortened(wish, &flags, limit));
        flags.extend(room);
    }
    label_fitting::grow(wishes, &mut flags, limit);
    label_fitting::settle(&mut flags);
    flags.sort_by_key(|flag| (flag.x, flag.entry));
    flags
}

/// At most one wish a lane, split at the widest gap between leaders: those before it flag to the right, each in
/// a lower lane than the one before; those after it flag to the left, in the lanes above, each in a higher one.
/// So no leader goes through a text.
fn pinned(kept: &[&Wish], limit: i32) -> Vec<Flag> {
    let mut order = kept.to_vec();
    order.sort_by_key(|wish| (wish.x, wish.entry));
    let edges: Vec<i32> = std::iter::once(0)
        .chain(order.iter().map(|wish| wish.x))
        .chain(std::iter::once(limit))
        .collect();
    let gaps = edges
        .windows(2)
        .map(|pair| pair.last().unwrap_or(&0) - pair.first().unwrap_or(&0));
    let split = gaps
        .enumerate()
        .max_by_key(|&(number, gap)| (gap, number))
        .map_or(0, |(number, _)| number);
    let flag = |(place, wish): (usize, &&Wish)| {
        let before = place < split;
        let lane = if before { split - 1 - place } else { place };
        Flag::new(wish, lane, if before { i32::MAX } else { 0 })
    };
    order.iter().enumerate().map(flag).collect()
}

/// A wish on its way to a flag.
#[derive(Clone, Copy)]
struct Placed {
    number: usize,
    place: Place,
    /// The least important of those that pushed it up, and of those that pushed them.
    chain: usize,
}

/// Every wish in the lowest lane that is free: those that flag to the left from left to right, then the rest from
/// right to left, so that leaders nest. Otherwise the place of the one to drop: the least important of those in
/// conflict, or, where all of them are kept, of those that pushed them there.
fn nested(wishes: &[&Wish], limit: i32) -> Result<Vec<Flag>, usize> {
    let mut order: Vec<(usize, &Wish)> = wishes.iter().copied().enumerate().collect();
    order.sort_by_key(|(_, wish)| {
        let to_the_left = wish.extent(limit).0 < wish.x;
        if to_the_left {
            (0, wish.x, 0)
        } else {
            (1, -wish.x, usize::MAX - wish.entry)
        }
    });
    let mut placed: Vec<Placed> = Vec::with_capacity(order.len());
    for &(number, wish) in &order {
        // The wishes are in order of importance, so that the greatest number matters least.
        let (mut direct, mut chain) = (number, number);
        let mut free = None;
        for lane in 0..LANES {
            let place = Place::new(wish, lane, limit);
            let mut clear = place.left >= 0;
            for other in placed.iter().filter(|other| place.meets(other.place)) {
                clear = false;
                direct = direct.max(other.number);
                chain = chain.max(other.chain);
            }
            if clear {
                free = Some(place);
                break;
            }
        }
        let Some(place) = free else {
            let kept = wishes.get(direct).is_some_and(|wish| wish.kept);
            return Err(if kept { chain } else { direct });
        };
        placed.push(Placed { number, place, chain });
    }
    let flags = order
        .iter()
        .zip(placed)
        .map(|((_, wish), placed)| Flag::new(wish, placed.place.lane, limit));
    Ok(flags.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wish((x, words, rank, kept): (i32, usize, usize, bool), entry: usize) -> Wish {
        let text = ["alert", "on", "queue", "depth", "rises"]
            .iter()
            .cycle()
            .take(words)
            .copied();
        let text = text.collect::<Vec<_>>().join(" ");
        let weight = if kept { Weight::Bold } else { Weight::Regular };
        Wish {
            x,
            whole: text.clone(),
            width: text_width::width(&text, SIZE, weight),
            text,
            weight,
            rank,
            kept,
            entry,
        }
    }

    #[test]
    fn a_label_takes_the_room_beside_it() {
        let whole = "the queue of the second region was paused by hand for an hour";
        let cut = |x, entry| {
            let text = text_width::cut(whole, 210, SIZE, Weight::Regular);
            Wish {
                x,
                whole: whole.to_owned(),
                width: text_width::width(&text, SIZE, Weight::Regular),
                text,
                weight: Weight::Regular,
                rank: entry,
                kept: false,
                entry,
            }
        };
        assert!(cut(10, 0).text.ends_with('…'));
        let texts = |wishes: &[Wish]| {
            let flags = place(wishes, 1152).into_iter();
            flags.map(|flag| flag.text).collect::<Vec<_>>()
        };
        assert_eq!(texts(&[cut(10, 0)]), [whole]);
        assert_eq!(texts(&[cut(1100, 0)]), [whole]);
        let beside = texts(&[cut(10, 0), cut(20, 1), cut(30, 2), cut(40, 3), cut(300, 4)]);
        assert!(beside.iter().any(|text| text.ends_with('…')), "{beside:?}");
    }

    proptest! {
        #[test]
        fn no_two_flags_meet_and_all_are_inside(raw in prop::collection::vec((10..1142i32, 1..7usize, 0..15usize), 0..90)) {
            let wishes: Vec<Wish> = raw.iter().enumerate()
                .map(|(entry, &(x, words, rank))| wish((x, words, rank, entry < 4), entry)).collect();
            let flags = place(&wishes, 1152);
            for (number, flag) in flags.iter().enumerate() {
                prop_assert!(flag.left >= 0 && flag.right <= 1152, "{flag:?}");
                prop_assert!(flag.lane < LANES);
                for other in &flags[number + 1..] {
                    prop_assert!(!flag.meets(other), "{flag:?} {other:?}");
                }
            }
            let kept = flags.iter().filter(|flag| flag.entry < 4).count();
            prop_assert_eq!(kept, wishes.len().min(4));
        }
    }
}
