// Help in the pane: searching the library while typing, and small forms whose answer takes their place.

const PAUSE_MS = 250;
const UNREACHABLE = "没有连上服务器，请检查网络后再试。";
const LONGEST_QUERY = 100;
const TOO_LONG = "关键词太长，最多100个字。";
const LOGGED_OUT = "登录已过期，请在另一个窗口登录后再试。";

let timer = 0;
let asked = null;

document.addEventListener("input", ({ target }) => {
  if (!target.dataset.libraryUrl) return;
  clearTimeout(timer);
  timer = setTimeout(() => search(target), PAUSE_MS);
});

async function search(field) {
  asked?.abort();
  if (field.value.length > LONGEST_QUERY) {
    document.getElementById(field.getAttribute("aria-controls")).textContent = TOO_LONG;
    return;
  }
  asked = new AbortController();
  const { signal } = asked;
  const results = document.getElementById(field.getAttribute("aria-controls"));
  try {
    results.innerHTML = await fragment(`${field.dataset.libraryUrl}&q=${encodeURIComponent(field.value)}`, { signal });
  } catch (error) {
    if (!signal.aborted) results.textContent = sentence(error);
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-help-form]");
  if (!form) return;
  event.preventDefault();
  send(form, new FormData(form, event.submitter ?? null));
});

// What is no answer leaves the form as it stands, with what was typed in it.
async function send(form, fields) {
  const section = form.closest("[data-pane-url]");
  try {
    section.innerHTML = await fragment(form.action, { method: "POST", body: fields });
    section.querySelector("[role=alert] ~ input, button, input, a")?.focus();
  } catch (error) {
    say(form, sentence(error));
  }
}

// A refusal (409) is a pane too, with its reason.
async function fragment(url, options) {
  const answer = await fetch(url, options);
  if (answer.redirected || answer.status === 401) throw new Error(LOGGED_OUT);
  if (!answer.ok && answer.status !== 409) throw new Error(UNREACHABLE);
  return answer.text();
}

function sentence({ message }) {
  return message === LOGGED_OUT ? LOGGED_OUT : UNREACHABLE;
}

function say(form, words) {
  const place = form.querySelector("[data-refusal]") ?? form.appendChild(document.createElement("p"));
  place.dataset.refusal = "";
  place.className = "help-error";
  place.setAttribute("role", "alert");
  place.textContent = words;
}
