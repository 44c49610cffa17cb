// The tools at a row's left edge: one set of them, that goes to the row under the pointer or with the focus; and the
// quiet ＋ where the next row of a category would stand.

import { duplicate, insertBelow, moveDown, moveUp, remove } from "./gestures.js";
import { categoryOf, cellsOf, rowsOf } from "./rows.js";
import { form } from "./table.js";

const GESTURES = { insert: insertBelow, duplicate, remove, up: moveUp, down: moveDown };

export function showTools(tools) {
  let row = null;

  function goTo(next) {
    row = next;
    tools.hidden = !row;
    if (row) place(tools, row);
  }

  // The focus stays in the cell, so that the tool works on what is under the hand.
  tools.addEventListener("pointerdown", (event) => event.preventDefault());
  tools.addEventListener("click", ({ target }) => {
    const tool = target.closest("[data-row-tool]");
    if (tool && row?.isConnected) GESTURES[tool.dataset.rowTool](row);
  });
  form.addEventListener("pointerover", ({ target }) => {
    const next = target.closest("[data-row]");
    if (next && next !== row) goTo(next);
  });
  form.addEventListener("focusin", ({ target }) => !tools.contains(target) && goTo(target.closest("[data-row]")));
  form.addEventListener("editor:drawn", () => {
    if (row?.isConnected) place(tools, row);
    else tools.hidden = true;
  });
}

// Beside the row, or the top of one that is higher than the tools need.
function place(tools, row) {
  const [paper, here] = [form, row].map((element) => element.getBoundingClientRect());
  const top = here.top - paper.top + form.scrollTop;
  tools.style.setProperty("--row-top", `${top}px`);
  tools.style.setProperty("--row-middle", `${top + Math.min(here.height, 160) / 2}px`);
}

export function offerRows() {
  const offer = () => ["goals", "indicators"].forEach((kind) => rowsOf(form, kind).forEach(offerBelow));
  form.addEventListener("editor:drawn", offer);
  form.addEventListener("click", ({ target }) => {
    const add = target.closest(".add-here");
    if (add) insertBelow(add.closest("[data-row]"));
  });
  offer();
}

function offerBelow(row) {
  const present = row.querySelector(".add-here");
  if (!row.classList.contains("ends-run")) {
    present?.remove();
    return;
  }
  const add = present ?? document.createElement("button");
  const category = categoryOf(row).filter(Boolean).at(-1) ?? "表";
  const title = row.dataset.row.startsWith("goals.") ? "加一条绩效目标" : `在“${category}”下加一行`;
  if (add.title === title) return;
  Object.assign(add, { type: "button", className: "add-here", textContent: "＋", title, tabIndex: -1 });
  add.setAttribute("aria-label", title);
  if (!present) cellsOf(row)[0].after(add);
}
