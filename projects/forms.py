"""The filters of the list, the start of a new table, the upload of a file."""

from django import forms
from django.forms import SearchInput, Select

from documents.text import clean_text
from projects.enums import Status
from projects.help.citations import normal_number
from projects.help.starts import begun_from
from projects.models import FiscalYear
from units.models import BudgetUnit


class ListFilters(forms.Form):
    """What the list shows; a filter that makes no sense is as good as none, but words that cannot be sought find none."""

    year = forms.IntegerField(required=False)
    unit = forms.ModelChoiceField(
        BudgetUnit.objects.none(),
        required=False,
        empty_label="全部单位",
        widget=Select({"class": "form-select"}),
    )
    status = forms.ChoiceField(choices=Status, required=False)
    q = forms.CharField(
        required=False,
        max_length=100,
        error_messages={"max_length": "关键词有%(show_value)d个字，最多%(limit_value)d个，请缩短后再筛选。"},
        widget=SearchInput({"class": "form-control", "placeholder": "编码、名称或单位"}),
    )

    def __init__(self, query, *, units):
        super().__init__(query)
        self.fields["unit"].queryset = units
        self.is_valid()

    def narrow(self, projects):
        """Return the projects of the chosen year, unit (with the units below it) and text."""
        chosen = self.cleaned_data
        if "q" in self.errors:
            return projects.none()
        if chosen.get("year"):
            projects = projects.for_year(chosen["year"])
        if chosen.get("unit"):
            projects = projects.filter(unit__path__startswith=chosen["unit"].path)
        return projects.containing(chosen["q"]) if chosen.get("q") else projects

    def narrow_to_status(self, projects):
        status = self.cleaned_data.get("status")
        return projects.filter(status=status) if status else projects

    @property
    def is_active(self):
        return "q" in self.errors or any(self.cleaned_data.values())


class OpenYearField(forms.ModelChoiceField):
    """A fiscal year that is not closed."""

    def __init__(self, **kwargs):
        super().__init__(FiscalYear.objects.filter(is_closed=False), label="预算年度", **kwargs)


class AuthoredUnitField(forms.ModelChoiceField):
    """A unit that the person fills in tables for; the form narrows it to theirs."""

    def __init__(self, **kwargs):
        super().__init__(BudgetUnit.objects.none(), label="预算单位", **kwargs)

    def narrow_to(self, user):
        self.queryset = BudgetUnit.objects.authored_by(user)
        # Where the choice goes before what a file's cover says, nothing is chosen for the person.
        if self.required and len(self.queryset) == 1:
            self.initial = self.queryset[0]


class StartForm(forms.Form):
    """Where a new table belongs, what it is called and what it begins from; the rest is typed in the form itself."""

    unit = AuthoredUnitField(empty_label="请选择")
    fiscal_year = OpenYearField(
        empty_label="请选择", help_text="没有可选的年度时，请系统管理员先在“管理”里建立年度。"
    )
    name = forms.CharField(label="项目名称", max_length=200, widget=forms.TextInput({"autofocus": True}))
    beginning = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].narrow_to(user)
        self.fields["fiscal_year"].initial = FiscalYear.objects.filter(is_closed=False).first()

    def clean(self):
        """Turn what is posted as the beginning into the table or the kind it means."""
        cleaned = super().clean()
        if not {"unit", "fiscal_year"} <= cleaned.keys():
            return cleaned
        try:
            source = begun_from(cleaned.get("beginning", ""), cleaned["unit"], cleaned["fiscal_year"])
        except ValueError:
            self.add_error(None, "所选的表或模板不适用于这个单位和年度，请重新选择。")
            return cleaned
        return cleaned | {"source": source}


class CitationForm(forms.Form):
    """A document that values rest on; its number is brought into the official form."""

    title = forms.CharField(
        label="文件名称",
        max_length=200,
        help_text="不带书名号，如：关于加强招商引资工作的意见",
        error_messages={"required": "请填写文件名称。"},
    )
    document_number = forms.CharField(
        label="文号", max_length=60, required=False, help_text="如：冀财预〔2025〕12号；没有就不填"
    )
    issued_on = forms.DateField(
        label="印发日期",
        required=False,
        error_messages={"invalid": "日期写成 2025-03-01 的样子，或者不填。"},
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def clean_title(self):
        title = " ".join(clean_text(self.cleaned_data["title"]).split())
        if title.startswith("《") and title.find("》") == len(title) - 1:
            title = title[1:-1].strip()
        if not title:
            raise forms.ValidationError("请填写文件名称。")
        return title

    def clean_document_number(self):
        typed = self.cleaned_data["document_number"]
        number = normal_number(clean_text(typed)) if typed else ""
        if number is None:
            raise forms.ValidationError(
                f"“{typed}”不是文号。请写成“机关代字〔年份〕序号号”，如：冀财预〔2025〕12号。"
            )
        return number


class UnitCitationForm(CitationForm):
    """A citation for one of the units that the person fills in tables for."""

    unit = AuthoredUnitField(empty_label="请选择")
    field_order = ("unit",)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].narrow_to(user)


class UploadForm(forms.Form):
    """A file, and what counts where the file does not say for which unit and year it was filled in."""

    file = forms.FileField(
        label="文件",
        error_messages={"required": "请选择要导入的文件。", "empty": "这个文件是空的，请另选。"},
    )
    unit = AuthoredUnitField(
        required=False, empty_label="按文件里写的单位", help_text="表里没有写明单位时，导入到这里选的单位。"
    )
    fiscal_year = OpenYearField(
        required=False, empty_label="按文件里写的年度", help_text="文件没有写明年度时，导入到这里选的年度。"
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].narrow_to(user)
