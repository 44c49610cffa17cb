// Bootstrap's rule `legend + *` makes the browser work out the style of every row below one that comes or goes: 70 ms
// of 250 rows, 4 ms without it. The editor has no legend.

export function spareRows() {
  for (const sheet of document.styleSheets) {
    const at = [...sheet.cssRules].findIndex((rule) => rule.selectorText === "legend + *");
    if (at >= 0) sheet.deleteRule(at);
  }
}
