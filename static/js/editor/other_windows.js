// The same table in two windows of one person: what one has acknowledged or let go leaves the other's queue.

export function followOtherWindows({ queue, changed }) {
  addEventListener("storage", ({ key, newValue, oldValue }) => {
    const entry = queue.entries.find((other) => other.key === key);
    if (!entry || newValue !== null || !oldValue) return;
    const { operation } = JSON.parse(oldValue);
    if (operation.id === entry.operation.id) drop(queue, entry);
    // It has grown here since: now it stands on what the other window sent.
    else Object.assign(entry.operation, { before: operation.after });
    if (queue.entries.includes(entry)) queue.keep(entry);
    changed();
  });
}

function drop(queue, entry) {
  const { kind, address, after } = entry.operation;
  queue.entries = queue.entries.filter((other) => other !== entry);
  if (kind === "set") queue.saved.set(address, after);
}
