// Not a module, and in the head: it hears what is typed before the modules of the editor are there, and marks the cell.

document.addEventListener("input", ({ target }) => (target.dataset.isTyped = ""), true);
