// Long text grows its cell, in browsers whose style sheets cannot let it (field-sizing).

import { form } from "./table.js";

export function growCells() {
  if (CSS.supports("field-sizing", "content")) return;
  fit(cells());
  form.addEventListener("input", ({ target }) => target.matches("textarea[data-cell]") && fit([target]));
  form.addEventListener("editor:drawn", () => fit(cells()));
  addEventListener("resize", () => fit(cells()));
}

const cells = () => [...form.querySelectorAll("textarea[data-cell]")];

// All are measured before the first is changed: the page is laid out twice, however many there are.
function fit(areas) {
  areas.forEach((area) => (area.style.height = "auto"));
  const heights = areas.map((area) => area.scrollHeight);
  areas.forEach((area, at) => (area.style.height = `${heights[at]}px`));
}
