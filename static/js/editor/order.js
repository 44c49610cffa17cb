// The order of rows on the page.

// Puts rows in order; the one with the focus stays where it is, so that it keeps it.
export function inOrder(rows) {
  const focused = rows.findIndex((row) => row.contains(document.activeElement));
  const still = focused >= 0 ? focused : rows.findIndex((row) => row.isConnected);
  for (let at = still - 1; at >= 0; at--) {
    if (rows[at + 1].previousElementSibling !== rows[at]) rows[at + 1].before(rows[at]);
  }
  for (let at = still + 1; at < rows.length; at++) {
    if (rows[at - 1].nextElementSibling !== rows[at]) rows[at - 1].after(rows[at]);
  }
}
