// The pane's first section: what the rules say of the cell with the focus, with cures and excuses.

import { token } from "./dialogs.js";
import { form } from "./table.js";

const UNREACHABLE = "没有连上服务器，说明还没有保存，请再按一次。";

export class FindingsPane {
  constructor(element, answered) {
    Object.assign(this, { element, answered, cells: {}, address: "" });
    form.addEventListener("focusin", ({ target }) => {
      if (target.dataset.cell === undefined) return;
      this.address = target.id;
      this.draw();
    });
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send(event.target, event.submitter);
    });
    document.getElementById("pane").addEventListener("pointerleave", () => (element.style.minHeight = ""));
  }

  // News do not take a reason from under the hand that writes it, nor move what the pointer is on.
  show(cells) {
    this.cells = cells;
    if (!this.element.querySelector("textarea:focus")) this.draw();
  }

  draw() {
    const html = this.cells[this.address]?.panel ?? "";
    if (html === this.html && this.drawnFor === this.address) return;
    if (this.drawnFor === this.address && this.element.matches(":hover")) this.element.style.minHeight = `${this.element.offsetHeight}px`;
    else this.element.style.minHeight = "";
    Object.assign(this, { html, drawnFor: this.address });
    const held = this.element.contains(document.activeElement) ? document.activeElement.textContent : null;
    this.element.innerHTML = html;
    if (held !== null) this.#hold(held);
    this.element.hidden = html === "" && !this.element.style.minHeight;
  }

  // Whoever is in the pane by keyboard stays there when news come.
  #hold(words) {
    const controls = [...this.element.querySelectorAll("button, summary")];
    (controls.find((control) => control.textContent === words) ?? controls[0] ?? document.getElementById("pane")).focus();
  }

  async #send(sent, button) {
    const refusal = sent.querySelector("[data-excuse-refusal]");
    try {
      const headers = { Accept: "application/json", "X-CSRFToken": token() };
      const answer = await fetch(sent.action, { method: "POST", body: new FormData(sent, button), headers });
      const body = await answer.json();
      if (!answer.ok) throw new Error(body.message);
      document.getElementById(this.address)?.focus({ preventScroll: true });
      this.answered(body);
    } catch (error) {
      refusal.textContent = /[一-鿿]/.test(error.message) ? error.message : UNREACHABLE;
      refusal.hidden = false;
    }
  }
}
