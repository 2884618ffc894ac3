//! What traits are known by: hashes, the same in every run and on every machine.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// What a trait is, the weakest evidence first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// A word, by its stem.
    Word,
    /// What words are about.
    Concept,
    /// A name that is typed the same each time: a host, a path, a metric, an exception.
    Name,
    /// What a machine said, without what changes each time.
    Message,
}

/// The key of a trait. The text itself is read again where somebody wants to see it.
pub(super) fn key(class: Class, text: &str) -> u64 {
    // FNV-1a.
    let mut hash = 0xcbf2_9ce4_8422_2325 ^ class as u64;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash
}

/// A map by keys, which need no second hash. Nothing is ever read in its order.
pub(super) type ByKey<T> = HashMap<u64, T, BuildHasherDefault<AsItIs>>;

/// The hash of a hash.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}
