//! All targets as one program; `NEVERTWICE_FUZZ` names the one to run. It is made of the dependencies that the tests are made
//! of, so that only our own code is compiled once more.

#![no_main]

#[expect(unreachable_pub, reason = "the oracles are also those of another package")]
#[path = "src/oracles.rs"]
mod oracles;

use std::sync::LazyLock;

static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = std::env::var("NEVERTWICE_FUZZ").unwrap_or_default();
    match name.as_str() {
        "document" => oracles::document,
        "front_matter" => oracles::front_matter,
        "import" => oracles::import,
        "manifest" => oracles::manifest,
        "request" => oracles::request,
        "site_yaml" => oracles::site_yaml,
        "timeline" => oracles::timeline,
        _ => panic!("no target `{name}`"),
    }
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| TARGET(bytes));
