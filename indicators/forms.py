"""What is sought in the indicator library."""

from django import forms
from django.forms import SearchInput, Select

from indicators.models import LibraryIndicator

QUERY_LENGTH = 100


class LibraryFilters(forms.Form):
    """Words, a domain and a level-2 category; a filter that makes no sense is as good as none."""

    q = forms.CharField(
        label="找指标",
        required=False,
        max_length=QUERY_LENGTH,
        error_messages={"max_length": "关键词有%(show_value)d个字，最多%(limit_value)d个，请缩短。"},
        widget=SearchInput({"class": "form-control", "placeholder": "名称、领域、类别或拼音首字母"}),
    )
    domain = forms.ChoiceField(label="领域", required=False, widget=Select({"class": "form-select"}))
    level2 = forms.ChoiceField(label="类别", required=False, widget=Select({"class": "form-select"}))

    def __init__(self, query):
        super().__init__(query)
        library = LibraryIndicator.objects.order_by("pk")
        domains = dict.fromkeys(library.values_list("domain", flat=True))
        levels = dict.fromkeys(library.values_list("level2", flat=True))
        self.fields["domain"].choices = [("", "全部领域"), *((name, name) for name in domains)]
        self.fields["level2"].choices = [("", "全部类别"), *((name, name) for name in levels)]
        self.is_valid()

    def narrow(self, indicators):
        """Return the indicators that are sought; words that cannot be sought find none."""
        if "q" in self.errors:
            return indicators.none()
        chosen = {field: self.cleaned_data.get(field) for field in ("domain", "level2")}
        found = indicators.filter(**{field: name for field, name in chosen.items() if name})
        return found.matching(self.cleaned_data["q"])

    @property
    def is_active(self):
        return "q" in self.errors or any(self.cleaned_data.values())
