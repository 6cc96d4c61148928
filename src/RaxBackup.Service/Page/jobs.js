import { byId, count, data, el, moment, named } from "./dom.js";

const rows = new Map();
const words = { Queued: "waits", StartRequested: "starts", Preparing: "prepares", InProgress: "runs", StopRequested: "stops" };

function row(job) {
  const bar = el("progress", { max: 100, "aria-label": `${job.kind} ${job.id}` });
  const percent = el("span", { class: "percent" });
  const state = el("span", { class: "chip" });
  const item = el("li", { "data-job": `${job.kind} ${job.id}` },
    el("p", { class: "what" }, el("strong", {}, named(job.agent)), " ", named(job.configuration), state),
    el("p", { class: "how" }, bar, percent),
    el("p", { class: "note" }, `${job.kind} ${job.id}, since ${moment(job.since)}`));
  return { item, bar, percent, state };
}

export function showJobs({ jobs, total }) {
  const list = byId("jobs");
  const known = new Set(jobs.map((job) => `${job.kind} ${job.id}`));
  for (const [id, { item }] of rows) {
    if (!known.has(id)) {
      item.remove();
      rows.delete(id);
    }
  }
  for (const job of jobs) {
    const id = `${job.kind} ${job.id}`;
    if (!rows.has(id)) {
      rows.set(id, row(job));
      list.append(rows.get(id).item);
    }
    const { bar, percent, state } = rows.get(id);
    bar.value = job.percent;
    percent.textContent = `${job.percent} %`;
    state.textContent = words[job.state] ?? job.state;
  }
  byId("jobs-count").replaceChildren(data(total, count(total)));
  list.querySelector(".empty")?.remove();
  if (total === 0) list.append(el("li", { class: "empty" }, "Nothing runs."));
}
