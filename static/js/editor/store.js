// Operations that the server has not acknowledged, in the browser's storage: one entry each, so that two windows never
// overwrite one another. A key names the person and the table; nobody else's is ever read.

const WORD = "unsent";

export const prefixOf = (user, table) => `${WORD} ${user} ${table} `;

// Returns whether the entry is kept: storage may be full, or switched off.
export function write(entry) {
  try {
    localStorage.setItem(entry.key, JSON.stringify(entry));
    return true;
  } catch {
    return false;
  }
}

export function erase(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Where nothing can be read nothing was kept.
  }
}

// The entries of one table, in the order they were made; what cannot be understood is passed over.
export function readTable(user, table) {
  return read(prefixOf(user, table));
}

export function readPerson(user) {
  return read(`${WORD} ${user} `);
}

export function erasePerson(user) {
  keys(`${WORD} ${user} `).forEach(erase);
}

function keys(prefix) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

function read(prefix) {
  const entries = keys(prefix).map(understood).filter((entry) => entry !== null);
  return entries.sort((one, other) => one.at - other.at);
}

function understood(key) {
  try {
    const entry = JSON.parse(localStorage.getItem(key));
    return isWhole(entry) ? { ...entry, key } : null;
  } catch {
    return null;
  }
}

// 资金用途：用于省外招商。
export function wordsOf({ label, operation }) {
  return operation.kind === "set" ? `${label}：${operation.after || "（空白）"}` : label;
}

function isWhole(entry) {
  const { id, kind, address, row, before, after } = entry.operation;
  const says = kind === "set" ? [address, before, after] : [row];
  const texts = [id, kind, entry.url, entry.label, ...says];
  return texts.every((text) => typeof text === "string") && entry.at > 0 && entry.seen >= 0;
}
