// The service's own addresses. The key stays in this tab, and travels in a header only.
const slot = "raxbackup-key";

export const key = {
  get: () => sessionStorage.getItem(slot),
  set: (value) => sessionStorage.setItem(slot, value),
  drop: () => sessionStorage.removeItem(slot),
};

export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export async function call(path, { method = "GET", body, signal, as = key.get() } = {}) {
  const headers = { "X-Api-Key": as };
  if (body) headers["Content-Type"] = "application/json";
  const answer = await fetch(`/_service/${path}`, {
    method, headers, body: body && JSON.stringify(body), signal, cache: "no-store", credentials: "omit", redirect: "error", referrerPolicy: "no-referrer",
  });
  if (answer.ok) return answer;
  const fault = await answer.json().catch(() => ({}));
  throw new Refused(answer.status, Object.values(fault)[0]?.message ?? `The service answered ${answer.status}.`);
}

export const read = async (path, options) => (await call(path, options)).json();

// EventSource can send no header, so the stream of server-sent events is read by hand.
export async function* events(path, signal) {
  const stream = (await call(path, { signal })).body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part; !(part = await stream.read()).done;) {
    const blocks = (rest + part.value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const data = block.split("\n").filter((line) => line.startsWith("data:")).map((line) => line.slice(5)).join("\n");
      if (data) yield JSON.parse(data);
    }
  }
}
