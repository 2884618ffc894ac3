// The search page: 40 queries, a third of them exact things, each with the postmortem that has to come first; what they load and
// how long they take; under a content security policy, from disk, and without script.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { context } from "./lib/browser.mjs";
import { OUT, options } from "./lib/options.mjs";
import { browser } from "./lib/setup.mjs";

/** The most that a query may load of the index, in bytes. */
const MOST = 300_000;
/** How many postmortems there are beside those that are looked for. */
const OTHERS = 300;

// Slug: title, symptom, cause, what ended it.
const WANTED = {
  crane: ["The crane planner lost its reservations", "ORA-00060: deadlock detected", "two jobs locked the berths in another order", "one of the jobs was switched off"],
  kiln: ["Kiln controller killed at night", "container left with exit 137", "its memory limit was half of what a firing takes", "the limit was doubled"],
  turnstile: ["Turnstiles refused every badge", "x509: certificate signed by unknown authority", "the badge authority was renewed and not rolled out", "the new chain was copied to the gates"],
  ferry: ["Ferry tickets printed twice", "HTTP 409 from ticket.print.v2", "a retry without an idempotency key", "retries were turned off"],
  loom: ["Looms stood still after an upgrade", "libweave++ ABI mismatch in C++ plugin", "the plugin was built with an older compiler", "the upgrade was rolled back"],
  harvest: ["Harvest forecasts were a day late", "java.lang.OutOfMemoryError: Metaspace", "classes were loaded anew for every field", "the loader was cached"],
  museum: ["Museum guides spoke the wrong language", "locale fallback de-CH -> en", "a default was lost in a merge", "the default was restored"],
  tram: ["Trams vanished from the displays", "ECONNREFUSED 10.20.30.40:5672", "the broker moved to another address", "the old address was forwarded"],
  bakery: ["Bakery orders were counted in the wrong hour", "cron fired twice at 02:30", "clocks were set back", "the schedule moved to UTC"],
  lighthouse: ["Lighthouse telemetry stopped", "disk quota exceeded on /var/spool/beam", "rotated files were never removed", "old files were deleted"],
  quarry: ["Quarry blasting permits were lost", "replication slot permits_sub is inactive", "a standby was replaced by hand", "the slot was created anew"],
  orchard: ["Orchard sensors flooded the gateway", "429 Too Many Requests", "all sensors waited for the same minute", "their waits were spread"],
  zirkus: ["Größe der Zelte falsch berechnet", "Überlauf in Zeltmaß", "Rundung auf ganze Meter", "die alte Formel wurde eingesetzt"],
  tokyo: ["東京の予約システム障害", "接続エラー", "データベースの上限", "上限を引き上げた"],
  skating: ["Skating rink lights flickered", "modbus_timeout in DimmerControl", "a cable was shared with the chiller", "the cable was replaced"],
  post: ["Parcels were sorted into the wrong bags", "null pointer in ParcelSorter.assignBag", "a depot without a code", "the depot was given a code"],
};

// Each with the slug that has to be first: exact things, then words, then what is half typed.
const QUERIES = [
  ["ORA-00060", "crane"], ["exit 137", "kiln"], ['"exit 137"', "kiln"], ["x509", "turnstile"], ["ticket.print.v2", "ferry"], ["C++", "loom"],
  ["java.lang.OutOfMemoryError", "harvest"], ["OutOfMemoryError", "harvest"], ["de-CH", "museum"], ["10.20.30.40", "tram"], ["ECONNREFUSED", "tram"],
  ["/var/spool/beam", "lighthouse"], ["permits_sub", "quarry"], ["429", "orchard"], ["modbus_timeout", "skating"], ["ParcelSorter.assignBag", "post"],
  ['"signed by unknown authority"', "turnstile"], ['"idempotency key"', "ferry"],
  ["deadlock berths", "crane"], ["memory limit kiln", "kiln"], ["badge refused", "turnstile"], ["tickets printed twice", "ferry"], ["older compiler plugin", "loom"],
  ["late forecasts", "harvest"], ["wrong language", "museum"], ["broker address moved", "tram"], ["clocks set back", "bakery"], ["rotated files removed", "lighthouse"],
  ["standby replaced by hand", "quarry"], ["flooding sensors", "orchard"], ["grosse zelte", "zirkus"], ["Überlauf", "zirkus"], ["東京", "tokyo"], ["接続エラー", "tokyo"],
  ["flickering lights", "skating"], ["memory metaspace", "harvest"], ["dimmer", "skating"], ["wrong bags", "post"], ["lightho", "lighthouse"], ["turnsti", "turnstile"],
];

const THINGS = ["pump", "boiler", "elevator", "printer", "scanner", "fountain", "heater", "shutter"];
const DEEDS = ["slow", "noisy", "empty", "stuck", "leaking", "cold", "late"];

function postmortem(title, symptom, cause, ended, day) {
  const at = (hour) => `${day}T${hour}:00Z`;
  return `---\ntitle: ${JSON.stringify(title)}\nstatus: reviewed\nservices: [works]\nseverity: SEV2\nstarted: ${at("08")}\nresolved: ${at("10")}\n` +
    `root_cause: config-error\nsymptoms: [${JSON.stringify(symptom)}]\n---\n## Summary\n\n${title}.\n\n## Root cause\n\n${cause}.\n\n` +
    `## Timeline\n\n- 08:00 UTC: it began\n- 09:30 UTC: Mitigated: ${ended}\n- 10:00 UTC: it was over\n`;
}

