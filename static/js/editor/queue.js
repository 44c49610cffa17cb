// The queue of one person and one table: what was typed or done and is not acknowledged, in order.
//
// An entry is waiting, refused or in conflict. An id always stands for the same content: whatever may have been sent is
// never changed under its id, so that the server may take an id it knows for done.

import { labelOf, rowOf } from "./cells.js";
import { erase, prefixOf, readTable, write } from "./store.js";

export function randomHex(length) {
  const bytes = crypto.getRandomValues(new Uint8Array(length / 2));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const isWaiting = (entry) => entry.state === "waiting";

export class Queue {
  constructor({ user, table, cellsUrl }, saved) {
    Object.assign(this, { user, table, url: cellsUrl, saved, tab: randomHex(16), counter: 0, seen: 0 });
    this.entries = readTable(user, table).map((entry) => ({ ...entry, isSent: true, isStored: true }));
  }

  get waiting() {
    return this.entries.filter(isWaiting);
  }

  get aside() {
    return this.entries.filter((entry) => !isWaiting(entry));
  }

  get isStored() {
    return this.entries.every((entry) => entry.isStored);
  }

  // Cells and rows whose text on screen is newer than the server's.
  get pending() {
    return new Set(this.entries.flatMap(({ operation: { address, row } }) => [address ?? row, rowOf(address ?? row)]));
  }

  newId() {
    this.counter += 1;
    return `${this.tab}-${this.counter}`;
  }

  find(id) {
    return this.entries.find((entry) => entry.operation.id === id);
  }

  isInserted(row) {
    return this.entries.some(({ operation }) => operation.kind === "insert" && operation.row === row);
  }

  on(address) {
    return this.entries.filter(({ operation }) => operation.kind === "set" && operation.address === address);
  }

  lastOn(address) {
    return this.on(address).pop();
  }

  add(operation) {
    const id = this.newId();
    const at = Math.max(Date.now(), ...this.entries.map((entry) => entry.at + 1));
    const entry = { key: `${prefixOf(this.user, this.table)}${id}`, url: this.url, at, label: labelOf(operation) };
    Object.assign(entry, { state: "waiting", message: "", theirs: null, isSent: false, seen: this.seen });
    Object.assign(entry, { page: location.pathname, title: document.querySelector("h1")?.textContent ?? "" });
    entry.operation = { ...operation, id };
    this.#supersede(entry.operation);
    this.entries.push(entry);
    this.keep(entry);
    return entry;
  }

  // A new text for a cell takes the place of one that could not be saved there.
  #supersede(operation) {
    const last = operation.kind === "set" && this.lastOn(operation.address);
    if (!last || isWaiting(last)) return;
    operation.before = last.theirs?.text ?? last.operation.before;
    this.remove(last);
  }

  keep(entry) {
    entry.isStored = write(entry);
  }

  remove(entry) {
    this.entries = this.entries.filter((other) => other !== entry);
    erase(entry.key);
    this.entries.filter((other) => !other.isStored).forEach((other) => this.keep(other));
  }
}
