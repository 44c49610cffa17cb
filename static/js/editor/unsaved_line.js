// One line in the list of what was not saved: the cell, the reason, both texts, and the choices that there are.

const RESTORE = { restore_row: "恢复这一行并填入", use_theirs: "放弃我填的" };
const OFFERED = {
  "conflict set": { use_mine: "用我的", use_theirs: "用现在的" },
  "conflict delete": { use_mine: "仍然删除", use_theirs: "不删除" },
  "refused set": { use_theirs: "放弃我填的" },
};

export function fill(line, entry, isGone) {
  const { operation, theirs, state, label } = entry;
  const part = (name) => line.querySelector(`[data-unsaved-${name}]`);
  part("place").textContent = label;
  part("place").href = `#${operation.address ?? operation.row}`;
  part("message").textContent = reasonOf(entry, isGone);
  part("mine").textContent = operation.after || "（空白）";
  part("mine").parentElement.hidden = operation.kind !== "set";
  part("theirs").textContent = theirs?.text || "（空白）";
  part("theirs").parentElement.hidden = state !== "conflict" || isGone || operation.kind !== "set";
  part("who").textContent = theirs?.who ? `（${theirs.who}，${theirs.when}）` : "";
  const offered = isGone ? RESTORE : OFFERED[`${state} ${operation.kind}`] ?? { use_theirs: "知道了" };
  line.querySelectorAll("[data-choice]").forEach((button) => {
    button.hidden = !(button.dataset.choice in offered);
    button.textContent = offered[button.dataset.choice] ?? "";
  });
}

// The sentence of the server begins with the cell's name, which stands before it as a link.
function reasonOf({ state, operation, message, label, theirs }, isGone) {
  if (isGone) return theirs?.who ? `这一行已被${theirs.who}在${theirs.when}删去。` : "这一行已被他人删去。";
  if (state === "conflict" && operation.kind === "set") return "您填写时，他人也改了这一格。";
  return message.startsWith(label) ? message.slice(label.length) : message;
}
