// What must be in sight: the whole menu on a phone, and diagrams that do not glare on dark pages.
import assert from "node:assert/strict";
import { test } from "node:test";
import { context } from "./lib/browser.mjs";
import { browser, samples } from "./lib/setup.mjs";

for (const site of samples.filter(({ given }) => !given)) {
  test(`${site.name}: a phone shows the whole menu`, async () => {
    const opened = await context(browser, { width: 390 });
    const page = await opened.newPage();
    await page.goto(site.url);
    const cut = await page.$$eval(".top nav a", (links) =>
      links
        .filter((link) => {
          const { left, right, width } = link.getBoundingClientRect();
          return !width || left < 0 || right > innerWidth;
        })
        .map((link) => link.textContent),
    );
    assert.deepEqual(cut, []);
    await opened.close();
  });

  test(`${site.name}: a diagram is turned on dark pages alone`, { skip: !site.dark }, async () => {
    for (const [scheme, theme, turned] of [
      ["light", null, false],
      ["dark", null, true],
      ["dark", "light", false],
      ["light", "dark", true],
    ]) {
      const opened = await context(browser, { scheme });
      const page = await opened.newPage();
      await page.goto(`${site.url}postmortems/2024-10-03-failover/`);
      const filter = await page.evaluate((theme) => {
        if (theme) document.documentElement.dataset.theme = theme;
        return getComputedStyle(document.querySelector('.body img[src$=".svg"]')).filter;
      }, theme);
      assert.equal(filter !== "none", turned, `${scheme}, ${theme}: ${filter}`);
      await opened.close();
    }
  });
}
