// Figures as drawn: no two labels overlap, none leaves its figure, no leader goes through a label, marks keep the
// order of time; in the site's own font and in others, wider, narrower and taller.
import assert from "node:assert/strict";
import { test } from "node:test";
import { NOT_THERE, drawn, setFont } from "./lib/figures.mjs";
import { ofKind } from "./lib/pages.mjs";
import { sites } from "./lib/setup.mjs";
import { ask } from "./lib/visits.mjs";

const FONTS = [null, NOT_THERE, '"DejaVu Sans"', '"Liberation Sans Narrow"', "serif", "monospace"];

/** The figures of the themes differ in their own fonts alone: of the second theme, those and what is wider. */
const fontsOf = ({ theme }) => (theme === "print" ? [null, NOT_THERE, "monospace"] : FONTS);

/** Pages with figures: those of each kind, and every postmortem that has entries of its own. */
function withFigures(site) {
  const all = ofKind(site.folder, "postmortems/*").filter(({ file }) => !/\/plain-\d+\//.test(file));
  const known = new Set(site.pages.map(({ file }) => file));
  return [...site.pages, ...(site.given ? [] : all.filter(({ file }) => !known.has(file)))];
}

for (const site of sites) {
  for (const state of ["wide", "phone"]) {
    // On a phone the list of entries is the figure of a postmortem: only the figures of archives are left to measure.
    const pages = state === "phone" ? site.pages : withFigures(site);
    const fonts = fontsOf(site);
    let compared = 0;
    const problems = ask(site, state, async (page, { file }) => {
      const found = [];
      for (const font of fonts) {
        await setFont(page, font);
        const { problems, count } = await drawn(page);
        compared += count;
        found.push(...problems.map((problem) => `${file}${font ? ` in ${font}` : ""}: ${problem}`));
      }
      await setFont(page, null);
      return found;
    }, pages);
    test(`${site.name}: labels and marks of the figures of ${pages.length} pages, ${state}, ${fonts.length} fonts`, async (t) => {
      const found = await problems();
      t.diagnostic(`${compared} labels compared`);
      assert.ok(compared > 0, "no labels were found");
      assert.deepEqual(found, []);
    });
  }
}
