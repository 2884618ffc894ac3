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
const POSTMORTEMS = {
  severity: texts(".sev"),
  service: texts("small span"),
  cause: (row) => (row.dataset.cause ? [row.dataset.cause] : []),
  year: (row) => all("time", row).map((time) => time.dateTime.slice(0, 4)),
  status: (row) => texts("small b:not(.alert)")(row).concat("finished").slice(0, 1),
};
const split = (names) => (names ? names.split("|") : []);
const finished = { verified: "done", superseded: "dropped", proposed: "open" };
// What is overdue is open, too.
const states = (status, late) => [finished[status] || status].concat(late ? "overdue" : []);
const ACTIONS = {
  state: (row) => states(row.className, row.cells[3].className),
  service: (row) => split(row.dataset.service),
  team: (row) => [row.dataset.team || "not recorded"],
  owner: (row) => [row.cells[1].textContent],
  kind: texts(".kind"),
};
const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

// The fields of a row of data, in their order: see src/site/pages/row_data.rs.
function postmortem([title, url, date, when, services, impact, [rank, severity], duration, cause, status, repeat], root) {
  const small = [services.join(", "), impact, repeat, status].filter(Boolean).join("; ");
  return {
    words: plain(title + " " + small), severity: [severity], service: services, cause: cause ? [cause] : [],
    year: date ? [date.slice(0, 4)] : [], status: [status || "finished"],
    // Made when it is first shown: of ten thousand few are.
    get element() {
      const row = document.createElement("tr");
      const day = make(row, "td", { class: "date" });
      if (date) make(day, "time", { datetime: date }, when);
      else day.textContent = when;
      const what = make(row, "th", { scope: "row", class: "what" });
      make(what, "a", { href: root + url }, title);
      const more = make(what, "small");
      const join = (mark) => more.childNodes.length && more.append(mark);
      for (const service of services) join(", "), make(more, "span", {}, service);
      if (impact) join("; "), more.append(impact);
      if (repeat) join("; "), make(more, "b", { class: "alert" }, repeat);
      if (status) join("; "), make(more, "b", {}, status);
      make(make(row, "td", { class: "severity" }), "span", { class: "sev s" + rank }, severity);
      make(row, "td", { class: "number" }, duration);
      Object.defineProperty(this, "element", { value: row });
      return row;
    },
  };
}

// The same of an action: see src/site/pages/actions/exports.rs.
function action([at, task, anchor, first, owner, due, status, state, late, age, kind, ticket, team], root, origins) {
  const [origin, url, services] = origins[at];
  const small = [origin, first && "first promised " + first, age && age + " ago"].filter(Boolean).join("; ");
  return {
    words: plain(task + " " + small), state: states(status, late), service: services, team: [team || "not recorded"],
    owner: [owner || "not recorded"], kind: kind ? [kind] : [],
    get element() {
      const row = document.createElement("tr");
      row.className = status;
      const what = make(row, "td");
      make(what, "a", { href: root + url + "#" + anchor }, task);
      if (kind) what.append(" "), make(what, "small", { class: "quiet kind" }, kind);
      if (ticket) what.append(" "), make(make(what, "small"), "a", { href: ticket }, "ticket");
      make(what, "br");
      make(what, "small", { class: "quiet" }, small);
      make(row, "td", owner ? {} : { class: "quiet nowrap" }, owner || "not recorded");
      const when = make(row, "td", { class: due ? "nowrap" : "nowrap quiet" }, due ? "" : "not recorded");
      if (due) make(when, "time", { datetime: due[0] }, due[1]);
      make(row, "td", late ? { class: "alert" } : {}, state);
      Object.defineProperty(this, "element", { value: row });
      return row;
    },
  };
}

// The lists that are filtered: their fields, how rows of data are read, where the words of a row stand, and what comes first.
const LISTS = {
  postmortems: { fields: POSTMORTEMS, fromData: postmortem, words: 1, said: "in the title, services or impact", first: "The newest " },
  actions: { fields: ACTIONS, fromData: action, words: 0, said: "in the task or the title of its postmortem", first: "The first " },
};

