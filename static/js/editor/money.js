// Sums at the cell: 财政＋其他＝预算数, and what a share of the schedule is in money. Whole numbers of the smallest
// unit, never binary fractions; what is blank is not 0.

import { cellOf } from "./cells.js";
import { form } from "./table.js";

const PLACES = 8;
const ONE = 10n ** BigInt(PLACES);

// １，２３４．５ and 1,234.5万元 as people type them; null for blank and for what is no plain number.
export function read(text) {
  const plain = text.normalize("NFKC").replace(/[\s,，]/g, "").replace(/(万元|元|%)$/, "");
  const found = /^(\d+)(?:\.(\d*))?$/.exec(plain);
  if (!found || (found[2] ?? "").length > PLACES) return null;
  return BigInt(found[1] + (found[2] ?? "").padEnd(PLACES, "0"));
}

export function write(number) {
  const whole = String(number / ONE).replace(/\B(?=(\d{3})+$)/g, ",");
  const rest = String(number % ONE).padStart(PLACES, "0").replace(/0+$/, "");
  return rest ? `${whole}.${rest}` : whole;
}

const at = (address) => read(cellOf(address)?.value ?? "");
const unit = () => form.dataset.moneyUnit;

function budgetNote() {
  const [total, fiscal, other] = ["total", "fiscal", "other"].map((part) => at(`budget.${part}`));
  if (fiscal === null && other === null) return "";
  const sum = (fiscal ?? 0n) + (other ?? 0n);
  const said = [fiscal, other].map((part) => (part === null ? "空" : write(part)));
  const words = `财政 ${said[0]} ＋ 其他 ${said[1]} ＝ ${write(sum)} ${unit()}`;
  if (total === null) return words;
  if (total === sum) return `${words}，等于预算数`;
  return `${words}，比预算数${sum > total ? "多" : "少"} ${write(sum > total ? sum - total : total - sum)} ${unit()}`;
}

// A share says what it is in money, an amount of money what share it is.
function scheduleNote(cell) {
  const [total, typed] = [at("budget.total"), read(cell.value)];
  if (!total || typed === null) return "";
  const isMoney = /元\s*$/.test(cell.value);
  const [above, below] = isMoney ? [inUnit(typed, cell.value) * 100n * ONE, total] : [total * typed, 100n * ONE];
  const sign = above % below === 0n ? "＝" : "≈";
  const result = write(above % below === 0n ? above / below : rounded(above / below));
  return isMoney ? `${cell.value.trim()} ${sign} 预算数的 ${result}%` : `累计支出 ${write(typed)}% ${sign} ${result} ${unit()}`;
}

function inUnit(amount, text) {
  const isTenThousand = /万元\s*$/.test(text);
  if (isTenThousand === (unit() === "万元")) return amount;
  return isTenThousand ? amount * 10000n : amount / 10000n;
}

// To six places: a hundredth of a yuan in ten thousands of yuan.
function rounded(number) {
  return ((number + 50n) / 100n) * 100n;
}

export function showSums() {
  const note = document.createElement("output");
  note.className = "cell-note";
  const say = (cell) => {
    const kind = cell.dataset?.cell === undefined ? "" : cell.id.split(".")[0];
    note.textContent = kind === "budget" ? budgetNote() : kind === "schedule" ? scheduleNote(cell) : "";
    if (note.textContent && note.previousSibling !== cell) cell.after(note);
    if (!note.textContent) note.remove();
  };
  // On entering a cell the pane says what a share is in money; while it is typed the pane still waits.
  form.addEventListener("focusin", ({ target }) => (target.id?.startsWith("schedule.") ? note.remove() : say(target)));
  form.addEventListener("input", ({ target }) => say(target));
}
