// The bottom bar's word on saving: an icon and a sentence, a link to log in, a button that leads to what is not saved.

const STRANGERS_QUEUE = (left) => `这里的 ${left} 处是您填的，没有保存；您重新登录后自动保存`;
const SENTENCES = {
  stranger: (left) => `现在登录的是另一个人，${left ? STRANGERS_QUEUE(left) : "请刷新本页"}`,
  logged_out: (left) => (left ? `登录已过期，${left} 处已记在本机，登录后自动保存` : "登录已过期，请重新登录"),
  unreachable: (left, message) => (message ? "系统繁忙" : "未连接") + (left ? `，已记在本机，连上后自动保存（${left}处）` : "，正在重试"),
  closed: (left, message) => `${message}${left ? `（${left}处没有保存）` : ""}`,
  forbidden: (left, message) => `${message || "您现在不能填这张表。"}${left ? `（${left}处没有保存）` : ""}`,
  gone: (left) => `这张表已被删除，或不再由您填报${left ? `（${left}处没有保存）` : ""}`,
};
const NOT_STORED = (left) => `本机不能暂存，请不要关闭本页（${left}处没有保存）`;

// Longer for what takes longer to read.
const NOTICE_MS = 4000;
const READING_MS = 150;

export class Status {
  constructor(element, { queue, sender, answers, look }) {
    Object.assign(this, { element, queue, sender, answers, notice: null });
    this.words = element.querySelector("[data-sync-words]");
    this.button = element.querySelector("[data-sync-look]");
    this.login = element.querySelector("[data-sync-log-in]");
    this.button.addEventListener("click", look);
    element.hidden = false;
  }

  show() {
    const [icon, sentence] = this.#now();
    this.button.hidden = this.queue.aside.length === 0;
    this.login.hidden = !["logged_out", "stranger"].includes(this.sender.trouble?.kind);
    this.words.setAttribute("aria-busy", String(icon === "busy"));
    if (this.shown !== sentence) this.#write(icon, sentence);
  }

  #write(icon, sentence) {
    const drawing = this.element.querySelector(`[data-sync-icon=${icon}]`).content.firstElementChild.cloneNode(true);
    const words = Object.assign(document.createElement("span"), { textContent: sentence });
    this.words.replaceChildren(drawing, words);
    this.words.title = sentence;
    this.words.dataset.syncWords = icon;
    this.shown = sentence;
  }

  #now() {
    const { trouble } = this.sender;
    if (this.notice && (trouble || !this.queue.waiting.length)) return this.notice;
    const left = this.queue.entries.length;
    if (left && !this.queue.isStored && (trouble || this.queue.aside.length)) return ["error", NOT_STORED(left)];
    if (trouble) return ["warning", SENTENCES[trouble.kind](left, trouble.message)];
    if (this.queue.waiting.length) return ["busy", "保存中…"];
    return left ? this.#unsaved() : this.#saved();
  }

  #unsaved() {
    const asked = this.queue.aside.filter((entry) => entry.state === "conflict").length;
    const refused = this.queue.aside.length - asked;
    const parts = [refused && `${refused}处没有保存（有误）`, asked && `${asked}处他人也改过，请您选定`];
    return ["error", parts.filter(Boolean).join("，")];
  }

  #saved() {
    return ["done", this.answers.savedAt ? `已保存 ${this.answers.savedAt}` : "已全部保存"];
  }

  // Says something for a moment, in the place of what is otherwise to be said.
  say(sentence, icon = "done") {
    const notice = [icon, sentence];
    this.notice = notice;
    this.show();
    setTimeout(() => {
      if (this.notice === notice) this.notice = null;
      this.show();
    }, Math.max(NOTICE_MS, READING_MS * sentence.length));
  }
}
