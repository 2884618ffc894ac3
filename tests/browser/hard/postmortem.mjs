// A postmortem as a file, from its parts.

const pad = (number) => String(number).padStart(2, "0");

/** "2024-05-06 07:08" in UTC, with seconds where asked for. */
export function clock(moment, seconds = false) {
  const date = `${moment.getUTCFullYear()}-${pad(moment.getUTCMonth() + 1)}-${pad(moment.getUTCDate())}`;
  const time = `${pad(moment.getUTCHours())}:${pad(moment.getUTCMinutes())}`;
  return `${date} ${time}${seconds ? `:${pad(moment.getUTCSeconds())}` : ""}`;
}

const quoted = (text) => JSON.stringify(text);

/**
 * The text of a file. `entries` are {at: Date, label, text}; `started` and `resolved` are Dates, the first and last
 * entry where they are left out. `facts` are more lines of front matter; `extra` is Markdown after the timeline.
 */
export function postmortem({
  title,
  services = ["web"],
  cause = "config-error",
  severity = "SEV2",
  started,
  resolved,
  ongoing = false,
  people = ["Sam Okafor"],
  summary = "Some pages failed for an hour. The root cause was a setting.",
  entries = [],
  seconds = false,
  facts = [],
  extra = "",
  actions = ["- [ ] Check settings before they are used (@Web, due 2026-12-01, prevent)"],
}) {
  const first = started ?? entries[0].at;
  const last = resolved ?? entries.at(-1)?.at;
  const lines = [
    "---",
    `title: ${quoted(title)}`,
    `services: [${services.map(quoted).join(", ")}]`,
    `root_cause: ${cause}`,
    ...(severity ? [`severity: ${severity}`] : []),
    `started: ${clock(first, seconds)} UTC`,
    ...(ongoing ? ["ongoing: true"] : [`resolved: ${clock(last, seconds)} UTC`]),
    "status: reviewed",
    `authors: [${people.map(quoted).join(", ")}]`,
    `reviewers: [Ngaire Poole]`,
    ...facts,
    "---",
    "",
    "## Issue Summary",
    "",
    summary,
    "",
  ];
  if (entries.length) {
    lines.push("## Timeline", "");
    for (const { at, label, text } of entries) lines.push(`- ${clock(at, seconds)} UTC - ${label ? `${label}: ` : ""}${text}`);
    lines.push("");
  }
  lines.push("## Root cause and resolution", "", "A setting was wrong; it was put right.", "", extra, "");
  lines.push("## Corrective and preventative measures", "", ...actions, "");
  return lines.join("\n");
}
