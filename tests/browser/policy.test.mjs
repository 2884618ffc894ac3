// Under the header that the guide gives to servers, every kind of page works: nothing in it is inline.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { context, each } from "./lib/browser.mjs";
import { ROOT } from "./lib/options.mjs";
import { browser, sites } from "./lib/setup.mjs";

const [, POLICY] = /Content-Security-Policy "([^"]+)"/.exec(readFileSync(path.join(ROOT, "docs/publishing.md"), "utf8"));

for (const site of sites) {
  test(`${site.name}: ${site.pages.length} pages break no policy`, async () => {
    const opened = await context(browser);
    await opened.route("**/*", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": POLICY } });
    });
    await opened.addInitScript(() => {
      window.broken = [];
      addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) =>
        window.broken.push(`${effectiveDirective} ${blockedURI} ${sample}`),
      );
    });
    const problems = await each(opened, site.pages, async (page, { url, file }) => {
      await page.goto(site.url + url);
      await page.evaluate(() => document.fonts.ready.then(() => {}));
      return (await page.evaluate(() => window.broken)).map((broken) => `${file}: ${broken}`);
    });
    await opened.close();
    assert.deepEqual(problems, []);
  });
}
