// Choosing a category: level 1 follows level 2, and on leaving the row goes to the end of its category.

import { cellOf, rowOf } from "./cells.js";
import { categoryOf, cellIn, rowNamed, rowsOf, uidOf } from "./rows.js";
import { form, newStep, perform } from "./table.js";

export function followChoices() {
  let step = newStep();
  let chosen = null;

  form.addEventListener("focusin", ({ target }) => {
    const row = target.closest("[data-row]");
    if (chosen && row !== chosen) settle(chosen, step);
    if (row !== chosen) [chosen, step] = [null, newStep()];
    if (target.tagName === "SELECT") target.dataset.before = target.value;
  });
  form.addEventListener("change", ({ target }) => {
    if (target.tagName !== "SELECT" || target.dataset.cell === undefined) return;
    chosen = target.closest("[data-row]");
    perform(choose(target), { step });
    target.dataset.before = target.value;
  });
}

function choose(select) {
  const row = rowNamed(form, rowOf(select.id));
  const own = { kind: "set", address: select.id, before: select.dataset.before ?? "", after: select.value };
  const other = cellIn(row, select.id.endsWith(".level2") ? "level1" : "level2");
  if (!other || other.tagName !== "SELECT") return [own];
  const after = select.id.endsWith(".level2") ? groupOf(select) : fitting(other, select.value);
  return after === null ? [own] : [own, { kind: "set", address: other.id, after }];
}

// The level-1 category that the chosen level-2 category belongs to, null where that is not said.
function groupOf(select) {
  const group = select.selectedOptions[0]?.closest("optgroup");
  return group ? group.label : null;
}

// A level-2 category of the chosen level-1 category: the present one if it is, the only one, else none yet.
function fitting(select, level1) {
  const names = [...select.querySelectorAll(`optgroup[label="${CSS.escape(level1)}"] option`)].map((option) => option.value);
  if (!level1 || names.includes(select.value)) return null;
  return names.length === 1 ? names[0] : "";
}

// The row joins the others of its category, at their end, where these are somewhere else.
function settle(row, step) {
  if (!row.isConnected) return;
  const rows = rowsOf(form, "indicators");
  const at = rows.indexOf(row);
  const same = rows.filter((one) => one !== row && String(categoryOf(one)) === String(categoryOf(row)));
  const isBeside = [rows[at - 1], rows[at + 1]].some((one) => same.includes(one));
  if (at < 0 || !same.length || isBeside || !cellOf(`${row.dataset.row}.level2`)?.value) return;
  perform([{ kind: "move", row: row.dataset.row, after: uidOf(same.at(-1)) }], { step });
}
