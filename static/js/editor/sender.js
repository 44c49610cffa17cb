// Sends the queue: in order and soon after typing, but not with every key.

import { nextBatch, seenBy } from "./batches.js";
import { Line } from "./line.js";

const PAUSE_MS = 400;
const LONGEST_MS = 800;
const BATCH = 100;

export class Sender extends Line {
  constructor(parts) {
    super(parts);
    Object.assign(this, { size: BATCH, firstAt: 0, isComposing: false });
  }

  // After a short pause in typing, but within a second of the first key.
  soon() {
    if (this.trouble) return;
    this.firstAt ||= Date.now();
    const left = this.firstAt + LONGEST_MS - Date.now();
    this.wakeIn(Math.max(0, Math.min(PAUSE_MS, left)));
  }

  wake() {
    return this.alone(() => (this.isStopped || !this.queue.waiting.length ? this.read() : this.#send()));
  }

  now() {
    return this.alone(() => this.#send());
  }

  // Sends all that waits; returns whether nothing is left waiting.
  async flush() {
    let left = Infinity;
    if (this.isStopped) await this.look();
    while (this.queue.waiting.length && this.queue.waiting.length < left) {
      left = this.queue.waiting.length;
      await this.now();
    }
    return this.queue.waiting.length === 0;
  }

  async #send() {
    clearTimeout(this.timer);
    this.firstAt = 0;
    const batch = this.isComposing || this.isStopped ? [] : nextBatch(this.queue.waiting, this.size);
    if (!batch.length) return;
    batch.forEach((entry) => Object.assign(entry, { isSent: true, isAsked: true }));
    this.changed();
    const operations = batch.map((entry) => entry.operation);
    const answer = await this.connection.write(this.queue.url, { seen: seenBy(batch, this.queue.seen), operations });
    if (answer.kind === "unreadable") this.#narrow(batch, answer.body.message);
    else this.take(answer, (body) => this.#saved(body, batch));
  }

  #saved(body, batch) {
    this.answers.take(body, batch);
    const [next] = this.queue.waiting;
    if (!next) this.size = BATCH;
    else if (Date.now() - next.at > LONGEST_MS) this.wakeIn(0);
    else this.soon();
  }

  // One operation that is not understood must not hold up the others: they go one by one until it is found.
  #narrow(batch, message) {
    this.size = this.size === 1 ? BATCH : 1;
    if (this.size === BATCH) batch.forEach((entry) => this.answers.setAside(entry, { outcome: "refused", message }));
    this.wakeIn(0);
  }
}
