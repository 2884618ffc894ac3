// One Chromium for all tests, and what is done with it again and again.
import { chromium } from "playwright-core";

export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const CHROMIUM = process.env.CHROME_PATH ?? "/usr/bin/chromium";

export const launch = (more = []) => chromium.launch({ executablePath: CHROMIUM, args: [...FLAGS, ...more] });

/** How many pages are looked at at once: a page that waits for its parts leaves the machine to another. */
const TABS = 3;

const HEIGHTS = { 390: 844, 320: 640 };

/** A context of this width and colour scheme. */
export const context = (browser, { width = 1280, scheme = "light", ...more } = {}) =>
  browser.newContext({ viewport: { width, height: HEIGHTS[width] ?? 900 }, colorScheme: scheme, ...more });

/** Does `work` in a window of another width. */
export async function atWidth(page, width, work) {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: before.height });
  try {
    return await work();
  } finally {
    await page.setViewportSize(before);
  }
}

/** Does `work` for each item in some tabs of the context at once, and gives what it found, joined, in order. */
export async function each(context, items, work) {
  const found = items.map(() => []);
  const queue = items.map((item, place) => ({ item, place }));
  async function tab() {
    const page = await context.newPage();
    try {
      for (let next = queue.shift(); next; next = queue.shift()) {
        found[next.place] = (await work(page, next.item)) ?? [];
      }
    } finally {
      await page.close();
    }
  }
  await Promise.all(Array.from({ length: TABS }, tab));
  return found.flat();
}
