// Shipped stylesheets, which travel without comments and white space, say what their sources in `themes/` say.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { context } from "./lib/browser.mjs";
import { ROOT } from "./lib/options.mjs";
import { browser, samples } from "./lib/setup.mjs";

/** The rules of a stylesheet as the browser read them, a line each, without the white space of custom properties. */
const read = (page, css) =>
  page.evaluate((text) => {
    const style = document.createElement("style");
    style.textContent = text;
    document.head.append(style);
    const rules = [...style.sheet.cssRules].map((rule) => rule.cssText);
    style.remove();
    return rules.map((rule) => rule.replace(/\s+/g, " ").replace(/ ?([,/]) ?/g, "$1"));
  }, css);

for (const { name, folder } of samples.filter(({ given }) => !given)) {
  test(`${name}: stylesheets mean what their sources mean`, async () => {
    const opened = await context(browser);
    const page = await opened.newPage();
    const sources = ["default", "print"].map((theme) => path.join(ROOT, "themes", theme, "assets"));
    let seen = 0;
    for (const source of sources) {
      for (const sheet of readdirSync(source).filter((file) => file.endsWith(".css"))) {
        const file = path.join(folder, "assets", sheet);
        if (sheet === "print.css" && !readdirSync(path.dirname(file)).includes(sheet)) continue;
        assert.deepEqual(
          await read(page, readFileSync(file, "utf8")),
          await read(page, readFileSync(path.join(source, sheet), "utf8")),
          sheet,
        );
        seen += 1;
      }
    }
    await opened.close();
    assert.ok(seen >= 5, `${seen} sheets`);
  });
}
