// axe-core finds nothing: WCAG 2.2 AA and its best practices. All rules in light colours; in dark ones contrast
// alone, since nothing else differs. Of the hard site and of the second theme one state each: no colour depends on what is
// hard, and no structure on the theme. All pages in the first state, and one of each kind in the others.
import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./lib/axe.mjs";
import { sites } from "./lib/setup.mjs";
import { ask } from "./lib/visits.mjs";

/** [width, scheme] of each state in which the site is looked at. */
function states({ name, theme, dark }) {
  if (name.startsWith("hard")) return theme === "default" ? [["phone", "light"]] : [];
  if (theme === "print") return [["wide", "light"]];
  const light = [["wide", "light"], ["phone", "light"]];
  return dark ? [...light, ["wide", "dark"]] : light;
}

const oneOfEachKind = (pages) => pages.filter(({ kind }, place) => pages.findIndex((page) => page.kind === kind) === place);

for (const site of sites) {
  for (const [place, [state, scheme]] of states(site).entries()) {
    const pages = place === 0 ? site.pages : oneOfEachKind(site.pages);
    const problems = ask(site, state, async (page, { file }) => {
      await page.emulateMedia({ colorScheme: scheme });
      const found = await violations(page, scheme).finally(() => page.emulateMedia({ colorScheme: "light" }));
      return found.map((problem) => `${file}: ${problem}`);
    }, pages);
    test(`${site.name}: axe finds nothing on ${pages.length} pages, ${state}, ${scheme}`, async () => assert.deepEqual(await problems(), []));
  }
}
