import { call, events, key, read } from "./api.js";
import { forgetAgents, loadAgents, startAgents } from "./agents.js";
import { DAYS } from "./calendar.js";
import { showCharts, startCharts } from "./charts.js";
import { showClock, startClock } from "./clock.js";
import { byId, bytes, count, data, el } from "./dom.js";
import { loadFaults } from "./faults.js";
import { showJobs } from "./jobs.js";
import { isPending, loadJournal, startJournal } from "./journal.js";

let session; // ends what is under way when the page is locked
let now;
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

// A part of the page that is read anew when its mark changes: one reading at a time, and the pause is longer where reading takes long.
function part(load) {
  let wanted = false;
  let running = false;
  return async () => {
    wanted = true;
    if (running) return;
    running = true;
    while (wanted && session) {
      wanted = false;
      const begun = performance.now();
      await attempt(() => load(session.signal));
      await wait(Math.max(200, 5 * (performance.now() - begun)));
    }
    running = false;
  };
}

const loadState = part(async (signal) => {
  const overview = await read(`overview?days=${DAYS}`, { signal });
  const today = overview.days.at(-1);
  showTiles(overview, today);
  showCharts(overview.days);
  byId("version").textContent = `Version ${overview.version}.`;
  await loadAgents(today.day, signal);
});
const loadRequests = part(loadJournal);
const loadRules = part((signal) => loadFaults(async (change) => {
  await attempt(change);
  loadRules();
}, signal));

function tile(name, value, text, note, kind = "") {
  return el("div", { class: kind }, el("dt", {}, name), el("dd", {}, data(value, text), note ? el("span", {}, note) : null));
}

function showTiles({ agents }, today) {
  const all = agents.online + agents.offline + agents.disabled;
  byId("tiles").replaceChildren(
    tile("Agents online", agents.online, count(agents.online), `of ${count(all)}`),
    tile("Backups today", today.completed, count(today.completed), "without errors", "completed"),
    tile("With errors", today.withErrors, count(today.withErrors), "today", today.withErrors ? "withErrors" : ""),
    tile("Failed or missed", today.failed + today.missed, count(today.failed + today.missed), "today", today.failed + today.missed ? "failed" : ""),
    tile("Stored", today.bytesStored, bytes(today.bytesStored), "in backups"));
}

function showLink(text, good) {
  byId("link").textContent = text;
  byId("link").className = `chip ${good ? "Online" : "hot"}`;
}

async function attempt(action) {
  const mine = session;
  try {
    await action();
    byId("trouble").hidden = true;
  } catch (error) {
    if (mine !== session || error.name === "AbortError") return;
    if (error.status === 401) lock("The service does not know this key any more.");
    else {
      byId("trouble").textContent = error.message;
      byId("trouble").hidden = false;
    }
  }
}

function take(look) {
  const before = now;
  now = look;
  showClock(look);
  showJobs(look);
  if (!before || before.marks.state !== look.marks.state || Math.abs(Date.parse(look.time) - Date.parse(before.time)) > 5000) loadState();
  if (!before || before.marks.requests !== look.marks.requests || isPending()) loadRequests();
  if (!before || before.marks.faults !== look.marks.faults) loadRules();
}

// Goes on until the page is locked; a stream that breaks is taken up again.
async function watch(mine) {
  for (let pause = 500; session === mine; pause = Math.min(10000, pause * 2)) {
    try {
      for await (const look of events("live", mine.signal)) {
        showLink("live", true);
        pause = 500;
        take(look);
      }
    } catch (error) {
      if (session === mine && error.status === 401) return lock("The service does not know this key any more.");
    }
    if (session !== mine) return;
    now = undefined;
    showLink("not connected", false);
    await wait(pause);
  }
}

function show(isOpen) {
  byId("login").hidden = isOpen;
  for (const id of ["board", "link", "lock"]) byId(id).hidden = !isOpen;
}

function open() {
  session = new AbortController();
  showLink("connecting", true);
  show(true);
  watch(session);
}

function lock(why = "") {
  session?.abort();
  session = now = undefined;
  key.drop();
  forgetAgents();
  byId("refused").textContent = why;
  show(false);
  byId("key").focus();
}

byId("login").addEventListener("submit", async (event) => {
  event.preventDefault();
  const given = byId("key").value.trim();
  byId("refused").textContent = "";
  try {
    // What no header can hold is no key either.
    await call("clock", { as: /^[\x21-\x7e]+$/.test(given) ? given : "-" });
    key.set(given);
    byId("key").value = "";
    open();
    byId("content").focus({ preventScroll: true });
  } catch (error) {
    byId("refused").textContent = error.status === 401 ? "This is not the service's API key." : error.message;
    byId("key").select();
  }
});
byId("lock").addEventListener("click", () => lock());

startClock(attempt);
startAgents(loadState);
startCharts();
startJournal(loadRequests);
if (key.get()) open();
else lock();
// What depends on the clock alone, such as agents that come and go.
setInterval(() => session && now && loadState(), 15000);
