import { read } from "./api.js";
import { byId } from "./dom.js";

export function showClock({ time, frozen }) {
  const shown = `${time.slice(0, 10)} ${time.slice(11, 19)}`;
  if (byId("time").textContent !== shown) byId("time").textContent = shown;
  byId("time").dateTime = time;
  byId("frozen").textContent = frozen ? "frozen" : "running";
  byId("frozen").classList.toggle("cold", frozen);
  byId("freeze").textContent = frozen ? "Let it run" : "Freeze";
  byId("freeze").dataset.frozen = frozen;
}

export function startClock(attempt) {
  const change = (body) => attempt(async () => {
    const buttons = byId("step").querySelectorAll("button");
    const focused = document.activeElement;
    buttons.forEach((button) => (button.disabled = true));
    try {
      showClock(await read("clock", { method: "POST", body }));
    } finally {
      buttons.forEach((button) => (button.disabled = false));
      focused?.focus();
    }
  });
  byId("step").addEventListener("submit", (event) => {
    event.preventDefault();
    change({ by: byId("span").value });
  });
  byId("freeze").addEventListener("click", () => change({ frozen: byId("freeze").dataset.frozen !== "true" }));
}
