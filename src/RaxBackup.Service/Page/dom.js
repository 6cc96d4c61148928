// Elements are made node by node: what comes from the service is text, whatever it says.
const space = "http://www.w3.org/2000/svg";

const fill = (node, attributes, children) => {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
};

export const byId = (id) => document.getElementById(id);
export const el = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);
export const svg = (name, attributes, ...children) => fill(document.createElementNS(space, name), attributes, children);

// A name that somebody gave; it may be written from right to left.
export const named = (text) => el("bdi", { title: text }, text);

// Puts new content in the place of the old one, and the focus back to where it was.
export function replace(parent, ...children) {
  const focused = parent.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
  parent.replaceChildren(...children);
  if (focused) parent.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
}

const units = ["B", "KB", "MB", "GB", "TB", "PB"];

export function bytes(value) {
  if (value === null || value === undefined) return "–";
  // As the API writes sizes.
  let power = 0;
  for (; value >= 1023.95 && power < units.length - 1; power++) value /= 1024;
  return `${+value.toFixed(power ? 1 : 0)} ${units[power]}`;
}

export const data = (value, text) => el("data", { value: value ?? "" }, text);
export const count = (value) => value.toLocaleString("en-US");
export const moment = (iso) => `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
export const many = (number, one, more = `${one}s`) => `${count(number)} ${number === 1 ? one : more}`;

export const later = (action, wait) => {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  };
};
