// Keeps a preview page up to date: unchanged parts are neither reloaded nor moved.
(function () {
"use strict";

const own = document.currentScript;
const page = own.dataset.page;
let version = own.dataset.version;
// The page as it was sent, before any script changed it: changes are found by comparing with it.
let sent = null;

async function fetched() {
  const answer = await fetch(location.pathname, { cache: "no-store" });
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// Applies the difference between `before` and `next` to `live`: changes by scripts and readers are kept.
function patch(live, before, next) {
  if (before.isEqualNode(next)) return;
  if (live.nodeName !== next.nodeName || before.nodeName !== next.nodeName) return live.replaceWith(copy(next));
  if (live.nodeType !== Node.ELEMENT_NODE) {
    live.data = next.data;
    return;
  }
  // Times carry the reader's local time, which a script adds to new elements only.
  if (next.matches("time, .local")) return live.replaceWith(copy(next));
  attributes(live, before, next);
  // A script has inserted something: children can no longer be matched.
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

function renew() {
  busy = busy.then(async () => {
    const next = await fetched();
    if (!sent) return location.reload();
    attributes(document.documentElement, sent.documentElement, next.documentElement);
    patch(document.head, sent.head, next.head);
    patch(document.body, sent.body, next.body);
    sent = next;
    const tag = next.querySelector("script[data-version]");
    if (tag) version = tag.dataset.version;
    await check();
    // A stream that still has the old version is told again about what could not be fetched.
  }).catch(() => setTimeout(listen, 500));
}

// Stylesheets are replaced once the new ones have loaded; so are images.
function swap(files) {
  const is = (address) => address && files.includes(new URL(address, location.href).pathname);
  const fresh = (address) => address.split("?")[0] + "?" + Date.now();
  for (const link of document.querySelectorAll("link[rel=stylesheet]")) {
    if (!is(link.href)) continue;
    const next = link.cloneNode();
    next.href = fresh(link.href);
    const others = [...document.querySelectorAll("link[rel=stylesheet]")].filter((other) => fresh(other.href) === next.href);
    next.onload = () => others.forEach((other) => other.remove());
    link.after(next);
  }
  for (const image of document.images) {
    if (is(image.src)) image.src = fresh(image.src);
  }
  if ([...document.scripts].some((script) => is(script.src))) location.reload();
}

// The checklist is isolated from the page: they share no styles except the colour scheme.
const STYLE = `:host { position: fixed; right: 1rem; bottom: 1rem; z-index: 90; font: 14px/1.45 system-ui, sans-serif; }
  details { background: light-dark(#fff, #1b1e22); color: light-dark(#1b1e22, #eceae4);
    border: 1px solid light-dark(#b9b5aa, #555a61); border-radius: 6px; max-width: min(26rem, 80vw); }
  [data-rule=all] > summary { padding: .5rem .8rem; font-weight: 600; cursor: pointer; }
  .list { max-height: 60vh; overflow: auto; padding: 0 .8rem .6rem; }
  .list details { border: 0; } .list summary { padding: .3rem 0; cursor: pointer; } p { margin: 0 0 .5rem; }
  blockquote { margin: 0 0 .6rem; padding-left: .6rem; border-left: 3px solid light-dark(#b9b5aa, #555a61); overflow-wrap: anywhere; }
  blockquote :is(q, span) { display: block; } q { color: light-dark(#5c5f64, #a9adb3); } code { font: 13px/1 ui-monospace, monospace; }
  [data-state=not-applicable] > summary { color: light-dark(#5c5f64, #a9adb3); }
  @media print { :host { display: none; } }`;
const SIGNS = { "not-met": "\u2717", question: "?", met: "\u2713", "not-applicable": "\u2013" };
let panel = null;
let said = "";
async function check() {
  const answer = await fetch("/__nevertwice/panel?" + new URLSearchParams({ page }));
  const text = await answer.text();
  if (text && text !== said) draw(JSON.parse(text));
  said = text;
  // The error overlay would cover the list.
  if (panel) panel.hidden = !text || !!document.getElementById("nevertwice-faults");
}

function draw(checks) {
  const element = (name, words, ...inside) => {
    const made = document.createElement(name);
    made.append(words, ...inside);
    return made;
  };
  const coded = (words) => words.split("`").map((part, place) => (place % 2 ? element("code", part) : part));
  if (!panel) {
    panel = document.createElement("nevertwice-panel");
    panel.role = "complementary";
    panel.ariaLabel = "Checks";
    panel.attachShadow({ mode: "open" });
    document.documentElement.append(panel);
  }
  // Keep scroll position, open items and focus.
  const shadow = panel.shadowRoot;
  const open = new Set([...shadow.querySelectorAll("[data-rule][open]")].map((one) => one.dataset.rule));
  const focused = shadow.activeElement && shadow.activeElement.parentElement.dataset.rule;
  const scrolled = open.has("all") && shadow.querySelector(".list").scrollTop;
  const fold = (rule, words, ...inside) => {
    const made = element("details", element("summary", words), ...inside);
    made.dataset.rule = rule;
    made.open = open.has(rule);
    return made;
  };
  const count = (state) => checks.filter((one) => one.state === state).length;
  const [unmet, asked] = [count("not-met"), count("question")];
  const applicable = checks.length - count("not-applicable");
  const counted = [unmet && unmet + " of " + applicable + " checks failed", asked && asked + (asked > 1 ? " questions" : " question")];
  const list = element("div", "", ...checks.map((one) => {
    const told = one.found.map(({ line, message, words, hint }) => element("blockquote", "", ...coded("Line " + line + ": " + message),
      ...(words ? [element("q", words)] : []), ...(hint ? [element("span", "", ...coded(hint))] : [])));
    const met = one.met.map(({ line, words }) => element("blockquote", "Line " + line, element("q", words)));
    const made = fold(one.rule, SIGNS[one.state] + " " + one.rule, element("p", "", ...coded(one.requires)), ...told, ...met);
    made.dataset.state = one.state;
    return made;
  }));
  list.className = "list";
  shadow.replaceChildren(element("style", STYLE), fold("all", counted.filter(Boolean).join(", ") || "All checks passed", list));
  list.scrollTop = scrolled || 0;
  if (focused) shadow.querySelector("[data-rule=" + focused + "] > summary")?.focus({ preventScroll: true });
}

// Browsers limit connections per server: hidden pages hold none, and reconnect when visible.
function listen() {
  if (stream) stream.close();
  stream = null;
  if (document.hidden) return;
  const query = new URLSearchParams({ page, version });
  const events = new EventSource("/__nevertwice/events?" + query);
  events.onmessage = (message) => {
    const event = JSON.parse(message.data);
    if (event.change === "page") renew();
    if (event.change === "files") swap(event.files);
    if (event.change === "open") location.assign(event.page);
  };
  // The address of a stream contains the version of the page, so it is built anew.
  events.onerror = () => {
    events.close();
    setTimeout(() => events === stream && listen(), 500);
  };
  stream = events;
}
let stream = null;

document.addEventListener("visibilitychange", listen);

// One at a time, so that older content never overwrites newer content.
let busy = fetched().then((first) => {
  const tag = first.querySelector("script[data-version]");
  if (!tag || tag.dataset.version === version) sent = first;
  listen();
  return check();
}).catch(listen);
})();
