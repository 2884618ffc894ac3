// The sites that are tested: the repository's own and a hard one, in every theme that ships; or the one that is given.
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { writeHard } from "../hard/site.mjs";
import { OUT, ROOT, options } from "./options.mjs";
import { chosen } from "./pages.mjs";
import { serve } from "./server.mjs";

const run = promisify(execFile);
const THEMES = path.join(ROOT, "themes");

/** What the pages themselves say of their theme: whether there is a dark form of it. */
function hasDark(folder) {
  const home = readFileSync(path.join(folder, "index.html"), "utf8");
  return /<meta name="color-scheme" content="[^"]*dark/.test(home);
}

/** A site as the tests see it. `url` ends in a slash; `pages` are those that stand for all. */
function site(name, theme, folder, url, pages) {
  return { name, theme, folder, url, dark: hasDark(folder), pages: chosen(folder, pages), given: false };
}

/** Writes the sources of a site into `folder`, with its theme and the address where it will be served. */
function sources(kind, theme, folder, url) {
  if (kind === "hard") {
    writeHard(folder, theme, url);
    return;
  }
  cpSync(path.join(ROOT, "content"), path.join(folder, "content"), { recursive: true });
  const settings = readFileSync(path.join(ROOT, "site.yaml"), "utf8").replace(/^(base_url|theme):.*\n/gm, "");
  writeFileSync(path.join(folder, "site.yaml"), `${settings}base_url: ${url}\ntheme: ${theme}\n`);
}

async function build(kind, theme, server, mounts) {
  const name = `${kind}-${theme}`;
  const folder = path.join(OUT, "sites", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const url = server.address(name);
  sources(kind, theme, folder, url);
  await run(options.binary, ["--quiet", "build"], { cwd: folder });
  const built = path.join(folder, "public");
  mounts.set(name, built);
  // Few entries and short words are the sample's part, once.
  return site(name, theme, built, url, { smallest: kind === "sample" && theme === "default" });
}

/** Builds and serves all sites. */
export async function prepare() {
  const mounts = new Map();
  const server = await serve(mounts);
  mkdirSync(OUT, { recursive: true });
  if (options.site) {
    mounts.set("given", options.site);
    const given = { ...site("given", "given", options.site, server.address("given"), { more: options.sample }), given: true };
    // Its address is another: the page for addresses that are nowhere points there.
    given.pages = given.pages.filter(({ file }) => file !== "404.html");
    return { sites: [given], server };
  }
  if (!existsSync(options.binary)) throw new Error(`${options.binary} is not there: cargo build`);
  const themes = readdirSync(THEMES).filter((name) => existsSync(path.join(THEMES, name, "assets"))).sort();
  const wanted = themes.flatMap((theme) => [["sample", theme], ["hard", theme]]);
  return { sites: await Promise.all(wanted.map(([kind, theme]) => build(kind, theme, server, mounts))), server };
}
