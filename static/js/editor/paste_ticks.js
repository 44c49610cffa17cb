// In the preview of a paste: a doubtful cell whose tick is taken away stays as it is in the table.

document.addEventListener("change", ({ target }) => {
  if (target.dataset.pasteCell === undefined) return;
  leaveOut(target.closest("dialog").querySelector("[data-paste-button]"), target);
});

function leaveOut(button, changed) {
  button.dataset.planned ??= button.dataset.operations;
  const ticks = changed.closest("dialog").querySelectorAll("[data-paste-cell]:not(:checked)");
  const left = new Set([...ticks].map((tick) => tick.dataset.pasteCell));
  const operations = JSON.parse(button.dataset.planned).map((operation) => without(operation, left)).filter(Boolean);
  button.dataset.operations = JSON.stringify(operations);
  button.textContent = `粘贴 ${operations.reduce((count, operation) => count + sizeOf(operation), 0)} 格`;
  button.disabled = operations.length === 0;
}

function without(operation, left) {
  if (operation.kind === "set") return left.has(operation.address) ? null : operation;
  const isGoal = operation.row.startsWith("goals.");
  const kept = Object.entries(operation.texts).filter(([part]) => !left.has(isGoal ? operation.row : `${operation.row}.${part}`));
  return { ...operation, texts: Object.fromEntries(kept) };
}

const sizeOf = ({ texts }) => (texts ? Object.keys(texts).length : 1);
