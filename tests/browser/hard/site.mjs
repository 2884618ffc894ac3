// A site of postmortems that are hard to show: it is written anew in every run, with the same bytes.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { between, one, random } from "../lib/random.mjs";
import { cases } from "./cases.mjs";
import { postmortem } from "./postmortem.mjs";
import { extremeTimelines, randomTimelines } from "./timelines.mjs";

const CAUSES = ["automation", "capacity", "change-process", "config-error", "datastore", "dependency", "network", "software-defect"];

/** Plain postmortems, enough of them that lists have pages and figures of many services and years are full. */
function plain(count) {
  const next = random(99);
  return Array.from({ length: count }, (_, place) => {
    const started = new Date(Date.UTC(2014 + (place % 12), between(next, 0, 11), between(next, 1, 28), between(next, 0, 23), between(next, 0, 59)));
    const length = Math.floor(60_000 * 4000 ** next());
    const services = [`part-${between(next, 1, 60)}`, "web"].slice(0, between(next, 1, 2));
    const contributing = one(next, CAUSES);
    const text = postmortem({
      title: `Part ${place + 1} failed`,
      services,
      cause: one(next, CAUSES),
      severity: one(next, ["SEV1", "SEV2", "SEV3", "SEV4"]),
      started,
      resolved: new Date(started.getTime() + length),
      people: [`Writer ${place % 9}`],
      facts: [`contributing: [${contributing}]`, `teams: [Team ${place % 5}]`, `tags: [tag-${place % 11}]`, ...(place % 8 === 7 ? [`recurrence_of: plain-${place}`] : [])],
    });
    return [`plain-${place + 1}`, text];
  });
}

const SETTINGS = `title: Archiv schwieriger Fälle, a site whose own name is long
description: Postmortems that are hard to show.
timezone: UTC
`;

/** Writes the site's sources into `folder`. */
export function writeHard(folder, theme, url) {
  const target = path.join(folder, "content", "postmortems");
  mkdirSync(target, { recursive: true });
  writeFileSync(path.join(folder, "site.yaml"), `${SETTINGS}base_url: ${url}\ntheme: ${theme}\n`);
  const files = [...cases(), ...extremeTimelines(), ...randomTimelines(40), ...plain(120)];
  for (const [name, text] of files) writeFileSync(path.join(target, `${name}.md`), text);
}
