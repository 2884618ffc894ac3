// All browser tests in one process, so that they share one browser, build each site once and load each page once.
//
//     node --test-reporter=spec tests/browser/run.mjs [--site DIR [--sample N]] [--only axe,links] [--binary FILE]
import { readdirSync } from "node:fs";
import { HERE, options } from "./lib/options.mjs";
import { begin } from "./lib/visits.mjs";

const files = readdirSync(HERE).filter((name) => name.endsWith(".test.mjs")).sort();
// Pictures are for people, and taken when somebody asks for them.
const wanted = (name) => (options.only ? options.only.includes(name) : name !== "screens");
for (const file of files) {
  if (wanted(file.replace(".test.mjs", ""))) await import(`./${file}`);
}
begin();
