import { call, read } from "./api.js";
import { byId, count, data, el, many, named, replace } from "./dom.js";

// A fault in a sentence.
function strikes(fault) {
  const target = fault.operation ?? [fault.method ?? "any method", fault.path ?? "any path"].join(" ");
  const of = fault.operation && (fault.method || fault.path) ? ` (${[fault.method, fault.path].filter(Boolean).join(" ")})` : "";
  return target + of;
}

function does(fault) {
  const parts = [
    fault.statusCode !== null ? `status ${fault.statusCode}` : null,
    fault.bodyKind ? `body ${fault.bodyKind}` : fault.body !== null ? "a body of its own" : null,
    fault.retryAfter ? `Retry-After ${fault.retryAfter}` : null,
    fault.delayMs > 0 ? `after ${count(fault.delayMs)} ms` : null,
    fault.drop ? `connection dropped ${fault.drop} it acts` : null,
    fault.truncate !== null ? `breaks off after ${many(fault.truncate, "byte")}` : null,
    fault.expireToken ? "token expired" : null,
    fault.probability < 1 ? `${+(fault.probability * 100).toPrecision(3)} % of calls` : null,
    fault.skip > 0 ? `not the first ${count(fault.skip)}` : null,
    fault.count !== null ? `${many(fault.count, "time")} at most` : null,
  ];
  return parts.filter(Boolean).join(" · ");
}

export async function loadFaults(refresh, signal) {
  const faults = await read("faults", { signal });
  const remove = (fault) => refresh(() => call(`faults/${fault.id}`, { method: "DELETE" }));
  const items = faults.map((fault) => el("li", { "data-fault": fault.id },
    el("div", {}, el("strong", {}, named(strikes(fault))), el("p", { class: "note" }, does(fault))),
    el("span", { class: `chip ${fault.struck ? "hot" : ""}` }, `struck ${many(fault.struck, "time")}`),
    el("button", { type: "button", "data-focus": `fault ${fault.id}`, "aria-label": `Remove fault ${fault.id}`, click: () => remove(fault) }, "Remove")));
  replace(byId("faults"), ...(items.length ? items : [el("li", { class: "empty" }, "Every request is answered as it should be.")]));
  byId("faults-count").replaceChildren(data(faults.length, count(faults.length)));
}
