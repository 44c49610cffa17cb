// The cells of the form as the queue sees them: their texts on screen, the texts the server is known to have, names.

export const cellOf = (address) => document.getElementById(address);

export const rowOf = (address) => address.split(".").slice(0, 2).join(".");

export const rowNamed = (row) => document.querySelector(`[data-row="${CSS.escape(row)}"]`);

const isInput = (cell) => cell !== null && "value" in cell;

export function textOf(address) {
  const cell = cellOf(address);
  return isInput(cell) ? cell.value : "";
}

export function show(address, text) {
  const cell = cellOf(address);
  if (!isInput(cell) || cell.value === text) return;
  cell.value = text;
  // A choice that the page does not offer is what somebody wrote: it stays in sight.
  if (cell.value !== text && cell.tagName === "SELECT") cell.add(new Option(text, text, false, true));
}

// 第3行“指标值” for a cell, 第3行 for its row, 第2条绩效目标 for a goal.
export function labelOf(operation) {
  if (operation.kind === "set") return cellOf(operation.address)?.ariaLabel ?? "已删去的一格";
  const [kind] = operation.row.split(".");
  const cells = document.querySelectorAll(`[data-row="${CSS.escape(operation.row)}"] [data-cell]`);
  const named = [...cells].find((cell) => cell.ariaLabel)?.ariaLabel.split("“")[0];
  return named ?? (kind === "goals" ? "一条绩效目标" : "一行指标");
}

export function textsOfRow(row) {
  const cells = [...document.querySelectorAll("[data-cell]")].filter((cell) => rowOf(cell.id) === row);
  return Object.fromEntries(cells.map((cell) => [cell.id.split(".")[2] ?? "text", cell.value]));
}

// The texts that the server has, as far as this page was told.
export class SavedTexts {
  constructor(form) {
    this.texts = new Map([...form.querySelectorAll("[data-cell]")].map((cell) => [cell.id, writtenByServer(cell)]));
  }

  get(address) {
    return this.texts.get(address) ?? "";
  }

  has(address) {
    return this.texts.has(address);
  }

  set(address, text) {
    this.texts.set(address, text);
  }

  setRow(row, texts) {
    for (const [part, text] of Object.entries(texts)) this.set(part === "text" ? row : `${row}.${part}`, text);
  }

  replace(texts) {
    this.texts = new Map(Object.entries(texts));
  }
}

// A browser may bring back what stood in the fields before a reload: only what the page came with counts.
function writtenByServer(cell) {
  if (cell.tagName !== "SELECT") return cell.defaultValue ?? "";
  const chosen = [...cell.options].find((option) => option.defaultSelected) ?? cell.options[0];
  return chosen?.value ?? "";
}
