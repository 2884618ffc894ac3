// Only adds: without it every page says the same.
(function () {
"use strict";

const root = document.documentElement;
const all = (selector, inside) => Array.from((inside || document).querySelectorAll(selector));
const narrow = () => matchMedia("(max-width: 45rem)").matches;
root.classList.add("js");

// The colours chosen before, at once: nothing flashes.
function stored(value) {
  try {
    if (value) localStorage.setItem("nevertwice-theme", value);
    return localStorage.getItem("nevertwice-theme");
  } catch (refused) {
    return null;
  }
}
if (/^(light|dark)$/.test(stored())) root.dataset.theme = stored();

function themeSwitch(button) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  function show() {
    button.textContent = dark() ? "Light" : "Dark";
    button.setAttribute("aria-label", button.textContent + " colours");
  }
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    stored(root.dataset.theme);
    show();
  });
  system.addEventListener("change", show);
  button.hidden = false;
  show();
}

// A mark, its label and its entry light each other; a tap on a mark goes to its entry.
function join() {
  const groups = {};
  const entries = (element) => element.dataset.entry.split(" ");
  for (const element of all("[data-entry]")) {
    for (const entry of entries(element)) (groups[entry] ??= []).push(element);
  }
  for (const type of ["mouseover", "focusin", "mouseout", "focusout"]) {
    document.addEventListener(type, (event) => {
      const element = event.target.closest("[data-entry]");
      if (!element || element.contains(event.relatedTarget)) return;
      for (const other of entries(element).flatMap((entry) => groups[entry])) other.classList.toggle("lit", /over|in/.test(type));
    });
  }
  for (const mark of all(".timeline [data-entry]")) {
    mark.addEventListener("click", () => { location.hash = "entry-" + entries(mark)[0]; });
  }
}

// The reader's own time, where their clock shows another: on the first screen as a line, elsewhere on hover or tap.
function read(stated) {
  const zone = /T.*(?:Z|([+-])(\d\d):(\d\d))$/.exec(stated || "");
  const at = new Date(stated);
  if (!zone || isNaN(at)) return null;
  const offset = zone[1] ? (zone[1] + 1) * (60 * zone[2] + +zone[3]) : 0;
  // `Tue Mar 10 2026 07:00:00 …` in every browser and language.
  const [, month, day, year, clock] = at.toString().split(" ");
  return {
    away: offset !== -at.getTimezoneOffset(),
    moved: at.getDate() !== +stated.slice(8, 10),
    day: +day + " " + month + " " + year + ", ",
    clock: clock.slice(0, 5),
    yours: " your time (" + zoneName(at) + ")",
  };
}
const names = {};
function zoneName(at) {
  const offset = at.getTimezoneOffset();
  // Which zones have a short name depends on the locale: the first that knows one is taken.
  for (const locale of names[offset] ? [] : ["en-US", "en-GB", "en-AU"]) {
    const parts = new Intl.DateTimeFormat(locale, { timeZoneName: "short" }).formatToParts(at);
    names[offset] = parts.find((part) => part.type === "timeZoneName").value;
    if (!/^GMT[+-]/.test(names[offset])) break;
  }
  return names[offset];
}
function local(line) {
  const from = read(line.dataset.from), to = read(line.dataset.to);
  if (!from || !(from.away || (to && to.away))) return;
  const begin = (from.moved ? from.day : "") + from.clock;
  const end = to ? " to " + (to.day === from.day ? "" : to.day) + to.clock : "";
  line.textContent = begin + end + from.yours;
}
function title(time) {
  const moment = read(time.dateTime);
  if (moment && moment.away) time.title = moment.day + moment.clock + moment.yours;
}
function tip(event) {
  for (const old of all(".tip")) old.remove();
  const time = event.target.closest("time") || all("a:focus time")[0];
  if (event.type !== "click" || !time || !time.title) return;
  time.after(make(time.parentNode, "span", { class: "tip", role: "tooltip" }, time.title));
}

function make(parent, name, attributes, text) {
  const element = parent.appendChild(document.createElement(name));
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  element.textContent = text || "";
  return element;
}

// Filters over the rows of a list, by what the rows themselves say.
const texts = (selector) => (row) => all(selector, row).map((element) => element.textContent);
const FIELDS = {
  severity: texts(".sev"),
  service: texts("small span"),
  cause: (row) => (row.dataset.cause ? [row.dataset.cause] : []),
  year: (row) => all("time", row).map((time) => time.dateTime.slice(0, 4)),
  status: (row) => texts("small b:not(.alert)")(row).concat("finished").slice(0, 1),
};
// Without accents and letter case.
const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

