// When nobody may write into the table any more: what was typed can be copied, or let go.

import { wordsOf } from "./store.js";

const FINAL = ["closed", "gone", "forbidden"];

// navigator.clipboard needs https, which an office network may not have.
function copy(field) {
  field.focus();
  field.select();
  return document.execCommand("copy");
}

export class WholeTable {
  constructor(section, { queue, sender, say, changed }) {
    Object.assign(this, { section, queue, sender });
    this.field = section.querySelector("textarea");
    section.querySelector("[data-copy-all]").addEventListener("click", () => {
      if (copy(this.field)) say("已复制");
      else say("请按 Ctrl+C 复制", "warning");
    });
    section.querySelector("[data-let-go]").addEventListener("click", () => {
      [...queue.entries].forEach((entry) => queue.remove(entry));
      changed();
      location.reload();
    });
  }

  show() {
    const { entries } = this.queue;
    this.section.hidden = !(entries.length && FINAL.includes(this.sender.trouble?.kind));
    this.section.querySelector("[data-whole-count]").textContent = `${entries.length} 处没有保存`;
    const text = entries.map(wordsOf).join("\n");
    if (this.field.value !== text) this.field.value = text;
  }
}
