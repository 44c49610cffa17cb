// Rows of the form as elements: made, taken out and put in order, so that it stays the form that would be printed.
//
// A row is [data-row="indicators.<uid>"], a table row or a line within a cell. What it needs to know stands in the page:
// a cell of a row without an address is a label, and reaches over all rows of its kind unless it says the row's number.

import { show } from "./cells.js";

const NUMBER = "{number}";

export const rowsOf = (form, kind) => [...form.querySelectorAll(`[data-row^="${kind}."]`)];
export const rowNamed = (form, row) => form.querySelector(`[data-row="${CSS.escape(row)}"]`);
export const kindOf = (row) => row.split(".")[0];
export const uidOf = (element) => element.dataset.row.split(".")[1];
export const cellsOf = (element) => [...element.querySelectorAll("[data-cell]")];

export function cellIn(element, part) {
  return element.querySelector(`[data-cell][id$=".${part}"]`);
}

export function categoryOf(element) {
  return [cellIn(element, "level1")?.value ?? "", cellIn(element, "level2")?.value ?? ""];
}

// Lets `change` rearrange the rows of a kind; cells that reach over all of them are out of the way meanwhile.
export function rearrange(form, kind, change) {
  const shared = takeShared(rowsOf(form, kind)[0]);
  change();
  const rows = rowsOf(form, kind);
  for (const { cell, at } of shared) {
    rows[0].insertBefore(cell, rows[0].cells[at] ?? null);
    cell.rowSpan = rows.length;
  }
  rows.forEach(count);
  markRuns(rows);
}

function takeShared(first) {
  const cells = [...(first.cells ?? [])].map((cell, at) => ({ cell, at }));
  const shared = cells.filter(({ cell }) => !cell.dataset.address && !isNumber(cell, first));
  shared.forEach(({ cell }) => cell.remove());
  return shared;
}

const plain = (text) => text.replace(/\s/g, "");

function isNumber(cell, row) {
  const [before, after] = plain(row.dataset.number ?? "").split(NUMBER);
  const text = plain(cell.textContent);
  return after !== undefined && text.startsWith(before) && /^\d+$/.test(text.slice(before.length, text.length - after.length));
}

// Names the row's cells by its place: 第3行“指标值”, 目标3.
function count(row, at) {
  for (const cell of cellsOf(row)) {
    const label = cell.getAttribute("aria-label").replace(/^第\d+/, `第${at + 1}`);
    if (label !== cell.getAttribute("aria-label")) cell.setAttribute("aria-label", label);
  }
  if (!row.dataset.number) return;
  const label = row.querySelector(".goal-number") ?? [...row.cells].find((cell) => isNumber(cell, row));
  label.textContent = row.dataset.number.replace(NUMBER, at + 1);
}

// On paper the category of several rows is one cell; the last row of each run is where another one may follow.
export function markRuns(rows) {
  let above = [];
  rows.forEach((row, at) => {
    const here = categoryOf(row);
    const repeatsLevel1 = here[0] !== "" && here[0] === above[0];
    row.classList.toggle("repeats-level1", repeatsLevel1);
    row.classList.toggle("repeats-level2", repeatsLevel1 && here[1] !== "" && here[1] === above[1]);
    if (at) rows[at - 1].classList.toggle("ends-run", String(here) !== String(above));
    above = here;
  });
  rows.at(-1).classList.add("ends-run");
}

// An empty row like another one; not yet in the form.
export function emptyLike(model, row) {
  const copy = model.cloneNode(true);
  copy.querySelectorAll(".cell-error, .cell-note, .finding-mark, .add-here, noscript").forEach((element) => element.remove());
  copy.className = "";
  if (model.classList.contains("goal-line")) copy.className = "goal-line";
  [copy, ...copy.querySelectorAll("[data-cell], [data-address]")].forEach((element) => rename(element, model.dataset.row, row));
  cellsOf(copy).forEach(empty);
  return copy;
}

function rename(element, from, to) {
  for (const { name, value } of [...element.attributes]) {
    if (value === from || value.startsWith(`${from}.`)) element.setAttribute(name, to + value.slice(from.length));
  }
}

function empty(cell) {
  ["aria-invalid", "aria-describedby", "autofocus"].forEach((name) => cell.removeAttribute(name));
  delete cell.dataset.finding;
  cell.defaultValue = "";
  cell.value = "";
  if (cell.value !== "") show(cell.id, "");
}
