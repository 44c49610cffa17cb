// The rail at the left: the parts of the form, each with its errors, else how many cells are empty, else a tick.

import { rowOf } from "./cells.js";
import { categoryOf } from "./rows.js";
import { form } from "./table.js";

const HEAD_PARTS = { project: "基本信息", unit: "基本信息", budget: "资金", purpose: "资金", schedule: "支出计划", goals: "目标" };
const PAUSE_MS = 250;
const WITH_ERROR = "[aria-invalid=true], [data-finding=error]";

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
  ["drawn", "found"].forEach((name) => form.addEventListener(`editor:${name}`, soon));
  rail.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    document.getElementById(link.dataset.address)?.focus();
  });
  draw(list);
}

// The parts in the order of the form, each with its first cell, those with an error and the empty ones.
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
    if (!found.has(name)) found.set(name, { first: cell, wrong: [], empty: [] });
    add(found.get(name), cell);
  }
  return found;
}

function add(part, cell) {
  const isEmpty = cell.value.trim() === "";
  if (isEmpty && cell.getAttribute("aria-required")) part.empty.push(cell);
  else if (cell.matches(WITH_ERROR)) part.wrong.push(cell);
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
  link.append(...["span", "b"].map((name) => document.createElement(name)));
  item.append(link);
  return item;
}

function fill(link, name, part) {
  const [kind, cell, mark, words] = said(part);
  link.href = `#${cell.id}`;
  link.dataset.address = cell.id;
  link.className = kind;
  link.title = `${name}：${words}`;
  if (link.firstChild.textContent !== name) link.firstChild.textContent = name;
  if (link.lastChild.textContent !== mark) link.lastChild.textContent = mark;
  link.setAttribute("aria-label", `${name}，${words}`);
}

function said({ first, wrong, empty }) {
  const missing = `还有${empty.length}格没有填`;
  if (wrong.length) return ["is-wrong", wrong[0], `✕${wrong.length}`, [`${wrong.length}格有错误`, empty.length && missing].filter(Boolean).join("，")];
  if (empty.length) return ["", empty[0], `空${empty.length}`, missing];
  return ["is-filled", first, "✓", "已填"];
}
