// Help in the pane: searching the library while typing, and small forms whose answer takes their place.

const PAUSE_MS = 250;
const UNREACHABLE = "没有连上服务器，请检查网络后再试。";

let timer = 0;
let asked = null;

document.addEventListener("input", ({ target }) => {
  if (!target.dataset.libraryUrl) return;
  clearTimeout(timer);
  timer = setTimeout(() => search(target), PAUSE_MS);
});

async function search(field) {
  asked?.abort();
  asked = new AbortController();
  const results = document.getElementById(field.getAttribute("aria-controls"));
  const url = `${field.dataset.libraryUrl}&q=${encodeURIComponent(field.value)}`;
  try {
    const answer = await fetch(url, { signal: asked.signal });
    if (answer.redirected || !answer.ok) throw new Error("no results");
    results.innerHTML = await answer.text();
  } catch (error) {
    if (error.name !== "AbortError") results.textContent = UNREACHABLE;
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-help-form]");
  if (!form) return;
  event.preventDefault();
  send(form, new FormData(form, event.submitter ?? null));
});

// Also a refusal (409, 422) is the pane with its reasons; only what is no pane leaves the form as it stands.
async function send(form, fields) {
  const section = form.closest("[data-pane-url]");
  try {
    const answer = await fetch(form.action, { method: "POST", body: fields });
    if (answer.redirected || ![200, 409, 422].includes(answer.status)) throw new Error("no pane");
    section.innerHTML = await answer.text();
    section.querySelector("[role=alert], button, input, a")?.focus();
  } catch {
    say(form, UNREACHABLE);
  }
}

function say(form, sentence) {
  const place = form.querySelector("[data-refusal]") ?? form.appendChild(document.createElement("p"));
  place.dataset.refusal = "";
  place.className = "help-error";
  place.setAttribute("role", "alert");
  place.textContent = sentence;
}
