// The list of what was not saved and waits for a decision: both texts, the reason, and buttons for what can be done.

import { cellOf } from "./cells.js";

const CHOSEN = { use_mine: "已用您填的", use_theirs: "已改回现在的内容", restore_row: "已恢复这一行" };
const RESTORE = { restore_row: "恢复这一行并填入", use_theirs: "放弃我填的" };
const OFFERED = {
  "conflict set": { use_mine: "用我的", use_theirs: "用现在的" },
  "conflict delete": { use_mine: "仍然删除", use_theirs: "不删除" },
  "refused set": { use_theirs: "放弃我填的" },
};

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
    const asked = entries.filter((entry) => entry.state === "conflict" || !cellOf(entry.operation.address ?? "")).length;
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
    for (const entry of entries) fill(this.lines.get(entry.key) ?? this.#add(entry), entry, this.choices.isRowGone(entry));
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

function fill(line, entry, isGone) {
  const { operation, theirs, message, state, label } = entry;
  const part = (name) => line.querySelector(`[data-unsaved-${name}]`);
  part("place").textContent = label;
  part("place").toggleAttribute("href", cellOf(operation.address ?? "") !== null);
  if (part("place").hasAttribute("href")) part("place").href = `#${operation.address}`;
  part("message").textContent = isGone ? "这一行已被他人删去。" : message || "您填写时，他人也改了这一格。";
  part("mine").textContent = operation.after || "（空白）";
  part("mine").parentElement.hidden = operation.kind !== "set";
  part("theirs").textContent = theirs?.text || "（空白）";
  part("theirs").parentElement.hidden = state !== "conflict" || isGone || operation.kind !== "set";
  part("who").textContent = theirs?.who ? `（${theirs.who}，${theirs.when}）` : "";
  const offered = isGone ? RESTORE : OFFERED[`${state} ${operation.kind}`] ?? { use_theirs: "知道了" };
  line.querySelectorAll("[data-choice]").forEach((button) => {
    button.hidden = !(button.dataset.choice in offered);
    button.textContent = offered[button.dataset.choice] ?? "";
  });
}

function mark(entries) {
  const conflicts = new Set(entries.filter(({ state }) => state === "conflict").map(({ operation }) => operation.address));
  document.querySelectorAll("[data-cell].is-conflict").forEach((cell) => cell.classList.toggle("is-conflict", conflicts.has(cell.id)));
  conflicts.forEach((address) => cellOf(address)?.classList.add("is-conflict"));
}
