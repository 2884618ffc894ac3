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
  if (live.nodeType !== 1 || live.nodeName !== next.nodeName || live.childNodes.length !== before.childNodes.length) {
    if (live.nodeType === 1 && live.nodeName === next.nodeName) attributes(live, before, next);
    if (live.nodeName === next.nodeName && live.nodeType !== 1) live.data = next.data;
    else if (live.nodeName === next.nodeName) live.replaceChildren(...copies(next.childNodes));
    else live.replaceWith(document.importNode(next, true));
    return;
  }
  attributes(live, before, next);
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
    if (place < gone.length && were[place].nodeName === node.nodeName) patch(gone[place], were[place], node);
    else if (place < gone.length) gone[place].replaceWith(document.importNode(node, true));
    else live.insertBefore(document.importNode(node, true), mark);
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

const copies = (nodes) => [...nodes].map((node) => document.importNode(node, true));

let busy = Promise.resolve();
function renew() {
  busy = busy.then(async () => {
    const next = await fetched();
    if (!sent) return location.reload();
    patch(document.documentElement, sent.documentElement, next.documentElement);
    sent = next;
    const tag = next.querySelector("script[data-version]");
    if (tag) version = tag.dataset.version;
    document.dispatchEvent(new Event("nevertwice:renewed"));
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
    setTimeout(listen, 500);
  };
}

fetched().then((first) => {
  const tag = first.querySelector("script[data-version]");
  if (!tag || tag.dataset.version === version) sent = first;
  listen();
});
})();
