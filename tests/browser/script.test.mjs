// What script adds: colours that are remembered, filters, times of the reader; and nothing that moves.
import assert from "node:assert/strict";
import { test } from "node:test";
import { context } from "./lib/browser.mjs";
import { browser, samples, sites } from "./lib/setup.mjs";
import { ask } from "./lib/visits.mjs";

const ofKind = (site, name) => site.pages.find(({ kind }) => kind === name);
const paper = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

for (const site of samples.filter(({ dark }) => dark)) {
  test(`${site.name}: the switch of colours is remembered over pages and reloads`, async () => {
    const opened = await context(browser, { scheme: "light" });
    const page = await opened.newPage();
    await page.goto(site.url);
    const light = await paper(page);
    await page.locator(".switch").click();
    const dark = await paper(page);
    assert.notEqual(dark, light, "the switch changes nothing");
    await page.reload();
    assert.equal(await paper(page), dark, "after a reload");
    await page.goto(site.url + ofKind(site, "postmortems/*").url);
    assert.equal(await paper(page), dark, "on another page");
    await page.locator(".switch").click();
    assert.equal(await paper(page), light, "switched back");
    await opened.close();
  });
}

for (const site of samples) {
  test(`${site.name}: filters narrow the rows, and the address keeps them`, async (t) => {
    const opened = await context(browser);
    const page = await opened.newPage();
    await page.goto(site.url + ofKind(site, "archive").url);
    const rows = page.locator(".rows tbody tr:visible");
    const all = await rows.count();
    if (!(await page.locator(".filter input").count()) && site.theme !== "default") {
      t.skip("this theme or list has no filters");
      await opened.close();
      return;
    }
    const word = (await page.locator(".rows tbody tr .what a").last().textContent()).split(/\s+/).sort((a, b) => b.length - a.length)[0];
    await page.locator(".filter input").fill(word);
    const some = await rows.count();
    assert.ok(some > 0 && some < all, `${some} of ${all} rows have "${word}"`);
    for (const text of await rows.allTextContents()) assert.ok(text.toLowerCase().includes(word.toLowerCase()), `${text} has no "${word}"`);
    assert.match(await page.locator(".filter [role=status]").textContent(), new RegExp(`^${some} of ${all}`));
    await page.reload();
    assert.equal(await rows.count(), some, "after a reload");
    await page.locator(".filter .reset").click();
    assert.equal(await rows.count(), all, "all again");
    await opened.close();
  });

  test(`${site.name}: times are told in the reader's zone`, async (t) => {
    const opened = await context(browser, { timezoneId: "Asia/Tokyo" });
    const page = await opened.newPage();
    await page.goto(site.url + ofKind(site, "postmortems/*").url);
    const titles = await page.locator("time[datetime*=T][title]").evaluateAll((list) =>
      list.map((time) => ({ stated: time.getAttribute("datetime"), title: time.title })),
    );
    await opened.close();
    if (!titles.length && !site.dark) {
      t.skip("this theme tells one zone alone, as on paper");
      return;
    }
    assert.ok(titles.length > 0, "no time has the reader's");
    for (const { stated, title } of titles) {
      const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone: "Asia/Tokyo" }).format(new Date(stated));
      assert.ok(title.includes(clock), `${stated} is ${clock} in Tokyo, not "${title}"`);
    }
  });
}

for (const site of sites) {
  const moving = ask(site, "wide", async (page, { file }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    const found = await page.evaluate(() => {
      const styles = [...document.querySelectorAll("*")].filter((element) => element.getClientRects().length).map((element) => getComputedStyle(element));
      const slow = styles.filter(({ animationName, transitionDuration }) => animationName !== "none" || transitionDuration.split(",").some((time) => parseFloat(time) > 0.01));
      const smooth = getComputedStyle(document.documentElement).scrollBehavior === "smooth";
      return slow.length + document.getAnimations().length + (smooth ? 1 : 0);
    }).finally(() => page.emulateMedia({ reducedMotion: null }));
    return found ? [`${file}: ${found}`] : [];
  });
  test(`${site.name}: nothing moves for readers who want no motion, nor by itself`, async () => assert.deepEqual(await moving(), []));
}
