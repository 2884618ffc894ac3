// The figures as Chromium draws them: where each text, leader and mark is, and which of them are in each other's way.

/** Pixels by which boxes may meet: what rounding and the edges of letters cost. */
const SLACK = 1;
/** Pixels by which the edge of a letter may leave its figure: nothing is cut off there. */
const EDGE = 2;

/* Everything below runs in the page. */
function inspect([SLACK, EDGE]) {
  const problems = [];
  const shown = (svg) => {
    const box = svg.getBoundingClientRect();
    const picture = svg.closest(".picture")?.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && (!picture || picture.width > 1);
  };
  const roots = [...document.querySelectorAll("svg")].filter((svg) => !svg.parentElement.closest("svg") && shown(svg));

  /* The height of letters depends on the font's own idea of a line; what is seen is three quarters of an em above
     the baseline and a quarter below. */
  const letters = (text) => {
    const box = text.getBoundingClientRect();
    const matrix = text.getScreenCTM();
    const size = parseFloat(getComputedStyle(text).fontSize) * Math.abs(matrix.d);
    const start = text.getStartPositionOfChar(0);
    const upright = Math.abs(matrix.b) < 0.01 && !text.closest("[rotate]");
    if (!upright) return box;
    const baseline = matrix.f + matrix.d * start.y;
    return { left: box.left, right: box.right, top: baseline - 0.75 * size, bottom: baseline + 0.25 * size };
  };
  /* Words set digit by digit: each digit has its place, and those that touch are one word. */
  const words = (text) => {
    const whole = letters(text);
    const places = text.getAttribute("x")?.trim().split(/[\s,]+/) ?? [];
    if (places.length < 2) return [{ words: text.textContent, ...whole }];
    const matrix = text.getScreenCTM();
    const found = [];
    [...text.textContent].forEach((letter, place) => {
      const { x, width } = text.getExtentOfChar(place);
      const [left, right] = [matrix.e + matrix.a * x, matrix.e + matrix.a * (x + width)];
      const last = found.at(-1);
      if (last && left - last.right < 2) Object.assign(last, { words: last.words + letter, right });
      else found.push({ ...whole, words: letter, left, right });
    });
    return found;
  };
  const meet = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > SLACK;

  const beyond = (box, frame) =>
    [["left", frame.left - box.left], ["right", box.right - frame.right], ["above", frame.top - box.top], ["below", box.bottom - frame.bottom]]
      .filter(([, pixels]) => pixels > EDGE)
      .map(([side, pixels]) => `${pixels.toFixed(1)} px ${side}`)
      .join(", ");

  let count = 0;
  for (const svg of roots) {
    const frame = svg.getBoundingClientRect();
    const inside = (box) =>
      box.left >= frame.left - EDGE && box.right <= frame.right + EDGE && box.top >= frame.top - EDGE && box.bottom <= frame.bottom + EDGE;
    const parts = [...svg.querySelectorAll("text")].flatMap((text) => (text.querySelector("tspan") ? [...text.querySelectorAll("tspan")] : [text]));
    const texts = parts
      .filter((text) => text.textContent.trim() && getComputedStyle(text).visibility === "visible" && text.getBoundingClientRect().width > 0)
      .flatMap((text) => words(text).map((word) => ({ ...word, flag: text.closest(".flag") })));
    count += texts.length;
    const name = svg.getAttribute("class") ?? svg.getAttribute("aria-label") ?? "svg";
    texts.sort((a, b) => a.left - b.left);
    texts.forEach((one, place) => {
      if (!inside(one)) problems.push(`${name}: "${one.words}" is outside of its figure (${beyond(one, frame)})`);
      for (const other of texts.slice(place + 1)) {
        if (other.left > one.right) break;
        if (meet(one, other)) problems.push(`${name}: "${one.words}" and "${other.words}" overlap`);
      }
    });
    for (const leader of svg.querySelectorAll(".flag path")) {
      const line = leader.getBoundingClientRect();
      const box = { left: line.left - SLACK, right: line.right + SLACK, top: line.top, bottom: line.bottom };
      for (const text of texts) {
        if (text.flag && text.flag !== leader.closest(".flag") && meet(box, text)) problems.push(`${name}: a leader goes through "${text.words}"`);
      }
    }
    let before = -Infinity;
    /* The list, which keeps the order of the text, has the time of each entry; those without a date are not compared. */
    const time = (mark) => Date.parse(document.querySelector(`#entry-${entry(mark)} time`)?.dateTime) || 0;
    const marks = [...svg.querySelectorAll("use.mark[data-entry], a .mark[data-entry], a[data-entry] use.mark")];
    const entry = (mark) => Number(mark.closest("[data-entry]").dataset.entry.split(" ")[0]);
    for (const mark of marks.sort((a, b) => time(a) - time(b) || entry(a) - entry(b))) {
      const ring = mark.getBoundingClientRect();
      const [x, y] = [(ring.left + ring.right) / 2, (ring.top + ring.bottom) / 2];
      const shape = { left: x - 7, right: x + 7, top: y - 7, bottom: y + 7 };
      if (x < before - SLACK && time(mark)) problems.push(`${name}: the mark of entry ${entry(mark)} is out of order`);
      before = Math.max(before, x);
      if (!inside(shape)) problems.push(`${name}: the mark of entry ${entry(mark)} is outside of its figure`);
      for (const text of texts) if (meet(shape, text)) problems.push(`${name}: the mark of entry ${entry(mark)} is on "${text.words}"`);
    }
  }
  return { problems, count };
}

/** {problems: lines, count: how many texts were compared} of all figures of the page that are seen. */
export const drawn = (page) => page.evaluate(inspect, [SLACK, EDGE]);

/** In the place of a font: what is shown where the font of the site does not arrive. */
export const NOT_THERE = "the font that comes after the site's own";

/** Sets the font of all texts of figures; null: as the site has it. */
export async function setFont(page, family) {
  await page.evaluate(
    async ([font, next]) => {
      // The policy lets no style be written into the page.
      window.tested ??= new CSSStyleSheet();
      if (!document.adoptedStyleSheets.includes(window.tested)) document.adoptedStyleSheets.push(window.tested);
      window.tested.replaceSync("");
      const text = document.querySelector("svg text");
      const others = text && getComputedStyle(text).fontFamily.split(",").filter((name) => !name.includes("Nevertwice")).join(",");
      const set = font === next ? others : font;
      if (set) window.tested.replaceSync(`svg text, svg tspan { font-family: ${set} !important; }`);
      await document.fonts.ready;
    },
    [family, NOT_THERE],
  );
}