function filter(place) {
  const rows = Array.from(place.nextElementSibling.tBodies[0].rows, (element) => {
    const row = { element, words: plain(element.cells[1].textContent) };
    for (const name in FIELDS) row[name] = FIELDS[name](element);
    return row;
  });
  const asked = new URLSearchParams(location.search);
  const pages = all(".pager a");
  const words = make(place, "input", {
    type: "search", placeholder: "Filter by words", "aria-label": "Filter by words of title, services and impact", "aria-keyshortcuts": "/",
  });
  words.value = asked.get("words") || "";
  const box = make(place, "details");
  make(box, "summary", {}, "More filters");
  const choices = Object.keys(FIELDS).map(choice).filter(Boolean);
  const status = make(place, "p", { role: "status" });
  const reset = make(place, "button", { type: "button", class: "reset" }, "Show all");

  // A list of the values that a field has here; none where all rows have the same.
  function choice(name) {
    const values = Array.from(new Set(rows.flatMap((row) => row[name])));
    if (values.length < 2) return null;
    values.sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
    if (name === "year") values.reverse();
    const select = make(box, "select", { "aria-label": name });
    make(select, "option", { value: "" }, "Any " + name);
    for (const value of values) make(select, "option", { value });
    if (values.includes(asked.get(name))) select.value = asked.get(name);
    select.name = name;
    return select;
  }
  const passes = (row, but) =>
    choices.every((select) => select === but || !select.value || row[select.name].includes(select.value)) &&
    plain(words.value).split(/\s+/).every((word) => row.words.includes(word));
  function apply() {
    const state = new URLSearchParams();
    if (words.value) state.set("words", words.value);
    for (const row of rows) row.element.hidden = !passes(row);
    for (const select of choices) {
      if (select.value) state.set(select.name, select.value);
      const left = rows.filter((row) => passes(row, select));
      for (const option of Array.from(select.options).slice(1)) {
        const count = left.filter((row) => row[select.name].includes(option.value)).length;
        option.textContent = option.value + " (" + count + ")";
        option.disabled = !count && !option.selected;
      }
    }
    const shown = rows.filter((row) => !row.element.hidden).length;
    status.textContent = (shown === rows.length ? "All" : (shown || "None") + " of") + " " + rows.length + (pages.length ? " on this page" : "") + " shown";
    const query = state.toString();
    reset.hidden = !query;
    // A filtered list has an address, and its other pages are filtered too.
    for (const link of pages) link.search = query;
    try {
      history.replaceState(history.state, "", location.pathname + (query && "?" + query) + location.hash);
    } catch (refused) {
      // From disk some browsers let no page change its address.
    }
  }
  place.addEventListener("input", apply);
  reset.addEventListener("click", () => {
    for (const field of choices.concat(words)) field.value = "";
    apply();
    words.focus();
  });
  box.hidden = !choices.length;
  box.open = !narrow() || choices.some((select) => select.value);
  apply();
}

// From disk, a link to a folder means its index.html.
const disk = location.protocol === "file:";
function complete(link) {
  const href = link.getAttribute("href");
  if (/^([a-z][a-z0-9+.-]*:|#|\/\/)/i.test(href)) return;
  link.setAttribute("href", href.replace(/(^|\/)(\.\.?)?(?=$|[?#])/, (match, slash, dots) => slash + (dots ? dots + "/" : "") + "index.html"));
}

// Done as the page is read, before any of it is painted: nothing moves later.
const done = new WeakSet();
function each(selector, work) {
  for (const element of all(selector)) {
    if (!done.has(element)) work(element);
    done.add(element);
  }
}
function early() {
  each(".switch", themeSwitch);
  each(".local", local);
  each("time", title);
  // On a phone the contents of a page are folded.
  each(".contents details", (contents) => { contents.open = !narrow(); });
  if (disk) each("a[href]", complete);
}
const watch = new MutationObserver(early);
watch.observe(root, { childList: true, subtree: true });

document.addEventListener("DOMContentLoaded", () => {
  early();
  // From disk, links that come later are completed too.
  if (!disk) watch.disconnect();
  all(".filter").forEach(filter);
  join();
});
document.addEventListener("click", tip);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") tip(event);
  const field = all(".filter input")[0];
  if (event.key !== "/" || !field || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea")) return;
  event.preventDefault();
  field.focus();
});

})();
