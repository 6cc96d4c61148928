import { read } from "./api.js";
import { byId, count, data, el, later, moment, named, replace } from "./dom.js";

let pending = false;

/** Whether some of the requests shown had no answer yet. */
export const isPending = () => pending;

function query() {
  const filter = new URLSearchParams({ last: 100 });
  const text = byId("journal-text").value.trim();
  if (text) filter.append(text.startsWith("/") ? "path" : "operation", `*${text}*`);
  if (byId("journal-errors").checked) for (let status = 400; status < 600; status++) filter.append("status", status);
  return filter;
}

export async function loadJournal(signal) {
  const requests = (await read(`requests?${query()}`, { signal })).reverse();
  pending = requests.some((request) => request.status === null && request.durationMs === null);
  replace(byId("journal").tBodies[0], ...(requests.length ? requests.map(row)
    : [el("tr", {}, el("td", { colspan: 6, class: "empty" }, "No request."))]));
}

export function startJournal(refresh) {
  byId("journal-text").addEventListener("input", later(refresh, 200));
  byId("journal-errors").addEventListener("change", refresh);
}

const kind = (status) => (status === null ? "none" : status >= 500 ? "failed" : status >= 400 ? "withErrors" : "completed");

const row = (request) => el("tr", { "data-request": request.id },
  el("td", { class: "when" }, el("time", { datetime: request.time }, moment(request.time).slice(5))),
  el("td", {}, el("span", { class: `status ${kind(request.status)}` }, request.status ?? "none"),
    request.fault !== null ? el("span", { class: "chip hot" }, `fault ${request.fault}`) : null),
  el("td", {}, request.operation ?? "–"),
  el("td", { class: "path" }, el("b", {}, named(request.method)), " ", named(request.path)),
  el("td", {}, request.user === null ? "–" : named(request.user)),
  el("td", { class: "number" }, request.durationMs === null ? "" : data(request.durationMs, count(request.durationMs))));
