// The list's ticks: one tick for the whole page, and how many are ticked. Showing the bar itself is the style sheet's.

function keepCount(form) {
  const boxes = [...form.querySelectorAll("input[name=project]")];
  const all = form.querySelector("[data-choose-all]");
  const count = form.querySelector("[data-chosen-count]");

  function tell() {
    const chosen = boxes.filter((box) => box.checked).length;
    count.textContent = `${chosen} 张`;
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  }

  all.hidden = false;
  all.addEventListener("change", () => {
    boxes.forEach((box) => (box.checked = all.checked));
    tell();
  });
  form.addEventListener("change", tell);
  tell();
}

document.querySelectorAll("[data-bulk-choice]").forEach(keepCount);
