// What a page should not do: complain, fail, ask another host, shift its parts.

/** Collects what goes wrong on this tab from now on; `problems()` gives it and forgets it. */
export function watch(page, home) {
  const found = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) found.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => found.push(`error: ${error.message}`));
  page.on("requestfailed", (request) => found.push(`failed: ${request.url()}`));
  page.on("response", (response) => {
    if (response.status() >= 400) found.push(`${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(home) && !url.startsWith("data:")) found.push(`request off the site: ${url}`);
  });
  return () => found.splice(0);
}

/** How far the page's parts moved since it was loaded, as Chromium counts it: 0 is nothing. */
export const layoutShift = (page) =>
  page.evaluate(
    () =>
      new Promise((done) => {
        let sum = 0;
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += entry.value;
        });
        observer.observe({ type: "layout-shift", buffered: true });
        // Buffered entries arrive before the next frame is over.
        requestAnimationFrame(() => setTimeout(() => done(sum), 0));
      }),
  );

/** By how many pixels the page is wider than the window. */
export const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
