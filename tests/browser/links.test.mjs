// No link and no anchor is broken: in the files (lychee), and below a path that is not the root.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { HERE } from "./lib/options.mjs";
import { addresses, missing } from "./lib/reach.mjs";
import { sites } from "./lib/setup.mjs";
import { ask } from "./lib/visits.mjs";

const VENV = path.join(HERE, ".venv/bin/lychee");
const LYCHEE = existsSync(VENV) ? VENV : "lychee";

/** What lychee says of a folder, as data. It exits with 2 where links are broken. */
function lychee(folder) {
  const words = ["--offline", "--no-progress", "--include-fragments", "--index-files", "index.html", "--format", "json", "--root-dir", folder, "."];
  return new Promise((done, failed) => {
    execFile(LYCHEE, words, { cwd: folder, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      try {
        done(JSON.parse(stdout));
      } catch {
        failed(error ?? new Error(stderr));
      }
    });
  });
}

for (const site of sites) {
  test(`${site.name}: lychee finds no broken link or anchor`, async (t) => {
    const result = await lychee(site.folder);
    t.diagnostic(`${result.total} links, ${result.successful} looked up, ${result.excludes} to other hosts`);
    const broken = Object.entries(result.error_map ?? {}).flatMap(([file, list]) => list.map(({ url, status }) => `${file}: ${url}: ${status?.text ?? ""}`));
    assert.deepEqual(broken, []);
    assert.ok(result.successful > 0, "lychee looked nothing up");
  });

  const wrong = ask(site, "plain", async (page, { file }) => {
    const found = await addresses(page);
    const root = new URL("/", site.url).href;
    const outside = found.filter((address) => address.startsWith(root) && !address.startsWith(site.url));
    return [...outside, ...missing(found, site.url, site.folder)].map((address) => `${file}: ${address}`);
  });
  test(`${site.name}: the links of ${site.pages.length} pages lead to files, in a folder of the server and without script`, async () => assert.deepEqual(await wrong(), []));
}
