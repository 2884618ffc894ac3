//! Plain text in HTML, and back.

use crate::source::fit;
use quick_xml::escape::unescape;

/// Adds a text with the characters that mean something to HTML escaped, fit for texts and for attributes in double
/// quotes, and for XML.
pub fn escape(out: &mut String, text: &str) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(text.get(done..at).unwrap_or_default());
        out.push_str(entity);
        done = at + 1;
    }
    out.push_str(text.get(done..).unwrap_or_default());
}

/// The same, as a text of its own.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape(&mut out, text);
    out
}

/// A text with what its entities stand for. A `&` that begins none stays, as in most addresses.
#[must_use]
pub fn unescaped(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        out.push_str(before);
        let end = entity.bytes().take(LONGEST).position(|byte| byte == b';');
        let whole = end.and_then(|end| entity.get(..=end));
        match whole.and_then(|whole| Some((whole.len(), unescape(whole).ok()?))) {
            Some((length, text)) => {
                out.push_str(&fit(text));
                rest = entity.get(length..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = entity.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escaped_text_is_fit_for_attributes() {
        assert_eq!(escaped("a<b>&\"é\""), "a&lt;b&gt;&amp;&quot;é&quot;");
    }

    #[test]
    fn entities_are_what_they_stand_for() {
        for (text, expected) in [
            ("a?b=1&amp;c=2", "a?b=1&c=2"),
            ("a?b=1&c=2&d;", "a?b=1&c=2&d;"),
            ("caf&eacute;&#x2F;&#47;x&quot;", "café//x\""),
            ("&&amp;&#0;&#99999999;&", "&&&#0;&#99999999;&"),
            ("&amp;lt;&nbsp;", "&lt;\u{a0}"),
            ("é&é;", "é&é;"),
            ("x&#7;", "x\u{fffd}"),
        ] {
            assert_eq!(unescaped(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_escaped_comes_back(text in ".*") {
            prop_assert_eq!(unescaped(&escaped(&text)), text);
        }
    }
}
