import { el, many, svg } from "./dom.js";

export const DAYS = 28;
const kinds = ["failed", "missed", "withErrors", "completed", "stopped"];
const words = { completed: "without errors", withErrors: "with errors", failed: "failed", missed: "missed", stopped: "stopped or skipped" };
const width = 12;

// Shape tells as much as colour: a tick, a bang, a cross, a ring, a dash.
const marks = {
  completed: "M3.2 6.3 5 8.2 8.6 3.8", withErrors: "M6 3v3.6M6 8.6v.3", failed: "M4 4l4 4M8 4l-4 4", missed: "M6 3.8a2.2 2.2 0 1 0 .01 0", stopped: "M3.8 6h4.4",
};

export const worst = (day) => kinds.find((kind) => day?.[kind] > 0) ?? "none";
const say = (day) => kinds.filter((kind) => day?.[kind] > 0).map((kind) => `${day[kind]} ${words[kind]}`).join(", ") || "no backup";
const dayAt = (today, back) => new Date(Date.parse(today) - back * 86400000).toISOString().slice(0, 10);
const known = (agent) => new Map(agent.days.map((day) => [day.day, day]));
const square = (kind, x = 0) => [
  svg("rect", { x: x + 0.5, y: 0.5, width: width - 1, height: width - 1, rx: 2.5, class: kind }),
  marks[kind] ? svg("path", { d: marks[kind], transform: `translate(${x} 0)`, class: "mark" }) : null,
];

// One line: a square for each day, today last.
export function strip(agent, today) {
  const days = known(agent);
  const counts = {};
  const squares = Array.from({ length: DAYS }, (_, i) => {
    const name = dayAt(today, DAYS - 1 - i);
    const day = days.get(name);
    for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + (day?.[kind] ?? 0);
    return svg("g", { "data-day": name, "data-worst": worst(day) }, svg("title", {}, `${name}: ${say(day)}`), ...square(worst(day), i * width));
  });
  return svg("svg", { class: "strip", viewBox: `0 0 ${DAYS * width} ${width}`, role: "img", "aria-label": `${DAYS} days: ${say(counts)}` }, ...squares);
}

// Week by week, with what came of each day in numbers.
export function month(agent, today) {
  const days = known(agent);
  const monday = (new Date(dayAt(today, DAYS - 1)).getUTCDay() + 6) % 7;
  const weeks = [];
  for (let at = DAYS - 1 + monday; at >= 0; at -= 7) {
    weeks.push(el("tr", {}, ...Array.from({ length: 7 }, (_, i) => {
      const back = at - i;
      const name = dayAt(today, back);
      if (back < 0 || back >= DAYS) return el("td", { class: "outside" });
      const day = days.get(name);
      return el("td", { class: worst(day), "aria-label": `${name}: ${say(day)}`, title: say(day) },
        el("span", { class: "date" }, name.slice(8)),
        el("span", { class: "counts" }, ...kinds.filter((kind) => day?.[kind] > 0).map((kind) => el("span", { class: kind },
          svg("svg", { viewBox: `0 0 ${width} ${width}`, "aria-hidden": "true" }, ...square(kind)), String(day[kind])))));
    })));
  }
  return el("table", { class: "month" },
    el("caption", {}, `${many(agent.configurations, "configuration")}; backups of the last ${DAYS} days`),
    el("thead", {}, el("tr", {}, ...["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map((day) => el("th", { scope: "col" }, day)))),
    el("tbody", {}, ...weeks));
}
