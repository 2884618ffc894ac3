// From disk, without a server: script completes the links, each leads to a file, and a click arrives.
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { context, each } from "./lib/browser.mjs";
import { addresses, missingOnDisk } from "./lib/reach.mjs";
import { browser, samples, sites } from "./lib/setup.mjs";
import { watch } from "./lib/watch.mjs";

/** One link of each of these places is followed: menu, rows of lists, figures. The menu names the page itself, too. */
const PLACES = ["header nav a:not([aria-current])", "main table a", "main svg a"];

/** Browsers fetch no font early from disk: the stylesheet asks again, the script lets text wait, and only the console tells. */
const isFontFetchedEarly = (problem) => /assets\/(sans|serif)\.woff2|console: Failed to load resource: net::ERR_FAILED$/.test(problem);

for (const site of sites) {
  test(`${site.name}: from disk the first page is set in the site's fonts`, async () => {
    const opened = await context(browser);
    const page = await opened.newPage();
    await page.goto(pathToFileURL(path.join(site.folder, "index.html")).href);
    const fonts = await page.evaluate(async () => [...(await document.fonts.ready)].filter(({ status }) => status === "loaded").map(({ display }) => display));
    await opened.close();
    assert.ok(fonts.length && fonts.every((display) => display === "block"), fonts.join());
  });

  test(`${site.name}: from disk the links of ${site.pages.length} pages lead to files`, async () => {
    const opened = await context(browser);
    const watches = new Map();
    const home = pathToFileURL(`${site.folder}/`).href;
    // The page for addresses that are nowhere is only ever sent by a server.
    const pages = site.pages.filter(({ file }) => file !== "404.html");
    const problems = await each(opened, pages, async (page, { file }) => {
      if (!watches.has(page)) watches.set(page, watch(page, home));
      await page.goto(pathToFileURL(path.join(site.folder, file)).href);
      return [...watches.get(page)().filter((problem) => !isFontFetchedEarly(problem)), ...missingOnDisk(await addresses(page))].map((problem) => `${file}: ${problem}`);
    });
    await opened.close();
    assert.deepEqual(problems, []);
  });
}

for (const site of samples) {
  test(`${site.name}: from disk a click in menu, list and figure arrives`, async (t) => {
    const opened = await context(browser);
    const page = await opened.newPage();
    let clicks = 0;
    for (const { file } of site.pages.filter(({ kind }) => ["index.html", "timeline", "services/*", "causes"].includes(kind))) {
      for (const place of PLACES) {
        await page.goto(pathToFileURL(path.join(site.folder, file)).href);
        const link = page.locator(`${place}:visible`).first();
        if (!(await link.count())) continue;
        const before = page.url();
        await link.focus();
        await Promise.all([page.waitForURL((url) => url.href !== before), page.keyboard.press("Enter")]);
        assert.ok(await page.locator("main h1").count(), `${file}: ${place} leads to ${page.url()}, which is no page`);
        clicks += 1;
      }
    }
    t.diagnostic(`${clicks} links followed`);
    await opened.close();
    assert.ok(clicks >= 4);
  });
}
