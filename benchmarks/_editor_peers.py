"""The editor's table by other means: a plain Django template, and crispy forms over a formset."""

from crispy_forms.helper import FormHelper
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template import engines

from documents.goal_table import GoalTable
from projects.cell_texts import INDICATOR_PARTS, indicator_uids, texts_of

HEAD = ("project.code", "project.name", "budget.total", "budget.fiscal", "budget.other", "purpose")
PLAIN = """<table>{% for address, text in head %}
<tr><th>{{ address }}</th><td><input id="{{ address }}" name="{{ address }}" aria-label="{{ address }}" value="{{ text }}"></td></tr>
{% endfor %}{% for row in rows %}<tr>{% for address, text, choices in row %}<td>{% if choices %}
<select id="{{ address }}" name="{{ address }}" aria-label="{{ address }}">{% for choice in choices %}
<option value="{{ choice }}"{% if choice == text %} selected{% endif %}>{{ choice }}</option>{% endfor %}</select>{% else %}
<textarea id="{{ address }}" name="{{ address }}" aria-label="{{ address }}">{{ text }}</textarea>
{% endif %}</td>{% endfor %}</tr>{% endfor %}</table>"""


class RowForm(forms.Form):
    level1 = forms.ChoiceField()
    level2 = forms.ChoiceField()
    name, description, value, basis = (forms.CharField(widget=forms.Textarea) for _ in range(4))

    def __init__(self, *args, categories, **kwargs):
        super().__init__(*args, **kwargs)
        for level, names in enumerate(choices_of(categories), 1):
            self.fields[f"level{level}"].choices = [(name, name) for name in names]


def choices_of(categories) -> tuple[list[str], list[str]]:
    return [level1 for level1, _ in categories], [name for _, names in categories for name in names]


def plain_template(table: GoalTable, categories) -> str:
    texts = texts_of(table, "万元")
    choices = dict(zip(("level1", "level2"), choices_of(categories), strict=True))
    rows = [
        [(at, texts[at], choices.get(part)) for part in INDICATOR_PARTS if (at := f"indicators.{uid}.{part}")]
        for uid in indicator_uids(texts)
    ]
    template = engines["django"].from_string(PLAIN) if not _kept else _kept[0]
    _kept[:] = [template]
    return template.render({"head": [(address, texts[address]) for address in HEAD], "rows": rows})


_kept: list = []


def crispy_forms(table: GoalTable, categories) -> str:
    initial = [
        {part: getattr(row, part) for part in ("level1", "level2", "name", "description", "value", "basis")}
        for row in table.indicators
    ]
    formset = forms.formset_factory(RowForm, extra=0)(initial=initial, form_kwargs={"categories": categories})
    return render_crispy_form(formset, FormHelper())
