// Typing: each stay in a cell is one step, and one waiting operation that grows with every key.

import { rowOf, textOf } from "./cells.js";
import { isWaiting, randomHex } from "./queue.js";

export class Typing {
  constructor(queue, form) {
    Object.assign(this, { queue, form });
    this.step = randomHex(32);
    form.addEventListener("focusin", () => (this.step = randomHex(32)));
  }

  // Brings the queue up to what the cell says on screen.
  take(address) {
    const text = textOf(address);
    const last = this.queue.lastOn(address);
    if (last && this.#mayGrow(last)) this.#grow(last, text);
    else this.#begin(address, last ? last.operation.after : this.textBefore(address), text);
  }

  // The text of a cell nobody has typed in: the server's, or that of its row, which may be on its way.
  textBefore(address) {
    const row = rowOf(address);
    const inserted = this.queue.entries.find(({ operation }) => operation.kind === "insert" && operation.row === row);
    if (!inserted) return this.queue.saved.get(address);
    return inserted.operation.texts?.[address.slice(row.length + 1) || "text"] ?? "";
  }

  #mayGrow(entry) {
    const { source, step } = entry.operation;
    return !isWaiting(entry) || (!entry.isSent && source === "typing" && step === this.step);
  }

  #begin(address, before, text) {
    if (before === text) return;
    this.queue.add({ kind: "set", address, before, after: text, step: this.step, source: "typing" });
  }

  #grow(entry, text) {
    const { queue, step } = this;
    Object.assign(entry.operation, { after: text, id: queue.newId() });
    if (entry.state === "refused") {
      Object.assign(entry, { state: "waiting", message: "", isSent: false });
      Object.assign(entry.operation, { step, source: "typing" });
    }
    if (isWaiting(entry) && entry.operation.before === text) this.#letGo(entry);
    else queue.keep(entry);
  }

  // The text is again what the server has: nothing is left to say of the cell.
  #letGo(entry) {
    const detail = { outcome: "done", address: entry.operation.address, text: entry.operation.after, message: "" };
    this.queue.remove(entry);
    this.form.dispatchEvent(new CustomEvent("editor:result", { detail, bubbles: true }));
  }
}
