// The rail at the left: the parts of the form with a tick, or how many cells there are still to fill in.

import { rowOf } from "./cells.js";
import { categoryOf } from "./rows.js";
import { form } from "./table.js";

const HEAD_PARTS = { project: "基本信息", unit: "基本信息", budget: "资金", purpose: "资金", schedule: "支出计划", goals: "目标" };
const PAUSE_MS = 250;

export function keepRail(rail) {
  const list = document.createElement("ol");
  rail.append(list);
  rail.hidden = false;
  let timer = 0;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => draw(list), PAUSE_MS);
  };

  form.addEventListener("input", soon);
  form.addEventListener("editor:drawn", soon);
  rail.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    document.getElementById(link.dataset.address)?.focus();
  });
  draw(list);
}

// The parts in the order of the form, each with its first cell, its first empty one and how many are empty.
function parts() {
  const found = new Map();
  let row = "";
  let level1 = "";
  for (const cell of form.querySelectorAll("[data-cell]")) {
    const kind = cell.id.split(".")[0];
    if (kind === "indicators" && rowOf(cell.id) !== row) {
      row = rowOf(cell.id);
      [level1] = categoryOf(cell.closest("[data-row]"));
    }
    const name = kind === "indicators" ? level1.replace(/(.)指标$/, "$1") || "未分类" : HEAD_PARTS[kind];
    if (!found.has(name)) found.set(name, { first: cell, empty: null, count: 0 });
    if (cell.required || cell.getAttribute("aria-required")) add(found.get(name), cell);
  }
  return found;
}

function add(part, cell) {
  if (cell.value.trim() !== "") return;
  part.count += 1;
  part.empty ??= cell;
}

function draw(list) {
  const wanted = [...parts()];
  while (list.children.length < wanted.length) list.append(entry());
  while (list.children.length > wanted.length) list.lastChild.remove();
  wanted.forEach(([name, part], at) => fill(list.children[at].firstChild, name, part));
}

function entry() {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.append(document.createElement("span"), document.createElement("b"));
  item.append(link);
  return item;
}

function fill(link, name, { first, empty, count }) {
  const address = (empty ?? first).id;
  const state = count ? `${count}` : "✓";
  link.href = `#${address}`;
  link.dataset.address = address;
  link.className = count ? "" : "is-filled";
  link.title = count ? `${name}：还有 ${count} 格没有填` : `${name}：已填`;
  if (link.firstChild.textContent !== name) link.firstChild.textContent = name;
  if (link.lastChild.textContent !== state) link.lastChild.textContent = state;
  link.setAttribute("aria-label", count ? `${name}，还有${count}格没有填` : `${name}，已填`);
}
