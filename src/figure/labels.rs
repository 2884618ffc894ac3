//! Flags: the labels of marks, in lanes above the rail, where none meets another's text or leader.

use super::text::{self, Weight};

/// How many lanes there are.
pub const LANES: usize = 4;
/// From a leader to its text.
pub const FLAG: i32 = 6;
/// Between two texts of one lane.
const GAP: i32 = 14;
/// The font size.
pub const SIZE: i32 = 13;
/// The widths that a cut text is tried at where it has room, in pixels.
const WIDER: [i32; 10] = [420, 390, 360, 330, 300, 270, 240, 210, 180, 150];
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
    const fn extent(&self, limit: i32) -> (i32, i32) {
        let right = self.x + FLAG + self.width;
        if right <= limit {
            (self.x + FLAG, right)
        } else {
            (self.x - FLAG - self.width, self.x - FLAG)
        }
    }

    /// The same with other words.
    fn with(&self, text: String) -> Self {
        let width = text::width(&text, SIZE, self.weight);
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
    fn new(wish: &Wish, lane: usize, limit: i32) -> Self {
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

    const fn place(&self) -> Place {
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
struct Place {
    x: i32,
    left: i32,
    right: i32,
    lane: usize,
}

impl Place {
    const fn new(wish: &Wish, lane: usize, limit: i32) -> Self {
        let (left, right) = wish.extent(limit);
        Self {
            x: wish.x,
            left,
            right,
            lane,
        }
    }

    const fn meets(self, other: Self) -> bool {
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
        let room = free_lane(wish, &flags, limit).or_else(|| shortened(wish, &flags, limit));
        flags.extend(room);
    }
    grow(wishes, &mut flags, limit);
    flags.sort_by_key(|flag| (flag.x, flag.entry));
    flags
}

/// Gives cut texts back as many of their words as have room, the most important first.
fn grow(wishes: &[Wish], flags: &mut [Flag], limit: i32) {
    let mut order: Vec<(&Wish, usize)> = flags
        .iter()
        .enumerate()
        .filter(|(_, flag)| flag.text.ends_with('…'))
        .filter_map(|(place, flag)| {
            let wish = wishes.iter().find(|wish| wish.entry == flag.entry)?;
            Some((wish, place))
        })
        .collect();
    order.sort_by_key(|(wish, _)| (!wish.kept, wish.rank, wish.x, wish.entry));
    for (wish, place) in order {
        let Some(flag) = flags.get(place) else { continue };
        let grown = WIDER.iter().find_map(|&width| {
            let text = text::cut(&wish.whole, width, SIZE, wish.weight);
            let width = text::width(&text, SIZE, wish.weight);
            let (left, right) = if flag.left > flag.x {
                (flag.left, flag.left + width)
            } else {
                (flag.right - width, flag.right)
            };
            let wider = Flag {
                text,
                left,
                right,
                ..flag.clone()
            };
            let free = left >= 0
                && right <= limit
                && flags
                    .iter()
                    .enumerate()
                    .all(|(other, flag)| other == place || !wider.meets(flag));
            (free && width > flag.right - flag.left).then_some(wider)
        });
        if let (Some(grown), Some(flag)) = (grown, flags.get_mut(place)) {
            *flag = grown;
        }
    }
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

/// Every wish in the lowest lane that is free: those that flag to the left from left to right, then the rest from
/// right to left, so that leaders nest. Otherwise the place of the one to drop.
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
    let mut places: Vec<(usize, Place)> = Vec::with_capacity(order.len());
    let mut in_conflict = Vec::new();
    for &(number, wish) in &order {
        in_conflict.clear();
        in_conflict.push(number);
        let mut free = None;
        for lane in 0..LANES {
            let place = Place::new(wish, lane, limit);
            let before = in_conflict.len();
            in_conflict.extend(
                places
                    .iter()
                    .filter(|(_, other)| place.meets(*other))
                    .map(|&(other, _)| other),
            );
            if place.left >= 0 && in_conflict.len() == before {
                free = Some(place);
                break;
            }
        }
        match free {
            Some(place) => places.push((number, place)),
            // The wishes are in order of importance, so that the greatest number matters least.
            None => return Err(in_conflict.into_iter().max().unwrap_or(number)),
        }
    }
    let flags = order
        .iter()
        .zip(places)
        .map(|((_, wish), (_, place))| Flag::new(wish, place.lane, limit));
    Ok(flags.collect())
}

fn free_lane(wish: &Wish, flags: &[Flag], limit: i32) -> Option<Flag> {
    (0..LANES)
        .map(|lane| Place::new(wish, lane, limit))
        .find(|place| place.left >= 0 && !flags.iter().any(|other| place.meets(other.place())))
        .map(|place| Flag::new(wish, place.lane, limit))
}

/// The text cut word by word, down to two, until it fits.
fn shortened(wish: &Wish, flags: &[Flag], limit: i32) -> Option<Flag> {
    let words: Vec<&str> = wish.text.trim_end_matches('…').split_whitespace().collect();
    (2..words.len()).rev().find_map(|count| {
        let cut = wish.with(format!("{}…", words.get(..count)?.join(" ")));
        free_lane(&cut, flags, limit)
    })
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
            width: text::width(&text, SIZE, weight),
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
            let text = text::cut(whole, 210, SIZE, Weight::Regular);
            Wish {
                x,
                whole: whole.to_owned(),
                width: text::width(&text, SIZE, Weight::Regular),
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
