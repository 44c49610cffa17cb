// A file dropped on the upload field's frame is chosen as if picked in the dialog; its name is shown.

function enhance(zone) {
  const input = zone.querySelector("input[type=file]");
  const name = zone.querySelector("[data-file-name]");
  const mark = (isOver) => zone.classList.toggle("is-over", isOver);
  const tell = () => (name.textContent = [...input.files].map((file) => file.name).join("、"));

  zone.classList.add("is-enhanced");
  input.addEventListener("change", tell);
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    mark(true);
  });
  zone.addEventListener("dragleave", () => mark(false));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    input.files = event.dataTransfer.files;
    tell();
  });
  tell();
}

document.querySelectorAll("[data-drop-zone]").forEach(enhance);
