//! EDGE: the project on disk: its files, what is read from them, and what is wrong with them.
//!
//! Only `files` and what is below it touch the disk; reading and judging what it found is pure.

pub mod check;
pub mod files;
pub mod read;

pub use check::Checked;
pub use files::{
    Error, Sources, beside_user, here, is_markdown, list, load, read_file, settings, site_of, today,
};
pub use read::Project;
