// A file dropped on the upload field's frame is chosen as if picked in the dialog.

function acceptDrops(zone) {
  const input = zone.querySelector("input[type=file]");
  const mark = (isOver) => zone.classList.toggle("is-over", isOver);

  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    mark(true);
  });
  zone.addEventListener("dragleave", () => mark(false));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

document.querySelectorAll("[data-drop-zone]").forEach(acceptDrops);
