// Logging out: first everything unsent is sent, of all tables; where that fails, what would be lost is shown and asked
// about. Whoever logs out leaves nothing of theirs on this machine.

import { nextBatch, seenBy } from "./batches.js";
import { Connection } from "./connection.js";
import { erase, erasePerson, readPerson, wordsOf } from "./store.js";

// On this machine, and what an editor on this page holds where the machine keeps nothing.
function unsentOf(user) {
  const held = [];
  dispatchEvent(new CustomEvent("editor:unsent", { detail: held }));
  const entries = new Map([...readPerson(user), ...held].map((entry) => [entry.key, entry]));
  return [...entries.values()];
}

async function sendAll(entries, connectionTo) {
  const left = [];
  for (const url of new Set(entries.map((entry) => entry.url))) {
    left.push(...(await sendTable(entries.filter((entry) => entry.url === url), connectionTo(url))));
  }
  return left;
}

// Returns what is not saved; what was refused before stays for the person to decide.
async function sendTable(entries, connection) {
  const waiting = entries.filter((entry) => entry.state === "waiting");
  const left = entries.filter((entry) => entry.state !== "waiting");
  while (waiting.length) {
    const batch = nextBatch(waiting, 100);
    const operations = batch.map((entry) => entry.operation);
    const { kind, body } = await connection.write(connection.url, { seen: seenBy(batch, batch[0].seen), operations });
    if (kind !== "ok") break;
    waiting.splice(0, batch.length);
    left.push(...batch.filter((entry) => !isDone(entry, body.results, waiting)));
  }
  return [...left, ...waiting];
}

function isDone(entry, results, waiting) {
  const result = results.find(({ id }) => id === entry.operation.id);
  if (result?.outcome !== "done") return false;
  const { address, after } = entry.operation;
  const next = waiting.find(({ operation }) => address && operation.address === address);
  if (next) next.operation.before = result.text ?? after;
  erase(entry.key);
  return true;
}

function ask(entries) {
  const dialog = document.querySelector("[data-unsent-dialog]");
  dialog.querySelector("[data-count]").textContent = entries.length;
  const lines = entries.map((entry) => Object.assign(document.createElement("li"), { textContent: wordsOf(entry) }));
  dialog.querySelector("ul").replaceChildren(...lines);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true }));
}

async function leave(form, entries) {
  const { user } = form.dataset;
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const left = await sendAll(entries, (url) => new Connection({ user, token, url }));
  if (left.length && (await ask(left)) !== "leave") return;
  dispatchEvent(new CustomEvent("editor:forget"));
  erasePerson(user);
  form.submit();
}

document.querySelectorAll("[data-log-out]").forEach((form) => {
  const button = form.querySelector("button");
  form.addEventListener("submit", async (event) => {
    const entries = unsentOf(form.dataset.user);
    if (!entries.length) return;
    event.preventDefault();
    button.disabled = true;
    await leave(form, entries);
    button.disabled = false;
  });
});
