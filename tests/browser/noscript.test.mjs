// Script only adds: without it every page says the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import { context, each } from "./lib/browser.mjs";
import { browser, sites } from "./lib/setup.mjs";

/** What script adds: the switch of colours, filters, the search, and times in the reader's zone. */
const ADDED = ".switch, .filter, .search, .local, .tip";

/** The lines of text that are seen, without what script adds. */
const seen = (page) =>
  page.evaluate((added) => {
    for (const element of document.querySelectorAll(added)) element.remove();
    return document.body.innerText.split("\n").map((line) => line.trim()).filter(Boolean);
  }, ADDED);

// The pages of the other theme have the same words and the same script.
for (const site of sites.filter(({ theme }) => theme !== "print")) {
  test(`${site.name}: ${site.pages.length} pages say the same without script`, async () => {
    const [plain, scripted] = await Promise.all([context(browser, { javaScriptEnabled: false }), context(browser)]);
    const tab = await scripted.newPage();
    const texts = new Map();
    for (const { url } of site.pages) {
      await tab.goto(site.url + url);
      texts.set(url, await seen(tab));
    }
    const problems = await each(plain, site.pages, async (page, { url, file }) => {
      await page.goto(site.url + url);
      const lines = new Set(await seen(page));
      return texts.get(url).filter((line) => !lines.has(line)).map((line) => `${file}: only with script: ${line}`);
    });
    await Promise.all([plain.close(), scripted.close()]);
    assert.deepEqual(problems, []);
  });
}
