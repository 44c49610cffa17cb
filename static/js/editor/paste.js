// Pasting: plain words go into the cell as ever; a block of cells first shows what would become of it.

import { openDialog, say, token } from "./dialogs.js";
import { form } from "./table.js";

// Two numbered lines: goals that belong in cells of their own. The server decides.
const IS_LIST = /^\s*(?:[(（]?[1１一][)）.．、]|①|目标\s*[1１一]).*\n(?:.*\n)*?\s*(?:[(（]?[2２二][)）.．、]|②|目标\s*[2２二])/;

export function catchPaste() {
  form.addEventListener("paste", (event) => {
    const cell = event.target;
    if (cell.dataset.cell === undefined) return;
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n");
    const html = event.clipboardData.getData("text/html");
    if (isBlock(text, html, cell)) {
      event.preventDefault();
      preview(cell, text, html);
    } else if (text.endsWith("\n") && cell.tagName !== "SELECT") {
      // One cell of a spreadsheet comes with the end of its line.
      event.preventDefault();
      document.execCommand("insertText", false, text.replace(/\n+$/, ""));
    }
  });
}

function isBlock(text, html, cell) {
  const words = text.replace(/\n+$/, "");
  if (cell.id.startsWith("goals.") && IS_LIST.test(words)) return true;
  if (cellCount(html) > 1 || words.includes("\t")) return true;
  return words.includes("\n") && cell.tagName !== "TEXTAREA";
}

function cellCount(html) {
  if (!/<t[dh]\b/i.test(html)) return 0;
  return new DOMParser().parseFromString(html, "text/html").querySelectorAll("td, th").length;
}

function preview(cell, text, html) {
  const { pasteUrl } = form.dataset;
  if (!pasteUrl) return say("这里还不能粘贴表格，请逐格粘贴。");
  const body = new URLSearchParams({ address: cell.id, text, html });
  return openDialog(pasteUrl, { method: "POST", body, headers: { "X-CSRFToken": token() } });
}
