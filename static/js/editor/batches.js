// The next operations to send: in order, steps unparted, no cell twice.
// A later text of a cell waits for the answer to the earlier one, on which it builds.

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

// The server does a step at once where it changes rows or was one gesture. What was typed into one cell bit by bit is
// one step too, whose parts go one after the other.
function stepsOf(waiting) {
  const steps = [];
  for (const entry of waiting) {
    const { step, address } = entry.operation;
    const last = steps[steps.length - 1];
    const isPart = last?.[0].operation.step === step;
    if (isPart && !last.some(({ operation }) => address && operation.address === address)) last.push(entry);
    else steps.push([entry]);
  }
  return steps;
}

// The version of the table that the person saw: a row that others changed since then is not deleted unasked.
export function seenBy(batch, now) {
  const deletes = batch.filter(({ operation }) => operation.kind === "delete");
  return Math.min(now, ...deletes.map((entry) => entry.seen));
}
