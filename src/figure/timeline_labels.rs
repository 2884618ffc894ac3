//! The labels of marks as flags, in lanes above the rail, where none meets another's text or leader.

use crate::figure::flag::{Flag, LANES, Place, Wish};
use crate::figure::label_fitting;

/// Labels beyond this many are not tried: no more have room.
const TRIED: usize = 60;

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
    let flag = |(index, wish): (usize, &&Wish)| {
        let before = index < split;
        let lane = if before { split - 1 - index } else { index };
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
    use crate::figure::text_width::{self, SIZE, Weight};
    use proptest::prelude::*;

    fn wish((x, words, rank, kept): (i32, usize, usize, bool), entry: usize) -> Wish {
        let text = ["alert", "on", "queue", "depth", "rises"]
            .iter()
            .cycle()
            .take(words)
            .copied()
            .collect::<Vec<_>>()
            .join(" ");
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
