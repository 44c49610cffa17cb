// 撤销 and 重做: the server takes back or does again the last step; what is still on its way goes first.
// A step that cannot be taken back any more is told, and passed over when the key is pressed again.

import { cellOf } from "./cells.js";

const WORDS = { undo: "撤销", redo: "重做" };

export class Undo {
  constructor(form, { sender, connection, say }) {
    Object.assign(this, { form, sender, connection, say, passed: { undo: [], redo: [] } });
    for (const verb of ["undo", "redo"]) {
      form.addEventListener(`editor:${verb}`, () => this.run(verb));
      button(verb)?.addEventListener("click", () => this.run(verb));
    }
  }

  show() {
    for (const verb of ["undo", "redo"]) {
      const label = this.sender[`${verb}Label`];
      const shown = button(verb);
      if (!shown) continue;
      // One that has the focus keeps it: a disabled button would throw it to the top of the page.
      shown.disabled = !label && !this.sender.queue.waiting.length && shown !== document.activeElement;
      shown.title = label ? `${WORDS[verb]}：${label}` : WORDS[verb];
    }
  }

  async run(verb) {
    if (!(await this.sender.flush())) return this.say(this.#whyNot(verb), "warning");
    const url = this.form.dataset[`${verb}Url`];
    const content = { seen: this.sender.queue.seen, passed: this.passed[verb] };
    const answer = await this.sender.ask(() => this.connection.write(url, content));
    if (answer.kind === "ok") this.#done(verb, answer.body);
    // Nothing to take back, or somebody else wrote there since: the answer says which.
    else if (answer.kind === "closed") this.#refused(verb, answer.body);
  }

  // Leads to what has changed; whoever is at the button stays there, for the next one.
  #done(verb, { label, changed = [] }) {
    this.say(`已${WORDS[verb]}：${label}`);
    const cell = changed.map((address) => cellOf(address) ?? cellOf(`${address}.name`)).find(Boolean);
    if (document.activeElement === button(verb)) cell?.scrollIntoView({ block: "nearest" });
    else cell?.focus();
  }

  #whyNot(verb) {
    const { kind, message } = this.sender.trouble ?? {};
    if (kind === "unreachable" || !kind) return `还有没保存的内容，连上后再${WORDS[verb]}`;
    if (["logged_out", "stranger"].includes(kind)) return `还有没保存的内容，登录后再${WORDS[verb]}`;
    return message || `这张表现在不能${WORDS[verb]}`;
  }

  // Where none is left they are asked for again from the last.
  #refused(verb, { message, step }) {
    this.passed[verb] = step ? [...this.passed[verb], step] : [];
    this.say(message, "warning");
  }
}

function button(verb) {
  return document.querySelector(`[data-${verb}]`);
}
