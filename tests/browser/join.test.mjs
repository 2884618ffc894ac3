// Figure and list are one: hover, focus and tap light mark and entry together; on a phone the list is the figure.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { context } from "./lib/browser.mjs";
import { ofKind } from "./lib/pages.mjs";
import { browser, samples } from "./lib/setup.mjs";

const hasMarks = (site) => ({ file }) => /<svg class="timeline/.test(readFileSync(path.join(site.folder, file), "utf8"));
const lit = (page) => page.locator(".lit[data-entry]").evaluateAll((list) => [...new Set(list.map((one) => `${one.closest("svg.timeline") ? "figure" : "list"} ${one.dataset.entry}`))].sort());

for (const site of samples) {
  const found = ofKind(site.folder, "postmortems/*").find(hasMarks(site));
  test(`${site.name}: hover, focus and tap join mark and entry`, { skip: !found && "no page has a figure" }, async () => {
    const opened = await context(browser);
    const page = await opened.newPage();
    await page.goto(site.url + found.url);
    const mark = page.locator("svg.timeline .mark[data-entry], svg.timeline [data-entry] .mark").nth(1);
    const entry = await mark.evaluate((element) => element.closest("[data-entry]").dataset.entry.split(" ")[0]);
    const both = [`figure ${entry}`, `list ${entry}`];

    await mark.hover();
    assert.deepEqual(await lit(page), both, "hover on the mark");
    await page.mouse.move(0, 0);
    assert.deepEqual(await lit(page), [], "the mouse is gone");
    await page.locator(`#entry-${entry} .words`).hover();
    assert.deepEqual(await lit(page), both, "hover on the entry");
    await page.mouse.move(0, 0);
    await page.locator(`#entry-${entry} a`).first().focus();
    assert.deepEqual(await lit(page), both, "focus on the entry");
    await mark.click();
    assert.equal(new URL(page.url()).hash, `#entry-${entry}`, "a tap on the mark");
    await opened.close();
  });

  test(`${site.name}: on a phone the list is the figure`, { skip: !found && "no page has a figure" }, async () => {
    const opened = await context(browser, { width: 390 });
    const page = await opened.newPage();
    await page.goto(site.url + found.url);
    const wide = await page.locator("svg.timeline").first().evaluate((svg) => {
      const box = (svg.closest(".picture") ?? svg).getBoundingClientRect();
      return box.width;
    });
    assert.ok(wide < 2, "the wide figure is gone");
    const entries = page.locator(".entries .entry");
    const shown = await entries.evaluateAll((list) => list.every((one) => one.getBoundingClientRect().height > 20));
    assert.ok(shown && (await entries.count()) > 1, "the entries are seen");
    const marks = await page.locator(".entries .entry svg.mark").evaluateAll((list) => list.map((one) => one.getBoundingClientRect()).map(({ width, left }) => width > 10 && left >= 0));
    assert.ok(marks.length > 1 && marks.every(Boolean), "each has its mark");
    await opened.close();
  });
}
