// The editor page: joins its parts. What is typed is told here; sync.js keeps and sends it.

import { followChoices } from "./categories.js";
import { openDialogs } from "./dialogs.js";
import { growCells } from "./grow.js";
import { listenToKeys } from "./keys.js";
import { followResults } from "./marks.js";
import { showSums } from "./money.js";
import { takeOffers } from "./offers.js";
import { followFocus } from "./pane.js";
import { catchPaste } from "./paste.js";
import { keepRail } from "./rail.js";
import { redraw } from "./redraw.js";
import { showRefusals } from "./refusals.js";
import { spareRows } from "./restyling.js";
import { offerRows, showTools } from "./row_tools.js";
import { markRuns, rowsOf } from "./rows.js";
import { draw, form, tell } from "./table.js";

function listen() {
  form.addEventListener("editor:state", ({ detail }) => redraw(detail));
  form.addEventListener("editor:replay", ({ detail }) => draw(detail.operations));
  form.addEventListener("input", ({ target }) => {
    if (target.dataset.cell !== undefined && target.tagName !== "SELECT") tell("typed", { address: target.id });
  });
  // A cell is all of its box, also where its text does not fill it.
  form.addEventListener("click", ({ target }) => {
    if (target.matches("td[data-address], th[data-address]")) target.querySelector("[data-cell]")?.focus();
  });
  // Every cell is saved by itself: the form as a whole is only sent where there is no script.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    tell("save");
  });
}

spareRows();
markRuns(rowsOf(form, "indicators"));
markRuns(rowsOf(form, "goals"));
listen();
followChoices();
followResults();
takeOffers();
openDialogs();
catchPaste();
listenToKeys();
showTools(document.querySelector("[data-row-tools]"));
offerRows();
showSums();
growCells();
keepRail(document.querySelector("[data-rail]"));
followFocus();
showRefusals(document.querySelector("[data-pane]"));
document.querySelector("[data-editor-bar]").hidden = false;
// The cell that the page begins in had the focus before anybody listened.
addEventListener("load", () => {
  const cell = document.activeElement;
  if (cell.dataset.cell !== undefined) cell.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
});
