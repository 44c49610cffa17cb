// The editor's dialog: fragments from the server, and forms in them whose answer is shown in the dialog again.

const UNREACHABLE = "没有连上服务器，请检查网络后再试。表里填写的内容都还在。";

export const dialog = document.getElementById("editor-dialog");

// Opens the dialog with what the server answers; returns whether it answered.
export async function openDialog(url, options = {}) {
  try {
    const answer = await fetch(url, { ...options, headers: { Accept: "text/html", ...options.headers } });
    if (answer.redirected || answer.status === 401) throw new Error("logged out");
    show(await answer.text());
    return true;
  } catch {
    say(UNREACHABLE);
    return false;
  }
}

function show(html) {
  dialog.innerHTML = html;
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("[autofocus]")?.focus();
}

export function say(sentence) {
  show('<p data-sentence></p><form method="dialog"><button class="btn btn-primary" autofocus>知道了</button></form>');
  dialog.querySelector("[data-sentence]").textContent = sentence;
}

export function token() {
  return document.querySelector("#table-form [name=csrfmiddlewaretoken]").value;
}

export function openDialogs() {
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-dialog-url]");
    if (button) openDialog(button.dataset.dialogUrl);
    if (target.closest("[data-dialog-close]") || target === dialog) dialog.close();
  });
  dialog.addEventListener("submit", (event) => {
    const sent = event.target.closest("[data-dialog-form]");
    if (!sent) return;
    event.preventDefault();
    send(sent, new FormData(sent, event.submitter ?? null));
  });
}

function send(sent, fields) {
  const isPost = sent.method === "post";
  const query = new URLSearchParams(fields);
  const url = isPost ? sent.action : `${sent.action.split("?")[0]}?${query}`;
  return openDialog(url, isPost ? { method: "POST", body: fields, headers: { "X-CSRFToken": token() } } : {});
}
