// What a person may do with a text that was not saved: keep it against another's, take the other's, bring back its row,
// or let it go.

import { cellOf, rowOf, show } from "./cells.js";
import { randomHex } from "./queue.js";

export class Choices {
  constructor({ queue, sender, answers }) {
    Object.assign(this, { queue, sender, answers });
  }

  use_mine({ operation, theirs }) {
    this.#set(operation.address, theirs.text, operation.after);
  }

  // Also for a text that was refused: the cell says again what is saved.
  use_theirs(entry) {
    const { kind, address } = entry.operation;
    this.queue.remove(entry);
    if (kind === "set") this.#showSaved(address, entry.theirs?.text ?? this.queue.saved.get(address));
    // The screen follows the server in everything else.
    this.answers.seen = -1;
    this.sender.look();
  }

  restore_row({ operation, rowTexts }) {
    const row = rowOf(operation.address);
    const part = operation.address.slice(row.length + 1) || "text";
    const texts = { ...rowTexts, [part]: operation.after };
    const insert = { kind: "insert", row, after: lastUid(row), texts, step: randomHex(32), source: "typing" };
    this.queue.on(operation.address).forEach((entry) => this.queue.remove(entry));
    this.answers.tell("replay", { operations: [insert] });
    this.queue.add(insert);
    this.sender.soon();
  }

  #set(address, before, after) {
    // add() puts it in the place of the one that was not saved.
    this.queue.add({ kind: "set", address, before, after, step: randomHex(32), source: "typing" });
    show(address, after);
    this.answers.tell("result", { outcome: "done", address, text: after, message: "" });
    this.sender.soon();
  }

  #showSaved(address, text) {
    show(address, text);
    this.queue.saved.set(address, text);
    this.answers.tell("result", { outcome: "done", address, text, message: "" });
  }
}

// Below the last row on screen: where a row stood that is gone, nobody knows any more.
function lastUid(row) {
  const [kind] = row.split(".");
  const rows = [...document.querySelectorAll(`[data-row^="${kind}."]`)].filter((line) => line.dataset.row !== row);
  return rows.length ? rows[rows.length - 1].dataset.row.split(".")[1] : "";
}

export const isRowGone = ({ state, theirs, operation }) =>
  state === "conflict" && operation.kind === "set" && (theirs === null || theirs.text === null || cellOf(operation.address) === null);
