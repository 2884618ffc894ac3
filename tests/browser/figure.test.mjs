// Figures as drawn: no two labels overlap, none leaves its figure, no leader goes through a label, marks keep the
// order of time; in the site's own font and in others, wider, narrower and taller.
import assert from "node:assert/strict";
import { test } from "node:test";
import { context, each } from "./lib/browser.mjs";
import { drawn, setFont } from "./lib/figures.mjs";
import { ofKind } from "./lib/pages.mjs";
import { browser, samples, sites } from "./lib/setup.mjs";

const FONTS = [null, '"DejaVu Sans"', '"Liberation Sans Narrow"', "serif", "monospace"];

/** Pages with figures: those of each kind, and every postmortem that has entries of its own. */
function withFigures(site) {
  const all = ofKind(site.folder, "postmortems/*").filter(({ file }) => !/\/plain-\d+\//.test(file));
  const known = new Set(site.pages.map(({ file }) => file));
  return [...site.pages, ...(site.given ? [] : all.filter(({ file }) => !known.has(file)))];
}

async function look(page, file, fonts) {
  const found = [];
  let texts = 0;
  for (const font of fonts) {
    await setFont(page, font);
    const { problems, count } = await drawn(page);
    texts += count;
    found.push(...problems.map((problem) => `${file}${font ? ` in ${font}` : ""}: ${problem}`));
  }
  return { found, texts };
}

for (const site of sites) {
  for (const width of [1280, 390]) {
    // On a phone the list of entries is the figure of a postmortem: only the figures of archives are left to measure.
    const pages = width === 390 ? site.pages : withFigures(site);
    test(`${site.name}: labels and marks of the figures of ${pages.length} pages, ${width} px, ${FONTS.length} fonts`, async (t) => {
      const opened = await context(browser, { width });
      let compared = 0;
      const problems = await each(opened, pages, async (page, { url, file }) => {
        await page.goto(site.url + url);
        const { found, texts } = await look(page, file, FONTS);
        compared += texts;
        return found;
      });
      await opened.close();
      t.diagnostic(`${compared} labels compared`);
      assert.ok(compared > 0, "no labels were found");
      assert.deepEqual(problems, []);
    });
  }
}

for (const site of samples) {
  test(`${site.name}: the figures hold where the font of the site does not arrive`, async () => {
    const opened = await context(browser);
    await opened.route(/\.woff2?$/, (route) => route.abort());
    const problems = await each(opened, withFigures(site), async (page, { url, file }) => {
      await page.goto(site.url + url);
      return (await look(page, file, [null])).found;
    });
    await opened.close();
    assert.deepEqual(problems, []);
  });
}
