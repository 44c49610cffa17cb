// The editor: Ctrl+S saves, and leaving with text that is not saved asks first.

function guard(form) {
  // A page that came back from the server without saving holds unsaved text from the start.
  let isUnsaved = form.dataset.unsavedText === "yes";

  form.addEventListener("input", () => (isUnsaved = true));
  form.addEventListener("submit", () => (isUnsaved = false));
  window.addEventListener("beforeunload", (event) => {
    if (isUnsaved) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "s") {
      event.preventDefault();
      form.requestSubmit();
    }
  });
}

document.querySelectorAll("[data-unsaved-text]").forEach(guard);
