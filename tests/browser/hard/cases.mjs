// Postmortems with facts and texts that are hard to set: long, foreign, empty, unusual.
import { postmortem } from "./postmortem.mjs";

const at = (hour, minute, label, text) => ({ at: new Date(Date.UTC(2025, 7, 14, hour, minute)), label, text });

const usual = [
  at(9, 0, "impact-started", "uploads begin to fail"),
  at(9, 7, "detected", "alert on failed uploads"),
  at(9, 20, "identified", "a limit was lowered by mistake"),
  at(9, 45, "resolved", "the limit is back"),
];

const LONG = "Everything that depends on the internal certificate authority, its two intermediate authorities and the automation that renews them stopped to trust everything else for the better part of an afternoon in late summer";
const WORD = "Donaudampfschifffahrtsgesellschaftskapitaenskajuetentuerschluessel".repeat(3);

const RAW = `<details><summary>The whole log</summary>

\`\`\`
2025-08-14T09:00:00Z a-very-long-host-name-without-any-place-to-break-${"x".repeat(160)} refused
\`\`\`

</details>

<script>document.title = "owned"</script>
<iframe src="https://elsewhere.example/"></iframe>
<img src="https://elsewhere.example/pixel.png" onerror="alert(1)" alt="a picture elsewhere">

| host | ${Array.from({ length: 14 }, (_, place) => `metric number ${place + 1}`).join(" | ")} |
|---|${"---:|".repeat(14)}
| web-1 | ${Array.from({ length: 14 }, (_, place) => place * 1234567).join(" | ")} |

#### A heading that skips two levels

1. one
   - two
     1. three

> A quotation, with **bold** and \`code\` in it.[^note]

[^note]: And a note.

- [x] a task that is no action
`;

/** [name, text] of each file. */
export function cases() {
  return [
    ["long-title", postmortem({
      title: LONG,
      services: ["certificate-authority-of-the-internal-network-in-europe-west", "automation-of-renewals-and-revocations", "web"],
      people: ["Wolfeschlegelsteinhausenbergerdorff the Elder of Plainfield", "Ann Lee"],
      entries: usual,
      summary: `${LONG}. ${WORD} was printed on every page.`,
      facts: ["symptoms:", `  - ${JSON.stringify(`x509: certificate signed by unknown authority ${WORD}`)}`, `tags: [${JSON.stringify(LONG.slice(0, 60))}, tls]`],
    })],
    ["cyrillic", postmortem({
      title: "Оплата картой не работала сорок пять минут",
      services: ["платежи", "корзина"],
      people: ["Анна Ковалёва"],
      summary: "С 9:00 до 9:45 нельзя было заплатить картой. Причина: лимит был снижен по ошибке.",
      entries: [at(9, 0, "impact-started", "первые платежи отклонены"), at(9, 7, "detected", "оповещение о росте отказов на стороне банка"), at(9, 20, "identified", "лимит снижен по ошибке"), at(9, 45, "resolved", "лимит восстановлен")],
    })],
    ["japanese", postmortem({
      title: "決済ページが四十五分間表示されなかった",
      services: ["決済", "カート"],
      people: ["山田太郎"],
      summary: "九時から九時四十五分まで決済ページが表示されませんでした。原因は設定の誤りです。",
      entries: [at(9, 0, "impact-started", "決済ページが表示されなくなる"), at(9, 7, "detected", "エラー率の上昇を知らせるアラートが鳴る"), at(9, 20, "identified", "設定の誤りが見つかる"), at(9, 45, "resolved", "設定を元に戻して復旧")],
    })],
    ["near-miss", postmortem({ title: "A wrong file was nearly published", entries: usual.slice(1), facts: ["near_miss: true"] })],
    ["ongoing", postmortem({ title: "Search is slow, and still is", entries: usual.slice(0, 3), ongoing: true })],
    ["no-timeline", postmortem({ title: "Nobody wrote down when", started: new Date(Date.UTC(2025, 2, 1, 8)), resolved: new Date(Date.UTC(2025, 2, 1, 9)), severity: null })],
    ["raw-html", postmortem({ title: "A text with raw HTML, wide tables & <odd> signs", entries: usual, extra: RAW })],
    ["many-services", postmortem({ title: "Thirty services at once", services: Array.from({ length: 30 }, (_, place) => `service-${place + 1}`), entries: usual, severity: "SEV1" })],
    ["came-back", postmortem({ title: "The wrong file, again", entries: usual, facts: ["recurrence_of: near-miss", "related: [ongoing, long-title]"] })],
    ["forty-actions", postmortem({
      title: "Forty actions",
      entries: usual,
      actions: Array.from({ length: 40 }, (_, place) => `- [${place % 3 ? " " : "x"}] Action number ${place + 1} (@Team ${place % 4}, due 2025-1${place % 3}-0${1 + (place % 9)}, ${["detect", "mitigate", "prevent", "process"][place % 4]})`),
    })],
  ];
}
