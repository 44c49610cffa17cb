// Requests to the server for one table and one person, and what an answer means for what was typed.

const PATIENCE_MS = 15000;
// A browser finishes small requests even when their page is closed.
const LONGEST_FAREWELL = 20000;
const MEANINGS = {
  400: "unreadable",
  401: "logged_out",
  403: "forbidden",
  404: "gone",
  409: "closed",
  413: "unreadable",
};

async function ask(url, options = {}) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const given = { Accept: "application/json", ...options.headers };
    return await understood(await fetch(url, { ...options, headers: given, signal: patience.signal }));
  } catch {
    return { kind: "unreachable", body: {} };
  } finally {
    clearTimeout(timer);
  }
}

async function understood(response) {
  const body = await response.json().catch(() => null);
  // Only the log-in page stands where an answer was asked for and another page came.
  if (response.ok && (response.redirected || body === null)) return { kind: "logged_out", body: {} };
  return { kind: response.ok ? "ok" : MEANINGS[response.status] ?? "unreachable", body: body ?? {} };
}

export class Connection {
  constructor({ user, token, url }) {
    Object.assign(this, { user, token, url });
  }

  // The state of the table after the version `seen`, and a fresh token; another person's session is a stranger's.
  async read(seen) {
    const answer = await ask(`${this.url}?seen=${seen}`);
    if (answer.kind !== "ok") return answer;
    if (String(answer.body.user) !== this.user) return { kind: "stranger", body: {} };
    this.token = answer.body.csrf;
    return answer;
  }

  // A log-in in another window changes the token: then ask for the new one, and whether it is still the same person.
  async write(url, content) {
    const answer = await this.#post(url, content);
    if (answer.kind !== "forbidden") return answer;
    const now = await this.read(content.seen);
    return now.kind === "ok" ? this.#post(url, content) : now;
  }

  // Whose page it is goes with it: the server takes nothing from the page of one person in the session of another.
  #post(url, content) {
    const body = JSON.stringify({ user: Number(this.user), ...content });
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.token };
    return ask(url, { method: "POST", headers, body, keepalive: body.length < LONGEST_FAREWELL });
  }
}
