// Where the links of a page lead, and whether there is a file.
import { statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The resolved addresses of all links of the page as it is now, those in figures too; each once. */
export const addresses = (page) =>
  page.evaluate(() => [
    ...new Set(
      [...document.querySelectorAll("a[href], area[href]")].map((link) => new URL(link.getAttribute("href"), document.baseURI).href),
    ),
  ]);

const isFile = (file) => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;

/** Those addresses below `home` that name no file of the folder, as a server finds files: a folder's is index.html. */
export function missing(found, home, folder) {
  return found
    .filter((address) => address.startsWith(home))
    .filter((address) => {
      const name = decodeURIComponent(new URL(address).pathname.slice(new URL(home).pathname.length));
      return !isFile(path.join(folder, name.endsWith("/") || name === "" ? `${name}index.html` : name));
    });
}

/** Those addresses on disk that name no file: from disk a folder shows its list of files. */
export const missingOnDisk = (found) =>
  found.filter((address) => address.startsWith("file:") && !isFile(fileURLToPath(address.replace(/[?#].*$/, ""))));
