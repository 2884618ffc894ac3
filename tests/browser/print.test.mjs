// On paper: all of a postmortem is there; the theme made for paper has running heads.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { context } from "./lib/browser.mjs";
import { OUT } from "./lib/options.mjs";
import { browser, samples } from "./lib/setup.mjs";

const words = (text) => text.normalize("NFKC").replace(/[\s\u00ad]+/g, " ");

/** The sheets of a PDF, as text. */
const sheets = (file) => execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).split("\f").filter((sheet) => sheet.trim());

for (const site of samples) {
  test(`${site.name}: a postmortem on paper`, async (t) => {
    const opened = await context(browser);
    const page = await opened.newPage();
    const { url } = site.pages.find(({ kind }) => kind === "postmortems/*");
    await page.goto(site.url + url);
    const title = await page.locator("h1").textContent();
    const times = await page.locator(".entries .entry .when a").allTextContents();
    const file = path.join(OUT, "print", `${site.name}.pdf`);
    mkdirSync(path.dirname(file), { recursive: true });
    await page.pdf({ path: file, preferCSSPageSize: true });
    await opened.close();

    const found = sheets(file);
    t.diagnostic(`${found.length} sheets: ${path.relative(process.cwd(), file)}`);
    assert.ok(found.length > 0);
    const all = words(found.join(" "));
    assert.ok(all.includes(words(title).trim()), `the title "${title}" is not on paper`);
    for (const time of times) assert.ok(all.includes(words(time).trim()), `the time "${time}" is not on paper`);
    if (site.theme === "print") {
      for (const [number, sheet] of found.entries()) {
        if (number > 0) assert.ok(/\b\d+\b/.test(sheet.trim().split("\n").at(-1)), `sheet ${number + 1} has no number`);
      }
    }
  });
}
