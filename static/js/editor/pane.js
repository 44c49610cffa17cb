// The pane at the right: each section shows what it has to say of the cell with the focus, or is not there.

import { cellOf } from "./cells.js";
import { form } from "./table.js";

const CONTROLS = "a[href], button, input:not([type=hidden]), select, summary, textarea";
const PAUSE_MS = 200;
// While somebody types on, every second is saved: the pane waits until the hand rests.
const REST_MS = 1000;

class Section {
  constructor(element) {
    this.element = element;
    this.asked = null;
  }

  async show(address) {
    this.asked?.abort();
    const asked = (this.asked = new AbortController());
    const url = `${this.element.dataset.paneUrl}?address=${encodeURIComponent(address)}`;
    try {
      const answer = await fetch(url, { signal: asked.signal });
      const isAnswer = answer.ok && !answer.redirected;
      this.#put(isAnswer ? await answer.text() : "", address);
    } catch {
      // Without a connection: what was said of another cell goes, what was said of this one stays.
      if (!asked.signal.aborted && this.element.dataset.address !== address) this.element.hidden = true;
    }
  }

  // What somebody is using in the pane is not taken from under the hand, unless it is of another cell.
  #put(html, address) {
    const isSame = this.element.dataset.address === address;
    if (isSame && (this.html === html || this.element.contains(document.activeElement))) return;
    this.html = html;
    this.element.dataset.address = address;
    this.element.innerHTML = html;
    this.element.hidden = html.trim() === "";
    this.element.dispatchEvent(new CustomEvent("pane:filled", { bubbles: true, detail: { address } }));
  }
}

const pane = document.querySelector("[data-pane]");
let sections = [];
let address = "";
let timer = 0;
let shown = Promise.resolve();

function load() {
  clearTimeout(timer);
  timer = 0;
  shown = Promise.all(sections.map((section) => section.show(address)));
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
  const hint = pane.querySelector("[data-pane-hint]");

  form.addEventListener("focusin", ({ target }) => {
    if (target.dataset.cell === undefined) return;
    name.textContent = target.getAttribute("aria-label");
    hint.hidden = true;
    if (target.id === address) return;
    address = target.id;
    soon(PAUSE_MS);
  });
  form.addEventListener("editor:saved", () => soon(REST_MS));
  pane.hidden = false;
}
