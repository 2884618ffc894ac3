// Random numbers that are the same in every run: a failure can be repeated.

/** A generator of numbers in [0, 1), from a whole number (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A whole number from `low` to `high`, both possible. */
export const between = (next, low, high) => low + Math.floor(next() * (high - low + 1));

/** One of the items. */
export const one = (next, items) => items[between(next, 0, items.length - 1)];

/** `count` of the items, in their order; all where there are no more. */
export function some(next, items, count) {
  const places = items.map((_, place) => [next(), place]).sort((a, b) => a[0] - b[0]);
  return places.slice(0, count).map(([, place]) => place).sort((a, b) => a - b).map((place) => items[place]);
}
