// A section of the pane: what the server has to say of a cell, and why it says nothing.

const UNREACHABLE = "没有连上服务器，这里的说明和参考连上后再显示；填写照常。";
const LOGGED_OUT = "登录已过期，这里的说明和参考登录后再显示。";

export class Section {
  constructor(element) {
    this.element = element;
    this.asked = null;
  }

  // Returns why there is no answer, "" where there is one.
  async show(address) {
    this.asked?.abort();
    const asked = (this.asked = new AbortController());
    const url = `${this.element.dataset.paneUrl}?address=${encodeURIComponent(address)}`;
    try {
      const answer = await fetch(url, { signal: asked.signal });
      const isAnswer = answer.ok && !answer.redirected;
      this.#put(isAnswer ? await answer.text() : "", address);
      return answer.redirected || answer.status === 401 ? LOGGED_OUT : "";
    } catch {
      if (asked.signal.aborted) return "";
      // Without a connection: what was said of another cell goes, what was said of this one stays.
      if (this.element.dataset.address !== address) this.element.hidden = true;
      return UNREACHABLE;
    }
  }

  // What somebody is using in the pane is not taken from under the hand, unless it is of another cell.
  #put(html, address) {
    const isSame = this.element.dataset.address === address;
    if (isSame && (this.html === html || this.element.contains(document.activeElement))) return;
    this.html = html;
    this.element.dataset.address = address;
    this.element.innerHTML = html;
    this.element.hidden = html.trim() === "";
    this.element.dispatchEvent(new CustomEvent("pane:filled", { bubbles: true, detail: { address } }));
  }
}
