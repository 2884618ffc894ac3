// Words of figures are whole: letter by letter on the screen, and read back from paper, in five fonts.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { context, each } from "./lib/browser.mjs";
import { setFont } from "./lib/figures.mjs";
import { OUT } from "./lib/options.mjs";
import { browser, samples } from "./lib/setup.mjs";

const FONTS = [null, "DejaVu Sans", "Liberation Sans Narrow", "Liberation Serif", "Liberation Mono"];
const run = promisify(execFile);
const SHEETS = ["A4", "Letter"];
const letters = (text) => text.normalize("NFKC").replace(/[\s\u00ad]+/g, "");

/** The texts of the figure of a postmortem that are seen, and what is wrong with how their letters are drawn. */
const drawn = (page) =>
  page.evaluate(() => {
    const texts = [...document.querySelectorAll("svg.timeline text")].filter((text) => text.getBoundingClientRect().width > 1 && text.getClientRects().length);
    const problems = [];
    for (const text of texts) {
      const style = getComputedStyle(text);
      // A stroke around each letter covers part of the one before it.
      if (style.stroke !== "none") problems.push(`"${text.textContent}" has a stroke`);
      let before = -Infinity;
      for (let place = 0; place < text.getNumberOfChars(); place += 1) {
        const { x, width } = text.getExtentOfChar(place);
        if (width > 0 && x < before - 0.5) problems.push(`"${text.textContent}": letter ${place} is on the one before`);
        if (width > 0) before = x + width / 2;
      }
    }
    return { problems, words: texts.map((text) => text.textContent) };
  });

for (const site of samples) {
  const postmortems = site.pages.filter(({ kind }) => kind === "postmortems/*");
  const { url } = postmortems[0];
  mkdirSync(path.join(OUT, "print"), { recursive: true });

  test(`${site.name}: words of the timeline are whole in ${FONTS.length} fonts, on screen and on paper`, async () => {
    const opened = await context(browser);
    await each(opened, FONTS, async (page, font) => {
      const where = font ?? "its own font";
      await page.goto(site.url + url);
      await setFont(page, font && `"${font}"`);
      const screen = await drawn(page);
      const file = path.join(OUT, "print", `letters-${site.name}-${FONTS.indexOf(font)}.pdf`);
      await page.emulateMedia({ media: "print" });
      const paper = await drawn(page).finally(() => page.emulateMedia({ media: null }));
      await page.pdf({ path: file, format: "A4" });
      assert.deepEqual([...screen.problems, ...paper.problems], [], where);
      assert.ok(screen.words.length > 5 && paper.words.length > 5, `no words were found in ${where}`);
      // In the order of places: beside each other, words of a figure are on one line with others.
      const { stdout } = await run("pdftotext", ["-f", "1", "-l", "2", "-raw", file, "-"]);
      const read = letters(stdout);
      assert.deepEqual(paper.words.filter((words) => !read.includes(letters(words))), [], where);
    });
    await opened.close();
  });

  test(`${site.name}: on the first sheet of six postmortems no word is on another, ${SHEETS.join(" and ")}`, async () => {
    const opened = await context(browser);
    const page = await opened.newPage();
    await page.goto(`${site.url}archive/`);
    const all = await page.locator('main a[href*="postmortems/"]').evaluateAll((links) => [...new Set(links.map(({ href }) => href))]);
    const six = all.filter((href) => /\/postmortems\/[^/]+\/$/.test(href)).slice(0, 6);
    const problems = await each(opened, six, async (page, href) => {
      await page.goto(href);
      const found = [];
      for (const format of SHEETS) {
        const file = path.join(OUT, "print", `first-${site.name}-${six.indexOf(href)}.pdf`);
        await page.pdf({ path: file, format });
        const { stdout } = await run("pdftotext", ["-f", "1", "-l", "1", "-bbox", file, "-"]);
        const words = [...stdout.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g)].map(
          ([, left, top, right, bottom, text]) => ({ left: +left, right: +right, top: +top, bottom: +bottom, text }),
        );
        for (const [place, one] of words.entries()) {
          for (const other of words.slice(place + 1)) {
            const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
            const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
            const least = Math.min(one.bottom - one.top, other.bottom - other.top);
            if (across > 1 && down > least / 2) found.push(`${href}, ${format}: "${one.text}" and "${other.text}"`);
          }
        }
      }
      return found;
    });
    await opened.close();
    assert.equal(six.length, 6);
    assert.deepEqual(problems, []);
  });
}