/** The most rows that a filtered list shows. */
const MOST = 200;

function filter(place) {
  const list = LISTS[place.dataset.list || "postmortems"];
  const FIELDS = list.fields;
  const body = place.nextElementSibling.tBodies[0];
  const own = [...body.rows].map((element) => {
    const row = { element, words: plain(element.cells[list.words].textContent) };
    for (const name in FIELDS) row[name] = FIELDS[name](element);
    return row;
  });
  let rows = own;
  const asked = new URLSearchParams(location.search);
  const pages = all(".pager, .jumps");
  const words = make(place, "input", {
    type: "search", placeholder: "Filter by words", "aria-label": "Filter by words " + list.said,
  });
  words.value = asked.get("words") || "";
  const box = make(place, "details");
  make(box, "summary", {}, "More filters");
  let choices = [];
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
  function choose() {
    for (const select of choices) select.remove();
    choices = Object.keys(FIELDS).map(choice).filter(Boolean);
    box.hidden = !choices.length;
  }
  function apply() {
    const state = new URLSearchParams();
    if (words.value) state.set("words", words.value);
    for (const select of choices) if (select.value) state.set(select.name, select.value);
    const query = state.toString();
    const said = plain(words.value).split(/\s+/);
    const passes = (row, but) =>
      choices.every((select) => select === but || !select.value || row[select.name].includes(select.value)) &&
      said.every((word) => row.words.includes(word));
    const found = query ? rows.filter((row) => passes(row)) : own;
    body.replaceChildren(...found.slice(0, MOST).map((row) => row.element));
    for (const select of choices) {
      const counts = {};
      for (const row of rows) if (passes(row, select)) for (const value of row[select.name]) counts[value] = (counts[value] || 0) + 1;
      for (const option of [...select.options].slice(1)) {
        const count = counts[option.value] || 0;
        option.textContent = option.value + " (" + count + ")";
        option.disabled = !count && !option.selected;
      }
    }
    const where = pages.length && (rows === own || !query) ? " on this page" : "";
    const shown = found.length > MOST ? list.first + MOST + " of " + found.length : found.length || "None";
    status.textContent = query ? shown + " of " + rows.length + where + " shown" : "All " + own.length + where + " shown";
    reset.hidden = !query;
    // All pages are searched: there is no other one.
    for (const nav of pages) nav.hidden = Boolean(query) && rows !== own;
    // A filtered list has its own address, except on disk.
    if (location.protocol !== "file:") history.replaceState(null, "", location.pathname + (query && "?" + query) + location.hash);
  }
  // A list of several pages: all its rows come when they are asked for. On disk they cannot: there the page is searched.
  let loading;
  async function load() {
    const { rows: source, members } = place.dataset;
    if (!source || loading) return;
    loading = true;
    try {
      const [data, places] = await Promise.all([source, members].map((url) => url && fetch(url).then((answer) => answer.json())));
      const root = source.replace(/(actions\/)?rows\.json$/, "");
      // Actions come with the postmortems that they belong to.
      const [origins, found] = list.fromData === action ? data : [null, places ? places.map((at) => data[at]) : data];
      rows = found.map((row) => list.fromData(row, root, origins));
      for (const select of choices) if (select.value) asked.set(select.name, select.value);
      choose();
      apply();
    } catch {
      loading = false;
    }
  }
  place.addEventListener("focusin", load);
  place.addEventListener("input", apply);
  reset.addEventListener("click", () => {
    for (const name of Object.keys(FIELDS)) asked.delete(name);
    for (const field of choices.concat(words)) field.value = "";
    apply();
    words.focus();
  });
  box.open = !matchMedia("(max-width: 45rem)").matches;
  choose();
  apply();
  if ([...asked].length) load();
}

all(".filter").forEach(filter);

})();
