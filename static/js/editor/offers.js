// Buttons in the pane and in dialogs that change the table: [data-operations], done as one step.

import { cellOf } from "./cells.js";
import { newUid, perform } from "./table.js";

export function takeOffers() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-operations]");
    if (button) accept(button);
  });
}

function accept(button) {
  const operations = withFreshUids(JSON.parse(button.dataset.operations));
  button.closest("dialog")?.close();
  const done = perform(operations, { source: button.dataset.source });
  const [first] = done.map(addressOf).filter((address) => cellOf(address));
  if (first) cellOf(first).focus();
}

// A new row is called "indicators.new" with any ending: the same name stands for the same fresh row throughout.
function withFreshUids(operations) {
  const fresh = new Map();
  const named = (uid) => {
    if (!uid?.startsWith("new")) return uid;
    if (!fresh.has(uid)) fresh.set(uid, newUid());
    return fresh.get(uid);
  };
  const inName = (name) => name?.split(".").map((word, at) => (at === 1 && /^(goals|indicators)\./.test(name) ? named(word) : word)).join(".");
  return operations.map((operation) => {
    const { address, row, after, kind } = operation;
    const place = kind === "set" ? { address: inName(address) } : { row: inName(row), after: named(after) };
    return { ...operation, ...place };
  });
}

function addressOf({ kind, address, row }) {
  if (kind === "set") return address;
  return row.startsWith("goals.") ? row : `${row}.name`;
}
