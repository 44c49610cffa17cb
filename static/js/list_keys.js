// Keys in a list: ↑ ↓ walk the rows' links, Enter follows them as any link, / goes to the search field.

function isTyping(element) {
  return element.closest("input:not([type=checkbox]), textarea, select") !== null;
}

// From the link with the focus, else from the one the page shows, else into the list from its end.
function walk(links, step) {
  const from = links.includes(document.activeElement) ? document.activeElement : links.find((link) => link.ariaCurrent);
  const next = from ? links.indexOf(from) + step : step > 0 ? 0 : links.length - 1;
  links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
}

// Where the link is near the frame's end or past it, the list moves inside its frame; the page around it stays.
function showInItsFrame(link) {
  const frame = link?.closest("[data-list-frame]");
  if (!frame) return;
  const below = link.getBoundingClientRect().top - frame.getBoundingClientRect().top;
  if (below > frame.clientHeight - 130) frame.scrollTop += below - frame.clientHeight / 2;
}

function pressed(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
  const links = [...document.querySelectorAll("[data-list-keys] tbody th a")];
  const actions = {
    ArrowDown: () => walk(links, 1),
    ArrowUp: () => walk(links, -1),
    "/": () => document.querySelector("input[name=q]")?.focus(),
  };
  if (event.key in actions) {
    event.preventDefault();
    actions[event.key]();
  }
}

document.addEventListener("keydown", pressed);
showInItsFrame(document.querySelector("[data-list-keys] th [aria-current]"));