function write(folder) {
  const target = path.join(folder, "content/postmortems");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  writeFileSync(path.join(folder, "site.yaml"), "title: Works\n");
  const day = (number) => new Date(Date.UTC(2023, 0, 1 + number)).toISOString().slice(0, 10);
  Object.entries(WANTED).forEach(([slug, words], number) => writeFileSync(path.join(target, `${slug}.md`), postmortem(...words, day(number * 7))));
  for (let number = 0; number < OTHERS; number++) {
    const [thing, deed] = [THINGS[number % THINGS.length], DEEDS[number % DEEDS.length]];
    const text = postmortem(`The ${thing} of hall ${number} was ${deed}`, `${thing} reports state ${number % 90}`, `a wrong key for the ${thing}, by hand, with an address of an exit`, `the ${thing} was restarted`, day(number));
    writeFileSync(path.join(target, `other-${number}.md`), text);
  }
}

const folder = path.join(OUT, "sites", "search");
write(folder);
await promisify(execFile)(options.binary, ["--quiet", "build"], { cwd: folder });
const built = path.join(folder, "public");
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const server = createServer((request, response) => {
  const address = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  const file = path.join(built, address.endsWith("/") ? `${address}index.html` : address);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream", "content-security-policy": "default-src 'self'" });
  response.end(readFileSync(file));
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
after(() => server.close());
const url = `http://127.0.0.1:${server.address().port}/`;

/** Waits until the field listens, which is when it has the focus. */
const listens = (page) => page.waitForFunction(() => document.activeElement?.type === "search");

/** The slugs of the hits, once those of `query` are shown. */
async function find(page, query) {
  // What was found and how much it is come together.
  await page.fill("main input[type=search]", query);
  await page.waitForFunction(() => /postmortem/.test(document.querySelector(".search [role=status]").textContent));
  return page.$$eval(".search ol a", (links) => links.map((link) => link.href.replace(/.*postmortems\/([^/]+)\/.*/, "$1")));
}

async function missed(page) {
  const wrong = [];
  // From disk only the way of loading differs: every fourth shows it.
  for (const [query, slug] of QUERIES.filter((_, place) => place % 4 === 0)) {
    await page.reload();
    await listens(page);
    const found = await find(page, query);
    if (found[0] !== slug) wrong.push(`${query}: ${found.slice(0, 3).join(", ") || "nothing"} before ${slug}`);
  }
  return wrong;
}

test(`search: ${QUERIES.length} queries find their postmortem first, under a policy without inline code`, async (t) => {
  const opened = await context(browser);
  const page = await opened.newPage();
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  let loaded = [];
  page.on("response", (response) => {
    if (/\/search\/.+\.js$/.test(response.url())) loaded.push(response.body().then((body) => body.length, () => 0));
  });
  const wrong = [], sizes = [], times = [];
  for (const [query, slug] of QUERIES) {
    await page.goto(`${url}search/`);
    await listens(page);
    loaded = [];
    const found = await find(page, query);
    sizes.push((await Promise.all(loaded)).reduce((all, size) => all + size, 0));
    if (found[0] !== slug) wrong.push(`${query}: ${found.slice(0, 3).join(", ") || "nothing"} before ${slug}`);
    // Once more, its files there: from the key to the hits in the page.
    times.push(await page.evaluate(async (query) => {
      const [input, list] = [document.querySelector(".search input"), document.querySelector(".search ol")];
      const shown = new Promise((done) => new MutationObserver(done).observe(list, { childList: true }));
      const begin = performance.now();
      input.value = query;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      await shown;
      return performance.now() - begin;
    }, query));
  }
  const worst = (values) => [...values].sort((a, b) => a - b).at(-1);
  const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
  t.diagnostic(`bytes of the index: median ${median(sizes)}, most ${worst(sizes)}; ms from key to hits: median ${median(times).toFixed(1)}, most ${worst(times).toFixed(1)}`);
  await opened.close();
  assert.deepEqual(wrong, []);
  assert.deepEqual(complaints, []);
  assert.ok(worst(sizes) > 0 && worst(sizes) < MOST);
});

test("search: a hit says how it was mitigated, marks the words, and the query is in the address", async () => {
  const opened = await context(browser);
  const page = await opened.newPage();
  await page.goto(`${url}search/?q=exit+137`);
  const hit = page.locator(".search ol li").first();
  await hit.waitFor();
  assert.match(await hit.textContent(), /Mitigated: the limit was doubled/);
  assert.deepEqual((await hit.locator("mark").allTextContents()).slice(0, 2), ["exit", "137"]);
  await find(page, "harvest");
  assert.equal(new URL(page.url()).searchParams.get("q"), "harvest");
  // From any page the key leads to the search.
  await page.goto(`${url}postmortems/kiln/`);
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.type), "search");
  await page.keyboard.type("turnstiles");
  await page.keyboard.press("Enter");
  await page.waitForURL(/search\/\?q=turnstiles/);
  await opened.close();
});

test("search: from disk every fourth query finds the same", async () => {
  const opened = await context(browser);
  const page = await opened.newPage();
  await page.goto(pathToFileURL(path.join(built, "search/index.html")).href);
  const wrong = await missed(page);
  await opened.close();
  assert.deepEqual(wrong, []);
});

test("search: without script the page says so and offers the lists", async () => {
  const opened = await context(browser, { javaScriptEnabled: false });
  const page = await opened.newPage();
  await page.goto(`${url}search/`);
  assert.match(await page.locator("main").innerText(), /needs a script/);
  assert.ok((await page.locator("main li a:visible").count()) >= 3);
  await opened.close();
});
