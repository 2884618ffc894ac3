// What is tested: said by the command line, else the sites that the tests make themselves.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    site: { type: "string" }, // a built site, tested in place of those made here
    sample: { type: "string" }, // how many pages of it beside one or two of each kind
    only: { type: "string" }, // names of test files, joined by commas
    binary: { type: "string" }, // the nevertwice that builds the sites
    help: { type: "boolean" },
  },
});

if (values.help) {
  console.log("node tests/browser/run.mjs [--site DIR [--sample N]] [--only axe,links] [--binary FILE]");
  process.exit(0);
}

export const HERE = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
export const ROOT = path.resolve(HERE, "../..");

/** Screenshots and the sites, kept after a run so that a failure can be looked at. */
export const OUT = path.join(HERE, "out");

export const options = {
  site: values.site ? path.resolve(values.site) : null,
  sample: Number(values.sample ?? 8),
  only: values.only ? values.only.split(",") : null,
  binary: path.resolve(values.binary ?? path.join(ROOT, "target/debug/nevertwice")),
};
