// Keeps a page of the preview new: nothing is loaded again that did not change, and nothing moves that stayed.
(function () {
"use strict";

const own = document.currentScript;
const page = own.dataset.page;
let version = own.dataset.version;
// The page as it was sent, before any script changed it: what is new is what differs from that.
let sent = null;

async function fetched() {
  const answer = await fetch(location.pathname, { cache: "no-store" });
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// Makes `live` differ from how it was sent in what `next` differs in: scripts' and readers' own changes stay.
function patch(live, before, next) {
  if (before.isEqualNode(next)) return;
  if (live.nodeName !== next.nodeName || before.nodeName !== next.nodeName) return live.replaceWith(copy(next));
  if (live.nodeType !== Node.ELEMENT_NODE) {
    live.data = next.data;
    return;
  }
  attributes(live, before, next);
  // A script has put something in: nobody can tell any more which child is which.
  if (live.childNodes.length !== before.childNodes.length) return live.replaceChildren(...[...next.childNodes].map(copy));
  const [lives, befores, nexts] = [live, before, next].map((node) => [...node.childNodes]);
  let first = 0, ends = 0;
  const shorter = Math.min(befores.length, nexts.length);
  while (first < shorter && befores[first].isEqualNode(nexts[first])) first++;
  while (ends < shorter - first && befores.at(-1 - ends).isEqualNode(nexts.at(-1 - ends))) ends++;
  const gone = lives.slice(first, lives.length - ends);
  const were = befores.slice(first, befores.length - ends);
  const come = nexts.slice(first, nexts.length - ends);
  const mark = lives[lives.length - ends] || null;
  come.forEach((node, place) => {
    if (place < gone.length) patch(gone[place], were[place], node);
    else live.insertBefore(copy(node), mark);
  });
  for (const node of gone.slice(come.length)) node.remove();
}

function attributes(live, before, next) {
  for (const { name, value } of next.attributes) {
    if (before.getAttribute(name) !== value) live.setAttribute(name, value);
  }
  for (const { name } of before.attributes) {
    if (!next.hasAttribute(name)) live.removeAttribute(name);
  }
}

const copy = (node) => document.importNode(node, true);

let busy = Promise.resolve();
function renew() {
  busy = busy.then(async () => {
    const next = await fetched();
    if (!sent) return location.reload();
    patch(document.head, sent.head, next.head);
    patch(document.body, sent.body, next.body);
    sent = next;
    const tag = next.querySelector("script[data-version]");
    if (tag) version = tag.dataset.version;
    await check();
  }).catch(() => {});
}

// Stylesheets are changed for new ones once those are there; so are pictures.
function swap(files) {
  const is = (address) => address && files.includes(new URL(address, location.href).pathname);
  const fresh = (address) => address.split("?")[0] + "?" + Date.now();
  for (const link of document.querySelectorAll("link[rel=stylesheet]")) {
    if (!is(link.href)) continue;
    const next = link.cloneNode();
    next.href = fresh(link.href);
    next.onload = () => link.remove();
    link.after(next);
  }
  for (const image of document.images) {
    if (is(image.src)) image.src = fresh(image.src);
  }
  if ([...document.scripts].some((script) => is(script.src))) location.reload();
}

// The checklist stands apart from the page: no style of one reaches the other.
const STYLE = `:host { position: fixed; right: 1rem; bottom: 1rem; z-index: 90; font: 14px/1.45 system-ui, sans-serif; }
  details { color-scheme: light dark; background: light-dark(#fff, #1b1e22); color: light-dark(#1b1e22, #eceae4);
    border: 1px solid light-dark(#b9b5aa, #555a61); border-radius: 6px; max-width: min(26rem, 80vw); }
  .all > summary { padding: .5rem .8rem; font-weight: 600; cursor: pointer; }
  .list { max-height: 60vh; overflow: auto; padding: 0 .8rem .6rem; }
  .list details { border: 0; } .list summary { padding: .3rem 0; cursor: pointer; }
  blockquote { margin: .2rem 0 .5rem 1rem; padding-left: .6rem; border-left: 3px solid light-dark(#b9b5aa, #555a61); }
  @media print { :host { display: none; } }`;
const SIGNS = { "not-met": "\u2717", question: "?", met: "\u2713" };
let panel = null;
async function check() {
  const answer = await fetch("/__nevertwice/panel?" + new URLSearchParams({ page }));
  const text = await answer.text();
  if (!text) return;
  const checks = JSON.parse(text);
  const element = (name, words, ...inside) => {
    const made = document.createElement(name);
    made.append(words, ...inside);
    return made;
  };
  if (!panel) {
    panel = document.createElement("nevertwice-panel");
    panel.attachShadow({ mode: "open" });
    document.documentElement.append(panel);
  }
  const was = panel.shadowRoot.querySelector(".all");
  const open = new Set([...panel.shadowRoot.querySelectorAll("[data-rule][open]")].map((one) => one.dataset.rule));
  const unmet = checks.filter((one) => one.state === "not-met").length;
  const all = element("details", element("summary", unmet ? unmet + " of " + checks.length + " checks not met" : "All checks met"));
  all.className = "all";
  all.open = !!was && was.open;
  const list = element("div", "");
  list.className = "list";
  for (const one of checks) {
    const told = one.found.map((found) => element("blockquote", "Line " + found.line + ": " + found.message + ". ",
      ...(found.words ? [element("q", found.words), " "] : []), found.hint || ""));
    const met = one.met.map((at) => element("blockquote", "Line " + at.line + ": ", element("q", at.words)));
    const item = element("details", element("summary", SIGNS[one.state] + " " + one.rule), element("p", one.requires), ...told, ...met);
    item.dataset.rule = one.rule;
    item.open = open.has(one.rule);
    list.append(item);
  }
  all.append(list);
  panel.shadowRoot.replaceChildren(element("style", STYLE), all);
}

function listen() {
  const query = new URLSearchParams({ page, version });
  const events = new EventSource("/__nevertwice/events?" + query);
  events.onmessage = (message) => {
    const event = JSON.parse(message.data);
    if (event.change === "page") renew();
    if (event.change === "files") swap(event.files);
    if (event.change === "open") location.assign(event.page);
  };
  // The address of a stream says which version the page has, so it is made anew.
  events.onerror = () => {
    events.close();
    if (events === stream) setTimeout(listen, 500);
  };
  stream = events;
}
let stream = null;

// A browser has few connections for one server: pages that nobody looks at hold none, and ask when they are seen again.
document.addEventListener("visibilitychange", () => {
  const last = stream;
  stream = null;
  if (last) last.close();
  if (!document.hidden) listen();
});

fetched().then((first) => {
  const tag = first.querySelector("script[data-version]");
  if (!tag || tag.dataset.version === version) sent = first;
  listen();
  return check();
});
})();
