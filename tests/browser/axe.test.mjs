// axe-core finds nothing: WCAG 2.2 AA and its best practices. Colours are those of the scheme, on every width and whatever
// the content is: contrast is looked at on a wide page of each theme and scheme, structure on the others. No structure depends on
// the theme. All pages in the first state, and one of each kind in the others.
import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./lib/axe.mjs";
import { sites } from "./lib/setup.mjs";
import { ask } from "./lib/visits.mjs";

/** [width, scheme, what is looked for] of each state in which the site is looked at. */
function states({ name, theme, dark }) {
  if (name.startsWith("hard")) return theme === "default" ? [["phone", "light", "structure"]] : [];
  if (theme === "print") return [["wide", "light", "all"]];
  const light = [["wide", "light", "all"], ["phone", "light", "structure"]];
  return dark ? [...light, ["wide", "dark", "colours"]] : light;
}

const oneOfEachKind = (pages) => pages.filter(({ kind }, place) => pages.findIndex((page) => page.kind === kind) === place);

for (const site of sites) {
  for (const [place, [state, scheme, look]] of states(site).entries()) {
    const pages = place === 0 ? site.pages : oneOfEachKind(site.pages);
    const problems = ask(site, state, async (page, { file }) => {
      await page.emulateMedia({ colorScheme: scheme });
      const found = await violations(page, look).finally(() => page.emulateMedia({ colorScheme: "light" }));
      return found.map((problem) => `${file}: ${problem}`);
    }, pages);
    test(`${site.name}: axe finds nothing on ${pages.length} pages, ${state}, ${scheme}`, async () => assert.deepEqual(await problems(), []));
  }
}
