"""The inputs that the editor puts into the cells of the official form.

The markup is put together by hand: format_html for each cell costs five times as much as all the rest of the page.
Every text goes through escape().
"""

from functools import lru_cache
from html import escape

from documents.grid import Cell
from documents.layout import Layout
from projects.cell_texts import Texts, goal_uids, labels_of, repeated_categories
from projects.table_form import TableForm

ONE_LINE = ('<input class="cell-input" type="text" autocomplete="off" ', ' value="', '">')
# The newline after the tag is not part of the text: without it a text that begins with one would lose it.
MANY_LINES = ('<textarea class="cell-input" rows="1" ', ">\n", "</textarea>")
CHOICE = ('<select class="cell-input" ', ">", "</select>")
BUTTON = '<button class="row-button" type="submit" name="{0}" value="{1}" title="{2}" aria-label="{2}">{3}</button>'
ERROR = '<span class="cell-error" id="error-{}">{}</span>'
WRITTEN_AT_LENGTH = {"project.name", "purpose"}
MAY_STAY_BLANK = {"project.code", "budget.fiscal", "budget.other"}
IS_REQUIRED = ' aria-required="true" placeholder="请填写"'

Groups = tuple[tuple[str, tuple[str, ...]], ...]


class KeptTexts:
    """The texts of a table that was saved before, in place of a TableForm: there is nothing to check in it."""

    def __init__(self, texts: Texts):
        self.texts, self.labels, self.errors = texts, labels_of(texts), {}

    def errors_in_order(self):
        return ()


class CellInputs:
    """Gives the HTML of each cell; `categories` are (level-1 name, level-2 names) pairs of the scheme in force.

    `is_plain` is for a page that is saved as a whole form: then its row buttons are there with script too.
    """

    def __init__(self, form: TableForm | KeptTexts, categories, layout: Layout, *, focus="", is_plain=False):
        self.texts, self.labels, self.focus, self.is_plain = form.texts, form.labels, focus, is_plain
        self.errors = form.errors
        self.groups: Groups = tuple((level1, tuple(names)) for level1, names in categories)
        self.repeated = repeated_categories(form.texts)
        self.number_label = goal_number_label(layout)
        self.line_number = layout.goal_pattern.partition("{text}")[0]
        self.numbers = {uid: at for at, uid in enumerate(goal_uids(form.texts), 1)}

    def __call__(self, cell: Cell) -> str | None:
        """Return what stands in the cell in place of its text, None for a cell that nobody types in."""
        if cell.address == "goals":
            return "".join(map(self._goal_line, self.numbers))
        if cell.address not in self.texts:
            return None
        kind, _, rest = cell.address.partition(".")
        if kind == "goals":
            return self._row_buttons("goal", rest, cell.address) + self._typed(MANY_LINES, cell.address)
        if kind == "indicators":
            return self._indicator(cell.address, *rest.split("."))
        return self._typed(MANY_LINES if cell.address in WRITTEN_AT_LENGTH else ONE_LINE, cell.address)

    def row(self, cells: list[Cell]) -> str:
        """Return the attributes of a row that repeats for each goal or indicator, "" for any other."""
        address = next((cell.address for cell in cells if cell.address in self.texts), "")
        kind, _, rest = address.partition(".")
        if kind == "goals":
            return f' data-row="{address}" data-number="{escape(self.number_label)}"'
        return self._indicator_row(f"indicators.{rest.partition('.')[0]}") if kind == "indicators" else ""

    def _indicator_row(self, row):
        repeats = [f"repeats-{level}" for level in ("level1", "level2") if f"{row}.{level}" in self.repeated]
        classes = f' class="{" ".join(repeats)}"' if repeats else ""
        return f' data-row="{row}"{classes}'

    def _goal_line(self, uid):
        number = f'<span class="goal-number">{escape(self.line_number.replace("{number}", str(self.numbers[uid])))}</span>'
        buttons, typed = (
            self._row_buttons("goal", uid, f"goals.{uid}"),
            self._typed(MANY_LINES, f"goals.{uid}"),
        )
        pattern = escape(self.line_number)
        return f'<div class="goal-line" data-row="goals.{uid}" data-number="{pattern}">{buttons}{number}{typed}</div>'

    def _indicator(self, address, uid, part):
        if part == "level1":
            names = (("", tuple(level1 for level1, _ in self.groups)),)
            return self._row_buttons("indicator", uid, address) + self._choice(address, names)
        if part == "level2":
            return self._choice(address, self.groups)
        return self._typed(ONE_LINE if part == "weight" else MANY_LINES, address)

    def _typed(self, markup, address):
        return self._filled(markup, address, escape(self.texts[address]))

    def _choice(self, address, groups):
        if not self.groups:
            return self._typed(MANY_LINES, address)
        return self._filled(CHOICE, address, options_of(groups, self.texts[address]))

    def _filled(self, markup, address, content):
        start, middle, end = markup
        required = "" if address in MAY_STAY_BLANK else IS_REQUIRED
        name = f'id="{address}" name="{address}" data-cell aria-label="{self.labels[address]}"'
        if address == self.focus:
            name += " autofocus"
        if address in self.errors:
            name += f' aria-invalid="true" aria-describedby="error-{address}"'
            end += ERROR.format(address, escape("".join(self.errors[address])))
        return f"{start}{name}{required}{middle}{content}{end}"

    def _row_buttons(self, kind, uid, address):
        row = self.labels[address].partition("“")[0]
        add = BUTTON.format(f"add_{kind}", uid, f"在{row}下面加一行", "＋")
        remove = BUTTON.format("remove", f"{kind}s.{uid}", f"删去{row}", "－")
        buttons = f'<span class="row-buttons">{add}{remove}</span>'
        return buttons if self.is_plain else f"<noscript>{buttons}</noscript>"


@lru_cache(maxsize=32)
def goal_number_label(layout: Layout) -> str:
    """Return how the layout labels a row of its own for each goal (目标{number}), "" where goals share a cell."""
    cells = (cell for section in layout.sections for line in section.lines for cell in line.cells)
    label = next((cell.text for cell in cells if cell.slot == "goal.number"), "")
    return label.replace("\\n", "\n").replace("{goal.number}", "{number}")


# The choices of a page differ in little but the chosen one: 250 rows share a few dozen lists.
@lru_cache(maxsize=1024)
def options_of(groups: Groups, chosen: str) -> str:
    """Return the choices of a select. What the paper said stays a choice, though the scheme does not know it."""
    is_known = any(chosen in names for _, names in groups)
    first = ("",) if is_known or not chosen else ("", chosen)
    return "".join(_options(group, names, chosen) for group, names in (("", first), *groups))


def _options(group, names, chosen):
    options = "".join(
        f'<option value="{escape(name)}"{" selected" if name == chosen else ""}>{escape(name) or "请选择"}</option>'
        for name in names
    )
    return f'<optgroup label="{escape(group)}">{options}</optgroup>' if group else options
