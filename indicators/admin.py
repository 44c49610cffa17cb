"""Administration of schemes, categories and the indicator library."""

from django import forms
from django.contrib import admin

from documents.layout import layout_names, load_layout
from indicators.models import IndicatorCategory, IndicatorScheme, LibraryIndicator
from units.enums import Role
from units.role_admin import RoleAdmin


def _layout_choices():
    return [(name, load_layout(name).label) for name in layout_names()]


@admin.register(IndicatorScheme)
class IndicatorSchemeAdmin(RoleAdmin):
    editors = frozenset({Role.SYSTEM_ADMINISTRATOR})
    list_display = ("name", "code", "layout", "first_year", "last_year")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "layout":
            return forms.ChoiceField(label="版式", choices=_layout_choices)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class LinesField(forms.CharField):
    """A list of names, one on each line."""

    widget = forms.Textarea

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


class IndicatorCategoryForm(forms.ModelForm):
    aliases = LinesField(label="别名", required=False, help_text="旧表中同一指标的其他叫法，每行一个。")

    class Meta:
        model = IndicatorCategory
        fields = ("scheme", "level", "parent", "name", "aliases", "is_required", "order")

    def clean(self):
        cleaned = super().clean()
        parent, scheme = cleaned.get("parent"), cleaned.get("scheme")
        if parent and (parent.level != 1 or parent.scheme != scheme):
            self.add_error("parent", "请选择同一指标体系的一级指标。")
        if (cleaned.get("level") == 2) != bool(parent):
            self.add_error("level", "二级指标须选择所属的一级指标，一级指标不能选择。")
        return cleaned


@admin.register(IndicatorCategory)
class IndicatorCategoryAdmin(RoleAdmin):
    editors = frozenset({Role.SYSTEM_ADMINISTRATOR})
    form = IndicatorCategoryForm
    list_display = ("name", "parent", "scheme", "is_required", "order")
    list_filter = ("scheme", "level")
    list_select_related = ("parent", "scheme")


@admin.register(LibraryIndicator)
class LibraryIndicatorAdmin(RoleAdmin):
    editors = frozenset({Role.SYSTEM_ADMINISTRATOR})
    list_display = ("name", "domain", "level1", "level2", "operator", "target_value", "measure_unit")
    list_filter = ("domain", "level2")
    search_fields = ("name", "explanation")
