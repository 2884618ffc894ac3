#![no_main]

#[path = "../src/oracles.rs"]
mod oracles;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| oracles::site_yaml(bytes));
