#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| nevertwice_fuzz::import(bytes));
