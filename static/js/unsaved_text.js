// The editor: Ctrl+S saves, leaving with text that is not saved asks first, and typing counts as presence.

const PRESENCE_MS = 5 * 60 * 1000;

function guard(form) {
  // A page that came back from the server without saving holds unsaved text from the start.
  let isUnsaved = form.dataset.unsavedText === "yes";
  let seenAt = Date.now();

  function typed() {
    isUnsaved = true;
    if (Date.now() - seenAt < PRESENCE_MS) return;
    seenAt = Date.now();
    // Any request keeps the session open; without one, an hour of typing would end at the log-in page.
    fetch(location.href, { method: "HEAD" });
  }

  form.addEventListener("input", typed);
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
