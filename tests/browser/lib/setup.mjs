// What every test file shares: the sites, served, and one browser. Made when the first of them is loaded.
import { after } from "node:test";
import { launch } from "./browser.mjs";
import { prepare } from "./sites.mjs";

const [prepared, started] = await Promise.all([prepare(), launch()]);

export const { sites } = prepared;
export const browser = started;

/** The sites of the sample archive, one a theme; the given site where one is given. */
export const samples = sites.filter(({ name, given }) => given || name.startsWith("sample"));

after(async () => {
  await browser.close();
  prepared.server.close();
});
