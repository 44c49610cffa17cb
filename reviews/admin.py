"""Review records and frozen versions to look at."""

from django.contrib import admin

from documents.canonical import table_from_json
from projects.paper import layout_for, table_html
from reviews.models import ReviewRecord, TableVersion
from units.enums import Role
from units.role_admin import ReadOnlyAdmin


@admin.register(ReviewRecord)
class ReviewRecordAdmin(ReadOnlyAdmin):
    readers = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR})
    unit_path = "project__unit__path"
    list_display = ("at", "project", "verb", "actor", "source", "target")
    list_filter = ("verb", "at")
    list_select_related = ("project", "actor")
    search_fields = ("project__name",)


@admin.register(TableVersion)
class TableVersionAdmin(ReadOnlyAdmin):
    readers = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR})
    unit_path = "project__unit__path"
    list_display = ("project", "number", "created_at", "created_by", "is_whole")
    list_select_related = ("project", "created_by")
    search_fields = ("project__name",)
    fields = (
        "project",
        "number",
        "created_at",
        "created_by",
        "is_whole",
        "sha256",
        "previous_sha256",
        "paper",
    )
    readonly_fields = fields

    @admin.display(description="内容")
    def paper(self, version):
        unit = version.project.unit
        return table_html(table_from_json(version.canonical), unit, layout_for(unit))

    @admin.display(description="完好", boolean=True)
    def is_whole(self, version):
        return version.is_intact
