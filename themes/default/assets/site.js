// Progressive enhancement: every page says the same without it.
(function () {
"use strict";

const root = document.documentElement;
const all = (selector) => [...document.querySelectorAll(selector)];
root.classList.add("js");
// A list that opens filtered is not shown in full first.
root.classList.toggle("asked", !!location.search);

// From disk browsers fetch no font early, and would leave it for the next page: it is there at once, so text waits for it.
const disk = location.protocol === "file:";
if (disk) for (const font of document.fonts) font.display = "block";

// Apply the stored colour scheme before the first paint: nothing flashes.
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
    button.ariaLabel = button.textContent + " mode";
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

// A mark, its label and its entry highlight one another; a tap on a mark jumps to its entry. Elements may come and go.
function join() {
  const entries = (element) => element.dataset.entry.split(" ");
  for (const type of ["mouseover", "focusin", "mouseout", "focusout"]) {
    document.addEventListener(type, (event) => {
      const element = event.target.closest("[data-entry]");
      if (!element || element.contains(event.relatedTarget)) return;
      for (const other of entries(element).flatMap((entry) => all(`[data-entry~="${entry}"]`))) other.classList.toggle("lit", /over|in/.test(type));
    });
  }
  document.addEventListener("click", (event) => {
    const mark = event.target.closest(".timeline [data-entry]");
    if (mark) location.hash = "entry-" + entries(mark)[0];
  });
}

// The reader's local time, if different: a line on the first screen, elsewhere on hover or tap.
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
  // Each locale has short names for different zones.
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
  const words = document.createElement("span");
  words.className = "tip";
  words.role = "tooltip";
  words.textContent = time.title;
  time.after(words);
}

// On disk, a link to a folder needs its index.html.
function complete(link) {
  const name = link.action ? "action" : "href";
  const href = link.getAttribute(name);
  if (/^([a-z][a-z0-9+.-]*:|#|\/\/)/i.test(href)) return;
  link.setAttribute(name, href.replace(/(^|\/)(\.\.?)?(?=$|[?#])/, (match, slash, dots) => slash + (dots ? dots + "/" : "") + "index.html"));
}

// Done before the first paint: nothing shifts later.
const done = {};
function each(selector, work) {
  const before = (done[selector] ??= new WeakSet());
  for (const element of all(selector)) {
    if (!before.has(element)) work(element);
    before.add(element);
  }
}
function early() {
  each(".switch", themeSwitch);
  // On a phone the menu is wider than the screen.
  each(".top [aria-current]", (link) => { link.closest("nav").scrollLeft = link.offsetLeft - 18; });
  each(".local", local);
  each("time", title);
  // On a phone the table of contents is collapsed.
  each(".contents details", (contents) => { contents.open = matchMedia("(min-width: 45.01rem)").matches; });
  if (disk) each("a[href], form[action]", complete);
}
// Later changes are processed, too: the live preview updates pages in place.
new MutationObserver(early).observe(root, { childList: true, subtree: true });

document.addEventListener("DOMContentLoaded", () => {
  early();
  join();
  root.classList.remove("asked");
});
document.addEventListener("click", tip);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") tip(event);
  // From every page `/` leads to the search.
  const field = all(".find input, .search input")[0];
  if (event.key !== "/" || !field || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  event.preventDefault();
  field.focus();
});

})();
