// Findings in the editor: asked for after every save, shown at their cells, in the pane and counted in the bar.

import { markCells } from "./findings_marks.js";
import { FindingsPane } from "./findings_pane.js";
import { walkFindings } from "./findings_walk.js";
import { form } from "./table.js";

const PAUSE_MS = 50;

function follow(bar) {
  let seen = "";
  let timer = 0;
  let asked = null;
  let cells = {};
  const pane = new FindingsPane(document.querySelector("[data-findings-pane]"), show);

  function show(found) {
    seen = found.lock_version;
    cells = found.cells;
    markCells(cells);
    pane.show(cells);
    count(bar, found);
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(`${bar.dataset.findingsUrl}?seen=${seen}`, { signal: asked.signal });
      if (answer.status === 200 && !answer.redirected) show(await answer.json());
    } catch {
      // Without a connection, or asked anew: what is marked stays until the next answer.
    }
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE_MS);
  }

  form.addEventListener("editor:saved", soon);
  form.addEventListener("editor:state", soon);
  form.addEventListener("editor:refusal", () => markCells(cells));
  ask();
}

function count(bar, { counts, score }) {
  for (const [severity, number] of Object.entries(counts)) {
    const place = bar.querySelector(`[data-count=${severity}]`);
    place.querySelector("b").textContent = number;
    place.classList.toggle("is-none", number === 0);
  }
  bar.querySelector("[data-score]").textContent = score;
  bar.hidden = false;
}

const bar = document.querySelector("[data-findings-bar]");
if (bar) {
  walkFindings();
  follow(bar);
}
