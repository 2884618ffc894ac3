// Each page is loaded once in a state of the browser, and there all questions that the test files have about it are asked.
import { context, each } from "./browser.mjs";
import { PIECES } from "./server.mjs";
import { browser } from "./setup.mjs";
import { layoutShifts, watch } from "./watch.mjs";

// A page is painted before all of it has come: nothing moves then.
const slow = { extraHTTPHeaders: { [PIECES]: "6000" } };
const STATES = {
  wide: { ...slow, width: 1280 },
  phone: { ...slow, width: 390 },
  plain: { width: 1280, javaScriptEnabled: false },
};

/** The visits by site and state, each with its questions. */
const visits = new Map();
let begin;
const begun = new Promise((done) => (begin = done));

/** Says that all test files have asked: pages are loaded from now on. */
export { begin };

/**
 * Asks `question(page, {file, url, kind}, arrived)` on pages of a site once they are loaded in a state; `arrived` is
 * {complaints, shifts, broken}: what went wrong on the way. The question leaves the page as it was. Gives a function
 * that resolves with all that was found, a list, in the order of the pages.
 */
export function ask(site, state, question, pages = site.pages) {
  const key = `${site.name} ${state}`;
  if (!visits.has(key)) visits.set(key, { questions: [] });
  const visit = visits.get(key);
  const asked = { question, pages, found: new Map(), failed: null };
  visit.questions.push(asked);
  return async () => {
    await begun;
    await (visit.made ??= make(site, state, visit.questions));
    if (asked.failed) throw asked.failed;
    return pages.flatMap(({ file }) => asked.found.get(file) ?? []);
  };
}

/* Runs in the page, before its scripts: keeps what breaks the policy under which pages are served. */
function listening() {
  window.broken = [];
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) =>
    window.broken.push(`${effectiveDirective} ${blockedURI} ${sample}`),
  );
}

/** Loads a page with its fonts. */
async function load(page, address, scripted) {
  await page.goto(address);
  if (scripted) await page.evaluate(() => document.fonts.ready.then(() => {}));
}

/**
 * What moved while a page came, if something does each time: on a busy machine a frame may be painted between a piece and the
 * next. The second look has nothing of the first in its cache.
 */
async function shiftsOf(page, settings) {
  const shifts = await layoutShifts(page);
  if (!shifts.length) return shifts;
  const fresh = await context(browser, settings);
  try {
    const again = await fresh.newPage();
    await load(again, page.url(), true);
    return (await layoutShifts(again)).length ? shifts : [];
  } finally {
    await fresh.close();
  }
}

async function make(site, state, questions) {
  const settings = STATES[state];
  const scripted = settings.javaScriptEnabled !== false;
  const opened = await context(browser, settings);
  await opened.addInitScript(listening);
  const pages = new Map(questions.flatMap(({ pages }) => pages.map((one) => [one.file, one])));
  const watches = new Map();
  const look = async (page, wanted) => {
    if (!watches.has(page)) watches.set(page, watch(page, site.url));
    const complaints = watches.get(page);
    complaints(); // those of the questions before
    await load(page, site.url + wanted.url, scripted);
    const arrived = {
      complaints: complaints(),
      shifts: scripted ? await shiftsOf(page, settings) : [],
      broken: scripted ? await page.evaluate(() => window.broken) : [],
    };
    for (const asked of questions) {
      if (!asked.pages.some(({ file }) => file === wanted.file)) continue;
      try {
        asked.found.set(wanted.file, (await asked.question(page, wanted, arrived)) ?? []);
      } catch (error) {
        asked.failed ??= error;
      }
    }
  };
  try {
    await each(opened, [...pages.values()], look);
  } finally {
    await opened.close();
  }
}
