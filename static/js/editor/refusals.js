// A cell that holds text the server refused: the pane speaks of that text, not of the one from before.

import { cellOf } from "./cells.js";
import { form, tell } from "./table.js";

export const isRefused = (cell) => cell.getAttribute("aria-invalid") === "true";

// Tells editor:refusal when a cell came to be refused or is no longer.
export function showRefusals(pane) {
  const section = pane.querySelector("[data-refusal-pane]");
  const words = section.querySelector("p");
  let address = "";

  function show() {
    const cell = cellOf(address);
    const sentence = cell && isRefused(cell) ? (document.getElementById(`error-${address}`)?.textContent ?? "") : "";
    pane.classList.toggle("is-refused", sentence !== "");
    section.hidden = sentence === "";
    words.textContent = sentence;
  }

  form.addEventListener("focusin", ({ target }) => {
    if (target.dataset.cell === undefined) return;
    address = target.id;
    show();
  });
  new MutationObserver(() => {
    show();
    tell("refusal", {});
  }).observe(form, { subtree: true, attributeFilter: ["aria-invalid"] });
}
