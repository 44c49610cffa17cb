// The list of what was not saved and waits for a decision: both texts, the reason, and buttons for what can be done.

import { cellOf } from "./cells.js";
import { fill } from "./unsaved_line.js";

const CHOSEN = { use_mine: "已用您填的", use_theirs: "已改回现在的内容", restore_row: "已恢复这一行" };

export class UnsavedList {
  constructor(section, { queue, choices, say, changed }) {
    Object.assign(this, { section, queue, choices, say, changed, lines: new Map(), asked: 0 });
    this.heading = section.querySelector("h2");
    this.list = section.querySelector("[data-unsaved-list]");
    this.pattern = section.querySelector("template").content.firstElementChild;
    section.querySelector("[data-unsaved-close]").addEventListener("click", () => this.close());
    section.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  // Opens by itself when there is something new to decide, never taking the focus.
  show() {
    const entries = this.queue.aside;
    const isAsked = ({ state, operation }) => state === "conflict" || !cellOf(operation.address ?? "");
    const asked = entries.filter(isAsked).length;
    if (asked > this.asked) this.section.hidden = false;
    if (!entries.length) this.section.hidden = true;
    this.asked = asked;
    this.heading.textContent = `${entries.length} 处没有保存`;
    this.#draw(entries);
    mark(entries);
  }

  // Leads to the first: into the list where there is something to choose, else to the cell that is to be mended.
  look() {
    this.section.hidden = false;
    const [entry] = this.queue.aside;
    const cell = entry.state === "refused" && cellOf(entry.operation.address ?? "");
    (cell || this.lines.get(entry.key).querySelector("button:not([hidden])")).focus();
  }

  close() {
    const hadFocus = this.section.contains(document.activeElement);
    this.section.hidden = true;
    if (hadFocus) cellOf(this.queue.aside[0]?.operation.address ?? "")?.focus();
  }

  #draw(entries) {
    const keys = new Set(entries.map((entry) => entry.key));
    for (const [key, line] of this.lines) if (!keys.has(key)) this.#drop(key, line);
    for (const entry of entries) {
      fill(this.lines.get(entry.key) ?? this.#add(entry), entry, this.choices.isRowGone(entry));
    }
  }

  #add(entry) {
    const line = this.pattern.cloneNode(true);
    line.addEventListener("click", ({ target }) => this.#choose(target.dataset.choice, entry.key));
    this.lines.set(entry.key, line);
    this.list.append(line);
    return line;
  }

  #drop(key, line) {
    this.lines.delete(key);
    line.remove();
  }

  #choose(choice, key) {
    const entry = this.queue.entries.find((other) => other.key === key);
    if (!choice || !entry) return;
    this.choices[choice](entry);
    this.changed();
    this.say(CHOSEN[choice]);
    (cellOf(entry.operation.address ?? "") ?? document.getElementById("main")).focus();
  }
}

function mark(entries) {
  const conflicts = entries.filter(({ state }) => state === "conflict").map(({ operation }) => operation.address);
  document.querySelectorAll("[data-cell].is-conflict").forEach((cell) => {
    cell.classList.toggle("is-conflict", conflicts.includes(cell.id));
  });
  conflicts.forEach((address) => cellOf(address)?.classList.add("is-conflict"));
}
