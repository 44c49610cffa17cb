// Keys of the editor; the list that people see stands in _editor_keys.html.

import { duplicate, insertBelow, moveDown, moveUp, remove } from "./gestures.js";
import { nextFinding, previousFinding } from "./findings_walk.js";
import { enterPane, leavePane } from "./pane.js";
import { tell } from "./table.js";
import { walk } from "./walk.js";

const ROW_KEYS = {
  "Ctrl+Enter": insertBelow,
  "Ctrl+d": duplicate,
  "Alt+ArrowUp": moveUp,
  "Alt+ArrowDown": moveDown,
  "Alt+Delete": remove,
};
const PAGE_KEYS = {
  "Ctrl+s": () => tell("save"),
  "Ctrl+z": () => tell("undo"),
  "Ctrl+y": () => tell("redo"),
  "Ctrl+Shift+z": () => tell("redo"),
  F8: nextFinding,
  "Shift+F8": previousFinding,
  F1: showKeys,
  F6: enterPane,
  "Ctrl+/": enterPane,
};
const QUIET_KEYS = { "/": search, "?": showKeys };

export function listenToKeys() {
  document.addEventListener("keydown", (event) => {
    // 229 is what browsers say while an input method has the keys.
    if (event.isComposing || event.keyCode === 229 || document.querySelector("dialog[open]")) return;
    if (pressed(event)) event.preventDefault();
  });
  document.querySelector("[data-keys]").addEventListener("click", showKeys);
  document.querySelector("[data-print]").addEventListener("click", () => print());
}

function pressed(event) {
  const name = nameOf(event);
  const isInCell = event.target.dataset?.cell !== undefined;
  const isTyping = event.target.closest?.("input, textarea, select") ?? null;
  const row = isInCell && event.target.closest("[data-row]");
  if (name === "Escape") return leavePane();
  if (name in PAGE_KEYS) return PAGE_KEYS[name](event) ?? true;
  if (!isTyping && name in QUIET_KEYS) return QUIET_KEYS[name]() ?? true;
  // In a list of choices Alt+↓ opens it.
  if (row && name in ROW_KEYS && !(event.altKey && event.target.tagName === "SELECT")) return ROW_KEYS[name](row) ?? true;
  return isInCell && walk(event);
}

function nameOf({ key, ctrlKey, metaKey, altKey, shiftKey }) {
  const letter = key.length === 1 ? key.toLowerCase() : key;
  const hasShift = /^([a-z]|F8)$/.test(letter);
  return [(ctrlKey || metaKey) && "Ctrl+", altKey && "Alt+", shiftKey && hasShift && "Shift+", letter].filter(Boolean).join("");
}

function showKeys() {
  document.getElementById("keys-dialog").showModal();
}

function search() {
  document.querySelector("#pane input[type=search]")?.focus();
}
