// On every page: what of other tables is not saved and waits on this machine; also where a table cannot be written any
// more, so that the text can be had back from here.

import { erase, readPerson, wordsOf } from "./store.js";

function make(name, text) {
  return Object.assign(document.createElement(name), { textContent: text });
}

// One heading with a link for each table, its cells below.
function fill(place, entries) {
  const parts = [...new Set(entries.map(({ page }) => page))].flatMap((page) => {
    const ofTable = entries.filter((entry) => entry.page === page);
    const heading = make("h3", "");
    const list = make("ul", "");
    heading.append(Object.assign(make("a", ofTable[0].title || "打开这张表"), { href: page }));
    list.append(...ofTable.map((entry) => make("li", wordsOf(entry))));
    return [heading, list];
  });
  place.replaceChildren(...parts);
}

function notice(button, dialog) {
  const kept = () => readPerson(button.dataset.user).filter(({ page }) => page && page !== location.pathname);

  function show() {
    const entries = kept();
    button.hidden = entries.length === 0;
    button.querySelector("span").textContent = `本机有 ${entries.length} 处没有保存`;
  }

  button.addEventListener("click", () => {
    fill(dialog.querySelector("[data-kept-tables]"), kept());
    dialog.returnValue = "";
    dialog.showModal();
  });
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "let_go") kept().forEach(({ key }) => erase(key));
    show();
  });
  addEventListener("storage", show);
  show();
}

const button = document.querySelector("[data-unsent-notice]");
if (button) notice(button, document.querySelector("[data-kept-dialog]"));
