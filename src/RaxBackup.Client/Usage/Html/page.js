"use strict";
// Everything can be read without this: it only makes the heads of the table sort it.
for (const table of document.querySelectorAll("table.sorts")) {
  const heads = [...table.tHead.rows[0].cells];
  const body = table.tBodies[0];
  const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const numberOf = (row, column) => Number(row.cells[column].querySelector("data")?.value ?? "-Infinity");
  const unitColumn = heads.findIndex((head) => head.textContent === "Unit");
  const orders = {
    text: (column) => (a, b) => words.compare(a.cells[column].textContent, b.cells[column].textContent),
    number: (column) => (a, b) => numberOf(a, column) - numberOf(b, column) || 0,
  };
  const sort = (head, column) => {
    const first = head.dataset.sort === "text" ? "ascending" : "descending";
    const now = head.getAttribute("aria-sort");
    const next = now === null ? first : now === "ascending" ? "descending" : "ascending";
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", next);
    const sign = next === "ascending" ? 1 : -1;
    const order = orders[head.dataset.sort === "text" ? "text" : "number"](column);
    // GB and hours cannot be compared: quantities are put in order within their unit.
    const group = head.dataset.sort === "quantity" ? orders.text(unitColumn) : () => 0;
    body.append(...[...body.rows].sort((a, b) => group(a, b) || sign * order(a, b)));
  };
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(head, column));
    head.append(button);
  });
}
