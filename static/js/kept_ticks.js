// Ticks of a list outlive going from one table of the file to the next, until the window closes.

function keep(list) {
  const boxes = [...list.querySelectorAll("input[type=checkbox]")];
  const key = `ticks ${location.pathname}`;
  const kept = sessionStorage.getItem(key);

  if (kept !== null) boxes.forEach((box) => (box.checked = kept.split(" ").includes(box.value)));
  list.addEventListener("change", () => {
    const ticked = boxes.filter((box) => box.checked).map((box) => box.value);
    sessionStorage.setItem(key, ticked.join(" "));
  });
}

document.querySelectorAll("[data-kept-ticks]").forEach(keep);
