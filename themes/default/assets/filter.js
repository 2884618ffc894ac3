// Filters the rows of a list by their content.
(function () {
"use strict";

const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];

function make(parent, name, attributes, text) {
  const element = parent.appendChild(document.createElement(name));
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  element.textContent = text || "";
  return element;
}

const texts = (selector) => (row) => all(selector, row).map((element) => element.textContent);
const FIELDS = {
  severity: texts(".sev"),
  service: texts("small span"),
  cause: (row) => (row.dataset.cause ? [row.dataset.cause] : []),
  year: (row) => all("time", row).map((time) => time.dateTime.slice(0, 4)),
  status: (row) => texts("small b:not(.alert)")(row).concat("finished").slice(0, 1),
};
const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

function filter(place) {
  const rows = [...place.nextElementSibling.tBodies[0].rows].map((element) => {
    const row = { element, words: plain(element.cells[1].textContent) };
    for (const name in FIELDS) row[name] = FIELDS[name](element);
    return row;
  });
  const asked = new URLSearchParams(location.search);
  const pages = all(".pager a");
  const words = make(place, "input", {
    type: "search", placeholder: "Filter by words", "aria-label": "Filter by words in the title, services or impact", "aria-keyshortcuts": "/",
  });
  words.value = asked.get("words") || "";
  const box = make(place, "details");
  make(box, "summary", {}, "More filters");
  const choices = Object.keys(FIELDS).map(choice).filter(Boolean);
  const status = make(place, "p", { role: "status" });
  const reset = make(place, "button", { type: "button", class: "reset" }, "Show all");

  // None if all rows have the same value.
  function choice(name) {
    const values = [...new Set(rows.flatMap((row) => row[name]))];
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
      for (const option of [...select.options].slice(1)) {
        const count = left.filter((row) => row[select.name].includes(option.value)).length;
        option.textContent = option.value + " (" + count + ")";
        option.disabled = !count && !option.selected;
      }
    }
    const shown = rows.filter((row) => !row.element.hidden).length;
    status.textContent = (shown === rows.length ? "All" : (shown || "None") + " of") + " " + rows.length + (pages.length ? " on this page" : "") + " shown";
    const query = state.toString();
    reset.hidden = !query;
    // A filtered list has its own address (except on disk), and so do its other pages.
    for (const link of pages) link.search = query;
    if (location.protocol !== "file:") history.replaceState(null, "", location.pathname + (query && "?" + query) + location.hash);
  }
  place.addEventListener("input", apply);
  reset.addEventListener("click", () => {
    for (const field of choices.concat(words)) field.value = "";
    apply();
    words.focus();
  });
  box.hidden = !choices.length;
  box.open = !matchMedia("(max-width: 45rem)").matches;
  apply();
}

all(".filter").forEach(filter);
document.addEventListener("keydown", (event) => {
  const field = all(".filter input")[0];
  if (event.key !== "/" || !field || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea")) return;
  event.preventDefault();
  field.focus();
});

})();
