// Going away: what is unsent is sent on the way out. Leaving asks only where this machine could not keep it.

const PATIENCE_MS = 5000;

export function watchLeaving({ queue, sender, say }) {
  addEventListener("beforeunload", (event) => {
    if (!queue.isStored) event.preventDefault();
  });
  // For log_out.js, which may stand on any page.
  addEventListener("editor:unsent", ({ detail }) => detail.push(...queue.entries));
  addEventListener("editor:forget", () => queue.entries.splice(0));
  addEventListener("pagehide", () => sender.now());
  document.addEventListener("visibilitychange", () => document.hidden && sender.now());
  // A preview or an export shows what is saved: it waits until that is everything.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-after-saving]");
    if (!link || !queue.waiting.length || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    follow(link, { sender, say });
  });
}

async function follow(link, { sender, say }) {
  const tooLate = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, false));
  if (await Promise.race([sender.flush(), tooLate])) location.assign(link.href);
  else say("还没有全部保存，请稍后再点", "warning");
}
