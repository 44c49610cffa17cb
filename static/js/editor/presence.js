// While somebody is at the page it looks every few seconds what others did, and at once when they come back to it.
// A page nobody touches stops asking: it must not keep a forgotten log-in open.

const VISIBLE_MS = 10_000;
const HIDDEN_MS = 60_000;
const AWAKE_MS = 5 * 60_000;
const SIGNS_OF_LIFE = ["keydown", "pointerdown", "pointermove", "wheel"];

export function watch(sender) {
  let touchedAt = Date.now();
  let lookedAt = Date.now();

  function look() {
    lookedAt = Date.now();
    sender.wake();
  }

  function tick() {
    const now = Date.now();
    const pause = document.hidden ? HIDDEN_MS : VISIBLE_MS;
    if (now - touchedAt < AWAKE_MS && now - lookedAt >= pause && !sender.busy) look();
  }

  function comeBack() {
    touchedAt = Date.now();
    if (!document.hidden) look();
  }

  SIGNS_OF_LIFE.forEach((sign) => addEventListener(sign, () => (touchedAt = Date.now()), { passive: true }));
  ["online", "focus"].forEach((sign) => addEventListener(sign, comeBack));
  addEventListener("pageshow", ({ persisted }) => persisted && comeBack());
  document.addEventListener("visibilitychange", comeBack);
  setInterval(tick, 1000);
}
