//! Emoji codes, as in `:warning:`, by the names that GitHub knows. All else between colons is text.

use std::borrow::Cow;
use std::ops::Range;

/// The most letters of a name.
const LONGEST: usize = 50;

/// The codes in a text that stand for a sign, in order, each with its sign.
pub fn codes(text: &str) -> impl Iterator<Item = (Range<usize>, &'static str)> {
    let (mut from, mut last) = (0, 0);
    std::iter::from_fn(move || {
        loop {
            let start = from + memchr::memchr(b':', text.as_bytes().get(from..)?)?;
            from = start + 1;
            let rest = text.get(from..)?;
            let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+');
            let length = rest
                .bytes()
                .take(LONGEST)
                .take_while(|byte| is_name(*byte))
                .count();
            // `10:100:30` is none, nor is a part of an address or of a name such as `a::b`.
            let glued = |char: char| char.is_alphanumeric() || matches!(char, '/' | '@' | ':');
            let closed = length > 0 && rest.as_bytes().get(length) == Some(&b':');
            if !closed || start > last && text.get(..start)?.ends_with(glued) {
                continue;
            }
            if let Some(emoji) = emojis::get_by_shortcode(rest.get(..length)?) {
                from += length + 1;
                last = from;
                return Some((start..from, emoji.as_str()));
            }
        }
    })
}

/// A text with signs for its codes.
#[must_use]
pub fn signs(text: &str) -> Cow<'_, str> {
    let mut codes = codes(text).peekable();
    if codes.peek().is_none() {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (code, sign) in codes {
        out.push_str(text.get(done..code.start).unwrap_or_default());
        out.push_str(sign);
        done = code.end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out.into()
}

/// Whether a character is a sign or part of one.
#[must_use]
pub const fn is_sign(char: char) -> bool {
    matches!(char, '\u{200d}' | '\u{20e3}' | '\u{fe0f}' | '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_signs_and_all_else_stays() {
        for (text, shown) in [
            (":fire: down, :+1:", "🔥 down, 👍"),
            (":fire::fire:", "🔥🔥"),
            ("(:warning:)It", "(⚠️)It"),
            ("the role :db_primary: to", "the role :db_primary: to"),
            (":x::y", "❌:y"),
            ("::fire:", "::fire:"),
            ("10:100:30 and 10:30:45", "10:100:30 and 10:30:45"),
            ("a:fire:b http://x/:fire:/", "a:fire:b http://x/:fire:/"),
            ("Foo::bar::new, :: :: :", "Foo::bar::new, :: :: :"),
            (":de: ü:ü:", "🇩🇪 ü:ü:"),
        ] {
            assert_eq!(signs(text), shown, "{text}");
        }
    }
}
