// What axe-core finds on a page as it is now.
import AxeBuilder from "@axe-core/playwright";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The violations on the page, one line an element. */
export async function violations(page, scheme) {
  // Without frames there is no need for the second tab in which axe joins the findings of frames.
  const runOnly = scheme === "dark" ? ["color-contrast"] : { type: "tag", values: TAGS };
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ runOnly, resultTypes: ["violations"] });
  const result = await axe.analyze();
  return result.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any }) => `${id} (${help}): ${target.join(" ")} ${any[0]?.message ?? ""}`),
  );
}
