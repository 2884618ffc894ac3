// The live preview: what is saved is on the open page, nothing else moves, and what is wrong is said beside it.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { violations } from "./lib/axe.mjs";
import { OUT, ROOT, options } from "./lib/options.mjs";
import { htmlFiles } from "./lib/pages.mjs";
import { isFirst, preview, shows, told } from "./lib/preview.mjs";
import { overflow } from "./lib/watch.mjs";

const CARDS = "postmortems/2023-06-14-card-payments-refused";
const FILE = `content/${CARDS}.md`;
const PAGE = `${CARDS}/`;
const OTHER = "postmortems/2024-10-03-failover";
const SENTENCE = "Pinning an intermediate certificate means";
const unclosed = (site, file) => site.edit(file, "title: ", 'title: "');

/** A test of the preview, with a site of its own; a site that was built elsewhere cannot be written. */
const live = (name, work) =>
  test(`preview: ${name}`, { skip: options.site !== null && "a built site is given" }, async (t) => work(await preview(t), t));

live("a save is on the page, and what the reader did stays", async (site) => {
  site.edit(FILE, SENTENCE, `<details><summary>Pinning</summary>A pin.</details>\n\n${SENTENCE}`);
  await site.serves(PAGE, "Pinning</summary>");
  const page = await site.open(PAGE, { scheme: "light" });
  await page.locator(".switch").click();
  await page.locator(".contents summary").click();
  await page.locator("#page-main").getByText("Pinning", { exact: true }).click();
  await page.locator("#page-main").getByText(SENTENCE).scrollIntoViewIfNeeded();
  const state = () =>
    page.evaluate(() => ({
      scrolled: scrollY,
      colours: [document.documentElement.dataset.theme, document.querySelector(".switch").textContent],
      open: [...document.querySelectorAll("details")].map(({ open }) => open),
    }));
  const before = await state();
  assert.ok(before.scrolled > 0);
  assert.deepEqual(before.open, [false, true]);
  site.edit(FILE, "Their mail about it", "Their letter about it");
  await shows(page, "Their letter about it");
  assert.deepEqual(await state(), before);
  assert.ok(await isFirst(page), "the page was loaded again");
  assert.deepEqual(page.problems(), []);
});

live("the figure follows the time of an entry", async (site) => {
  const page = await site.open(PAGE);
  const mark = page.locator('.picture svg.timeline .mark[data-entry="2"]');
  const before = Number(await mark.getAttribute("x"));
  site.edit(FILE, "- 06:09 BST - reported", "- 06:12 BST - reported");
  await shows(page, "06:12");
  assert.ok(Number(await mark.getAttribute("x")) > before, "the mark stands where it stood");
  assert.ok(await isFirst(page));
  assert.deepEqual(page.problems(), []);
});

live("entries that come by a save join their marks, and have the reader's time", async (site) => {
  const page = await site.open(PAGE, { timezoneId: "Asia/Tokyo", reducedMotion: "reduce" });
  site.edit(FILE, "- 07:31 BST - action", "- 07:12 BST - communicated: a notice is on the site.\n- 07:31 BST - action");
  await shows(page, "A notice is on the site");
  const lit = () => page.locator(".lit[data-entry]").evaluateAll((list) => [...new Set(list.map((one) => `${one.closest("svg") ? "figure" : "list"} ${one.dataset.entry}`))].sort());
  // The seventh is new; the tenth was the ninth.
  for (const entry of [7, 10]) {
    const both = [`figure ${entry}`, `list ${entry}`];
    const mark = page.locator(`.picture svg.timeline .mark[data-entry="${entry}"]`);
    await mark.hover();
    assert.deepEqual(await lit(), both, `hover on mark ${entry}`);
    await page.locator(`#entry-${entry} .words`).hover();
    assert.deepEqual(await lit(), both, `hover on entry ${entry}`);
    await mark.click();
    assert.equal(new URL(page.url()).hash, `#entry-${entry}`);
    assert.match(await page.locator(`#entry-${entry} .when time`).getAttribute("title"), /your time/);
  }
  assert.deepEqual(page.problems(), []);
});

