// A postmortem with its styles, script and fonts (32 to 60 kB of it) is below 95 kB without images, as every server of static files sends
// it, compressed; script is below 10 kB uncompressed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { context, each } from "./lib/browser.mjs";
import { ofKind } from "./lib/pages.mjs";
import { browser, samples } from "./lib/setup.mjs";

const MOST = 95_000;
const MOST_SCRIPT = 10_000;

/** Loads the page: {type: bytes} as written, and the sum as sent, both without images. */
async function weigh(page, address) {
  const bodies = [];
  const keep = (response) => {
    const type = response.request().resourceType();
    if (type !== "image" && type !== "other") bodies.push(response.body().then((body) => ({ type, body })));
  };
  page.on("response", keep);
  await page.goto(address);
  await page.evaluate(() => document.fonts.ready.then(() => {}));
  page.off("response", keep);
  const sizes = {};
  let sent = 0;
  for (const { type, body } of await Promise.all(bodies)) {
    sizes[type] = (sizes[type] ?? 0) + body.length;
    sent += type === "font" ? body.length : gzipSync(body).length;
  }
  return { sizes, sent };
}

for (const site of samples) {
  const pages = site.given ? site.pages.filter(({ kind }) => kind === "postmortems/*") : ofKind(site.folder, "postmortems/*");
  test(`${site.name}: the weight of ${pages.length} postmortems`, async (t) => {
    const opened = await context(browser);
    const problems = await each(opened, pages, async (page, { url }) => {
      const { sizes, sent } = await weigh(page, site.url + url);
      const written = Object.values(sizes).reduce((all, size) => all + size, 0);
      const parts = Object.entries(sizes).sort().map(([type, size]) => `${type} ${size}`).join(", ");
      t.diagnostic(`${sent} bytes sent of ${written} (${parts}): ${url}`);
      const found = [];
      if (sent >= MOST) found.push(`${url}: ${sent} bytes`);
      if ((sizes.script ?? 0) >= MOST_SCRIPT) found.push(`${url}: ${sizes.script} bytes of script`);
      return found;
    });
    await opened.close();
    assert.deepEqual(problems, []);
  });
}
