// The line to the server: one request at a time, what is wrong with it, and when it is tried again.

const RETRY_MS = [1000, 2000, 4000, 8000, 15000];

export class Line {
  constructor({ queue, connection, answers, changed }) {
    Object.assign(this, { queue, connection, answers, changed, trouble: null, failures: 0, timer: 0, busy: null });
    Object.assign(this, { undoLabel: null, redoLabel: null });
  }

  // Nothing is sent to a server that said no for the whole table, until it was asked again.
  get isStopped() {
    return this.trouble !== null && this.trouble.kind !== "unreachable";
  }

  wakeIn(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.wake(), milliseconds);
  }

  // Runs a task when no other talks to the server.
  async alone(task) {
    while (this.busy) await this.busy;
    this.busy = task().finally(() => {
      this.busy = null;
      this.changed();
    });
    return this.busy;
  }

  // Reads what others did and whether this page may still write.
  look() {
    return this.alone(() => this.read());
  }

  async read(seen = this.queue.seen) {
    this.take(await this.connection.read(seen), (body) => this.#seen(body));
  }

  // Reads the whole table, for a screen that may show what the server does not have.
  refresh() {
    return this.alone(() => this.read(-1));
  }

  #seen(body) {
    this.answers.takeState(body);
    if (!body.is_editable) this.trouble = { kind: "closed", message: body.message };
    else if (this.queue.waiting.length) this.wakeIn(0);
  }

  // A request that changes the table in another way: its answer is taken as one to operations.
  async ask(request) {
    let answer;
    await this.alone(async () => {
      answer = await request();
      if (answer.kind !== "closed") this.take(answer, (body) => this.answers.take(body));
    });
    return answer;
  }

  take({ kind, body }, use) {
    this.trouble = kind === "ok" ? null : { kind, message: body.message ?? "" };
    this.failures = kind === "unreachable" ? this.failures + 1 : 0;
    if (kind === "unreachable") this.wakeIn(RETRY_MS[Math.min(this.failures, RETRY_MS.length) - 1]);
    if (kind !== "ok") return;
    Object.assign(this, { undoLabel: body.undo, redoLabel: body.redo });
    use(body);
  }
}
