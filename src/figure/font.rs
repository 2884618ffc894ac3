//! The font of figures for pictures that no browser draws; `font/README.md` says what it is. Pages use the theme's
//! asset of the same font.

/// Its name.
pub const FAMILY: &str = "Nevertwice Figures";
/// Weight 400, as TrueType.
pub const REGULAR: &[u8] = include_bytes!("font/regular.ttf");
/// Weight 600, as TrueType.
pub const SEMIBOLD: &[u8] = include_bytes!("font/semibold.ttf");
