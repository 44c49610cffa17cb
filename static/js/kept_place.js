// After saving, the editor stands where it stood: same cell, same stretch of the form.

const KEY = `place ${location.pathname}`;

function keep(form) {
  let cell = "";

  form.addEventListener("focusin", (event) => (cell = event.target.id));
  form.addEventListener("submit", () => {
    sessionStorage.setItem(KEY, JSON.stringify({ cell, height: scrollY }));
  });
}

// Where the page itself says what to look at (a new row, an error, a warning) that goes first.
function comeBack() {
  const place = JSON.parse(sessionStorage.getItem(KEY));
  sessionStorage.removeItem(KEY);
  if (place === null || document.querySelector("[autofocus], .alert")) return;
  document.getElementById(place.cell)?.focus({ preventScroll: true });
  scrollTo(0, place.height);
}

document.querySelectorAll("[data-unsaved-text]").forEach(keep);
comeBack();
