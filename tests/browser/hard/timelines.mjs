// Timelines that are hard to draw: random ones, and the ends of what is promised.
import { between, one, random } from "../lib/random.mjs";
import { postmortem } from "./postmortem.mjs";

const MIDDLE = ["acknowledged", "investigating", "hypothesis", "misleading", "escalated", "identified", "action", "communicated", "note", "reported", ""];
const WORDS = "the queue of the cache was full and every third request got an answer from a server that nobody had patched since spring while alerts went to a mailbox".split(" ");

const words = (next, count) => Array.from({ length: count }, () => one(next, WORDS)).join(" ");

/** `count` entries in order from `start`, over `length` seconds: impact first, then detected, resolved last. */
function entries(next, start, count, length) {
  const offsets = Array.from({ length: count - 2 }, () => Math.floor(next() ** 2 * length)).sort((a, b) => a - b);
  const all = [0, ...offsets, length];
  return all.map((offset, place) => {
    const label = place === 0 ? "impact-started" : place === count - 1 ? "resolved" : place === 1 ? "detected" : one(next, MIDDLE);
    return { at: new Date(start.getTime() + offset * 1000), label, text: `${words(next, between(next, 1, 14))}.` };
  });
}

/** Files of random timelines: from 2 to 60 entries, from a minute to three weeks. */
export function randomTimelines(count) {
  return Array.from({ length: count }, (_, place) => {
    const next = random(1000 + place);
    const length = Math.floor(60 * (21 * 24 * 60) ** next());
    const start = new Date(Date.UTC(2023, between(next, 0, 11), between(next, 1, 28), between(next, 0, 23), between(next, 0, 59)));
    const list = entries(next, start, place % 5 === 0 ? between(next, 2, 4) : between(next, 5, 60), length);
    const name = `random-${String(place + 1).padStart(2, "0")}`;
    return [name, postmortem({ title: `Random timeline ${place + 1}`, services: [`line-${place % 7}`], entries: list, seconds: length < 600 })];
  });
}

const minutes = (start, list) => list.map(([minute, label, text]) => ({ at: new Date(start + minute * 60_000), label, text }));

/** Files of timelines at the ends of what is promised. */
export function extremeTimelines() {
  const start = Date.UTC(2025, 4, 5, 21, 10);
  const day = 24 * 60;
  const next = random(5);
  const burst = Array.from({ length: 20 }, (_, place) => [30, one(next, MIDDLE), `message ${place + 1} of the same minute`]);
  return [
    ["two-hundred-entries", postmortem({ title: "Two hundred entries", entries: entries(random(1), new Date(start), 200, 36_000) })],
    ["thirty-seconds", postmortem({ title: "Thirty seconds", entries: entries(random(2), new Date(start), 6, 30), seconds: true })],
    ["three-weeks", postmortem({ title: "Three weeks", entries: entries(random(3), new Date(start), 25, 21 * 86_400) })],
    ["two-entries", postmortem({ title: "Two entries", entries: entries(random(4), new Date(start), 2, 2_400) })],
    ["one-minute-burst", postmortem({ title: "Twenty entries in one minute", entries: minutes(start, [[0, "impact-started", "it began"], [5, "detected", "an alert"], ...burst, [90, "resolved", "over"]]) })],
    ["long-silences", postmortem({
      title: "Two nights of silence",
      entries: minutes(start, [
        [0, "impact-started", "the first upload fails"], [12, "reported", "a customer writes in"], [16 * 60, "detected", "somebody reads it"],
        [16 * 60 + 9, "misleading", "the disk was suspected; it was not the disk"], [18 * 60, "identified", "a key had expired"],
        [2 * day, "mitigated", "a new key"], [2 * day + 10, "communicated", "customers told"], [2 * day + 15, "resolved", "uploads work"],
      ]),
    })],
    ["four-wrong-tracks", postmortem({
      title: "Four wrong tracks",
      entries: minutes(start, [
        [0, "impact-started", "answers are slow"], [4, "detected", "alert on slow answers"], [8, "misleading", "the network was suspected"],
        [20, "misleading", "then the database"], [31, "misleading", "then the load balancer of the other site"], [33, "misleading", "then the clock"],
        [55, "identified", "a log file filled the disk"], [60, "resolved", "the log is gone"],
      ]),
    })],
    ["out-of-order", postmortem({ title: "Entries in another order than time", entries: minutes(start, [[0, "impact-started", "it began"], [9, "detected", "an alert"], [30, "action", "turned back"], [21, "note", "somebody looked"], [40, "resolved", "over"]]) })],
    ["only-notes", postmortem({ title: "Entries without a phase", entries: minutes(start, [[0, "note", "one"], [3, "note", "two"], [7, "note", "three"]]) })],
  ];
}
