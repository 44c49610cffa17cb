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
  const told = new Set();
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-after-saving]");
    if (!link || !holdsBack(link, queue) || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    follow(link, { queue, sender, say, told });
  });
}

// Whoever hands in is told of what could not be saved as well.
function holdsBack({ dataset }, queue) {
  return queue.waiting.length || (dataset.afterSaving === "all" && queue.aside.length);
}

async function follow(link, { queue, sender, say, told }) {
  const tooLate = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, false));
  if (!(await Promise.race([sender.flush(), tooLate]))) return say("还没有全部保存，请稍后再点", "warning");
  const news = queue.aside.filter(({ operation }) => !told.has(operation.id));
  if (link.dataset.afterSaving !== "all" || !news.length) return location.assign(link.href);
  news.forEach(({ operation }) => told.add(operation.id));
  say(`${queue.aside.length}处没有保存，不在提交的内容里；仍要提交请再点一次`, "warning");
}
