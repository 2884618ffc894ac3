// Script only adds: without it every page says the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sites } from "./lib/setup.mjs";
import { ask } from "./lib/visits.mjs";

/** What script adds: the switch of colours, filters, the search, and times in the reader's zone. */
const ADDED = ".switch, .filter, .search, .local, .tip";

/** The lines of text that are seen, without what script adds. */
const seen = (page) =>
  page.evaluate((added) => {
    const styles = new CSSStyleSheet();
    styles.replaceSync(`${added} { display: none !important; }`);
    document.adoptedStyleSheets.push(styles);
    const lines = document.body.innerText.split("\n").map((line) => line.trim()).filter(Boolean);
    document.adoptedStyleSheets.pop();
    return lines;
  }, ADDED);

// The pages of the other theme have the same words and the same script.
for (const site of sites.filter(({ theme }) => theme !== "print")) {
  const read = async (page, { file }) => [[file, await seen(page)]];
  const [scripted, plain] = [ask(site, "wide", read), ask(site, "plain", read)];
  test(`${site.name}: ${site.pages.length} pages say the same without script`, async () => {
    const without = new Map(await plain());
    const problems = (await scripted()).flatMap(([file, lines]) => {
      const known = new Set(without.get(file));
      return lines.filter((line) => !known.has(line)).map((line) => `${file}: only with script: ${line}`);
    });
    assert.deepEqual(problems, []);
  });
}
