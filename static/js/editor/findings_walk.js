// From finding to finding: F8 and its button, the list's links, and an address in the page's own address.

import { cellOf } from "./cells.js";
import { form } from "./table.js";

const WITH_FINDING = "[data-cell][aria-invalid=true], [data-cell][data-finding]:not([data-finding=excused])";

// From the cell that last had the focus on to the next one with a finding, and from the last one back to the first.
export function nextFinding() {
  go(Node.DOCUMENT_POSITION_FOLLOWING, (cells) => cells);
}

export function previousFinding() {
  go(Node.DOCUMENT_POSITION_PRECEDING, (cells) => cells.reverse());
}

let last = null;

function go(direction, ordered) {
  const cells = ordered([...form.querySelectorAll(WITH_FINDING)]);
  const here = form.contains(document.activeElement) ? document.activeElement : last;
  const next = here?.isConnected && cells.find((cell) => here.compareDocumentPosition(cell) & direction);
  (next || cells[0])?.focus();
}

export function walkFindings() {
  form.addEventListener("focusin", ({ target }) => {
    if (target.dataset.cell !== undefined) last = target;
  });
  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-next-finding]")) nextFinding();
    const link = target.closest("[data-go-to]");
    if (!link) return;
    link.closest("dialog")?.close();
    cellOf(link.dataset.goTo)?.focus();
  });
  focusNamed();
  addEventListener("hashchange", focusNamed);
}

// /edit/#indicators.….value, as the page of a refusal links to.
function focusNamed() {
  const cell = cellOf(decodeURIComponent(location.hash.slice(1)));
  if (cell?.dataset.cell !== undefined) cell.focus();
}
