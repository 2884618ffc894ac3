//! Pictures out of SVG, for whoever cannot show SVG: rendered with the font that ships, never with one of the
//! machine, so that the same SVG gives the same bytes.

use super::font;
use png::{BitDepth, ColorType, Encoder, EncodingError, Filter};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};
use std::sync::{Arc, LazyLock};

/// What renders: a part of the key of whatever keeps pictures.
pub const RENDERER: &str = "resvg 0.49";

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(font::REGULAR.to_vec());
    fonts.load_font_data(font::SEMIBOLD.to_vec());
    Arc::new(fonts)
});

/// The PNG of an SVG that covers all of its own size. Empty where it is no SVG, or has no size.
#[must_use]
pub fn png(svg: &str) -> Vec<u8> {
    let options = Options {
        font_family: font::FAMILY.to_owned(),
        fontdb: FONTS.clone(),
        ..Options::default()
    };
    let drawn = Tree::from_str(svg, &options).ok().and_then(|tree| {
        let size = tree.size().to_int_size();
        let mut pixels = Pixmap::new(size.width(), size.height())?;
        resvg::render(&tree, Transform::default(), &mut pixels.as_mut());
        encode(&pixels).ok()
    });
    drawn.unwrap_or_default()
}

/// Without alpha and filters: of flat colours and letters that is the smallest, a third less than what tiny-skia
/// writes.
fn encode(pixels: &Pixmap) -> Result<Vec<u8>, EncodingError> {
    let colours: Vec<u8> = pixels
        .pixels()
        .iter()
        .flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()])
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_filter(Filter::NoFilter);
    encoder.write_header()?.write_image_data(&colours)?;
    Ok(bytes)
}
