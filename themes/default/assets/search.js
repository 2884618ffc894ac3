// The search page. Its index comes in files that call `nevertwice`, each when a query needs it: src/search.rs says what is in them.
(function () {
"use strict";

const page = document.querySelector(".search");
const base = document.currentScript.src.replace(/assets\/search\.js.*/, "search/");
const root = page.dataset.root;
const form = page.querySelector("form");
const input = form.elements.q;
const status = page.querySelector("[role=status]");
const list = page.querySelector("ol");
const more = page.querySelector(".more");

const waiting = {}, loaded = {};
window.nevertwice = (name, data) => waiting[name](data);
function load(name) {
  return (loaded[name] ??= new Promise((resolve, reject) => {
    waiting[name] = resolve;
    const script = document.createElement("script");
    script.onerror = reject;
    script.src = base + name + ".js";
    document.head.append(script);
  }));
}
const number = (digits) => parseInt(digits, 36);
function sums(steps) {
  let sum = 0;
  return steps.map((step) => (sum += number(step)));
}

// The words of a text, as src/search/tokens.rs has them.
const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f\u3099\u309a]/g, "");
const SIGNS = /[\u3040-\u30ff\u3400-\u9fff]/;
function pairs(word) {
  const signs = [...word];
  return SIGNS.test(word) && signs.length > 2 ? signs.slice(1).map((sign, at) => signs[at] + sign) : [word];
}
function units(text) {
  return (fold(text).match(/[\p{Alphabetic}\p{N}][\p{Alphabetic}\p{N}.\-_/:@+#%]*/gu) || []).map((run) => {
    const bare = run.replace(/[^\p{Alphabetic}\p{N}]+$/u, "");
    const sign = /^\p{Alphabetic}+$/u.test(bare) ? /^[+#]*/.exec(run.slice(bare.length))[0] : "";
    const parts = bare.split(/[^\p{Alphabetic}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u).filter(Boolean).flatMap(pairs);
    return { whole: (bare + sign).toLowerCase(), parts: parts.map((part) => part.toLowerCase()) };
  });
}

// What a word may stand for: itself, other forms of its stem, and longer words while it is typed.
async function forms(start, word, typing) {
  const [first, second = 0] = [...word].map((letter) => letter.codePointAt());
  const lines = (await load("words/" + (first * 31 + second) % start.files[0])).split("\n");
  const found = new Map();
  const add = (text, count, file, factor) => {
    if (!found.has(text)) found.set(text, { text, count: number(count), file: number(file), factor });
  };
  const near = [], longer = [];
  for (const line of lines) {
    const [file, ...words] = line.split(" ");
    const same = words.indexOf(word) % 2 === 0;
    if (same) add(word, words[words.indexOf(word) + 1], file, 1);
    for (let at = 0; at < words.length; at += 2) {
      const entry = [words[at], words[at + 1], file];
      if (same) near.push([...entry, .7]);
      else if (typing && words[at].startsWith(word)) longer.push([...entry, .6]);
      else if (words[at].length > 3 && words[at].length > word.length - 4 && word.startsWith(words[at])) near.push([...entry, .4]);
    }
  }
  longer.sort((a, b) => number(b[1]) - number(a[1]));
  // A part of a known word is no reason to look for less.
  const exact = found.size;
  for (const entry of near) if (entry[3] > .5 || !exact && !longer.length) add(...entry);
  // Each may stand in a file of its own, and a word that is known as typed needs less guessing.
  for (const entry of longer.slice(0, exact ? 2 : 3)) add(...entry);
  return [...found.values()];
}

// The documents of some forms of a word: how well each fits, and where in it the word stands.
async function documents(start, of) {
  const hits = new Map();
  await Promise.all(of.map(async ({ text, count, file, factor }) => {
    const entry = (await load("postings/" + file)).find(([word]) => word === text);
    const rare = Math.log(1 + (start.documents - count + .5) / (count + .5)) + .1;
    let document = 0;
    for (const posting of entry[1].split(",")) {
      const [step, weight, ...at] = posting.split(".");
      document += number(step);
      const hit = hits.get(document) || { score: 0, at: [] };
      hit.score = Math.max(hit.score, number(weight) * rare * factor);
      if (factor === 1) hit.at = sums(at);
      hits.set(document, hit);
    }
  }));
  return hits;
}

// One thing that a query asks for: a word, or words that stand beside each other.
async function ask(start, words, typing) {
  const kept = words.map((word, at) => ({ word, at })).filter(({ word }) => !start.left_out.split(" ").includes(word));
  const asked = await Promise.all(kept.map(async ({ word, at }) => {
    const all = await forms(start, word, typing);
    const of = words.length > 1 ? all.filter((form) => form.factor === 1) : all;
    return { at, of, cut: of.some((form) => form.count > start.most), hits: await documents(start, of) };
  }));
  const [first, ...others] = asked;
  if (!first) return null;
  const said = asked.flatMap(({ of }) => of.map((form) => form.text));
  if (!others.length) return { hits: first.hits, said, optional: first.cut };
  const hits = new Map();
  const whole = asked.filter(({ cut }) => !cut);
  const sure = whole.length ? whole : asked;
  for (const [document, { at, score }] of sure[0].hits) {
    const found = sure.map(({ hits }) => hits.get(document));
    const places = at.filter((place) => sure.every((part, index) => found[index] && found[index].at.includes(place - sure[0].at + part.at)));
    if (places.length) hits.set(document, { score: found.reduce((sum, hit) => sum + hit.score, 0) * 1.5, at: places });
  }
  return { hits, said, optional: false };
}

async function find(start, query) {
  const asked = [];
  query.split('"').forEach((part, index) => {
    const all = units(part);
    if (index % 2) asked.push([all.flatMap((unit) => unit.parts), false]);
    else all.forEach((unit, at) => {
      const typing = at === all.length - 1 && query.endsWith(part) && !/\s$/.test(part);
      asked.push([unit.parts, typing, unit.whole]);
    });
  });
  const parts = await Promise.all(asked.map(async ([words, typing, whole]) => {
    // A name with signs in it is one word where it is known so.
    if (whole && whole !== words[0]) {
      const found = await ask(start, [whole], typing);
      if (found && found.hits.size) return found;
    }
    return ask(start, words, typing);
  }));
  const things = parts.filter(Boolean);
  const scores = new Map();
  things.forEach(({ hits, optional }, index) => {
    for (const [document, { score, at }] of hits) {
      const sum = scores.get(document) || { score: 0, met: 0 };
      const before = index && things[index - 1].hits.get(document);
      const beside = before && before.at.some((place) => at.includes(place + 1));
      sum.score += score * (beside ? 2 : 1);
      sum.met += !optional;
      scores.set(document, sum);
    }
  });
  const needed = things.filter(({ optional }) => !optional).length;
  const all = [...scores].filter(([, { met }]) => met >= needed);
  const ranked = (all.length ? all : [...scores]).sort(([a, one], [b, other]) => other.met - one.met || other.score - one.score || a - b);
  return { found: ranked.map(([document]) => document), some: !all.length && things.length > 1, said: new Set(things.flatMap(({ said }) => said)) };
}

function make(parent, name, text, attributes = {}) {
  const element = parent.appendChild(document.createElement(name));
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  if (text) element.append(text);
  return element;
}
// A text with the words that were found marked.
function marked(parent, text, said) {
  for (const piece of text.split(/([\p{Alphabetic}\p{N}]+)/u)) {
    const [unit] = units(piece);
    if (unit && (said.has(unit.whole) || unit.parts.some((part) => said.has(part)))) make(parent, "mark", piece);
    else parent.append(piece);
  }
}
function show([url, title, day, [rank, severity], known, summary, ended, errors], said) {
  const item = document.createElement("li");
  marked(make(make(item, "h2"), "a", "", { href: root + url }), title, said);
  const about = make(item, "p", "", { class: "small quiet" });
  about.append(day + " · ");
  make(about, "span", severity, { class: "sev s" + rank });
  if (known) about.append(" · "), marked(about, known, said);
  if (summary) marked(make(item, "p"), summary, said);
  for (const error of errors) marked(make(make(item, "p"), "code"), error, said);
  if (ended) marked(make(make(item, "p"), "span", "Mitigated: ", { class: "quiet" }).parentNode, ended, said);
  return item;
}

/** How many hits are shown at once. */
const STEP = 10;
const selects = [...form.querySelectorAll("select")];
let last = 0;
async function search() {
  const turn = ++last;
  const query = input.value.trim();
  const state = new URLSearchParams();
  for (const field of [input, ...selects]) if (field.value) state.set(field.name, field.value);
  if (location.protocol !== "file:") history.replaceState(null, "", location.pathname + (String(state) && "?" + state));
  try {
    const start = await load("index");
    let { found, some, said } = query ? await find(start, input.value) : { found: [...Array(start.documents).keys()], said: new Set() };
    for (const select of selects) {
      if (!select.value) continue;
      const values = await load("filters/" + selects.indexOf(select));
      const [, members] = values.find(([value]) => value === select.value) || [0, ""];
      const inside = new Set(sums(members.split(",")));
      found = found.filter((document) => inside.has(document));
    }
    if (!String(state)) found = [];
    const count = found.length === 1 ? "1 postmortem" : (found.length || "No") + " postmortems";
    const words = !String(state) ? "" : some && found.length ? count + " with some of these words, none with all" : count;
    async function next(from) {
      const part = found.slice(from, from + STEP);
      const shown = await Promise.all(part.map(async (document) => {
        const file = await load("documents/" + Math.floor(document / start.files[1]));
        return show(file[document % start.files[1]], said);
      }));
      // Somebody may have typed on since.
      if (turn !== last) return;
      if (!from) list.replaceChildren();
      list.append(...shown);
      if (from) shown[0].querySelector("a").focus();
      status.textContent = words;
      more.hidden = found.length <= from + STEP;
      more.onclick = () => next(from + STEP);
    }
    await next(0);
  } catch {
    status.textContent = "The search index could not be loaded.";
  }
}

async function open() {
  const asked = new URLSearchParams(location.search);
  input.value = asked.get("q") || "";
  const start = await load("index");
  selects.forEach((select, index) => {
    const values = start.filters[index].slice();
    if (select.name === "year") values.reverse();
    for (const [value, count] of values) make(select, "option", value + " (" + count + ")", { value });
    select.disabled = values.length < 2;
    select.value = asked.get(select.name) || "";
  });
  form.addEventListener("input", search);
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  if (!input.value) input.focus({ preventScroll: true });
  search();
}
open().catch(search);

})();
