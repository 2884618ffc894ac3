// The sample site in a folder of its own, with `nevertwice serve` running over it.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { context } from "./browser.mjs";
import { OUT, ROOT, options } from "./options.mjs";
import { browser } from "./setup.mjs";
import { watch } from "./watch.mjs";

/** Starts `serve` in a folder; resolves with its address once it answers. */
function start(folder, more) {
  const server = spawn(options.binary, ["serve", ...more], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let errors = "";
  server.stderr.on("data", (text) => (errors += text));
  const ended = new Promise((done) => server.once("exit", done));
  const lines = createInterface({ input: server.stdout });
  const url = new Promise((done, fail) => {
    lines.on("line", (line) => /^Serving (\S+)/.test(line) && done(/^Serving (\S+)/.exec(line)[1]));
    ended.then(() => fail(new Error(`serve has ended: ${errors}`)));
  });
  return { server, url, ended };
}

/** A site that is served until the test `t` ends. Its files are named from its own folder. */
export async function preview(t) {
  mkdirSync(path.join(OUT, "served"), { recursive: true });
  const folder = mkdtempSync(path.join(OUT, "served", "site-"));
  cpSync(path.join(ROOT, "content"), path.join(folder, "content"), { recursive: true });
  cpSync(path.join(ROOT, "site.yaml"), path.join(folder, "site.yaml"));
  let running = start(folder, []);
  const url = await running.url;
  const at = (file) => path.join(folder, file);
  const opened = [];
  const site = {
    url,
    folder,
    read: (file) => readFileSync(at(file), "utf8"),
    write(file, text) {
      mkdirSync(path.dirname(at(file)), { recursive: true });
      writeFileSync(at(file), text);
    },
    /** Saves a file with one text in the place of another that it has. */
    edit(file, from, to) {
      const text = site.read(file);
      if (!text.includes(from)) throw new Error(`${file} has no "${from}"`);
      site.write(file, text.replace(from, () => to));
    },
    /** Waits until a page is served with these words: what is saved before a tab listens would load it again. */
    async serves(address, words) {
      while (!(await (await fetch(url + address)).text()).includes(words)) await setTimeout(20);
    },
    run: (...words) => execFileSync(options.binary, words, { cwd: folder, encoding: "utf8", stdio: "pipe" }),
    async stop() {
      running.server.kill();
      await running.ended;
    },
    /** Starts it again where it was. */
    async restart() {
      running = start(folder, ["--port", new URL(url).port]);
      await running.url;
    },
    /** A tab with a page that is live; `more` is for its context. */
    async open(address = "", more = {}) {
      const held = await context(browser, more);
      opened.push(held);
      return site.tab(held, address);
    },
    async tab(held, address) {
      const page = await held.newPage();
      const problems = watch(page, url);
      // A font that a busy machine brings too late is left for the next page, by design.
      page.problems = () => problems().filter((problem) => !problem.includes("preloaded using link preload but not used"));
      await page.addInitScript(listening);
      await page.goto(url + address);
      await page.waitForFunction(() => window.streams > 0);
      // Gone after a reload.
      await page.evaluate(() => (window.first = true));
      return page;
    },
  };
  t.after(async () => {
    await Promise.all(opened.map((held) => held.close()));
    await site.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return site;
}

/* Runs in the page, before its scripts: keeps what the page is told, and whether it listens. */
function listening() {
  window.told = [];
  window.streams = 0;
  const Plain = window.EventSource;
  window.EventSource = class extends Plain {
    constructor(...all) {
      super(...all);
      this.addEventListener("open", () => (window.streams += 1));
      this.addEventListener("message", ({ data }) => window.told.push(JSON.parse(data)));
    }
  };
}

/** Whether the tab still shows the document that it opened. */
export const isFirst = (page) => page.evaluate(() => window.first === true);

/** What the page was told until now. */
export const told = (page) => page.evaluate(() => window.told);

/** Waits until the page shows these words somewhere. */
export const shows = (page, words) => page.waitForFunction((words) => document.body.textContent.includes(words), words);
