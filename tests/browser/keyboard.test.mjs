// Without a mouse: everything is reached in order, and one sees where one is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { context } from "./lib/browser.mjs";
import { browser, samples } from "./lib/setup.mjs";

const MOST = 400;

/** What has the focus: where it is, and whether that is seen. Null once the focus has left the page. */
const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const lit = element.closest(".lit") !== null;
    const places = { skip: ".skip", menu: "body > header", figure: "main svg", list: "main table, main .entries", main: "main", foot: "footer" };
    const place = Object.keys(places).find((name) => element.closest(places[name]));
    return {
      name: `${element.tagName.toLowerCase()} "${(element.getAttribute("aria-label") ?? element.textContent).trim().slice(0, 40)}"`,
      place,
      seen: (outlined || lit || style.boxShadow !== "none") && box.width > 0 && box.bottom > 0 && box.top < innerHeight,
    };
  });

for (const site of samples) {
  for (const kind of ["index.html", "postmortems/*", "archive"]) {
    test(`${site.name}: by keyboard through ${kind}`, async (t) => {
      // Without smooth scrolling, so that a stop is in the window at once.
      const opened = await context(browser, { reducedMotion: "reduce" });
      const page = await opened.newPage();
      await page.goto(site.url + site.pages.find((found) => found.kind === kind).url);
      const stops = [];
      for (let count = 0; count < MOST; count += 1) {
        await page.keyboard.press("Tab");
        const stop = await focused(page);
        if (!stop) break;
        stops.push(stop);
      }
      await opened.close();
      t.diagnostic(`${stops.length} stops`);
      assert.ok(stops.length < MOST, "the focus never leaves the page");
      assert.deepEqual(stops.filter(({ seen }) => !seen).map(({ name }) => name), [], "one does not see the focus");
      const places = [...new Set(stops.map(({ place }) => place))];
      assert.deepEqual(places.slice(0, 2), ["skip", "menu"]);
      assert.ok(places.includes("list"), `no list among ${places}`);
      assert.equal(places.at(-1), "foot");
    });
  }

  test(`${site.name}: the first stop skips to the text`, async () => {
    const opened = await context(browser);
    const page = await opened.newPage();
    await page.goto(site.url);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const inside = await page.evaluate(() => document.activeElement.closest("main") !== null);
    await opened.close();
    assert.ok(inside, "the next stop is not in the text");
  });
}
