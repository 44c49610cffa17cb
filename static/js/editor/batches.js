// The next operations to send: in order, steps that are all or nothing unparted, no cell twice.
// A later text of a cell waits for the answer to the earlier one, on which it builds.

import { WHOLE_STEPS } from "./queue.js";

export function nextBatch(waiting, size) {
  const batch = [];
  const cells = new Set();
  for (const step of stepsOf(waiting)) {
    const touched = step.map(({ operation }) => operation.address).filter(Boolean);
    if (batch.length && (batch.length + step.length > size || touched.some((address) => cells.has(address)))) break;
    batch.push(...step);
    touched.forEach((address) => cells.add(address));
  }
  return batch;
}

function stepsOf(waiting) {
  const steps = [];
  for (const entry of waiting) {
    const { source, step } = entry.operation;
    const last = steps[steps.length - 1];
    if (last && WHOLE_STEPS.has(source) && last[0].operation.step === step) last.push(entry);
    else steps.push([entry]);
  }
  return steps;
}
