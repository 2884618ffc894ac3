// axe-core finds nothing: WCAG 2.2 AA and its best practices. All rules in light colours; in dark ones contrast
// alone, since nothing else differs, and of the hard site one state, since no colour depends on it. All pages in the
// first state, and one of each kind in the others.
import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./lib/axe.mjs";
import { context, each } from "./lib/browser.mjs";
import { browser, sites } from "./lib/setup.mjs";

/** [width, scheme] of each state in which the site is looked at. */
function states({ name, theme, dark }) {
  const light = [[1280, "light"], [390, "light"]];
  if (name.startsWith("hard")) return theme === "default" ? light.slice(1) : light.slice(0, 1);
  return dark ? [...light, [1280, "dark"]] : light;
}

const oneOfEachKind = (pages) => pages.filter(({ kind }, place) => pages.findIndex((page) => page.kind === kind) === place);

for (const site of sites) {
  for (const [place, [width, scheme]] of states(site).entries()) {
    const pages = place === 0 ? site.pages : oneOfEachKind(site.pages);
    test(`${site.name}: axe finds nothing on ${pages.length} pages, ${width} px, ${scheme}`, async () => {
      const opened = await context(browser, { width, scheme });
      const problems = await each(opened, pages, async (page, { url, file }) => {
        await page.goto(site.url + url);
        return (await violations(page, scheme)).map((problem) => `${file}: ${problem}`);
      });
      await opened.close();
      assert.deepEqual(problems, []);
    });
  }
}
