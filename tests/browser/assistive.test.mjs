// For those who do not see the page as it was drawn: names that are read aloud, tables that scroll, other colours, no motion,
// large letters, and texts that run from right to left.
import assert from "node:assert/strict";
import { test } from "node:test";
import { atWidth, context } from "./lib/browser.mjs";
import { browser, samples, sites } from "./lib/setup.mjs";
import { ask } from "./lib/visits.mjs";
import { overflow } from "./lib/watch.mjs";

/** What a screen reader gets: the role and name of everything on the page. */
async function spoken(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  return nodes.filter(({ ignored }) => !ignored).map(({ role, name }) => ({ role: role?.value, name: name?.value ?? "" }));
}

for (const site of sites) {
  const named = ask(site, "wide", async (page, { file }) => {
    const found = [];
    for (const { role, name } of await spoken(page)) {
      if (role === "heading" && (/link to|#$/i.test(name) || !name.trim())) found.push(`heading "${name}"`);
      if (["image", "img", "region", "SvgRoot"].includes(role) && !name.trim()) found.push(`${role} without a name`);
    }
    return found.map((problem) => `${file}: ${problem}`);
  });
  test(`${site.name}: headings, figures and regions have names that say what they are`, async () => assert.deepEqual(await named(), []));

  const scrolled = ask(site, "phone", async (page, { file }) => {
    const mute = await page.evaluate(() =>
      [...document.querySelectorAll("main *")]
        .filter((part) => part.scrollWidth > part.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(part).overflowX) && part.clientWidth > 1)
        .filter((part) => part.tabIndex < 0 || (part.tagName !== "PRE" && !part.getAttribute("aria-label") && !part.getAttribute("aria-labelledby")))
        .map((part) => part.outerHTML.slice(0, 80)),
    );
    return mute.map((part) => `${file}: ${part}`);
  });
  test(`${site.name}: what scrolls sideways on a phone can be reached by keyboard, and says what it is`, async () => assert.deepEqual(await scrolled(), []));

  // Two of the screen's pixels for each of the page's: half as many across.
  const wide = ask(site, "phone", async (page, { file }) => {
    const pixels = await atWidth(page, 195, () => overflow(page));
    return pixels > 0 ? [`${file}: ${pixels} px`] : [];
  });
  test(`${site.name}: at 200 % on a phone of 390 px nothing is wider than the page`, async () => assert.deepEqual(await wide(), []));
}

for (const site of samples) {
  const { url } = site.pages.find(({ kind }) => kind === "postmortems/*");

  test(`${site.name}: every mark of the timeline is told in its list, in the same order`, async () => {
    const opened = await context(browser);
    const page = await opened.newPage();
    await page.goto(site.url + url);
    const { marks, told } = await page.evaluate(() => ({
      marks: [...new Set([...document.querySelectorAll(".timeline use.mark")].map((mark) => mark.closest("[data-entry]").dataset.entry))],
      told: [...document.querySelectorAll(".entry")]
        .filter((entry) => entry.querySelector(".when a[href]") && entry.querySelector(".kind").textContent.trim())
        .map((entry) => entry.dataset.entry),
    }));
    await opened.close();
    assert.ok(marks.length > 2, `${marks.length} marks`);
    assert.deepEqual(marks.flatMap((entries) => entries.split(" ")).filter((entry) => !told.includes(entry)), []);
  });

  test(`${site.name}: marks and rails keep their colours where the system forces its own`, async () => {
    const opened = await context(browser, { forcedColors: "active" });
    const page = await opened.newPage();
    await page.goto(site.url + url);
    const lost = await page.evaluate(() => {
      const paper = getComputedStyle(document.body).backgroundColor;
      const of = (part, property) => getComputedStyle(part)[property];
      const seen = [...document.querySelectorAll(".timeline .rail")].map((part) => ["rail", of(part, "fill")]);
      seen.push(...[...document.querySelectorAll(".timeline use.mark")].map((part) => ["mark", of(part, "color")]));
      return seen.filter(([, colour]) => colour === paper || colour === "none").map(([name]) => name);
    });
    await opened.close();
    assert.deepEqual(lost, []);
  });

  test(`${site.name}: nothing moves for those who ask for that`, async () => {
    const opened = await context(browser, { reducedMotion: "reduce" });
    const page = await opened.newPage();
    await page.goto(site.url + url);
    const moving = await page.evaluate(() => ({
      scroll: getComputedStyle(document.documentElement).scrollBehavior,
      animations: document.getAnimations().length,
    }));
    await opened.close();
    assert.deepEqual(moving, { scroll: "auto", animations: 0 });
  });

  test(`${site.name}: titles and entries in Hebrew begin at the right`, async () => {
    const opened = await context(browser);
    const page = await opened.newPage();
    await page.goto(site.url + url);
    const sides = await page.evaluate(() => {
      const title = document.querySelector("h1");
      const words = document.querySelector(".entry .words > p") ?? document.querySelector(".entry .words");
      return [title, words].map((part) => {
        part.textContent = "השרת נפל (HTTP 503).";
        const range = document.createRange();
        range.selectNodeContents(part);
        const [text, box] = [range.getBoundingClientRect(), part.getBoundingClientRect()];
        return box.right - text.right < text.left - box.left ? "right" : "left";
      });
    });
    await opened.close();
    assert.deepEqual(sides, ["right", "right"]);
  });

  test(`${site.name}: the contents stay in sight beside the text`, { skip: site.theme !== "default" || site.given }, async () => {
    const opened = await context(browser);
    const page = await opened.newPage();
    await page.goto(`${site.url}postmortems/2024-10-03-failover/`);
    const top = await page.evaluate(() => {
      scrollTo({ top: document.querySelector(".running").getBoundingClientRect().bottom + 300, behavior: "instant" });
      return document.querySelector(".running").getBoundingClientRect().top;
    });
    await opened.close();
    assert.equal(Math.round(top), 24);
  });
}
