// What the server said of a cell: a red corner and a sentence where it was refused, the plain reading where it was taken.
// What is half typed is no mistake yet: while the hand is in the cell the sentence waits.

import { cellOf } from "./cells.js";
import { form } from "./table.js";

const PATIENCE_MS = 3000;
const held = { address: "", sentence: "", timer: 0 };

function markLater(address, sentence) {
  clearTimeout(held.timer);
  Object.assign(held, { address, sentence, timer: setTimeout(markNow, PATIENCE_MS) });
}

function markNow() {
  if (held.address) mark(held.address, held.sentence);
  letGo();
}

function letGo() {
  clearTimeout(held.timer);
  held.address = "";
}

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
    const cell = cellOf(address);
    const isTyped = outcome === "refused" && cell !== null && cell === document.activeElement;
    if (address === held.address) letGo();
    if (outcome === "done") unmark(address);
    else if (message && isTyped) markLater(address, message);
    else if (message) mark(address, message);
    if (cell?.dataset && reading !== undefined) cell.dataset.reading = reading;
  });
  form.addEventListener("input", ({ target }) => target.id === held.address && letGo());
  form.addEventListener("focusout", markNow);
}
