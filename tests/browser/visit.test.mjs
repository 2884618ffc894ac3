// Every kind of page loads without a complaint, asks no other host, fits its window and does not shift.
import assert from "node:assert/strict";
import { test } from "node:test";
import { context, each } from "./lib/browser.mjs";
import { PIECES } from "./lib/server.mjs";
import { browser, sites } from "./lib/setup.mjs";
import { layoutShifts, overflow, watch } from "./lib/watch.mjs";

const WIDTHS = { 1280: [2560], 390: [320] };

for (const site of sites) {
  for (const [width, further] of Object.entries(WIDTHS)) {
    test(`${site.name}: ${site.pages.length} pages are quiet and fit, at ${[width, ...further].join(" and ")} px`, async () => {
      // A page is painted before all of it has come: nothing then moves.
      const opened = await context(browser, { width: Number(width), extraHTTPHeaders: { [PIECES]: "6000" } });
      const watches = new Map();
      const problems = await each(opened, site.pages, async (page, { url, file }) => {
        if (!watches.has(page)) watches.set(page, watch(page, site.url));
        await page.setViewportSize({ width: Number(width), height: 900 });
        await page.goto(site.url + url);
        const found = watches.get(page)();
        for (const shift of await layoutShifts(page)) found.push(`layout shift: ${shift}`);
        for (const other of [Number(width), ...further]) {
          if (other !== Number(width)) await page.setViewportSize({ width: other, height: 900 });
          const wide = await overflow(page);
          if (wide > 0) found.push(`${wide} px wider than ${other} px`);
        }
        return found.map((problem) => `${file}: ${problem}`);
      });
      await opened.close();
      assert.deepEqual(problems, []);
    });
  }
}
