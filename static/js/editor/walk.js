// From cell to cell with the keys, as in a spreadsheet. An input method that is choosing a word keeps every key.

import { cellIn, cellsOf, kindOf, rowsOf } from "./rows.js";
import { form } from "./table.js";

const all = () => [...form.querySelectorAll("[data-cell]")];
const isWhole = (cell) => cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;

export function walk(event) {
  const { key, target: cell } = event;
  if (key === "Enter" && cell.tagName !== "BUTTON") return goBelow(event);
  if (key === "F2") return cell.setSelectionRange?.(cell.value.length, cell.value.length);
  const move = { ArrowLeft: previous, ArrowRight: next, ArrowUp: above, ArrowDown: below }[key];
  if (!move || event.shiftKey || event.ctrlKey || !isAtEdge(cell, key)) return false;
  return go(move(cell));
}

function goBelow({ shiftKey, altKey, target: cell }) {
  if (cell.tagName === "TEXTAREA" && shiftKey) return false;
  if (cell.tagName === "TEXTAREA" && altKey) return write("\n");
  return go(below(cell)) || true;
}

// By way of the browser's own typing, so that its events are told.
function write(text) {
  document.execCommand("insertText", false, text);
  return true;
}

// A list of choices keeps ↑ and ↓; what is chosen as a whole, as on entering a cell, has its edges on all sides.
function isAtEdge(cell, key) {
  if (cell.tagName === "SELECT") return key === "ArrowLeft" || key === "ArrowRight";
  if (isWhole(cell)) return true;
  if (cell.selectionStart !== cell.selectionEnd) return false;
  const isFirst = cell.selectionStart === 0;
  const isLast = cell.selectionEnd === cell.value.length;
  const isOneLine = cell.tagName === "INPUT" || cell.clientHeight < 2 * lineHeight(cell);
  return { ArrowLeft: isFirst, ArrowRight: isLast, ArrowUp: isFirst || isOneLine, ArrowDown: isLast || isOneLine }[key];
}

const lineHeight = (cell) => parseFloat(getComputedStyle(cell).lineHeight) + 4;

function previous(cell) {
  const cells = all();
  return cells[cells.indexOf(cell) - 1];
}

function next(cell) {
  const cells = all();
  return cells[cells.indexOf(cell) + 1];
}

export const above = (cell) => across(cell, -1);
export const below = (cell) => across(cell, 1);

// The cell of the same column in the next row of its kind; elsewhere the nearest one that stands above or below.
function across(cell, step) {
  const row = cell.closest("[data-row]");
  const rows = row ? rowsOf(form, kindOf(row.dataset.row)) : [];
  const beside = rows[rows.indexOf(row) + step];
  if (row && beside) return cellIn(beside, cell.id.split(".")[2]) ?? cellsOf(beside)[0];
  return nearest(cell, step, row);
}

function nearest(cell, step, row) {
  const here = cell.getBoundingClientRect();
  const found = { distance: Infinity };
  for (const other of all()) {
    if (other === cell || (row && row.contains(other))) continue;
    const there = other.getBoundingClientRect();
    const away = step > 0 ? there.top - here.bottom : here.top - there.bottom;
    const aside = Math.max(0, there.left - here.left, here.left - there.right + 1);
    if (away > -4 && away * 4 + aside < found.distance) Object.assign(found, { distance: away * 4 + aside, cell: other });
  }
  return found.cell;
}

// Entered by key a cell is chosen as a whole: typing replaces it, F2 goes on writing in it.
function go(cell) {
  if (!cell) return false;
  cell.focus();
  if (cell.tagName !== "SELECT") cell.select();
  return true;
}
