//! Looks at the bytes of a text, eight at a time as one number: most texts are ASCII.

/// How many bytes are looked at together: as many as a number has bits.
pub(crate) const PIECE: usize = 64;

/// A one in each of eight bytes.
pub(crate) const ONES: u64 = u64::from_le_bytes([1; 8]);

/// Which of the bytes of a piece of a text from a place on are of letters and digits: the first in the lowest bit.
pub(crate) fn letters(text: &str, from: usize) -> u64 {
    let end = text.len().min(from + PIECE);
    let piece = text.as_bytes().get(from..end).unwrap_or_default();
    if piece.is_ascii() {
        let eights = piece.chunks(8).enumerate();
        return eights.fold(0, |all, (at, bytes)| {
            let found = letters_of(eight(bytes)) >> 7 & ONES;
            // Brings the bits of the bytes together in the highest byte.
            all | (found.wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * at)
        });
    }
    let start = (0..=from).rev().find(|&at| text.is_char_boundary(at));
    let start = start.unwrap_or_default();
    let chars = text.get(start..).unwrap_or_default().char_indices();
    let chars = chars.map(|(at, char)| (start + at, char));
    let letters = chars
        .take_while(|&(at, _)| at < end)
        .filter(|(_, char)| char.is_alphanumeric());
    let bytes = letters.flat_map(|(at, char)| at.max(from)..(at + char.len_utf8()).min(end));
    bytes.fold(0, |bits, at| bits | 1 << (at - from))
}

/// How many bytes at the start of a text are letters and digits of ASCII.
pub(crate) fn run(text: &[u8]) -> usize {
    const HIGHEST: u64 = ONES << 7;
    let mut count = 0;
    for bytes in text.chunks(8) {
        let eight = eight(bytes);
        let others = (!letters_of(eight & !HIGHEST) | eight) & HIGHEST;
        if others != 0 {
            return count + usize::try_from(others.trailing_zeros() / 8).unwrap_or_default();
        }
        count += 8;
    }
    count
}

/// Up to eight bytes as one number, the first in the lowest byte, with blanks for those that lack.
pub(crate) fn eight(bytes: &[u8]) -> u64 {
    let eight = bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut eight = [b' '; 8];
        for (to, from) in eight.iter_mut().zip(bytes) {
            *to = *from;
        }
        eight
    });
    u64::from_le_bytes(eight)
}

/// How many places a table by [`place`] has, as a power of two: so many that hardly two beginnings of words share one.
const BITS: u32 = 10;
/// The same as a number.
pub(crate) const PLACES: usize = 1 << BITS;

/// The place of [`eight`] bytes in a table of [`PLACES`]; others may have the same.
pub(crate) fn place(eight: u64) -> usize {
    let stirred = eight.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    usize::try_from(stirred >> (u64::BITS - BITS)).unwrap_or_default()
}

/// Of each of eight bytes of ASCII, whether it lies between two others, in its highest bit.
pub(crate) fn within(eight: u64, least: u8, most: u8) -> u64 {
    debug_assert!(eight & ONES << 7 == 0);
    let from = |byte: u8| eight + ONES * u64::from(0x80 - byte);
    from(least) & !from(most + 1)
}

/// Of each of eight bytes of ASCII, whether it is a letter or a digit, in its highest bit.
pub(crate) fn letters_of(eight: u64) -> u64 {
    within(eight | ONES << 5, b'a', b'z') | within(eight, b'0', b'9')
}

/// Where the bytes of a text are of a kind: letters are passed over without a look at what characters they are.
pub(crate) fn places(text: &[u8], kind: impl Fn(&u8) -> bool) -> impl Iterator<Item = usize> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + text.get(from..)?.iter().position(&kind)?;
        from = at + 1;
        Some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn runs_end_where_letters_do(text in "[a-zA-Z0-9]{0,20}([ -~é\\x7f\\x00][a-z]{0,9})?") {
            let end = text.bytes().position(|byte| !byte.is_ascii_alphanumeric());
            assert_eq!(run(text.as_bytes()), end.unwrap_or(text.len()), "{text:?}");
        }

        #[test]
        fn letters_are_told_by_byte(text in "([a-zA-Z0-9]{0,20}|[ -~éß’\\x7f\\x00]{0,40}){0,4}", from in 0..100_usize) {
            let from = from.min(text.len());
            let told = letters(&text, from);
            for (at, char) in text.char_indices() {
                for at in (at..at + char.len_utf8()).filter(|at| (from..from + PIECE).contains(at)) {
                    assert_eq!(told >> (at - from) & 1 == 1, char.is_alphanumeric(), "{text:?} {at}");
                }
            }
        }
    }
}
