"""A decision: on which state of the table, and why."""

from django import forms

from documents.text import clean_text


class DecisionForm(forms.Form):
    lock_version = forms.IntegerField()
    reason = forms.CharField(required=False, max_length=2000)

    def clean_reason(self):
        return clean_text(self.cleaned_data["reason"])
