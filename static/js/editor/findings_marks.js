// Marks of findings on cells: an icon that moves nothing, and a sentence for those who do not see it.

import { cellOf } from "./cells.js";
import { isRefused } from "./refusals.js";
import { form, tell } from "./table.js";

const ICONS = { error: "✕", warning: "⚠", hint: "ⓘ", excused: "✓" };

// `cells` has severity and sentence by address; marks that it does not name go away, and those of a text from before.
export function markCells(cells) {
  for (const cell of form.querySelectorAll("[data-finding]")) {
    if (!(cell.id in cells) || isRefused(cell)) unmark(cell);
  }
  for (const [address, finding] of Object.entries(cells)) {
    const cell = cellOf(address);
    if (cell?.dataset.cell !== undefined && !isRefused(cell)) mark(cell, finding);
  }
  tell("found", {});
}

function mark(cell, { severity, sentence }) {
  const id = `finding-${cell.id}`;
  const element = document.getElementById(id)?.parentElement ?? drawn(cell, id);
  if (element.dataset.severity !== severity) {
    element.dataset.severity = severity;
    element.firstChild.textContent = ICONS[severity];
    cell.dataset.finding = severity;
  }
  if (element.lastChild.textContent !== sentence) element.lastChild.textContent = sentence;
  describe(cell, (ids) => [...ids, id]);
}

function drawn(cell, id) {
  const [element, icon, words] = ["span", "span", "span"].map((name) => document.createElement(name));
  element.className = "finding-mark";
  icon.setAttribute("aria-hidden", "true");
  Object.assign(words, { id, className: "visually-hidden" });
  element.append(icon, words);
  cell.parentElement.append(element);
  return element;
}

function unmark(cell) {
  const id = `finding-${cell.id}`;
  document.getElementById(id)?.parentElement.remove();
  delete cell.dataset.finding;
  describe(cell, (ids) => ids.filter((one) => one !== id));
}

function describe(cell, change) {
  const before = cell.getAttribute("aria-describedby") ?? "";
  const after = [...new Set(change(before.split(" ").filter(Boolean)))].join(" ");
  if (after === before) return;
  if (after) cell.setAttribute("aria-describedby", after);
  else cell.removeAttribute("aria-describedby");
}
