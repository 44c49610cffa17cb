"""The inputs that the editor puts into the cells of the official form."""

from django.utils.html import format_html, format_html_join

from documents.grid import Cell
from projects.cell_texts import goal_uids, repeated_categories
from projects.table_form import TableForm

ONE_LINE = '<input class="cell-input" type="text" id="{0}" name="{0}" value="{1}" aria-label="{2}"{3}>'
# The newline after the tag is not part of the text: without it a text that begins with one would lose it.
MANY_LINES = '<textarea class="cell-input" rows="1" id="{0}" name="{0}" aria-label="{2}"{3}>\n{1}</textarea>'
CHOICE = '<select class="cell-input{4}" id="{0}" name="{0}" aria-label="{2}"{3}>{1}</select>'
BUTTON = '<button class="row-tool" type="submit" name="{}" value="{}" title="{}" aria-label="{}">{}</button>'
ERROR = '<span class="cell-error" id="error-{}">{}</span>'
WRITTEN_AT_LENGTH = {"project.name", "purpose"}


class CellInputs:
    """Gives the HTML of each cell; `categories` are (level-1 name, level-2 names) pairs of the scheme in force."""

    def __init__(self, form: TableForm, categories, *, focus=""):
        self.form, self.categories, self.focus = form, categories, focus
        self.repeated = repeated_categories(form.texts)

    def __call__(self, cell: Cell) -> str | None:
        """Return what stands in the cell in place of its text, None for a cell that nobody types in."""
        if cell.address == "goals":
            return format_html_join("", "{}", ([self._goal(uid)] for uid in goal_uids(self.form.texts)))
        if cell.address not in self.form.texts:
            return None
        kind, _, rest = cell.address.partition(".")
        if kind == "goals":
            return self._goal(rest)
        if kind == "indicators":
            return self._indicator(cell.address, *rest.split("."))
        return self._typed(MANY_LINES if cell.address in WRITTEN_AT_LENGTH else ONE_LINE, cell.address)

    def _goal(self, uid):
        address = f"goals.{uid}"
        tools = _row_tools("goal", uid, self.form.labels[address])
        return format_html('<div class="goal-line">{}{}</div>', tools, self._typed(MANY_LINES, address))

    def _indicator(self, address, uid, part):
        if part == "level1":
            names = [("", [level1 for level1, _ in self.categories])]
            tools = _row_tools("indicator", uid, self.form.labels[address].partition("“")[0])
            return format_html("{}{}", tools, self._choice(address, names))
        if part == "level2":
            return self._choice(address, self.categories)
        return self._typed(ONE_LINE if part == "weight" else MANY_LINES, address)

    def _typed(self, markup, address):
        text, label = self.form.texts[address], self.form.labels[address]
        typed = format_html(markup, address, text, label, self._state(address))
        return format_html("{}{}", typed, self._sentences(address))

    def _choice(self, address, groups):
        if not self.categories:
            return self._typed(MANY_LINES, address)
        chosen = self.form.texts[address]
        # What the paper said stays a choice, though the scheme in force does not know it.
        is_known = any(chosen in names for _, names in groups)
        groups = [("", [""] if is_known or not chosen else ["", chosen]), *groups]
        options = format_html_join("", "{}", ([_options(name, names, chosen)] for name, names in groups))
        repeats = " is-repeated" if address in self.repeated else ""
        label = self.form.labels[address]
        choice = format_html(CHOICE, address, options, label, self._state(address), repeats)
        return format_html("{}{}", choice, self._sentences(address))

    def _state(self, address):
        focus = " autofocus" if address == self.focus else ""
        if address not in self.form.errors:
            return focus
        return format_html('{} aria-invalid="true" aria-describedby="error-{}"', focus, address)

    def _sentences(self, address):
        sentences = self.form.errors.get(address)
        return format_html(ERROR, address, "".join(sentences)) if sentences else ""


def _row_tools(kind, uid, row):
    add = _button(f"add_{kind}", uid, f"在{row}下面加一行", "＋")
    remove = _button("remove", f"{kind}s.{uid}", f"删去{row}", "－")
    return format_html('<span class="row-tools">{}{}</span>', add, remove)


def _button(name, value, words, sign):
    return format_html(BUTTON, name, value, words, words, sign)


def _options(group, names, chosen):
    option = '<option value="{}"{}>{}</option>'
    rows = ((name, " selected" if name == chosen else "", name or "请选择") for name in names)
    options = format_html_join("", option, rows)
    return format_html('<optgroup label="{}">{}</optgroup>', group, options) if group else options
