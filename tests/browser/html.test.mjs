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
function check(files) {
  return new Promise((done, failed) => {
    execFile("java", ["-Xss4m", "-jar", CHECKER, "--format", "json", ...files], { maxBuffer: 1 << 28 }, (error, _, stderr) => {
      try {
        done(JSON.parse(stderr).messages);
      } catch {
        failed(error ?? new Error(stderr));
      }
    });
  });
}

/** The files of a site as the checker gets them. */
function files({ folder }) {
  const all = htmlFiles(folder);
  const read = all.length > MOST ? chosen(folder, { more: MOST }).map(({ file }) => file) : all;
  return read.map((file) => path.join(folder, file));
}

// One run for all sites: it takes seconds until the checker is warm.
const all = sites.flatMap(files);
test(`the Nu HTML checker finds no error in ${all.length} pages of ${sites.length} sites`, async (t) => {
  const messages = await check(all);
  const warnings = messages.filter(({ subType }) => subType === "warning");
  for (const text of new Set(warnings.map(({ message }) => message))) t.diagnostic(`warning: ${text}`);
  const errors = messages
    .filter(({ type }) => type !== "info")
    .map(({ url, lastLine, message, extract }) => `${decodeURI(new URL(url).pathname)}:${lastLine}: ${message} ${extract ?? ""}`);
  assert.deepEqual(errors, []);
});
