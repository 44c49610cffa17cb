// In the preview of a paste: a doubtful cell stays as it is in the table until it is ticked.

document.addEventListener("change", ({ target }) => {
  if (target.dataset.pasteCell === undefined) return;
  leaveOut(target.closest("dialog").querySelector("[data-paste-button]"), target);
});

function leaveOut(button, changed) {
  const ticks = changed.closest("dialog").querySelectorAll("[data-paste-cell]:not(:checked)");
  const left = new Set([...ticks].map((tick) => tick.dataset.pasteCell));
  const operations = JSON.parse(button.dataset.planned).map((operation) => without(operation, left)).filter(Boolean);
  button.dataset.operations = JSON.stringify(operations);
  const count = operations.reduce((sum, operation) => sum + sizeOf(operation), 0);
  button.textContent = `粘贴 ${count} 格`;
  button.disabled = count === 0;
}

function without(operation, left) {
  if (operation.kind === "set") return left.has(operation.address) ? null : operation;
  const isGoal = operation.row.startsWith("goals.");
  const kept = Object.entries(operation.texts).filter(([part]) => !left.has(isGoal ? operation.row : `${operation.row}.${part}`));
  return { ...operation, texts: Object.fromEntries(kept) };
}

const sizeOf = ({ texts }) => (texts ? Object.keys(texts).length : 1);
