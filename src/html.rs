//! HTML as text: what its elements are, where its tags are, and how plain text is written in it.

pub mod elements;
mod escape;
pub mod nesting;
pub mod tokenizer;

pub use escape::{escape, escaped, unescaped};
