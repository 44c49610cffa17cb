"""A decision: on which state of the table, and why."""

from django import forms

from documents.text import clean_text

LONGEST_REASON = 2000


class ReasonField(forms.CharField):
    """Text cleaned before it is measured: browsers count a line end once and send it as two characters."""

    def to_python(self, value):
        return super().to_python(clean_text(value or ""))


class DecisionForm(forms.Form):
    lock_version = forms.IntegerField()
    reason = ReasonField(
        required=False,
        max_length=LONGEST_REASON,
        error_messages={"max_length": "理由有%(show_value)d个字，最多%(limit_value)d个，请缩短后再办理。"},
    )
