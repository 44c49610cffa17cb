// The table as the server says it now is: only what differs changes, the focus stays, unsent text is not touched.

import { cellOf, show } from "./cells.js";
import { inOrder } from "./order.js";
import { cellIn, emptyLike, rowNamed, rowsOf, uidOf } from "./rows.js";
import { form, rearrangeAll, tell } from "./table.js";

const NEWS_MS = 6000;

export function redraw({ state, pending }) {
  const focus = document.activeElement;
  const moved = ["goals", "indicators"].filter((kind) => differs(kind, state[kind]));
  rearrangeAll(moved, () => moved.forEach((kind) => putRows(kind, state[kind], pending)));
  const changed = Object.entries(state.texts).filter(([address, text]) => isNews(address, text, pending));
  changed.forEach(([address, text]) => show(address, text));
  if (changed.some(([address]) => /\.level[12]$/.test(address))) rearrangeAll(["indicators"], () => {});
  changed.forEach(([address]) => point(address, state.edits?.[address]));
  keepFocus(focus);
  tell("drawn", {});
}

function differs(kind, uids) {
  const here = rowsOf(form, kind).map(uidOf);
  return here.length !== uids.length || here.some((uid, at) => uid !== uids[at]);
}

function isNews(address, text, pending) {
  const cell = cellOf(address);
  return cell !== null && "value" in cell && cell.value !== text && !pending.has(address);
}

// Rows with unsent text stay where they are, also when the server does not know them.
function putRows(kind, uids, pending) {
  const here = rowsOf(form, kind);
  const rows = uids.map((uid) => `${kind}.${uid}`).map((row) => rowNamed(form, row) ?? emptyLike(here[0], row));
  here.forEach((element, at) => {
    if (rows.includes(element)) return;
    if (pending.has(element.dataset.row)) rows.splice(rows.indexOf(here[at - 1]) + 1, 0, element);
  });
  const anchor = here.find((element) => rows.includes(element));
  if (!anchor) here[0].before(rows[0]);
  const gone = here.filter((element) => !rows.includes(element));
  inOrder(rows);
  gone.forEach((element) => leave(element, rows));
}

// Whoever was typing in a row that somebody else deleted goes on in the next one.
function leave(element, rows) {
  const cell = element.contains(document.activeElement) ? document.activeElement : null;
  const next = rows.find((row) => element.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING) ?? rows.at(-1);
  element.remove();
  if (cell) (cellIn(next, cell.id.split(".")[2]) ?? next.querySelector("[data-cell]")).focus({ preventScroll: true });
}

function keepFocus(focus) {
  if (focus !== document.activeElement && focus.isConnected) focus.focus({ preventScroll: true });
}

// A short mark on what somebody else has changed.
function point(address, edit) {
  const cell = cellOf(address)?.closest("[data-address]");
  if (!edit || !cell) return;
  cell.classList.add("is-news");
  cell.title = `${edit.who} ${edit.when} 改`;
  setTimeout(() => cell.classList.remove("is-news"), NEWS_MS);
}
