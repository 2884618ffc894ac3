// Pictures of the main kinds of pages, kept in out/screens for people to look at.
import assert from "node:assert/strict";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { context, each } from "./lib/browser.mjs";
import { OUT } from "./lib/options.mjs";
import { browser, samples } from "./lib/setup.mjs";

const MAIN = ["index.html", "postmortems/*", "services", "services/*", "causes", "causes/*", "timeline", "timeline/*", "archive", "archive/*"];

for (const site of samples) {
  test(`${site.name}: pictures of the main pages`, async (t) => {
    const folder = path.join(OUT, "screens", site.theme);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const pages = MAIN.map((kind) => site.pages.find((page) => page.kind === kind)).filter(Boolean);
    let count = 0;
    for (const width of [1280, 390]) {
      for (const scheme of site.dark ? ["light", "dark"] : ["light"]) {
        const opened = await context(browser, { width, scheme });
        await each(opened, pages, async (page, { url, kind }) => {
          await page.goto(site.url + url);
          const name = kind.replace("index.html", "home").replace("/*", "-one");
          await page.screenshot({ path: path.join(folder, `${name}-${width}-${scheme}.png`), fullPage: true });
          count += 1;
        });
        await opened.close();
      }
    }
    t.diagnostic(`${count} pictures in ${path.relative(process.cwd(), folder)}`);
    assert.ok(count > 0);
  });
}