live("only pages with other bytes are told", async (site) => {
  const page = await site.open(PAGE);
  const others = await Promise.all([`${OTHER}/`, "about/"].map((address) => site.tab(page.context(), address)));
  site.edit(FILE, "Their mail about it", "Their letter about it");
  await shows(page, "Their letter about it");
  // An event of their own comes after whatever they were told before.
  site.edit(`content/${OTHER}/index.md`, "## Timeline", "It was a long day.\n\n## Timeline");
  site.edit("content/pages/about.md", "eleven ferries", "twelve ferries");
  await shows(others[0], "It was a long day.");
  await shows(others[1], "twelve ferries");
  for (const other of others) {
    const changes = (await told(other)).map(({ change, page }) => `${change} ${page}`);
    assert.deepEqual(changes, [`page ${new URL(other.url()).pathname}`]);
    assert.ok(await isFirst(other));
    assert.deepEqual(other.problems(), []);
  }
});

live("stylesheets and options of the site's own are swapped in", async (site) => {
  const page = await site.open(PAGE, { scheme: "light" });
  const colour = (selector, name, value) =>
    page.waitForFunction(([selector, name, value]) => getComputedStyle(document.querySelector(selector))[name] === value, [selector, name, value]);
  const css = readFileSync(path.join(ROOT, "themes/default/assets/site.css"), "utf8");
  site.write("themes/default/assets/site.css", `${css}\nh1 { color: rgb(1, 2, 3); }`);
  await colour("h1", "color", "rgb(1, 2, 3)");
  site.write("themes/default/assets/site.css", `${css}\nh1 { color: rgb(4, 5, 6); }`);
  await colour("h1", "color", "rgb(4, 5, 6)");
  site.write("site.yaml", `${site.read("site.yaml")}\ntheme_options:\n  colours:\n    paper: rgb(250 240 230)\n`);
  await colour("body", "backgroundColor", "rgb(250, 240, 230)");
  await colour("h1", "color", "rgb(4, 5, 6)");
  const sheets = await page.locator("link[rel=stylesheet]").evaluateAll((list) => list.map(({ href }) => new URL(href).pathname));
  assert.equal(new Set(sheets).size, sheets.length, `some are there twice: ${sheets}`);
  assert.ok(await isFirst(page));
  assert.deepEqual(page.problems(), []);
});

live("a picture that changed is shown anew", async (site) => {
  const page = await site.open("postmortems/2024-10-03-failover/");
  const picture = page.locator("article img");
  await picture.scrollIntoViewIfNeeded();
  site.write(`content/${OTHER}/who-followed.svg`, '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"><path fill="#010203" d="M0 0h9v9H0z"/></svg>');
  await page.waitForFunction((image) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 9, height: 9 });
    const drawing = canvas.getContext("2d");
    if (!image.complete) return false;
    drawing.drawImage(image, 0, 0);
    return [...drawing.getImageData(4, 4, 1, 1).data].join() === "1,2,3,255";
  }, await picture.elementHandle());
  assert.ok(await isFirst(page));
  assert.deepEqual(page.problems(), []);
});

