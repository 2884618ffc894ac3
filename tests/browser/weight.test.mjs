// A postmortem with its styles, script and fonts (32 to 60 kB of it) is below 95 kB without images, as every server of static files sends
// it, compressed; script is below 10 kB uncompressed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { context } from "./lib/browser.mjs";
import { ofKind } from "./lib/pages.mjs";
import { browser, samples } from "./lib/setup.mjs";

const MOST = 95_000;
const MOST_SCRIPT = 10_000;

/** Loads the page in a tab of its own: {type: bytes} as written, and the sum as sent, both without images. */
async function weigh(opened, address) {
  const page = await opened.newPage();
  const sizes = {};
  let sent = 0;
  const bodies = [];
  page.on("response", (response) => {
    const type = response.request().resourceType();
    if (type === "image" || type === "other") return;
    bodies.push(
      response.body().then((body) => {
        sizes[type] = (sizes[type] ?? 0) + body.length;
        sent += type === "font" ? body.length : gzipSync(body).length;
      }),
    );
  });
  await page.goto(address);
  await page.evaluate(() => document.fonts.ready.then(() => {}));
  await Promise.all(bodies);
  await page.close();
  return { sizes, sent };
}

for (const site of samples) {
  const pages = site.given ? site.pages.filter(({ kind }) => kind === "postmortems/*") : ofKind(site.folder, "postmortems/*");
  test(`${site.name}: the weight of ${pages.length} postmortems`, async (t) => {
    const opened = await context(browser);
    const problems = [];
    for (const { url } of pages) {
      const { sizes, sent } = await weigh(opened, site.url + url);
      const written = Object.values(sizes).reduce((all, size) => all + size, 0);
      const parts = Object.entries(sizes).sort().map(([type, size]) => `${type} ${size}`).join(", ");
      t.diagnostic(`${sent} bytes sent of ${written} (${parts}): ${url}`);
      if (sent >= MOST) problems.push(`${url}: ${sent} bytes`);
      if ((sizes.script ?? 0) >= MOST_SCRIPT) problems.push(`${url}: ${sizes.script} bytes of script`);
    }
    await opened.close();
    assert.deepEqual(problems, []);
  });
}
