// The Nu HTML checker finds no error in any page.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import { HERE } from "./lib/options.mjs";
import { chosen, htmlFiles } from "./lib/pages.mjs";
import { sites } from "./lib/setup.mjs";

const CHECKER = path.join(HERE, "node_modules/vnu-jar/build/dist/vnu.jar");
/** The checker reads some hundred pages a second; of a large archive it gets a part. */
const MOST = 3000;

/** What the checker says of the files, as {url, type, message, extract, …}. It exits with 1 where it found errors. */
function check(folder, files) {
  return new Promise((done, failed) => {
    const words = ["-Xss4m", "-jar", CHECKER, "--format", "json", ...files];
    execFile("java", words, { cwd: folder, maxBuffer: 1 << 28 }, (error, _, stderr) => {
      try {
        done(JSON.parse(stderr).messages);
      } catch {
        failed(error ?? new Error(stderr));
      }
    });
  });
}

for (const site of sites) {
  const all = htmlFiles(site.folder);
  const files = all.length > MOST ? chosen(site.folder, { more: MOST }).map(({ file }) => file) : all;
  test(`${site.name}: the Nu HTML checker finds no error in ${files.length} of ${all.length} pages`, async (t) => {
    const messages = await check(site.folder, files);
    const lines = (list) => list.map(({ url, lastLine, message, extract }) => `${path.relative(site.folder, new URL(url).pathname)}:${lastLine}: ${message} ${extract ?? ""}`);
    const errors = messages.filter(({ type }) => type !== "info");
    const warnings = messages.filter(({ subType }) => subType === "warning");
    for (const text of new Set(warnings.map(({ message }) => message))) t.diagnostic(`warning: ${text}`);
    assert.deepEqual(lines(errors), []);
  });
}
