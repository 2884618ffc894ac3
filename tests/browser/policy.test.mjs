// Under the header that the guide gives to servers, which all tests send, every kind of page works: nothing in it is inline.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { htmlFiles } from "./lib/pages.mjs";
import { POLICY } from "./lib/server.mjs";
import { sites } from "./lib/setup.mjs";
import { ask } from "./lib/visits.mjs";

for (const site of sites) {
  const problems = ask(site, "wide", async (page, { file }, { broken }) => broken.map((one) => `${file}: ${one}`));
  test(`${site.name}: ${site.pages.length} pages break no policy`, async () => {
    const { headers } = await fetch(site.url);
    assert.equal(headers.get("content-security-policy"), POLICY);
    assert.deepEqual(await problems(), []);
  });

  test(`${site.name}: no page has a style or a handler in a tag`, () => {
    const inline = /<[a-z][^<>]*\s(?:style|on[a-z]+)\s*=/i;
    const found = htmlFiles(site.folder).map((file) => [file, inline.exec(readFileSync(path.join(site.folder, file), "utf8"))?.[0]]);
    assert.deepEqual(found.filter(([, tag]) => tag), []);
  });
}
