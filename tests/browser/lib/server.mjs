// A server of static files under a path that is not the root: what works here works in any folder.
import { createReadStream, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { ROOT } from "./options.mjs";

export const PREFIX = "/a/b/";

/** The content security policy that the guide gives to servers. */
export const [, POLICY] = /Content-Security-Policy "([^"]+)"/.exec(readFileSync(path.join(ROOT, "docs/publishing.md"), "utf8"));

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

/** The size in bytes, or null where there is no such file. */
function size(file) {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.isFile() ? found.size : null;
}

/** The header with which a tab asks for pages as a slow line brings them: about so many bytes at a time. */
export const PIECES = "x-pieces";

const PAUSE = 40; // ms: more than two frames, so that every piece is painted

/** In whole lines: half a row may move. */
async function inPieces(file, response, size) {
  let piece = "";
  for (const line of readFileSync(file, "utf8").split(/(?<=\n)/)) {
    piece += line;
    if (piece.length < size) continue;
    response.write(piece);
    piece = "";
    await setTimeout(PAUSE);
  }
  response.end(piece);
}

/** Serves each folder that is put into `mounts` (a Map from name to folder) at PREFIX + name + "/". */
export async function serve(mounts) {
  const server = createServer((request, response) => {
    const address = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const [name, ...rest] = address.slice(PREFIX.length).split("/");
    const folder = address.startsWith(PREFIX) ? mounts.get(name) : undefined;
    if (!folder || rest.includes("..")) {
      response.writeHead(404).end();
      return;
    }
    let file = path.join(folder, ...rest);
    if (address.endsWith("/")) file = path.join(file, "index.html");
    let status = 200;
    if (size(file) === null) {
      file = path.join(folder, "404.html");
      status = 404;
    }
    const length = size(file);
    if (length === null) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(status, {
      "content-type": TYPES[path.extname(file)] ?? "application/octet-stream",
      "content-length": length,
      "content-security-policy": POLICY,
    });
    const pieces = Number(request.headers[PIECES]);
    if (pieces && file.endsWith(".html")) inPieces(file, response, pieces);
    else createReadStream(file).pipe(response);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    address: (name) => `http://127.0.0.1:${server.address().port}${PREFIX}${name}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
