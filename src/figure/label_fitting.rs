//! A second try for labels: those that were dropped are cut to the room that is left, and those that were cut get
//! their words back where a lane has room.

use crate::figure::flag::{Flag, LANES, Place, Wish};
use crate::figure::text_width::{self, SIZE};

/// The widths that a cut text is tried at where it has room, in pixels.
const WIDER: [i32; 10] = [420, 390, 360, 330, 300, 270, 240, 210, 180, 150];
/// The same for a text of one or two long words, or of a script without spaces.
const NARROWER: [i32; 4] = [180, 150, 120, 90];

/// Lets every flag down into the lowest lane that is free for it: others may have left since it was placed.
pub(super) fn settle(flags: &mut [Flag]) {
    let mut order: Vec<usize> = (0..flags.len()).collect();
    order.sort_by_key(|&index| flags.get(index).map(|flag| (flag.lane, flag.x)));
    for index in order {
        let Some(flag) = flags.get(index) else { continue };
        let lower = (0..flag.lane).find(|&lane| {
            let moved = flag.place().in_lane(lane);
            let mut others = flags.iter().enumerate().filter(|&(other, _)| other != index);
            !others.any(|(_, other)| moved.meets(other.place()))
        });
        if let (Some(lane), Some(flag)) = (lower, flags.get_mut(index)) {
            flag.lane = lane;
        }
    }
}

/// The wish in the lowest lane that is free.
pub(super) fn free_lane(wish: &Wish, flags: &[Flag], limit: i32) -> Option<Flag> {
    lane(wish, flags.iter(), limit)
}

fn lane<'a>(wish: &Wish, flags: impl Iterator<Item = &'a Flag> + Clone, limit: i32) -> Option<Flag> {
    (0..LANES)
        .map(|lane| Place::new(wish, lane, limit))
        .find(|place| place.left >= 0 && !flags.clone().any(|other| place.meets(other.place())))
        .map(|place| Flag::new(wish, place.lane, limit))
}

/// The text cut word by word, down to two, until it fits.
pub(super) fn shortened(wish: &Wish, flags: &[Flag], limit: i32) -> Option<Flag> {
    let words: Vec<&str> = wish.text.trim_end_matches('…').split_whitespace().collect();
    if words.len() < 3 {
        return NARROWER.iter().find_map(|&width| {
            let cut = text_width::cut(&wish.whole, width, SIZE, wish.weight);
            free_lane(&wish.with(cut), flags, limit)
        });
    }
    (2..words.len())
        .rev()
        .find_map(|count| free_lane(&wish.with(text_width::ended(words.get(..count)?)), flags, limit))
}

/// Gives cut texts back as many of their words as have room, be it in a higher lane: the most important first.
pub(super) fn grow(wishes: &[Wish], flags: &mut [Flag], limit: i32) {
    let mut order: Vec<(&Wish, usize)> = flags
        .iter()
        .enumerate()
        .filter(|(_, flag)| flag.text.ends_with('…'))
        .filter_map(|(index, flag)| {
            let wish = wishes.iter().find(|wish| wish.entry == flag.entry)?;
            Some((wish, index))
        })
        .collect();
    order.sort_by_key(|(wish, _)| (!wish.kept, wish.rank, wish.x, wish.entry));
    for (wish, index) in order {
        let Some(flag) = flags.get(index) else { continue };
        let width = flag.right - flag.left;
        let others = flags
            .iter()
            .enumerate()
            .filter(|&(other, _)| other != index)
            .map(|(_, flag)| flag);
        let full = text_width::width(&wish.whole, SIZE, wish.weight);
        // Of the widths that hold all of it the first is enough.
        let widths = WIDER.iter().filter(|&&wider| wider > width);
        let first = widths.clone().rfind(|&&wider| wider >= full);
        let grown = first
            .into_iter()
            .chain(widths.clone().filter(|&&wider| wider < full))
            .find_map(|&wider| {
                let longer = wish.with(text_width::cut(&wish.whole, wider, SIZE, wish.weight));
                if longer.width <= width {
                    return None;
                }
                lane(&longer, others.clone(), limit)
            });
        if let (Some(grown), Some(flag)) = (grown, flags.get_mut(index)) {
            *flag = grown;
        }
    }
}
