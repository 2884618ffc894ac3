//! The live preview over its sockets: `live` what a writer sees, `attack` what strangers get, `soak` what is left after
//! a long day of saves, renames and broken files.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests of an edge: they write files as editors do, run the program, and may fail"
)]

mod alone;
mod attack;
mod client;
mod edits;
mod live;
mod server;
mod soak;
