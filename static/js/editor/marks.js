// What the server said of a cell: a red corner and a sentence where it was refused, the plain reading where it was taken.

import { cellOf } from "./cells.js";
import { form } from "./table.js";

export function mark(address, sentence) {
  const cell = cellOf(address);
  if (!cell) return;
  unmark(address);
  const error = document.createElement("span");
  Object.assign(error, { className: "cell-error", id: `error-${address}`, textContent: sentence });
  cell.after(error);
  cell.setAttribute("aria-invalid", "true");
  cell.setAttribute("aria-describedby", error.id);
}

export function unmark(address) {
  const cell = cellOf(address);
  document.getElementById(`error-${address}`)?.remove();
  cell?.removeAttribute("aria-invalid");
  cell?.removeAttribute("aria-describedby");
}

export function followResults() {
  form.addEventListener("editor:result", ({ detail: { address, outcome, message, reading } }) => {
    if (outcome === "done") unmark(address);
    else if (message) mark(address, message);
    const cell = cellOf(address);
    if (cell?.dataset && reading !== undefined) cell.dataset.reading = reading;
  });
}
