//! Work for all processors that a lock may wait for.
//!
//! What is derived on first use is derived under a lock, by whoever asks first: often a thread of rayon's pool, while the
//! others wait. A pool's thread that waits for the pool takes up other work meanwhile, and that work may ask for the same
//! lock: it would wait for itself. So nothing under such a lock uses the pool; it has threads of its own.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread;

/// Fewer items than these are not worth a thread.
const FEW: usize = 32;

/// Maps a slice part by part, one part a processor, and joins what comes back in the slice's order.
pub fn parts<T: Sync, R: Send>(items: &[T], map: impl Fn(&[T]) -> Vec<R> + Sync) -> Vec<R> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let size = items.len().div_ceil(processors).max(FEW);
    if items.len() <= size {
        return map(items);
    }
    thread::scope(|scope| {
        let map = &map;
        let begin = |part| {
            let begun = thread::Builder::new().spawn_scoped(scope, move || map(part));
            // Where the system has no thread left, this one does the part.
            begun.map_err(|_| map(part))
        };
        let parts: Vec<_> = items.chunks(size).map(begin).collect();
        let done = parts.into_iter().flat_map(|part| match part {
            Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
            Err(done) => done,
        });
        done.collect()
    })
}

#[cfg(test)]
mod tests {
    use super::parts;
    use rayon::prelude::*;
    use std::sync::OnceLock;

    #[test]
    fn order_is_kept_for_any_number_of_items() {
        for count in [0, 1, 31, 32, 33, 1000] {
            let items: Vec<usize> = (0..count).collect();
            let doubled = parts(&items, |part| part.iter().map(|item| item * 2).collect());
            assert_eq!(doubled, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        }
    }

    /// With the pool under the lock this hangs: its threads wait for each other.
    #[test]
    fn a_pool_may_wait_for_what_is_derived_once() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build();
        let items: Vec<usize> = (0..1000).collect();
        let once = OnceLock::new();
        let sum = || -> usize { parts(&items, <[usize]>::to_vec).iter().sum() };
        let asked = pool.map(|pool| {
            pool.install(|| {
                let all = (0..64).into_par_iter();
                all.map(|_| *once.get_or_init(sum)).collect::<Vec<_>>()
            })
        });
        assert_eq!(asked.ok(), Some(vec![499_500; 64]));
    }
}
