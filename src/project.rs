//! EDGE: the project on disk: its files, what is read from them, and what is wrong with them.

mod discover;
pub mod load;
mod stamp;
pub mod tree;
mod user_theme;
mod walk;

pub use discover::{
    Error, Sources, beside_user, here, is_markdown, load, markdown, read_file, settings, site_of,
};
