import { read } from "./api.js";
import { DAYS, month, strip } from "./calendar.js";
import { byId, bytes, count, data, el, later, moment, named, replace } from "./dom.js";

const open = new Set();
let take = 25;
let shown = "";
let last;

export async function loadAgents(today, signal) {
  const name = byId("agents-name").value;
  const answer = await read(`agents?days=${DAYS}&take=${take}&name=${encodeURIComponent(name)}`, { signal });
  const text = today + JSON.stringify(answer);
  if (text !== shown) {
    shown = text;
    last = { ...answer, today };
    show();
  }
}

export const forgetAgents = () => {
  shown = "";
  open.clear();
};

export function startAgents(refresh) {
  byId("agents-name").addEventListener("input", later(refresh, 200));
  byId("agents-more").addEventListener("click", () => {
    take = Math.min(500, take * 4);
    refresh();
  });
}

function show() {
  const { agents, total, today } = last;
  const rows = agents.flatMap((agent) => (open.has(agent.id) ? [row(agent, today), detail(agent, today)] : [row(agent, today)]));
  replace(byId("agents").tBodies[0], ...(rows.length ? rows : [el("tr", {}, el("td", { colspan: 5, class: "empty" }, "There is no such agent."))]));
  byId("agents-count").replaceChildren(data(total, agents.length < total ? `${count(agents.length)} of ${count(total)}` : count(total)));
  byId("agents-more").hidden = agents.length >= total || take >= 500;
}

function row(agent, today) {
  const toggle = () => {
    if (!open.delete(agent.id)) open.add(agent.id);
    show();
  };
  return el("tr", { "data-agent": agent.id },
    el("th", { scope: "row" },
      el("button", { type: "button", class: "name", "data-focus": `agent ${agent.id}`, "aria-expanded": String(open.has(agent.id)), click: toggle }, named(agent.name)),
      el("small", {}, `${agent.region} · ${agent.tenant} · `, named(agent.operatingSystem))),
    el("td", {}, el("span", { class: `chip ${agent.status}` }, agent.status), agent.encrypted ? el("span", { class: "chip" }, "encrypted") : null),
    el("td", { class: "number" }, data(agent.vaultBytes, bytes(agent.vaultBytes))),
    el("td", { class: "last" }, agent.lastSuccess ? el("time", { datetime: agent.lastSuccess }, moment(agent.lastSuccess).slice(0, 16)) : "never"),
    el("td", { class: "days" }, strip(agent, today)));
}

const detail = (agent, today) => el("tr", { class: "detail" }, el("td", { colspan: 5 }, month(agent, today)));
