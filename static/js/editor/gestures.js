// What a person does with a row: insert below, duplicate, move, delete. Each is one step; the focus goes along.

import { form, newUid, perform, textsOf } from "./table.js";
import { categoryOf, cellIn, cellsOf, kindOf, rowNamed, rowsOf, uidOf } from "./rows.js";

const isIndicator = (row) => row.dataset.row.startsWith("indicators.");

export function insertBelow(row) {
  const [level1, level2] = categoryOf(row);
  add(row, isIndicator(row) ? { level1, level2 } : {});
}

export function duplicate(row) {
  add(row, textsOf(row));
}

function add(row, texts) {
  const name = `${kindOf(row.dataset.row)}.${newUid()}`;
  perform([{ kind: "insert", row: name, after: uidOf(row), texts }]);
  enter(rowNamed(form, name), "name");
}

export function remove(row) {
  const kind = kindOf(row.dataset.row);
  const part = document.activeElement.id.split(".")[2] ?? "name";
  const at = rowsOf(form, kind).indexOf(row);
  perform([{ kind: "delete", row: row.dataset.row }]);
  const left = rowsOf(form, kind);
  enter(left[Math.min(at, left.length - 1)], part);
}

// A row at the border of its category first goes over to the next one where it stands.
export function moveUp(row) {
  const [above, ...further] = rowsOf(form, kindOf(row.dataset.row)).slice(0, placeOf(row)).reverse();
  if (above) step(row, above, further[0] ? uidOf(further[0]) : "");
}

export function moveDown(row) {
  const below = rowsOf(form, kindOf(row.dataset.row))[placeOf(row) + 1];
  if (below) step(row, below, uidOf(below));
}

function step(row, neighbour, after) {
  const focus = document.activeElement;
  const crossing = isIndicator(row) ? differences(row, neighbour) : [];
  perform(crossing.length ? crossing : [{ kind: "move", row: row.dataset.row, after }]);
  if (!row.contains(focus)) enter(row, "name");
  else focus.scrollIntoView({ block: "nearest" });
}

function differences(row, neighbour) {
  const there = categoryOf(neighbour);
  const sets = ["level1", "level2"].map((part, level) => ({ cell: cellIn(row, part), after: there[level] }));
  return sets
    .filter(({ cell, after }) => cell && cell.value !== after)
    .map(({ cell, after }) => ({ kind: "set", address: cell.id, after }));
}

const placeOf = (row) => rowsOf(form, kindOf(row.dataset.row)).indexOf(row);

export function enter(row, part) {
  const cell = cellIn(row, part) ?? cellIn(row, "name") ?? cellsOf(row).find((one) => one.tagName !== "SELECT") ?? cellsOf(row)[0];
  cell.focus();
}
