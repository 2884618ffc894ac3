// Every kind of page loads without a complaint, asks no other host, fits its window and does not shift.
import assert from "node:assert/strict";
import { test } from "node:test";
import { atWidth } from "./lib/browser.mjs";
import { sites } from "./lib/setup.mjs";
import { ask } from "./lib/visits.mjs";
import { overflow } from "./lib/watch.mjs";

const WIDTHS = { wide: [1280, 2560], phone: [390, 320] };

for (const site of sites) {
  for (const [state, widths] of Object.entries(WIDTHS)) {
    const problems = ask(site, state, async (page, { file }, { complaints, shifts }) => {
      const found = [...complaints, ...shifts.map((shift) => `layout shift: ${shift}`)];
      for (const width of widths) {
        const wide = await atWidth(page, width, () => overflow(page));
        if (wide > 0) found.push(`${wide} px wider than ${width} px`);
      }
      return found.map((problem) => `${file}: ${problem}`);
    });
    test(`${site.name}: ${site.pages.length} pages are quiet and fit, at ${widths.join(" and ")} px`, async () => assert.deepEqual(await problems(), []));
  }
}
