//! Pictures, and how large they are: a page that says so does not move when they come.

use quick_xml::events::{BytesStart, Event};

/// Endings of pictures that browsers show.
const PICTURES: &[&str] = &["svg", "png", "jpg", "jpeg", "gif", "webp", "avif"];

/// Whether a path is that of a picture.
#[must_use]
pub fn is_picture(path: &str) -> bool {
    ending(path).is_some_and(|ending| PICTURES.contains(&ending.as_str()))
}

fn ending(path: &str) -> Option<String> {
    Some(path.rsplit_once('.')?.1.to_ascii_lowercase())
}

/// Width and height in pixels.
pub type Size = (u32, u32);

/// How large a picture is; None where it does not say. Its first bytes are enough.
#[must_use]
pub fn size(path: &str, bytes: &[u8]) -> Option<Size> {
    if ending(path).as_deref() == Some("svg") {
        return of_svg(bytes);
    }
    let size = imagesize::blob_size(bytes).ok()?;
    Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
}

fn of_svg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut reader = quick_xml::Reader::from_reader(bytes);
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) => {
                return match element.local_name().as_ref() {
                    "svg" => stated(&element),
                    _ => None,
                };
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// What `width` and `height` say, else `viewBox`.
fn stated(svg: &BytesStart<'_>) -> Option<(u32, u32)> {
    let value = |name: &str| {
        let attribute = svg.try_get_attribute(name).ok()??;
        Some(attribute.value.into_owned())
    };
    let length = |name: &str| pixels(value(name)?.trim().trim_end_matches("px"));
    if let (Some(width), Some(height)) = (length("width"), length("height")) {
        return Some((width, height));
    }
    let view_box = value("viewBox")?;
    let mut numbers = view_box
        .split([' ', ','])
        .filter(|number| !number.is_empty())
        .skip(2);
    Some((pixels(numbers.next()?)?, pixels(numbers.next()?)?))
}

/// A length in whole pixels, at least one.
fn pixels(number: &str) -> Option<u32> {
    let number: f64 = number.parse().ok()?;
    // The cast saturates, and what is not above zero is no length.
    (number > 0.0 && number < 1e6).then_some(number.round().max(1.0) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_say_how_large_they_are() {
        for (svg, expected) in [
            (
                "<?xml version='1.0'?><!-- x --><svg xmlns='a' width='120' height=\"30px\"/>",
                Some((120, 30)),
            ),
            ("<svg viewBox=\"0 0 240.4 60\"><path/></svg>", Some((240, 60))),
            (
                "<svg width='100%' height='100%' viewBox='0,0,10,20'/>",
                Some((10, 20)),
            ),
            ("<svg/>", None),
            ("<p/>", None),
            ("not XML", None),
            ("", None),
        ] {
            assert_eq!(size("content/logo.svg", svg.as_bytes()), expected, "{svg}");
        }
        let gif = b"GIF89a\x20\x00\x10\x00\x00\x00\x00";
        assert_eq!(size("logo.GIF", gif), Some((32, 16)));
        assert_eq!(size("logo.png", b"\x89PNG"), None);
        assert!(is_picture("a/Logo.PNG") && !is_picture("logo") && !is_picture("logo.pdf"));
    }
}
