// Nothing typed is lost: what changes in the form goes into a queue on this machine, from there to the server, and out
// of the queue when the server has it. This file joins the parts; the form and its events are table.js's.
//
// editor:replay {operations}: what was queued before this page was loaded, to be shown again and not queued again.
// editor:save: send now, and say so.

import { Answers } from "./answers.js";
import { cellOf, rowNamed, SavedTexts, show } from "./cells.js";
import { Choices } from "./choices.js";
import { Connection } from "./connection.js";
import { watchLeaving } from "./leaving.js";
import { followOtherWindows } from "./other_windows.js";
import { watch } from "./presence.js";
import { Queue } from "./queue.js";
import { Sender } from "./sender.js";
import { Status } from "./status.js";
import { Typing } from "./typing.js";
import { Undo } from "./undo.js";
import { UnsavedList } from "./unsaved.js";
import { WholeTable } from "./whole_table.js";

function start(form) {
  const { user, cellsUrl: url } = form.dataset;
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const queue = new Queue(form.dataset, new SavedTexts(form));
  const connection = new Connection({ user, token, url });
  const answers = new Answers(queue, form);
  const shown = [];
  const changed = () => shown.forEach((part) => part.show());
  const sender = new Sender({ queue, connection, answers, changed });
  const parts = { queue, sender, connection, answers, changed };
  parts.choices = new Choices(parts);
  parts.say = (...notice) => shown[0].say(...notice);
  const list = new UnsavedList(document.querySelector("[data-unsaved]"), parts);
  const status = new Status(document.querySelector("[data-sync-status]"), { ...parts, look: () => list.look() });
  const whole = new WholeTable(document.querySelector("[data-whole-table]"), parts);
  shown.push(status, list, whole, new Undo(form, parts));

  listen(form, parts);
  replay(queue, answers);
  followOtherWindows(parts);
  watch(sender);
  watchLeaving(parts);
  changed();
  sender.wake();
}

function listen(form, { queue, sender, changed, say }) {
  const typing = new Typing(queue, form);
  // Typed before this script was there (early_typing.js).
  form.querySelectorAll("[data-cell][data-is-typed]").forEach((cell) => typing.take(cell.id));
  const goOn = () => {
    sender.soon();
    changed();
  };
  form.addEventListener("editor:operations", ({ detail }) => {
    detail.operations.forEach((operation) => queue.add(operation));
    goOn();
  });
  form.addEventListener("editor:typed", ({ detail }) => {
    typing.take(detail.address);
    goOn();
  });
  form.addEventListener("editor:save", async () => {
    if (await sender.flush()) say(queue.entries.length ? "其余已保存" : "已全部保存");
  });
  // Until a word is chosen the cell holds the letters of its sound: kept here, but not sent.
  form.addEventListener("compositionstart", () => (sender.isComposing = true));
  form.addEventListener("compositionend", ({ target }) => {
    sender.isComposing = false;
    if ("cell" in target.dataset) typing.take(target.id);
    goOn();
  });
}

// What an earlier page left unsent stands in the cells again.
function replay(queue, answers) {
  const operations = queue.entries.map((entry) => entry.operation);
  const isShown = ({ kind, row }) => (rowNamed(row) !== null) === (kind === "insert");
  const toShow = operations.filter((operation) => operation.kind === "set" || !isShown(operation));
  if (toShow.length) answers.tell("replay", { operations: toShow });
  const sets = operations.filter(({ kind, address }) => kind === "set" && cellOf(address));
  sets.forEach(({ address, after }) => show(address, after));
  queue.aside.forEach((entry) => answers.tellAside(entry));
}

const form = document.querySelector("[data-editor]:not([data-is-kept])");
if (form) {
  form.dataset.isKept = "";
  // By then table.js listens, whichever of the two comes first in the page.
  if (document.readyState === "complete") start(form);
  else document.addEventListener("DOMContentLoaded", () => start(form));
}
