// The table on screen, and operations on it: the only place where rows and texts change other than by typing.

import { cellOf, rowOf, show } from "./cells.js";
import { inOrder } from "./order.js";
import { randomHex } from "./queue.js";
import { cellsOf, emptyLike, kindOf, rearrange, rowNamed, rowsOf, uidOf } from "./rows.js";

// The row that a form shows where a table has none.
const FIRST = "first";

export const form = document.querySelector("[data-editor]");
export const newUid = () => randomHex(32);
export const newStep = () => randomHex(32);

export function tell(name, detail) {
  form.dispatchEvent(new CustomEvent(`editor:${name}`, { detail, bubbles: true }));
}

// Does the operations as one step that one undo takes back, and tells of those that change something.
export function perform(operations, { source = "typing", step = newStep() } = {}) {
  const changed = draw(operations).filter(({ kind, before, after }) => kind !== "set" || before !== after);
  const told = changed.map((operation) => ({ ...operation, source, step }));
  if (told.length) tell("operations", { operations: told });
  return told;
}

// Does them on screen alone, and returns those that concern this page, each with the text from before.
export function draw(operations) {
  const kinds = new Set(operations.filter(({ kind }) => kind !== "set").map(({ row }) => kindOf(row)));
  if (operations.some(({ kind, address }) => kind === "set" && /\.level[12]$/.test(address))) kinds.add("indicators");
  const done = [];
  rearrangeAll([...kinds], () => operations.forEach((operation) => isKnown(operation) && done.push(act(operation))));
  tell("drawn", { operations: done });
  return done;
}

export function rearrangeAll(kinds, change) {
  const [kind, ...others] = kinds;
  if (!kind) change();
  else rearrange(form, kind, () => rearrangeAll(others, change));
}

// What names a cell or row that is not on the page is passed over.
function isKnown({ kind, address, row, before }) {
  if (kind === "set") return before !== undefined || cellOf(address) !== null;
  return kind === "insert" || rowNamed(form, row) !== null;
}

function act(operation) {
  return { set: setText, insert, delete: remove, move }[operation.kind](operation);
}

function setText(operation) {
  const before = operation.before ?? cellOf(operation.address)?.value ?? "";
  show(operation.address, operation.after);
  return { ...operation, before };
}

function insert(operation) {
  const { row, texts = {} } = operation;
  const rows = rowsOf(form, kindOf(row));
  const after = operation.after === "" || rows.some((one) => uidOf(one) === operation.after) ? operation.after : uidOf(rows.at(-1));
  putRow(emptyLike(rows[0], row), after);
  showRow(row, texts);
  return { ...operation, after, texts };
}

export function showRow(row, texts) {
  for (const [part, text] of Object.entries(texts)) show(part === "text" ? row : `${row}.${part}`, text);
}

// The last row leaves an empty one behind, known to the server by the same name.
function remove(operation) {
  const element = rowNamed(form, operation.row);
  const kind = kindOf(operation.row);
  if (rowsOf(form, kind).length === 1) element.before(emptyLike(element, `${kind}.${FIRST}`));
  element.remove();
  return operation;
}

function move(operation) {
  putRow(rowNamed(form, operation.row), operation.after);
  return operation;
}

function putRow(element, after) {
  const kind = kindOf(element.dataset.row);
  const rows = rowsOf(form, kind).filter((row) => row !== element);
  const at = rows.findIndex((row) => uidOf(row) === after);
  inOrder([...rows.slice(0, at + 1), element, ...rows.slice(at + 1)]);
}

export const textsOf = (element) =>
  Object.fromEntries(cellsOf(element).map((cell) => [cell.id.split(".")[2] ?? "text", cell.value]));
