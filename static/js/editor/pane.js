// The pane at the right: each section shows what it has to say of the cell with the focus, or is not there.

import { cellOf } from "./cells.js";
import { Section } from "./pane_section.js";
import { form } from "./table.js";

const CONTROLS = "a[href], button, input:not([type=hidden]), select, summary, textarea";
const PAUSE_MS = 200;
// While somebody types on, every second is saved: the pane waits until the hand rests.
const REST_MS = 1000;

const pane = document.querySelector("[data-pane]");
let sections = [];
let address = "";
let timer = 0;
let trouble = "";
let shown = Promise.resolve();

function load() {
  clearTimeout(timer);
  timer = 0;
  shown = Promise.all(sections.map((section) => section.show(address))).then(say);
}

function say(troubles) {
  const hint = pane.querySelector("[data-pane-hint]");
  trouble = troubles.find(Boolean) ?? "";
  hint.textContent = trouble;
  hint.hidden = trouble === "";
}

function soon(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(load, milliseconds);
}

// By key into what the pane has for this cell; from there, as with Esc, back to the cell.
export async function enterPane() {
  if (leavePane()) return;
  const from = document.activeElement;
  if (timer) load();
  await shown;
  if (document.activeElement !== from) return;
  const controls = [...pane.querySelectorAll(CONTROLS)];
  (controls.find((control) => control.getClientRects().length) ?? pane).focus();
}

// Returns whether the focus was in the pane.
export function leavePane() {
  if (!pane.contains(document.activeElement)) return false;
  (cellOf(address) ?? form.querySelector("[data-cell]")).focus();
  return true;
}

export function followFocus() {
  sections = [...pane.querySelectorAll("[data-pane-url]")].map((element) => new Section(element));
  const name = pane.querySelector("[data-pane-cell]");

  form.addEventListener("focusin", ({ target }) => {
    if (target.dataset.cell === undefined) return;
    name.textContent = target.getAttribute("aria-label");
    if (target.id === address) return;
    address = target.id;
    soon(PAUSE_MS);
  });
  form.addEventListener("editor:saved", () => soon(REST_MS));
  ["online", "focus"].forEach((sign) => addEventListener(sign, () => trouble && soon(PAUSE_MS)));
  pane.hidden = false;
}
