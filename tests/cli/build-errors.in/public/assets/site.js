// Only adds: without it every page says the same.
(function () {
  "use strict";
  var root = document.documentElement;

  // The colours chosen before, at once, so that nothing flashes.
  function stored(value) {
    try {
      if (value) localStorage.setItem("nevertwice-theme", value);
      return localStorage.getItem("nevertwice-theme");
    } catch (refused) {
      return null;
    }
  }
  var chosen = stored();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;

  function themeSwitch() {
    var button = document.querySelector(".switch");
    if (!button) return;
    var system = matchMedia("(prefers-color-scheme: dark)");
    function dark() {
      return root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
    }
    function name() {
      button.textContent = dark() ? "Light" : "Dark";
      button.setAttribute("aria-label", dark() ? "Light colours" : "Dark colours");
    }
    button.addEventListener("click", function () {
      root.dataset.theme = dark() ? "light" : "dark";
      stored(root.dataset.theme);
      name();
    });
    system.addEventListener("change", name);
    button.hidden = false;
    name();
  }

  // A mark, its label and its entry light each other; a tap on a mark goes to its entry.
  function join() {
    var all = document.querySelectorAll("[data-entry]");
    var groups = {};
    function each(element, visit) {
      element.dataset.entry.split(" ").forEach(function (entry) {
        (groups[entry] = groups[entry] || []);
        visit(groups[entry]);
      });
    }
    all.forEach(function (element) {
      each(element, function (group) { group.push(element); });
    });
    function light(on) {
      return function (event) {
        var element = event.target.closest && event.target.closest("[data-entry]");
        if (!element || (event.relatedTarget && element.contains(event.relatedTarget))) return;
        each(element, function (group) {
          group.forEach(function (other) { other.classList.toggle("lit", on); });
        });
      };
    }
    if (!all.length) return;
    document.addEventListener("mouseover", light(true));
    document.addEventListener("mouseout", light(false));
    document.addEventListener("focusin", light(true));
    document.addEventListener("focusout", light(false));
    document.querySelectorAll(".timeline [data-entry]").forEach(function (element) {
      element.addEventListener("click", function () {
        location.hash = "entry-" + element.dataset.entry.split(" ")[0];
      });
    });
  }

  // The reader's own zone, where a moment has one.
  function zones() {
    var format = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
    var zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    document.querySelectorAll("time[datetime]").forEach(function (time) {
      var stated = time.getAttribute("datetime");
      if (!/T.*(Z|[+-]\d\d:\d\d)$/.test(stated)) return;
      var moment = new Date(stated);
      if (!isNaN(moment)) time.title = format.format(moment) + " " + zone;
    });
  }

  // From disk, a link to a folder means its index.html.
  function complete() {
    if (location.protocol !== "file:") return;
    document.querySelectorAll("a[href]").forEach(function (link) {
      var href = link.getAttribute("href");
      if (/^[a-z][a-z0-9+.-]*:/i.test(href) || href.charAt(0) === "#") return;
      link.setAttribute("href", href.replace(/(^|\/)(\.\.?)?(?=$|[?#])/, function (all, slash, dots) {
        return (slash || "") + (dots ? dots + "/" : "") + "index.html";
      }));
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    themeSwitch();
    join();
    zones();
    complete();
  });
})();
