// What an answer of the server does to the queue, the known texts and the form on screen.

import { rowOf, textsOfRow } from "./cells.js";

const UNREADABLE = "系统没有读懂这一处，没有保存，请改正后再填。";
const UNANSWERED = "系统没有答复这一处，没有保存，请再填一次。";

export class Answers {
  constructor(queue, form) {
    Object.assign(this, { queue, form, saved: queue.saved, savedAt: "" });
    queue.seen = Number(form.dataset.seen);
  }

  tell(name, detail) {
    this.form.dispatchEvent(new CustomEvent(`editor:${name}`, { detail, bubbles: true }));
  }

  // An answer to operations: first each of them, then the table as it now is.
  take(body, batch = []) {
    body.results?.forEach((result) => this.#settle(result));
    const unanswered = batch.filter((entry) => this.queue.entries.includes(entry) && entry.isAsked);
    unanswered.forEach((entry) => this.setAside(entry, { outcome: "refused", message: UNANSWERED }));
    this.savedAt = body.saved_at ?? this.savedAt;
    this.takeState(body);
    this.tell("saved", { lock_version: body.lock_version });
  }

  // A table that knows nothing of rows on their way would tear them from the screen: it is told again later.
  takeState({ state, lock_version: version }) {
    if (state && this.queue.waiting.some(({ operation }) => operation.kind !== "set")) return;
    this.queue.seen = version;
    if (!state) return;
    this.saved.replace(state.texts);
    this.tell("state", { state, pending: this.queue.pending });
  }

  tellAside({ state, message, theirs, operation: { id, address, row, after } }) {
    this.tell("result", { id, outcome: state, address: address ?? row, text: after, message, theirs });
  }

  #settle(result) {
    const entry = this.queue.find(result.id);
    if (!entry) return;
    entry.isAsked = false;
    if (result.outcome === "done") this.#done(entry, result);
    else this.setAside(entry, result);
  }

  #done(entry, result) {
    const { kind, address, row, after, texts } = entry.operation;
    this.queue.remove(entry);
    if (kind === "insert") this.saved.setRow(row, texts ?? {});
    if (kind === "delete") this.#forgetRow(row);
    if (kind !== "set") return;
    this.saved.set(address, result.text ?? after);
    const [next] = this.queue.on(address);
    if (next) this.#base(next, result.text ?? after);
    else this.tell("result", { ...result, address });
  }

  #base(entry, before) {
    entry.operation.before = before;
    this.queue.keep(entry);
  }

  #forgetRow(row) {
    const gone = this.queue.aside.filter(({ operation }) => operation.address && rowOf(operation.address) === row);
    gone.forEach((entry) => this.queue.remove(entry));
  }

  // Not saved: the text stays in the queue with the reason. What was typed there since then counts instead.
  setAside(entry, { outcome, message = UNREADABLE, theirs = null }) {
    const { kind, address, row, before, after } = entry.operation;
    const [, ...later] = kind === "set" ? this.queue.on(address) : [entry];
    if (later.length && outcome === "refused") {
      this.#base(later[0], before);
      this.queue.remove(entry);
      return;
    }
    entry.operation.after = later.length ? later[later.length - 1].operation.after : after;
    later.forEach((other) => this.queue.remove(other));
    Object.assign(entry, { state: outcome, message, theirs, isAsked: false });
    // Should the row be gone by now, this is what it can be brought back from.
    if (kind === "set") entry.rowTexts = textsOfRow(rowOf(address));
    this.queue.keep(entry);
    this.tellAside(entry);
  }
}
