"""Review records and frozen versions to look at."""

from django.contrib import admin

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
    list_display = ("project", "number", "created_at", "created_by", "sha256", "is_whole")
    list_select_related = ("project", "created_by")
    search_fields = ("project__name",)

    @admin.display(description="完好", boolean=True)
    def is_whole(self, version):
        return version.is_intact