live("over a broken file the last good page stays, with what is wrong", async (site) => {
  const page = await site.open(PAGE);
  const other = await site.tab(page.context(), `${OTHER}/`);
  const good = await page.locator("article").textContent();
  unclosed(site, FILE);
  const faults = page.locator("#nevertwice-faults");
  await faults.waitFor();
  assert.match(await faults.textContent(), new RegExp(`${FILE.replace(/[.]/g, "\\.")}:2\\b`), "file and line");
  assert.match(await faults.textContent(), /title: "Card payments refused/, "its text");
  assert.equal(await page.locator("article").textContent(), good);
  site.edit(`content/${OTHER}/index.md`, "## Timeline", "It was a long day.\n\n## Timeline");
  await shows(other, "It was a long day.");
  assert.equal(await other.locator("#nevertwice-faults").count(), 0);
  site.edit(FILE, 'title: "', "title: ");
  await faults.waitFor({ state: "detached" });
  assert.ok((await isFirst(page)) && (await isFirst(other)));
  assert.deepEqual([...page.problems(), ...other.problems()], []);
});

live("the panel says what is not met, and follows", async (site) => {
  const page = await site.open(PAGE);
  const rule = (name) => page.locator(`nevertwice-panel [data-rule=${name}]`);
  const says = (name, words) => rule(name).locator("> summary", { hasText: words }).waitFor({ state: "attached" });
  await says("all", /^(?!.*failed)/);
  site.edit(FILE, "- 06:09 BST - reported", "- later - reported");
  await says("all", /^1 of \d+ checks failed/);

  // By keyboard: to the panel, into it, to the rule and its text.
  const focused = () => page.evaluate(() => document.querySelector("nevertwice-panel").shadowRoot.activeElement?.textContent ?? "");
  for (let stops = 0; !(await focused()) && stops < 400; stops += 1) await page.keyboard.press("Tab");
  assert.match(await focused(), /failed/);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.match(await focused(), /timeline-format/);
  await page.keyboard.press("Enter");
  assert.match(await rule("timeline-format").innerText(), /Line 38: this entry has no time/);

  // A save changes what it says, and neither closes it nor takes the focus away.
  site.edit(FILE, "## Issue Summary", "## Words");
  await says("sections", "?");
  assert.match(await focused(), /timeline-format/);
  assert.match(await rule("timeline-format").innerText(), /Line 38/);
  site.edit(FILE, "- later - reported", "- 06:09 BST - reported");
  await says("timeline-format", "✓");
  site.edit(FILE, "## Words", "## Issue Summary");
  await says("all", /^(?!.*failed)/);
  assert.ok(await isFirst(page));
  assert.deepEqual(page.problems(), []);
});

for (const scheme of ["light", "dark"]) {
  for (const width of [1280, 390]) {
    live(`panel and faults are readable for all: ${width} px, ${scheme}`, async (site) => {
      const folder = path.join(OUT, "screens", "preview");
      mkdirSync(folder, { recursive: true });
      const look = async (name) => {
        await page.screenshot({ path: path.join(folder, `${name}-${width}-${scheme}.png`) });
        assert.deepEqual(await violations(page), [], name);
        assert.ok((await overflow(page)) <= 0, `${name}: the page is wider than its window`);
      };
      const page = await site.open(PAGE, { width, scheme });
      site.edit(FILE, "- 06:09 BST - reported", "- later - reported");
      site.edit(FILE, "- 06:20 BST - misleading: the provider's", "- soon - the");
      await page.locator("nevertwice-panel summary", { hasText: "failed" }).click();
      await page.locator("nevertwice-panel summary", { hasText: "timeline-format" }).click();
      await look("panel");
      site.edit(FILE, "severity: SEV2", "severity: SEV22\ncolour: of the funnel");
      site.edit(FILE, "started: 2023-06-14 06:00 Europe/London", "started: 2023-06-14 06:00 Europe/Londinium");
      await page.locator("#nevertwice-faults", { hasText: "Londinium" }).waitFor();
      await look("faults");
      assert.deepEqual(page.problems(), []);
    });
  }
}

live("a postmortem that is begun opens in the tab", async (site) => {
  const page = await site.open(PAGE);
  const made = site.run("new", "Fares vanish at night", "--date", "2026-05-20").trim();
  await page.waitForURL(`${site.url}${made.replace(/^content\/|\.md$/g, "")}/`);
  await page.getByRole("heading", { name: "Fares vanish at night", level: 1 }).waitFor();
  site.edit(made, "## Timeline", "It was dark.\n\n## Timeline");
  await shows(page, "It was dark.");
  assert.deepEqual(page.problems(), []);
});

live("after a stop the page finds the server again, and what changed meanwhile", async (site) => {
  const page = await site.open(PAGE);
  await site.stop();
  site.edit(FILE, "Their mail about it", "Their letter about it");
  await site.restart();
  await shows(page, "Their letter about it");
  site.edit(FILE, "Their letter about it", "Their postcard about it");
  await shows(page, "Their postcard about it");
  assert.ok(await isFirst(page));
  // That the server is not there, whatever was being asked of it, is all that may be complained of.
  assert.deepEqual(page.problems().filter((problem) => !/ERR_|^failed: /.test(problem)), []);
});

live("nothing of the preview is in what is built", (site) => {
  site.run("build", "--drafts");
  const pages = htmlFiles(path.join(site.folder, "public"));
  assert.ok(pages.length > 20);
  const marked = pages.filter((file) => site.read(path.join("public", file)).includes("__nevertwice"));
  assert.deepEqual(marked, []);
});
