// What axe-core finds on a page as it is now.
import AxeBuilder from "@axe-core/playwright";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What is looked for: all; all but contrast, which takes half of the time; or contrast alone. */
const LOOKS = {
  all: { runOnly: { type: "tag", values: TAGS } },
  structure: { runOnly: { type: "tag", values: TAGS }, rules: { "color-contrast": { enabled: false } } },
  colours: { runOnly: ["color-contrast"] },
};

/** The violations on the page, one line an element. */
export async function violations(page, look = "all") {
  // Without frames there is no need for the second tab in which axe joins the findings of frames.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ ...LOOKS[look], resultTypes: ["violations"] });
  const result = await axe.analyze();
  return result.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any }) => `${id} (${help}): ${target.join(" ")} ${any[0]?.message ?? ""}`),
  );
}
