// The files for nginx in docs/publishing.md, run for real: a site in a sub-path, and the preview behind a proxy.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { ROOT } from "./lib/options.mjs";
import { preview } from "./lib/preview.mjs";
import { samples } from "./lib/setup.mjs";

const GUIDE = readFileSync(path.join(ROOT, "docs/publishing.md"), "utf8");
const [STATIC, PROXY] = [...GUIDE.matchAll(/```nginx\n([\s\S]*?)```/g)].map(([, file]) => file);
const [, IMAGE] = GUIDE.match(/<<CONF [^\n]*\n([\s\S]*?)\nCONF\n/);

/** A port that nobody listens on. */
const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** Runs nginx with a `server` block of the guide until the test `t` ends; resolves with its address. */
async function nginx(t, block) {
  const folder = mkdtempSync(path.join(tmpdir(), "nginx-"));
  const port = await freePort();
  const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`);
  const http = ["include /etc/nginx/mime.types;", "access_log off;", ...places, block.replace(/listen \d+;/, `listen 127.0.0.1:${port};`)];
  const file = path.join(folder, "nginx.conf");
  // Workers of root are another user, who may not read a home folder.
  const user = process.getuid() === 0 ? "user root;\n" : "";
  writeFileSync(file, `${user}daemon off;\npid ${folder}/pid;\nerror_log ${folder}/errors;\nevents {}\nhttp {\n${http.join("\n")}\n}\n`);
  execFileSync("nginx", ["-t", "-q", "-e", `${folder}/errors`, "-c", file]);
  const server = spawn("nginx", ["-e", `${folder}/errors`, "-c", file]);
  t.after(async () => {
    server.kill("SIGQUIT");
    await new Promise((done) => server.once("exit", done));
    rmSync(folder, { recursive: true, force: true });
  });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 50; tries += 1) {
    if (await fetch(url).then(() => true, () => false)) break;
    await setTimeout(100);
  }
  return url;
}

test("nginx serves a site in a sub-path as the guide has it", async (t) => {
  const [{ folder }] = samples;
  const url = await nginx(t, STATIC.replace("alias /srv/incidents/;", `alias ${folder}/;`));
  const home = await fetch(`${url}/incidents/`);
  assert.equal(home.status, 200);
  assert.equal(home.headers.get("content-type"), "text/html; charset=utf-8");
  assert.match(home.headers.get("content-security-policy"), /^default-src 'self'/);
  assert.match(await home.text(), /<main/);
  const types = { "assets/site.css": "text/css", "assets/sans.woff2": "font/woff2", "postmortems.json": "application/json" };
  for (const [file, type] of Object.entries(types)) {
    const { status, headers } = await fetch(`${url}/incidents/${file}`);
    assert.deepEqual([status, headers.get("content-type")], [200, type], file);
  }
  const moved = await fetch(`${url}/incidents/services`, { redirect: "manual" });
  assert.equal(moved.status, 301);
  assert.match(moved.headers.get("location"), /\/incidents\/services\/$/);
  const gone = await fetch(`${url}/incidents/nowhere/`);
  assert.equal(gone.status, 404);
  assert.equal(await gone.text(), readFileSync(path.join(folder, "404.html"), "utf8"));
});

test("nginx in the image of the guide serves the site and its page for what is not found", async (t) => {
  const [{ folder }] = samples;
  const url = await nginx(t, IMAGE.replace("/usr/share/nginx/html", folder));
  const home = await fetch(`${url}/`);
  assert.deepEqual([home.status, home.headers.get("content-type")], [200, "text/html; charset=utf-8"]);
  const gone = await fetch(`${url}/nowhere/`);
  assert.deepEqual([gone.status, await gone.text()], [404, readFileSync(path.join(folder, "404.html"), "utf8")]);
});

test("the preview works behind nginx as the guide has it, its events unbuffered", async (t) => {
  const site = await preview(t);
  const { host } = new URL(site.url);
  const url = await nginx(t, PROXY.replaceAll("127.0.0.1:4000", host));
  const home = await fetch(`${url}/`);
  assert.equal(home.status, 200);
  const version = /version[^0-9a-f]{1,12}([0-9a-f]{8,})/.exec(await home.text())?.[1] ?? "";
  const events = await fetch(`${url}/__nevertwice/events?${new URLSearchParams({ page: "/", version })}`, { signal: AbortSignal.timeout(10_000) });
  assert.match(events.headers.get("content-type"), /^text\/event-stream/);
  // It comes at once, and not when the stream ends.
  const { value } = await events.body.getReader().read();
  assert.match(new TextDecoder().decode(value), /^retry: \d+/);
});
