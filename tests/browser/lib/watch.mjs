// What a page should not do: complain, fail, ask another host, shift its parts.

/** Collects what goes wrong on this tab from now on; `problems()` gives it and forgets it. */
export function watch(page, home) {
  const found = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) found.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => found.push(`error: ${error.message}`));
  // What the browser itself gives up because the next page is asked for is no failure.
  page.on("requestfailed", (request) => {
    if (request.failure()?.errorText !== "net::ERR_ABORTED") found.push(`failed: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) found.push(`${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(home) && !url.startsWith("data:")) found.push(`request off the site: ${url}`);
  });
  return () => found.splice(0);
}

/**
 * What moved since the page was loaded, as Chromium counts it: how far, and which parts. A table whose widths are
 * its texts' fits its columns while its rows come: cells of such a table are not told.
 */
export const layoutShifts = (page) =>
  page.evaluate(
    () =>
      new Promise((done) => {
        const element = ({ node }) => (node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement);
        const name = (source) => element(source)?.outerHTML.slice(0, 60) ?? "?";
        const fits = (source) => element(source)?.closest("table:not(.rows) tr");
        const found = [];
        const observer = new PerformanceObserver((list) => {
          for (const { value, sources } of list.getEntries()) {
            if (!sources.length || !sources.every(fits)) found.push(`${value.toFixed(4)} of ${sources.map(name).join(", ")}`);
          }
        });
        observer.observe({ type: "layout-shift", buffered: true });
        // Buffered entries arrive before the next frame is over.
        requestAnimationFrame(() => setTimeout(() => done(found), 0));
      }),
  );

/** By how many pixels the page is wider than the window. */
export const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
