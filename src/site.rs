//! The site: what pages there are, what each shows, and its bytes. Pure: no file, no clock.

pub mod url;
pub mod view;
pub mod words;
