//! Whole sites, built by the program as a user would: what they hold, that they are sound, that they are the same
//! every time, and what bad input does.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a test looks at files, runs the program, and says what a machine does not let it try"
)]

mod addresses;
mod cards;
mod determinism;
mod formats;
mod golden;
mod killed;
mod links;
mod long_lists;
mod machine;
mod names;
mod output;
mod pipes;
mod publishing;
mod pull_requests;
mod reach;
mod records;
mod safety;
mod staging;
mod support;
mod terminal;
mod themes;
