// All browser tests in one process, so that they share one browser and build each site once.
//
//     node --test-reporter=spec tests/browser/run.mjs [--site DIR [--sample N]] [--only axe,links] [--binary FILE]
import { readdirSync } from "node:fs";
import { HERE, options } from "./lib/options.mjs";

const files = readdirSync(HERE).filter((name) => name.endsWith(".test.mjs")).sort();
for (const file of files) {
  if (!options.only || options.only.includes(file.replace(".test.mjs", ""))) await import(`./${file}`);
}
