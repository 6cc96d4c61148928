import { byId, bytes, data, el, svg } from "./dom.js";

const height = 170;
const [top, bottom, left] = [8, 22, 58];

let days = [];

export function showCharts(next) {
  const text = JSON.stringify(next);
  if (text !== JSON.stringify(days)) {
    days = next;
    draw();
  }
}

export function startCharts() {
  new ResizeObserver(draw).observe(byId("storage"));
  for (const [id, series] of Object.entries(charts)) {
    byId(id).append(el("div", { class: "chart" }), el("details", {}, el("summary", {}, "As a table"), el("table", {},
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Day"), ...series.map(({ name }) => el("th", { scope: "col", class: "number" }, name)))),
      el("tbody", {}))));
  }
}

const charts = {
  storage: [{ field: "bytesStored", name: "Stored", mark: "area" }],
  bandwidth: [{ field: "bytesIn", name: "Into vaults", mark: "in" }, { field: "bytesOut", name: "Restored", mark: "out" }],
};

// A scale that ends at a round number, in four steps at most.
function scale(most) {
  if (most === 0) return [0];
  const raw = most / 4;
  const unit = 1024 ** Math.max(0, Math.floor(Math.log2(raw) / 10));
  const power = unit * 10 ** Math.floor(Math.log10(raw / unit));
  const step = Math.max(1, [1, 2, 2.5, 5, 10].find((m) => m * power >= raw) * power);
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, i) => i * step);
}

function draw() {
  for (const [id, series] of Object.entries(charts)) {
    const figure = byId(id);
    const width = figure.clientWidth;
    if (width === 0 || days.length === 0) continue;
    figure.querySelector(".chart").replaceChildren(plot(series, width));
    figure.querySelector("tbody").replaceChildren(...days.map((day) => el("tr", {}, el("th", { scope: "row" }, day.day),
      ...series.map(({ field }) => el("td", { class: "number" }, data(day[field], bytes(day[field])))))));
  }
}

function plot(series, width) {
  const ticks = scale(Math.max(...days.flatMap((day) => series.map(({ field }) => day[field]))));
  const most = ticks.at(-1) || 1;
  const slot = (width - left) / days.length;
  const y = (value) => top + (height - top - bottom) * (1 - value / most);
  const x = (i) => left + slot * i;
  const every = Math.ceil(days.length / Math.max(2, Math.floor((width - left) / 64)));
  const lines = ticks.map((tick) => svg("g", { class: "grid" }, svg("line", { x1: left, x2: width, y1: y(tick), y2: y(tick) }),
    svg("text", { x: left - 8, y: y(tick) + 4, "text-anchor": "end" }, bytes(tick))));
  const labels = days.map((day, i) => ((days.length - 1 - i) % every || (i * slot < 20 && i > 0) ? null
    : svg("text", { x: Math.min(x(i) + slot / 2, width - 18), y: height - 4, "text-anchor": "middle" }, day.day.slice(5))));
  const marks = series.flatMap((one, n) => (one.mark === "area" ? area(one, x, y, slot) : bars(one, n, series.length, x, y, slot)));
  const hits = days.map((day, i) => svg("rect", { class: "hit", x: x(i), y: top, width: slot, height: height - top - bottom },
    svg("title", {}, [day.day, ...series.map(({ field, name }) => `${name}: ${bytes(day[field])}`)].join("\n"))));
  const last = series.map(({ field, name }) => `${name} ${bytes(days.at(-1)[field])}`).join(", ");
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": `${days.length} days; today: ${last}` },
    ...lines, ...labels, ...marks, ...hits);
}

function area({ field, mark }, x, y, slot) {
  const points = days.map((day, i) => `${(x(i) + slot / 2).toFixed(1)} ${y(day[field]).toFixed(1)}`);
  const path = `M${points.join("L")}`;
  const [first, end] = [x(0) + slot / 2, x(days.length - 1) + slot / 2];
  return [svg("path", { class: mark, d: `${path}L${end} ${y(0)}L${first} ${y(0)}Z` }), svg("path", { class: "line", d: path }),
    svg("circle", { class: "dot", cx: end, cy: y(days.at(-1)[field]), r: 3.5 })];
}

const bars = ({ field, mark }, n, of, x, y, slot) => days.map((day, i) => {
  const wide = Math.max(1, (slot * 0.72) / of);
  return day[field] === 0 ? null : svg("rect", {
    class: mark, "data-value": day[field], x: x(i) + slot * 0.14 + n * wide, y: Math.min(y(day[field]), y(0) - 1), width: wide, height: Math.max(1, y(0) - y(day[field])), rx: Math.min(2, wide / 3),
  });
});
