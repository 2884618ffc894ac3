// A postmortem with its styles, script and font is below 60 kB, uncompressed and without images; script below 10 kB.
import assert from "node:assert/strict";
import { test } from "node:test";
import { context } from "./lib/browser.mjs";
import { ofKind } from "./lib/pages.mjs";
import { browser, samples } from "./lib/setup.mjs";

const MOST = 60_000;
const MOST_SCRIPT = 10_000;

for (const site of samples) {
  const pages = site.given ? site.pages.filter(({ kind }) => kind === "postmortems/*") : ofKind(site.folder, "postmortems/*");
  test(`${site.name}: the weight of ${pages.length} postmortems`, async (t) => {
    const opened = await context(browser);
    const problems = [];
    for (const { url } of pages) {
      const page = await opened.newPage();
      const sizes = {};
      const bodies = [];
      page.on("response", (response) => {
        bodies.push(response.body().then((body) => {
          const type = response.request().resourceType();
          sizes[type] = (sizes[type] ?? 0) + body.length;
        }));
      });
      await page.goto(site.url + url);
      await page.evaluate(() => document.fonts.ready.then(() => {}));
      await Promise.all(bodies);
      await page.close();
      const { image: _, ...counted } = sizes;
      const sum = Object.values(counted).reduce((all, size) => all + size, 0);
      t.diagnostic(`${String(sum).padStart(6)} bytes: ${Object.entries(counted).map(([type, size]) => `${type} ${size}`).join(", ")}: ${url}`);
      if (sum >= MOST) problems.push(`${url}: ${sum} bytes`);
      if ((sizes.script ?? 0) >= MOST_SCRIPT) problems.push(`${url}: ${sizes.script} bytes of script`);
    }
    await opened.close();
    assert.deepEqual(problems, []);
  });
}
