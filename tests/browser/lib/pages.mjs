// Which pages a built site has, and which of them stand for all: one or two of each kind.
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { random, some } from "./random.mjs";

const MANIFEST = ".nevertwice-manifest.json";

/** Every HTML file of the site, as its path in it; in the order of their names. */
export function htmlFiles(folder) {
  const { files } = JSON.parse(readFileSync(path.join(folder, MANIFEST), "utf8"));
  return Object.keys(files).filter((file) => file.endsWith(".html")).sort();
}

/** The kind of a page: its path, with names and numbers left out: "services/*", "archive/*"+"/*", "postmortems/page/*". */
function kind(file) {
  const parts = file.split("/").slice(0, -1);
  if (!parts.length) return file;
  return parts.map((part, place) => (place === 0 || part === "page" ? part : "*")).join("/");
}

const redirects = (folder, file) => readFileSync(path.join(folder, file), "utf8").includes('http-equiv="refresh"');

/**
 * The pages to look at: of each kind the largest, with `smallest` also the smallest, and `more` beside them, the same
 * in every run. Pages that only lead elsewhere are left out. Each is {file, url, kind}; `url` is relative to the site.
 */
export function chosen(folder, { smallest = true, more = 0 } = {}) {
  const files = htmlFiles(folder);
  const kinds = new Map();
  for (const file of files) {
    const name = kind(file);
    kinds.set(name, [...(kinds.get(name) ?? []), file]);
  }
  const picked = new Set();
  for (const group of kinds.values()) {
    const sized = group
      .map((file) => ({ file, size: statSync(path.join(folder, file)).size }))
      .sort((a, b) => b.size - a.size || (a.file < b.file ? -1 : 1));
    const real = (list) => list.find(({ file }) => !redirects(folder, file));
    for (const found of [real(sized), smallest && real(sized.reverse())]) if (found) picked.add(found.file);
  }
  const others = files.filter((file) => !picked.has(file));
  for (const file of some(random(7), others, more)) if (!redirects(folder, file)) picked.add(file);
  return [...picked].sort().map((file) => ({ file, url: file.replace(/(^|\/)index\.html$/, "$1"), kind: kind(file) }));
}

/** Every page of one kind, for tests that need them all. */
export const ofKind = (folder, name) =>
  htmlFiles(folder)
    .filter((file) => kind(file) === name && !redirects(folder, file))
    .map((file) => ({ file, url: file.replace(/(^|\/)index\.html$/, "$1"), kind: name }));
