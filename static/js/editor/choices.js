// What a person may do with a text that was not saved: keep it against another's, take the other's, bring back its row,
// or let it go.

import { rowNamed, rowOf, show, textsOfRow } from "./cells.js";
import { randomHex } from "./queue.js";

export class Choices {
  constructor({ queue, sender, answers }) {
    Object.assign(this, { queue, sender, answers });
  }

  use_mine(entry) {
    if (entry.operation.kind === "delete") this.#delete(entry);
    else this.#set(entry.operation.address, entry.theirs.text, entry.operation.after);
  }

  #delete(entry) {
    this.queue.remove(entry);
    this.answers.tell("replay", { operations: [entry.operation] });
    this.queue.add(entry.operation);
    this.sender.soon();
  }

  // Also for a text that was refused: the cell says again what is saved.
  use_theirs(entry) {
    const { kind, address } = entry.operation;
    this.queue.remove(entry);
    if (kind === "set") this.#showSaved(address, entry.theirs?.text ?? this.queue.saved.get(address));
    // The screen follows the server in everything else.
    this.sender.refresh();
  }

  // Where the row is still on screen it comes back to its place there.
  restore_row({ operation, rowTexts }) {
    const row = rowOf(operation.address);
    const part = operation.address.slice(row.length + 1) || "text";
    const texts = { ...textsOfRow(row), [part]: operation.after };
    const insert = { kind: "insert", row, after: uidAbove(row), texts: { ...rowTexts, ...texts } };
    Object.assign(insert, { step: randomHex(32), source: "typing" });
    const unsaved = this.queue.entries.filter((entry) => rowOf(entry.operation.address ?? "") === row);
    unsaved.forEach((entry) => this.queue.remove(entry));
    if (!rowNamed(row)) this.answers.tell("replay", { operations: [insert] });
    this.answers.tell("result", { outcome: "done", address: operation.address, text: operation.after, message: "" });
    this.queue.add(insert);
    this.sender.soon();
  }

  // Somebody else deleted the row of a cell that has unsaved text.
  isRowGone({ operation: { kind, address } }) {
    const isInRow = kind === "set" && /^(goals|indicators)\./.test(address);
    return isInRow && !this.queue.saved.has(address) && !this.queue.isInserted(rowOf(address));
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

// The row above, the last one where this row is not on screen any more.
function uidAbove(row) {
  const [kind] = row.split(".");
  const rows = [...document.querySelectorAll(`[data-row^="${kind}."]`)].map((line) => line.dataset.row);
  const at = rows.includes(row) ? rows.indexOf(row) : rows.length;
  return at ? rows[at - 1].split(".")[1] : "";
}
